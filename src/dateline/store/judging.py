"""Making decisions over a connection: what a name means, what is written, and what changes with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec
from sqlalchemy import Connection, select

from dateline.errors import UnknownName, UsageError
from dateline.records.decision import Decision, DecisionKind
from dateline.records.evidence import identifier
from dateline.review.corrections import Correction, checked, said_of
from dateline.store import binding, decisions
from dateline.store.encoding import encoded
from dateline.store.lineage import everywhere
from dateline.store.reconciling import Reconciling
from dateline.store.schema import claims, reports, telling_claims
from dateline.store.shelf import SqlShelf
from dateline.store.standing import begins
from dateline.store.states import state_of

_NAMED = 5


def claims_named(connection: Connection, name: str) -> tuple[str, ...]:
    """The claims that a name means: a claim's identifier or its start ("c-1a2b"), or an event's ("e-1a2b").

    Raises UsageError where it means none or several of a kind.
    """
    if name.strip().lower().startswith("e-"):
        return claims_of_event(connection, name)
    return (claim_named(connection, name),)


def claim_named(connection: Connection, name: str) -> str:
    """The one claim whose identifier starts so, "c-" or not. Raises UsageError unless it is one."""
    if name.strip().lower().startswith("e-"):
        of_event = claims_of_event(connection, name)
        raise UsageError(f"{name!r} is an event; name one of its claims: {_some(of_event)}")
    start = f"c-{name.strip().lower().removeprefix('c-')}"
    query = select(claims.c.id).where(begins(claims.c.id, start)).distinct()
    found: list[str] = []
    if start != "c-":
        found += connection.scalars(query.order_by(claims.c.id).limit(_NAMED + 1))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several claims start with {name!r}: {_some(found)}; give more of it")
    raise UnknownName(f"no claim {name!r}", "claims")


def claims_of_event(connection: Connection, name: str) -> tuple[str, ...]:
    """The claims of the event whose identifier starts so. Raises UsageError unless it is one.

    An event is named by its first claim, so a name that an event had before means the event that claim is in now.
    """
    shelf = SqlShelf(connection)
    told = (telling_of(connection, shelf, claim) for claim in firsts(connection, name))
    homes = {home for home in told if home is not None}
    groups = {shelf.group(home) for home in homes}
    if len(groups) != 1:
        what = f"several events start with {name!r}; give more of it" if groups else f"no event {name!r}"
        raise UnknownName(what, "events")
    return tuple(sorted(claim for each in groups.pop() for claim in shelf.telling(each).claims))


def telling_of(
    connection: Connection, shelf: SqlShelf, claim: str, as_of: dt.date | None = None
) -> str | None:
    """The telling that holds a claim, or what says the same in another version of its page; None where none counts."""
    home = shelf.telling_of(claim)
    if home is not None:
        return home
    others = everywhere(connection, [claim], as_of).get(claim, ())
    return next((home for other in others if (home := shelf.telling_of(other)) is not None), None)


def firsts(connection: Connection, name: str) -> list[str]:
    """The claims that an event would be named so by (the start of its identifier), at most six."""
    start = f"e-{name.strip().lower().removeprefix('e-')}"
    query = select(telling_claims.c.claim).where(begins(telling_claims.c.event, start))
    return list(connection.scalars(query.distinct().limit(_NAMED + 1))) if start != "e-" else []


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")


def drafted(
    connection: Connection,
    kind: DecisionKind,
    names: Iterable[str],
    by: str,
    at: dt.datetime,
    *,
    field: str | None = None,
    correction: Correction | None = None,
    rest: Iterable[str] = (),
    note: str | None = None,
) -> Decision:
    """The decision that these words make. Raises UsageError where they make none."""
    if not by.strip():
        raise UsageError("a decision needs a name; give --by NAME")
    if kind not in get_args(DecisionKind):
        raise UsageError(f"{kind!r} is no decision; it is one of {', '.join(get_args(DecisionKind))}")
    machine = value = None
    if kind == "undo":
        subjects = tuple(dict.fromkeys(_decision_named(connection, name) for name in names))
        for each in sorted(decisions.taken_back(connection, subjects)):
            undo = decisions.naming(connection, [each])[-1]
            raise UsageError(
                f"{each} is undone already, by {undo.by} at {undo.at:%Y-%m-%d %H:%M} UTC; "
                f"undo {undo.id[:10]} to have it back"
            )
    else:
        subjects = decisions.subjects(c for name in names for c in claims_named(connection, name))
    if not subjects:
        raise UsageError(f"{kind} of nothing; name a {'decision' if kind == 'undo' else 'claim or event'}")
    if kind == "merge" and len(subjects) < 2:
        raise UsageError("a merge needs two claims or events at least; name another one")
    if kind == "split":
        left = [c for name in rest for c in claims_named(connection, name)] or _event_mates(
            connection, subjects
        )
        parted = decisions.subjects(set(left) - set(subjects))
        if not parted:
            raise UsageError(
                f"{', '.join(subjects)}: the event holds no other claim to part from; name claims of another event"
            )
        value = msgspec.json.encode(parted).decode()
    if kind == "correct":
        machine, value = _corrected(connection, subjects, field, correction)
    made = identifier("d", kind, subjects, by, at.isoformat(), field or "", value or "", note or "")
    return Decision(
        id=made,
        kind=kind,
        subjects=subjects,
        by=by.strip(),
        at=at,
        field=field,
        machine=machine,
        value=value,
        note=note,
    )


def _decision_named(connection: Connection, name: str) -> str:
    start = f"d-{name.strip().lower().removeprefix('d-')}"
    found = decisions.one(connection, start) if start != "d-" else []
    if len(found) == 1:
        return found[0].id
    if found:
        raise UsageError(
            f"several decisions start with {name!r}: {_some([d.id for d in found])}; give more of it"
        )
    raise UnknownName(f"no decision {name!r}", "decisions")


def _event_mates(connection: Connection, subjects: Sequence[str]) -> list[str]:
    """The claims of the events that these claims are in."""
    shelf = SqlShelf(connection)
    told = (telling_of(connection, shelf, claim) for claim in subjects)
    homes = {home for home in told if home is not None}
    mates = {mate for home in homes for mate in shelf.group(home)}
    return [claim for mate in mates for claim in shelf.telling(mate).claims]


def _corrected(
    connection: Connection, subjects: Sequence[str], field: str | None, correction: Correction | None
) -> tuple[str, str]:
    """What the machine says of the field, and the person's value, both as JSON."""
    if len(subjects) != 1 or field is None or correction is None:
        raise UsageError("correct one claim at a time; give its identifier, a field and a value")
    found = state_of(connection, subjects[0])
    if found is None:
        raise UsageError(f"{subjects[0]} is made no longer, so it cannot be corrected")
    report, state = found
    if correction.words is not None:
        text = connection.execute(select(reports.c.record).where(reports.c.id == report)).scalar_one()["text"]
        if text[correction.start : correction.end] != correction.words:
            raise UsageError(
                f"{correction.words!r} does not stand at {correction.start} to {correction.end} of its report; "
                "pick the words anew"
            )
    given = checked(state.claim.claim, field, correction)
    return encoded(said_of(state.machine, field)), encoded(given)


def make(connection: Connection, decision: Decision) -> list[str]:
    """The reports whose claims the decision is of, after it was appended and all followed that follows from it."""
    reconciling = Reconciling(connection, decision.at)
    decisions.append(connection, decision)
    binding.forget(connection)
    now = decisions.claims_now(connection, decision)
    kinds = decisions.kinds_touched(connection, decision)
    if kinds & {"merge", "split"}:
        now |= reconciling.rebind(sorted(now))
    homes = {claim: found[0] for claim in sorted(now) if (found := state_of(connection, claim)) is not None}
    touched = sorted(set(homes.values()))
    if kinds - {"merge", "split"}:
        for report in touched:
            decisions.lay(connection, report, decision.id, decision.at)
    if kinds - {"note"}:
        for report in touched:
            reconciling.refresh(report)
    return touched
