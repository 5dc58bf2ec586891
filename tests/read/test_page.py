from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.page import Page, squeeze

HTML = """<html><head><title>no</title><style>p{}</style></head><body>
<div>One <b>bold</b> word<br>next line<p>A <i>para</i>graph.</p> tail </div><script>x()</script>
<ul><li>first<li>second</ul></body></html>"""


def test_segments_are_the_visible_block_level_texts() -> None:
    page = Page(HTML)
    assert [s.text for s in page.segments] == [
        "One bold word",
        "next line",
        "A paragraph.",
        "tail",
        "first",
        "second",
    ]
    assert page.squeezed == "OneboldwordnextlineAparagraph.tailfirstsecond"
    assert all(page.squeezed[s.start : s.end] == squeeze(s.text) for s in page.segments)


def test_words_are_found_again_whatever_their_blanks() -> None:
    page = Page(HTML)
    [(start, end)] = page.find("A  para graph.")
    assert page.pointer(page.element_at(start, end)) == "/html/body/div/p"
    [(start, end)] = page.find("One bold word next line")
    assert page.pointer(page.element_at(start, end)) == "/html/body/div"
    assert page.find("absent") == []
    assert page.find("  ") == []


def test_a_changed_ending_is_found_by_its_opening() -> None:
    words = "The governor said that troops had entered the northern part of the town before dawn on Monday."
    page = Page(f"<p>{words}</p>")
    assert page.find(words[:-10] + " and left it.") == [(0, len(squeeze(words[:-10] + " and left it.")))]


def test_later_occurrences_come_first() -> None:
    page = Page("<p>same words</p><p>other</p><p>same words</p>")
    assert [start for start, _ in page.find("same words", after=5)] == [14, 0]


@pytest.mark.parametrize("text", ["", " ", "\x00"])
def test_an_empty_page_has_no_segments_or_is_none(text: str) -> None:
    try:
        assert Page(text).segments == ()
    except ValueError as error:
        assert "not a page" in str(error)


@given(st.text(st.sampled_from('<>/p="a b!-div&;\x00\n'), max_size=80))
def test_any_markup_is_parsed_or_refused(text: str) -> None:
    try:
        page = Page("<html>" + text)
    except ValueError:
        return
    for segment in page.segments:
        assert segment.text == " ".join(segment.text.split())
        assert page.pointer(segment.element).startswith("/")
