from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.reconcile.families import family_of, stance_of
from dateline.records.evidence import Evidence, Interval, Known, Unknown
from tests.builders import MADE, strike

PUBLISHED = dt.date(2017, 11, 12).toordinal()


def words(text: str) -> Evidence:
    return Evidence(document="page.txt", start=0, end=len(text), text=text, made=MADE)


def stance(text: str, **changes: Any) -> str:
    undated = {"grounded_when": Unknown(reason="no day is worded")}
    claim = strike(evidence=words(text), sentence=words(text), **{**undated, **changes})
    return stance_of(claim, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "at least 40 were killed in three attacks",
        "Two separate bombings struck Kell",
        "forty people died in shootings in Kell so far this year",
    ],
)
def test_a_sum_of_happenings_is_none_of_them(text: str) -> None:
    assert stance(text) == "summed"


@pytest.mark.parametrize(
    "text",
    [
        "Seventeen people were killed in a week of bombs in Kell",
        "A wave of car bombs left 40 dead in the province",
        "at least 1,800 guards had been killed since the operation began",
        "Four bombs killed more than 90 people in Kell on Friday",
        "thirty people were killed in the past 24 hours",
    ],
)
def test_a_toll_of_days_or_of_a_campaign_is_a_sum(text: str) -> None:
    assert stance(text) == "summed"


@pytest.mark.parametrize(
    "text",
    [
        "Four people have died since the bombing",
        "Three bombs killed ten people at a market in Kell",
        "A bomb killed 40 people in the deadliest attack since May",
        "A bomb killed five guards in Kell, the third attack in the past week",
        "Guards were killed in the latest in a series of bombings",
        "After two days of fighting a bomb killed five people",
    ],
)
def test_a_toll_of_one_attack_that_grows_is_none(text: str) -> None:
    assert stance(text) == "told"


@pytest.mark.parametrize(
    "text", ["three men attacked the bridge at Kell", "a strike on Kell killed three guards"]
)
def test_one_happening_is_told(text: str) -> None:
    assert stance(text) == "told"


@pytest.mark.parametrize("text", ["on the anniversary of the raid on Kell", "the raid on Kell two years ago"])
def test_what_is_looked_back_on(text: str) -> None:
    assert stance(text) == "recalled"


def test_a_day_long_before_publication_is_looked_back_on() -> None:
    long_ago = Known(value=Interval(start=dt.date(2015, 3, 1), end=dt.date(2015, 3, 1)), evidence=())
    assert stance("guards burned the mill of Kell", grounded_when=long_ago) == "recalled"
    assert stance_of(strike(grounded_when=long_ago), None) == "told"


@pytest.mark.parametrize(
    ("reality", "wanted"),
    [("announced", "ahead"), ("hypothetical", "ahead"), ("denied", "denied"), ("background", "recalled")],
)
def test_stance_by_reality(reality: str, wanted: str) -> None:
    assert stance("guards burned the mill", reality=Known(value=reality, evidence=())) == wanted


def test_a_withdrawal_of_forces_goes_with_ground_won() -> None:
    assert family_of("RETREAT", "withdraw") == family_of("TERRITORY", "capture")
    assert family_of("RETREAT", "release") != family_of("TERRITORY", None)
    assert family_of("COERCE", "arrest") != family_of("ASSAULT", None)
