"""The claims that control is read from, over a connection: of each report the version that stood on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from dateline.control.statements import TYPES
from dateline.records.claim import GroundedClaim
from dateline.records.control import Told
from dateline.store import versions
from dateline.store.filters import Filter, conditions
from dateline.store.recaptures import timeline
from dateline.store.schema import captures, claims, reports


def told(
    connection: Connection, places: tuple[str, ...] = (), as_of: dt.date | None = None
) -> Iterator[Told]:
    """The TERRITORY and RETREAT claims at places of these names (all, without names), as known on ``as_of``.

    What was captured after that day, in UTC, is left out; of a report's versions the one counts that was the
    newest then. Without ``as_of`` it is the newest.
    """
    numbered = versions.numbered()
    wanted = conditions(Filter(places=places, all_versions=as_of is not None))
    query = (
        select(claims.c.record, reports.c.id, reports.c.address, reports.c.taken, *versions.about(numbered))
        .join(reports, claims.c.report == reports.c.id)
        .join(numbered, numbered.c.id == reports.c.id)
        .join(captures, reports.c.capture == captures.c.id)
        .where(claims.c.type.in_(TYPES), *wanted)
        .order_by(captures.c.added, reports.c.id, claims.c.position)
    )
    if as_of is not None:
        query = query.where(reports.c.taken < _after(as_of))
    stood: dict[str, str] = {}
    for row in connection.execute(query).all():
        if as_of is not None and row.address is not None and row.of > 1:
            if row.address not in stood:
                stood[row.address] = _standing(connection, row.address, as_of)
            if stood[row.address] != row.id:
                continue
        yield Told(
            header=versions.header_of_row(row),
            claim=msgspec.convert(row.record, GroundedClaim),
            taken=row.taken.date(),
        )


def _after(day: dt.date) -> dt.datetime:
    """The first moment that is not on or before the day."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min)


def _standing(connection: Connection, address: str, as_of: dt.date) -> str:
    """The report that stood for all versions of the address on the day, by the rule of ``mark_newest``."""
    of_address = reports.c.address == address
    kinds = {
        row.id: row.kind for row in connection.execute(select(reports.c.id, reports.c.kind).where(of_address))
    }
    moments = [moment for moment in timeline(connection, address) if moment.taken < _after(as_of)]
    return max(
        moments, key=lambda moment: (kinds[moment.report] not in versions.REMAINS, moment.taken)
    ).report


def first_taken(connection: Connection) -> dt.date | None:
    """The day on which the first report of the case was captured; None for an empty case."""
    taken = connection.scalar(select(reports.c.taken).order_by(reports.c.taken).limit(1))
    return None if taken is None else taken.date()
