"""Hindrance: why a link that is likely enough joins nobody.

Groups are joined by the average of all their links, within a unit. So a likely link may lead out of an event: people
have parted the two, a report tells both sides and tells them apart, the others of the two events fit each other less,
or so much is connected here that only stronger links were looked at.
"""

from __future__ import annotations

import msgspec

from dateline.reconcile.bonds import Bonds
from dateline.reconcile.merging import STRANGERS
from dateline.reconcile.scoring import THRESHOLD, probability
from dateline.reconcile.shelf import Group, Shelf
from dateline.reconcile.tellings import Telling
from dateline.records.event import Link
from dateline.records.evidence import Why

_RULE = "not joined"


def with_reason(shelf: Shelf, group: Group, link: Link, bonds: Bonds) -> Link:
    """The link that leads out of the group, with the reason first where it is above the threshold."""
    name = shelf.telling_of(link.other)
    if name is None or link.score <= probability(THRESHOLD):
        return link
    other = shelf.group(name)
    reason = Why(rule=_RULE, words=_reason(shelf, group, other, bonds), score=0.0)
    return msgspec.structs.replace(link, why=(reason, *link.why))


def _reason(shelf: Shelf, group: Group, other: Group, bonds: Bonds) -> str:
    ours, theirs = [shelf.telling(n) for n in group], [shelf.telling(n) for n in other]
    if any(bonds.decided(a, b) for one in ours for a in one.claims for two in theirs for b in two.claims):
        return "a person told apart claims of the two events"
    if {t.around.report for t in ours} & {t.around.report for t in theirs}:
        return "one report tells of both events and keeps them apart"
    average = _average(shelf, ours, theirs)
    if average <= THRESHOLD:
        return f"all claims of the two events fit each other less, {probability(average):.2f} on average"
    return "very many claims are connected here, so only likelier links join"


def _average(shelf: Shelf, ours: list[Telling], theirs: list[Telling]) -> float:
    """The average log-odds of the links between two groups, as ``merging`` has it."""
    rows = shelf.tied([t.id for t in ours])
    found = [row.get(t.id, STRANGERS) for row in rows for t in theirs]
    return sum(found) / len(found)
