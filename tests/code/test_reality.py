from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim

Reader = Callable[[str], tuple[Claim, ...]]

UNREAL = {"announced", "threatened", "expected", "hypothetical", "denied", "did-not-happen"}


@pytest.mark.parametrize(
    ("text", "reality"),
    [
        ("The army attacked Haditha on Sunday.", "happened"),
        ("The army is attacking Haditha.", "under-way"),
        ("Clashes in Haditha continued on Monday.", "under-way"),
        ("The army will attack Haditha.", "announced"),
        ("The army plans to attack Haditha.", "announced"),
        ("Troops declared intentions to invade Haditha.", "announced"),
        ("The army is expected to attack Haditha.", "expected"),
        ("The rebels threatened to attack Haditha.", "threatened"),
        ("The rebels might attack Haditha.", "hypothetical"),
        ("If the rebels attack Haditha, families would leave.", "hypothetical"),
        ("The army did not attack Haditha.", "did-not-happen"),
        ("Soldiers prevented an attack on Haditha.", "did-not-happen"),
        ("The general denied that his troops attacked Haditha.", "denied"),
        ("Police defused a bomb in Haditha.", "did-not-happen"),
    ],
)
def test_did_it_happen(claims: Reader, text: str, reality: str) -> None:
    found = [c for c in claims(text) if c.type in ("ASSAULT", "TERRITORY", "THREATEN")]
    assert [c.reality.value for c in found] == [reality]


def test_a_real_event_beside_a_planned_one(claims: Reader) -> None:
    found = claims("Troops plan to enter Haditha, and jets bombed a depot there on Sunday.")
    assert {(c.type, c.reality.value) for c in found} == {("TERRITORY", "announced"), ("ASSAULT", "happened")}


def test_what_is_only_asked_for_is_no_deed(claims: Reader) -> None:
    found = claims("The minister urged the army to attack Haditha.")
    assert all(c.type == "REQUEST" or c.reality.value in UNREAL for c in found)


def test_the_reality_keeps_its_words(claims: Reader) -> None:
    (claim,) = claims("The army plans to attack Haditha.")
    assert [e.text for e in claim.reality.evidence] == ["plans"]
