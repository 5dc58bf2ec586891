from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.mentions import EventMention, Words, compared, levels_of, mention_groups, stem_of

DOCUMENTS = {
    "a": "guard raid mill kell dawn".split(),
    "b": "raid kell mill anger guard".split(),
    "c": "fair open ostrel barn raid".split(),
    "d": "harvest begin velm".split(),
    "e": "bishop visit velm".split(),
}
WORDS = Words(DOCUMENTS)


def mention(name: str, document: str, lemma: str, frames: frozenset[str] = frozenset()) -> EventMention:
    sentence = frozenset(DOCUMENTS[document]) - {lemma}
    return EventMention(id=name, document=document, lemma=lemma, frames=frames, sentence=sentence)


ALL = [
    mention("1", "a", "raid"),
    mention("2", "b", "raid"),
    mention("3", "c", "raid"),
    mention("4", "c", "open"),
]


def test_one_lemma_in_like_documents_is_one_event() -> None:
    assert mention_groups(ALL, WORDS) == [("1", "2"), ("3",), ("4",)]


@given(st.permutations(ALL))
def test_the_order_of_mentions_changes_nothing(order: list[EventMention]) -> None:
    assert mention_groups(order, WORDS) == mention_groups(ALL, WORDS)


def test_words_of_one_frame_are_compared_and_others_are_not() -> None:
    one = mention("1", "a", "raid", frozenset({"ASSAULT raid"}))
    other = mention("2", "b", "storm", frozenset({"ASSAULT raid"}))
    assert compared([one, other]) == [(one, other)]
    levels = levels_of(one, other, WORDS)
    assert levels is not None and ("frame", "yes") in levels
    assert compared([one, ALL[3]]) == [] and levels_of(one, ALL[3], WORDS) is None


@pytest.mark.parametrize(("one", "other"), [("shooting", "shooter"), ("announcement", "announce")])
def test_stems(one: str, other: str) -> None:
    assert stem_of(one) == stem_of(other)
    assert stem_of("kill") != stem_of("die")


def test_likeness_is_whole_with_itself_and_none_without_a_word_in_common() -> None:
    assert WORDS.alike("a", "a") == pytest.approx(1)
    assert WORDS.alike("a", "d") == 0
    assert WORDS.overlap(frozenset({"dawn"}), frozenset({"dawn"})) == pytest.approx(1)
