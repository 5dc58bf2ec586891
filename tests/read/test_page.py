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
    assert [s.end - s.start for s in page.segments] == [len(squeeze(s.text)) for s in page.segments]
    assert page.segments[-1].end == len("OneboldwordnextlineAparagraph.tailfirstsecond")


def test_a_segment_knows_its_element_and_its_box() -> None:
    page = Page(HTML)
    assert [page.pointer(s.element) for s in page.segments[:3]] == [
        "/html/body/div",
        "/html/body/div",
        "/html/body/div/p",
    ]
    assert [page.boxes[s.box].tag for s in page.segments[2:]] == ["p", "div", "li", "li"]


def test_a_box_holds_its_segments() -> None:
    page = Page(HTML)
    held = {box.tag: [s.text for s in page.segments[box.first : box.last]] for box in page.boxes}
    assert held["p"] == ["A paragraph."]
    assert held["ul"] == ["first", "second"]
    assert len(held["body"]) == len(page.segments)


def test_linked_characters_are_counted() -> None:
    page = Page("<p>See <a href='/a'>the list</a> of <a name='x'>towns</a></p>")
    assert [s.linked for s in page.segments] == [len("thelist")]


def test_block_quotations_are_known() -> None:
    page = Page("<p>He said:</p><blockquote><p>We will stay.</p></blockquote>")
    assert [page.is_quoted(s) for s in page.segments] == [False, True]


@pytest.mark.parametrize(
    "markup",
    [
        "<div><p>a</p><ul><li>b<li>c</ul><p>d <b>e</b> <b>f</b></div><div>g</div>",
        "<div><o:p>a</o:p><o:p>b</o:p><p>c</div>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
    ],
)
def test_every_element_is_led_to_by_its_pointer(markup: str) -> None:
    page = Page(f"<html><body>{markup}</body></html>")
    for element in page.root.iter():
        assert page.root.xpath(page.pointer(element)) == [element]


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
