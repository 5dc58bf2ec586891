from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.dates import find_day, parse_interval


def parse_day(words: str) -> dt.date | None:
    """The day of words that name one; None also where they name a month or a year."""
    found = parse_interval(words)
    return found.start if found is not None and found.precision == "day" else None


DAY = dt.date(2031, 3, 14)
TODAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    "words",
    [
        *("2031-03-14", "2031-03-14T23:59:00-05:00", "2031-3-14 08:00", "20310314", "20310314T080000Z"),
        *("Fri, 14 Mar 2031 08:00:00 +0000", "March 14, 2031", "Mar. 14, 2031 8:15 pm", "14 March 2031"),
        *(
            "Friday, March 14th, 2031",
            "the 14th of March 2031",
            "2031/03/14",
            "14.03.2031",
            "3/14/2031",
            "14/3/2031",
        ),
        *(
            "14 марта 2031, 13:43",
            "14 березня 2031",
            "14 Mart 2031",
            "14 مارس، 2031",
            "14. maaliskuuta 2031",
            "2031. március 14.",
            "2031년 3월 14일",
            "14 | 03 | 2031",
        ),
    ],
)
def test_full_dates_are_read(words: str) -> None:
    assert parse_day(words) == DAY


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "yesterday",
            "March 14",
            "14 March",
            "March 2031",
            "04/03/2031",
            "2031-13-40",
            "31 February 2031",
        ),
        *("1910244000", "14 mar 31", "version 3.14.2031.7", "ſep 14, 2031"),
    ],
)
def test_what_is_no_full_date_or_two_is_not(words: str) -> None:
    assert parse_day(words) is None


def test_the_same_number_twice_is_one_date() -> None:
    assert parse_day("05/05/2031") == dt.date(2031, 5, 5)


def test_years_of_two_digits_are_the_latest_that_is_past() -> None:
    found = [find_day(words, today=TODAY) for words in ("9 jan 90", "9 jan 26", "9 jan 27")]
    assert [date.day.year if date else None for date in found] == [1990, 2026, 1927]
    assert find_day("9 jan 90") is None


def test_a_date_is_found_where_it_stands() -> None:
    words = "Posted: Friday, March 14, 2031 1:50 PM"
    found = find_day(words)
    assert found is not None
    assert words[found.start : found.end] == "March 14, 2031 1:50 PM"
    assert (found.day, found.moment) == (DAY, "2031-03-14T13:50")


def test_months_and_years_are_intervals() -> None:
    month, year, day = (parse_interval(words) for words in ("2032-02", "2032", "2032-02-03"))
    assert month is not None
    assert year is not None
    assert day is not None
    assert (month.start, month.end, month.precision) == (dt.date(2032, 2, 1), dt.date(2032, 2, 29), "month")
    assert (year.start, year.end, year.precision) == (dt.date(2032, 1, 1), dt.date(2032, 12, 31), "year")
    assert (day.start, day.end, day.precision) == (dt.date(2032, 2, 3), dt.date(2032, 2, 3), "day")
    assert parse_interval("2032-14") is None


@given(st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2999, 12, 31)))
def test_every_day_comes_back(day: dt.date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%B} {day.day}, {day.year}") == day


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(words: str) -> None:
    found = find_day(words, today=TODAY)
    assert found is None or 0 <= found.start < found.end <= len(words)
    parse_day(words)
    parse_interval(words)


@pytest.mark.parametrize(
    "words", ["12 mars 20 h", "12 mars 20:15", "12. März, 20 Uhr", "12 Mai 20 Uhr", "12 May 20:15"]
)
def test_a_time_of_day_is_no_year(words: str) -> None:
    assert find_day(words, today=TODAY) is None
    found = find_day("( Olm, 14 Gennaio 20 )", today=TODAY)
    assert found is not None
    assert found.day == dt.date(2020, 1, 14)
