from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training.encoder.scripts import SAME, apply, frequent, script


@pytest.mark.parametrize(
    ("word", "lemma", "rule"),
    [
        ("village", "village", "="),
        ("Mosul", "Mosul", "="),
        ("attacks", "attack", "-1"),
        ("armies", "army", "-3+y"),
        ("stopped", "stop", "-3"),
        ("took", "take", "-3+ake"),
        ("men", "man", "-2+an"),
        ("was", "be", "!be"),
        ("'m", "be", "!be"),
        ("n't", "not", "-2+ot"),
        ("Fired", "fire", "-1"),
        ("wo", "will", "-1+ill"),
        ("gov", "government", "+ernment"),
        ("5,000", "5000", "="),
        ("x", "", "="),
        ("", "x", "!x"),
    ],
)
def test_scripts(word: str, lemma: str, rule: str) -> None:
    assert script(word, lemma) == rule


def test_one_script_serves_many_words() -> None:
    assert apply("policemen", script("men", "man")) == "policeman"
    assert apply("Mistook", script("took", "take")) == "mistake"
    assert apply("ENTRIES", script("armies", "army")) == "entry"


@pytest.mark.parametrize(
    "rule", ["", "-", "-0", "-x", "+", "!", "-9", "nonsense", "-3+", "--1", "-1-1", "-1000"]
)
def test_a_script_that_cannot_be_read_leaves_the_word(rule: str) -> None:
    assert apply("Men", rule) == "men"


@settings(deadline=None)
@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_gives_its_lemma_back(word: str, lemma: str) -> None:
    rule = script(word, lemma)
    if rule != SAME:
        assert apply(word, rule) == lemma.lower()
    else:
        assert apply(word, rule) == word.lower()


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=12))
def test_applying_never_fails_and_leaves_something(word: str, rule: str) -> None:
    assert apply(word, rule) or not word


def test_frequent_scripts_come_most_frequent_first() -> None:
    pairs = [("attacks", "attack")] * 4 + [("armies", "army")] * 3 + [("was", "be")] * 2
    assert frequent(pairs) == ["-1", "-3+y", "="]
    assert frequent(pairs, least=5) == ["="]
    assert frequent([]) == ["="]
