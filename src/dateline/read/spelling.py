"""Words of a comment as they are meant: "k1ll", "h a t e", "killall" and slips of the typing finger.

Only words of a given vocabulary are restored, so what is spelled oddly for other reasons stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.records.evidence import Record

_TOKEN = re.compile(r"(?:[\w@$€]|['’!*|+](?=[\w@$]))+|[^\w\s]|\n")
_LEET = {
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "g",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "il",
    "€": "e",
    "+": "t",
}
_SHORT = {
    "cant": "can not", "cannot": "can not", "wont": "will not", "dont": "do not", "doesnt": "does not",
    "arent": "are not", "isnt": "is not", "shouldnt": "should not", "didnt": "did not", "aint": "are not",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "lets": "let us", "im": "i am", "ive": "i have",
    "theyre": "they are", "youre": "you are", "r": "are", "u": "you", "ur": "your", "ppl": "people",
    "won't": "will not", "can't": "can not", "let's": "let us", "i'm": "i am", "ya'll": "you", "y'all": "you",
    "shan't": "shall not", "ain't": "are not", "fuckin'": "fucking", "it's": "it is", "that's": "that is",
    "he's": "he is", "she's": "she is", "what's": "what is", "who's": "who is", "there's": "there is",
    "c'mon": "come on",
}  # fmt: skip
#: What may stand between the letters of a word.
_BETWEEN = (".", "-", "_", "*")
_ENDINGS = {"n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would"}

#: Letters changed over are looked for in words from the first length on, letters left out from the second:
#: shorter ones are too like others ("shits", "sits").
_SHORTEST_SWAPPED = 4
_SHORTEST_LEFT_OUT = 6
#: Words written as one are taken apart from this length on, into words of at least two letters ("a", "i").
_SHORTEST_JOINED = 5
_LONGEST_JOINED = 40
#: A run of at most this many pieces is put together into one word.
_MOST_PIECES = 14


class Word(Record, gc=False, frozen=True):
    """A word in lower case as meant, or a stop; it stands at ``start:end`` of the text."""

    text: str
    start: int
    end: int


class Speller:
    """Splits a text into words and restores those of ``vocabulary`` that are spelled oddly."""

    def __init__(self, vocabulary: Iterable[str], hinges: Iterable[str]) -> None:
        """``hinges`` are the words that matter; only these are looked for behind slips and in pieces."""
        self._known = frozenset(vocabulary) | {"a", "i"}
        self._hinges = frozenset(word for word in hinges if len(word) >= 3)
        self._slips = {
            slip: word for word in sorted(self._hinges) for slip in _slips_of(word) if slip not in self._known
        }

    def words(self, text: str) -> list[Word]:
        """The words and stops of the text, in order; a short form gives two at the same place."""
        found = [
            Word(text=match.group().lower().replace("’", "'"), start=match.start(), end=match.end())
            for match in _TOKEN.finditer(text)
        ]
        return [word for each in self._together(found) for word in self._meant(each)]

    def _meant(self, word: Word) -> Iterator[Word]:
        for text in self._texts(word.text):
            yield Word(text=text, start=word.start, end=word.end)

    def _texts(self, text: str) -> Sequence[str]:
        """The words meant by this one."""
        if text in self._known and text not in _SHORT:
            return (text,)
        if text in _SHORT:
            return _SHORT[text].split()
        for ending, meant in _ENDINGS.items():
            if text.endswith(ending):
                return (*self._texts(text.removesuffix(ending)), meant)
        if text.endswith("'s"):
            return (*self._texts(text.removesuffix("'s")), "'s")
        plain = self._unmasked(text)
        if plain in self._known:
            return (plain,)
        if plain in self._slips:
            return (self._slips[plain],)
        return self._apart(plain) or (text,)

    def _unmasked(self, text: str) -> str:
        """The word behind digits, signs and stars within it; the word itself where none is known."""
        if not any(c in _LEET or c == "*" for c in text) or not any(map(str.isalpha, text)):
            return text
        readings = [""]
        for char in text:
            choices = _LEET.get(char, char)
            readings = [reading + choice for reading in readings for choice in choices][:16]
        for reading in readings:
            if reading in self._known or reading in self._slips or self._apart(reading):
                return reading
        if "*" in text and len(text) >= 4 and text[0] != "*":
            masked = re.compile(re.escape(readings[0]).replace(r"\*", "[a-z]"))
            return next((word for word in sorted(self._known) if masked.fullmatch(word)), text)
        return text

    def _apart(self, text: str) -> tuple[str, ...]:
        """The known words that were written as this one, at least one of them a hinge; else ()."""
        if not _SHORTEST_JOINED <= len(text) <= _LONGEST_JOINED:
            return ()
        best: list[tuple[str, ...] | None] = [()] + [None] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - 16), end):
                before, word = best[start], text[start:end]
                if before is None or word not in self._known:
                    continue
                mine = (*before, word)
                held = best[end]
                if held is None or len(mine) < len(held):
                    best[end] = mine
        whole = best[len(text)]
        if whole is None or len(whole) < 2 or not any(word in self._hinges for word in whole):
            return ()
        return whole

    def _together(self, words: Sequence[Word]) -> Iterator[Word]:
        """The words, with runs of pieces that make up one hinge put together ("h a t e", "mus lims")."""
        i = 0
        while i < len(words):
            end = self._pieces(words, i)
            if end > i + 1:
                text = "".join(word.text for word in words[i:end] if word.text not in _BETWEEN)
                yield Word(text=text, start=words[i].start, end=words[end - 1].end)
            else:
                yield words[i]
            i = max(end, i + 1)

    def _pieces(self, words: Sequence[Word], i: int) -> int:
        """The end of the longest run of pieces from ``i`` on that makes a hinge; ``i`` where there is none.

        At least one piece is no word, so that two words side by side are not taken for one.
        """
        found, text = i, ""
        if words[i].text in _BETWEEN or self._hinge(words[i].text):
            return i
        for end in range(i, min(len(words), i + _MOST_PIECES)):
            piece = words[end].text
            if not piece.isalpha() and not (len(piece) == 1 and piece in (*_LEET, *_BETWEEN)):
                break
            text += "" if piece in _BETWEEN else piece
            if len(text) > 20:
                break
            if (
                end > i
                and piece not in _BETWEEN
                and self._hinge(text)
                and not all(word.text in self._known and len(word.text) > 1 for word in words[i : end + 1])
            ):
                found = end + 1
        return found

    def _hinge(self, text: str) -> bool:
        return text in self._hinges or (not text.isalpha() and self._unmasked(text) in self._hinges)


def _slips_of(word: str) -> Iterator[str]:
    """The word with two neighbouring letters changed over, or with one inner letter left out."""
    if len(word) >= _SHORTEST_SWAPPED:
        for i in range(len(word) - 1):
            if word[i] != word[i + 1]:
                yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    if len(word) >= _SHORTEST_LEFT_OUT:
        for i in range(1, len(word) - 1):
            yield word[:i] + word[i + 1 :]
