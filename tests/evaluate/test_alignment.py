from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.alignment import Labelled, align, count, label_scores, leak

LABELS = ("headline", "body", "comment", "boilerplate")
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(LABELS),
        st.lists(st.sampled_from("a b c d".split()), min_size=1, max_size=8).map(" ".join),
    ),
    max_size=6,
)


def blocks(*pairs: tuple[str, str]) -> list[Labelled]:
    return [Labelled(text=text, labels=frozenset(label.split("|"))) for label, text in pairs]


def figures(gold: list[Labelled], reading: list[Labelled]) -> dict[str, float]:
    return label_scores(count([(align(gold, reading), reading)]), LABELS)


@given(BLOCKS)
def test_the_gold_itself_is_right_throughout(pairs: list[tuple[str, str]]) -> None:
    gold = blocks(*pairs)
    found = count([(align(gold, gold), gold)])
    assert not found.wrong.total() and not found.missed.total()
    assert found.right.total() == sum(len(text.split()) for _, text in pairs)


@given(BLOCKS, BLOCKS)
def test_no_word_is_counted_twice(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    gold, reading = blocks(*one), blocks(*other)
    found = count([(align(gold, reading), reading)])
    assert found.right.total() + found.missed.total() == sum(len(text.split()) for _, text in one)
    assert found.right.total() + found.wrong.total() == sum(len(text.split()) for _, text in other)


def test_equal_words_go_to_the_place_with_the_blocks_label() -> None:
    gold = blocks(("boilerplate", "Army takes bridge"), ("headline", "Army takes bridge"))
    found = figures(gold, blocks(("headline", "ARMY takes bridge!")))
    assert found["headline_f1"] == 1 and found["boilerplate_f1"] == 0


def test_a_block_that_stands_nowhere_in_a_row_is_placed_in_pieces() -> None:
    gold = blocks(("body", "the bridge fell today"), ("boilerplate", "share"), ("body", "nobody was hurt"))
    found = figures(gold, blocks(("body", "the bridge fell today nobody was hurt")))
    assert found["body_f1"] == 1


def test_words_that_the_page_does_not_show_and_words_given_twice_are_wrong() -> None:
    gold = blocks(("body", "the bridge fell"))
    reading = blocks(("body", "the bridge fell"), ("body", "the bridge fell"), ("headline", "unheard of"))
    found = count([(align(gold, reading), reading)])
    assert (found.right["body"], found.wrong["body"], found.wrong["headline"]) == (3, 3, 2)


def test_where_two_labels_are_right_only_a_third_is_wrong() -> None:
    gold = blocks(("comment|boilerplate", "riverman says"))
    for label, wrong in (("comment", 0), ("boilerplate", 0), ("body", 2)):
        reading = blocks((label, "riverman says"))
        assert count([(align(gold, reading), reading)]).wrong.total() == wrong
    assert count([(align(gold, []), [])]).missed.total() == 0


def test_leaks_are_words_of_one_label_in_another() -> None:
    gold = blocks(("comment", "burn it all"), ("comment", "peace"), ("body", "the end"))
    reading = blocks(("body", "burn it all"), ("comment", "peace"), ("body", "the end"))
    assert leak([(align(gold, reading), reading)], "comment", {"body"}) == pytest.approx(3 / 4)
    assert leak([(align(gold, []), [])], "related", {"body"}) == 0
