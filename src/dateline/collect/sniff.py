"""What bytes are, told from the bytes and never from a file's name.

The reader takes two media types, ``text/html`` and ``text/plain``. Some files hold many pages, or addresses of
pages: ``holds_many`` tells them. Everything else is named, so that the message can say what to do about it.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Literal

from dateline.collect.lists import looks_like_list

MediaType = Literal["text/html", "text/plain"]
Many = Literal["archive", "wacz", "feed", "sitemap", "list"]

#: Bytes that are looked at. A page's first tag comes within the first few hundred.
HEAD = 65_536

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF; convert it to text or HTML first"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image; only text and HTML are read"),
    (b"\xff\xd8\xff", "a JPEG image; only text and HTML are read"),
    (b"GIF87a", "a GIF image; only text and HTML are read"),
    (b"GIF89a", "a GIF image; only text and HTML are read"),
    (b"II*\x00", "a TIFF image; only text and HTML are read"),
    (b"MM\x00*", "a TIFF image; only text and HTML are read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save it as text or HTML first"),
    (b"{\\rtf", "an RTF document; save it as text or HTML first"),
    (b"%!PS", "a PostScript file; convert it to text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh91AY&SY", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database; to read a case use `dateline claims --case`"),
    (b"\x7fELF", "a program; only text and HTML are read"),
    (b"wOFF\x00", "a font; only text and HTML are read"),
    (b"OggS\x00", "an Ogg recording; only text and HTML are read"),
    (b"ID3\x03", "an MP3 recording; only text and HTML are read"),
    (b"ID3\x04", "an MP3 recording; only text and HTML are read"),
)
_OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (docx); save it as text or HTML first"),
    (b"xl/", "an Excel workbook (xlsx); save the reports as text or as JSON lines first"),
    (b"ppt/", "a PowerPoint file (pptx); save it as text first"),
    (b"mimetypeapplication/epub", "an EPUB book; convert it to text or HTML first"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file; save it as text or HTML first"),
)
_WIDE_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

#: More control characters than this share of the first bytes: binary. Text has tabs and line breaks only;
#: old wire files carry a few stray controls (form feeds, escapes).
_CONTROL_SHARE = 0.05
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})

_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LEADING = re.compile(r"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]{0,300}\?>)*", re.DOTALL)
_ANY_TAG = re.compile(
    r"</(?:p|div|a|span|li|ul|td|tr|table|article|section|h[1-6]|title|script|style)\s*>|<br\s*/?>|<p>",
    re.IGNORECASE,
)
_PROLOG = re.compile(
    r"(?:\s|<!--(?:(?!-->).)*-->|<\?[^>]{0,300}\?>|<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,2000}\])?\s{0,9}>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[A-Za-z][A-Za-z0-9]{0,20}:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]")
_RSS_IN_RDF = re.compile(r"purl\.org/rss/1\.0|my\.netscape\.com/(?:rdf/simple|publish)")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1')

#: How a WARC starts, unpacked: "WARC/1.0", "WARC/1.1".
_WARC = re.compile(rb"WARC/[01]\.[0-9]")
_ZSTD = b"\x28\xb5\x2f\xfd"
_WARC_DICTIONARY = b"\x5d\x2a\x4d\x18"

#: What the first entry of a WACZ is called, or the folder it is in.
_WACZ_STARTS = (
    *(b"archive/", b"indexes/", b"pages/", b"logs/", b"screenshots/", b"fuzzy.json", b"webarchive.yaml"),
    *(b"datapackage.json", b"datapackage-digest.json"),
)


def head_text(content: bytes) -> str:
    """The first HEAD bytes as text, good enough to recognise markup by; never raises."""
    head = content[:HEAD]
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def foreign_kind(content: bytes) -> str | None:
    """What these bytes are where they are neither text nor HTML ("a PDF; convert it ..."), else None."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        head = content[:4096]
        for part, kind in _OFFICE:
            if part in head:
                return kind
        return "a zip archive; unpack it first"
    if content.startswith(b"RIFF") and content[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image or recording; only text and HTML are read"
    if content[4:8] == b"ftyp":
        return "a video; only text and HTML are read"
    head = content[:HEAD]
    if not any(head.startswith(mark) for mark, _ in _WIDE_MARKS):
        if head.count(b"\x00") > 0 and head.count(b"\x00") * 100 > len(head):
            return "binary data, or UTF-16 text without its byte-order mark; save it as UTF-8 text"
        controls = len(head) - len(head.translate(None, _CONTROLS))
        if controls > _CONTROL_SHARE * len(head):
            return "binary data; only text and HTML are read"
    text = head_text(content)
    if _feed_or_sitemap(text) is not None:
        return "a feed or site map, no page; save its articles as HTML"
    if text.lstrip()[:5] == "<?xml" and not _PAGE_START.search(text):
        return "XML but not a page; save the article as HTML or text"
    return None


def holds_many(head: bytes) -> Many | None:
    """What a file that starts so holds instead of one page; None where it is a page, a dump or foreign.

    "archive" is a WARC (plain, gzip or zstd), "wacz" a zip with WARC files, "feed" RSS, Atom or JSON Feed,
    "sitemap" one in XML, packed with gzip or not, "list" plain text with an address a line. ``head`` is the
    first HEAD bytes.
    """
    if _WARC.match(head) or head.startswith(_WARC_DICTIONARY):
        return "archive"
    if head.startswith(b"PK\x03\x04"):
        return "wacz" if head[30:].startswith(_WACZ_STARTS) else None
    if head.startswith((b"\x1f\x8b", _ZSTD)):
        start = _unpacked_start(head)
        if _WARC.match(start):
            return "archive"
        return "sitemap" if _feed_or_sitemap(head_text(start)) == "sitemap" else None
    text = head_text(head[:HEAD])
    return _feed_or_sitemap(text) or ("list" if looks_like_list(text) else None)


def _feed_or_sitemap(text: str) -> Literal["feed", "sitemap"] | None:
    """Which of the two a text is that starts so, told from the XML's root element, or the JSON's version."""
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] == "{":
        return "feed" if _JSON_FEED.search(text) else None
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    if root is None or (root.group(1) == "RDF" and not _RSS_IN_RDF.search(text)):
        return None
    return "sitemap" if root.group(1) in ("urlset", "sitemapindex") else "feed"


def _unpacked_start(head: bytes) -> bytes:
    """The first bytes of what is packed with gzip or zstd; nothing where it cannot be unpacked."""
    if head.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(31).decompress(head, 4096)
        except zlib.error:
            return b""
    from fastwarc.stream_io import ZstdReader

    try:
        return ZstdReader(io.BytesIO(head)).read(4096)
    except OSError:
        return b""


def media_type(content: bytes) -> MediaType:
    """``text/html`` where the content is markup, else ``text/plain``.

    Markup starts with a page's own tags, or has a tag first and at least three closing tags in its
    first bytes; an article that merely mentions "<html>" is text.
    """
    text = head_text(content)
    body = text[_end_of_leading(text) :]
    if _PAGE_START.match(body):
        return "text/html"
    tags = sum(1 for _, _ in zip(range(3), _ANY_TAG.finditer(text), strict=False))
    if body.startswith("<") and tags >= 3:
        return "text/html"
    page = _PAGE_START.search(text)
    return "text/html" if page and tags >= 3 else "text/plain"


def media_type_of_text(text: str) -> MediaType:
    """The same for a string, as a dump's field holds it."""
    return media_type(text[:HEAD].encode("utf-8", "surrogatepass"))


def _end_of_leading(text: str) -> int:
    match = _LEADING.match(text)
    return match.end() if match else 0
