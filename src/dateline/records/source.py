"""Source: a feed, sitemap or page that is collected again and again, and how it fares."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.records.evidence import Record

SourceKind = Literal["feed", "sitemap", "page"]


class Source(Record, frozen=True):
    """What is known of a source; all times are in UTC.

    ``url`` identifies it. ``etag`` and ``modified`` are what its server gave with the last answer, for
    conditional requests. ``checked`` is the last try, ``succeeded`` the last that worked, ``next`` the time
    before which it is not asked again. ``items`` counts the pages taken from it, ``failures`` the tries that
    failed, ``failing`` those in a row since the last success; ``error`` is the last failure in words.
    """

    url: str
    name: str
    kind: SourceKind
    etag: str | None = None
    modified: str | None = None
    checked: dt.datetime | None = None
    succeeded: dt.datetime | None = None
    next: dt.datetime | None = None
    items: int = 0
    failures: int = 0
    failing: int = 0
    error: str | None = None
