from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import counts, kind, one, sources, where, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "An air strike killed five people in Haditha.",
        "Five people were killed in an air strike in Haditha.",
        "Five people were killed when an air strike hit Haditha.",
        "An air strike that killed five people hit Haditha.",
        "Jets launched an air strike on Haditha, killing five people.",
    ],
)
def test_an_outcome_is_one_event_with_its_cause(claims: Reader, text: str) -> None:
    claim = one(claims(text), "ASSAULT")
    assert kind(claim) == ("ASSAULT", "aerial")
    assert counts(claim) == {"killed": (5, 5)}


def test_killed_and_wounded_together(claims: Reader) -> None:
    claim = one(
        claims("Gunmen killed two guards and wounded three others in an attack in Haditha."), "ASSAULT"
    )
    assert counts(claim) == {"killed": (2, 2), "wounded": (3, 3)}
    assert who(claim) == ["Gunmen"]
    assert where(claim) == [("at", "Haditha")]


def test_a_claim_of_responsibility_gives_the_actor(claims: Reader) -> None:
    claim = one(claims("Islamic State claimed responsibility for the bombing in Haditha."), "ASSAULT")
    assert who(claim) == ["Islamic State"]


def test_a_second_toll_stays_beside_the_first(claims: Reader) -> None:
    found = claims(
        "An attack on a market in Karsa left 107 dead. A doctor said 120 people had lost their lives in the attack."
    )
    assert [(counts(c), sources(c)) for c in found] == [
        ({"killed": (107, 107)}, []),
        ({"killed": (120, 120)}, ["doctor"]),
    ]


def test_who_died_in_a_siege_died_by_violence_and_in_a_crash_did_not(claims: Reader) -> None:
    assert [counts(c) for c in claims("An officer said 12 soldiers had died in the siege.")] == [
        {"killed": (12, 12)}
    ]
    assert claims("An officer said 12 soldiers had died in the crash.") == ()
