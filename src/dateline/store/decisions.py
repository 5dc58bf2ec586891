"""The decisions of a case, over a connection: appended, found by what they are of, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select

from dateline.reconcile.bonds import Bonds, bonds_of
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision
from dateline.records.evidence import Record
from dateline.review.overlay import standing
from dateline.store import rows
from dateline.store.schema import claims, decision_subjects, decisions
from dateline.store.standing import after

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
    query = select(decisions).where(decisions.c.id.startswith(start, autoescape=True))
    return [rows.decision_of_row(row) for row in connection.execute(query.order_by(decisions.c.id).limit(6))]


def listed(connection: Connection, as_of: dt.date | None = None) -> list[DecisionRow]:
    """All decisions, the oldest first."""
    held = _read(connection, as_of)
    stand = {decision.id for decision in standing(held)}
    wanted = {name for each in held for name in each.subjects if not name.startswith("d-")}
    now = present(connection, wanted)
    return [
        DecisionRow(
            decision=each,
            stands=each.id in stand or each.kind == "undo",
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
    now = {old: new for old, new in present(connection, named).items() if new is not None}
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
    ordered = query.order_by(decisions.c.at, decisions.c.id)
    return [rows.decision_of_row(row) for row in connection.execute(ordered)]


def present(connection: Connection, names: Collection[str]) -> dict[str, str | None]:
    """By identifier of a claim that was ever made, the one it has now; None where no coder makes it any more.

    A claim that is made no longer goes on as the only one of the same type that the report's same sentence has now.
    """
    wanted = sorted(names)
    out: dict[str, str | None] = {}
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        query = select(claims.c.id, claims.c.until).where(claims.c.id.in_(part))
        for row in connection.execute(query):
            if row.until is None:
                out[row.id] = row.id
            else:
                out.setdefault(row.id, None)
    for name in [name for name, now in out.items() if now is None]:
        out[name] = _successor(connection, name)
    return out


def _successor(connection: Connection, name: str) -> str | None:
    query = select(claims.c.report, claims.c.type, claims.c.record).where(claims.c.id == name)
    former = connection.execute(query.order_by(claims.c.row.desc()).limit(1)).one()
    same = select(claims.c.id, claims.c.record).where(
        claims.c.report == former.report, claims.c.type == former.type, claims.c.until.is_(None)
    )
    words = _sentence(former.record)
    found = {row.id for row in connection.execute(same) if _sentence(row.record) == words}
    return found.pop() if len(found) == 1 else None


def _sentence(record: object) -> str:
    return " ".join(msgspec.convert(record, GroundedClaim).claim.sentence.text.split())


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
    undos = _read(connection, None, decisions.c.kind == "undo")
    undone: set[str] = set()
    for each in reversed(undos):
        if each.id not in undone:
            undone |= set(each.subjects)
    return decision not in undone


def subjects(names: Iterable[str]) -> tuple[str, ...]:
    """The identifiers once each, sorted, as a decision holds them."""
    return tuple(sorted(set(names)))
