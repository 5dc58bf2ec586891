from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim, GroundedReport
from dateline.records.evidence import Unknown
from tests.code.reading import one, where

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "type_", "places"),
    [
        ("Gunmen attacked a convoy near Haditha.", "ASSAULT", [("near", "Haditha")]),
        ("The fighters withdrew from Rawa toward Baaj.", "RETREAT", [("from", "Rawa"), ("toward", "Baaj")]),
        (
            "Troops freed Ebeidi and Krabla regions in western Anbar.",
            "TERRITORY",
            [("at", "Ebeidi"), ("at", "Krabla")],
        ),
        ("Troops advanced on Haditha from the south.", "TERRITORY", [("toward", "Haditha")]),
        ("Troops advanced into Haditha.", "TERRITORY", [("to", "Haditha")]),
        ("A bomb exploded in the Syrian town of Azaz.", "ASSAULT", [("at", "Azaz")]),
        (
            "The army captured Ramadi, Hit and Haditha.",
            "TERRITORY",
            [("at", "Ramadi"), ("at", "Hit"), ("at", "Haditha")],
        ),
    ],
)
def test_places_by_role(claims: Reader, text: str, type_: str, places: list[tuple[str, str]]) -> None:
    assert where(one(claims(text), type_)) == places


def test_the_town_is_the_town_named_before(claims: Reader) -> None:
    found = claims("Fighters withdrew from Rawa, west of Anbar.\n\nSoldiers entered the town on Friday.")
    assert where(one(found, "TERRITORY")) == [("to", "Rawa")]


def test_words_around_a_place_are_kept(claims: Reader) -> None:
    claim = one(
        claims("Fighters fled toward al-Maleha and al-Sakhriyat regions, south of Salahuddin."), "RETREAT"
    )
    assert not isinstance(claim.places, Unknown)
    assert [(p.words, [w.text for w in p.within]) for p in claim.places] == [
        ("al-Maleha", ["Salahuddin"]),
        ("al-Sakhriyat", ["Salahuddin"]),
    ]


def test_a_town_that_may_be_either_of_two_is_unknown_with_both(
    ground: Callable[..., GroundedReport],
) -> None:
    found = ground("Shells hit Haditha and Ramadi on Monday. Rebels captured the town on Tuesday.").claims
    (taken,) = [c for c in found if c.claim.type == "TERRITORY"]
    assert where(taken.claim) == [("at", "the town")]
    place = taken.places[0].place
    assert isinstance(place, Unknown)
    assert len(place.candidates) == 2
    assert "Haditha" in place.reason and "Ramadi" in place.reason


def test_the_town_of_the_headline_is_the_town_around_which_it_happens(claims: Reader) -> None:
    found = claims(
        "Rebels to leave Haditha\n\nRebels will withdraw from Haditha on Friday.\n\nThe fighters would go to Rawa, an "
        "elder said.\n\nSoldiers have surrounded the town since April."
    )
    assert where(one(found, "TERRITORY")) == [("at", "Haditha")]
