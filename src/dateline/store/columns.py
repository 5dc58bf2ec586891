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

import msgspec
import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, String, case, false, func, select

from dateline.store import lookups
from dateline.store.encoding import parts
from dateline.store.filters import Filter
from dateline.store.happenings import History
from dateline.store.lookups import Codes, Lookups, Spread
from dateline.store.schema import claim_actors, claim_places, claims, reports, runs, telling_claims, tellings
from dateline.store.standing import so_on, stands

Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]

#: No day: an interval of a claim that has none.
NO_DAY: Final = np.iinfo(np.int64).min
#: The states of review by their code in ``review``.
REVIEWS: Final = ("open", "accepted", "corrected", "rejected")
_REVIEW: Final[dict[str | None, int]] = {None: 0, "accepted": 1, "corrected": 2, "rejected": 3}
#: Names whose claims are remembered.
_REMEMBERED: Final = 1_000
#: New reports up to which they are asked for by name.
_FEW: Final = 5_000
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
    outlets: Codes = field(default_factory=Codes)  # their keys
    outlet_names: list[str] = field(default_factory=list)
    words: Codes = field(default_factory=Codes)  # of places that are not resolved
    places: PlaceTable = field(default_factory=PlaceTable)
    lookups: Lookups = field(default_factory=Lookups)


@dataclass(frozen=True, eq=False)
class Columns:
    """The claims of a case as they are now, or were known on a day; see the module.

    ``row`` and what follows to ``telling`` have an item a claim, in the order of rows. ``event`` is -1 where a claim is
    of none (it is rejected, or of a version that does not stand). ``placed`` items are a place of a claim: ``place`` is -1
    where it is not resolved, ``word`` its words then. ``acting`` items are an actor or recipient; ``acted`` is
    1 for an actor.
    """

    as_of: dt.date | None
    tables: Tables
    row: Ints
    identifier: npt.NDArray[np.object_]
    report: Ints
    type: Ints
    reality: Ints
    start: Ints
    end: Ints
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
    acted: Ints
    last_telling: int = 0
    runs: int = 0

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
        return self._marked(self.of_outlets(tuple(outlets)))

    def at(self, places: Iterable[str]) -> Mask:
        """Which claims name a place, or a place in a province or country, of one of these names."""
        return self._marked(self.of_places(tuple(places)))

    def by(self, actors: Iterable[str]) -> Mask:
        """Which claims are of or against an actor of one of these names or identifiers."""
        return self._marked(self.of_actors(tuple(actors)))

    def of_outlets(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``published`` marks."""
        keys = [lookups.key(each) for each in names]
        held = self.tables.outlets.values
        codes = [code for code, key in enumerate(held) if any(asked in key for asked in keys)]
        return self._kept(("outlet", *names), [(self._of_outlet, codes)])

    def of_places(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``at`` marks."""
        table = self.tables.places
        codes = set(table.ids.known(names).tolist())
        countries = {name.upper() for name in names if len(name) == 2}
        if countries:
            codes |= {code for code, country in enumerate(table.countries) if country in countries}
        bare = [name for name in names if not (len(name) == 2 and name.isupper())]
        named = self.tables.lookups.bearing(bare)
        return self._kept(("place", *names), [(self._of_place, codes), (self._of_place_lookup, named)])

    def of_actors(self, names: tuple[str, ...]) -> Ints:
        """The claims (indices, sorted) that ``by`` marks."""
        return self._kept(("actor", *names), [(self._of_actor, self.tables.lookups.bearing(names))])

    def _kept(self, asked: tuple[str, ...], found: Iterable[tuple[Spread, Iterable[int]]]) -> Ints:
        """The items of these codes, once each; they are kept for the next one who asks."""
        held = self._memory.get(asked)
        if held is None:
            marked = np.zeros(self.size, dtype=np.bool_)
            for spread, codes in found:
                for code in codes:
                    marked[spread.items(code)] = True
            held = np.flatnonzero(marked)
            if len(self._memory) < _REMEMBERED:
                self._memory[asked] = held
        return held

    def _marked(self, indices: Ints) -> Mask:
        found = np.zeros(self.size, dtype=np.bool_)
        found[indices] = True
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

    @cached_property
    def _memory(self) -> dict[tuple[str, ...], Ints]:
        return {}

    @cached_property
    def _of_outlet(self) -> Spread:
        return Spread(self.outlet_of[self.report], np.arange(self.size))

    @cached_property
    def _of_place(self) -> Spread:
        return Spread(self.place, self.placed)

    @cached_property
    def _of_place_lookup(self) -> Spread:
        return Spread(self.place_lookup, self.placed)

    @cached_property
    def _of_actor(self) -> Spread:
        return Spread(self.actor, self.acting)

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


_OF_CLAIMS: Final = ("row", "report", "type", "reality", "start", "end", "review", "event", "telling")
_OF_PLACES: Final = ("place", "place_lookup", "place_role", "word")


def _empty(as_of: dt.date | None) -> Columns:
    names = (*_OF_CLAIMS, "outlet_of", "placed", *_OF_PLACES, "acting", "actor", "acted")
    made: dict[str, Any] = dict.fromkeys(names, np.zeros(0, dtype=np.int64))
    return Columns(
        as_of=as_of,
        tables=Tables(),
        identifier=np.zeros(0, dtype=object),
        standing=np.zeros(0, dtype=np.bool_),
        **made,
    )


def _without_ended(connection: Connection, before: Columns) -> Columns:
    (ended,) = lists(connection, (claims.c.row,), claims.c.ended.is_not(None))
    kept = ~np.isin(before.row, np.array(ended, dtype=np.int64))
    if kept.all():
        return before
    moved = np.cumsum(kept) - 1
    changes: dict[str, Any] = {
        name: getattr(before, name)[kept] for name in (*_OF_CLAIMS, "identifier", "standing")
    }
    held = kept[before.placed]
    for name in _OF_PLACES:
        changes[name] = getattr(before, name)[held]
    changes["placed"] = moved[before.placed[held]]
    held = kept[before.acting]
    changes["actor"], changes["acted"] = before.actor[held], before.acted[held]
    changes["acting"] = moved[before.acting[held]]
    return replace(before, **changes)


def _appended(connection: Connection, before: Columns) -> Columns:
    """The columns with the claims whose rows are new, the reports that stand now, not yet with their events."""
    tables, last = before.tables, int(before.row[-1]) if before.size else 0
    t = claims.c
    wanted = (t.row, t.id, t.report, t.type, t.reality, t.when_start, t.when_end, t.review)
    so: ColumnElement[bool] = so_on(claims, before.as_of)
    if before.as_of is None:
        # worded so that SQLite reads it all from ix_claims_days, and not each row by uq_claims_now
        so = func.coalesce(t.until, None).is_(None)
    read = lists(connection, wanted, so, *([t.row > last] if last else []))
    rows = np.array(read[0], dtype=np.int64)
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    known = len(before.outlet_of)  # not of the table, which may hold reports of a reading that failed
    made: dict[str, Any] = {
        "row": rows,
        "identifier": np.array(read[1], dtype=object)[order],
        "report": tables.reports.of(read[2])[order],
        "type": tables.types.of(read[3])[order],
        "reality": tables.realities.of(read[4])[order],
        "start": _days(read[5])[order],
        "end": _days(read[6])[order],
        "review": np.array([_REVIEW[state] for state in read[7]], dtype=np.int64)[order],
    }
    made |= _placed(connection, tables, rows, last)
    made |= _acting(connection, tables, rows, last)
    if before.size:
        for moved in ("placed", "acting"):
            made[moved] = made[moved] + before.size
    whole: dict[str, Any] = {name: np.concatenate([getattr(before, name), new]) for name, new in made.items()}
    size = before.size + len(rows)
    missing = np.full(len(rows), -1, dtype=np.int64)
    runs_now = connection.scalar(select(func.count()).select_from(runs)) or 0
    fresh = None if before.as_of is not None or runs_now != before.runs else tables.reports.values[known:]
    whole |= {
        "event": np.full(size, -1, dtype=np.int64),
        "telling": np.concatenate([before.telling, missing]),
        "standing": _standing(connection, tables, before.as_of)[whole["report"]],
        "outlet_of": _outlets(connection, tables, before.outlet_of, fresh),
        "runs": runs_now,
    }
    return replace(before, **whole)


def _placed(connection: Connection, tables: Tables, rows: Ints, last: int) -> dict[str, Any]:
    t = claim_places.c
    words_lost = case((t.place_id.is_(None), t.words))
    wanted = (t.claim, t.place_id, t.role, t.lookup, words_lost)
    claim, identifier, role, lookup, words = lists(connection, wanted, *([t.claim > last] if last else []))
    at = _indices(rows, claim)
    held = at >= 0
    looked_up = np.array(lookup, dtype=np.int64)
    tables.lookups.add(connection, np.unique(looked_up).tolist())
    _name_places(connection, tables.places, [name for name in dict.fromkeys(identifier) if name is not None])
    roles = {name: code for code, name in enumerate(_ROLES)}
    return {
        "placed": at[held],
        "place": tables.places.ids.of_some(identifier)[held],
        "place_lookup": looked_up[held],
        "place_role": np.array([roles[each] for each in role], dtype=np.int64)[held],
        "word": tables.words.of_some(words)[held],
    }


def _name_places(connection: Connection, table: PlaceTable, identifiers: Sequence[str]) -> None:
    """Note what the gazetteer said of those of these places that are new."""
    t = claim_places.c
    fresh = [name for name in identifiers if not len(table.ids.known([name]))]
    for part in parts(fresh):
        one = select(func.min(t.claim)).where(t.place_id.in_(part)).group_by(t.place_id)
        query = select(t.place_id, t.name, t.country, t.province, t.lat, t.lon, t.kind)
        for found in connection.execute(query.where(t.place_id.in_(part), t.claim.in_(one))):
            if table.ids.code(found.place_id) == len(table.names):
                table.names.append(found.name)
                table.countries.append(found.country)
                table.provinces.append(found.province)
                table.latitudes.append(float("nan") if found.lat is None else found.lat)
                table.longitudes.append(float("nan") if found.lon is None else found.lon)
                table.kinds.append(found.kind or "settlement")


def _acting(connection: Connection, tables: Tables, rows: Ints, last: int) -> dict[str, Any]:
    t = claim_actors.c
    after = [t.claim > last] if last else []
    claim, lookup, side = lists(connection, (t.claim, t.lookup, t.side), t.side != "sources", *after)
    at = _indices(rows, claim)
    held = at >= 0
    looked_up = np.array(lookup, dtype=np.int64)[held]
    tables.lookups.add(connection, np.unique(looked_up).tolist())
    tables.lookups.name_actors(connection, looked_up, rows[at[held]])
    acted = np.array([each == "actors" for each in side], dtype=np.int64)[held]
    return {"acting": at[held], "actor": looked_up, "acted": acted}


def _indices(rows: Ints, wanted: Sequence[int]) -> Ints:
    """The index of each of these claim rows among ``rows``, which are sorted; -1 where it is not among them."""
    asked = np.array(wanted, dtype=np.int64)
    if not len(rows):
        return np.full(len(asked), -1, dtype=np.int64)
    at = np.searchsorted(rows, asked)
    at[at == len(rows)] = 0
    found: Ints = np.where(rows[at] == asked, at, -1)
    return found


def _standing(connection: Connection, tables: Tables, as_of: dt.date | None) -> Mask:
    """By the code of a report whether it is the version that stands."""
    if as_of is None:  # few do not, and an index has just these
        standing = np.ones(len(tables.reports), dtype=np.bool_)
        (outdated,) = lists(connection, (reports.c.id,), reports.c.newest == false())
        standing[tables.reports.known(outdated)] = False
        return standing
    standing = np.zeros(len(tables.reports), dtype=np.bool_)
    (held,) = lists(connection, (reports.c.id,), stands(as_of))
    standing[tables.reports.known(held)] = True
    return standing


def _outlets(connection: Connection, tables: Tables, before: Ints, fresh: Sequence[str] | None) -> Ints:
    """By the code of a report that of its outlet, -1 where it is unknown; ``fresh`` are the new ones (None: all are)."""
    found = np.full(len(tables.reports), -1, dtype=np.int64)
    wanted = (reports.c.id, reports.c.outlet_key)
    if fresh is None or len(fresh) > _FEW:
        names, keys = lists(connection, wanted)
    else:
        found[: len(before)] = before
        names, keys = [], []
        for part in parts(fresh):
            some = lists(connection, wanted, reports.c.id.in_(part))
            names, keys = names + some[0], keys + some[1]
    codes = tables.reports.of_known(names)
    outlets = {key: _outlet(connection, tables, key) for key in dict.fromkeys(keys)}
    of_report = np.array([outlets[key] for key in keys], dtype=np.int64)
    found[codes[codes >= 0]] = of_report[codes >= 0]
    return found


def _outlet(connection: Connection, tables: Tables, key: str) -> int:
    """The code of the outlet of this key, which is read where it is new; -1 for none."""
    if not key:
        return -1
    if not len(tables.outlets.known([key])):
        query = select(reports.c.outlet).where(reports.c.outlet_key == key).limit(1)
        name = connection.scalar(query) or key.strip()
        tables.outlets.code(key)
        tables.outlet_names.append(name)
    return int(tables.outlets.known([key])[0])


def _regrouped(connection: Connection, held: Columns) -> Columns:
    """The columns with the events that claims are in now."""
    t = telling_claims.c
    claim, row = lists(connection, (t.claim, t.telling), t.telling > held.last_telling)
    telling = held.telling.copy()
    if held.last_telling:
        # a claim that is decided on begins a row, and may stay in the telling that it was in
        for part in parts(held.identifier[telling < 0].tolist()):
            some = lists(connection, (t.claim, t.telling), t.claim.in_(part))
            claim, row = claim + some[0], row + some[1]
    groups, names = lists(connection, (tellings.c.row, tellings.c.event), tellings.c.event.is_not(None))
    last = max(max(groups, default=0), max(row, default=0), held.last_telling)
    of_telling = np.full(last + 2, -1, dtype=np.int64)
    if groups:
        of_telling[np.array(groups)] = held.tables.events.of(names)
    index = held.index
    at = np.array([index.get(name, -1) for name in claim], dtype=np.int64)
    rows = np.array(row, dtype=np.int64)
    # a claim may have been in several tellings, of which one counts: that is written last
    for counts in (False, True):
        some_rows = (at >= 0) & ((of_telling[rows] >= 0) == counts)
        free = some_rows & ((telling[at] < 0) | (of_telling[telling[at]] < 0) | counts)
        telling[at[free]] = rows[free]
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


def lists(connection: Connection, wanted: Sequence[Any], *where: ColumnElement[bool]) -> list[list[Any]]:
    """Each of these columns of the rows as a list, in one order of the rows.

    SQLite makes one JSON array of each, which is faster by far than a Python object for each row.
    """
    query = select(*(func.json_group_array(column, type_=String) for column in wanted)).where(*where)
    return [msgspec.json.decode(found) for found in connection.execute(query).one()]
