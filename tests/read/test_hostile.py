"""Pages made to break a reader: each is read, or refused by name, within seconds and bounded memory."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from dateline.errors import UnreadableInput
from dateline.read.stage import Read
from dateline.records.capture import Origin, capture_of

PROSE = "<p>Gunmen killed two guards in Qadra on Monday, officials said in a statement.</p>" * 6

#: Seconds that one page may take; on an idle machine the slowest takes a second.
LONGEST = 20


def soup() -> str:
    random.seed(7)
    tags = "<div> </p> <table> </b> <a\xa0href=x> text <li> </div> <!-- --> <script> </script> &amp \" ' <![CDATA[ ]]>"
    return " ".join(random.choice(tags.split(" ")) for _ in range(60_000))


PAGES = {
    "deep boxes": "<div>" * 50_000 + PROSE,
    "deep text": "<p>" + "<span>" * 50_000 + PROSE,
    "nothing closed": "<b><p>Guns fired. " * 5_000,
    "a megabyte in one attribute": f'<div class="{"x " * 700_000}">{PROSE}</div>',
    "a megabyte of an address": f'<img src="data:{"A" * 1_400_000}">{PROSE}',
    "as many comments": '<div id="comments">' + '<li class="comment"><p>He was there, I saw it.</p>' * 6_000,
    "comments in comments": '<div id="comments">' + '<li class="comment"><p>I saw it.</p><ul>' * 2_000,
    "as many links": "<li><a href='/x'>Story of the war in the north</a></li>" * 10_000,
    "as many pictures": "<figure><img src=x><figcaption>The bridge.</figcaption></figure>" * 8_000 + PROSE,
    "deep JSON-LD": '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + PROSE,
    "broken JSON-LD": '<script type="application/ld+json">{"articleBody": "'
    + "\\u00" * 99_999
    + "</script>"
    + PROSE,
    "NULs": "\x00" * 500_000 + PROSE,
    "lines": "x<br>" * 100_000,
    "tables in tables": "<table><tr><td>" * 5_000 + PROSE,
    "soup": soup(),
    "as many attributes": "<div " + " ".join(f"a{i}=b" for i in range(100_000)) + f">x</div>{PROSE}",
    "as many stretches in deep ones": PROSE + "<span class=x>" * 1_000 + "x<br>" * 15_000,
    "comments in a deep box": '<div id="comments">'
    + '<div class="comment">' * 200
    + '<div class="comment"><p>He was there, I saw it.</p></div>' * 15_000,
    "as many headings of comments": PROSE + "<p>Comments</p>" * 18_000,
    "as many forms above the article": "<p>x</p>" + "<p>Leave a reply</p>" * 15_000 + PROSE,
    "an article twice": '<script type="application/ld+json">{"articleBody": "'
    + "Guns were fired. " * 150_000
    + '"}</script>'
    + "<p>Guns were fired at him.</p>" * 19_000,
}

LINE = "Gunmen killed two guards in Qadra on Monday, officials said in a statement.\n\n"
TEXTS = {
    "headings of comments": LINE * 6 + "Comments\n\n" * 60_000,
    "answered comments": LINE * 6 + "Harun Ossel\n\n2 hours ago\n\nI saw it.\n\nReply\n\n" * 20_000,
    "short lines": LINE * 6 + "March 3, 2031\n\n" * 60_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_or_refused(name: str) -> None:
    capture = capture_of(PAGES[name].encode(), media_type="text/html", origin=Origin(kind="file", name=name))
    started = time.monotonic()
    try:
        [report] = Read().run([capture])
    except UnreadableInput as error:
        assert name in str(error)
    else:
        assert [report.text[b.start : b.end] for b in report.blocks if b.start >= b.end] == []
        assert report.blocks or report.silence
    assert time.monotonic() - started < LONGEST


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_read(name: str) -> None:
    capture = capture_of(TEXTS[name].encode(), media_type="text/plain", origin=Origin(kind="dump", name=name))
    started = time.monotonic()
    [report] = Read().run([capture])
    assert report.text[report.blocks[0].start : report.blocks[0].end] == LINE.strip()
    assert time.monotonic() - started < LONGEST


def test_words_of_a_program_are_no_crowd_of_attributes() -> None:
    program = "<script>if (a <b " + "c d " * 3_000 + ") f();</script>"
    capture = capture_of(
        (program + PROSE).encode(), media_type="text/html", origin=Origin(kind="file", name="x")
    )
    [report] = Read().run([capture])
    assert sum(block.label == "body" for block in report.blocks) == 6


@pytest.mark.parametrize(
    "name",
    ["a megabyte in one attribute", "a megabyte of an address", "deep JSON-LD", "NULs", "broken JSON-LD"],
)
def test_the_article_beside_it_is_still_read(name: str) -> None:
    capture = capture_of(PAGES[name].encode(), media_type="text/html", origin=Origin(kind="file", name=name))
    [report] = Read().run([capture])
    assert sum(block.label == "body" for block in report.blocks) == 6


def test_too_many_stretches_of_text_are_refused_with_their_number() -> None:
    page: Any = ("x<br>" * 100_000).encode()
    [report] = Read().run([capture_of(page, media_type="text/html", origin=Origin(kind="file", name="x"))])
    assert report.silence is not None
    assert "100,000 stretches of text; a page has at most 20,000" in report.silence
