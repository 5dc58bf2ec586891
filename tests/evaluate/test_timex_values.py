from __future__ import annotations

import pytest

from dateline.evaluate.timex_values import kind_of, time_of, value_of

WRITTEN = "1998-08-08T06:18"  # a Saturday


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("Friday", "DATE", "1998-08-07"),
        ("last month", "DATE", "1998-07"),
        ("last week", "DATE", "1998-W31"),
        ("this summer", "DATE", "1998-SU"),
        ("1988", "DATE", "1988"),
        ("the end of 1990", "DATE", "1990"),
        ("early next year", "DATE", "1999"),
        ("mid-July", "DATE", "1998-07"),
        ("now", "DATE", "PRESENT_REF"),
        ("the past", "DATE", "PAST_REF"),
        ("recent years", "DATE", "PAST_REF"),
        ("the future", "DATE", "FUTURE_REF"),
        ("the third quarter", "DATE", "1998-Q3"),
        ("the fourth quarter of 1996", "DATE", "1996-Q4"),
        ("the 1980s", "DATE", "198"),
        ("the late 1860s", "DATE", "186"),
        ("this morning", "TIME", "1998-08-08TMO"),
        ("Friday\nnight", "TIME", "1998-08-07TNI"),
        ("10:35 a.m.", "TIME", "1998-08-08T10:35"),
        ("10 p.m. Wednesday", "TIME", "1998-08-05T22:00"),
        ("noon Thursday", "TIME", "1998-08-06T12:00"),
        ("17:30", "TIME", "1998-08-08T17:30"),
        ("five years", "DURATION", "P5Y"),
        ("16-hour", "DURATION", "PT16H"),
        ("the first nine months", "DURATION", "P9M"),
        ("a couple of weeks", "DURATION", "P2W"),
        ("a few days", "DURATION", "PXD"),
        ("years", "DURATION", "PXY"),
        ("every day", "SET", "P1D"),
        ("weekly", "SET", "P1W"),
    ],
)
def test_type_and_value(words: str, kind: str, value: str) -> None:
    assert (kind_of(words), value_of(words, kind, WRITTEN)) == (kind, value)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("the other day", "DATE"), ("each summer", "SET"), ("as long as it takes", "DURATION")],
)
def test_what_is_not_read_has_no_value(words: str, kind: str) -> None:
    assert value_of(words, kind, WRITTEN) == ""


def test_without_a_day_only_what_needs_none_has_a_value() -> None:
    assert (value_of("Friday", "DATE", ""), value_of("third-quarter", "DATE", "")) == ("", "")
    assert value_of("5 May 1990", "DATE", "") == "1990-05-05"


def test_the_type_is_told_by_the_words_where_none_is_given() -> None:
    text = "It took two years."
    found = time_of(text, (8, 17), WRITTEN)
    assert (found.start, found.end, found.kind, found.value) == (8, 17, "DURATION", "P2Y")
    assert time_of(text, (8, 17), WRITTEN, "SET").kind == "SET"
