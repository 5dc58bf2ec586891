from __future__ import annotations

import datetime as dt
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect import sitemaps
from dateline.collect.sitemaps import Sitemap, parse_sitemap
from dateline.errors import UnreadableInput
from tests.collect import made

URL = "https://lantern.example/maps/sitemap.xml"
OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made -->\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
)
PAGE = (
    "<url><loc> https://lantern.example/1 </loc><lastmod>2031-01-02</lastmod>"
    "<image:image><image:loc>https://lantern.example/1.png</image:loc></image:image>"
    "<news:news><news:publication><news:name>Lantern Post</news:name></news:publication>"
    "<news:publication_date>2031-01-02T03:04:05+02:00</news:publication_date>"
    "<news:title>Troops leave\n Tell Zafra</news:title></news:news></url>"
)


def read(text: str | bytes) -> Sitemap:
    return parse_sitemap(text.encode() if isinstance(text, str) else text, URL)


def test_pages_come_with_what_is_said_of_them() -> None:
    found = read(f"{OPEN}{PAGE}<url><loc>/2</loc></url><url><loc></loc></url></urlset>")
    one, two = found.pages
    assert (one.url, one.title) == ("https://lantern.example/1", "Troops leave Tell Zafra")
    assert one.published is not None and one.updated is not None
    assert one.published.moment == dt.datetime(2031, 1, 2, 1, 4, 5, tzinfo=dt.UTC)
    assert (one.updated.text, one.updated.moment) == ("2031-01-02", None)
    assert two.url == "https://lantern.example/2"
    assert found.errors == ("1 entries without a good address are passed over",)


def test_an_index_leads_to_sitemaps() -> None:
    found = read("<sitemapindex><sitemap><loc>a.xml.gz</loc><lastmod>2031</lastmod></sitemap></sitemapindex>")
    assert [entry.url for entry in found.sitemaps] == ["https://lantern.example/maps/a.xml.gz"]
    assert not found.pages


def test_packed_and_plain_ones_are_read() -> None:
    assert (
        read(gzip.compress(f"{OPEN}{PAGE}</urlset>".encode(), mtime=0)).pages
        == read(f"{OPEN}{PAGE}</urlset>").pages
    )
    found = read("\ufeffhttps://lantern.example/1\nhttps://lantern.example/2\n")
    assert [entry.url for entry in found.pages] == ["https://lantern.example/1", "https://lantern.example/2"]


def test_what_breaks_off_keeps_what_comes_before() -> None:
    text = f"{OPEN}{PAGE}{PAGE.replace('/1 ', '/2 ')}</urlset>"
    found = read(text[: text.rindex("<news:title>")])
    assert [entry.url for entry in found.pages] == ["https://lantern.example/1"]
    assert "what comes before is taken" in found.errors[0]


def test_entities_are_not_expanded_and_nothing_is_opened() -> None:
    found = read(f"{made.entity_bomb()}<urlset><url><loc>https://lantern.example/&j;</loc></url></urlset>")
    assert all(len(entry.url or "") < 100 for entry in found.pages)
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    found = read(f"{outside}<urlset><url><loc>https://lantern.example/&a;</loc></url></urlset>")
    assert [entry.url for entry in found.pages] in ([], ["https://lantern.example/"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither XML nor addresses"),
        (b"Troops left.", "neither XML nor addresses"),
        (b"<html><body>404</body></html>", "the XML is a <html>"),
        (b"<rss></rss>", "the XML is a <rss>"),
        (b"<", "the XML is broken"),
        (gzip.compress(b"<urlset>", mtime=0)[:-5], "breaks off"),
    ],
)
def test_what_is_no_sitemap_is_named(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(content)
    assert caught.value.name == URL
    assert words in caught.value.reason


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many = OPEN + "".join(f"<url><loc>/{n}</loc></url>" for n in range(50))
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 10)
    found = read(many)
    assert len(found.pages) == 10
    assert "more than 10 addresses" in found.errors[0]
    monkeypatch.setattr(sitemaps, "SITEMAP_LIMIT", 1000)
    for content in (many.encode(), gzip.compress(many.encode(), mtime=0)):
        with pytest.raises(UnreadableInput, match="too large for a sitemap"):
            read(content)


def test_deep_nesting_ends() -> None:
    found = read(f"{OPEN}{PAGE}" + "<url>" * 100_000)
    assert [entry.url for entry in found.pages] == ["https://lantern.example/1"]


@given(st.binary(max_size=300), st.integers(0, len(OPEN + PAGE)))
def test_any_bytes_are_a_sitemap_or_an_error(damage: bytes, place: int) -> None:
    text = (OPEN + PAGE).encode()
    for content in (damage, text[:place] + damage + text[place:], text[:place] + damage):
        try:
            found = read(content)
        except UnreadableInput:
            continue
        assert all(entry.url for entry in found.pages)
