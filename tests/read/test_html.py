from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from dateline.read.html import SEPARATOR, PageReading, read_page
from dateline.read.page import Page, squeeze

PAGES = Path(__file__).parent / "pages"
LAYOUTS = ("wordpress", "table", "microdata")


def layout(name: str) -> tuple[str, PageReading]:
    source = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return source, read_page(source)


def words(reading: PageReading, label: str) -> list[str]:
    return [reading.text[block.start : block.end] for block in reading.blocks if block.label == label]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_text_is_its_blocks_joined(name: str) -> None:
    _, reading = layout(name)
    assert reading.text == SEPARATOR.join(reading.text[block.start : block.end] for block in reading.blocks)
    assert words(reading, "headline")
    assert reading.silence is None


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_word_that_the_page_shows_is_in_a_block(name: str) -> None:
    source, reading = layout(name)
    shown = "".join(squeeze(segment.text) for segment in Page(source).segments)
    assert sorted(squeeze(reading.text)) == sorted(shown)


@pytest.mark.parametrize("name", LAYOUTS)
def test_pointers_lead_to_the_words_in_the_page(name: str) -> None:
    source, reading = layout(name)
    root = html.document_fromstring(source.encode())
    for block in reading.blocks:
        assert block.pointer is not None
        [element] = root.xpath(block.pointer)
        shown = "".join("".join(element.itertext()).split())
        first = reading.text[block.start : block.end].split("\n")[0]
        assert "".join(first.split()) in shown


def test_a_blog_page() -> None:
    _, reading = layout("wordpress")
    assert words(reading, "headline") == ["Northern Brigade leaves Qadra after talks"]
    assert words(reading, "byline") == ["By Mara Tolle"]
    assert words(reading, "caption") == ["Fighters on a bridge in Qadra. File photo."]
    assert words(reading, "dateline") == ["QADRA (Example Tribune) —"]
    body = words(reading, "body")
    assert len(body) == 4
    assert body[0].startswith("Fighters of the Northern Brigade left")
    comments = [block for block in reading.blocks if block.label == "comment"]
    assert [(c.author, c.said) for c in comments] == [
        ("riverman", "2031-03-14T11:02:00+03:00"),
        ("Lena O.", "2031-03-14T12:40:00+03:00"),
    ]
    assert words(reading, "comment")[1] == "They should bomb the whole town."
    assert words(reading, "related") == [
        "The long war in the north",
        "Army retakes the airport of Senn after a siege",
        "Rebels shell the port of Olm for a third day",
    ]


def test_a_table_page_without_classes() -> None:
    _, reading = layout("table")
    assert words(reading, "headline") == ["Gunmen seize grain store"]
    assert words(reading, "byline") == ["Monday, June 4, 2029", "From our correspondent in Olm"]
    assert words(reading, "dateline") == ["OLM, Westmark -"]
    assert [text.split()[0] for text in words(reading, "body")] == ["Masked", "The", "Nobody"]
    comments = {
        reading.text[b.start : b.end].split()[0]: (b.author, b.said)
        for b in reading.blocks
        if b.label == "comment"
    }
    assert comments["1."] == (None, None)
    assert comments["My"] == ("gull", "Jun. 4, 16:20")
    assert [text.strip("» ") for text in words(reading, "related")] == [
        "Bomb wounds two at Senn railway station",
        "Ferry service to the islands resumes in July",
    ]


def test_a_page_with_microdata() -> None:
    _, reading = layout("microdata")
    comments = [block for block in reading.blocks if block.label == "comment"]
    assert [(c.author, c.said) for c in comments] == [
        ("northwind", "2030-11-02T20:15"),
        ("old salt", "2030-11-02T21:00"),
    ]
    assert len(words(reading, "body")) == 3
    assert words(reading, "related") == ["Westmark and Ostland sign a truce on the river"]


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_comment_and_no_other_story_is_body(name: str) -> None:
    _, reading = layout(name)
    coded = " ".join(words(reading, "headline") + words(reading, "body") + words(reading, "caption"))
    for claim in (
        "ninety people",
        "bomb the whole",
        "shot the guards",
        "twenty dead",
        "fifty men",
        "airport of Senn",
    ):
        assert claim not in coded
    assert "truce on the river" not in coded
    assert "Leave a Reply" not in coded + " ".join(words(reading, "comment"))
    assert "Required fields" not in coded + " ".join(words(reading, "comment"))


def test_a_comment_that_quotes_the_article_takes_nothing_from_it() -> None:
    quoted = "Fighters of the brigade left the river town on Friday after a week of talks, a spokesman said."
    others = "".join(
        f"<p>The road to the coast was shut again for {n} days, the governor said.</p>" for n in "2345"
    )
    reading = read_page(
        "<html><head><title>Brigade leaves river town</title></head><body><h1>Brigade leaves river town</h1>"
        f"<div><p>{quoted}</p>{others}</div>"
        f'<div id="comments"><h3>1 Comment</h3><p>{quoted}</p></div></body></html>'
    )
    assert quoted in words(reading, "body")
    assert words(reading, "comment") == [quoted]


def test_a_page_of_comments_alone_has_no_article() -> None:
    items = "".join(
        f'<li class="comment"><p>They killed {n} people there last night.</p></li>' for n in range(9)
    )
    reading = read_page(
        f'<html><body><h1>Reader forum</h1><div id="comments"><ol class="comment-list">{items}</ol></div>'
    )
    assert words(reading, "body") == []
    assert reading.silence == "no article text: the page has only navigation and comments"


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script></body></html>"])
def test_an_empty_page_says_so(page: str) -> None:
    reading = read_page(page)
    assert (reading.text, reading.blocks) == ("", ())
    assert reading.silence == "no article text: the page shows no text"


SHORT = (
    "<p>Gunmen killed two guards in Qadra on Monday, officials said.</p><p>The governor blamed nobody.</p>"
)


@pytest.mark.parametrize(
    "page",
    [
        f"<div><div>{SHORT}</div></div>",
        f"<html><body><div><div>{SHORT}</div></div></body></html>",
        f"<html><body><nav><a href='/'>Home</a></nav><h1>Two die in Qadra</h1><div>{SHORT}</div></body></html>",
    ],
)
def test_a_short_page_gives_its_text(page: str) -> None:
    reading = read_page(page)
    assert reading.silence is None
    assert words(reading, "body") == [
        "Gunmen killed two guards in Qadra on Monday, officials said.",
        "The governor blamed nobody.",
    ]


def test_a_page_of_links_alone_has_no_article() -> None:
    links = "".join(
        f"<div><a href='/{n}'>Army retakes town {n} after a long siege.</a></div>" for n in range(9)
    )
    reading = read_page(f"<html><body>{links}</body></html>")
    assert words(reading, "body") == []
    assert reading.silence == "no article text: the page has only navigation"


LONG = "".join(
    f"<p>The road to the coast was shut for {n} days, the governor said on Friday.</p>" for n in "2345"
)


@pytest.mark.parametrize(
    "section",
    [
        "<p>Idris V. 2 hours ago</p><p>The army killed fifty people in Olm.</p><p>Oda 1h</p><p>So it did.</p>",
        "<div><b>Idris V.</b></div><p>The army killed fifty people in Olm.</p><button>Reply</button>",
        "<div><b>Idris V.</b></div><p>The army killed fifty people in Olm.</p><p><a href='/r'>Reply</a></p>",
    ],
)
def test_comments_in_no_container_and_under_no_heading_are_comments(section: str) -> None:
    reading = read_page(
        f"<html><body><h1>Two die in Qadra</h1><div>{SHORT}{LONG}{section}</div></body></html>"
    )
    assert len(words(reading, "body")) == 6
    assert "The army killed fifty people in Olm." in words(reading, "comment")


QUOTED = "<blockquote><p>We will not leave the town, whoever comes.</p><p>Nobody will.</p></blockquote>"


def test_a_block_quotation_is_a_quote() -> None:
    reading = read_page(
        f"<html><body><h1>Two die in Qadra</h1><div>{SHORT}{LONG}{QUOTED}</div></body></html>"
    )
    assert words(reading, "quote") == ["We will not leave the town, whoever comes.", "Nobody will."]
    assert len(words(reading, "body")) == 6


def test_an_article_set_as_a_quotation_is_body() -> None:
    page = f"<html><body><h1>Two die</h1><blockquote>{SHORT}{LONG}</blockquote></body></html>"
    reading = read_page(page)
    assert words(reading, "quote") == []
    assert len(words(reading, "body")) == 6


def test_a_caption_has_its_picture() -> None:
    figure = '<figure><img src="data:x" data-src="/town.jpg"><figcaption>The bridge of Qadra.</figcaption></figure>'
    page = f"<html><body><h1>Two die in Qadra</h1><div>{figure}{SHORT}{LONG}</div></body></html>"
    [caption] = [block for block in read_page(page).blocks if block.label == "caption"]
    assert caption.image == "/town.jpg"


def test_another_story_in_the_body_is_related() -> None:
    other = "<p><b>Elsewhere in Delta News:</b> bomb kills nine in Senn; jets strike Olm.</p>"
    reading = read_page(f"<html><body><h1>Two die in Qadra</h1><div>{SHORT}{LONG}{other}</div></body></html>")
    assert words(reading, "related") == ["Elsewhere in Delta News: bomb kills nine in Senn; jets strike Olm."]


OWN = f"<div><h1>Two die in Qadra</h1>{SHORT}{LONG}</div>"
TEASER = "<p>At least thirty shoppers were killed when rebels shelled the market of Olm on Sunday, medics said.</p>"


@pytest.mark.parametrize(
    "others",
    [
        f"<div><h3><a href='/olm'>Rebels shell the market of Olm</a></h3>{TEASER}</div>",
        f"<article><h1>Rebels shell the market of Olm</h1>{TEASER}</article>",
    ],
)
def test_what_stands_below_another_storys_heading_is_not_body(others: str) -> None:
    reading = read_page(f"<html><title>Two die in Qadra</title><body>{OWN}{others}</body></html>")
    assert len(words(reading, "body")) == 6
    assert not any("thirty shoppers" in each for each in words(reading, "body"))


@pytest.mark.parametrize("address", ["#olm", "/olm"])
def test_entries_with_links_to_themselves_are_body(address: str) -> None:
    entries = "".join(
        f"<div><h3><a href='{address}{n}'>Rebels shell the market of Olm</a></h3>{TEASER}</div>"
        for n in "123456"
    )
    reading = read_page(
        f"<html><title>Two die in Qadra</title><body><h1>Two die in Qadra</h1>{SHORT}{entries}</body></html>"
    )
    assert sum("thirty shoppers" in each for each in words(reading, "body")) == 6


def figures(opening: str, closing: str) -> str:
    return "".join(
        f"<figure>{opening.format(n)}<img src='{n}.jpg'>{closing}"
        f"<figcaption>Rebels shelled the market of Olm on Sunday, where {n} people were killed.</figcaption></figure>"
        for n in range(2, 12)
    )


def test_captions_behind_the_body_are_a_gallerys_and_no_other_storys() -> None:
    start = f"<html><title>Two die in Qadra</title><body><div><h1>Two die in Qadra</h1>{SHORT}</div>"
    assert len(words(read_page(start + figures("", "")), "caption")) == 10
    assert len(words(read_page(start + figures("<a href='/{}.jpg'>", "</a>")), "caption")) == 10
    assert words(read_page(start + figures("<a href='/story/{}'>", "</a>")), "caption") == []


def test_many_short_captions_behind_a_long_body_are_left_out() -> None:
    small = "".join(f"<figure><img src={n}><figcaption>Olm, {n}.</figcaption></figure>" for n in range(9))
    reading = read_page(f"<html><title>Two die in Qadra</title><body>{OWN}{small}</body></html>")
    assert words(reading, "caption") == []
