"""The decisions of a case, over a connection: appended, found by what they are of, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, literal_column, select

from dateline.reconcile.bonds import Bonds, bonds_of
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision
from dateline.records.evidence import Record
from dateline.review.overlay import standing, undone_of
from dateline.store import rows
from dateline.store.encoding import parts
from dateline.store.schema import claims, decision_subjects, decisions
from dateline.store.standing import after, begins, so_on

_BONDS = ("merge", "split")


class DecisionRow(Record, frozen=True):
    """A decision, whether it stands, and those of its claims that no coder makes any more."""

    decision: Decision
    stands: bool
    orphaned: tuple[str, ...]


def append(connection: Connection, decision: Decision) -> None:
    """Write the decision."""
    connection.execute(insert(decisions).values(rows.decision_row(decision)))
    subjects = [{"subject": each, "decision": decision.id} for each in sorted(set(decision.subjects))]
    connection.execute(insert(decision_subjects), subjects)


def one(connection: Connection, start: str) -> list[Decision]:
    """The decisions whose identifier starts so, at most six."""
    query = select(decisions).where(begins(decisions.c.id, start))
    return [rows.decision_of_row(row) for row in connection.execute(query.order_by(decisions.c.id).limit(6))]


def listed(connection: Connection, as_of: dt.date | None = None) -> list[DecisionRow]:
    """All decisions, the oldest first."""
    held = _read(connection, as_of)
    undone = undone_of(held)
    wanted = {name for each in held for name in each.subjects if not name.startswith("d-")}
    now = present(connection, wanted, as_of)
    return [
        DecisionRow(
            decision=each,
            stands=each.id not in undone,
            orphaned=tuple(name for name in each.subjects if name in now and now[name] is None),
        )
        for each in held
    ]


def of_report(connection: Connection, report: str) -> Mapping[str, Sequence[Decision]]:
    """The standing decisions on each claim of a report, by the claim's present identifier, the oldest first."""
    subjects = (
        select(decision_subjects.c.decision)
        .join(claims, claims.c.id == decision_subjects.c.subject)
        .where(claims.c.report == report)
    )
    held = _read(connection, None, decisions.c.id.in_(subjects), undos=True)
    named = {name for each in held for name in each.subjects}
    now = present(connection, named)
    out: dict[str, list[Decision]] = defaultdict(list)
    for decision in standing(held):
        for name in decision.subjects:
            claim = now.get(name)
            if claim is not None and decision.kind not in _BONDS and decision not in out[claim]:
                out[claim].append(decision)
    return out


def bonds(connection: Connection, as_of: dt.date | None = None) -> Bonds:
    """What the standing merges and splits say."""
    held = _read(connection, as_of, decisions.c.kind.in_(_BONDS), undos=True)
    words = [(each.kind, each.subjects, parted_from(each)) for each in standing(held) if each.kind in _BONDS]
    if not words:
        return Bonds()
    named = {name for _, some, rest in words for name in (*some, *rest)}
    now = {old: new for old, new in present(connection, named, as_of).items() if new is not None}
    return bonds_of(words, now)


def parted_from(decision: Decision) -> tuple[str, ...]:
    """The claims that a split parts its subjects from."""
    if decision.kind != "split" or decision.value is None:
        return ()
    return msgspec.json.decode(decision.value, type=tuple[str, ...])


def _read(
    connection: Connection,
    as_of: dt.date | None,
    wanted: ColumnElement[bool] | None = None,
    *,
    undos: bool = False,
) -> list[Decision]:
    """The decisions in the order of making, with ``undos`` all undos beside those wanted."""
    query = select(decisions)
    if wanted is not None:
        query = query.where(wanted | (decisions.c.kind == "undo") if undos else wanted)
    if as_of is not None:
        query = query.where(decisions.c.at < after(as_of))
    ordered = query.order_by(literal_column("decisions.rowid"))
    return [rows.decision_of_row(row) for row in connection.execute(ordered)]


def present(
    connection: Connection, names: Collection[str], as_of: dt.date | None = None
) -> dict[str, str | None]:
    """By identifier of a claim that was ever made, the one it has now, or had on a day; None where it is made no more.

    A claim that a run made no longer goes on as the one that the same run made instead of it: the only new one of the
    same type in the same sentence of the report, where no other of that type went there.
    """
    out: dict[str, str | None] = {}
    for part in parts(sorted(names)):
        query = select(claims.c.id, so_on(claims, as_of).label("so")).where(claims.c.id.in_(part))
        for row in connection.execute(query):
            if row.so:
                out[row.id] = row.id
            else:
                out.setdefault(row.id, None)
    for name in [name for name, now in out.items() if now is None]:
        out[name] = _successor(connection, name)
    return out


def _successor(connection: Connection, name: str) -> str | None:
    """The claim that goes on for one that is made no longer."""
    while True:
        query = select(claims).where(claims.c.id == name).order_by(claims.c.row.desc())
        former = connection.execute(query.limit(1)).one()
        if former.until is None:
            return name
        first = select(func.min(claims.c.row)).where(claims.c.report == former.report).group_by(claims.c.id)
        begun = select(claims).where(claims.c.row.in_(first), claims.c.begun == former.ended)
        ended = select(claims).where(claims.c.report == former.report, claims.c.ended == former.ended)
        kept = select(claims.c.id).where(claims.c.report == former.report, claims.c.begun == former.ended)
        sign = _sign(former)
        born = {row.id for row in connection.execute(begun) if row.since is not None and _sign(row) == sign}
        again = set(connection.scalars(kept))
        gone = {row.id for row in connection.execute(ended) if row.id not in again and _sign(row) == sign}
        if len(born) != 1 or gone != {name}:
            return None
        name = born.pop()


def _sign(row: Any) -> tuple[str, str]:
    """The type that the coder gave a claim, and the words of its sentence."""
    grounded = msgspec.convert(row.record if row.machine is None else row.machine, GroundedClaim)
    return grounded.claim.type, " ".join(grounded.claim.sentence.text.split())


def claims_touched(connection: Connection, decision: Decision) -> set[str]:
    """The claims that a decision, or what it undoes, is of, by the identifiers they were named by."""
    if decision.kind != "undo":
        return {*decision.subjects, *parted_from(decision)}
    query = select(decisions).where(decisions.c.id.in_(decision.subjects))
    undone = [rows.decision_of_row(row) for row in connection.execute(query)]
    return {name for each in undone for name in claims_touched(connection, each)}


def kinds_touched(connection: Connection, decision: Decision) -> set[str]:
    """The kinds of decisions that a decision makes or takes back."""
    if decision.kind != "undo":
        return {decision.kind}
    query = select(decisions).where(decisions.c.id.in_(decision.subjects))
    undone = [rows.decision_of_row(row) for row in connection.execute(query)]
    return {kind for each in undone for kind in kinds_touched(connection, each)}


def stands(connection: Connection, decision: str) -> bool:
    """Whether the decision of this identifier stands."""
    return decision not in undone_of(_read(connection, None, decisions.c.kind == "undo"))


def subjects(names: Iterable[str]) -> tuple[str, ...]:
    """The identifiers once each, sorted, as a decision holds them."""
    return tuple(sorted(set(names)))
