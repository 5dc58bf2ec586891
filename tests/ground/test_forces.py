from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dictionaries.catalogue import Catalogue, load_catalogue
from dateline.ground.forces import Forces
from tests.ground.made import CATALOGUE

FORCES = Forces(load_catalogue())


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("Iraqi troops", "iraqi-security-forces"),
        ("Iraqi soldiers", "iraqi-security-forces"),
        ("two dozens of Iraqi soldiers", "iraqi-security-forces"),
        ("Iraqi security forces", "iraqi-security-forces"),
        ("Turkish jets", "turkish-armed-forces"),
        ("Syrian army soldiers", "syrian-armed-forces"),
        ("Syrian regime  forces", "syrian-armed-forces"),
        ("Israeli warplanes", "israeli-armed-forces"),
        ("US forces", "us-armed-forces"),
        ("U.S. troops in Rawa", "us-armed-forces"),
        ("Russian aircraft", "russian-armed-forces"),
        ("Iranian troops", "iranian-armed-forces"),
        ("South Korean soldiers", "south-korean-armed-forces"),
        ("Israeli police officers", "israeli-police"),
        ("Iraqi policemen", "iraqi-police"),
        ("Saudi-led coalition", "saudi-led-coalition"),
        ("the Saudi-led coalition warplanes", "saudi-led-coalition"),
        ("US-led coalition jets", "us-led-coalition"),
    ],
)
def test_a_nationality_and_a_kind_of_force_name_one_entry(words: str, entry: str) -> None:
    assert [e.id for e in FORCES.named(words)] == [entry]


@pytest.mark.parametrize(
    "words",
    [
        "us troops",
        "pro-Russian forces",
        "US-led troops",
        "Turkish-backed forces",
        "Syrian opposition forces",
        "former Iraqi soldiers",
        "Iraqi and Turkish troops",
        "Turkish military police",
        "Kurdish forces",
        "Iraqi villagers",
        "troops",
        "coalition warplanes",
        "",
    ],
)
def test_other_words_name_none(words: str) -> None:
    assert FORCES.named(words) == ()


def test_several_forces_all_come_back() -> None:
    found = FORCES.named("Egyptian security forces")
    assert [e.id for e in found] == ["egyptian-armed-forces", "egyptian-police"]


def test_a_catalogue_without_forces_or_nationalities_names_none() -> None:
    assert Forces(CATALOGUE).named("Iraqi troops") == ()
    assert Forces(Catalogue([], "empty")).named("Iraqi troops") == ()


@given(st.lists(st.sampled_from("the 12 Iraqi US army troops police security in of jets x".split())))
def test_any_words_are_read(words: list[str]) -> None:
    assert all(e.kind == "state-force" for e in FORCES.named(" ".join(words)))
