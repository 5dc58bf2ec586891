from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.markup import without_ballast


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<script>x</script><p>a</p>", "<script></script><p>a</p>"),
        ("<STYLE media=all>p {}</STYLE >b", "<STYLE media=all></STYLE >b"),
        ("<script>never closed <p>a</p>", "<script>never closed <p>a</p>"),
        (
            '<script type="application/ld+json">{"a": 1}</script>',
            '<script type="application/ld+json">{"a": 1}</script>',
        ),
        (f"<img src='data:image/png;base64,{'Ab+/' * 50}'>", "<img src='data:,'>"),
        ("the data: image/png, as they say", "the data: image/png, as they say"),
    ],
)
def test_what_shows_no_words_is_emptied(markup: str, left: str) -> None:
    assert without_ballast(markup) == left


@given(st.text(st.sampled_from('ab <>p/="\n'), max_size=80))
def test_markup_without_ballast_stays(markup: str) -> None:
    assert without_ballast(markup) == markup


@pytest.mark.parametrize("piece", ["<script", "<script>", "<style></script>", "data:a/b;", "</style>"])
def test_time_is_linear(piece: str) -> None:
    start = time.monotonic()
    without_ballast(piece * 20_000)
    assert time.monotonic() - start < 5
