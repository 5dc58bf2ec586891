"""Which version of a report, and which state of a claim or telling, stands: now, or as was known on a past day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from dateline.records.report import PageKind
from dateline.store.encoding import storable
from dateline.store.schema import recaptures, reports

#: Kinds of pages that hold less than the article that was there before.
REMAINS: frozenset[PageKind] = frozenset({"paywall stub", "cookie wall", "not found"})


def after(day: dt.date) -> dt.datetime:
    """The first moment, in UTC, that is not on or before the day; the last one there is, for the last day there is."""
    if day == dt.date.max:
        return dt.datetime.max
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min)


def stands(as_of: dt.date | None) -> ColumnElement[bool]:
    """Whether a report's row is the version that stands for all of its address, now or as known on a day.

    Of the versions that had been captured by then it is the one that was so last; what a paywall left of an article
    stands only where there is no other.
    """
    if as_of is None:
        return reports.c.newest
    end = after(as_of)
    other = reports.alias()
    again = select(func.max(recaptures.c.taken)).where(
        recaptures.c.report == other.c.id, recaptures.c.taken < end
    )
    standing = (
        select(other.c.id)
        .where(other.c.address == reports.c.address, other.c.taken < end)
        .order_by(
            other.c.kind.in_(REMAINS),
            func.max(other.c.taken, func.coalesce(again.scalar_subquery(), other.c.taken)).desc(),
            other.c.id,
        )
        .limit(1)
        .scalar_subquery()
    )
    return and_(reports.c.taken < end, or_(reports.c.address.is_(None), reports.c.id == standing))


def captured(as_of: dt.date | None) -> ColumnElement[bool]:
    """Whether a report's row had been captured by the day."""
    return reports.c.newest.in_((True, False)) if as_of is None else reports.c.taken < after(as_of)


def begins(column: Any, start: str) -> ColumnElement[bool]:
    """Whether an identifier starts so; by its order, for which there is an index."""
    words = storable(start)
    found: ColumnElement[bool] = and_(column >= words, column < words + "\U0010ffff")
    return found


def so_on(table: Table, as_of: dt.date | None) -> ColumnElement[bool]:
    """Whether a state (a row with ``since`` and ``until``) is so now, or was so on a day."""
    since: Any = table.c.since
    until: Any = table.c.until
    if as_of is None:
        now: ColumnElement[bool] = until.is_(None)
        return now
    end = after(as_of)
    found: ColumnElement[bool] = and_(or_(since.is_(None), since < end), or_(until.is_(None), until >= end))
    return found
