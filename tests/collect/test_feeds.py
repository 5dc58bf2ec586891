from __future__ import annotations

import datetime as dt
import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect import feeds
from dateline.collect.feeds import Feed, parse_feed
from dateline.errors import UnreadableInput
from tests.collect import made

URL = "https://lantern.example/news/feed"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lantern Post</title><link>/</link>
<item><title>Troops leave &amp; return</title><link>/1</link><guid isPermaLink="false">n1</guid>
<pubDate>Mon, 06 Jan 2031 03:04:05 +0200</pubDate><dc:creator>Idris Faroun</dc:creator>
<description>Troops &lt;b&gt;left&lt;/b&gt;</description>
<content:encoded><![CDATA[<p onclick="x()">Troops left <script>y()</script>Tell Zafra.</p>]]></content:encoded></item>
<item><guid>https://lantern.example/2</guid><title>Two</title><pubDate>2031-01-06</pubDate></item>
<item><title>Nothing to fetch</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern</title><entry><id>urn:1</id><title>One</title>
<link href="1.html"/><published>2031-01-06T03:04:05Z</published><updated>2031-01-07T03:04:05Z</updated>
<author><name>Idris Faroun</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Troops left.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>L</title></channel><item rdf:about="https://lantern.example/1"><title>One</title>
<link>https://lantern.example/1</link></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lantern",
    "home_page_url": "https://lantern.example/",
    "items": [
        {
            "id": 7,
            "url": "/1",
            "title": "One",
            "content_text": "Five < six.\n\nTroops left.",
            "date_published": "2031-01-06T03:04:05+02:00",
            "authors": [{"name": "Idris Faroun"}, {"name": "Ann Lantern"}],
        },
        {"id": "x", "content_html": "<p>No link.</p>"},
        {"id": "empty"},
        "nothing",
    ],
}


def read(content: str | bytes) -> Feed:
    return parse_feed(content.encode() if isinstance(content, str) else content, URL)


def test_rss_items_are_as_the_feed_has_them() -> None:
    feed = read(RSS)
    assert (feed.url, feed.title, feed.site) == (URL, "Lantern Post", "https://lantern.example/")
    one, two = feed.items
    assert (one.url, one.id, one.title) == ("https://lantern.example/1", "n1", "Troops leave & return")
    assert one.author == "Idris Faroun"
    assert one.published is not None
    assert one.published.text == "Mon, 06 Jan 2031 03:04:05 +0200"
    assert one.published.moment == dt.datetime(2031, 1, 6, 1, 4, 5, tzinfo=dt.UTC)
    assert one.updated is None
    assert one.summary == "Troops <b>left</b>"
    assert one.content == '<p onclick="x()">Troops left <script>y()</script>Tell Zafra.</p>'
    assert (two.url, two.content) == ("https://lantern.example/2", None)
    assert two.published is not None and two.published.moment is None


def test_atom_and_rdf_are_read() -> None:
    [one] = read(ATOM).items
    assert (one.url, one.id, one.author) == ("https://lantern.example/news/1.html", "urn:1", "Idris Faroun")
    assert (one.summary, one.content) == ("Short.", "<p>Troops left.</p>")
    assert one.published is not None and one.updated is not None
    assert one.updated.moment == dt.datetime(2031, 1, 7, 3, 4, 5, tzinfo=dt.UTC)
    [one] = read(RDF).items
    assert one.url == "https://lantern.example/1"


def test_json_feeds_are_read() -> None:
    feed = read("\ufeff" + json.dumps(JSON))
    one, two = feed.items
    assert (one.url, one.id, one.author) == ("https://lantern.example/1", "7", "Idris Faroun, Ann Lantern")
    assert one.content == "<p>Five &lt; six.</p>\n<p>Troops left.</p>"
    assert one.published is not None and one.published.moment == dt.datetime(
        2031, 1, 6, 1, 4, 5, tzinfo=dt.UTC
    )
    assert (two.url, two.content) == (None, "<p>No link.</p>")


@pytest.mark.parametrize(
    "content",
    [
        *(
            "",
            "Troops left.",
            "<html><body><p>Not found</p></body></html>",
            "{",
            '{"a": 1}',
            "[1]",
            "{" * 100_000,
        ),
        *('{"version": "https://jsonfeed.org/version/1", "items": 3}', "<urlset></urlset>", "\x00" * 100),
    ],
)
def test_what_is_no_feed_is_named(content: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert caught.value.name == URL


def test_a_broken_feed_gives_what_can_be_read() -> None:
    assert [item.id for item in read(RSS[: RSS.index("<title>Nothing")]).items][:2] == [
        "n1",
        "https://lantern.example/2",
    ]


def test_nothing_is_ever_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened")

    secret = tmp_path / "secret.xml"
    secret.write_text(RSS, encoding="utf-8")
    outside = f'<!DOCTYPE r [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for content in (str(secret), "http://127.0.0.1:9/feed"):
        with pytest.raises(UnreadableInput):
            read(content)
    [item] = read(
        f"{outside}<rss version='2.0'><channel><item><link>http://a.example/</link><title>&a;</title></item></channel></rss>"
    ).items
    assert "Lantern" not in (item.title or "")


def test_bombs_and_nesting_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{made.entity_bomb()}<rss version='2.0'><channel><item><link>http://a.example/</link><title>&j;</title></item></channel></rss>"
    assert all(len(item.title or "") < 1000 for item in read(text).items)
    start = RSS[: RSS.index("<item><guid>")]
    assert len(read(start + "<item><description>" + "<div>" * 5000).items) == 1
    monkeypatch.setattr(feeds, "MOST_ITEMS", 1)
    assert len(read(RSS).items) == 1
    monkeypatch.setattr(feeds, "FEED_LIMIT", 500)
    with pytest.raises(UnreadableInput, match="too large for a feed"):
        read(RSS)


@given(st.binary(max_size=200), st.sampled_from([RSS, ATOM, RDF, json.dumps(JSON)]), st.integers(0, 1500))
def test_any_bytes_are_a_feed_or_an_error(damage: bytes, text: str, place: int) -> None:
    good = text.encode()
    for content in (damage, good[:place] + damage + good[place:], good[:place] + damage):
        try:
            found = read(content)
        except UnreadableInput:
            continue
        for item in found.items:
            assert item.url is None or item.url.lower().startswith("http")


def test_an_item_without_a_page_keeps_its_summary() -> None:
    feed = parse_feed(
        b"<rss version='2.0'><channel><item><title>Two die</title>"
        b"<description>Gunmen killed two guards in Olm.</description></item></channel></rss>",
        "https://lantern.example/feed",
    )
    assert [(item.url, item.content) for item in feed.items] == [(None, "Gunmen killed two guards in Olm.")]


def test_a_feed_that_breaks_off_is_no_empty_feed() -> None:
    with pytest.raises(UnreadableInput, match=r"https://lantern\.example/feed: no feed"):
        parse_feed(b"<rss version='2.0'><channel><title>Lantern</title>", "https://lantern.example/feed")
