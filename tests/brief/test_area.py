from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.brief.area import Asked, Box, box_of
from dateline.errors import UsageError
from dateline.store.filters import Filter


def test_a_box_is_west_south_east_north() -> None:
    box = box_of("40.5, 33.5,42.5,35")
    assert box == Box(west=40.5, south=33.5, east=42.5, north=35)
    assert box.holds(34, 41) and not box.holds(34, 43) and not box.holds(36, 41)
    assert box.words == "33.5° N to 35° N, 40.5° E to 42.5° E"


def test_a_box_may_cross_the_180th_meridian() -> None:
    box = box_of("170,-20,-170,-10")
    assert box.holds(-15, 175) and box.holds(-15, -175) and not box.holds(-15, 0)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "1,2,3",
        "1,2,3,x",
        "1,2,3,nan",
        "0,0,inf,1",
        "0,5,1,5",
        "0,9,1,5",
        "190,0,191,1",
        "0,-91,1,0",
        "4,1,4,2",
    ],
)
def test_no_box(words: str) -> None:
    with pytest.raises(UsageError, match=r"the box .*as in 40.5,33.5,42.5,35"):
        box_of(words)


@given(st.text(max_size=30))
def test_any_words_are_a_box_or_refused(words: str) -> None:
    try:
        box = box_of(words)
    except UsageError:
        return
    assert box.south < box.north


def test_a_brief_is_of_a_period_and_one_area() -> None:
    day = dt.date(2017, 11, 1)
    with pytest.raises(UsageError, match="give its first day"):
        Asked(wanted=Filter(until=day)).check()
    with pytest.raises(UsageError, match="swap them"):
        Asked(wanted=Filter(since=day, until=dt.date(2017, 10, 1))).check()
    box = box_of("1,2,3,4")
    with pytest.raises(UsageError, match="two areas"):
        Asked(wanted=Filter(since=day, until=day), names=("Rawa",), box=box).check()
    assert Asked(wanted=Filter(since=day, until=day), names=("Rawa", "Ana")).area == "Rawa, Ana"
