from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dateline.ground import spans

DAYS = st.dates()


@given(DAYS, st.integers(0, 6))
def test_weekdays_are_the_last_before_or_the_next_after(day: dt.date, number: int) -> None:
    for future in (False, True):
        found = spans.weekday(day, number, future=future)
        if dt.date(1, 1, 9) < day < dt.date(9999, 12, 20):
            assert found.weekday() == number
            assert 0 <= (found - day).days * (1 if future else -1) <= 6


@given(DAYS, st.integers(-9, 9))
def test_stretches_begin_before_they_end(day: dt.date, step: int) -> None:
    for made in (spans.week(day, step), spans.month_of(day, step), spans.season(day, "winter", step)):
        assert made.start <= made.end


@given(DAYS)
def test_a_day_is_in_its_own_week_and_month(day: dt.date) -> None:
    assert spans.month_of(day).start <= day <= spans.month_of(day).end
    assert spans.week(day).start <= day <= spans.week(day).end


def test_parts_of_a_month_cover_it() -> None:
    whole = spans.month(2016, 2)
    parts = [spans.third_of(whole, p) for p in ("early", "mid", "late")]
    assert sum((p.end - p.start).days + 1 for p in parts) == 29


def test_winter_runs_into_the_next_year() -> None:
    winter = spans.season(dt.date(2017, 1, 20), "winter")
    assert (winter.start, winter.end) == (dt.date(2016, 12, 1), dt.date(2017, 2, 28))
