"""Decision: a person's judgement on a record; Run: one pass of one version of the coder."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.records.evidence import Made, Record

DecisionKind = Literal["accept", "correct", "reject", "merge", "split", "note", "undo"]


class Decision(Record, frozen=True):
    """A judgement, appended and never overwritten; it outranks the machine for good.

    ``subjects`` are claims, or the decision that an undo takes back. ``machine`` keeps what the machine had said of
    ``field``, beside the person's ``value`` (both JSON; ``dateline.review.corrections`` tells the shapes). The
    ``value`` of a split lists the claims that the subjects are parted from.
    """

    id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    by: str
    at: dt.datetime
    field: str | None = None
    machine: str | None = None
    value: str | None = None
    note: str | None = None


class Judgement(Record, frozen=True):
    """A decision as it shows on a claim: who made it, when, on which field, and the reason given."""

    decision: str
    kind: DecisionKind
    by: str
    at: dt.datetime
    field: str | None = None
    note: str | None = None


class Run(Record, frozen=True):
    """One pass of one version of the coder and its dictionaries over some captures."""

    id: str
    started: dt.datetime
    coder: str
    stages: tuple[Made, ...]
    dictionaries: str
