from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from dateline.records.evidence import Unknown
from tests.code.reading import kind, one, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Kurdish fighters opened a drive on Friday to capture Sinjar from the militants.",
        "The campaign to liberate Tal Afar will start next week, the defence minister said.",
        "Troops have resumed their assault to seize Palmyra.",
        "The rebels' drive for the capture of Idlib is under way.",
        "The army continued its operation to free Rawa on Sunday.",
        "Government forces launched a push on Tuesday aimed at retaking Anah.",
        "Twenty fighters died in the battle to recapture Ramadi.",
        "The army used armoured bulldozers to retake Haditha.",
        "Fighters are advancing to take Hit.",
    ],
)
def test_the_end_of_what_is_undertaken_has_not_come_about(claims: Reader, text: str) -> None:
    claim = one(claims(text), "TERRITORY")
    assert claim.reality.value == "announced", claim.reality.how
    assert isinstance(claim.when, Unknown)


@pytest.mark.parametrize(
    "text",
    [
        "Troops managed to retake Anah on Sunday.",
        "Kurdish fighters helped the army to recapture Sinjar.",
        "The army completed its operation to liberate Hit.",
        "The army retook Anah on Sunday in an operation with the militias.",
        "The rebels claimed to have captured Idlib.",
    ],
)
def test_what_was_brought_about_is(claims: Reader, text: str) -> None:
    assert one(claims(text), "TERRITORY").reality.value == "happened"


def test_who_flees_an_offensive_does_not_aim_at_its_end(claims: Reader) -> None:
    claim = one(claims("Hundreds of families fled the operation to recapture Hawija."), "TERRITORY")
    assert (who(claim), claim.reality.value) == ([], "announced")


@pytest.mark.parametrize(
    "text",
    [
        "Militants sought to seize Haditha on Friday but were repulsed.",
        "Fighters tried to capture Kobani but were beaten back by the defenders.",
        "The rebels' attempt to take Palmyra failed.",
        "Soldiers tried in vain to retake Anah.",
        "The offensive to capture Sinjar collapsed.",
        "The army launched an operation to retake Hit but was driven back.",
        "Guards foiled an attempt to seize Haditha.",
    ],
)
def test_an_attempt_that_came_to_nothing_took_nothing(claims: Reader, text: str) -> None:
    found = [c for c in claims(text) if c.type == "TERRITORY"]
    assert [c.reality.value for c in found] == ["did-not-happen"]


def test_an_attempt_of_which_no_end_is_told_contests_the_place(claims: Reader) -> None:
    claim = one(claims("Militants tried to capture Haditha on Friday."), "TERRITORY")
    assert (kind(claim), claim.reality.value) == (("TERRITORY", "contest"), "happened")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Troops to enter Sinjar", "TERRITORY"),
        ("Rebels to attack Idlib", "ASSAULT"),
        ("Minister: army to attack Idlib", "ASSAULT"),
        ("France to withdraw soldiers from Mali", "RETREAT"),
    ],
)
def test_a_headlines_infinitive_announces(claims: Reader, text: str, type_: str) -> None:
    assert one(claims(text), type_).reality.value == "announced"
