from __future__ import annotations

import pytest
from lxml import html

from dateline.read.signs import COMMENT, COUNT, QUOTATION, said_by


def signs(markup: str) -> int:
    element = html.fragment_fromstring(markup)
    return said_by(element, element.tag)[1]


def test_the_bits_fit_a_machine_word() -> None:
    assert COUNT <= 64


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<div class="entry-content">', '<div class="EntryContent">'),
        ('<div class="comment">', '<div id="comment-12345">'),
        ('<div class="sidebar">', '<div id="leftSidebar">'),
        ("<th>x</th>", "<td>x</td>"),
    ],
)
def test_spellings_of_one_name_say_the_same(one: str, other: str) -> None:
    assert signs(one) & signs(other)


def test_names_role_microdata_and_style_all_count() -> None:
    plain = signs("<div>")
    assert plain == 0
    for markup in (
        '<div class="related">',
        '<div role="navigation">',
        '<div itemprop="articleBody">',
        '<div itemtype="https://schema.org/Comment">',
        '<div style="display: none">',
        "<div hidden>",
    ):
        assert signs(markup), markup
    assert signs("<blockquote>") == QUOTATION


def test_the_whole_page_says_nothing_of_its_parts() -> None:
    root = html.document_fromstring('<html class="article"><body class="comment sidebar">x</body></html>')
    assert said_by(root, "html") == said_by(root.body, "body") == ("", 0)


def test_microdata_says_what_is_a_comment() -> None:
    assert signs('<div itemtype="https://schema.org/Comment">') & COMMENT
    assert signs('<div itemprop="comment">') & COMMENT


def test_the_names_are_class_and_id() -> None:
    element = html.fragment_fromstring('<div class="a b" id="c">')
    assert said_by(element, "div")[0].split() == ["a", "b", "c"]
