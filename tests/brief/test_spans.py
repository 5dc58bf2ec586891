from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.brief.spans import bars
from dateline.records.evidence import Interval
from tests.brief.made import event

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2018, 12, 31))


def on(start: dt.date, end: dt.date | None = None) -> Interval:
    return Interval(start=start, end=end or start)


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=8))
def test_each_event_is_in_one_bar_or_named(
    one: dt.date, other: dt.date, days: list[tuple[dt.date, int]]
) -> None:
    since, until = min(one, other), max(one, other)
    events = [
        replace(event(f"e{i}", {}), days=on(day, day + dt.timedelta(days=more)))
        for i, (day, more) in enumerate(days)
    ]
    _, found, unplotted = bars(events, since, until)
    assert found[0].first == since and found[-1].last == until
    assert all(a.last + dt.timedelta(days=1) == b.first for a, b in itertools.pairwise(found))
    assert sum(bar.several + bar.one for bar in found) + len(unplotted) == len(events)


def test_the_unit_goes_by_the_length() -> None:
    day = dt.date(2017, 1, 1)
    assert [bars([], day, day + dt.timedelta(days=n))[0] for n in (0, 69, 70, 489, 490)] == [
        "day", "day", "week", "week", "month",
    ]  # fmt: skip


def test_an_event_without_a_day_is_in_no_bar() -> None:
    _, found, unplotted = bars([event("e", {})], dt.date(2017, 1, 1), dt.date(2017, 1, 2))
    assert unplotted == ("e",) and not any(bar.one for bar in found)
