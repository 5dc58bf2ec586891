from __future__ import annotations

import datetime as dt

import pytest

from dateline.errors import UsageError
from dateline.records.days import first_day, last_day, published_day


def test_a_day_of_publication_is_taken_as_iso() -> None:
    assert published_day("2017-11-12", "--published") == "2017-11-12"
    assert published_day(" 2017-11-12 ", "--published") == "2017-11-12"
    assert published_day(None, "--published") is None


@pytest.mark.parametrize(
    "value", ["12.11.2017", "2017-13-01", "2017-02-30", "20171112", "2017-W45-1", "", "2017-11"]
)
def test_what_is_no_day_is_named_with_the_form_wanted(value: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD") as caught:
        published_day(value, "--published")
    assert repr(value) in str(caught.value)


def test_a_day_to_come_is_refused() -> None:
    today = dt.date.today()
    assert published_day(today.isoformat(), "--published") == today.isoformat()
    with pytest.raises(UsageError, match="still to come"):
        published_day((today + dt.timedelta(days=3)).isoformat(), "--published")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2017-11-12", "2017-11-12", "2017-11-12"),
        ("2017-11", "2017-11-01", "2017-11-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017", "2017-01-01", "2017-12-31"),
    ],
)
def test_months_and_years_are_whole(value: str, first: str, last: str) -> None:
    assert str(first_day(value, "--since")) == first
    assert str(last_day(value, "--until")) == last
    assert first_day(None, "--since") is last_day(None, "--until") is None


@pytest.mark.parametrize("value", ["2017-13", "0000", "yesterday", "17"])
def test_what_is_no_time_is_wrong_usage(value: str) -> None:
    with pytest.raises(UsageError, match=r"--since .*YYYY-MM or YYYY"):
        first_day(value, "--since")
