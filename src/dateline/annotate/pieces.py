"""What the encoder sees of a text: word pieces, and the case and shape that its vocabulary drops.

The vocabulary is uncased, so that "IS" and "is" have the same piece. Each piece therefore carries a number for
its word's shape and for what stands before the word: nothing, a blank or a new line.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.records.evidence import Record

#: The shapes; 0 is kept for padding.
LOWER, TITLE, CAPITAL, UPPER, MIXED, DIGITS, NUMBERED, OPENING, CLOSING, STOP, COMMA, DASH, MARK, OTHER = range(
    1, 15
)
_SEPARATIONS = 3

#: How many numbers there are for shape and separation together, padding included.
SHAPE_COUNT = 15 * _SEPARATIONS

#: Pieces of one word beyond these are cut: an address is no sentence.
_MOST_PIECES = 12


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
    """Cuts words into pieces by the encoder's vocabulary."""

    def __init__(self, vocabulary: str) -> None:
        """Take a tokenizer in the JSON form of the ``tokenizers`` library."""
        self._tokenizer = Tokenizer.from_str(vocabulary)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._seen: dict[str, tuple[int, ...]] = {}
        self._unknown: int = self._tokenizer.token_to_id("[UNK]")

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
                found = self._tokenizer.encode(word, add_special_tokens=False).ids[:_MOST_PIECES]
                pieces = seen[word] = tuple(found) or (self._unknown,)
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
