from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.lemmas import Lemmas, exceptions


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "lemma"),
    [
        ("besieged", "VERB", "VBD", "besiege"), ("retook", "VERB", "VBD", "retake"),
        ("shot", "VERB", "VBD", "shoot"), ("fell", "VERB", "VBD", "fall"), ("left", "VERB", "VBN", "leave"),
        ("Gunmen", "NOUN", "NNS", "gunman"), ("airstrikes", "NOUN", "NNS", "airstrike"),
        ("shelling", "NOUN", "NN", "shelling"), ("shelling", "VERB", "VBG", "shell"),
        ("overrun", "VERB", "VBN", "overrun"), ("Rawa", "PROPN", "NNP", "rawa"), ("the", "DET", "DT", "the"),
    ],
)  # fmt: skip
def test_lemmas(word: str, upos: str, xpos: str, lemma: str) -> None:
    assert Lemmas({}).lemma(word, upos, xpos) == lemma


def test_an_exception_counts_first_and_only_with_its_tag() -> None:
    lemmas = Lemmas({"PRP": {"them": "they"}})
    assert lemmas.lemma("Them", "PRON", "PRP") == "they"
    assert lemmas.lemma("them", "PRON", "DT") == "them"


def test_exceptions_are_what_words_teach_against_the_rule() -> None:
    taught = [("them", "PRON", "PRP", "they")] * 2 + [("took", "VERB", "VBD", "take")] * 3
    once = [("us", "PRON", "PRP", "we"), ("to", "ADP", "IN", "_"), ("to", "ADP", "IN", "_")]
    assert exceptions([*taught, *once]) == {"PRP": {"them": "they"}}


@given(
    st.text(max_size=12),
    st.sampled_from(["NOUN", "VERB", "PROPN", "X"]),
    st.sampled_from(["NNS", "VBD", "FW"]),
)
def test_every_word_has_a_lemma_in_small_letters(word: str, upos: str, xpos: str) -> None:
    lemma = Lemmas({}).lemma(word, upos, xpos)
    assert isinstance(lemma, str)
    assert bool(lemma) == bool(word)
