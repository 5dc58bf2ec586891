"""Gathering: the columns of a case read from its file, as they are now or were known on a day, with few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from sqlalchemy import ColumnElement, Connection, case, false, func, select

from dateline.store.arrays import indices, lists
from dateline.store.columns import Columns, Ints, Mask, PlaceTable, Tables
from dateline.store.encoding import parts
from dateline.store.past import events_on
from dateline.store.schema import claim_actors, claim_places, claims, reports, runs, telling_claims, tellings
from dateline.store.standing import so_on, stands

_REVIEW: Final[dict[str | None, int]] = {None: 0, "accepted": 1, "corrected": 2, "rejected": 3}
#: New reports up to which they are asked for by name.
_FEW: Final = 5_000
_ROLES: Final = ("at", "near", "from", "to", "via", "toward")


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
    at = indices(rows, claim)
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
    at = indices(rows, claim)
    held = at >= 0
    looked_up = np.array(lookup, dtype=np.int64)[held]
    tables.lookups.add(connection, np.unique(looked_up).tolist())
    tables.lookups.name_actors(connection, looked_up, rows[at[held]])
    acted = np.array([each == "actors" for each in side], dtype=np.int64)[held]
    return {"acting": at[held], "actor": looked_up, "acted": acted}


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
    """The columns with the events that claims were in on the day."""
    assert held.as_of is not None
    told = list(events_on(connection, held.as_of))
    at = np.array([held.index.get(claim, -1) for claim, _ in told], dtype=np.int64)
    codes = held.tables.events.of(event for _, event in told)
    found = held.event.copy()
    found[at[at >= 0]] = codes[at >= 0]
    return replace(held, event=found)


def _days(values: Sequence[str | None]) -> Ints:
    if not values:
        return np.zeros(0, dtype=np.int64)
    days = np.array([each or "NaT" for each in values], dtype="datetime64[D]")
    found: Ints = days.astype(np.int64)  # NaT is the least number, which NO_DAY is
    return found
