from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.amounts import amount_words, day_words, overall
from dateline.records.claim import Casualty
from dateline.records.evidence import Interval, Range
from tests.builders import TEXT, evidence


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(2, 2, "2"), (0, 0, "0"), (3, 9, "3–9"), (43, None, "≥ 43"), (0, 20, "≤ 20"), (0, None, "≥ 0")],
)
def test_amounts_are_said_in_signs(low: int, high: int | None, words: str) -> None:
    assert amount_words(Range(low=low, high=high)) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2017-11-11", "2017-11-11", "2017-11-11"),
        ("2017-11-01", "2017-11-30", "2017-11"),
        ("2016-02-01", "2016-02-29", "2016-02"),
        ("2017-01-01", "2017-12-31", "2017"),
        ("2017-11-06", "2017-11-12", "2017-11-06 – 2017-11-12"),
        ("2017-01-01", "2018-12-31", "2017-01-01 – 2018-12-31"),
        ("2016-02-01", "2016-02-28", "2016-02-01 – 2016-02-28"),
    ],
)
def test_days_are_said_as_short_as_is_exact(first: str, last: str, words: str) -> None:
    days = Interval(start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last))
    assert day_words(days) == words


@given(st.dates(), st.dates())
def test_two_times_that_differ_are_never_said_alike(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    words = day_words(Interval(start=first, end=last))
    assert (words == first.isoformat()) == (first == last)


def casualty(low: int, high: int | None, who: str | None) -> Casualty:
    return Casualty(
        kind="killed",
        amount=Range(low=low, high=high),
        evidence=evidence(TEXT, "two"),
        who=evidence(TEXT, who) if who else None,
    )


def test_counts_of_different_people_are_added_up() -> None:
    found = overall([casualty(1, 1, "the Red Dune commander"), casualty(2, 2, "his guards")], "killed")
    assert found == Range(low=3, high=3)


def test_the_sum_has_no_upper_limit_where_a_part_has_none() -> None:
    found = overall([casualty(1, None, "the Red Dune commander"), casualty(2, 2, "his guards")], "killed")
    assert found == Range(low=3, high=None)


def test_the_same_people_are_counted_once_and_a_count_of_nobody_in_particular_is_the_whole() -> None:
    assert overall([casualty(2, 2, "his guards"), casualty(3, 3, "his guards")], "killed") == Range(
        low=2, high=2
    )
    assert overall([casualty(1, 1, "his guards"), casualty(5, 5, None)], "killed") == Range(low=5, high=5)


def test_what_is_not_told_is_none_and_not_zero() -> None:
    assert overall([casualty(2, 2, None)], "wounded") is None
    assert overall([], "killed") is None
