"""Coding anew over a connection: what a run makes of captures that the case has, and how that differs from before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, text, update

from dateline.errors import CaseError
from dateline.reconcile.surroundings import Surroundings
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Record
from dateline.records.header import Header
from dateline.review.corrections import FIELDS, said_of
from dateline.store import binding, decisions, rows, search, states, versions
from dateline.store.encoding import as_utc
from dateline.store.reconciling import Reconciling
from dateline.store.schema import (
    FTS_TABLE,
    blocks,
    captures,
    claims,
    decision_subjects,
    former_reports,
    reports,
    runs,
)

#: What of a value tells how it was read.
_WORDING = frozenset({"made", "evidence", "how", "why"})


class Recoded(Record, frozen=True):
    """What a run changed: the report, the claim before and after (None where there is none), and the fields that
    differ; ``words`` where only the evidence or the reasons do.
    """

    header: Header
    kind: Literal["new", "gone", "changed"]
    before: GroundedClaim | None
    after: GroundedClaim | None
    fields: tuple[str, ...]


def replace(
    connection: Connection, report: GroundedReport, around: Surroundings, run: Run, moment: dt.datetime
) -> list[str]:
    """The report and its other versions, after what a run made of a capture was put in place of what the last one did."""
    about = report.annotated.report
    held = connection.execute(select(reports).where(reports.c.id == about.id)).first()
    if held is None:
        raise CaseError(
            f"{about.document}: this version of Dateline names its report otherwise than the case does; "
            "add the page to a new case"
        )
    keep_run(connection, run)
    row = rows.report_row(about, report.silence, run, address=held.address, taken=held.taken)
    row["newest"] = held.newest
    address: str | None = held.address
    if held.run == run.id:
        return []
    mates = _versions(connection, about.id, address)
    reconciling = Reconciling(connection, moment)
    named = _claims_of(connection, mates)
    if held.record != msgspec.to_builtins(row["record"]):
        former = {"report": held.id, "run": held.run, "until": as_utc(moment)}
        kept = {"silence": held.silence, "record": held.record}
        connection.execute(insert(former_reports).values(former | kept))
        _replace_blocks(connection, report)
    connection.execute(update(reports).where(reports.c.id == about.id).values(row))
    if address is not None:
        versions.mark_newest(connection, address)
    decided = decisions.of_report(connection, about.id)
    states.recode(connection, about.id, report.claims, decided, run.id, moment)
    binding.forget(connection)
    # a claim that goes on under another name takes its decisions along, in all versions of the page
    for mate in mates:
        decisions.lay(connection, mate, run.id, moment)
    reconciling.rebind(named)
    if address is not None:
        reconciling.restand(address)
    for mate in mates:
        reconciling.refresh(mate, around if mate == about.id else None)
    reconciling.rebind(named | _claims_of(connection, mates))
    return mates


def lay_on_versions(connection: Connection, moment: dt.datetime) -> list[str]:
    """The reports that have versions and decisions, after what was decided of one was laid on the others."""
    other = reports.alias()
    decided = (
        select(reports.c.id)
        .join(claims, claims.c.report == reports.c.id)
        .join(decision_subjects, decision_subjects.c.subject == claims.c.id)
        .where(reports.c.address == other.c.address)
        .exists()
    )
    query = select(other.c.address).where(other.c.address.is_not(None), decided)
    addresses = query.group_by(other.c.address).having(func.count() > 1).order_by(other.c.address)
    done: list[str] = []
    for address in connection.scalars(addresses).all():
        mates = _versions(connection, "", address)
        for mate in mates:
            decisions.lay(connection, mate, None, None)
        binding.forget(connection)
        reconciling = Reconciling(connection, moment)
        for mate in mates:
            reconciling.refresh(mate)
        reconciling.rebind(_claims_of(connection, mates))
        done += mates
    return done


def _versions(connection: Connection, report: str, address: str | None) -> list[str]:
    """The reports of an address, or the one report where it has none."""
    if address is None:
        return [report]
    query = select(reports.c.id).where(reports.c.address == address)
    return list(connection.scalars(query.order_by(reports.c.taken, reports.c.id)))


def _claims_of(connection: Connection, names: Sequence[str]) -> frozenset[str]:
    query = select(claims.c.id).where(claims.c.report.in_(names)).distinct()
    return frozenset(connection.scalars(query))


def keep_run(connection: Connection, run: Run) -> None:
    """Write the run, unless it is there."""
    if connection.scalar(select(runs.c.id).where(runs.c.id == run.id)) is None:
        connection.execute(insert(runs).values(rows.run_row(run)))


def _replace_blocks(connection: Connection, report: GroundedReport) -> None:
    """Put the report's blocks in place of those it had, also in the full text."""
    name = report.annotated.report.id
    held = connection.execute(select(blocks.c.id, blocks.c.text).where(blocks.c.report == name)).all()
    for row in held:
        connection.execute(
            text(f"INSERT INTO {FTS_TABLE} ({FTS_TABLE}, rowid, text) VALUES ('delete', :id, :text)"),
            {"id": row.id, "text": row.text},
        )
    connection.execute(delete(blocks).where(blocks.c.report == name))
    search.keep(connection, rows.block_rows(report.annotated.report))


def differences(connection: Connection, run: str) -> list[Recoded]:
    """What the run of this identifier changed in what an earlier one had made, by report and place in it."""
    return list(_differences(connection, run))


def _differences(connection: Connection, run: str) -> Iterator[Recoded]:
    columns = (claims.c.id, claims.c.report, claims.c.position, claims.c.record, claims.c.machine)
    query = (
        select(*columns, claims.c.begun, *versions.about())
        .join(reports, reports.c.id == claims.c.report)
        .join(captures, captures.c.id == reports.c.capture)
        .where(((claims.c.begun == run) & claims.c.since.is_not(None)) | (claims.c.ended == run))
        .order_by(captures.c.added, claims.c.report, claims.c.position, claims.c.row)
    )
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for row in connection.execute(query):
        (after if row.begun == run else before)[row.id] = row
    for name in dict.fromkeys([*before, *after]):
        was, now = _machine(before.get(name)), _machine(after.get(name))
        header = versions.header_of_row(before.get(name) or after[name])
        if was is not None and now is not None:
            fields = tuple(f for f in FIELDS if _told(was, f) != _told(now, f))
            yield Recoded(header=header, kind="changed", before=was, after=now, fields=fields or ("words",))
        else:
            yield Recoded(
                header=header, kind="gone" if now is None else "new", before=was, after=now, fields=()
            )


def _told(grounded: GroundedClaim, field: str) -> Any:
    """What the claim says of the field, without the words it came from and who read them."""
    return states.without(said_of(grounded, field), _WORDING)


def _machine(row: Any) -> GroundedClaim | None:
    if row is None:
        return None
    return msgspec.convert(row.record if row.machine is None else row.machine, GroundedClaim)
