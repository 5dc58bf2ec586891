"""The one way names and texts are made comparable: case, diacritics, quotes, hyphens, white space.

Each character is mapped to one character, so offsets stay; only runs of white space and combining marks
are shortened, and ``Normal`` leads back from them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = "'\u2018\u2019\u201b\u02bb\u02bc\u02be\u02bf\u02b9\u02bd\u0060\u00b4\u2032\uff07"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SPACES = " \t\r\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
#: Letters that carry no decomposition of their own.
_LETTERS = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "t", "ŀ": "l"}
_RUN = re.compile(r"[\u0300-\u036f]+| [ \n]+|\n[ \n]*| $")


@lru_cache(maxsize=8192)
def _character(char: str) -> str:
    """The one character this one is compared as."""
    if char in _APOSTROPHES:
        return "'"
    if char in _HYPHENS or char in _SPACES:
        return " "
    folded = char.casefold()
    if len(folded) != 1:
        folded = char.lower() if len(char.lower()) == 1 else char
    base = unicodedata.normalize("NFD", folded)[0]
    if unicodedata.combining(base):
        base = char
    # once more: what a base character is compared as (a dotted letter may fold again)
    base = base.casefold() if len(base.casefold()) == 1 else base
    return _LETTERS.get(base, base)


class _Table(dict[int, str]):
    """A translation table that is filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        return _character(chr(code))


_TABLE = _Table()


class Normal:
    """A text made comparable: ``text``, and ``span`` to lead offsets in it back to the original.

    A blank line stays a line break, so nothing is found across it; other runs of white space are one
    space.
    """

    __slots__ = ("_at", "_shift", "text")

    def __init__(self, original: str) -> None:
        mapped = original.translate(_TABLE)
        at: list[int] = []
        shift: list[int] = []
        parts: list[str] = []
        last = dropped = 0
        for start, end, instead in _shorten(mapped):
            parts += (mapped[last:start], instead)
            last = end
            lost = (end - start) - len(instead)
            if lost:
                dropped += lost
                at.append(end - dropped)
                shift.append(dropped)
        parts.append(mapped[last:])
        self.text = "".join(parts)
        self._at = at
        self._shift = shift

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of ``text[start:end]`` (which is not empty)."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, offset: int) -> int:
        i = bisect_right(self._at, offset)
        return offset + (self._shift[i - 1] if i else 0)


def _shorten(mapped: str) -> Iterator[tuple[int, int, str]]:
    """Stretches to replace, in order: combining marks by nothing, white space by one character."""
    for run in _RUN.finditer(mapped):
        words = run.group()
        if not words.isspace():
            yield run.start(), run.end(), ""
        elif words.count("\n") > 1:
            yield run.start(), run.end(), "\n"
        elif words != " ":
            yield run.start(), run.end(), " "


def normal_key(form: str) -> str:
    """The form as it is compared: one line, no white space at its ends."""
    return Normal(form).text.replace("\n", " ").strip()
