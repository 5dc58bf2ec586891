from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import kind, one, where, who, whom

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "holder", "place"),
    [
        ("The rebels are still in control of Idlib, a resident said.", "rebels", "Idlib"),
        ("Sinjar remains in the hands of Islamic State.", "Islamic State", "Sinjar"),
        ("Palmyra was in militants' hands on Monday, and jets bombed it.", "militants", "Palmyra"),
        ("Haditha has stayed under army control, and troops guard it.", "army", "Haditha"),
        ("Anah is under the control of the militants.", "militants", "Anah"),
    ],
)
def test_who_has_a_place_in_his_hands(claims: Reader, text: str, holder: str, place: str) -> None:
    claim = one(claims(text), "TERRITORY", "hold")
    assert (who(claim), where(claim), claim.reality.value) == ([holder], [("at", place)], "under-way")


def test_hands_that_no_longer_hold(claims: Reader) -> None:
    claim = one(claims("Sinjar is no longer in the hands of Islamic State."), "TERRITORY", "hold")
    assert claim.reality.value == "did-not-happen"


@pytest.mark.parametrize(
    "text",
    [
        "The fire at the refinery in Baiji is under control, police said.",
        "The situation in Palmyra was under control, the army said.",
        "The rebels are in control of their fate, their leader in Idlib said.",
    ],
)
def test_what_is_no_place_is_not_held(claims: Reader, text: str) -> None:
    assert all(kind(c) != ("TERRITORY", "hold") for c in claims(text))


@pytest.mark.parametrize(
    "text", ["Palmyra fell on Sunday, residents said.", "The town of Anah has fallen, the army said."]
)
def test_a_town_that_fell_was_taken(claims: Reader, text: str) -> None:
    assert one(claims(text), "TERRITORY", "capture").reality.value == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "Aleppo fell silent on Sunday as the shelling stopped.",
        "Exports from Kirkuk fell by a third after the bombing.",
        "The bridge at Hit fell into the river.",
    ],
)
def test_other_falls_take_nothing(claims: Reader, text: str) -> None:
    assert all(c.type != "TERRITORY" for c in claims(text))


def test_a_place_that_is_surrendered_is_handed_over(claims: Reader) -> None:
    claim = one(
        claims("Rebels surrendered the town of Anah to the army on Friday."), "TERRITORY", "hand-over"
    )
    assert (who(claim), whom(claim)) == (["Rebels"], ["army"])
    assert one(claims("Forty rebels surrendered to the army in Anah."), "RETREAT", "disarm")
