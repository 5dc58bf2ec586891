"""Event: claims about the same happening, as a view that can be computed again."""

from __future__ import annotations

from dateline.records.evidence import Made, Record, Why


class Link(Record, frozen=True):
    """Why a claim belongs to an event; a claim alone needs no link."""

    claim: str
    score: float
    why: Why


class Event(Record, frozen=True):
    """Claims (identifiers) about one happening, and the links that joined them."""

    id: str
    claims: tuple[str, ...]
    links: tuple[Link, ...]
    made: Made
