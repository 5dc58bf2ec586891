from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.features import declared_article, features
from dateline.read.page import Page

PAGE = """<html><head><title>Two die in Qadra</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Two die in Qadra</h1><p>Gunmen killed two guards in Qadra on Monday, officials said.</p></article>
<footer>© The Courier</footer></body></html>"""


def test_a_row_for_each_segment_and_always_as_many_columns() -> None:
    page = Page(PAGE)
    rows = features(page, 1)
    assert len(rows) == len(page.segments) == 4
    assert rows.shape[1] == features(Page("<p>x</p>")).shape[1]
    assert np.isfinite(rows).all()


def test_an_empty_page_has_no_rows() -> None:
    assert len(features(Page("<html></html>"))) == 0


def test_unlike_segments_have_unlike_rows() -> None:
    rows = features(Page(PAGE), 1)
    assert len({row.tobytes() for row in rows}) == 4


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ('{"@type": "NewsArticle", "articleBody": "Gunmen killed \\"two\\"."}', 'Gunmen killed "two".'),
        ('{"articleBody": "<p>Gunmen</p>"}', " Gunmen "),
        ('{"articleBody": 7}', ""),
        ("{broken", ""),
    ],
)
def test_the_article_that_the_page_declares(script: str, text: str) -> None:
    page = Page(
        f'<html><head><script type="application/ld+json">{script}</script></head><body>x</body></html>'
    )
    assert declared_article(page.root) == text


@given(st.text(st.sampled_from("<>/p=\"'a b!-div&;|\n.é"), max_size=120), st.text(max_size=300))
def test_any_page_has_finite_figures(markup: str, article: str) -> None:
    try:
        page = Page("<html><p>x</p>" + markup)
    except ValueError:
        return
    rows = features(page, 0 if page.segments else None, article)
    assert len(rows) == len(page.segments)
    assert np.isfinite(rows).all()
