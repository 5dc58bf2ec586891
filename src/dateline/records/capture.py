"""Capture: bytes as they came."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

from dateline.records.evidence import Record, identifier


class Origin(Record, frozen=True):
    """Where the bytes were found.

    ``name`` is the file's path, "-" for standard input, the feed's or the page's address, or the archive's
    path (with "!member" behind it inside a WACZ). ``line`` is that of a dump, from 1; ``offset`` the byte at
    which an archive's record starts.
    """

    kind: Literal["file", "stdin", "dump", "feed", "web", "archive"]
    name: str
    line: int | None = None
    offset: int | None = None


class Given(Record, frozen=True):
    """What the user or the dump says of a page; each is taken as said, not checked."""

    document: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None


class Capture(Record, frozen=True):
    """Bytes as they came: content, SHA-256, media type as told from the content, origin.

    ``charset`` is the character encoding that the HTTP header named, as it was written; None where it named
    none, or there was no header.
    """

    id: str
    sha256: str
    content: bytes
    media_type: Literal["text/html", "text/plain"]
    origin: Origin
    url: str | None = None
    fetched: dt.datetime | None = None
    given: Given = Given()
    charset: str | None = None


def document_name(capture: Capture) -> str:
    """The name users know a capture by: its given name, its address, or where it was found."""
    if capture.given.document:
        return capture.given.document
    origin = capture.origin
    if capture.url and origin.kind in ("web", "feed", "archive"):
        return capture.url
    if origin.line is not None:
        return f"{origin.name}, line {origin.line}"
    return origin.name if origin.offset is None else f"{origin.name}, byte {origin.offset}"


def capture_of(
    content: bytes,
    *,
    media_type: Literal["text/html", "text/plain"],
    origin: Origin,
    url: str | None = None,
    fetched: dt.datetime | None = None,
    given: Given = Given(),
    charset: str | None = None,
) -> Capture:
    """A capture of these bytes; its id depends on the bytes and on the document name given, only."""
    digest = hashlib.sha256(content).hexdigest()
    return Capture(
        id=identifier("k", digest, given.document or ""),
        sha256=digest,
        content=content,
        media_type=media_type,
        origin=origin,
        url=url,
        fetched=fetched,
        given=given,
        charset=charset,
    )
