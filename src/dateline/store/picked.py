"""Picked: claims by their rows, reports a page at a time, spells by their first day, over a connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, and_, func, or_, select

from dateline.records.claim import GroundedClaim
from dateline.records.evidence import Record, Unknown
from dateline.records.header import Header
from dateline.records.report import Report
from dateline.review.overlay import ReviewState
from dateline.store import versions
from dateline.store.encoding import parts
from dateline.store.keys import key_of
from dateline.store.schema import blocks, captures, claims, reports
from dateline.store.standing import captured, so_on, stands
from dateline.store.versions import ReportRow


class Standing(Record, frozen=True):
    """A claim as it is or was on a day, with its review, and as the coder made it where that is another."""

    claim: GroundedClaim
    review: ReviewState | None
    machine: GroundedClaim | None


class Listed(Record, frozen=True):
    """A report of the case, and how many of its comments are flagged."""

    row: ReportRow
    flagged: int


def claims_of_rows(
    connection: Connection, rows: Iterable[int], as_of: dt.date | None = None
) -> Iterator[tuple[Header, GroundedClaim]]:
    """The claims of these rows with their reports' headers, in the order they were added, as ``Case.claims`` has it."""
    order: list[tuple[dt.datetime, str, int, int]] = []
    joined = claims.join(reports, claims.c.report == reports.c.id).join(
        captures, reports.c.capture == captures.c.id
    )
    for part in parts(list(rows)):
        query = select(captures.c.added, reports.c.id, claims.c.position, claims.c.row).select_from(joined)
        order += [tuple(row) for row in connection.execute(query.where(claims.c.row.in_(part)))]
    for some in parts([row for *_, row in sorted(order)]):
        query = select(claims.c.row, claims.c.record, *versions.about(as_of)).join(
            reports, claims.c.report == reports.c.id
        )
        found = {row.row: row for row in connection.execute(query.where(claims.c.row.in_(some)))}
        for number in some:
            row = found[number]
            yield versions.header_of_row(row), msgspec.convert(row.record, GroundedClaim)


def standing_of(connection: Connection, report: str, as_of: dt.date | None = None) -> list[Standing]:
    """The claims of a report as they are, or were on a day, in its order; rejected ones too."""
    query = (
        select(claims.c.record, claims.c.review, claims.c.machine)
        .where(claims.c.report == report, so_on(claims, as_of))
        .order_by(claims.c.position, claims.c.row)
    )
    return [_standing(row.record, row.review, row.machine) for row in connection.execute(query)]


def standing(connection: Connection, claim: str, as_of: dt.date | None = None) -> Standing | None:
    """The claim of this identifier as it is, or was on a day; None where it is, or was, made no longer."""
    query = select(claims.c.record, claims.c.review, claims.c.machine)
    row = connection.execute(query.where(claims.c.id == claim, so_on(claims, as_of))).first()
    return None if row is None else _standing(row.record, row.review, row.machine)


def _standing(record: object, review: ReviewState | None, machine: object) -> Standing:
    made = None if machine is None else msgspec.convert(machine, GroundedClaim)
    return Standing(claim=msgspec.convert(record, GroundedClaim), review=review, machine=made)


def report_named(
    connection: Connection, name: str, as_of: dt.date | None = None
) -> tuple[Report, Header] | None:
    """The report of this identifier and its header, as it was read last or by a day; None where there is none."""
    query = select(reports.c.record, *versions.about(as_of)).where(reports.c.id == name)
    row = connection.execute(query).first()
    if row is None:
        return None
    record = getattr(row, "former", None) or row.record
    return msgspec.convert(record, Report), versions.header_of_row(row)


def page_of_reports(
    connection: Connection,
    words: str | None,
    outlet: str | None,
    offset: int,
    limit: int,
    as_of: dt.date | None = None,
) -> tuple[int, list[Listed]]:
    """How many reports there are, and some of them, the one that was added last first.

    ``words`` stand in a title or document name, ``outlet`` in the name of the publisher.
    """
    fits = [stands(as_of)]
    if as_of is not None:
        fits.append(captured(as_of))
    if words and words.split():
        either = (reports.c.title, reports.c.document)
        fits.append(
            and_(*(or_(*(c.icontains(word, autoescape=True) for c in either)) for word in words.split()))
        )
    if outlet and key_of(outlet):
        fits.append(reports.c.outlet_key.contains(key_of(outlet), autoescape=True))
    joined = reports.join(captures, reports.c.capture == captures.c.id)
    total = connection.scalar(select(func.count()).select_from(reports).where(*fits)) or 0
    first = (
        select(reports.c.id)
        .select_from(joined)
        .where(*fits)
        .order_by(captures.c.added.desc(), reports.c.id)
        .offset(offset)
        .limit(limit)
    )
    wanted = list(connection.scalars(first))
    rows = {row.header.report: row for row in versions.of_reports(connection, wanted, as_of)}
    count = select(blocks.c.report, func.count()).where(
        blocks.c.report.in_(wanted), blocks.c.flags.is_not(None)
    )
    flagged = {row[0]: row[1] for row in connection.execute(count.group_by(blocks.c.report))}
    return total, [Listed(row=rows[name], flagged=flagged.get(name, 0)) for name in wanted]


def place_reasons(connection: Connection, rows: Iterable[int]) -> dict[tuple[int, str], str]:
    """Why the places of the claims of these rows are not resolved, by row and words ("" where none is named)."""
    found = {}
    for part in parts(sorted(set(rows))):
        query = select(claims.c.row, claims.c.record).where(claims.c.row.in_(part))
        for number, record in connection.execute(query):
            grounded = msgspec.convert(record, GroundedClaim)
            places = grounded.claim.places
            if isinstance(places, Unknown):
                found[number, ""] = places.reason
                continue
            for item in grounded.places:
                if isinstance(item.place, Unknown):
                    found[number, places[item.index].words] = item.place.reason
    return found
