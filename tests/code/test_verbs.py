from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import kind, one, where, who, whom

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Islamic State fighters withdrew from Rawa on Monday.", ("RETREAT", "withdraw")),
        ("Government troops captured the town of Haditha on Monday.", ("TERRITORY", "capture")),
        ("The army retook Qaim from Islamic State on Friday.", ("TERRITORY", "recapture")),
        ("Soldiers entered Rawa on Friday.", ("TERRITORY", "enter")),
        ("Rebels besieged the town of Haditha for a month.", ("TERRITORY", "besiege")),
        ("Army artillery shelled the village on Sunday.", ("ASSAULT", "heavy-weapons")),
        ("Gunmen kidnapped two engineers near Haditha.", ("ASSAULT", "abduct")),
        ("Police arrested three men in Ramadi on Tuesday.", ("COERCE", "arrest")),
        ("Residents protested in Ramadi against power cuts.", ("PROTEST", "demo")),
        ("The Red Crescent distributed food to families in Haditha.", ("AID", None)),
        ("Hundreds of families fled Rawa on Sunday.", ("SANCTION", "expel")),
        ("Gunmen shot a teacher in Haditha.", ("ASSAULT", "firearms")),
        ("The army deployed troops in Haditha.", ("MOBILIZE", "troops")),
        ("The government condemned the attack on Haditha.", ("ACCUSE", "disapprove")),
    ],
)
def test_a_verb_tells_its_event(claims: Reader, text: str, expected: tuple[str, str | None]) -> None:
    assert expected in [kind(c) for c in claims(text)]


def test_active_and_passive_give_the_same_sides(claims: Reader) -> None:
    active = one(claims("The army captured Haditha on Friday."), "TERRITORY")
    passive = one(claims("Haditha was captured by the army on Friday."), "TERRITORY")
    assert who(active) == who(passive) == ["army"]
    assert where(active) == where(passive) == [("at", "Haditha")]


def test_a_noun_with_its_verb(claims: Reader) -> None:
    claim = one(claims("Gunmen opened fire on a bus near Haditha."), "ASSAULT")
    assert kind(claim) == ("ASSAULT", "firearms")
    assert who(claim) == ["Gunmen"]
    assert whom(claim) == ["bus"]


def test_control_of_a_place(claims: Reader) -> None:
    claim = one(claims("The rebels took control of Haditha on Monday."), "TERRITORY", "capture")
    assert who(claim) == ["rebels"]
    assert where(claim) == [("at", "Haditha")]


def test_a_headline_without_auxiliary_is_passive(claims: Reader) -> None:
    claim = one(
        claims("Three soldiers killed in Haditha ambush\n\nThe army gave no details of the day."), "ASSAULT"
    )
    assert whom(claim) == ["Three soldiers"]
    assert who(claim) == []


@pytest.mark.parametrize(
    "text",
    [
        "The team captured the title on Saturday.",
        "A car crash killed four people near Haditha.",
        "The bakery took over the corner shop.",
        "She left her home early to catch the bus.",
        "The film captured the mood of the city.",
    ],
)
def test_no_event_of_conflict(claims: Reader, text: str) -> None:
    assert [(kind(c), c.evidence.text) for c in claims(text)] == []
