from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.records.claim import GroundedClaim
from dateline.store.case import Case
from tests.control.made import day, told
from tests.store.made import LANTERN, page, run_record

NIGHT = dt.datetime(2017, 11, 3, 23, 30, tzinfo=dt.UTC)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def add(case: Case, salt: str, claim: GroundedClaim, fetched: dt.datetime, url: str | None = None) -> None:
    capture, report = page(salt, fetched=fetched, url=url or f"https://lantern-post.example/{salt}")
    changed = type(report)(annotated=report.annotated, claims=(claim,), silence=None, made=report.made)
    case.add(capture, changed, run_record())


def actors(case: Case, places: tuple[str, ...] = (), as_of: dt.date | None = None) -> list[str]:
    return [one.claim.claim.actors[0].words for one in case.told(places, as_of)]  # type: ignore[index]


def test_claims_of_control_with_their_report_and_the_day_they_were_had(case: Case) -> None:
    assert case.first_taken() is None
    add(case, "a", told("marsh", "capture", report="a").claim, NIGHT)
    capture, strikes = page("b", fetched=NIGHT, url="https://lantern-post.example/b")
    case.add(capture, strikes, run_record())
    (one,) = case.told()
    assert (one.taken, one.header.document) == (day(3), "page a")
    assert one.claim.claim.type == "TERRITORY"
    assert case.first_taken() == day(3)
    assert actors(case, ("Kell",)) == ["Marsh Brigade"]
    assert actors(case, ("Nowhere",)) == []


def test_as_of_a_day_its_last_minute_counts_and_the_next_day_does_not(case: Case) -> None:
    add(case, "a", told("marsh", "capture", report="a").claim, NIGHT)
    add(case, "b", told("dune", "capture", report="b").claim, NIGHT + dt.timedelta(hours=1))
    assert actors(case, as_of=day(2)) == []
    assert actors(case, as_of=day(3)) == ["Marsh Brigade"]
    assert actors(case, as_of=day(4)) == ["Marsh Brigade", "Red Dune"]


def test_as_of_a_day_the_version_of_that_day_counts(case: Case) -> None:
    add(case, "a", told("marsh", "capture", report="a").claim, NIGHT, LANTERN)
    add(case, "b", told("dune", "capture", report="b").claim, NIGHT + dt.timedelta(days=2), LANTERN)
    assert actors(case) == ["Red Dune"]
    assert actors(case, as_of=day(4)) == ["Marsh Brigade"]
    assert actors(case, as_of=day(5)) == ["Red Dune"]
