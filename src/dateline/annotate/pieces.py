"""What the encoder sees of a text: word pieces, and the case and shape that its vocabulary drops.

The vocabulary is uncased, so that "IS" and "is" have the same piece. Each piece therefore carries a number for
its word's shape and for what stands before the word: nothing, a blank or a new line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.records.evidence import Record

#: The shapes; 0 is kept for padding.
LOWER, TITLE, CAPITAL, UPPER, MIXED, DIGITS, NUMBERED, OPENING, CLOSING, STOP, COMMA, DASH, MARK, OTHER = (
    range(1, 15)
)
_SEPARATIONS = 3

#: How many numbers there are for shape and separation together, padding included.
SHAPE_COUNT = 15 * _SEPARATIONS

#: Pieces of one word beyond these are cut: an address is no sentence.
_MOST_PIECES = 12
#: Letters of one run; longer ones are unknown, as they are to BERT.
_MOST_LETTERS = 100


class Pieces(Record, frozen=True):
    """The pieces of a text's words.

    ``ids`` and ``shapes`` have one number a piece; ``firsts`` one a word: its first piece. ``firsts`` has one
    more at the end, the number of pieces.
    """

    ids: NDArray[np.int32]
    shapes: NDArray[np.int32]
    firsts: NDArray[np.int32]


def shape_of(word: str) -> int:
    """The number of a word's shape, from 1 to 14."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if len(word) == 1:
            return CAPITAL if word.isupper() else OTHER
        if word.isupper():
            return UPPER
        return TITLE if word[0].isupper() and word[1:].islower() else MIXED
    if word.isdigit():
        return DIGITS
    if any(c.isdigit() for c in word):
        return NUMBERED
    if any(c.isalpha() for c in word):
        return LOWER if word.islower() else UPPER if word.isupper() and len(word) > 1 else MIXED
    if word in "“‘«``([{":
        return OPENING
    if word in "”’»'')]}\"":
        return CLOSING
    if word[0] in ".!?…":
        return STOP
    if word[0] in ",;:":
        return COMMA
    if word[0] in "-–—":
        return DASH
    return MARK


class Cutter:
    """Cuts words into pieces as BERT's uncased tokenizer does (Devlin and others 2019; WordPiece, longest first)."""

    def __init__(self, vocabulary: str) -> None:
        """Take the pieces, one a line in the order of their numbers; "##" marks those that go on."""
        lines = vocabulary.split("\n")
        self._first = {line: n for n, line in enumerate(lines) if line and not line.startswith("##")}
        self._further = {line[2:]: n for n, line in enumerate(lines) if line.startswith("##")}
        self._longest = max((len(line) for line in lines), default=1)
        self._unknown = self._first["[UNK]"]
        self._seen: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        plain = unicodedata.normalize("NFD", word.lower())
        found: list[int] = []
        run = ""
        for c in plain:
            kind = unicodedata.category(c)
            if kind == "Mn" or kind in ("Cc", "Cf", "Co") or c == "\ufffd":
                continue
            if kind[0] == "P" or c in "$+<=>^`|~" or _is_ideograph(c) or kind[0] == "Z":
                found += self._longest_first(run)
                found += self._longest_first("" if kind[0] == "Z" else c)
                run = ""
            else:
                run += c
        found += self._longest_first(run)
        return tuple(found[:_MOST_PIECES]) or (self._unknown,)

    def _longest_first(self, run: str) -> list[int]:
        if len(run) > _MOST_LETTERS:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(run):
            known = self._further if start else self._first
            end = min(len(run), start + self._longest)
            while end > start and run[start:end] not in known:
                end -= 1
            if end == start:
                return [self._unknown]
            found.append(known[run[start:end]])
            start = end
        return found

    def cut(self, text: str, words: Sequence[tuple[int, int]]) -> Pieces:
        """The pieces of the words at characters ``start, end`` of ``text``; every word has at least one."""
        seen = self._seen
        if len(seen) > 200_000:
            seen.clear()
        ids: list[int] = []
        shapes: list[int] = []
        firsts: list[int] = []
        before = 0
        for start, end in words:
            word = text[start:end]
            pieces = seen.get(word)
            if pieces is None:
                pieces = seen[word] = self.pieces(word)
            if start == before and before:
                apart = 0
            else:
                apart = 2 if "\n" in text[before:start] or not before else 1
            before = end
            firsts.append(len(ids))
            ids += pieces
            shapes += [shape_of(word) + 15 * apart] * len(pieces)
        firsts.append(len(ids))
        return Pieces(
            ids=np.array(ids, np.int32), shapes=np.array(shapes, np.int32), firsts=np.array(firsts, np.int32)
        )


def _is_ideograph(c: str) -> bool:
    """Whether a character is a word by itself to BERT."""
    return (
        "\u4e00" <= c <= "\u9fff"
        or "\u3400" <= c <= "\u4dbf"
        or "\uf900" <= c <= "\ufaff"
        or "\U00020000" <= c <= "\U0002fa1f"
    )
