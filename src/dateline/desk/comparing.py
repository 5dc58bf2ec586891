"""Comparing: two versions of a report side by side, paragraph by paragraph and word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from dateline.records.claim import GroundedClaim
from dateline.records.header import Header
from dateline.records.report import CODED_LABELS, Report
from dateline.store.picked import Standing

#: Share of words that two paragraphs have in common at least to be one that was changed (Dice's coefficient).
ALIKE: Final = 0.5
#: Words of the longest paragraph that is compared word by word, which may take the square of their number.
_LONGEST: Final = 3000
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n")

Told = tuple[Report, Header, list[Standing]]


def compared(one: Told, other: Told) -> dict[str, Any]:
    """The blocks of both, each the same, added, removed or changed, and the claims kept, added and removed."""
    blocks = list(_blocks(_paragraphs(one[0]), _paragraphs(other[0])))
    return {"left": one[1], "right": other[1], "blocks": blocks, "claims": _claims(one[2], other[2])}


def _paragraphs(report: Report) -> list[str]:
    """The paragraphs of what is coded, blank space made one blank."""
    return [
        words
        for block in report.blocks
        if block.label in CODED_LABELS
        for part in _PARAGRAPH.split(report.text[block.start : block.end])
        if (words := " ".join(part.split()))
    ]


def _blocks(before: list[str], after: list[str]) -> Iterator[dict[str, Any]]:
    for step, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if step == "equal":
            for words in before[start:end]:
                yield _block("same", words, words, [("=", words)])
        else:
            yield from _replaced(before[start:end], after[new_start:new_end])


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[dict[str, Any]]:
    """These paragraphs and those in their place, those that share most of their words as one."""
    bags = [Counter(words.split(" ")) for words in after]
    shown = 0
    for words in before:
        bag = Counter(words.split(" "))
        shares = [(_alike(bag, bags[at]), -at) for at in range(shown, len(after))]
        share, at = max(shares, default=(0.0, 0))
        if share < ALIKE:
            yield _block("removed", words, None, [("-", words)])
            continue
        for added in after[shown:-at]:
            yield _block("added", None, added, [("+", added)])
        yield _block("changed", words, after[-at], list(_words(words.split(" "), after[-at].split(" "))))
        shown = -at + 1
    for added in after[shown:]:
        yield _block("added", None, added, [("+", added)])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _words(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    if max(len(before), len(after)) > _LONGEST:
        yield "-", " ".join(before)
        yield "+", " ".join(after)
        return
    for step, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if step == "equal":
            yield "=", " ".join(before[start:end])
            continue
        if start < end:
            yield "-", " ".join(before[start:end])
        if new_start < new_end:
            yield "+", " ".join(after[new_start:new_end])


def _block(state: str, left: str | None, right: str | None, words: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "state": state,
        "left": left,
        "right": right,
        "words": [{"op": op, "text": text} for op, text in words],
    }


def _claims(before: list[Standing], after: list[Standing]) -> dict[str, list[dict[str, Any]]]:
    """Claims of one type with the same words are one claim that was kept, whatever their identifiers."""
    left: dict[tuple[str, str], list[GroundedClaim]] = {}
    for each in before:
        left.setdefault(_key(each.claim), []).append(each.claim)
    kept, added = [], []
    for each in after:
        held = left.get(_key(each.claim))
        if held:
            kept.append({**_brief(each.claim), "before": held.pop(0).claim.id})
        else:
            added.append(_brief(each.claim))
    removed = [_brief(claim) for claims in left.values() for claim in claims]
    return {"kept": kept, "added": added, "removed": removed}


def _key(grounded: GroundedClaim) -> tuple[str, str]:
    return grounded.claim.type, " ".join(grounded.claim.evidence.text.split())


def _brief(grounded: GroundedClaim) -> dict[str, Any]:
    claim = grounded.claim
    return {
        "id": claim.id,
        "type": claim.type,
        "reality": claim.reality.value,
        "words": claim.evidence.text,
    }
