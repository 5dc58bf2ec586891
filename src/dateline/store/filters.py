"""Which claims are asked for, and the same as conditions of a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec
from sqlalchemy import ColumnElement, Table, false, or_, select, union

from dateline.errors import UsageError
from dateline.records.claim import EventType, Reality
from dateline.records.evidence import Record
from dateline.review.overlay import ReviewState
from dateline.store.encoding import storable
from dateline.store.keys import key_of
from dateline.store.schema import claim_actors, claim_places, claims, names, reports
from dateline.store.standing import after, so_on, stands


class Filter(Record, frozen=True):
    """What a claim must be; None and () ask for nothing.

    A claim is in time where its days touch ``since`` to ``until``, both included; one whose date is
    unknown is not. ``places`` are names, provinces, country codes or gazetteer identifiers, of which any
    will do; ``actors`` are names or dictionary identifiers, of which any will do, as doer or as target;
    ``type`` is an event type; ``outlet`` a publisher. Names are compared by whole words, whatever their case
    and accents; two capital letters are a country code only. ``reality`` is one of the ontology's. ``review`` is
    "accepted", "corrected", "rejected", or "open" for what nobody has decided on; rejected claims are given only where
    they are asked for. Claims of a report's earlier versions are left out unless ``all_versions``. With ``as_of``
    claims are those that were known on that day, as they were then.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    type: str | None = None
    outlet: str | None = None
    reality: str | None = None
    review: str | None = None
    all_versions: bool = False
    as_of: dt.date | None = None

    @property
    def timed(self) -> bool:
        """Whether it asks for a time."""
        return self.since is not None or self.until is not None

    def untimed(self) -> Filter:
        """The same without its time."""
        return msgspec.structs.replace(self, since=None, until=None)

    def of_all_versions(self) -> Filter:
        """The same for all versions of each report."""
        return msgspec.structs.replace(self, all_versions=True)


EVERYTHING = Filter()


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The conditions on ``claims``. Raises UsageError for what cannot match."""
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise UsageError(f"since {wanted.since} is after until {wanted.until}; swap them")
    if not wanted.all_versions:
        found.append(of_standing(wanted.as_of))
    elif wanted.as_of is not None:
        found.append(_of_report(reports.c.taken < after(wanted.as_of)))
    found.append(so_on(claims, wanted.as_of))
    found.append(_reviewed(wanted.review))
    found += _in_time(claims, wanted)
    if wanted.type is not None:
        found.append(claims.c.type == _event_type(wanted.type))
    if wanted.reality is not None:
        found.append(claims.c.reality == _of(Reality, "reality", wanted.reality.lower()))
    if wanted.outlet is not None:
        outlet = reports.c.outlet_key.contains(_key("outlet", wanted.outlet), autoescape=True)
        # by each claim's report where other words leave few claims, else by all reports of the outlet
        few = wanted.timed or wanted.places or wanted.actors
        ids = select(reports.c.id).where(outlet).correlate(None)
        found.append(_of_report(outlet) if few else claims.c.report.in_(ids))
    if wanted.places:
        codes = [name.upper() for name in wanted.places if len(name) == 2]
        bare = [name for name in wanted.places if not (len(name) == 2 and name.isupper())]
        ways = [
            claim_places.c.place_id.in_([storable(name) for name in wanted.places]),
            _borne(claim_places.c.lookup, _keys("place", bare)),
        ]
        ways += [claim_places.c.country.in_(codes)] if codes else []
        found.append(_with_any(claim_places, ways, wanted))
    if wanted.actors:
        sides = claim_actors.c.side != "sources"
        ways = [
            claim_actors.c.entry.in_([storable(name) for name in wanted.actors]) & sides,
            _borne(claim_actors.c.lookup, _keys("actor", wanted.actors)) & sides,
        ]
        found.append(_with_any(claim_actors, ways, wanted))
    return found


def of_standing(as_of: dt.date | None) -> ColumnElement[bool]:
    """Whether a claim is of the version of its report that stands, now or as known on a day."""
    if as_of is not None:
        return _of_report(stands(as_of))
    # few versions are outdated, and an index has just these
    return claims.c.report.not_in(select(reports.c.id).where(reports.c.newest == false()).correlate(None))


def _of_report(so: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(reports.c.id).where(reports.c.id == claims.c.report, so).correlate(claims).exists()


def _with_any(table: Table, ways: Sequence[ColumnElement[bool]], wanted: Filter) -> ColumnElement[bool]:
    """Whether a claim has a row in one of these ways: a union, for each of its parts has an index, days and all."""
    in_time = _in_time(table, wanted)
    return claims.c.row.in_(union(*(select(table.c.claim).where(way, *in_time) for way in ways)))


def _in_time(table: Table, wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.timed:
        found.append(table.c.when_start.is_not(None))
    if wanted.since is not None:
        found.append(table.c.when_end >= wanted.since)
    if wanted.until is not None:
        found.append(table.c.when_start <= wanted.until)
    return found


def _borne(column: Any, keys: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of these names is among those that a place or actor can be asked for by."""
    if not keys:
        return false()
    alike = or_(*(names.c.lookup.contains(key, autoescape=True) for key in keys))
    found: ColumnElement[bool] = column.in_(select(names.c.id).where(alike))
    return found


def _reviewed(state: str | None) -> ColumnElement[bool]:
    """Whether people decided so on a claim; None leaves out what was rejected."""
    if state is None:
        return or_(claims.c.review.is_(None), claims.c.review != "rejected")
    if state == "open":
        return claims.c.review.is_(None)
    return claims.c.review == _of(ReviewState, "review", state.lower(), "open")


def _of(kind: Any, field: str, value: str, *more: str) -> str:
    known = (*get_args(kind), *more)
    if value not in known:
        raise UsageError(f"{field} {value!r} is none; use one of {', '.join(known)}")
    return value


def _event_type(name: str) -> str:
    known = get_args(EventType)
    if name.upper() not in known:
        raise UsageError(f"type {name!r} is no event type; the types are {', '.join(known)}")
    return name.upper()


def _keys(field: str, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_key(field, name) for name in names))


def _key(field: str, name: str) -> str:
    key = key_of(name)
    if not key:
        raise UsageError(f"{field} {name!r} holds no word; give a name")
    return key
