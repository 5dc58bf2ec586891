from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.tellings import ANY, tellings_of
from dateline.records.claim import Casualty, GroundedClaim, GroundedPlace
from dateline.records.evidence import Known, Range, Unknown
from tests.builders import TELL_ZAFRA, TEXT, estimate, evidence, grounded_report, strike
from tests.reconcile.made import day, place

NO_DAY = Unknown(reason="no day is worded")


def at(salt: str, **changes: Any) -> GroundedClaim:
    return strike(salt=salt, **changes)


def placed(where: Any) -> tuple[GroundedPlace, ...]:
    return (GroundedPlace(index=0, place=where, score=0.9, why="test"),)


def test_claims_that_nothing_keeps_apart_are_one_telling() -> None:
    claims = (at("a"), at("b", grounded_when=NO_DAY), at("c", grounded_places=placed(Unknown(reason="?"))))
    (one,) = tellings_of(grounded_report(claims=claims))
    assert sorted(one.claims) == sorted(c.claim.id for c in claims)
    assert one.main and one.family == "violence" and one.days == day(11)
    assert one.places == (TELL_ZAFRA,) and one.means == {"aircraft"} and one.actors == {"army"}


def test_other_days_far_places_families_and_stances_keep_claims_apart() -> None:
    denied: Any = Known(value="denied", evidence=())
    claims = (
        at("a"),
        at("b", grounded_when=Known(value=day(3), evidence=())),
        at("c", grounded_places=placed(place("Ostrel", 31.0))),
        at("d", reality=denied),
        estimate(),
    )
    told = tellings_of(grounded_report(claims=claims))
    assert sorted(len(t.claims) for t in told) == [1, 1, 1, 1, 1]
    assert sum(t.main for t in told) == 1
    assert next(t for t in told if t.main).stance == "told"


def test_the_count_is_the_highest_of_a_claim() -> None:
    def killed(low: int, high: int | None) -> tuple[Casualty, ...]:
        return (Casualty(kind="killed", amount=Range(low=low, high=high), evidence=evidence(TEXT, "two")),)

    claims = (at("a", casualties=killed(2, 2)), at("b", casualties=killed(5, None)))
    (one,) = tellings_of(grounded_report(claims=claims))
    assert one.killed == Range(low=5, high=None) and one.wounded is None


def test_a_silent_report_tells_nothing_but_may_be_placed() -> None:
    silent = grounded_report(silence="no event words")
    assert tellings_of(silent) == ()
    (one,) = tellings_of(silent, silent=True)
    assert one.claims == () and one.family == ANY and one.main


@given(st.permutations(range(4)))
def test_the_order_of_claims_changes_nothing(order: list[int]) -> None:
    claims = [at("a"), at("b", grounded_when=NO_DAY), at("c", grounded_when=Known(value=day(3), evidence=()))]
    claims.append(estimate())
    report = grounded_report(claims=tuple(claims))
    shuffled = msgspec.structs.replace(report, claims=tuple(claims[n] for n in order))
    assert tellings_of(shuffled) == tellings_of(report)
