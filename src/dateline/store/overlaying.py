"""Overlaying: which decisions one is laid over, and a refusal where whoever decides has not seen them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection

from dateline.errors import DecidedMeanwhile
from dateline.records.decision import Decision, DecisionKind
from dateline.store import decisions, schema
from dateline.store.binding import bonds

#: Kinds of decisions of one sort, of which a later one is laid over an earlier one.
SORTS: Final[tuple[frozenset[DecisionKind], ...]] = (
    frozenset({"accept", "correct", "reject"}),
    frozenset({"merge", "split"}),
)
_DONE: Final[Mapping[DecisionKind, str]] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
}


def refuse_unseen(connection: Connection, decision: Decision, seen: Collection[str], *, parted: bool) -> None:
    """Raise DecidedMeanwhile where a decision, not made yet, would be laid over one that is not among those seen.

    With ``parted`` the claims that a split parts its subjects from were named, and count like its subjects. An undo
    is laid over nothing; it is refused where another one was laid over what it takes back.
    """
    if decision.kind == "undo":
        found = [each for each in laid_over(connection, decision) if each.id not in seen]
        mend = "undo that one first, or decide again to take back yours alone"
    else:
        about = {*decision.subjects, *(decisions.parted_from(decision) if parted else ())}
        held = _of_sorts(bearing(connection, about), [decision.kind])
        held = [each for each in held if each.id not in seen]
        gone = decisions.taken_back(connection, {each.id for each in held})
        found = [each for each in held if each.id not in gone]
        mend = "decide again to lay yours over it"
    if not found:
        return
    last = found[-1]
    day = "" if last.at.date() == decision.at.date() else f"{last.at:%Y-%m-%d} "
    since = "after what you take back" if decision.kind == "undo" else "since you looked"
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    raise DecidedMeanwhile(
        f"{_DONE[last.kind]} by {last.by} at {day}{last.at.astimezone(dt.UTC):%H:%M} UTC{more}, {since}; {mend}",
        tuple(each.id for each in found),
    )


def bearing(connection: Connection, about: Collection[str], as_of: dt.date | None = None) -> list[Decision]:
    """The decisions that bear on any of these claims, in whatever version of their page, in the order of making.

    Of merges and splits these are also those on what the claims were joined with, for another one takes that along.
    """
    wide = decisions.versions_of(connection, about, as_of)
    found = decisions.naming(connection, wide, as_of)
    bound = bonds(connection, as_of)
    if not wide.isdisjoint(bound.claims()):
        joined = wide.union(*(bound.together(name) for name in wide))
        joined = decisions.versions_of(connection, joined, as_of)
        made = decisions.read(connection, as_of, schema.decisions.c.kind.in_(decisions.BONDS))
        near = [
            each for each in made if not joined.isdisjoint((*each.subjects, *decisions.parted_from(each)))
        ]
        wanted = {each.id for each in (*found, *near)}
        # asked for together, for only the table knows the order of making
        names = wide.union(*(each.subjects for each in near))
        found = [each for each in decisions.naming(connection, names, as_of) if each.id in wanted]
    return found


def laid_over(connection: Connection, undo: Decision) -> list[Decision]:
    """The decisions that stand and came after what an undo takes back, of its sort and on its claims."""
    if undo.kind != "undo":
        return []
    claims, kinds = (
        decisions.claims_touched(connection, undo),
        decisions.kinds_touched(connection, undo),
    )
    near = _of_sorts(decisions.naming(connection, claims), kinds)
    back = set(undo.subjects)
    last = max((place for place, each in enumerate(near) if each.id in back), default=len(near))
    gone = decisions.taken_back(connection, {each.id for each in near[last:]})
    return [each for each in near[last:] if each.id not in gone | back]


def _of_sorts(held: Sequence[Decision], kinds: Iterable[DecisionKind]) -> list[Decision]:
    """Those of the decisions that are of the sort of one of these kinds."""
    wanted = {kind for sort in SORTS if not sort.isdisjoint(kinds) for kind in sort}
    return [each for each in held if each.kind in wanted]
