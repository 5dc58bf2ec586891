"""When a page was had again with bytes that the case has, over a connection.

A page may return to what it said before, so each time is kept: the first as the report's ``taken``.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select

from dateline.records.capture import Capture
from dateline.records.evidence import Record
from dateline.store.address import address_key
from dateline.store.encoding import as_utc, storable
from dateline.store.schema import captures, recaptures, reports


class Moment(Record, frozen=True):
    """A time, in UTC without a zone, at which a page was as this report has it; ``again``: a recapture."""

    taken: dt.datetime
    report: str
    again: bool


class Recapture(Record, frozen=True):
    """That the page of this address was again as this report has it."""

    address: str
    report: str
    taken: dt.datetime


def timeline(connection: Connection, address: str) -> list[Moment]:
    """The moments of all versions of an address, in order."""
    of_address = reports.c.address == storable(address)
    first = select(reports.c.taken, reports.c.id).where(of_address)
    again = select(recaptures.c.taken, recaptures.c.report)
    again = again.join(reports, reports.c.id == recaptures.c.report).where(of_address)
    moments = [Moment(taken=row[0], report=row[1], again=False) for row in connection.execute(first)]
    moments += [Moment(taken=row[0], report=row[1], again=True) for row in connection.execute(again)]
    return sorted(moments, key=lambda moment: (moment.taken, moment.report))


def recapture(connection: Connection, capture: Capture) -> Recapture | None:
    """What is to be kept of a capture whose bytes the case has; None for nothing.

    Nothing is kept where its time or address is unknown, where these bytes were had from other addresses only,
    or where it is kept already.
    """
    place = address_key(capture.url) if capture.url else None
    if capture.fetched is None or place is None:
        return None
    query = (
        select(reports.c.id, reports.c.address, captures.c.url)
        .join(captures, reports.c.capture == captures.c.id)
        .where(captures.c.sha256 == capture.sha256, captures.c.url.is_not(None))
        .where(captures.c.fetched.is_not(None), reports.c.address.is_not(None))
    )
    row = next((row for row in connection.execute(query) if address_key(row.url) == place), None)
    if row is None:
        return None
    found = Recapture(address=row.address, report=row.id, taken=as_utc(capture.fetched))
    return None if found.taken in _moments(connection, found.report) else found


def _moments(connection: Connection, report: str) -> set[dt.datetime]:
    """When the page was had as this report has it."""
    again = select(recaptures.c.taken).where(recaptures.c.report == report)
    return {
        *connection.scalars(again),
        *connection.scalars(select(reports.c.taken).where(reports.c.id == report)),
    }


def keep(connection: Connection, found: Recapture) -> None:
    """Insert the recapture."""
    connection.execute(insert(recaptures).values(report=found.report, taken=found.taken))
