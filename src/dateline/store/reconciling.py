"""What the claims of a case are put together to, over a connection, kept true as reports and decisions come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, insert, select

from dateline.reconcile.echoes import COPY
from dateline.reconcile.reconciler import Reconciler
from dateline.reconcile.signatures import likeness
from dateline.reconcile.surroundings import Surroundings, surroundings_of
from dateline.reconcile.tellings import Telling, tellings_from
from dateline.records.annotation import AnnotatedReport
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.evidence import Made
from dateline.records.report import Report
from dateline.store.binding import bonds
from dateline.store.encoding import as_utc
from dateline.store.schema import claims, echoes, reports, tellings
from dateline.store.shelf import SqlShelf
from dateline.store.states import states_of


class Reconciling:
    """The reconciler of a case for one transaction."""

    def __init__(self, connection: Connection, moment: dt.datetime) -> None:
        """``moment`` is when what changes now changes."""
        self._connection = connection
        self._moment = as_utc(moment)
        self._shelf = SqlShelf(connection)
        self._bonds = bonds(connection)
        self._reconciler = Reconciler(self._shelf, self._bonds)

    def add(self, around: Surroundings, wanted: Sequence[Telling], address: str | None) -> None:
        """Put a new report's tellings among the others; of its versions only what stands counts."""
        if address is not None:
            self.restand(address)
        self._place(around.report, wanted, None)
        self._keep_echoes(wanted)

    def refresh(
        self, report: str, around: Surroundings | None = None, moment: dt.datetime | None = None
    ) -> None:
        """Make a report's tellings anew of its claims as they are now; ``around`` where the words are others now.

        They are so from ``moment`` on, if it is another than that of the whole.
        """
        since = self._moment if moment is None else as_utc(moment)
        held = self._connection.execute(
            select(tellings.c.row, tellings.c.id, tellings.c.counts, tellings.c.record, tellings.c.until)
            .where(tellings.c.report == report)
            .order_by(tellings.c.row)
        ).all()
        if around is None:
            if not held:
                return
            around = msgspec.msgpack.decode(held[-1].record, type=Telling).around
        current = [s.claim for s in states_of(self._connection, report) if s.review != "rejected"]
        wanted = {t.id: t for t in tellings_from(current, around, self._bonds.apart)}
        ended = []
        for row in held:
            if row.until is not None:
                continue
            if msgspec.msgpack.decode(row.record, type=Telling) == wanted.get(row.id):
                del wanted[row.id]
            else:
                ended.append(row)
        self._reconciler.remove([row.id for row in ended if row.counts])
        self._shelf.end([row.row for row in ended], since)
        self._place(report, list(wanted.values()), since)
        self._keep_echoes(list(wanted.values()))

    def rebind(self, named: Iterable[str]) -> frozenset[str]:
        """The claims that the decisions on these bear on, after the decisions as they are now were gone by."""
        before = self._bonds.about(named)
        self._bonds = bonds(self._connection)
        claims = before | self._bonds.about(named)
        self._reconciler.rebind(self._bonds, claims)
        return claims

    def restand(self, address: str) -> None:
        """Let count of the versions of an address what stands now."""
        query = (
            select(reports.c.newest, reports.c.id, tellings.c.row, tellings.c.counts, tellings.c.record)
            .join(tellings, tellings.c.report == reports.c.id)
            .where(reports.c.address == address, tellings.c.until.is_(None))
            .order_by(tellings.c.row)
        )
        held = [row for row in self._connection.execute(query) if row.newest != row.counts]
        found = [(row, msgspec.msgpack.decode(row.record, type=Telling)) for row in held]
        self._reconciler.remove(telling.id for row, telling in found if row.counts)
        back = [(row, telling) for row, telling in found if row.newest]
        self._shelf.end([row.row for row, _ in back], self._moment)
        for row, telling in back:
            self._place(row.id, [telling], self._moment)

    def _place(self, report: str, wanted: Sequence[Telling], since: dt.datetime | None) -> None:
        query = select(reports.c.newest).where(reports.c.id == report)
        self._shelf.since = since
        if self._connection.scalar(query):
            self._reconciler.add(wanted)
        else:
            for telling in wanted:
                self._shelf.keep(telling, counts=False)

    def _keep_echoes(self, wanted: Sequence[Telling]) -> None:
        """Keep which reports are near-copies of this one's."""
        if not wanted:
            return
        around = wanted[0].around
        values = [
            {"one": one, "other": other, "likeness": round(share, 3)}
            for each in self._shelf.surroundings_near(wanted[0])
            if (share := likeness(around.signature, each.signature)) >= COPY
            for one, other in [sorted((around.report, each.report))]
        ]
        if values:
            self._connection.execute(insert(echoes).prefix_with("OR REPLACE"), values)


def reconcile_all(connection: Connection) -> None:
    """Make the tellings of all reports that have claims and none yet, in a case from before there were any.

    The names that annotation found are not in such a case; what the words alone give has to do.
    """
    reconciling = Reconciling(connection, dt.datetime.now(dt.UTC))
    told = select(tellings.c.row).where(tellings.c.report == reports.c.id).exists()
    query = select(reports.c.id).where(~told).order_by(reports.c.taken, reports.c.id)
    for name in connection.scalars(query).all():
        held = [
            msgspec.convert(record, GroundedClaim)
            for record in connection.scalars(
                select(claims.c.record).where(claims.c.report == name, claims.c.until.is_(None))
            )
        ]
        if held:
            record = connection.scalar(select(reports.c.record).where(reports.c.id == name))
            around = surroundings_of(_bare(msgspec.convert(record, Report), held))
            reconciling.add(around, tellings_from(held, around), None)


def _bare(report: Report, held: Sequence[GroundedClaim]) -> GroundedReport:
    made = Made(stage="reconcile", version="upgrade")
    annotated = AnnotatedReport(report=report, sentences=(), tokens=(), mentions=(), made=made)
    return GroundedReport(annotated=annotated, claims=tuple(held), silence=None, made=made)
