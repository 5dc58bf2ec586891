"""Columns: what claims are filtered and counted by, of a whole case, as arrays in memory.

``Case.columns`` reads them with few queries over narrow columns and, given those read before, only what has
changed since. ``Columns.fitting`` says which claims a filter asks for; it gives the claims that ``Case.claims`` gives, and
their events are those that ``Case.events`` gives. The arrays are never changed once made, so threads may share them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, select

from dateline.store import lookups
from dateline.store.encoding import parts
from dateline.store.filters import Filter
from dateline.store.happenings import History
from dateline.store.lookups import Codes, Lookups, Spread
from dateline.store.schema import claim_actors, claim_places, claims, reports, telling_claims, tellings
from dateline.store.standing import so_on, stands

Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: No day: an interval of a claim that has none.
NO_DAY: Final = np.iinfo(np.int64).min
#: The states of review by their code in ``review``.
REVIEWS: Final = ("open", "accepted", "corrected", "rejected")
_REVIEW: Final[dict[str | None, int]] = {None: 0, "accepted": 1, "corrected": 2, "rejected": 3}
_SIDES = {"actors": 0, "recipients": 1, "sources": 2}
_ROLES: Final = ("at", "near", "from", "to", "via", "toward")


@dataclass(frozen=True, eq=False)
class PlaceTable:
    """Resolved places by code: identifier, name, country, province, degrees (NaN where there are none), kind."""

    ids: Codes = field(default_factory=Codes)
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    provinces: list[str | None] = field(default_factory=list)
    latitudes: list[float] = field(default_factory=list)
    longitudes: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Tables:
    """What codes stand for. They grow, and no code ever changes its meaning."""

    types: Codes = field(default_factory=Codes)
    realities: Codes = field(default_factory=Codes)
    reports: Codes = field(default_factory=Codes)
    events: Codes = field(default_factory=Codes)
    outlets: Codes = field(default_factory=Codes)  # (name, key)
    words: Codes = field(default_factory=Codes)  # of places that are not resolved
    places: PlaceTable = field(default_factory=PlaceTable)
    lookups: Lookups = field(default_factory=Lookups)


@dataclass(frozen=True, eq=False)
class Columns:
    """The claims of a case as they are now, or were known on a day; see the module.

    ``row`` and what follows to ``telling`` have an item a claim, in the order of rows. ``event`` is -1 where a claim is
    of none (it is rejected, or of a version that does not stand). ``placed`` items are a place of a claim: ``place`` is -1
    where it is not resolved, ``word`` its words then. ``acting`` items are an actor or recipient.
    """

    as_of: dt.date | None
    tables: Tables
    row: Ints
    identifier: npt.NDArray[np.object_]
    report: Ints
    position: Ints
    type: Ints
    reality: Ints
    start: Ints
    end: Ints
    confidence: npt.NDArray[np.float64]
    review: Ints
    event: Ints
    telling: Ints
    standing: Mask
    outlet_of: Ints  # by report code
    placed: Ints
    place: Ints
    place_lookup: Ints
    place_role: Ints
    word: Ints
    acting: Ints
    actor: Ints
    side: Ints
    last_telling: int = 0

    @property
    def size(self) -> int:
        """How many claims there are, those of versions that do not stand among them."""
        return len(self.row)

    def fitting(self, wanted: Filter) -> Mask:
        """Which claims ``Case.claims`` gives for this filter. Its ``as_of`` and ``all_versions`` are not looked at."""
        found = self.standing & self.reviewed(wanted.review)
        if wanted.timed:
            found &= self.timed(wanted.since, wanted.until)
        if wanted.type is not None:
            found &= self.typed([wanted.type])
        if wanted.reality is not None:
            found &= self.real([wanted.reality])
        if wanted.outlet is not None:
            found &= self.published([wanted.outlet])
        if wanted.places:
            found &= self.at(wanted.places)
        if wanted.actors:
            found &= self.by(wanted.actors)
        return found

    def reviewed(self, state: str | None) -> Mask:
        """Which claims are in this state of review; for None those that are not rejected."""
        if state is None:
            kept: Mask = self.review != REVIEWS.index("rejected")
            return kept
        found: Mask = self.review == REVIEWS.index(state.lower())
        return found

    def timed(self, since: dt.date | None, until: dt.date | None) -> Mask:
        """Which claims have days that touch these, both included."""
        found: Mask = self.start != NO_DAY
        if since is not None:
            found &= self.end >= day_number(since)
        if until is not None:
            found &= self.start <= day_number(until)
        return found

    def typed(self, types: Iterable[str]) -> Mask:
        """Which claims are of one of these types."""
        return np.isin(self.type, self.tables.types.known(each.upper() for each in types))

    def real(self, realities: Iterable[str]) -> Mask:
        """Which claims have one of these realities."""
        return np.isin(self.reality, self.tables.realities.known(each.lower() for each in realities))

    def published(self, outlets: Iterable[str]) -> Mask:
        """Which claims are of reports of an outlet that bears one of these names."""
        keys = [lookups.key(each) for each in outlets]
        held = self.tables.outlets.values
        fit = np.array([any(k in key for k in keys) for _, key in held] + [False], dtype=np.bool_)
        found: Mask = fit[self.outlet_of[self.report]]
        return found

    def at(self, places: Sequence[str]) -> Mask:
        """Which claims name a place, or a place in a province or country, of one of these names."""
        table = self.tables.places
        codes = set(table.ids.known(places).tolist())
        countries = {name.upper() for name in places if len(name) == 2}
        if countries:
            codes |= {code for code, country in enumerate(table.countries) if country in countries}
        bare = [name for name in places if not (len(name) == 2 and name.isupper())]
        found = np.zeros(self.size, dtype=np.bool_)
        self._mark(found, self._of_place, codes)
        self._mark(found, self._of_place_lookup, self.tables.lookups.bearing(bare))
        return found

    def by(self, actors: Sequence[str]) -> Mask:
        """Which claims are of or against an actor of one of these names or identifiers."""
        found = np.zeros(self.size, dtype=np.bool_)
        self._mark(found, self._of_actor, self.tables.lookups.bearing(actors))
        return found

    def of_reports(self, identifiers: Iterable[str]) -> Mask:
        """Which claims are of these reports."""
        return np.isin(self.report, self.tables.reports.known(identifiers))

    def events_of(self, fitting: Mask) -> Ints:
        """The codes of the events that have one of these claims, sorted."""
        marked = np.zeros(len(self.tables.events) + 1, dtype=np.bool_)
        marked[self.event[fitting]] = True
        found: Ints = np.flatnonzero(marked[:-1])
        return found

    def claims_at(self, places: Sequence[str]) -> Ints:
        """The claims (indices) that ``at`` gives."""
        return np.flatnonzero(self.at(places))

    def actors_of(self, actors: Sequence[str]) -> Ints:
        """The claims (indices) that ``by`` gives."""
        return np.flatnonzero(self.by(actors))

    def _mark(self, found: Mask, spread: Spread, codes: Iterable[int]) -> None:
        for code in codes:
            found[spread.items(code)] = True

    @cached_property
    def _of_place(self) -> Spread:
        return Spread(self.place, self.placed)

    @cached_property
    def _of_place_lookup(self) -> Spread:
        return Spread(self.place_lookup, self.placed)

    @cached_property
    def _of_actor(self) -> Spread:
        acts = self.side != _SIDES["sources"]
        return Spread(self.actor[acts], self.acting[acts])

    @cached_property
    def of_event(self) -> Spread:
        """For each event the indices of its claims that stand, those of rejected ones left out."""
        held = np.where(self.standing & (self.review != REVIEWS.index("rejected")), self.event, -1)
        return Spread(held, np.arange(self.size))

    @cached_property
    def index(self) -> dict[str, int]:
        """The index of each claim by its identifier."""
        return {name: number for number, name in enumerate(self.identifier)}


def day_number(day: dt.date) -> int:
    """The days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> dt.date:
    """The day of such a number."""
    return dt.date.fromordinal(int(number) + _EPOCH)


_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


def read(connection: Connection, as_of: dt.date | None = None, before: Columns | None = None) -> Columns:
    """The columns as they are now, or were known on a day.

    ``before`` are those that were read of the same case, and of no day, some time ago; only what is new is read then.
    """
    if as_of is not None:
        return _told(connection, _appended(connection, _empty(as_of)))
    if before is None:
        return _regrouped(connection, _appended(connection, _empty(None)))
    return _regrouped(connection, _appended(connection, _without_ended(connection, before)))


def _empty(as_of: dt.date | None) -> Columns:
    none = np.zeros(0, dtype=np.int64)
    made: dict[str, Any] = dict.fromkeys(
        (
            *("row", "report", "position", "type", "reality", "start", "end", "review", "event", "telling"),
            *(
                "outlet_of",
                "placed",
                "place",
                "place_lookup",
                "place_role",
                "word",
                "acting",
                "actor",
                "side",
            ),
        ),
        none,
    )
    return Columns(
        as_of=as_of,
        tables=Tables(),
        identifier=np.zeros(0, dtype=object),
        confidence=np.zeros(0),
        standing=np.zeros(0, dtype=np.bool_),
        **made,
    )


def _without_ended(connection: Connection, before: Columns) -> Columns:
    ended = _raw(connection, select(claims.c.row).where(claims.c.ended.is_not(None)))
    kept = ~np.isin(before.row, np.array([row for (row,) in ended], dtype=np.int64))
    if kept.all():
        return before
    moved = np.cumsum(kept) - 1
    of_claims = ("row", "identifier", "report", "position", "type", "reality", "start", "end", "confidence")
    changes: dict[str, Any] = {
        name: getattr(before, name)[kept] for name in (*of_claims, "review", "event", "telling", "standing")
    }
    held = kept[before.placed]
    for name in ("place", "place_lookup", "place_role", "word"):
        changes[name] = getattr(before, name)[held]
    changes["placed"] = moved[before.placed[held]]
    held = kept[before.acting]
    changes |= {name: getattr(before, name)[held] for name in ("actor", "side")}
    changes["acting"] = moved[before.acting[held]]
    return replace(before, **changes)


def _appended(connection: Connection, before: Columns) -> Columns:
    """The columns with the claims whose rows are new, the reports that stand now, not yet with their events."""
    tables, last = before.tables, int(before.row[-1]) if before.size else 0
    so = (so_on(claims, before.as_of), claims.c.row > last)
    found = _raw(
        connection,
        select(
            *(claims.c.row, claims.c.id, claims.c.report, claims.c.position, claims.c.type, claims.c.reality),
            *(claims.c.when_start, claims.c.when_end, claims.c.confidence, claims.c.review),
        )
        .where(*so)
        .order_by(claims.c.row),
    )
    columns = list(zip(*found, strict=True)) if found else [()] * 10
    row, name, report, position, kind, reality, start, end, confidence, review = columns
    rows = np.array(row, dtype=np.int64)
    made: dict[str, Any] = {
        "row": rows,
        "identifier": np.array(name, dtype=object),
        "report": tables.reports.of(report),
        "position": np.array(position, dtype=np.int64),
        "type": tables.types.of(kind),
        "reality": tables.realities.of(reality),
        "start": _days(start),
        "end": _days(end),
        "confidence": np.array(confidence, dtype=np.float64),
        "review": np.array([_REVIEW[state] for state in review], dtype=np.int64),
    }
    made |= _placed(connection, tables, rows, last)
    made |= _acting(connection, tables, rows, last)
    if before.size:
        for moved in ("placed", "acting"):
            made[moved] = made[moved] + before.size
    whole: dict[str, Any] = {name: np.concatenate([getattr(before, name), new]) for name, new in made.items()}
    size = before.size + len(rows)
    missing = np.full(len(rows), -1, dtype=np.int64)
    whole |= {
        "event": np.full(size, -1, dtype=np.int64),
        "telling": np.concatenate([before.telling, missing]),
    }
    standing, outlet_of = _standing(connection, tables, before.as_of)
    return replace(before, **whole, standing=standing[whole["report"]], outlet_of=outlet_of)


def _placed(connection: Connection, tables: Tables, rows: Ints, last: int) -> dict[str, Any]:
    t = claim_places.c
    query = select(
        t.claim, t.place_id, t.role, t.lookup, t.words, t.name, t.country, t.province, t.lat, t.lon, t.kind
    )
    found = _raw(connection, query.where(t.claim > last))
    at = _indices(rows, [each[0] for each in found])
    held = [each for each, index in zip(found, at, strict=True) if index >= 0]
    table = tables.places
    codes = np.full(len(held), -1, dtype=np.int64)
    words = np.full(len(held), -1, dtype=np.int64)
    for number, each in enumerate(held):
        if each[1] is None:
            words[number] = tables.words.code(each[4])
            continue
        codes[number] = code = table.ids.code(each[1])
        if code == len(table.names):
            table.names.append(each[5])
            table.countries.append(each[6])
            table.provinces.append(each[7])
            table.latitudes.append(float("nan") if each[8] is None else each[8])
            table.longitudes.append(float("nan") if each[9] is None else each[9])
            table.kinds.append(each[10] or "settlement")
    tables.lookups.add(connection, [each[3] for each in held])
    return {
        "placed": at[at >= 0],
        "place": codes,
        "place_lookup": np.array([each[3] for each in held], dtype=np.int64),
        "place_role": np.array([_ROLES.index(each[2]) for each in held], dtype=np.int64),
        "word": words,
    }


def _acting(connection: Connection, tables: Tables, rows: Ints, last: int) -> dict[str, Any]:
    t = claim_actors.c
    found = _raw(connection, select(t.claim, t.side, t.lookup).where(t.claim > last))
    at = _indices(rows, [each[0] for each in found])
    held = at >= 0
    lookup = np.array([each[2] for each in found], dtype=np.int64)
    tables.lookups.add(connection, np.unique(lookup[held]).tolist())
    tables.lookups.name_actors(connection, lookup[held], rows[at[held]])
    return {
        "acting": at[held],
        "actor": lookup[held],
        "side": np.array([_SIDES[each[1]] for each in found], dtype=np.int64)[held],
    }


def _indices(rows: Ints, wanted: Sequence[int]) -> Ints:
    """The index of each of these claim rows among ``rows``, which are sorted; -1 where it is not among them."""
    asked = np.array(wanted, dtype=np.int64)
    if not len(rows):
        return np.full(len(asked), -1, dtype=np.int64)
    at = np.searchsorted(rows, asked)
    at[at == len(rows)] = 0
    found: Ints = np.where(rows[at] == asked, at, -1)
    return found


def _standing(connection: Connection, tables: Tables, as_of: dt.date | None) -> tuple[Mask, Ints]:
    """By the code of a report whether it is the version that stands, and the code of its outlet (-1: unknown)."""
    query = select(reports.c.id, reports.c.outlet, reports.c.outlet_key).where(stands(as_of))
    found = _raw(connection, query)
    codes = tables.reports.of([each[0] for each in found])
    outlets = tables.outlets.of([(each[1], each[2]) for each in found])
    standing = np.zeros(len(tables.reports), dtype=np.bool_)
    standing[codes] = True
    outlet_of = np.full(len(tables.reports), -1, dtype=np.int64)
    outlet_of[codes] = outlets
    return standing, outlet_of


def _regrouped(connection: Connection, held: Columns) -> Columns:
    """The columns with the events that claims are in now."""
    pairs_of = select(telling_claims.c.claim, telling_claims.c.telling)
    new = _raw(connection, pairs_of.where(telling_claims.c.telling > held.last_telling))
    telling = held.telling.copy()
    if held.last_telling:
        # a claim that is decided on begins a row, and may stay in the telling that it was in
        for part in parts(held.identifier[telling < 0].tolist()):
            new += _raw(connection, pairs_of.where(telling_claims.c.claim.in_(part)))
    index = held.index
    pairs = [(at, row) for name, row in new if (at := index.get(name)) is not None]
    groups = _raw(connection, select(tellings.c.row, tellings.c.event).where(tellings.c.event.is_not(None)))
    last = max((row for row, _ in groups), default=0)
    last = max(last, max((row for _, row in new), default=0), held.last_telling)
    of_telling = np.full(last + 2, -1, dtype=np.int64)
    if groups:
        of_telling[np.array([row for row, _ in groups])] = held.tables.events.of([name for _, name in groups])
    for at, row in pairs:
        # a claim may have been in several tellings, of which one counts
        if of_telling[row] >= 0 or telling[at] < 0 or of_telling[telling[at]] < 0:
            telling[at] = row
    event = np.where(telling >= 0, of_telling[telling], -1)
    return replace(held, telling=telling, event=event, last_telling=last)


def _told(connection: Connection, held: Columns) -> Columns:
    """The columns with the events that claims were in on the day; their groups are made now."""
    assert held.as_of is not None
    history = History(connection, held.as_of)
    event = held.event.copy()
    index = held.index
    for group in history.groups(Filter(as_of=held.as_of)):
        name = history.event_name(group)
        for claim in history.claims_of(group):
            if name is not None and claim in index:
                event[index[claim]] = held.tables.events.code(name)
    return replace(held, event=event)


def _days(values: Sequence[str | None]) -> Ints:
    if not values:
        return np.zeros(0, dtype=np.int64)
    days = np.array([each or "NaT" for each in values], dtype="datetime64[D]")
    found: Ints = days.astype(np.int64)  # NaT is the least number, which NO_DAY is
    return found


def _raw(connection: Connection, query: Select[Any]) -> list[Any]:
    """The rows as SQLite gives them: making SQLAlchemy's of them would take twice as long."""
    result = connection.execute(query)
    assert result.cursor is not None
    found: list[Any] = list(result.cursor.fetchall())
    result.close()
    return found
