from __future__ import annotations

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
