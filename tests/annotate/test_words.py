from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.words import is_caseless, words_of


def split(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"[A-Z]\w{1,2}\.|\w+|[^\w\s]", text)]


def read(text: str, *names: tuple[int, int]) -> list[tuple[str, bool]]:
    return [(text[w.start : w.end], w.name) for w in words_of(text, 0, len(text), names, split)]


def test_a_dictionary_name_is_one_word() -> None:
    text = "Popular Mobilization Forces left"
    assert read(text, (0, 27)) == [("Popular Mobilization Forces", True), ("left", False)]


def test_arabic_articles_stay_with_their_name() -> None:
    assert ("al-Maleha", True) in read("toward al-Maleha and")


def test_ages_and_compounds_stay_whole() -> None:
    assert ("29-year-old", False) in read("a 29-year-old man")
    assert ("rebel-held", False) in read("the rebel-held town")


def test_double_space_opens_a_sentence_but_an_abbreviation_does_not() -> None:
    text = "they left.  the army came"
    assert [text[w.start : w.end] for w in words_of(text, 0, len(text), (), split) if w.opens] == [
        "they",
        "the",
    ]
    text = "Lt.  Gen.  Karim spoke"
    assert [text[w.start : w.end] for w in words_of(text, 0, len(text), (), split) if w.opens] == ["Lt."]


def test_old_wire_copy_has_no_capitals() -> None:
    assert is_caseless("guerrillas attacked the command post in a small town with mortars today")
    assert not is_caseless("Guerrillas attacked the command post in Palmas with mortars on Monday.")


@given(st.text(alphabet="ab .-\n’AZ", max_size=60))
def test_words_cover_every_visible_character_once(text: str) -> None:
    words = words_of(text, 0, len(text), (), split)
    covered = sorted(i for w in words for i in range(w.start, w.end) if not text[i].isspace())
    assert covered == [i for i, c in enumerate(text) if not c.isspace()]
