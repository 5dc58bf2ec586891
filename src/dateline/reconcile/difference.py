"""What changed from one version of a report to the next: its header, its paragraphs, its comments.

Paragraphs are aligned by ``difflib`` (Ratcliff and Obershelp's longest common blocks). Where some were
replaced, those that still share most of their words are taken for one that was changed, and compared by words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from dateline.records.evidence import Interval, Known, Record, Unknown
from dateline.records.report import CODED_LABELS, BlockLabel, Report

#: Share of words that two paragraphs must have in common to be one that was changed (Dice's coefficient).
ALIKE = 0.5
#: Paragraphs beyond the last matched one that are tried for the next.
_AHEAD = 50
#: Words of the longest paragraph that is compared word by word, which may take the square of their number.
_LONGEST = 3000
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


class Piece(Record, frozen=True):
    """Words of a paragraph that both versions have, or only the old or the new one."""

    where: Literal["both", "old", "new"]
    words: str


class Change(Record, frozen=True):
    """A paragraph, or a value of the header, that was added, removed or changed, in pieces in order."""

    what: Literal["added", "removed", "changed"]
    of: str
    pieces: tuple[Piece, ...]


class Difference(Record, frozen=True):
    """All changes from the old to the new version, and how many comments came and went."""

    header: tuple[Change, ...]
    paragraphs: tuple[Change, ...]
    comments_new: int
    comments_gone: int


def difference(old: Report, new: Report) -> Difference:
    """What changed from the old version to the new one; blank space does not count.

    Of the text, what is coded is compared: headline, body, quotes and captions. Comments are counted only.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    comments_before, comments_after = _comments(old), _comments(new)
    headlines = [[words for label, words in side if label == "headline"] for side in (before, after)]
    fields = zip(_fields(old).items(), _fields(new).values(), strict=True)
    return Difference(
        header=tuple(
            _valued(name, was, now)
            for (name, was), now in fields
            if was != now and not (name == "title" and headlines == [[was], [now]])
        ),
        paragraphs=tuple(_changes(before, after)),
        comments_new=(comments_after - comments_before).total(),
        comments_gone=(comments_before - comments_after).total(),
    )


_Paragraph = tuple[BlockLabel, str]


def _paragraphs(report: Report) -> list[_Paragraph]:
    """The label and the words of each paragraph that is compared, blank space made one blank."""
    return [
        (block.label, words)
        for block in report.blocks
        if block.label in CODED_LABELS
        for part in _PARAGRAPH.split(report.text[block.start : block.end])
        if (words := " ".join(part.split()))
    ]


def _comments(report: Report) -> Counter[str]:
    blocks = (b for b in report.blocks if b.label == "comment")
    return Counter(" ".join(report.text[b.start : b.end].split()) for b in blocks)


def _fields(report: Report) -> dict[str, str | None]:
    """The values of the header that are compared, in words; None where unknown."""
    return {
        "title": _known(report.title),
        "authors": _known(report.authors),
        "published": _known(report.published),
        "modified": _known(report.modified),
        "kind": report.kind,
    }


def _known(field: Known[str] | Known[tuple[str, ...]] | Known[Interval] | Unknown) -> str | None:
    if isinstance(field, Unknown):
        return None
    value = field.value
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return ", ".join(" ".join(name.split()) for name in value)
    if value.moment:
        return value.moment
    return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"


def _valued(name: str, was: str | None, now: str | None) -> Change:
    if was is None or now is None:
        return _whole("added" if was is None else "removed", name, now or was or "")
    if name == "title":
        return Change(what="changed", of=name, pieces=tuple(_pieces(was.split(" "), now.split(" "))))
    return Change(
        what="changed", of=name, pieces=(Piece(where="old", words=was), Piece(where="new", words=now))
    )


def _whole(what: Literal["added", "removed"], of: str, words: str) -> Change:
    where: Literal["old", "new"] = "new" if what == "added" else "old"
    return Change(what=what, of=of, pieces=(Piece(where=where, words=words),))


def _changes(before: list[_Paragraph], after: list[_Paragraph]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, before, after)
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        if step != "equal":
            yield from _replaced(before[start:end], after[new_start:new_end])


def _replaced(before: list[_Paragraph], after: list[_Paragraph]) -> Iterator[Change]:
    """The changes from these paragraphs to those that stand in their place, in the order of the text."""
    bags = [Counter(words.split(" ")) for _, words in after]
    shown = 0  # of ``after``
    for label, words in before:
        match = _match(label, Counter(words.split(" ")), after, bags, shown)
        if match is None:
            yield _whole("removed", label, words)
            continue
        for added, its_words in after[shown:match]:
            yield _whole("added", added, its_words)
        pieces = tuple(_pieces(words.split(" "), after[match][1].split(" ")))
        yield Change(what="changed", of=label, pieces=pieces)
        shown = match + 1
    for label, words in after[shown:]:
        yield _whole("added", label, words)


def _match(
    label: BlockLabel, bag: Counter[str], after: list[_Paragraph], bags: list[Counter[str]], start: int
) -> int | None:
    """The index of the paragraph with the same label that shares most of the words, from ``start``."""
    best, most = None, ALIKE
    for index in range(start, min(len(after), start + _AHEAD)):
        if after[index][0] == label:
            alike = 2 * (bag & bags[index]).total() / (bag.total() + bags[index].total())
            if alike > most or (best is None and alike == most):
                best, most = index, alike
    return best


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    """The words that both have, and those that only the old or the new ones are, in order."""
    if max(len(before), len(after)) > _LONGEST:
        yield Piece(where="old", words=" ".join(before))
        yield Piece(where="new", words=" ".join(after))
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        if step == "equal":
            yield Piece(where="both", words=" ".join(before[start:end]))
            continue
        if start < end:
            yield Piece(where="old", words=" ".join(before[start:end]))
        if new_start < new_end:
            yield Piece(where="new", words=" ".join(after[new_start:new_end]))
