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
from dateline.store.schema import captures, claims, reports


def told(
    connection: Connection, places: tuple[str, ...] = (), as_of: dt.date | None = None
) -> Iterator[Told]:
    """The TERRITORY and RETREAT claims at places of these names (all, without names), as known on ``as_of``.

    What was captured after that day, in UTC, is left out; of a report's versions the one counts that was the
    newest then. Without ``as_of`` it is the newest.
    """
    query = (
        select(claims.c.record, reports.c.taken, *versions.about(as_of))
        .join(reports, claims.c.report == reports.c.id)
        .join(captures, reports.c.capture == captures.c.id)
        .where(claims.c.type.in_(TYPES), *conditions(Filter(places=places, as_of=as_of)))
        .order_by(captures.c.added, reports.c.id, claims.c.position)
    )
    for row in connection.execute(query).all():
        yield Told(
            header=versions.header_of_row(row),
            claim=msgspec.convert(row.record, GroundedClaim),
            taken=row.taken.date(),
        )


def first_taken(connection: Connection) -> dt.date | None:
    """The day on which the first report of the case was captured; None for an empty case."""
    taken = connection.scalar(select(reports.c.taken).order_by(reports.c.taken).limit(1))
    return None if taken is None else taken.date()
