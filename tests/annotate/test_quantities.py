from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.quantities import find_quantities, load_counts


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("no more than twenty", 0, 20),
        ("at least 43", 43, None),
        ("more than 20", 21, None),
        ("dozens", 24, 99),
        ("several", 3, 9),
        ("three or four", 3, 4),
        ("10 to 15", 10, 15),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("twenty-one", 21, 21),
        ("two hundred and five", 205, 205),
        ("1,200", 1200, 1200),
        ("hundreds", 200, 999),
        ("fewer than ten", 0, 9),
        ("as many as 30", 0, 30),
        ("1.5 million", 1_500_000, 1_500_000),
        ("2.5 thousand", 2500, 2500),
        ("half a million", 500_000, 500_000),
        ("Half a dozen", 6, 6),
        ("two and a half million", 2_500_000, 2_500_000),
        ("more than half a million", 500_001, None),
    ],
)
def test_words_become_the_range_of_the_table(words: str, low: int, high: int | None) -> None:
    (found,) = find_quantities(words)
    assert (found.start, found.end) == (0, len(words))
    assert (found.amount.low, found.amount.high) == (low, high)


def test_no_is_nought() -> None:
    assert list(load_counts().words["no"]) == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "29-year-old man",
        "in 2014",
        "15 to 20 percent",
        "35 km away",
        "at 7:15 p.m.",
        "$135 million",
        "M-19 gunmen",
        "for 3 days",
    ],
)
def test_ages_years_shares_and_measures_are_no_counts(text: str) -> None:
    assert list(find_quantities(text)) == []


def test_a_count_keeps_its_place() -> None:
    text = "killed at least 13 women"
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == "at least 13"


@given(st.text(alphabet="abc 0123456789,.-tworhundedlas", max_size=60))
def test_any_text_gives_sane_ranges(text: str) -> None:
    for q in find_quantities(text):
        assert 0 <= q.start < q.end <= len(text)
        assert q.amount.low >= 0
        assert q.amount.high is None or q.amount.high >= q.amount.low
