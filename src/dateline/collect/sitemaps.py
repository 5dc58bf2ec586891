"""Sitemaps: the pages a site lists for search engines, in XML (sitemaps.org, Google News) or plain text.

The XML is read as a stream. Entities are not expanded, nothing outside is opened, and what is read is kept no
longer than needed, so neither a bomb nor a million pages fills the memory with more than the entries.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from dateline.collect.encodings import TooLarge, unpacked
from dateline.collect.entries import Entry, address, stamp
from dateline.collect.lists import parse_list
from dateline.errors import UnreadableInput
from dateline.records.evidence import Record

#: Bytes of a sitemap, unpacked. The protocol allows 50 MiB and 50,000 addresses.
SITEMAP_LIMIT = 64 * 1024 * 1024
MOST_ENTRIES = 100_000

#: Fields that are read, by the local part of their tags.
_FIELDS = frozenset({"loc", "lastmod", "publication_date", "title", "name"})
_ITEMS = frozenset({"url", "sitemap"})
_LONGEST_FIELD = 10_000


class Sitemap(Record, frozen=True):
    """A sitemap: its own address, the pages it lists, and the sitemaps it leads to.

    Of a page, ``updated`` is its ``lastmod``, ``published`` and ``title`` are those of its news part. ``errors``
    says what was passed over.
    """

    url: str
    pages: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...]
    errors: tuple[str, ...] = ()


def parse_sitemap(content: bytes, url: str) -> Sitemap:
    """The pages and nested sitemaps of a sitemap in XML or plain text, packed with gzip or not.

    ``url`` is where it is from; addresses in it are joined to it. Where the XML breaks off, what comes before
    is taken and ``errors`` says so. Raises UnreadableInput, naming ``url``, where it is no sitemap, or
    unpacks to more than SITEMAP_LIMIT.
    """
    if content.startswith(b"\x1f\x8b"):
        try:
            content = unpacked(content, "gzip", SITEMAP_LIMIT)
        except TooLarge as error:
            raise UnreadableInput(url, f"{error}, too large for a sitemap; split it") from error
        except ValueError as error:
            raise UnreadableInput(url, f"{error}; get the sitemap again") from error
    if len(content) > SITEMAP_LIMIT:
        raise UnreadableInput(url, f"larger than {SITEMAP_LIMIT // 1024**2} MiB, too large for a sitemap")
    if not content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
        return _of_text(content, url)
    return _of_xml(content, url)


def _of_text(content: bytes, url: str) -> Sitemap:
    """A sitemap in plain text: one address a line."""
    entries, errors = parse_list(content, url)
    if not entries:
        raise UnreadableInput(url, "no sitemap: neither XML nor addresses, one a line")
    return Sitemap(url=url, pages=entries, sitemaps=(), errors=tuple(str(error) for error in errors))


def _of_xml(content: bytes, url: str) -> Sitemap:
    pages: dict[str, Entry] = {}
    sitemaps: dict[str, Entry] = {}
    errors: list[str] = []
    bad = 0
    for kind, fields in _items(content, url, errors):
        entry = _entry(fields, url)
        if entry is None:
            bad += 1
        elif len(pages) + len(sitemaps) == MOST_ENTRIES:
            errors.append(f"more than {MOST_ENTRIES:,} addresses; the rest is not read")
            break
        else:
            (pages if kind == "url" else sitemaps).setdefault(entry.url or "", entry)
    if bad:
        errors.append(f"{bad:,} entries without a good address are passed over")
    return Sitemap(
        url=url, pages=tuple(pages.values()), sitemaps=tuple(sitemaps.values()), errors=tuple(errors)
    )


def _entry(fields: dict[str, str], url: str) -> Entry | None:
    """The entry of an item's fields, or None where it has no address."""
    try:
        found = address(urljoin(url, fields.get("loc", "").strip()))
    except ValueError:
        return None
    if found is None or not fields.get("loc", "").strip():
        return None
    return Entry(
        url=found,
        title=" ".join(fields.get("title", "").split()) or None,
        published=stamp(fields.get("publication_date")),
        updated=stamp(fields.get("lastmod")),
    )


def _items(content: bytes, url: str, errors: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each ``url`` and ``sitemap`` element with its fields; what breaks it off goes into ``errors``."""
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root: etree._Element | None = None
    fields: dict[str, str] = {}
    try:
        for event, element in events:
            tag = _local(element.tag)
            if root is None:
                root = element
                if tag not in ("urlset", "sitemapindex"):
                    raise UnreadableInput(url, f"no sitemap: the XML is a <{tag[:40]}>")
            if event == "start":
                if tag in _ITEMS:
                    fields = {}
                continue
            if tag in _FIELDS:
                parent = element.getparent()
                # <image:loc> and <video:title> stand within <image:image> and <video:video>.
                if parent is not None and _local(parent.tag) in ("url", "sitemap", "news"):
                    fields.setdefault(tag, (element.text or "")[:_LONGEST_FIELD])
            elif tag in _ITEMS:
                yield tag, fields
                fields = {}
                root.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        if root is None:
            raise UnreadableInput(url, f"no sitemap: the XML is broken ({error.msg})") from error
        errors.append(f"breaks off or is broken ({error.msg}); what comes before is taken")


def _local(tag: object) -> str:
    """The local part of a tag; nothing for what is no element."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
