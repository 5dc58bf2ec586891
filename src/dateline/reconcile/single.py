"""Each claim its own event. No two claims are joined here, and none is pretended to be."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.records.claim import GroundedClaim
from dateline.records.event import Event
from dateline.records.evidence import Made, identifier

MADE = Made(stage="reconcile", version="0.1")


def events_of(claims: Iterable[GroundedClaim]) -> list[Event]:
    """An event for each claim, in their order."""
    return [
        Event(id=identifier("e", item.claim.id), claims=(item.claim.id,), links=(), made=MADE)
        for item in claims
    ]
