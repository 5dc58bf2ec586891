"""Which claims are asked for, and the same as conditions of a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

import msgspec
from sqlalchemy import ColumnElement, and_, exists, or_

from dateline.errors import UsageError
from dateline.records.claim import EventType
from dateline.records.evidence import Record
from dateline.store.keys import key_of
from dateline.store.schema import claim_actors, claim_places, claims, reports


class Filter(Record, frozen=True):
    """What a claim must be; None and () ask for nothing.

    A claim is in time where its days touch ``since`` to ``until``, both included; one whose date is
    unknown is not. ``places`` are names, provinces, country codes or gazetteer identifiers, of which any
    will do; ``actors`` are names or dictionary identifiers, of which any will do, as doer or as target;
    ``type`` is an event type; ``outlet`` a publisher. Names are compared by whole words, whatever their case
    and accents; two capital letters are a country code only. Claims of a report's earlier versions are left
    out unless ``all_versions``.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    type: str | None = None
    outlet: str | None = None
    all_versions: bool = False

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
    """The conditions on ``claims`` joined with ``reports``. Raises UsageError for what cannot match."""
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise UsageError(f"--since {wanted.since} is after --until {wanted.until}; swap them")
    if not wanted.all_versions:
        found.append(reports.c.newest)
    if wanted.timed:
        found.append(claims.c.when_start.is_not(None))
    if wanted.since is not None:
        found.append(claims.c.when_end >= wanted.since)
    if wanted.until is not None:
        found.append(claims.c.when_start <= wanted.until)
    if wanted.type is not None:
        found.append(claims.c.type == _event_type(wanted.type))
    if wanted.outlet is not None:
        found.append(reports.c.outlet_key.contains(_key("--outlet", wanted.outlet), autoescape=True))
    if wanted.places:
        codes = [name.upper() for name in wanted.places if len(name) == 2]
        names = [name for name in wanted.places if not (len(name) == 2 and name.isupper())]
        alike = or_(
            claim_places.c.place_id.in_(wanted.places),
            claim_places.c.country.in_(codes),
            *(claim_places.c.lookup.contains(key, autoescape=True) for key in _keys("--place", names)),
        )
        found.append(exists().where(and_(claim_places.c.claim == claims.c.id, alike)))
    if wanted.actors:
        of_claim = and_(claim_actors.c.claim == claims.c.id, claim_actors.c.side != "sources")
        alike = or_(
            claim_actors.c.entry.in_(wanted.actors),
            *(
                claim_actors.c.lookup.contains(key, autoescape=True)
                for key in _keys("--actor", wanted.actors)
            ),
        )
        found.append(exists().where(and_(of_claim, alike)))
    return found


def _event_type(name: str) -> str:
    known = get_args(EventType)
    if name.upper() not in known:
        raise UsageError(f"--type {name!r} is no event type; the types are {', '.join(known)}")
    return name.upper()


def _keys(option: str, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_key(option, name) for name in names))


def _key(option: str, name: str) -> str:
    key = key_of(name)
    if not key:
        raise UsageError(f"{option} {name!r} holds no word; give a name")
    return key
