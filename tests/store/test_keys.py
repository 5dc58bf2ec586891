from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.keys import key_of, keys_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Tell Zafra", " tell zafra "),
        ("  Tell-Zafra, ", " tell zafra "),
        ("TELL   ZAFRÂ", " tell zafra "),
        ("al_Sakra", " al sakra "),
        ("!?", ""),
        ("", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(name: str, key: str) -> None:
    assert key_of(name) == key


def test_a_name_is_in_another_as_whole_words_only() -> None:
    assert key_of("Zafra") in key_of("Tell Zafra")
    assert key_of("Zaf") not in key_of("Tell Zafra")
    assert key_of("is") not in key_of("this island")


def test_nothing_is_found_across_two_names() -> None:
    keys = keys_of(["Tell Zafra", None, "", "Orsa", "tell zafra"])
    assert keys == " tell zafra | orsa "
    assert key_of("Zafra Orsa") not in keys


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert key_of(key_of(name)) == key_of(name)
