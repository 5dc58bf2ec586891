from __future__ import annotations

import pytest

from dateline.read.headline import headline_of, words_of
from dateline.read.page import Page


@pytest.mark.parametrize(
    ("markup", "title", "headline"),
    [
        ("<h1>Two die in Qadra</h1>", "Two die in Qadra - The Courier", "Two die in Qadra"),
        (
            "<h1>The Courier</h1><h3>Two die in Qadra</h3>",
            "The Courier: Two die in Qadra",
            "Two die in Qadra",
        ),
        ("<h1>Two die<br>in Qadra</h1>", "Two die in Qadra", "Two die in Qadra"),
        (
            "<h1>The Courier</h1><p>Two die in a raid on Qadra</p>",
            "The Courier - Two die in a raid on Qadra",
            "Two die in a raid on Qadra",
        ),
        (
            "<h1>Two die in Qadra</h1><h2>2 thoughts on “Two die in Qadra”</h2>",
            "Two die in Qadra",
            "Two die in Qadra",
        ),
        ("<h1>Gunmen raid a grain store</h1>", "index", "Gunmen raid a grain store"),
        ("<h1>Gunmen raid a store</h1><h1>Rain in the north</h1>", "index", None),
        ("<p>Gunmen raided a store.</p>", "", None),
    ],
)
def test_the_headline_is_what_the_title_names(markup: str, title: str, headline: str | None) -> None:
    page = Page(f"<html><body>{markup}<p>Gunmen came.</p></body></html>")
    span = headline_of(page, title)
    assert (words_of(page, span) if span is not None else None) == headline
