from __future__ import annotations

from dateline.reconcile.single import events_of
from tests.builders import estimate, strike


def test_each_claim_is_its_own_event() -> None:
    claims = [strike(), estimate(), strike("other.txt")]
    events = events_of(claims)
    assert [event.claims for event in events] == [(claim.claim.id,) for claim in claims]
    assert len({event.id for event in events}) == 3
    assert all(event.links == () and event.made.stage == "reconcile" for event in events)


def test_an_events_identifier_depends_on_its_claim_only() -> None:
    assert events_of([strike()])[0].id == events_of([estimate(), strike()])[1].id


def test_no_claims_no_events() -> None:
    assert events_of([]) == []
