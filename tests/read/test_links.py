from __future__ import annotations

import pytest

from dateline.read.links import is_link, is_story_link
from dateline.read.page import Page


@pytest.mark.parametrize(
    ("markup", "link", "story"),
    [
        ("<p><a href='/a'>Army retakes the airport of Senn</a></p>", True, True),
        ("<p>» <a href='/a'>Army retakes the airport of Senn</a></p>", True, True),
        ("<p><a href='/a'>Home</a></p>", True, False),
        ("<p><a name='a'>Army retakes the airport of Senn</a></p>", False, False),
        ("<p>The <a href='/a'>army</a> retakes the airport of Senn</p>", False, False),
    ],
)
def test_links(markup: str, link: bool, story: bool) -> None:
    [segment] = Page(f"<html><body>{markup}</body></html>").segments
    assert (is_link(segment), is_story_link(segment)) == (link, story)
