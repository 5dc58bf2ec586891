"""Feeds: the items of RSS 0.9 to 2.0 and Atom (by feedparser) and of JSON Feed 1.0 and 1.1.

feedparser is given bytes only: handed a name it would open the file or the address. Nothing is sanitised,
since what is kept is what the feed says; readers clean what they show.
"""

from __future__ import annotations

import io
import json
import re
from html import escape
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

from dateline.collect.entries import Entry, Stamp, address, stamp
from dateline.errors import UnreadableInput
from dateline.records.evidence import Record

#: Bytes of a feed. The largest in use have some megabytes; feedparser takes 0.9 s for one of good items, and up
#: to 5 s for one of nothing but open tags.
FEED_LIMIT = 8 * 1024 * 1024
MOST_ITEMS = 10_000

_LONGEST_ID = 2048

_JSON_FEED = re.compile(r"https?://jsonfeed\.org/version/1(?:\.1)?/?")


class Feed(Record, frozen=True):
    """A feed: its own address, its title, the address of its site, and its items, in its order."""

    url: str
    title: str | None
    site: str | None
    items: tuple[Entry, ...]


def parse_feed(content: bytes, url: str) -> Feed:
    """The items of a feed; ``url`` is where it is from, and relative links are joined to it.

    Items that have neither a link nor a text are left out, and those beyond MOST_ITEMS. Raises
    UnreadableInput, naming ``url``, where it is no feed or larger than FEED_LIMIT.
    """
    if len(content) > FEED_LIMIT:
        raise UnreadableInput(url, f"larger than {FEED_LIMIT // 1024**2} MiB, too large for a feed")
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(content, url)
    return _of_xml(content, url)


def _of_json(content: bytes, url: str) -> Feed:
    try:
        feed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(url, "no feed: the JSON is broken; check the address") from error
    version = feed.get("version") if isinstance(feed, dict) else None
    if not isinstance(version, str) or not _JSON_FEED.fullmatch(version):
        raise UnreadableInput(url, "no feed: the JSON is no JSON Feed; check the address")
    items = feed.get("items")
    if not isinstance(items, list):
        raise UnreadableInput(url, "a JSON Feed without items; check the address")
    found = (_json_item(item, url) for item in items[:MOST_ITEMS] if isinstance(item, dict))
    return Feed(
        url=url,
        title=_text(feed.get("title")),
        site=_link(feed.get("home_page_url"), url),
        items=tuple(item for item in found if item is not None),
    )


def _json_item(item: dict[str, Any], url: str) -> Entry | None:
    html, text = _text(item.get("content_html")), _text(item.get("content_text"))
    link = _link(item.get("url"), url) or _link(item.get("external_url"), url)
    if link is None and html is None and text is None:
        return None
    identifier = item.get("id")
    if isinstance(identifier, (int, float)) and not isinstance(identifier, bool):
        identifier = str(identifier)
    authors = item.get("authors")
    people = [item.get("author"), *(authors if isinstance(authors, list) else [])]
    names = [name for person in people if isinstance(person, dict) and (name := _text(person.get("name")))]
    return Entry(
        url=link,
        id=_short(identifier),
        title=_text(item.get("title")),
        author=", ".join(dict.fromkeys(names)) or None,
        published=_stamp(item.get("date_published")),
        updated=_stamp(item.get("date_modified")),
        summary=_text(item.get("summary")),
        content=html or (_escaped(text) if text else None),
    )


def _of_xml(content: bytes, url: str) -> Feed:
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(content),
            response_headers={"content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # feedparser's fallback for broken XML raises whatever broken markup makes it raise.
        raise UnreadableInput(url, f"no feed: it cannot be parsed ({type(error).__name__})") from error
    broken = isinstance(parsed.get("bozo_exception"), SAXParseException)
    if not parsed.entries and (broken or not parsed.get("version")):
        why = " ".join(str(parsed.get("bozo_exception") or "neither RSS nor Atom").split())[:120]
        raise UnreadableInput(url, f"no feed: {why}; check the address")
    site = _link(parsed.feed.get("link"), url)
    found = (_xml_item(item, url) for item in parsed.entries[:MOST_ITEMS])
    return Feed(
        url=url,
        title=_text(parsed.feed.get("title")),
        site=site,
        items=tuple(item for item in found if item is not None),
    )


def _xml_item(item: Any, url: str) -> Entry | None:
    contents = [part for part in item.get("content") or [] if isinstance(part, dict)]
    content = next((text for part in contents if (text := _text(part.get("value")))), None)
    plain = bool(contents) and contents[0].get("type") == "text/plain"
    identifier = _text(item.get("id"))
    link = _link(item.get("link"), url)
    summary = _text(item.get("summary"))  # feedparser gives the content where there is none
    if link is None and content is None:
        content = summary  # all that there is of a report without a page
    if link is None and content is None:
        return None
    return Entry(
        url=link,
        id=_short(identifier),
        title=_text(item.get("title")),
        author=_text(item.get("author")),
        published=_stamp(item.get("published")),
        updated=_stamp(item.get("updated") if "updated" in item else None),
        summary=None if summary == content else summary,
        content=_escaped(content) if content and plain else content,
    )


def _text(value: Any) -> str | None:
    """A string that is more than blanks, stripped; None for anything else."""
    return value.strip() or None if isinstance(value, str) else None


def _short(value: Any) -> str | None:
    text = _text(value)
    return text[:_LONGEST_ID] if text else None


def _stamp(value: Any) -> Stamp | None:
    return stamp(value) if isinstance(value, str) else None


def _link(value: Any, base: str) -> str | None:
    """The absolute address a link leads to; None where it is none that can be fetched."""
    text = _text(value)
    if text is None:
        return None
    try:
        return address(urljoin(base, text))
    except ValueError:
        return None


def _escaped(text: str) -> str:
    """Plain text as HTML."""
    return "\n".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())
