from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.replies import retry_after

NOW = dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 13 Nov 2017 09:02:00 GMT", 120.0),
        ("Mon, 13 Nov 2017 08:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("9" * 400, 999_999_999.0),
        ("١٢", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(
    st.text(max_size=60)
    | st.from_regex(r"[A-Z][a-z]{2}, \d{1,4} [A-Z][a-z]{2} \d{1,6} \d{1,4}:\d\d:\d\d [+-]\d{1,8}")
)
def test_any_retry_after_is_understood_or_not(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0
