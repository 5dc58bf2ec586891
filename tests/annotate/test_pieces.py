from __future__ import annotations

import pytest

from dateline.annotate import pieces
from dateline.annotate.pieces import SHAPE_COUNT, Cutter, shape_of

VOCABULARY = "\n".join(("[PAD]", "[UNK]", "is", "ra", "##wa", ".", "n", "'", "t", "e"))


def cut(text: str, *words: str) -> tuple[list[int], list[int], list[int]]:
    spans = []
    at = 0
    for word in words:
        at = text.index(word, at)
        spans.append((at, at + len(word)))
        at += len(word)
    found = Cutter(VOCABULARY).cut(text, spans)
    return found.ids.tolist(), found.shapes.tolist(), found.firsts.tolist()


def test_pieces_and_the_first_of_each_word() -> None:
    ids, _, firsts = cut("IS Rawa.", "IS", "Rawa", ".")
    assert ids == [2, 3, 4, 5]
    assert firsts == [0, 1, 3, 4]


def test_a_word_that_the_vocabulary_lacks_is_unknown_and_none_is_lost() -> None:
    ids, _, firsts = cut("щ is", "щ", "is")
    assert ids == [1, 2]
    assert firsts == [0, 1, 2]


def test_marks_are_pieces_of_their_own_and_accents_are_dropped() -> None:
    assert cut("n't", "n't")[0] == [6, 7, 8]
    assert cut("É", "É")[0] == [9]
    assert cut("e\u200b", "e\u200b")[0] == [9]


def test_a_very_long_word_is_cut_short() -> None:
    ids, _, firsts = cut("rawa" * 200, "rawa" * 200)
    assert ids == [1]
    assert len(cut("." * 50, "." * 50)[0]) == firsts[-1] + 11


def test_case_and_what_stands_before_are_told_apart() -> None:
    _, upper, _ = cut("it IS", "IS")
    _, lower, _ = cut("it is", "is")
    assert upper != lower
    _, (apart, close), _ = cut("is .is", "is", ".")
    _, (_, glued), _ = cut("is.", "is", ".")
    assert close != glued
    assert all(0 < each < SHAPE_COUNT for each in (apart, close, glued))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("town", pieces.LOWER), ("Rawa", pieces.TITLE), ("A", pieces.CAPITAL), ("IS", pieces.UPPER),
        ("McDuff", pieces.MIXED), ("2017", pieces.DIGITS), ("3rd", pieces.NUMBERED), ("“", pieces.OPENING),
        ("”", pieces.CLOSING), (".", pieces.STOP), (",", pieces.COMMA), ("-", pieces.DASH), ("%", pieces.MARK),
        ("n't", pieces.LOWER), ("Qa'ida", pieces.MIXED), ("داعش", pieces.MIXED),
    ],
)  # fmt: skip
def test_shapes(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_every_character_has_a_shape() -> None:
    assert all(0 < shape_of(chr(n)) < 15 for n in range(33, 70_000) if not 0xD800 <= n < 0xE000)
