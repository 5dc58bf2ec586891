from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import counts, sources

Reader = Callable[[str], tuple[Claim, ...]]


def test_headline_and_lead_are_one_claim(claims: Reader) -> None:
    (claim,) = claims(
        "Gunmen kill four guards in Haditha\n\nGunmen killed four guards in Haditha on Sunday, in an attack at dawn."
    )
    assert counts(claim) == {"killed": (4, 4)}
    assert len(claim.also) == 1


def test_two_tolls_stay_two_claims(claims: Reader) -> None:
    found = claims(
        "Gunmen killed four guards in Haditha, police said. Gunmen killed six guards in Haditha, a medic said."
    )
    assert [(counts(c)["killed"], sources(c)) for c in found] == [((4, 4), ["police"]), ((6, 6), ["medic"])]


def test_another_attack_is_another_claim(claims: Reader) -> None:
    found = claims("Gunmen attacked a post in Haditha. Gunmen also attacked a post in Hit.")
    assert len(found) == 2


def test_the_attack_takes_up_the_attack_before(claims: Reader) -> None:
    found = claims("Gunmen attacked a post in Haditha on Sunday. The attack began at dawn.")
    assert len([c for c in found if c.type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Police arrested seven suspects in Karsa on Wednesday.",
            "Police arrested three suspects in Karsa on Wednesday.",
        ),
        ("Police arrested seven suspects in Karsa.", "Police arrested seven suspects in Dornhal."),
        ("Rebels released two hostages in Karsa.", "Rebels released ten hostages in Karsa."),
        (
            "A mine killed nine soldiers near Karsa on Tuesday.",
            "A mine killed nine soldiers near Dornhal on Tuesday.",
        ),
    ],
)
def test_other_numbers_and_other_places_are_other_events(claims: Reader, first: str, second: str) -> None:
    assert [c.also for c in claims(f"{first}\n\n{second}")] == [(), ()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Police arrested suspects in Karsa on Wednesday.",
            "Police arrested seven suspects in Karsa on Wednesday.",
        ),
        ("Police arrested at least five suspects in Karsa.", "Police arrested seven suspects in Karsa."),
        ("A mine killed nine soldiers on Tuesday.", "A mine killed nine soldiers near Dornhal on Tuesday."),
    ],
)
def test_a_fuller_telling_is_the_same_event(claims: Reader, first: str, second: str) -> None:
    (claim,) = claims(f"{first}\n\n{second}")
    assert len(claim.also) == 1


def test_a_number_alone_joins_nothing_across_a_long_text(claims: Reader) -> None:
    filler = "\n\n".join(
        f"The bakery of street number {k} opened early and sold bread and sweet cakes." for k in range(30)
    )
    found = claims(
        f"A mine killed nine soldiers on Tuesday.\n\n{filler}\n\nA mine killed nine soldiers near Dornhal on Tuesday."
    )
    assert len([c for c in found if c.type == "ASSAULT"]) == 2
