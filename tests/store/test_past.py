from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import ClassVar

import pytest

from dateline.evaluate.simulation.world import START, catalogue_of_sides
from dateline.store.case import Case
from dateline.store.filters import Filter
from dateline.store.past import events_on
from tests.store.test_columns import decide, grow


def told(case: Case, day: dt.date) -> dict[str, str | None]:
    """In which event each claim was, one group after the other."""
    with case.history(day) as history:
        found = [(history.claims_of(g), history.event_name(g)) for g in history.groups(Filter(as_of=day))]
        return {claim: name for claims, name in found for claim in claims}


@pytest.mark.parametrize("decided", [False, True])
def test_claims_are_in_the_events_that_the_history_gives(tmp_path: Path, decided: bool) -> None:
    with Case.create_or_open(tmp_path / "case.db", catalogue=catalogue_of_sides()) as case:
        grow(case, 0, 150)
        if decided:
            decide(case)
            held = [grounded.claim.id for _, grounded in case.claims()]
            case.decide("split", held[40:42], "omar")
            case.decide("merge", [held[2], held[70], held[90]], "omar")
        for day in (START + dt.timedelta(days=n) for n in range(0, 66, 6)):
            with case.history() as history:
                found = dict(events_on(history.connection, day))
            expected = told(case, day)
            assert {claim: found[claim] for claim in expected} == expected
        assert len(expected) > 100


class Clock(dt.datetime):
    """A clock that stands where it is set."""

    at: ClassVar[dt.datetime]

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Clock:  # type: ignore[override]
        moment = cls.at.astimezone(tz)
        return cls(*moment.timetuple()[:6], tzinfo=moment.tzinfo)


@pytest.mark.parametrize("seed", range(4))
def test_decisions_count_from_their_own_day_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(
        "dateline.store.reviewed.dt", SimpleNamespace(datetime=Clock, date=dt.date, UTC=dt.UTC)
    )
    chance = Random(seed)
    with Case.create_or_open(tmp_path / "case.db", catalogue=catalogue_of_sides()) as case:
        made: list[str] = []
        for step in range(15):
            grow(case, 10 * step, 10 * step + 10)
            held = [grounded.claim.id for _, grounded in case.claims()]
            Clock.at = dt.datetime.combine(START + dt.timedelta(days=4 * step), dt.time(23), dt.UTC)
            one, two, *rest = chance.sample(held, 5)
            made.append(case.decide("merge", [one, two], "nadia").id)
            made.append(case.decide("split", rest[:1], "omar", rest=rest[1:]).id)
            if step % 3 == 2:
                case.decide("undo", [made.pop(chance.randrange(len(made)))], "nadia")
        for day in (START + dt.timedelta(days=n) for n in range(0, 66, 5)):
            with case.history() as history:
                found = dict(events_on(history.connection, day))
            expected = told(case, day)
            assert {claim: found[claim] for claim in expected} == expected
