"""Spans of characters: made from words, joined, compared."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

from dateline.annotate import layers
from dateline.evaluate.figures import share
from dateline.records.evidence import Record

#: Characters ``start, end`` of a text; ``end`` is not included.
Chars: TypeAlias = tuple[int, int]


def chars_of(words: Sequence[Chars], span: layers.Span) -> Chars:
    """The characters from the start of a span's first word to the end of its last."""
    return words[span.first][0], words[span.last - 1][1]


def joined(text: str, fragments: Iterable[Chars]) -> tuple[Chars, ...]:
    """The fragments in order, without blanks at their ends; those with nothing but blanks between them are one."""
    found: list[Chars] = []
    for fragment in sorted(fragments):
        start, end = trimmed(text, fragment)
        if start == end:
            continue
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def trimmed(text: str, chars: Chars) -> Chars:
    """The characters without blanks at their ends; empty where there is nothing else."""
    inside = text[chars[0] : chars[1]]
    start = chars[0] + len(inside) - len(inside.lstrip())
    return start, start + len(inside.strip())


class Counts(Record, frozen=True):
    """How many were given, how many were wanted, and how many of them are the same."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            right=self.right + other.right,
            given=self.given + other.given,
            wanted=self.wanted + other.wanted,
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return share(2 * self.right, self.given + self.wanted)

    def figures(self, name: str = "") -> dict[str, float]:
        """``f1``, ``precision`` and ``recall``, with "NAME_" before them where there is a name."""
        before = f"{name}_" if name else ""
        return {
            f"{before}f1": self.f1,
            f"{before}precision": share(self.right, self.given),
            f"{before}recall": share(self.right, self.wanted),
        }


def same(given: Iterable[Hashable], wanted: Iterable[Hashable]) -> Counts:
    """Counts of two collections, each taken as a set; only what is equal is right."""
    ours, theirs = frozenset(given), frozenset(wanted)
    return Counts(right=len(ours & theirs), given=len(ours), wanted=len(theirs))


def overlapping(given: Sequence[Chars], wanted: Sequence[Chars]) -> list[tuple[int, int]]:
    """Pairs of indices of spans that share a character, each span in one pair at most.

    Equal spans are paired first, then those that share most, then those that come first.
    """
    near = [
        (a != b, max(a[0], b[0]) - min(a[1], b[1]), i, k)
        for i, a in enumerate(given)
        for k, b in enumerate(wanted)
        if a[0] < b[1] and b[0] < a[1]
    ]
    left, right = set(range(len(given))), set(range(len(wanted)))
    pairs: list[tuple[int, int]] = []
    for _, _, i, k in sorted(near):
        if i in left and k in right:
            left.remove(i)
            right.remove(k)
            pairs.append((i, k))
    return sorted(pairs)
