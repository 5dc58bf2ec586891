"""Long texts in overlapping windows: nothing is cut off, and every word is read with words on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records.evidence import Record

#: Pieces of one window, and how many of them two windows share.
MOST, SHARED = 254, 96


class Window(Record, gc=False, frozen=True):
    """Words ``first:last`` are read together; what is said of words ``own:until`` is taken from here."""

    first: int
    last: int
    own: int
    until: int


def windows_of(firsts: Sequence[int], most: int = MOST, shared: int = SHARED) -> list[Window]:
    """The windows of a text whose words start at pieces ``firsts`` (one more at the end).

    Each window has at most ``most`` pieces (or one word, where that has more) and two neighbours share about
    ``shared``, of which each owns the half on its side. Every word is owned exactly once.
    """
    count = len(firsts) - 1
    found: list[tuple[int, int]] = []
    first = 0
    while first < count:
        last = first + 1
        while last < count and firsts[last + 1] - firsts[first] <= most:
            last += 1
        found.append((first, last))
        if last == count:
            break
        following = last
        while following - 1 > first and firsts[last] - firsts[following - 1] <= shared:
            following -= 1
        first = following
    windows = []
    own = 0
    for k, (first, last) in enumerate(found):
        until = count if k + 1 == len(found) else max(own + 1, (found[k + 1][0] + last) // 2)
        windows.append(Window(first=first, last=last, own=own, until=until))
        own = until
    return windows
