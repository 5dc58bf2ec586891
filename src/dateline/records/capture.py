"""Capture: bytes as they came."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Literal

from dateline.records.evidence import Record, identifier


class Origin(Record, frozen=True):
    """Where the bytes were found: a file, standard input, or one line of a dump (``line`` from 1)."""

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
    """Bytes as they came: content, SHA-256, media type as told from the content, origin."""

    id: str
    sha256: str
    content: bytes
    media_type: Literal["text/html", "text/plain"]
    origin: Origin
    url: str | None = None
    fetched: dt.datetime | None = None
    given: Given = Given()


def capture_of(
    content: bytes,
    *,
    media_type: Literal["text/html", "text/plain"],
    origin: Origin,
    url: str | None = None,
    fetched: dt.datetime | None = None,
    given: Given = Given(),
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
    )
