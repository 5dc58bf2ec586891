"""The exam ``labels``: the label of every block, on pages of our own with gold beside them.

PATH is a folder of pages as ``examples/pages`` is, each with its gold (``dateline.evaluate.gold``).

**Labels** are scored by words (``dateline.evaluate.alignment``): ``LABEL_f1`` for each label over all pages,
``macro_f1`` the mean. Words of the gold that the reading left out are missed; words given twice, or that the
page does not show, are wrong. ``comment_leak`` and ``related_leak`` are the shares of the gold's comment and
related words in blocks that are coded.

**Comments**: ``comment_whole`` is the share of comments of which one comment block has nine words in ten and
nothing of another comment; ``comment_author``, ``comment_time``, ``comment_depth`` are the shares where the
block with most of the comment's words, at least half, has the gold's value. ``caption_image`` likewise.

**The page**: the shares of pages with the right kind, title, outlet, authors (as a set), language, day of
publication (``published_moment``: time of day as well), and modification; where the gold says that the page
does not tell, unknown is right. ``published_wrong`` is the share with a wrong day. ``notice_accuracy`` is the
share with the same set of notices, ``entry_recall`` the share of live entries with their time.

The baseline is trafilatura, which gives an article (scored as body) and comments.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin

from dateline.errors import UnreadableInput
from dateline.evaluate.alignment import Alignment, Labelled, align, count, label_scores, leak
from dateline.evaluate.baselines import comment_systems, quiet, text_systems
from dateline.evaluate.figures import mean, share, speed
from dateline.evaluate.gold import LABELS, Facts, GoldPage, load_gold
from dateline.evaluate.reading import read_pages, timed, words_of
from dateline.evaluate.result import Result
from dateline.records.evidence import Interval, Known, Record, Unknown
from dateline.records.report import CODED_LABELS, Block, Report

EXAM = "labels"

T = TypeVar("T")

#: The share of a comment's words that its block must have, to be it, and to be all of it.
_HALF = 0.5
_WHOLE = 0.9


class Checked(Record, frozen=True):
    """A page's gold beside its report, and the report's blocks placed on the gold's."""

    gold: GoldPage
    report: Report | None
    reading: tuple[Labelled, ...]
    alignment: Alignment


def evaluate(path: Path, limit: int | None = None) -> Result:
    """The figures on the folder's pages, or the first ``limit`` of them. Raises InputError."""
    pages, golds, problems = load_gold(path)
    if not pages:
        raise UnreadableInput(str(path), f"no page with its gold labels ({'; '.join(problems[:1])})")
    pages, golds = pages[:limit], golds[:limit]
    with quiet():
        reports, refused, seconds = read_pages(pages)
        checked = [check(gold, report) for gold, report in zip(golds, reports, strict=True)]
        aligned = [(each.alignment, each.reading) for each in checked]
        metrics = label_scores(count(aligned), LABELS)
        metrics["comment_leak"] = leak(aligned, "comment", CODED_LABELS)
        metrics["related_leak"] = leak(aligned, "related", CODED_LABELS)
        metrics |= comment_scores(checked) | page_scores(checked)
        baselines: dict[str, dict[str, float]] = {}
        commented = comment_systems()
        for name, system in text_systems().items():
            texts, spent = timed(system, pages)
            comments = timed(commented[name], pages)[0] if name in commented else [""] * len(pages)
            readings = [
                (*_lines(text, "body"), *_lines(comment, "comment"))
                for text, comment in zip(texts, comments, strict=True)
            ]
            others = [
                (_aligned(gold, reading), reading) for gold, reading in zip(golds, readings, strict=True)
            ]
            given = ("body", "comment") if name in commented else ("body",)
            figures = label_scores(count(others), given)
            figures.pop("macro_f1", None)
            figures["comment_leak"] = leak(others, "comment", CODED_LABELS)
            figures["related_leak"] = leak(others, "related", CODED_LABELS)
            baselines[name] = figures | speed(len(pages), spent)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(pages),
        seconds=seconds,
        metrics=metrics | {"pages_per_second": share(len(pages), seconds)},
        baselines=baselines,
        problems=(*problems, *refused),
    )


def check(gold: GoldPage, report: Report | None) -> Checked:
    """A page's gold beside its report; without one nothing was found."""
    blocks = () if report is None else report.blocks
    reading = tuple(
        Labelled(text=words_of(report, block), labels=frozenset({block.label}))
        for block in blocks
        if report is not None
    )
    return Checked(gold=gold, report=report, reading=reading, alignment=_aligned(gold, reading))


def comment_scores(checked: Sequence[Checked]) -> dict[str, float]:
    """The shares of comments that are whole, and of comments and captions with the gold's facts."""
    right: dict[str, list[bool]] = {}

    def add(name: str, value: bool) -> None:
        right.setdefault(name, []).append(value)

    for page in checked:
        shared = Counter((word.block, word.found) for word in page.alignment.words)
        for i, block in enumerate(page.gold.blocks):
            facts = block.facts
            if block.labels == {"comment"}:
                found = _found(page, shared, i, "comment")
                add("comment_whole", found is not None and _is_whole(page.gold, shared, i, found))
                given = _block(page, found)
                if facts.author is not None:
                    add("comment_author", given is not None and _same(given.author, facts.author))
                if facts.said is not None:
                    add("comment_time", given is not None and _same_time(given.said, facts))
                if facts.depth is not None:
                    add("comment_depth", given is not None and given.depth == facts.depth)
            elif facts.image is not None:
                given = _block(page, _found(page, shared, i, "caption"))
                image = given.image if given is not None else None
                add("caption_image", bool(image) and urljoin(page.gold.url or "", image) == facts.image)
    return {name: mean(values) for name, values in right.items()}


def page_scores(checked: Sequence[Checked]) -> dict[str, float]:
    """What the reports say of their pages, held against the gold."""
    right: dict[str, list[bool]] = {}

    def add(name: str, value: bool) -> None:
        right.setdefault(name, []).append(value)

    for gold, report in ((page.gold, page.report) for page in checked):
        if report is None:
            continue
        add("kind_accuracy", report.kind == gold.kind)
        for name in ("title", "outlet", "language"):
            wanted = getattr(gold, name)
            if wanted is not None:
                add(f"{name}_accuracy", _same(_value(getattr(report, name)) or "", wanted))
        if gold.authors is not None:
            found = _value(report.authors) or ()
            add("authors_accuracy", {a.casefold() for a in found} == {a.casefold() for a in gold.authors})
        if gold.published is not None:
            day = _day(report.published)
            add("published_accuracy", day == gold.published[:10])
            add("published_wrong", bool(day) and day != gold.published[:10])
            if "T" in gold.published:
                add("published_moment", _same_moment(report.published, gold.published))
        if gold.modified is not None:
            add("modified_accuracy", _day(report.modified) == gold.modified[:10])
        if gold.notices is not None:
            add("notice_accuracy", {notice.kind for notice in report.notices} == set(gold.notices))
        for moment, _ in gold.entries or ():
            add("entry_recall", any(_same_moment(entry.published, moment) for entry in report.entries))
    return {name: mean(values) for name, values in right.items()}


def _aligned(gold: GoldPage, reading: Sequence[Labelled]) -> Alignment:
    return align([block.labelled for block in gold.blocks], reading)


def _lines(text: str, label: str) -> list[Labelled]:
    """Each line of a text as a block of this label."""
    return [Labelled(text=line, labels=frozenset({label})) for line in text.split("\n") if line.strip()]


def _found(page: Checked, shared: Counter[tuple[int, int | None]], i: int, label: str) -> int | None:
    """The reading's block of this label with most of the words of gold block ``i``, at least half of them."""
    total = sum(number for (block, _), number in shared.items() if block == i)
    ranked = [
        (number, found)
        for (block, found), number in shared.items()
        if block == i and found is not None and page.reading[found].labels == {label}
    ]
    number, found = max(ranked, default=(0, None))
    return found if found is not None and number >= _HALF * total else None


def _is_whole(gold: GoldPage, shared: Counter[tuple[int, int | None]], i: int, found: int) -> bool:
    """Whether a block of the reading has a comment's words, and none of another comment's."""
    total = sum(number for (block, _), number in shared.items() if block == i)
    others = any(
        block != i and each == found and gold.blocks[block].labels == {"comment"} for block, each in shared
    )
    return shared[i, found] >= _WHOLE * total and not others


def _block(page: Checked, found: int | None) -> Block | None:
    return None if found is None or page.report is None else page.report.blocks[found]


def _value(value: Known[T] | Unknown) -> T | None:
    return value.value if isinstance(value, Known) else None


def _same(found: str | None, wanted: str) -> bool:
    """Whether two names are the same but for case and blanks."""
    return found is not None and " ".join(found.split()).casefold() == " ".join(wanted.split()).casefold()


def _same_time(found: str | None, facts: Facts) -> bool:
    """Whether a comment's time is one of those in which the page gives it."""
    if found is None:
        return False
    if any(each is not None and _same(found, each) for each in (facts.said, facts.time, facts.words)):
        return True
    return facts.time is not None and _moment(found) is not None and _moment(found) == _moment(facts.time)


def _day(value: Known[Interval] | Unknown) -> str:
    """The day, where it is known to the day; else empty."""
    if isinstance(value, Unknown) or value.value.precision != "day":
        return ""
    return value.value.start.isoformat()


def _same_moment(value: Known[Interval] | Unknown, wanted: str) -> bool:
    """Whether a time is known and is the gold's; where the gold has no time zone the clocks are compared."""
    if isinstance(value, Unknown) or value.value.moment is None:
        return False
    found, gold = _moment(value.value.moment), _moment(wanted)
    if found is None or gold is None:
        return False
    if found.tzinfo is None or gold.tzinfo is None:
        return found.replace(tzinfo=None) == gold.replace(tzinfo=None)
    return found == gold


def _moment(written: str) -> dt.datetime | None:
    """The time in ISO 8601, or None."""
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError:
        return None
