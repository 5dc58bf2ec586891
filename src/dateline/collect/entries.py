"""Entries: the addresses that feeds, sitemaps and lists hold, and what they say of them."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from typing import Literal
from urllib.parse import urlsplit

from dateline.records.evidence import Record

#: The longest address taken. Servers refuse longer ones; sitemaps allow 2,048 characters.
LONGEST_ADDRESS = 8192

_BAD_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}\ud800-\udfff]")


class Stamp(Record, frozen=True):
    """A time as written, and the moment it means, in UTC.

    ``moment`` is None where no time of day with an offset from UTC is written: a day alone, or a clock of
    nobody knows where, is no moment.
    """

    text: str
    moment: dt.datetime | None = None


class Entry(Record, frozen=True):
    """One address, and what the feed, sitemap or list that holds it says of the page there.

    ``url`` is absolute; None where a feed's item has no link. ``id`` is the feed's own identifier. ``summary``
    and ``content`` are HTML as written, not cleaned; ``content`` is there where the feed carries the full
    text. ``line`` is that of a list, from 1.
    """

    url: str | None
    id: str | None = None
    title: str | None = None
    author: str | None = None
    published: Stamp | None = None
    updated: Stamp | None = None
    summary: str | None = None
    content: str | None = None
    line: int | None = None


class Listing(Record, frozen=True):
    """Addresses that were found at hand, to be fetched by whoever can.

    ``name`` is the file they are from, or the address itself where the user named it ("address"). ``sitemaps``
    are those that a sitemap's index leads to.
    """

    kind: Literal["feed", "sitemap", "list", "address"]
    name: str
    entries: tuple[Entry, ...]
    sitemaps: tuple[Entry, ...] = ()


def stamp(text: str | None) -> Stamp | None:
    """A time as feeds and sitemaps write it (RFC 822 or ISO 8601); None for no text."""
    text = (text or "").strip()
    if not text:
        return None
    return Stamp(text=text[:200], moment=_moment(text))


def _moment(text: str) -> dt.datetime | None:
    """The moment in UTC, or None where none is told exactly."""
    if len(text) > 100:
        return None
    found: dt.datetime | None = None
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        try:
            found = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    if found.tzinfo is None:
        return None
    try:
        return found.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None


def address(text: str) -> str | None:
    """The address (http or https, with a host) that a text is, or None where it is none."""
    text = text.strip()
    if not text or len(text) > LONGEST_ADDRESS or _BAD_IN_ADDRESS.search(text):
        return None
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return text if good else None
