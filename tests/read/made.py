"""Pages and reports made of a few words, for tests of what is read of them."""

from __future__ import annotations

import datetime as dt

from dateline.read.marks import Marks
from dateline.read.page import Page
from dateline.read.stage import Read
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.evidence import Known, Unknown
from dateline.records.report import Report

TODAY = dt.date(2032, 1, 1)
PROSE = (
    "Three trucks with armed men drove into the village of Olm on Monday, residents told the Kestrel Wire by phone. "
    "Nobody was hurt, and the men left again before the night came, the mayor of Olm said."
)


def html(head: str = "", body: str = "<p>x</p>") -> str:
    """A page with this head and body."""
    return f"<html><head>{head}</head><body>{body}</body></html>"


def marks(head: str = "", body: str = "<p>x</p>") -> Marks:
    """What a page marks."""
    return Marks(Page(html(head, body)))


def linked(data: str) -> str:
    """A script with JSON-LD."""
    return f'<script type="application/ld+json">{data}</script>'


def report(content: str, url: str | None = None, **given: str) -> Report:
    """The report of a page, or of a text where there is no markup."""
    capture = capture_of(
        content.encode(),
        media_type="text/html" if content.startswith("<html") else "text/plain",
        origin=Origin(kind="file", name="in/page"),
        url=url,
        given=Given(**given),
    )
    return Read(today=TODAY).run([capture])[0]


def day(value: Known | Unknown) -> str:  # type: ignore[type-arg]
    """The first day of a known value, in ISO 8601."""
    assert isinstance(value, Known), value
    return str(value.value.start.isoformat())
