"""The API of places: what was told of each, who held it when, and the map of who held what on a day."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from dateline.control.history import History
from dateline.control.sides import Sides
from dateline.control.spells import STALE_AFTER
from dateline.control.statements import statements_of
from dateline.desk import openapi
from dateline.desk.answers import answer, body, ready
from dateline.desk.explore_api import Limit, Offset
from dateline.desk.labels import Labels, entries, holder_words, worded
from dateline.desk.listing import ordered, rows_of
from dateline.desk.mapped import Mapped, extent_of
from dateline.desk.persons import Reader, Refused
from dateline.desk.state import Desk, DeskNow
from dateline.desk.wanted import Day, Words
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.nouns import load_nouns
from dateline.export.control import feature
from dateline.records.claim import Place
from dateline.records.control import ControlSpell
from dateline.records.days import last_day
from dateline.records.evidence import Unknown, to_builtins
from dateline.store.keys import key_of

router = APIRouter(prefix="/api", tags=["places"])

Days = list[tuple[dt.date, int]]
Key = Annotated[str, Path(max_length=300)]
Stale = Annotated[int, Query(ge=1, le=100_000, description="Days of silence after which a state is stale")]
#: Events and claims that are told of one place.
_EVENTS, _TOLD = 500, 500


@router.get("/places", responses=openapi.answers("Places"))
def places(desk: DeskNow, reader: Reader, q: Words = None, offset: Offset = 0, limit: Limit = 50) -> Response:
    """The places that claims name, those of most events first, and who holds them as far as it is told."""
    shown = desk.snapshots.of()
    states = held_now(desk)
    items = [*_named(shown), *_only_held(shown, states)]
    asked = key_of(q) if q else ""
    if asked:
        items = [each for each in items if asked.strip() in key_of(f"{each['name']} {each['key']}")]
    items.sort(key=lambda each: (-each["events"], str(each["name"]), str(each["key"])))
    page = items[offset : offset + limit]
    for each in page:
        history = states.get(str(each["key"]))
        spell = history.spells[-1] if history is not None and history.spells else None
        each |= {
            "control": history is not None,
            "state": None if spell is None else spell.state,
            "holder": None if spell is None else holder_label(spell),
        }
    return answer({"total": len(items), "items": page})


def _named(shown: Mapped) -> list[dict[str, Any]]:
    table, columns = shown.columns.tables.places, shown.columns
    width = len(table.ids) + 1
    event = columns.event[columns.placed]
    held = (event >= 0) & (columns.place >= 0)
    pairs = np.unique(event[held] * width + columns.place[held])
    counts = np.bincount(pairs % width, minlength=width)
    found = []
    for code in np.flatnonzero(counts).tolist():
        extent = None
        if np.isnan(table.latitudes[code]):
            name = table.names[code] if table.kinds[code] == "province" else None
            extent = extent_of(table.countries[code], name)
        latitude = extent[0] if extent else table.latitudes[code]
        longitude = extent[1] if extent else table.longitudes[code]
        found.append(
            {
                "key": table.ids.values[code],
                "name": table.names[code],
                "level": table.kinds[code],
                "lat": None if np.isnan(latitude) else latitude,
                "lon": None if np.isnan(longitude) else longitude,
                "country": table.countries[code],
                "province": table.provinces[code],
                "events": int(counts[code]),
            }
        )
    return found


def _only_held(shown: Mapped, states: dict[str, History]) -> list[dict[str, Any]]:
    """Parts of places, and places that are not resolved, of which control is told."""
    known = set(shown.columns.tables.places.ids.values)
    found = []
    for key, history in states.items():
        if key not in known:
            place = history.place.place
            resolved = place if isinstance(place, Place) else None
            found.append(
                {
                    "key": key,
                    "name": history.place.name,
                    "level": history.place.level,
                    "lat": resolved.latitude if resolved else None,
                    "lon": resolved.longitude if resolved else None,
                    "country": resolved.country if resolved else None,
                    "province": resolved.province if resolved else None,
                    "events": 0,
                }
            )
    return found


_lock = threading.Lock()


def held_now(desk: Desk) -> dict[str, History]:
    """The histories of places on this day by key, each with its spell of the day; kept until the case changes."""
    today = dt.date.today()
    with _lock:
        held = desk.states
        key = (desk.snapshots.version, today)
        if held is None or held[0] != key:
            found = {history.place.key: history for history in desk.case.control(on=today, today=today)}
            desk.states = held = (key, found)
        return held[1]


def holder_label(spell: ControlSpell) -> str | None:
    """The name of the holder, None where nobody is known to hold the place."""
    if isinstance(spell.holder, Unknown):
        words = holder_words(spell)
        return words and f"{words} (not in the dictionaries)"
    return entries().get(spell.holder, spell.holder)


@router.get("/places/{key:path}", responses=openapi.answers("PlaceTold"))
def place(key: Key, desk: DeskNow, reader: Reader, as_of: Day = None, stale: Stale = STALE_AFTER) -> Response:
    """A place: its spells of control with the claims behind them, the events there, and what is told of it."""
    day = last_day(as_of, "as_of")
    shown = desk.snapshots.of(day)
    columns, table = shown.columns, shown.columns.tables.places
    whole = key.partition("/")[0]
    codes = table.ids.known([whole]).tolist()
    name = table.names[codes[0]] if codes else whole.removeprefix("words:")
    asked = (whole,) if codes or (":" in whole and not whole.startswith("words:")) else (name,)
    about = _histories(desk, asked, day, stale)
    own = next((history for history in about if history.place.key == key), None)
    if own is None and not (codes and key == whole):
        raise Refused(404, f"no place {key!r} in the case; /api/places lists them")
    events: list[dict[str, Any]] = []
    if codes and key == whole:
        fits = columns.standing.copy()
        inside = np.zeros(columns.size, dtype=np.bool_)
        inside[columns.placed[columns.place == codes[0]]] = True
        marked = np.zeros(len(shown.start) + 1, dtype=np.bool_)
        marked[columns.event[fits & inside]] = True
        events = rows_of(desk.case, shown, ordered(shown, marked[:-1], "-day")[:_EVENTS].tolist())
    labels = Labels(columns.tables)
    known = (
        None
        if not codes
        else {
            "key": whole,
            "name": table.names[codes[0]],
            "level": table.kinds[codes[0]],
            "lat": None if np.isnan(table.latitudes[codes[0]]) else table.latitudes[codes[0]],
            "lon": None if np.isnan(table.longitudes[codes[0]]) else table.longitudes[codes[0]],
            "country": table.countries[codes[0]],
            "province": table.provinces[codes[0]],
            "hint": labels.place_hint(codes[0]),
        }
    )
    return answer(
        {
            "key": key,
            "place": own.place if own is not None else known,
            "about": known,
            "spellings": own.spellings if own is not None else (),
            "spells": [] if own is None else [_spell(spell) for spell in own.spells],
            "parts": [
                {"key": each.place.key, "name": each.place.name, "claims": each.claims}
                for each in about
                if each.place.key != key and each.place.key.partition("/")[0] == whole
            ],
            "stale_after": stale,
            "undated": [] if own is None else own.undated,
            "events": events,
            "told": _told(desk, asked, key, day),
        }
    )


def _histories(desk: Desk, names: tuple[str, ...], day: dt.date | None, stale: int) -> list[History]:
    try:
        return desk.case.control(names, as_of=day, stale_after=stale)
    except OverflowError:  # a day beyond the calendar
        return []


def _spell(spell: ControlSpell) -> dict[str, Any]:
    names = entries()
    camps = [
        {
            **to_builtins(camp),
            "label": names.get(camp.holder, camp.holder)
            if isinstance(camp.holder, str)
            else camp.words or None,
            "worded": worded(camp),
        }
        for camp in spell.camps
    ]
    return {
        **to_builtins(spell),
        "holder_label": holder_label(spell),
        "holder_words": holder_words(spell),
        "camps": camps,
    }


def _told(desk: Desk, names: tuple[str, ...], key: str, day: dt.date | None) -> list[dict[str, Any]]:
    """What each claim says of who holds the place, in the order of the days."""
    sides, nouns = Sides(load_catalogue()), load_nouns()
    found = []
    for told in desk.case.told(names, day):
        for said in statements_of(told, sides, nouns):
            if said.place.key == key:
                found.append(
                    {
                        "claim": said.claim,
                        "header": told.header,
                        "words": said.words,
                        "act": said.act,
                        "side": entries().get(said.side.entry or "", said.side.words),
                        "origin": said.origin_words,
                        "day": said.first if said.first is not None else said.last,
                        "first": said.first,
                        "last": said.last,
                    }
                )
        if len(found) >= _TOLD:
            break
    return sorted(found, key=lambda each: str(each["day"] or "9999"))


@router.get("/control", responses=openapi.answers("Control"))
def control(
    desk: DeskNow,
    reader: Reader,
    day: Day = None,
    as_of: Day = None,
    stale: Stale = STALE_AFTER,
) -> Response:
    """Who held what on a day: a point a place, as ``dateline control --map`` has it, and the days on which it changed.

    Where no day is asked for, it is the last one of which anything is told. ``first`` to ``last`` are the days that are
    told of, with some room, and the day itself.
    """
    known = last_day(as_of, "as_of")
    asked_day = last_day(day, "day")

    def made() -> bytes:
        names = entries()
        changes, told = _changes(desk, known, stale)
        on = asked_day or told or known or dt.date.today()
        first, last = _span(changes, told, on)
        features = []
        for history in desk.case.control(on=on, as_of=known, stale_after=stale):
            for spell in history.spells:
                each = feature(spell, names)
                each["properties"]["place_key"] = history.place.key
                each["properties"]["holder_words"] = holder_words(spell)
                each["properties"]["undated"] = list(dict.fromkeys(s.claim for s in history.undated))
                features.append(each)
        return body(
            {
                "day": on,
                "as_of": known,
                "stale_after": stale,
                "first": first if changes else None,
                "last": last if changes else None,
                "told_last": told,
                "features": {"type": "FeatureCollection", "features": features},
                "changes": [{"day": each, "count": count} for each, count in changes if each <= last],
            }
        )

    asked = ("control", asked_day, known, stale, dt.date.today())
    return ready(desk.kept(asked, made))


def _span(changes: Days, told: dt.date | None, on: dt.date) -> tuple[dt.date, dt.date]:
    """The days to go through: all that is told of with some room on both sides, not beyond today, and ``on``."""
    first = changes[0][0] if changes else on
    last = max(first, told or first)
    room = dt.timedelta(days=max(7, (last - first).days // 10))
    before = first - room if first - dt.date.min > room else first
    after = last + room if dt.date.max - last > room else last
    return min(on, before), max(on, min(after, dt.date.today()))


def _changes(desk: Desk, known: dt.date | None, stale: int) -> tuple[Days, dt.date | None]:
    """The days on which the state of some place changed, and of how many; and the last day of which anything is told."""
    held = desk.changes
    key = (desk.snapshots.version, known, stale, dt.date.today())
    if held is None or held[0] != key:
        counts: dict[dt.date, int] = {}
        told: dt.date | None = None
        for history in desk.case.control(as_of=known, stale_after=stale):
            for spell in history.spells:
                if spell.first is not None:
                    counts[spell.first] = counts.get(spell.first, 0) + 1
                days = (spell.heard, None if spell.state == "stale" else spell.first)
                past = [day for day in days if day is not None and day <= dt.date.today()]
                told = max([*past, *([told] if told else [])], default=None)
        desk.changes = held = (key, (sorted(counts.items()), told))
    return held[1]
