from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.sniff import foreign_kind, holds_many, media_type, media_type_of_text
from tests.collect import made


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n...", "a PDF; convert it to text or HTML first"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"PK\x03\x04....word/document.xml", "a Word document (docx)"),
        (b"PK\x03\x04....stuff.txt", "a zip archive; unpack it first"),
        (b"\x1f\x8b\x08....", "compressed with gzip"),
        (b"{\\rtf1 hello}", "an RTF document"),
        (b"a\x00b\x00c\x00d\x00", "UTF-16 text without its byte-order mark"),
        (bytes(range(1, 9)) * 20, "binary data"),
        (b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed"),
    ],
)
def test_foreign_kinds_are_named(content: bytes, words: str) -> None:
    kind = foreign_kind(content)
    assert kind is not None
    assert words in kind


@pytest.mark.parametrize(
    "content",
    [
        b"Troops left the town.",
        "Троops left the town.".encode(),
        "Troops left.".encode("utf-16"),
        b"\xef\xbb\xbfTroops left.",
        b"Caf\xe9 bombed",
        b"<?xml version='1.0'?><!DOCTYPE html><html><body>x</body></html>",
    ],
)
def test_text_and_pages_are_not_foreign(content: bytes) -> None:
    assert foreign_kind(content) is None


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body>x</body></html>",
        "\ufeff \n<!-- saved --><HTML><BODY>x",
        "<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='x'>",
        "<div><p>One.</p><p>Two.</p><p>Three.</p></div>",
    ],
)
def test_markup_is_html_whatever_its_name(page: str) -> None:
    assert media_type(page.encode()) == "text/html"
    assert media_type_of_text(page) == "text/html"


@pytest.mark.parametrize(
    "text",
    [
        "The file began with <html> and nothing else, the witness said.",
        "Fighters < 20 and > 10 were seen.",
        "<b>Bold</b> claims were made.",
        "",
    ],
)
def test_text_that_mentions_markup_is_text(text: str) -> None:
    assert media_type(text.encode()) == "text/plain"


def test_a_wide_encoding_does_not_hide_markup() -> None:
    assert media_type("<!doctype html><html><p>x</p>".encode("utf-16")) == "text/html"


@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind(content: bytes) -> None:
    assert media_type(content) in ("text/html", "text/plain")
    kind = foreign_kind(content)
    assert kind is None or kind.strip()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.record(1), "archive"),
        (made.gzipped([made.record(1)]), "archive"),
        (made.zstandard([made.record(1)]), "archive"),
        (made.skippable(b"dictionary"), "archive"),
        (made.wacz({"archive/a.warc": b""}), "wacz"),
        (made.wacz({"word/document.xml": b""}), None),
        (gzip.compress(b"Troops left.", mtime=0), None),
        (b"\x1f\x8b\x08 broken", None),
        (b"\x28\xb5\x2f\xfd broken", None),
        (b"<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?><rss version='2.0'></rss>", "feed"),
        (b"\xef\xbb\xbf<!-- a --><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("<?xml version='1.0'?><rss version='2.0'>".encode("utf-16"), "feed"),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed"),
        (b"<rdf:RDF xmlns='http://example.org/'>", None),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (b'{"version": 3, "text": "Troops left."}', None),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>\n<urlset xmlns='x'>", "sitemap"),
        (b"<sm:sitemapindex xmlns:sm='x'>", "sitemap"),
        (gzip.compress(b"<urlset></urlset>", mtime=0), "sitemap"),
        (b"# mine\nhttps://lantern.example/1\n", "list"),
        (b"<!DOCTYPE html><html><body><rss></rss></body></html>", None),
        (b"WARC files are read, the outlet said.", None),
        (b"", None),
    ],
)
def test_files_that_hold_many_are_told(content: bytes, kind: str | None) -> None:
    assert holds_many(content) == kind


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"<", b"{"]),
)
def test_any_bytes_hold_many_or_not(content: bytes, start: bytes) -> None:
    assert holds_many(start + content) in (None, "archive", "wacz", "feed", "sitemap", "list")
