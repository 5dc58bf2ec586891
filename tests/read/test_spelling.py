from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.spelling import Speller

SPELLER = Speller(
    ["kill", "them", "all", "kurds", "hatred", "is", "the", "not", "can", "are"], ["kill", "kurds", "hatred"]
)


def words(text: str) -> list[str]:
    return [word.text for word in SPELLER.words(text)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("K1ll them", ["kill", "them"]),
        ("kill all Kurd$!", ["kill", "all", "kurds", "!"]),
        ("k i l l them", ["kill", "them"]),
        ("k.i.l.l them", ["kill", "them"]),
        ("Kur ds", ["kurds"]),
        ("Killthem all", ["kill", "them", "all"]),
        ("#killallkurds", ["#", "kill", "all", "kurds"]),
        ("hatrd is htared", ["hatred", "is", "hatred"]),
        ("k*ll", ["kill"]),
        ("can't", ["can", "not"]),
        ("They aren’t", ["they", "are", "not"]),
        ("the Kurds' town", ["the", "kurds", "'", "town"]),
    ],
)
def test_words_are_restored(text: str, meant: list[str]) -> None:
    assert words(text) == meant


@pytest.mark.parametrize("text", ["skill", "the hat reds", "in 2017 ,", "a kilt", "all . kill", "b52s"])
def test_other_words_are_left_alone(text: str) -> None:
    assert words(text) == text.split()


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    last = 0
    for word in SPELLER.words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.start >= last or word.end == last
        last = word.end
