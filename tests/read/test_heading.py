from __future__ import annotations

import pytest

from dateline.read.heading import words_of
from tests.read.made import marks


def test_the_heading_that_the_title_names() -> None:
    page = marks(
        "<title>Truce holds in Olm | Kestrel</title>",
        "<h1>Kestrel Wire</h1><p>x</p><h2>Truce holds in Olm</h2><p>y</p>",
    )
    assert page.headline.index == 2
    assert [page.headline.distance(i) for i in range(4)] == [-2, -1, 0, 1]


def test_the_first_heading_where_the_title_names_none() -> None:
    assert marks("<title>?</title>", "<p>x</p><h1>Truce holds</h1>").headline.index == 1
    assert marks("", "<p>x</p>").headline.index is None
    assert marks("", "<p>x</p>").headline.distance(0) > 50


def test_the_sites_name_is_no_headline() -> None:
    title = "<title>Notes from the Olm front: A night in Olm</title>"
    story = "<p>x</p><h3>A night in Olm</h3>"
    linked = marks(title, f'<h1><a href="/">Notes from the Olm front</a></h1>{story}')
    assert linked.headline.span == range(2, 3)
    named = marks(
        f'{title}<meta property="og:site_name" content="Notes from the Olm front">',
        f"<h1>Notes from the Olm front</h1>{story}",
    )
    assert named.headline.span == range(2, 3)


def test_the_longest_match_leads_and_a_first_heading_before_it() -> None:
    title = "<title>Truce holds in Olm – Talks are to go on in Qadra, the mayor says</title>"
    lower = "<h2>Talks are to go on in Qadra, the mayor says</h2>"
    assert marks(title, f"<h2>Truce holds in Olm</h2>{lower}").headline.index == 1
    assert marks(title, f"{lower}<h1>Truce holds in Olm</h1>").headline.index == 1
    assert marks(title, f"<h1>“Truce” holds in: Olm</h1>{lower}").headline.index == 0, "only letters count"


def test_a_line_where_there_is_no_heading() -> None:
    title = "<title>The Olm Post Online - Rebels leave Olm by night; nobody is hurt</title>"
    page = marks(title, "<b>The Olm Post Online</b><p>x</p><p>Rebels leave Olm by night; nobody is hurt</p>")
    assert page.headline.span == range(2, 3)


def test_a_short_heading_that_no_title_names_is_a_place_but_no_headline() -> None:
    headline = marks("<title>?</title>", "<p>x</p><h1>Olm</h1>").headline
    assert (headline.span, headline.index) == (None, 1)


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
    page = marks(f"<title>{title}</title>", f"{markup}<p>Gunmen came.</p>")
    span = page.headline.span
    assert (words_of(page.page, span) if span is not None else None) == headline
