from __future__ import annotations

import pytest

from dateline.annotate.layers import Span
from dateline.evaluate.spans import Chars, Counts, chars_of, joined, overlapping, same, trimmed


def test_words_give_the_characters_from_the_first_to_the_last() -> None:
    words = [(0, 3), (4, 7), (7, 8)]
    assert chars_of(words, Span(first=1, last=3)) == (4, 8)
    assert chars_of(words, Span(first=0, last=1)) == (0, 3)


@pytest.mark.parametrize(
    ("fragments", "wanted"),
    [
        ([(3, 6), (0, 2)], ((0, 6),)),
        ([(0, 3), (3, 6)], ((0, 6),)),
        ([(0, 2), (7, 9)], ((0, 2), (7, 9))),
        ([(0, 6), (1, 2)], ((0, 6),)),
        ([(2, 3)], ()),
        ([], ()),
    ],
)
def test_fragments_with_only_blanks_between_them_are_one(
    fragments: list[Chars], wanted: tuple[Chars, ...]
) -> None:
    assert joined("ab cde fg", fragments) == wanted


def test_blanks_at_the_ends_are_no_part() -> None:
    assert trimmed("a  bc\n d", (1, 6)) == (3, 5)
    assert trimmed("a   ", (1, 4)) == (4, 4)


def test_only_what_is_equal_is_right() -> None:
    counts = same([(0, 2), (0, 2), (3, 5)], [(0, 2), (3, 6), (8, 9)])
    assert counts == Counts(right=1, given=2, wanted=3)
    assert (counts + counts).figures("x") == {
        "x_f1": pytest.approx(0.4),
        "x_precision": 0.5,
        "x_recall": pytest.approx(1 / 3),
    }
    assert Counts().f1 == 0.0


def test_each_span_is_paired_once_the_equal_first() -> None:
    assert overlapping([(0, 9), (10, 14)], [(0, 3), (4, 9), (12, 20)]) == [(0, 1), (1, 2)]
    assert overlapping([(0, 5), (5, 9)], [(5, 9), (0, 1)]) == [(0, 1), (1, 0)]
    assert overlapping([(0, 5)], [(5, 9)]) == []


def test_agreement_of_two_sets() -> None:
    assert same({3, 4, 5}, {1, 2, 3, 4}).figures() == {
        "f1": pytest.approx(4 / 7),
        "precision": pytest.approx(2 / 3),
        "recall": 0.5,
    }
    assert same(set(), set()).figures("cue") == {"cue_f1": 0, "cue_precision": 0, "cue_recall": 0}
