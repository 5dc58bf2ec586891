"""Spans of characters: made from words, joined, compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from dateline.annotate import layers

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
