"""Coding anew over a connection: what a run makes of captures that the case has, and how that differs from before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select, text, update

from dateline.errors import CaseError
from dateline.reconcile.surroundings import Surroundings
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Record
from dateline.records.header import Header
from dateline.review.corrections import FIELDS, said_of
from dateline.store import decisions, rows, search, states, versions
from dateline.store.encoding import as_utc
from dateline.store.reconciling import Reconciling
from dateline.store.schema import FTS_TABLE, blocks, captures, claims, former_reports, reports, runs

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
) -> str | None:
    """The report's address, after what a run made of a capture was put in place of what the last one did."""
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
        return address
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
    # a claim that goes on under another name takes its decisions along
    decisions.lay(connection, about.id, run.id, moment)
    reconciling = Reconciling(connection, moment)
    if address is not None:
        reconciling.restand(address)
    reconciling.refresh(about.id, around)
    return address


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
