"""Overlay: a claim as the decisions on it leave it, and which decisions stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from dateline.errors import UsageError
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision, Judgement
from dateline.records.evidence import Record
from dateline.review.corrections import corrected

#: What people made of a claim; the gravest word counts.
ReviewState = Literal["accepted", "corrected", "rejected"]


class Reviewed(Record, frozen=True):
    """A claim as people's decisions leave it; ``review`` is None where nobody accepted, corrected or rejected it."""

    claim: GroundedClaim
    review: ReviewState | None


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions, oldest first, that no later standing one undoes; undos themselves are left out."""
    held = list(decisions)
    undone = undone_of(held)
    return tuple(each for each in held if each.kind != "undo" and each.id not in undone)


def undone_of(decisions: Sequence[Decision]) -> frozenset[str]:
    """The decisions that a later one of these, oldest first, undoes, undone undos among them."""
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.id not in undone:
            undone |= set(decision.subjects)
    return frozenset(undone)


def outranked(decisions: Sequence[Decision]) -> frozenset[str]:
    """The decisions that stand, oldest first, of all whose claims a later one that stands says something else.

    These are corrections of the same field, and of accept and reject the earlier one.
    """
    later: set[tuple[str, str]] = set()
    out: set[str] = set()
    for decision in reversed(standing(decisions)):
        if decision.kind not in ("accept", "reject", "correct"):
            continue
        matter = decision.field or "verdict"
        said = {(name, matter) for name in decision.subjects}
        if said <= later:
            out.add(decision.id)
        later |= said
    return frozenset(out)


def reviewed(machine: GroundedClaim, decisions: Sequence[Decision], text: str | None = None) -> Reviewed:
    """The claim after these standing decisions on it, the oldest first. ``text`` is its report's, if that may have changed.

    Of accept and reject the later one counts. A correction that no longer fits what the machine says now (a mode of
    another type) is left out of the value and stays among the judgements.
    """
    claim, verdict, touched = machine, None, False
    judgements: list[Judgement] = []
    for decision in decisions:
        if decision.kind == "correct":
            try:
                claim = corrected(claim, decision, text)
                touched = True
            except UsageError:
                pass
        elif decision.kind in ("accept", "reject"):
            verdict = decision.kind
        elif decision.kind != "note":
            continue
        judgements.append(
            Judgement(
                decision=decision.id,
                kind=decision.kind,
                by=decision.by,
                at=decision.at,
                field=decision.field,
                note=decision.note,
            )
        )
    review: ReviewState | None = "corrected" if touched else None
    if verdict == "reject":
        review = "rejected"
    elif verdict == "accept" and not touched:
        review = "accepted"
    if not judgements:
        return Reviewed(claim=machine, review=None)
    return Reviewed(claim=msgspec.structs.replace(claim, judgements=tuple(judgements)), review=review)
