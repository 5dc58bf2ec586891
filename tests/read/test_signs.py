from __future__ import annotations

import pytest
from lxml import html

from dateline.read.signs import COUNT, QUOTATION, signs_of


def signs(markup: str) -> int:
    element = html.fragment_fromstring(markup)
    return signs_of(element, element.tag)


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
    assert signs_of(root, "html") == signs_of(root.body, "body") == 0
