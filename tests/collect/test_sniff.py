from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.sniff import foreign_kind, media_type, media_type_of_text


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
