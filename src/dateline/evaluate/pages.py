"""The exam ``pages``: what of a page is article, comment, date and author, on trafilatura's evaluation set.

PATH is a folder as trafilatura publishes its set: ``evaldata.json``, ``{address: {"file", "with",
"without", "comments", "author", "date", ...}}``, and ``pages/FILE``.

**Segments**, as in its own evaluation: a ``with`` segment found in the text is a true positive, else a false
negative; a ``without`` segment found is a false positive; all pages are counted together. A segment is found
where it stands letter by letter, each run of blanks and line breaks on either side being one space; that
holds for all systems. Blank segments (there are three) are left out. Text is dateline, body and quote
blocks. Headlines as well make no difference on the development half (F1 .911 both ways), captions cost
(.903): the gold counts neither as article.

**Comments**: of the gold's comment segments that stand anywhere in the page's markup, ``comment_recall`` is
the share in comment blocks (a comment's author and time in front of its words), ``comment_leak`` the share
in the article's text. Of the development half's 186 segments 50 are not in their files: scripts would have
fetched them, or they are another page's; ``comment_recall_all`` counts these as missed. Trafilatura's leak
is of its text without comments, its recall of the comments that it gives when asked for them.

**Dates**: on the pages whose gold has a day. ``date_accuracy`` is the share with that day, so that none
given counts as wrong; ``date_wrong`` the share with another day, which is worse than none.

**Authors**: on the pages whose gold has one. Names are parted at commas, semicolons, slashes, "&" and "and"
(in five languages), and compared without case, accents' form and blanks. ``author_accuracy`` is the share
with the same set of names, ``author_partial`` with at least one of them, ``author_wrong`` with names given
and none right.

Figures of which the gold has nothing are left out. ``*_pages``, ``comment_segments`` and ``comment_absent``
count; ``seconds`` and ``pages_per_second`` are of one thread.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.errors import UnreadableInput
from dateline.evaluate.baselines import author_systems, comment_systems, date_systems, quiet, text_systems
from dateline.evaluate.figures import f1, mean, share, speed
from dateline.evaluate.reading import Page, article_text, comment_text, read_pages, timed, wanted_folder
from dateline.evaluate.result import Result
from dateline.records.evidence import Known, Record
from dateline.records.report import Report

EXAM = "pages"

_BETWEEN_NAMES = re.compile(r"[,;/&|]|(?<=\s)(?:and|und|et|y|e|And|Und|AND|UND)(?=\s)")
_TAG = re.compile(r"<[^>]*>")


class Gold(Record, frozen=True):
    """What the set says of a page; an empty date or author says nothing."""

    file: str
    article: tuple[str, ...] = msgspec.field(name="with", default=())
    other: tuple[str, ...] = msgspec.field(name="without", default=())
    comments: tuple[str, ...] | None = None
    author: str | tuple[str, ...] | None = None
    date: str | None = None


def evaluate(path: Path, limit: int | None = None) -> Result:
    """The figures on the folder's pages, or the first ``limit`` of them. Raises UnreadableInput."""
    pages, golds, problems = load(path, limit)
    baselines: dict[str, dict[str, float]] = {}
    with quiet():
        reports, refused, seconds = read_pages(pages)
        texts = [article_text(report) for report in reports]
        metrics = segment_scores(texts, golds)
        there = [present(page, gold) for page, gold in zip(pages, golds, strict=True)]
        metrics |= comment_scores([comment_text(report) for report in reports], texts, golds, there)
        metrics |= comment_counts(golds, there)
        metrics |= date_scores([_day(report) for report in reports], golds)
        metrics |= author_scores([_authors(report) for report in reports], golds)
        metrics["pages_per_second"] = share(len(pages), seconds)
        commented = comment_systems()
        for name, system in text_systems().items():
            texts, spent = timed(system, pages)
            figures = segment_scores(texts, golds) | speed(len(pages), spent)
            if name in commented:
                figures |= comment_scores(timed(commented[name], pages)[0], texts, golds, there)
            baselines[name] = figures
        for name, system in author_systems().items():
            found, spent = timed(system, pages)
            baselines.setdefault(name, {}).update(author_scores(found, golds))
            baselines[name].setdefault("seconds", spent)
        for name, system in date_systems().items():
            found, spent = timed(system, pages)
            baselines[name] = date_scores(found, golds) | speed(len(pages), spent)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(pages),
        seconds=seconds,
        metrics=metrics,
        baselines=baselines,
        problems=(*problems, *refused),
    )


def load(path: Path, limit: int | None = None) -> tuple[list[Page], list[Gold], list[str]]:
    """The pages, the gold of each without blank segments, and what is wrong with those left out.

    Raises UnreadableInput.
    """
    wanted_folder(path, EXAM, "evaldata.json", "pages/")
    file = path / "evaldata.json"
    try:
        entries = msgspec.json.decode(file.read_bytes(), type=dict[str, Gold])
    except msgspec.DecodeError as error:
        raise UnreadableInput(str(file), f"not the set's gold ({error})") from error
    pages: list[Page] = []
    golds: list[Gold] = []
    problems: list[str] = []
    for url, gold in list(entries.items())[:limit]:
        try:
            content = (path / "pages" / gold.file).read_bytes()
        except OSError as error:
            problems.append(f"{path / 'pages' / gold.file}: left out ({error.strerror})")
            continue
        pages.append(Page(name=gold.file, content=content, url=url))
        golds.append(_without_blanks(gold))
    return pages, golds, problems


def segment_scores(texts: Sequence[str], golds: Sequence[Gold]) -> dict[str, float]:
    """Precision, recall and F1 of the gold's segments in the texts, counted over all pages."""
    right = wanted = wrong = 0
    for text, gold in zip(texts, golds, strict=True):
        spaced = _spaced(text)
        right += _found(gold.article, spaced)
        wanted += len(gold.article)
        wrong += _found(gold.other, spaced)
    precision, recall = share(right, right + wrong), share(right, wanted)
    return {"segment_f1": f1(precision, recall), "segment_precision": precision, "segment_recall": recall}


def comment_scores(
    comments: Sequence[str], texts: Sequence[str], golds: Sequence[Gold], there: Sequence[tuple[str, ...]]
) -> dict[str, float]:
    """The shares of comment segments among the comments and in the article; ``there`` are those to be found."""
    total = sum(len(gold.comments or ()) for gold in golds)
    if not total:
        return {}
    present = sum(map(len, there))
    found = sum(_found(segments, _spaced(text)) for segments, text in zip(there, comments, strict=True))
    leaked = sum(_found(segments, _spaced(text)) for segments, text in zip(there, texts, strict=True))
    return {
        "comment_recall": share(found, present),
        "comment_leak": share(leaked, present),
        "comment_recall_all": found / total,
    }


def comment_counts(golds: Sequence[Gold], there: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """How many pages and segments the comments' figures are of, and how many segments are not in the files."""
    total = sum(len(gold.comments or ()) for gold in golds)
    if not total:
        return {}
    present = sum(map(len, there))
    return {
        "comment_pages": sum(map(bool, there)),
        "comment_segments": present,
        "comment_absent": total - present,
    }


def present(page: Page, gold: Gold) -> tuple[str, ...]:
    """The gold's comment segments that stand in the page's markup, scripts and all.

    Tags count as blanks, or as nothing, since inline ones part no words.
    """
    if not gold.comments:
        return ()
    from trafilatura.utils import decode_file

    markup = html.unescape(decode_file(page.content))
    shown = (_spaced(_TAG.sub(" ", markup)), _spaced(_TAG.sub("", markup)))
    return tuple(each for each in gold.comments if any(_spaced(each) in text for text in shown))


def date_scores(days: Sequence[str], golds: Sequence[Gold]) -> dict[str, float]:
    """The shares of dated pages with the gold's day, and with another; a day is YYYY-MM-DD or empty."""
    pairs = [(day, gold.date) for day, gold in zip(days, golds, strict=True) if gold.date]
    if not pairs:
        return {}
    return {
        "date_accuracy": mean(day == wanted for day, wanted in pairs),
        "date_wrong": mean(bool(day) and day != wanted for day, wanted in pairs),
        "date_pages": len(pairs),
    }


def author_scores(authors: Sequence[str], golds: Sequence[Gold]) -> dict[str, float]:
    """The shares of pages with the gold's authors, with one of them, and with none; names as written."""
    pairs: list[tuple[frozenset[str], frozenset[str]]] = []
    for written, gold in zip(authors, golds, strict=True):
        wanted = gold.author if isinstance(gold.author, str) else ";".join(gold.author or ())
        if wanted.strip():
            pairs.append((names(written), names(wanted)))
    if not pairs:
        return {}
    return {
        "author_accuracy": mean(found == wanted for found, wanted in pairs),
        "author_partial": mean(bool(found & wanted) for found, wanted in pairs),
        "author_wrong": mean(bool(found) and not found & wanted for found, wanted in pairs),
        "author_pages": len(pairs),
    }


def names(written: str) -> frozenset[str]:
    """The names in a list of authors as written, each folded for comparison."""
    folded = (_folded(name) for name in _BETWEEN_NAMES.split(written))
    return frozenset(name for name in folded if name)


def _without_blanks(gold: Gold) -> Gold:
    """The gold without blank segments, which would stand in any text."""
    return msgspec.structs.replace(
        gold,
        article=_filled(gold.article),
        other=_filled(gold.other),
        comments=_filled(gold.comments or ()),
    )


def _filled(segments: Sequence[str]) -> tuple[str, ...]:
    return tuple(segment for segment in segments if segment.strip())


def _folded(name: str) -> str:
    return _spaced(unicodedata.normalize("NFC", name).casefold()).strip(" .")


def _found(segments: Sequence[str], spaced: str) -> int:
    """How many segments stand in a text."""
    return sum(_spaced(segment) in spaced for segment in segments)


def _spaced(text: str) -> str:
    """The text with one space for each run of blanks and line breaks."""
    return " ".join(text.split())


def _day(report: Report | None) -> str:
    """The day a report was published, where it is known to the day."""
    if report is None or not isinstance(report.published, Known):
        return ""
    interval = report.published.value
    return interval.start.isoformat() if interval.precision == "day" else ""


def _authors(report: Report | None) -> str:
    if report is None or not isinstance(report.authors, Known):
        return ""
    return ";".join(report.authors.value)
