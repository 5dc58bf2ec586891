"""The states that claims are in, over a connection: as the coder made them, as people decided, as replaced.

Nothing is overwritten: what changes ends one row and begins another, so that any past day can be asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision
from dateline.records.evidence import Record
from dateline.review.corrections import picks_words
from dateline.review.overlay import Reviewed, reviewed
from dateline.store import rows
from dateline.store.encoding import as_utc, parts
from dateline.store.lineage import sign_of
from dateline.store.schema import claim_actors, claim_places, claims, names, reports


class State(Record, frozen=True):
    """A claim as it is now: its row, its place in the report, and the claim as the coder made it and as it stands."""

    row: int
    position: int
    machine: GroundedClaim
    claim: GroundedClaim
    review: str | None


def begin(
    connection: Connection,
    report: str,
    made: Iterable[tuple[int, GroundedClaim, Reviewed]],
    by: str,
    since: dt.datetime | None = None,
) -> None:
    """Write these claims of a report as they are from ``since`` on (None: from its capture on), by a run or decision.

    Each comes with its place in the report, as the coder made it, and as people's decisions leave it.
    """
    first = _last_row(connection) + 1
    states, places, actors = [], [], []
    for row, (position, machine, now) in enumerate(made, first):
        states.append(
            rows.claim_row(report, position, now.claim)
            | {
                "row": row,
                "review": now.review,
                "begun": by,
                "since": None if since is None else as_utc(since),
                "machine": None if now.claim == machine else machine,
                "sign": sign_of(machine),
            }
        )
        places += [each | {"claim": row} for each in rows.place_rows(now.claim)]
        actors += [each | {"claim": row} for each in rows.actor_rows(now.claim)]
    numbers = _numbered(connection, {each["lookup"] for each in (*places, *actors)})
    for table, values in ((claims, states), (claim_places, places), (claim_actors, actors)):
        if values:
            named = [v | {"lookup": numbers[v["lookup"]]} if "lookup" in v else v for v in values]
            connection.execute(insert(table), named)


def _last_row(connection: Connection) -> int:
    return connection.scalar(select(claims.c.row).order_by(claims.c.row.desc()).limit(1)) or 0


def _numbered(connection: Connection, wanted: set[str]) -> Mapping[str, int]:
    """The number of each of these lookups, which are written where they are new."""
    if not wanted:
        return {}
    values = [{"lookup": each} for each in sorted(wanted)]
    connection.execute(insert(names).prefix_with("OR IGNORE"), values)
    found: dict[str, int] = {}
    for part in parts(sorted(wanted)):
        query = select(names.c.lookup, names.c.id).where(names.c.lookup.in_(part))
        found |= {row.lookup: row.id for row in connection.execute(query)}
    return found


def end(connection: Connection, states: Iterable[State], by: str, moment: dt.datetime) -> None:
    """End these states, by a run or a decision."""
    for part in parts([state.row for state in states]):
        values = {"until": as_utc(moment), "ended": by}
        connection.execute(update(claims).where(claims.c.row.in_(part)).values(values))


def states_of(connection: Connection, report: str) -> list[State]:
    """The claims of a report as they are now, in its order."""
    query = (
        select(claims.c.row, claims.c.position, claims.c.record, claims.c.machine, claims.c.review)
        .where(claims.c.report == report, claims.c.until.is_(None))
        .order_by(claims.c.position, claims.c.row)
    )
    return [_state(row) for row in connection.execute(query)]


def state_of(connection: Connection, claim: str) -> tuple[str, State] | None:
    """The report of the claim of this identifier, and the claim as it is now; None where it is made no longer."""
    query = (
        select(claims.c.report, claims.c.row, claims.c.position, claims.c.record, claims.c.machine)
        .add_columns(claims.c.review)
        .where(claims.c.id == claim, claims.c.until.is_(None))
    )
    row = connection.execute(query).first()
    return None if row is None else (row.report, _state(row))


def _state(row: Any) -> State:
    claim = msgspec.convert(row.record, GroundedClaim)
    machine = claim if row.machine is None else msgspec.convert(row.machine, GroundedClaim)
    return State(row=row.row, position=row.position, machine=machine, claim=claim, review=row.review)


def decide(
    connection: Connection,
    report: str,
    state: State,
    decisions: Sequence[Decision],
    by: str,
    moment: dt.datetime,
) -> bool:
    """Whether the claim is another now that it is as these decisions leave it, from this moment on, by a decision or run."""
    now = reviewed(state.machine, decisions, _text_for(connection, report, decisions))
    if (now.claim, now.review) == (state.claim, state.review):
        return False
    end(connection, [state], by, moment)
    begin(connection, report, [(state.position, state.machine, now)], by, moment)
    return True


def _text_for(connection: Connection, report: str, decisions: Iterable[Decision]) -> str | None:
    """The report's text, where one of the decisions is by words that were picked in it."""
    if not any(map(picks_words, decisions)):
        return None
    record = connection.scalar(select(reports.c.record).where(reports.c.id == report))
    return None if record is None else str(record["text"])


def recode(
    connection: Connection,
    report: str,
    made: Sequence[GroundedClaim],
    decided: Mapping[str, Sequence[Decision]],
    by: str,
    moment: dt.datetime,
) -> None:
    """Put what a new run made of a report in place of what the last one did; what is the same stays as it is."""
    held = {state.machine.claim.id: state for state in states_of(connection, report)}
    fresh, ended = [], []
    for position, machine in enumerate(made):
        state = held.pop(machine.claim.id, None)
        on_claim = decided.get(machine.claim.id, ())
        now = reviewed(machine, on_claim, _text_for(connection, report, on_claim))
        if state is not None:
            kept = same(state.machine, machine) and same(state.claim, now.claim)
            if kept and now.review == state.review:
                continue
            ended.append(state)
        fresh.append((position, machine, now))
    end(connection, [*ended, *held.values()], by, moment)
    begin(connection, report, fresh, by, moment)


def same(one: GroundedClaim, other: GroundedClaim) -> bool:
    """Whether two claims say the same by the same words, whichever version of a stage read them."""
    made = frozenset({"made"})
    return bool(without(msgspec.to_builtins(one), made) == without(msgspec.to_builtins(other), made))


def without(value: Any, names: frozenset[str]) -> Any:
    """Plain values without the fields of these names, however deep they lie."""
    if isinstance(value, dict):
        return {key: without(each, names) for key, each in value.items() if key not in names}
    return [without(each, names) for each in value] if isinstance(value, list | tuple) else value
