from __future__ import annotations

import re

import pytest

from dateline.read.months import ANY_MONTH, ENGLISH_MONTH, month_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("November", 11),
        ("Sept.", 9),
        ("März", 3),
        ("MÄRZ", 3),
        ("août", 8),
        ("dicembre", 12),
        ("maja", 5),
        ("АВГУСТА", 8),
        ("Şubat", 2),
        ("نوفمبر", 11),
        ("07", 7),
    ],
)
def test_names_and_numbers(words: str, number: int) -> None:
    assert month_number(words) == number
    assert words.isdigit() or re.fullmatch(rf"(?:{ANY_MONTH})\.?", words, re.IGNORECASE | re.ASCII)


def test_what_is_no_month() -> None:
    assert month_number("Montag") is None
    assert re.fullmatch(ENGLISH_MONTH, "märz", re.IGNORECASE) is None
