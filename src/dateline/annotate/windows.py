"""Long texts in overlapping windows: nothing is cut off, and every word is read with words on both sides."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dateline.records.evidence import Record

#: Pieces of one window, and how many of them two windows share.
MOST, SHARED = 254, 64

#: Pieces by which windows of like length may be longer than their share, for a word is never cut.
_SLACK = 8

_END = re.compile(r"[.!?…][\"'”’)\]]*$")


class Window(Record, gc=False, frozen=True):
    """Words ``first:last`` are read together; what is said of words ``own:until`` is taken from here."""

    first: int
    last: int
    own: int
    until: int


def rough_opens(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Words that may open a sentence: the first, and those after a full stop or a new line."""
    opens = [0] if words else []
    for i, ((_, end), (start, _)) in enumerate(pairwise(words), start=1):
        if "\n" in text[end:start] or (end < start and _END.search(text, max(0, end - 4), end)):
            opens.append(i)
    return opens


def windows_of(
    firsts: Sequence[int], opens: Sequence[int] = (), most: int = MOST, shared: int = SHARED
) -> list[Window]:
    """The windows of a text whose words start at pieces ``firsts`` (one more at the end).

    Each window has at most ``most`` pieces (or one word, where that has more) and two neighbours share about
    ``shared``, of which each owns the part on its side: up to the word of ``opens`` that is nearest to the middle.
    Every word is owned exactly once.
    """
    count = len(firsts) - 1
    found = _cut(firsts, most, shared)
    if len(found) > 1:  # as many windows of like length read as much, and none has little to look at
        total = firsts[-1] - firsts[0] + (len(found) - 1) * shared
        like = _cut(firsts, min(most, -(-total // len(found)) + _SLACK), shared)
        found = like if len(like) == len(found) else found
    windows = []
    own = 0
    for k, (first, last) in enumerate(found):
        until = count
        if k + 1 < len(found):
            following = found[k + 1][0]
            middle = (following + last) // 2
            breaks = opens[bisect_right(opens, max(own, following)) : bisect_left(opens, last)]
            until = min(breaks, key=lambda i: abs(i - middle), default=max(own + 1, middle))
        windows.append(Window(first=first, last=last, own=own, until=until))
        own = until
    return windows


def _cut(firsts: Sequence[int], most: int, shared: int) -> list[tuple[int, int]]:
    """The first and last words of windows that are as long as they may be."""
    count = len(firsts) - 1
    found: list[tuple[int, int]] = []
    first = 0
    while first < count:
        last = max(first + 1, bisect_right(firsts, firsts[first] + most) - 1)
        found.append((first, last))
        if last == count:
            break
        first = max(first + 1, min(last, bisect_left(firsts, firsts[last] - shared)))
    return found
