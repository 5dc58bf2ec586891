from __future__ import annotations

import html

import lxml.html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dateline.brief import markup
from tests.brief.made import HOSTILE

PARSER = MarkdownIt("gfm-like", {"linkify": False})


def told_by(text: str) -> str:
    """The text as a Markdown reader shows it, which must hold no mark of any kind."""
    (start, inline, end) = PARSER.parse(text)
    assert (start.type, end.type) == ("paragraph_open", "paragraph_close") and inline.children is not None
    assert {child.type for child in inline.children} <= {"text", "text_special"}, inline.children
    return "".join(child.content for child in inline.children)


def test_hostile_words_stay_words_in_markdown() -> None:
    assert told_by(markup.markdown(HOSTILE)) == HOSTILE
    for words in ("1. one", "- one", "# one", "> one", "| a | b |", "+ one", "===", "---", "~~~", "    code"):
        assert told_by(markup.markdown(words)).strip() == " ".join(words.split())


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_words_stay_words_in_markdown(words: str) -> None:
    shown = markup.clean(words)
    if shown.strip():
        assert told_by(markup.markdown(words)).strip() == shown.strip()


@given(st.text(max_size=80))
def test_any_words_stay_words_in_html(words: str) -> None:
    escaped = markup.html_text(words)
    made = lxml.html.fragment_fromstring(escaped, create_parent="div")
    assert {element.tag for element in made.iter()} <= {"div", "bdi"}
    assert html.unescape(markup.xml(words)) == markup.clean(words).replace("\ufffe", "\ufffd").replace(
        "\uffff", "\ufffd"
    )


def test_only_addresses_of_pages_are_linked_to() -> None:
    assert markup.address("https://tamarisk-wire.example/a?b=c#d") is not None
    for words in (
        "javascript:alert(1)",
        "data:text/html,x",
        'https://x.example/"onclick=1',
        "https://x.example/a b",
        "x.html",
    ):
        assert markup.address(words) is None
