from __future__ import annotations

import datetime as dt
from pathlib import Path

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
