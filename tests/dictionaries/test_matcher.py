from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.dictionaries.catalogue import Catalogue, catalogue_of, load_catalogue
from dateline.dictionaries.matcher import Matcher

SMALL = b"""
[marsh-brigade]
kind = "armed-group"
name = "Marsh Brigade"
aliases = ["Liwa al-Ahwar", "Da'asha"]
exact = ["MB", "MBG", "WHO"]

[marsh-brigade-youth]
kind = "armed-group"
name = "Marsh Brigade Youth Wing"
"""


@pytest.fixture(scope="module")
def small() -> Matcher:
    return Matcher(catalogue_of({"actors.toml": SMALL}))


@pytest.fixture(scope="module")
def full() -> Matcher:
    return Matcher(load_catalogue())


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.entry_id) for m in matcher.find(text)]


def test_longest_form_counts(small: Matcher) -> None:
    assert found(small, "The Marsh Brigade Youth Wing left.") == [
        ("Marsh Brigade Youth Wing", "marsh-brigade-youth")
    ]


@pytest.mark.parametrize("text", ["MARSH brigade", "Marsh-Brigade", "marsh\nbrigade", "Marsh  Brigade"])
def test_case_hyphens_and_space_do_not_matter(small: Matcher, text: str) -> None:
    assert found(small, f"The {text} left.") == [(text, "marsh-brigade")]


@pytest.mark.parametrize("text", ["Marshes Brigade", "xMarsh Brigade", "Marsh Brigades", "Marsh\n\nBrigade"])
def test_word_boundaries_and_paragraphs_hold(small: Matcher, text: str) -> None:
    assert found(small, text) == []


@pytest.mark.parametrize("ending", ["'s", "’s", "’", "-held", ",", ")"])
def test_what_follows_is_no_part_of_the_match(small: Matcher, ending: str) -> None:
    assert found(small, f"the Marsh Brigade{ending} camp")[0][0] == "Marsh Brigade"


def test_apostrophes_are_alike(small: Matcher) -> None:
    for mark in "'’‘ʼ`":
        assert found(small, f"the Da{mark}asha men") == [(f"Da{mark}asha", "marsh-brigade")]


def test_exact_forms_stand_as_written(small: Matcher) -> None:
    assert found(small, "An MB patrol and an mb patrol, an Mb patrol") == [("MB", "marsh-brigade")]


def test_in_a_text_without_capitals_long_acronyms_count(small: Matcher) -> None:
    assert found(small, "the mbg attacked; who saw the mb?") == [("mbg", "marsh-brigade")]


def test_between_capitals_only_what_is_no_word_counts(small: Matcher) -> None:
    assert found(small, "MB TAKES KELL\nThe town fell.") == []
    assert found(small, "MBG TAKES KELL\nThe town fell.") == [("MBG", "marsh-brigade")]
    assert found(small, "She wrote: I KNOW MB WAS HERE at noon.") == []
    assert found(small, "The fight of PRG and MB at Kell.") == [("MB", "marsh-brigade")]


def test_nothing_in_an_empty_catalogue() -> None:
    assert Matcher(Catalogue([], "none")).find("Marsh Brigade") == []


def test_is_and_us_are_words_until_written_in_capitals(full: Matcher) -> None:
    assert found(full, "He is with us, and it is late.") == []
    assert found(full, "he is with us, and it is late.") == []
    assert found(full, "It is known that IS fled.") == [("IS", "islamic-state")]
    assert found(full, "WHO IS NEXT?\nNobody knows.") == []
    assert ("US", "nationality-american") in found(full, "It told us of US jets.")


def test_wire_copy_without_capitals(full: Matcher) -> None:
    text = "the fmln said the salvadoran army is near; it told us so."
    assert found(full, text) == [("fmln", "fmln"), ("salvadoran army", "salvadoran-armed-forces")]


@pytest.mark.parametrize("form", ["Dae’sh", "Da’esh", "Da'esh", "Daesh", "DAESH", "Daech"])
def test_spellings_of_daesh(full: Matcher, form: str) -> None:
    assert found(full, f"{form}’s men left.") == [(form, "islamic-state")]


def test_words_that_look_like_names_are_left_alone(full: Matcher) -> None:
    for text in (
        "A major fire in general.",
        "He was at peace now.",
        "They let him polish it.",
        "The tip came from Baton Rouge.",
        "One of a group of seven.",
    ):
        assert found(full, text) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Marsh", "Brigade", "MB", "MBG", "Youth", "Wing", "the", " ", "\n", "’s", ".", "é"])
    )
)
def test_matches_are_in_order_apart_and_true(small: Matcher, parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for match in small.find(text):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip() == text[match.start : match.end]
        end = match.end
