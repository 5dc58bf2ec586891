"""The reports of a case and their versions, over a connection.

Reports of one address are versions of one report, in the order in which they were fetched. The newest that
still holds the article stands for all: what a paywall or a cookie wall left of it, or a page that says that
it is gone, does so only where there is no other.

The address is the one that the page gives for its own. Sites err in it: all their pages may give that of a
section. So pages that were fetched from different addresses are joined only where their words are alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, update

from dateline.errors import UnknownName, UsageError
from dateline.reconcile.likeness import alike
from dateline.records.evidence import Record
from dateline.records.header import Header, Version, header_of
from dateline.records.report import NoticeKind, PageKind, Report
from dateline.store.address import address_key, own_key
from dateline.store.encoding import from_utc, parts, storable
from dateline.store.recaptures import Moment, timeline
from dateline.store.schema import captures, claims, former_reports, reports
from dateline.store.standing import REMAINS, after, captured, so_on, stands

_NAMED = 5  # reports named where several fit


class ReportRow(Record, frozen=True):
    """A report of the case: its header, its number of claims, why there are none, when it was added."""

    header: Header
    version: Version
    claims: int
    silence: str | None
    added: dt.datetime
    kind: PageKind
    notices: tuple[NoticeKind, ...]


class VersionRow(Record, frozen=True):
    """One version of a report: the report as it was read, when it was fetched and added, its bytes' SHA-256.

    ``taken`` is ``fetched``, or ``added`` where that is unknown; ``last`` is when it was had again for the last
    time before it was another. ``again``: the page returned to what an earlier version has. ``newest`` tells
    whether it stands for all.
    """

    report: Report
    taken: dt.datetime
    last: dt.datetime
    again: bool
    fetched: dt.datetime | None
    added: dt.datetime
    sha256: str
    claims: int
    newest: bool


def address_of(connection: Connection, report: Report, fetched_from: str | None) -> str | None:
    """The address that the report shares with its versions, made comparable; None where it has none."""
    place = address_key(fetched_from) if fetched_from else None
    own = own_key(report.url, place)
    if own is None or own == place:
        return place
    of_own = _newest(connection, own)
    if of_own is None:
        of_place = None if place is None else _newest(connection, place)
        return place if of_place is not None and _joins(report, of_place) else own
    if (place is not None and _fetched_from(connection, own, place)) or _joins(report, of_own):
        return own
    return place


def _newest(connection: Connection, address: str) -> Report | None:
    """The report that stands for all versions of this address."""
    query = select(reports.c.record).where(reports.c.address == storable(address), reports.c.newest)
    record = connection.scalar(query.limit(1))
    return None if record is None else msgspec.convert(record, Report)


def _fetched_from(connection: Connection, address: str, place: str) -> bool:
    """Whether one of the versions of this address was fetched from this place."""
    query = (
        select(captures.c.url)
        .join(reports, reports.c.capture == captures.c.id)
        .where(reports.c.address == storable(address), captures.c.url.is_not(None))
    )
    return any(address_key(url) == place for url in connection.scalars(query.distinct()))


def _joins(report: Report, other: Report) -> bool:
    """Whether a report can be a version of another: by its words, unless one is what is left of an article."""
    return report.kind in REMAINS or other.kind in REMAINS or alike(report, other)


def held(connection: Connection, address: str, sha256: str) -> bool:
    """Whether these bytes are a version of the report of this address."""
    query = (
        select(reports.c.id)
        .join(captures, reports.c.capture == captures.c.id)
        .where(reports.c.address == storable(address), captures.c.sha256 == sha256)
    )
    return connection.execute(query.limit(1)).first() is not None


def mark_newest(connection: Connection, address: str) -> int:
    """The number of versions of the address, after marking the one that stands for all, and no other."""
    of_address = reports.c.address == storable(address)
    rows = connection.execute(select(reports.c.id, reports.c.kind).where(of_address))
    kinds = {row.id: row.kind for row in rows}
    moments = timeline(connection, address)
    newest = max(moments, key=lambda moment: (kinds[moment.report] not in REMAINS, moment.taken)).report
    stands = reports.c.id == newest
    connection.execute(update(reports).where(of_address, reports.c.newest != stands).values(newest=stands))
    return len(kinds)


def about(as_of: dt.date | None = None) -> tuple[ColumnElement[Any], ...]:
    """The columns that ``header_of_row`` reads: the header, and the ``number`` among ``of`` versions it is known by.

    With ``as_of`` as they were on that day.
    """
    other = reports.alias()
    mates = other.c.address == reports.c.address
    if as_of is not None:
        mates = mates & (other.c.taken < after(as_of))
    before = or_(
        other.c.taken < reports.c.taken, and_(other.c.taken == reports.c.taken, other.c.id <= reports.c.id)
    )
    count = select(func.count()).select_from(other).where(mates).scalar_subquery()
    number = select(func.count()).select_from(other).where(mates, before).scalar_subquery()
    alone = reports.c.address.is_(None)
    return (
        reports.c.header,
        *_then(as_of),
        case((alone, 1), else_=number).label("number"),
        case((alone, 1), else_=count).label("of"),
    )


def _then(as_of: dt.date | None) -> tuple[ColumnElement[Any], ...]:
    """Whether the report stands, and, of a day since when it was read anew, what it was read as."""
    if as_of is None:
        return (reports.c.newest,)
    former = (
        select(former_reports.c.record)
        .where(former_reports.c.report == reports.c.id, former_reports.c.until >= after(as_of))
        .order_by(former_reports.c.until)
        .limit(1)
    )
    return stands(as_of).label("newest"), former.scalar_subquery().label("former")


def header_of_row(row: Any) -> Header:
    """The report's header, with which version it is."""
    former = getattr(row, "former", None)
    found = header_of(msgspec.convert(former, Report)) if former else msgspec.convert(row.header, Header)
    return msgspec.structs.replace(found, version=_version(row))


def _version(row: Any) -> Version:
    return Version(number=row.number, of=row.of, newest=bool(row.newest))


def listed(
    connection: Connection, *, all_versions: bool, as_of: dt.date | None = None
) -> Iterator[ReportRow]:
    """The reports, in the order they were added; of several versions the newest, or all."""
    query = _listing(as_of).order_by(captures.c.added, reports.c.id)
    if as_of is not None:
        query = query.where(captured(as_of))
    if not all_versions:
        query = query.where(stands(as_of))
    yield from map(_report_row, connection.execution_options(yield_per=100).execute(query))


def of_reports(
    connection: Connection, names: Sequence[str], as_of: dt.date | None = None
) -> Iterator[ReportRow]:
    """The reports of these identifiers, in no order."""
    for part in parts(names):
        query = _listing(as_of).where(reports.c.id.in_(part))
        yield from map(_report_row, connection.execute(query))


def _listing(as_of: dt.date | None) -> Select[Any]:
    return select(
        *about(as_of),
        reports.c.silence,
        reports.c.kind,
        reports.c.notices,
        captures.c.added,
        _claims(as_of).label("claims"),
    ).join(captures, reports.c.capture == captures.c.id)


def _report_row(row: Any) -> ReportRow:
    return ReportRow(
        header=header_of_row(row),
        version=_version(row),
        claims=row.claims,
        silence=row.silence,
        added=row.added.replace(tzinfo=dt.UTC),
        kind=row.kind,
        notices=tuple(row.notices),
    )


def versions_of(connection: Connection, name: str) -> list[VersionRow]:
    """The versions of the report of this name, the oldest first: one where it has no address.

    One to which the page returned comes again. The name is a report's identifier or the start of it, its
    document, or its address. Raises UsageError where it names none or several.
    """
    group = _group(connection, name)
    query = (
        select(
            reports.c.record,
            reports.c.taken,
            reports.c.newest,
            captures.c.fetched,
            captures.c.added,
            captures.c.sha256,
            _claims().label("claims"),
        )
        .join(captures, reports.c.capture == captures.c.id)
        .where(or_(reports.c.address == group, reports.c.id == group))
        .order_by(reports.c.taken, reports.c.id)
    )
    found = {}
    for row in connection.execute(query):
        taken = row.taken.replace(tzinfo=dt.UTC)
        report = msgspec.convert(row.record, Report)
        found[report.id] = VersionRow(
            report=report,
            taken=taken,
            last=taken,
            again=False,
            fetched=from_utc(row.fetched),
            added=row.added.replace(tzinfo=dt.UTC),
            sha256=row.sha256,
            claims=row.claims,
            newest=row.newest,
        )
    moments = timeline(connection, group)
    return list(_in_time(found, moments)) if moments else list(found.values())


def _in_time(found: Mapping[str, VersionRow], moments: Sequence[Moment]) -> Iterator[VersionRow]:
    """A row for each stretch of time in which the page was the same."""
    for name, stretch in groupby(moments, key=lambda moment: moment.report):
        first, *more = (moment.taken.replace(tzinfo=dt.UTC) for moment in stretch)
        row = msgspec.structs.replace(found[name], taken=first, last=more[-1] if more else first)
        again = first != found[name].taken
        yield msgspec.structs.replace(row, again=True, fetched=first) if again else row


def _group(connection: Connection, name: str) -> str:
    """The address of the reports so named, or the identifier of the one that has none."""
    words = storable(name.strip())
    keys = [key for key in (address_key(words), address_key(f"https://{words}")) if key is not None]
    exact = or_(reports.c.id == words, reports.c.document == words, reports.c.address.in_(keys))
    start = words.lower().removeprefix("r-")
    for fits in (exact, reports.c.id.startswith(f"r-{start}", autoescape=True)):
        found = _groups(connection, fits) if start else {}
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = "; ".join(list(found.values())[:_NAMED]) + (" ..." if len(found) > _NAMED else "")
            raise UsageError(f"several reports are named {name!r}: {names}; give one of their identifiers")
    raise UnknownName(f"no report {name!r}", "reports")


def _groups(connection: Connection, fits: ColumnElement[bool]) -> dict[str, str]:
    """By address or identifier, up to one more than are named: identifier and document of the reports."""
    group = func.coalesce(reports.c.address, reports.c.id)
    query = (
        select(group, func.max(reports.c.id), func.max(reports.c.document))
        .where(fits)
        .group_by(group)
        .order_by(group)
        .limit(_NAMED + 1)
    )
    return {row[0]: f"{row[1]} ({row[2]})" for row in connection.execute(query)}


def _claims(as_of: dt.date | None = None) -> ColumnElement[int]:
    so = so_on(claims, as_of)
    return select(func.count()).where(claims.c.report == reports.c.id, so).scalar_subquery()
