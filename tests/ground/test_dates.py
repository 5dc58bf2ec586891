from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ground.dates import resolve
from dateline.records.evidence import Interval
from tests.ground.made import published

#: A Wednesday.
PUBLISHED = published(2019, 5, 15)

RESOLVED = [
    ("Sunday", "2019-05-12"),
    ("on Wednesday", "2019-05-15"),
    ("Wednesday morning", "2019-05-15"),
    ("late Thursday", "2019-05-09"),
    ("last Wednesday", "2019-05-08"),
    ("next Friday", "2019-05-17"),
    ("earlier on Friday", "2019-05-10"),
    ("today", "2019-05-15"),
    ("Today", "2019-05-15"),
    ("this morning", "2019-05-15"),
    ("yesterday evening", "2019-05-14"),
    ("last night", "2019-05-14"),
    ("the night before last", "2019-05-13"),
    ("the day before yesterday", "2019-05-13"),
    ("tomorrow", "2019-05-16"),
    ("two days ago", "2019-05-13"),
    ("Ten years ago today", "2009-05-15"),
    ("a month ago today", "2019-04-15"),
    ("two weeks ago today", "2019-05-01"),
    ("ten years ago", "2009-01-01/2009-12-31"),
    ("11 April", "2019-04-11"),
    ("April 11", "2019-04-11"),
    ("the 11th of April", "2019-04-11"),
    ("Jan. 8", "2019-01-08"),
    ("Dec.14th", "2018-12-14"),
    ("May 16", "2018-05-16"),
    ("29 February", "2016-02-29"),
    ("Sunday, May 12", "2019-05-12"),
    ("between 11-13 Dec", "2018-12-11/2018-12-13"),
    ("from 11 to 13 Dec", "2018-12-11/2018-12-13"),
    ("March last year", "2018-03-01/2018-03-31"),
    ("November last year", "2018-11-01/2018-11-30"),
    ("12 March of last year", "2018-03-12"),
    ("March next year", "2020-03-01/2020-03-31"),
    ("from April 11 to April 14", "2019-04-11/2019-04-14"),
    ("between 11 April and 14 April 2006", "2006-04-11/2006-04-14"),
    ("from December 28 to January 3", "2018-12-28/2019-01-03"),
    ("from Sunday to Tuesday", "2019-05-12/2019-05-14"),
    ("25/4/2019", "2019-04-25"),
    ("4/25/2019", "2019-04-25"),
    ("March 3 to 5", "2019-03-03/2019-03-05"),
    ("5 July 2006", "2006-07-05"),
    ("July 5, 2006", "2006-07-05"),
    ("2006-07-05", "2006-07-05"),
    ("May 2006", "2006-05-01/2006-05-31"),
    ("in 2006", "2006-01-01/2006-12-31"),
    ("June", "2018-06-01/2018-06-30"),
    ("last April", "2019-04-01/2019-04-30"),
    ("last May", "2018-05-01/2018-05-31"),
    ("earlier May", "2019-05-01/2019-05-10"),
    ("early April", "2019-04-01/2019-04-10"),
    ("mid-April", "2019-04-11/2019-04-20"),
    ("late April", "2019-04-21/2019-04-30"),
    ("mid May", "2019-05-11/2019-05-15"),
    ("last week", "2019-05-06/2019-05-12"),
    ("this week", "2019-05-13/2019-05-15"),
    ("a week ago", "2019-05-06/2019-05-12"),
    ("last weekend", "2019-05-11/2019-05-12"),
    ("last month", "2019-04-01/2019-04-30"),
    ("early last month", "2019-04-01/2019-04-10"),
    ("earlier this month", "2019-05-01/2019-05-15"),
    ("two months ago", "2019-03-01/2019-03-31"),
    ("last year", "2018-01-01/2018-12-31"),
    ("last winter", "2018-12-01/2019-02-28"),
    ("this spring", "2019-03-01/2019-05-15"),
    ("in the past 24 hours", "2019-05-14/2019-05-15"),
    ("the last two weeks", "2019-05-01/2019-05-15"),
    ("over the coming few hours", "2019-05-15/2019-05-16"),
    ("by nightfall", "2019-05-15"),
]

UNRESOLVED = [
    ("since Monday", "limit"),
    ("before May 3", "limit"),
    ("for two years", "how long"),
    ("several days ago", "no number"),
    ("the following day", "depends on a day"),
    ("three days later", "depends on a day"),
    ("two years earlier", "depends on a day"),
    ("hours later", "not read"),
    ("days later", "not read"),
    ("several hours later", "depends on a day"),
    ("a few days later", "depends on a day"),
    ("several years ago today", "no number"),
    ("years ago today", "not read"),
    ("the 2d week of March", "counted from"),
    ("Monday, May 14, 2019", "is no Monday"),
    ("31 April", "no day of the calendar"),
    ("31 April 2006", "no day of the calendar"),
    ("recently", "not read"),
    ("", "not read"),
    ("from April 11", "gives a limit"),
    ("12/9", "day and month or month and day"),
    ("09/10/2018", "day and month or month and day"),
    ("25/4/19", "no full year"),
    ("30/2/2019", "no day of the calendar"),
]


def days(words: str) -> tuple[dt.date, dt.date]:
    first, _, last = words.partition("/")
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


@pytest.mark.parametrize(("words", "expected"), RESOLVED)
def test_words_are_tied_to_days(words: str, expected: str) -> None:
    found = resolve(words, PUBLISHED)
    assert isinstance(found, Interval), found
    assert (found.start, found.end) == days(expected)
    assert (found.precision == "day") == (found.start == found.end)


@pytest.mark.parametrize(("words", "reason"), UNRESOLVED)
def test_words_that_give_no_day_say_why(words: str, reason: str) -> None:
    found = resolve(words, PUBLISHED)
    assert isinstance(found, str) and reason in found


@pytest.mark.parametrize(
    "words", ["5 July 2006", "July 5, 2006", "May 2006", "in 2006", "2006-07-05", "early May 2006"]
)
def test_full_dates_need_no_publication(words: str) -> None:
    assert resolve(words, None) == resolve(words, PUBLISHED)
    assert isinstance(resolve(words, None), Interval)


@pytest.mark.parametrize("words", ["Sunday", "last week", "yesterday", "two days ago", "this morning"])
def test_relative_words_without_publication_are_unresolved(words: str) -> None:
    assert resolve(words, None) == f"'{words}' is relative and the page gives no publication date"


@pytest.mark.parametrize("words", ["Jan. 8", "11 April", "early November", "June", "11-13 Dec"])
def test_words_without_a_year_and_publication_are_unresolved(words: str) -> None:
    assert resolve(words, None) == f"'{words}' has no year and the page gives no publication date"


def test_a_year_told_elsewhere_counts_only_without_publication() -> None:
    assert resolve("10 May", None, year=2006) == published(2006, 5, 10)
    assert resolve("10 May", PUBLISHED, year=2006) == published(2019, 5, 10)


def test_things_to_come_are_on_the_next_such_day() -> None:
    assert resolve("Friday", PUBLISHED, future=True) == published(2019, 5, 17)
    assert resolve("Wednesday", PUBLISHED, future=True) == published(2019, 5, 15)
    assert resolve("20 May", PUBLISHED, future=True) == published(2019, 5, 20)
    assert resolve("January 3", PUBLISHED, future=True) == published(2019, 1, 3)


def test_a_threat_of_yesterday_is_not_a_year_ahead() -> None:
    assert resolve("14 May", PUBLISHED, future=True) == published(2019, 5, 14)


def test_the_preposition_may_be_in_the_words_or_beside_them() -> None:
    assert resolve("since Monday", PUBLISHED) == resolve("Monday", PUBLISHED, signal="since")
    assert resolve("on Monday", PUBLISHED) == resolve("Monday", PUBLISHED, signal="on")
    assert "how long" in str(resolve("two years", PUBLISHED, signal="for"))


def test_anchored_words_count_from_their_anchor() -> None:
    assert resolve("the following day", PUBLISHED, anchor="May 3") == published(2019, 5, 4)
    assert resolve("that day", PUBLISHED, anchor="Monday") == published(2019, 5, 13)
    assert resolve("three days later", PUBLISHED, anchor="May 3") == published(2019, 5, 6)
    assert resolve("the day before", None, anchor="3 May 2006") == published(2006, 5, 2)


def test_an_anchor_that_is_not_resolved_is_the_reason() -> None:
    found = resolve("the following day", None, anchor="Dec. 6th")
    assert isinstance(found, str) and "'Dec. 6th' has no year" in found


def test_a_month_of_publication_settles_what_is_the_same_on_all_its_days() -> None:
    may = Interval(start=dt.date(2019, 5, 1), end=dt.date(2019, 5, 31), precision="month")
    assert resolve("11 April", may) == published(2019, 4, 11)
    assert "day of publication" in str(resolve("Sunday", may))


PIECES = (
    "early late last next this the past on in since two 31 30 3 2006 9999 May Feb. December Sunday Monday "
    ", - week weekend month year winter hours days nights ago later yesterday tomorrow night morning "
    "couple of few following day before coming end"
)
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=6).map(" ".join)


@given(
    st.one_of(WORDS, st.text(max_size=30), st.sampled_from([w for w, _ in RESOLVED + UNRESOLVED])),
    st.none() | st.dates().map(lambda d: Interval(start=d, end=d)),
    st.booleans(),
    st.none() | WORDS,
)
def test_no_words_raise_and_no_interval_ends_before_it_starts(
    words: str, day: Interval | None, future: bool, anchor: str | None
) -> None:
    found = resolve(words, day, future=future, anchor=anchor)
    if isinstance(found, Interval):
        assert found.start <= found.end
    else:
        assert found


def test_years_ago_today_is_a_day_of_the_calendar_and_needs_publication() -> None:
    assert resolve("three years ago today", published(2020, 2, 29)) == published(2017, 2, 28)
    assert "no publication date" in str(resolve("ten years ago today", None))


#: Published on a Sunday, which ends one writer's week and begins another's.
SUNDAY = published(2016, 2, 14)


@pytest.mark.parametrize(
    ("words", "future", "start", "end"),
    [
        ("last week", False, "2016-02-01", "2016-02-13"),
        ("the weekend", False, "2016-02-13", "2016-02-14"),
    ],
)
def test_on_a_sunday_both_readings_of_a_week_are_held(words: str, future: bool, start: str, end: str) -> None:
    found = resolve(words, SUNDAY, future=future)
    assert isinstance(found, Interval)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("future", "start", "end"), [(False, "2019-05-11", "2019-05-12"), (True, "2019-05-18", "2019-05-19")]
)
def test_the_weekend_is_the_last_one_or_the_next(future: bool, start: str, end: str) -> None:
    found = resolve("the weekend", PUBLISHED, signal="at", future=future)
    assert isinstance(found, Interval)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert resolve("the weekend", None) == "'the weekend' is relative and the page gives no publication date"
