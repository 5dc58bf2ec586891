from __future__ import annotations

import datetime as dt
import gzip
from typing import Any

import pytest

from dateline.collect.entries import Entry, Listing
from dateline.collect.fetch import Fetcher, Manners
from dateline.collect.web import from_listing
from dateline.errors import BadAnswer, InputError, RefusedAddress, Unreachable, UnreadableInput
from dateline.records.capture import Capture, Given
from tests.collect.serving import FakeClock, Site, named_here

PAGE = "<!DOCTYPE html><html><body><p>Jets hit Tell Zafra, {}.</p></body></html>"


@pytest.fixture
def fetch() -> Fetcher:
    return Fetcher(
        "Dateline/test", allow_private=True, clock=FakeClock(), manners=Manners(tries=1), resolve=named_here
    )


def page(site: Site, path: str, **headers: Any) -> str:
    return site.page(path, PAGE.format(path), Content_Type="text/html; charset=utf-8", **headers)


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>'


def item(link: str | None, title: str = "A title", more: str = "") -> str:
    return f"<item>{f'<link>{link}</link>' if link else ''}<title>{title}</title>{more}</item>"


def urlset(*pages: tuple[str, str]) -> str:
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def index(*parts: tuple[str, str]) -> str:
    maps = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for url, day in parts
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'


def taken(
    fetch: Fetcher, *addresses: str, given: Given | None = None, limit: int | None = None
) -> tuple[list[Capture], list[InputError], list[str]]:
    """The captures, errors and notes."""
    notes: list[str] = []
    listing = Listing(kind="list", name="list.txt", entries=tuple(Entry(url=url) for url in addresses))
    found = list(from_listing(listing, fetch, given or Given(), notes.append, limit))
    captures = [one for one in found if isinstance(one, Capture)]
    return captures, [one for one in found if isinstance(one, InputError)], notes


def urls(captures: list[Capture]) -> list[str]:
    return [capture.url or "" for capture in captures]


def test_a_page_is_a_capture(site: Site, fetch: Fetcher) -> None:
    end = page(site, "/b")
    address = site.page("/a", "", status=301, Location="/b")
    (capture,), errors, notes = taken(fetch, address, given=Given(outlet="Lantern Post"))
    assert errors == [] and notes == []
    assert (capture.origin.kind, capture.origin.name, capture.url) == ("web", address, end)
    assert capture.content == PAGE.format("/b").encode()
    assert capture.media_type == "text/html" and capture.charset == "utf-8"
    assert capture.fetched is not None and capture.fetched.tzinfo is dt.UTC
    assert capture.given == Given(outlet="Lantern Post")


def test_text_is_a_capture(site: Site, fetch: Fetcher) -> None:
    (capture,), _, _ = taken(fetch, site.page("/a.txt", "Jets hit Tell Zafra.", Content_Type="text/plain"))
    assert capture.media_type == "text/plain"


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"%PDF-1.4 ...", "text/html", "is a PDF"),
        (b"\x00\x00\x00\x20ftypmp42", "", "is a video"),
        (b"RIFF....", "audio/wav", "is audio/wav"),
        (b"PK\x03\x04...", "application/zip", "is a zip archive"),
        (b'{"a": 1}', "application/json", "is application/json"),
        (b" \n ", "text/html", "empty"),
        (b"<?xml version='1.0'?><rss version='2.0'", "text/xml", "no feed"),
        (b"<urlset ", "text/xml", "breaks off"),
        (b"\x1f\x8bjunk", "application/gzip", "compressed with gzip"),
        (b"WARC/1.0\r\n", "application/warc", "a web archive"),
    ],
)
def test_what_is_no_page_is_named(site: Site, fetch: Fetcher, content: bytes, kind: str, words: str) -> None:
    address = site.page("/a", content, Content_Type=kind)
    captures, (error,), _ = taken(fetch, address)
    assert captures == [] and isinstance(error, UnreadableInput)
    assert error.name == address and words in error.reason


def test_one_failure_does_not_cost_the_rest(site: Site, fetch: Fetcher) -> None:
    captures, errors, _ = taken(fetch, site.address + "/none", "file:///etc/passwd", page(site, "/a"))
    assert [type(error) for error in errors] == [BadAnswer, RefusedAddress]
    assert urls(captures) == [site.address + "/a"]


def test_a_feed_is_its_pages_the_newest_first(site: Site, fetch: Fetcher) -> None:
    feed = rss(
        item(page(site, "/old"), more="<pubDate>Sat, 11 Nov 2017 08:00:00 GMT</pubDate>"),
        item("/new", more="<pubDate>Mon, 13 Nov 2017 08:00:00 +0100</pubDate>"),
        item(page(site, "/undated")),
    )
    page(site, "/new")
    address = site.page("/feed", feed)
    captures, errors, _ = taken(fetch, address)
    assert errors == []
    assert urls(captures) == [site.address + path for path in ("/new", "/old", "/undated")]
    assert {(c.origin.kind, c.origin.name) for c in captures} == {("feed", address)}
    captures, _, _ = taken(fetch, address, limit=1)
    assert urls(captures) == [site.address + "/new"]


def test_json_feeds_are_feeds(site: Site, fetch: Fetcher) -> None:
    address = page(site, "/a")
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "url": "{address}"}}]}}'
    captures, _, _ = taken(fetch, site.page("/feed", feed, Content_Type="application/feed+json"))
    assert urls(captures) == [address]


def test_the_feeds_own_text_stands_in_for_a_page_that_is_gone(site: Site, fetch: Fetcher) -> None:
    text = (
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<![CDATA[<p>Jets hit caf\u00e9s.</p>]]></content:encoded><pubDate>Mon, 13 Nov 2017 00:30:00 +0300</pubDate>"
    )
    gone = site.address + "/gone"
    address = site.page("/feed", rss(item(gone, "A strike", text), item(None, "No link", text)))
    captures, errors, notes = taken(fetch, address)
    assert errors == []
    assert [c.content.decode() for c in captures] == ["<p>Jets hit caf\u00e9s.</p>"] * 2
    assert [c.given.title for c in captures] == ["A strike", "No link"]
    assert {c.given.published for c in captures} == {"2017-11-13"}
    assert captures[0].url == gone and captures[1].given.document == f"{address}#No link"
    assert ["404" in notes[0], "without a link" in notes[1]] == [True, True]
    assert all("the feed's own text is taken" in note for note in notes)


def test_a_page_that_may_be_had_later_is_not_replaced(site: Site, fetch: Fetcher) -> None:
    later = site.page("/a", "", status=500)
    text = '<description>Short.</description><content xmlns="http://www.w3.org/2005/Atom">Long.</content>'
    captures, (error,), _ = taken(fetch, site.page("/feed", rss(item(later, more=text))))
    assert captures == [] and isinstance(error, Unreachable)


def test_an_item_with_neither_is_an_error(site: Site, fetch: Fetcher) -> None:
    listing = Listing(kind="feed", name="feed.xml", entries=(Entry(url=None, title="Nothing"),))
    (error,) = from_listing(listing, fetch, Given())
    assert isinstance(error, UnreadableInput) and "Nothing" in str(error)


def test_an_item_that_leads_to_a_feed_is_an_error(site: Site, fetch: Fetcher) -> None:
    site.page("/feed", rss(item(site.page("/other", rss()))))
    _, (error,), _ = taken(fetch, site.address + "/feed")
    assert "not a page" in error.reason


def test_an_empty_feed_is_said(site: Site, fetch: Fetcher) -> None:
    captures, errors, (note,) = taken(fetch, site.page("/feed", rss()))
    assert captures == [] and errors == []
    assert "lists no pages" in note


def test_a_sitemap_is_its_pages(site: Site, fetch: Fetcher) -> None:
    old, new = page(site, "/old"), page(site, "/new")
    address = site.page("/sitemap.xml", urlset((old, "2017-11-01"), (new, "2017-11-13T08:00:00+03:00")))
    captures, _, _ = taken(fetch, address)
    assert urls(captures) == [new, old]
    assert [c.origin.kind for c in captures] == ["web", "web"]
    captures, _, _ = taken(fetch, address, limit=1)
    assert urls(captures) == [new]


def test_sitemaps_lead_to_others(site: Site, fetch: Fetcher) -> None:
    one, two, three = (page(site, f"/{name}") for name in ("one", "two", "three"))
    packed = gzip.compress(urlset((two, "2017-11-02"), (one, "2017-11-01")).encode(), mtime=0)
    here = site.address
    site.page("/two.xml.gz", packed, Content_Type="application/gzip")
    site.page("/one.xml", urlset((one, "2017-11-01"), (three, "2017-11-03")))
    site.page("/inner.xml", index((here + "/one.xml", "2017-11-01"), (here + "/index.xml", "2017-11-01")))
    parts = [(here + path, "2017-11-01") for path in ("/inner.xml", "/two.xml.gz", "/none.xml", "/html")]
    site.page("/html", PAGE)
    captures, errors, _ = taken(fetch, site.page("/index.xml", index(*parts)))
    assert urls(captures) == [three, two, one]
    assert [error.name for error in errors] == [here + "/none.xml", here + "/html"]
    assert site.paths().count("/index.xml") == 1


def test_a_limit_saves_asking_for_old_sitemaps(site: Site, fetch: Fetcher) -> None:
    new = page(site, "/new")
    site.page("/new.xml", urlset((new, "2017-11-13")))
    parts = [(f"{site.address}/{day}.xml", f"2017-10-{day}") for day in (10, 11, 12)]
    address = site.page("/index.xml", index(*parts, (site.address + "/new.xml", "2017-11-13")))
    captures, errors, _ = taken(fetch, address, limit=1)
    assert urls(captures) == [new] and errors == []


def test_sitemaps_without_end_are_cut(site: Site, fetch: Fetcher) -> None:
    parts = [(f"{site.address}/{number}.xml", "") for number in range(150)]
    for number in range(150):
        site.page(f"/{number}.xml", urlset())
    _, errors, _ = taken(fetch, site.page("/index.xml", index(*parts)))
    assert "more than 100 sitemaps" in errors[-1].reason
    assert len(site.paths()) == 101


def test_a_site_that_goes_away_is_given_up(site: Site, fetch: Fetcher) -> None:
    pages = [site.page(f"/{number}", "", status=500) for number in range(20)]
    _, errors, _ = taken(fetch, site.page("/feed", rss(*map(item, pages))))
    assert len(errors) == 6
    assert "15 more pages of 127.0.0.1 are not tried" in str(errors[-1])


def test_sites_that_are_gone_cost_no_other(site: Site, fetch: Fetcher) -> None:
    """Old lists are full of them. Those of one host cost the others of that host."""
    port = site.address.rpartition(":")[2]
    away = [f"http://localhost:{port}{path}" for path in ("/x", "/y")]
    pages = [site.page(f"/{number}", "", status=500).replace("127.0.0.1", "localhost") for number in range(8)]
    gone = [f"http://gone-{number}.invalid/" for number in range(8)]
    captures, errors, _ = taken(fetch, *gone[:4], *pages, *gone[4:], *away, page(site, "/a"))
    assert urls(captures) == [site.address + "/a"]
    assert sum("is not found" in error.reason for error in errors) == 8
    assert "5 more pages of localhost are not tried, after 5 in a row" in str(errors[-1])


def test_a_network_that_is_away_is_given_up(fetch: Fetcher) -> None:
    captures, errors, _ = taken(fetch, *(f"http://gone-{number}.invalid/" for number in range(40)))
    assert captures == [] and len(errors) == 26
    assert "15 more pages are not tried, after 25 in a row" in str(errors[-1])


def test_a_list_may_hold_pages_and_feeds(site: Site, fetch: Fetcher) -> None:
    feed = site.page("/feed", rss(item(page(site, "/c"))))
    captures, _, _ = taken(fetch, page(site, "/a"), feed, page(site, "/b"))
    assert urls(captures) == [site.address + path for path in ("/a", "/c", "/b")]
    assert [c.origin.kind for c in captures] == ["web", "feed", "web"]


def test_a_sitemap_may_be_plain_text(site: Site, fetch: Fetcher) -> None:
    address = page(site, "/a")
    captures, _, _ = taken(fetch, site.page("/sitemap.txt", f"{address}\n", Content_Type="text/plain"))
    assert urls(captures) == [address]


def test_many_pages_are_announced(site: Site, fetch: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    feed = rss(*(item(f"{site.address}/closed/{number}") for number in range(101)))
    _, errors, (note,) = taken(fetch, site.page("/feed", feed))
    assert len(errors) == 101
    assert "101 pages" in note and "--limit" in note
