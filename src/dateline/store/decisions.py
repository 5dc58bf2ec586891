"""The decisions of a case, over a connection: appended, found by what they are of, and what follows from them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, literal_column, select

from dateline.records.decision import Decision, DecisionKind
from dateline.records.evidence import Record
from dateline.review.overlay import outranked, standing, undone_of
from dateline.store import rows
from dateline.store.encoding import as_utc, parts
from dateline.store.lineage import counterparts, everywhere, present
from dateline.store.schema import claims, decision_subjects, decisions, reports
from dateline.store.standing import after, begins
from dateline.store.standing import stands as standing_on
from dateline.store.states import decide, states_of

#: The kinds that tie claims or part them.
BONDS = ("merge", "split")


class DecisionRow(Record, frozen=True):
    """A decision, whether it stands, and what became of its claims.

    ``orphaned`` are those that no coder makes any more; ``superseded`` those of an earlier version of a page whose
    words the version that stands does not have. ``outranked``: later ones say something else of all of them.
    """

    decision: Decision
    stands: bool
    orphaned: tuple[str, ...]
    superseded: tuple[str, ...] = ()
    outranked: bool = False


def append(connection: Connection, decision: Decision) -> None:
    """Write the decision."""
    connection.execute(insert(decisions).values(rows.decision_row(decision)))
    subjects = [{"subject": each, "decision": decision.id} for each in sorted(set(decision.subjects))]
    connection.execute(insert(decision_subjects), subjects)


def one(connection: Connection, start: str) -> list[Decision]:
    """The decisions whose identifier starts so, at most six."""
    query = select(decisions).where(begins(decisions.c.id, start))
    return [rows.decision_of_row(row) for row in connection.execute(query.order_by(decisions.c.id).limit(6))]


def listed(
    connection: Connection, as_of: dt.date | None = None, held: Sequence[Decision] | None = None
) -> list[DecisionRow]:
    """All decisions, or these, in their order."""
    if held is None:
        held = around = read(connection, as_of)
        undone = undone_of(held)
    else:
        around = naming(connection, {name for each in held for name in each.subjects}, as_of)
        undone = taken_back(connection, {each.id for each in around}, as_of)
    later = outranked([each for each in around if each.id not in undone])
    wanted = {name for each in held for name in each.subjects if not name.startswith("d-")}
    now = present(connection, wanted, as_of)
    left = _superseded(connection, {name for name in now.values() if name is not None}, as_of)
    return [
        DecisionRow(
            decision=each,
            stands=each.id not in undone,
            orphaned=tuple(name for name in each.subjects if name in now and now[name] is None),
            superseded=tuple(name for name in each.subjects if now.get(name) in left),
            outranked=each.id in later,
        )
        for each in held
    ]


def versions_of(
    connection: Connection, names: Collection[str], as_of: dt.date | None = None
) -> frozenset[str]:
    """These claims under the names that they have now and in other versions of their pages, too."""
    found = everywhere(connection, names, as_of)
    return frozenset(names).union(*found.values())


def naming(connection: Connection, names: Collection[str], as_of: dt.date | None = None) -> list[Decision]:
    """The decisions on any of these claims, and the undos of any of these decisions, in the order of making."""
    found: dict[int, Decision] = {}
    for part in parts(sorted(names)):
        on = select(decision_subjects.c.decision).where(decision_subjects.c.subject.in_(part))
        query = select(decisions, literal_column("decisions.rowid").label("place"))
        query = query.where(decisions.c.id.in_(on))
        if as_of is not None:
            query = query.where(decisions.c.at < after(as_of))
        found |= {row.place: rows.decision_of_row(row) for row in connection.execute(query)}
    return [found[place] for place in sorted(found)]


def taken_back(
    connection: Connection, names: Collection[str], as_of: dt.date | None = None
) -> frozenset[str]:
    """Those of these decisions that an undo which stands takes back."""
    chain: list[list[Decision]] = []
    asked = set(names)
    while undos := naming(connection, asked, as_of):
        chain.append(undos)
        asked = {each.id for each in undos}
    gone: set[str] = set()
    for undos in reversed(chain):
        gone |= {name for each in undos if each.id not in gone for name in each.subjects}
    return frozenset(gone & set(names))


def _superseded(connection: Connection, names: Collection[str], as_of: dt.date | None) -> frozenset[str]:
    """Those of these claims that no version that stands has, in the same words."""
    standing_now = _of_standing(connection, names, as_of)
    others = counterparts(connection, set(names) - standing_now, as_of)
    theirs = _of_standing(connection, {each for held in others.values() for each in held}, as_of)
    kept = {name for name, held in others.items() if held & theirs}
    return frozenset(set(names) - standing_now - kept)


def _of_standing(connection: Connection, names: Collection[str], as_of: dt.date | None) -> set[str]:
    found: set[str] = set()
    for part in parts(sorted(names)):
        query = select(claims.c.id).join(reports, reports.c.id == claims.c.report)
        found |= set(connection.scalars(query.where(claims.c.id.in_(part), standing_on(as_of))))
    return found


def of_report(connection: Connection, report: str) -> Mapping[str, Sequence[Decision]]:
    """The standing decisions on each claim of a report, by the claim's present identifier, the oldest first.

    What was decided of a claim holds for those that say the same in other versions of the page.
    """
    address = select(reports.c.address).where(reports.c.id == report).scalar_subquery()
    versions = select(reports.c.id).where((reports.c.id == report) | (reports.c.address == address))
    subjects = (
        select(decision_subjects.c.decision)
        .join(claims, claims.c.id == decision_subjects.c.subject)
        .where(claims.c.report.in_(versions))
    )
    held = read(connection, None, decisions.c.id.in_(subjects), undos=True)
    now = everywhere(connection, {name for each in held for name in each.subjects})
    out: dict[str, list[Decision]] = defaultdict(list)
    for decision in standing(held):
        for claim in {each: None for name in decision.subjects for each in now.get(name, ())}:
            if decision.kind not in BONDS:
                out[claim].append(decision)
    return out


def lay(
    connection: Connection, report: str, by: str | None, moment: dt.datetime | None
) -> dt.datetime | None:
    """Let the claims of a report be as the decisions on them leave them, by a decision or run, from this moment on.

    Without ``by`` and ``moment`` it is by the last of the decisions on each, and from when both it and the report were
    there. Gives the latest moment from which a claim is another, in UTC without a zone; None where none is.
    """
    on_claims = of_report(connection, report)
    taken: dt.datetime = connection.execute(
        select(reports.c.taken).where(reports.c.id == report)
    ).scalar_one()
    changed: list[dt.datetime] = []
    for state in states_of(connection, report):
        held = on_claims.get(state.machine.claim.id, ())
        if held or state.review is not None or state.claim != state.machine:
            since = as_utc(moment) if moment is not None else max(as_utc(held[-1].at), taken)
            if decide(connection, report, state, held, by or held[-1].id, since):
                changed.append(since)
    return max(changed, default=None)


def parted_from(decision: Decision) -> tuple[str, ...]:
    """The claims that a split parts its subjects from."""
    if decision.kind != "split" or decision.value is None:
        return ()
    return msgspec.json.decode(decision.value, type=tuple[str, ...])


def read(
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


def claims_touched(connection: Connection, decision: Decision) -> set[str]:
    """The claims that a decision, or what it undoes, is of, by the identifiers they were named by."""
    if decision.kind != "undo":
        return {*decision.subjects, *parted_from(decision)}
    query = select(decisions).where(decisions.c.id.in_(decision.subjects))
    undone = [rows.decision_of_row(row) for row in connection.execute(query)]
    return {name for each in undone for name in claims_touched(connection, each)}


def kinds_touched(connection: Connection, decision: Decision) -> set[DecisionKind]:
    """The kinds of decisions that a decision makes or takes back."""
    if decision.kind != "undo":
        return {decision.kind}
    query = select(decisions).where(decisions.c.id.in_(decision.subjects))
    undone = [rows.decision_of_row(row) for row in connection.execute(query)]
    return {kind for each in undone for kind in kinds_touched(connection, each)}


def claims_now(connection: Connection, decision: Decision) -> set[str]:
    """The claims that a decision, or what it undoes, is of, as they are named now, in all versions of their pages."""
    now = everywhere(connection, claims_touched(connection, decision))
    return {claim for held in now.values() for claim in held}


def subjects(names: Iterable[str]) -> tuple[str, ...]:
    """The identifiers once each, sorted, as a decision holds them."""
    return tuple(sorted(set(names)))
