from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.keys import look_up_keys, place_key, without_area_words, without_article


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rāwah", "rawah"),
        ("Al-Qā’im", "al qaim"),
        ("‘Anah", "anah"),
        ("Dayr  az-Zawr", "dayr az zawr"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
    ],
)
def test_case_accents_apostrophes_and_hyphens_do_not_count(name: str, key: str) -> None:
    assert place_key(name) == key


@given(st.text(max_size=40))
def test_the_key_of_a_key_is_itself(name: str) -> None:
    key = place_key(name)
    assert place_key(key) == key


@given(st.text(max_size=40))
def test_keys_to_look_up_are_distinct_and_not_empty(name: str) -> None:
    keys = look_up_keys(name)
    assert len(set(keys)) == len(keys)
    assert all(keys)


def test_articles_and_area_words_are_left_out_last() -> None:
    assert look_up_keys("al-Anbar province") == ("al anbar province", "al anbar", "anbar province", "anbar")


def test_a_word_that_only_begins_like_an_article_stays() -> None:
    assert without_article("aleppo") == "aleppo"
    assert without_article("al") == "al"


@pytest.mark.parametrize("words", ["the city of mosul", "mosul city", "the mosul", "mosul district"])
def test_area_words_around_a_name(words: str) -> None:
    assert without_area_words(words) == "mosul"


def test_an_area_word_alone_stays() -> None:
    assert without_area_words("province") == "province"
