from __future__ import annotations

from typing import Any

import pytest

from dateline.reconcile.tolls import Toll, counted, rival, toll_of
from dateline.records.claim import Casualty
from dateline.records.evidence import Evidence, Range
from tests.builders import MADE, strike


def toll(*counts: tuple[str, int]) -> Toll:
    """The killed of a claim that counts these, by their words."""

    def worded(text: str) -> Evidence:
        return Evidence(document="page.txt", start=0, end=len(text), text=text, made=MADE)

    given: Any = tuple(
        Casualty(kind="killed", amount=Range(low=n, high=n), evidence=worded(w), who=worded(w))
        for w, n in counts
    )
    found = toll_of(strike(casualties=given).claim, "killed")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nine soldiers", 9), ("twenty-two soldiers of the division", 22)),
        (("four policemen", 4), ("seven police officers", 7)),
        (("12 militants", 12), ("thirty suspected Red Dune fighters", 30)),
        (("nine people", 9), ("11 civilians", 11)),
    ],
)
def test_counts_of_the_same_people_are_exact_and_rival(one: tuple[str, int], other: tuple[str, int]) -> None:
    a, b = toll(one), toll(other)
    assert rival(a, b, False) and rival(b, a, False)
    assert a.read(alone=True) == Range(low=one[1], high=one[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("three soldiers", 3), ("five people", 5)),
        (("three soldiers", 3), ("two farmers", 2)),
        (("three of the guards", 3), ("five guards", 5)),
        (("the commander", 1), ("four commanders", 4)),
    ],
)
def test_a_part_or_another_kind_contradicts_nothing(one: tuple[str, int], other: tuple[str, int]) -> None:
    a, b = toll(one), toll(other)
    assert not rival(a, b, False) and a.read(alone=False).high is None


def test_others_than_the_dead_are_all_the_wounded() -> None:
    def worded(kind: Any, text: str, number: int, start: int = 0) -> Casualty:
        said = Evidence(document="page.txt", start=start, end=start + len(text), text=text, made=MADE)
        return Casualty(kind=kind, amount=Range(low=number, high=number), evidence=said, who=said)

    wounded, killed = worded("wounded", "30 others", 30, 40), worded("killed", "12 people", 12)
    both = strike(casualties=(killed, wounded)).claim
    alone = strike(casualties=(wounded,)).claim
    assert counted(both, "wounded") == Range(low=30, high=30)
    assert counted(alone, "wounded") == Range(low=30, high=None)
    hurt, dead = worded("wounded", "five people", 5, 40), worded("killed", "two others", 2)
    assert counted(strike(casualties=(dead, hurt)).claim, "killed") == Range(low=2, high=None)
    before = worded("killed", "12 people", 12, 90)
    assert counted(strike(casualties=(wounded, before)).claim, "wounded") == Range(low=30, high=None)


def test_several_kinds_in_one_claim_are_the_sum_of_them() -> None:
    both = toll(("two soldiers", 2), ("three farmers", 3))
    assert both.amount == Range(low=5, high=5) and both.kinds == {"soldier", "farmer"}
    assert not rival(both, toll(("nine soldiers", 9)), False)
