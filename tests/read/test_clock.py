from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.clock import packed_time, time_before, time_behind


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("T15:40:00+03:00", "15:40:00+03:00"),
        ("T15:40:07.123Z", "15:40:07+00:00"),
        (" 15:40:00 -0500", "15:40:00-05:00"),
        (", 3:40 pm GMT", "15:40+00:00"),
        (" at 12:05 a.m. EST", "00:05-05:00"),
        (" um 15.40 Uhr", "15:40"),
        (" - 15:40 UTC+3", "15:40+03:00"),
        (" 15:40 CST", "15:40"),
    ],
)
def test_times_behind_a_date(words: str, time: str) -> None:
    found = time_behind(words, 0)
    assert found is not None
    assert found.words == time


@pytest.mark.parametrize("words", ["T00:00:00Z", " – 14.11.2017", " 25:10", " 13:40 pm", " 40 people", ""])
def test_what_is_no_time_of_day(words: str) -> None:
    assert time_behind(words, 0) is None


def test_times_before_a_date_and_in_one_number() -> None:
    words = "3:40 pm EST, 12 November 2017"
    found = time_before(words, words.index("12"))
    assert found is not None
    assert (found.words, found.start) == ("15:40-05:00", 0)
    packed = packed_time("20171112T154000Z", 8)
    assert packed is not None
    assert packed.words == "15:40:00+00:00"


@given(st.text(max_size=50), st.integers(min_value=0, max_value=50))
def test_any_words_give_a_time_or_none(words: str, position: int) -> None:
    for found in (time_behind(words, position), time_before(words, position), packed_time(words, position)):
        assert found is None or 0 <= found.start < found.end <= len(words)
