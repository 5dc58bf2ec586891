"""Who held what: a table of a place's spells for people, JSON lines, and a map of points in GeoJSON (RFC 7946).

A map has one point a place that claims name, at the gazetteer's coordinates, and nothing between the points. A
part of a place ("the edge of Rawa") and a place without coordinates have no geometry; ``place_unknown`` says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline.control.history import History, PlaceTold
from dateline.export.amounts import day_words
from dateline.export.jsonl import json_text
from dateline.export.table import short_id
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.records.claim import Place
from dateline.records.control import Camp, ControlPlace, ControlSpell
from dateline.records.evidence import Interval, Unknown, to_builtins

_STYLES = {"held": "bold", "contested": "bold yellow", "unknown": "dim", "stale": "yellow"}
_CELL = 60
_SHOWN = 4  # claims of a side that are named in the table; all are in the other forms
_PARTIES = {
    "own": "by a party that gains by it",
    "party": "by a party",
    "against": "by the party that loses by it",
}


def write_control(
    found: Iterable[History],
    names: Mapping[str, str],
    out: TextIO,
    *,
    width: int = WIDTH,
    color: bool = False,
) -> int:
    """The number of places written, each with its spells: state, sides, who says so, by which claims, and why.

    ``names`` are the names of holders by their dictionary entry.
    """
    count = 0
    for history in found:
        table = Table(box=box.SIMPLE_HEAD, padding=0, leading=1, show_edge=False)
        for column in ("from", "to", "state", "who, and by which claims", "why"):
            table.add_column(column, overflow="fold")
        for spell in history.spells:
            table.add_row(
                Text(_from(spell)),
                Text(_to(spell)),
                Text(spell.state, style=_STYLES[spell.state]),
                Text("\n").join(
                    [_camp(camp, names) for camp in spell.camps] or [Text("nobody is named", "dim")]
                ),
                Text(plain(spell.why)),
            )
        head = Text(plain(history.place.name), style="bold")
        head.append(f" · {_level(history.place)}", style="not bold")
        parts: list[RenderableType] = [*([""] if count else []), head, "", table]
        if history.undated:
            parts += [Text(f"not placed, since no day is told: {_undated(history)}", style="dim")]
        out.write(rendered(*parts, width=width, color=color))
        count += 1
    return count


def write_places(found: Iterable[PlaceTold], out: TextIO) -> int:
    """The number of places written, a line each: the name, what it is, other spellings, and how many claims tell of it."""
    count = 0
    for history in found:
        out.write(f"{place_words(history)} · {_claims(history)}\n")
        count += 1
    return count


def place_words(history: PlaceTold, most: int = 4) -> str:
    """The place in words: its name, what it is, and how reports spell it, ``most`` of the spellings."""
    spellings = [plain(words) for words in history.spellings[:most]]
    also = f" · also written {', '.join(spellings)}" if spellings else ""
    return f"{plain(history.place.name)} · {_level(history.place)}{also}"


def _claims(history: PlaceTold) -> str:
    return f"{history.claims} claim{'' if history.claims == 1 else 's'}"


def write_spells(found: Iterable[History], out: TextIO) -> int:
    """The number of spells written as JSON lines, each with its place, camps and claims."""
    count = 0
    for history in found:
        for spell in history.spells:
            out.write(json_text(to_builtins(spell)) + "\n")
            count += 1
    return count


def write_map(
    found: Iterable[History],
    names: Mapping[str, str],
    out: TextIO,
    *,
    on: dt.date,
    as_of: dt.date | None,
    stale_after: int,
) -> int:
    """The number of places written as one FeatureCollection; each with its one spell of the day ``on``."""
    about = {"on": on, "as_of": as_of, "stale_after_days": stale_after}
    out.write('{"type":"FeatureCollection",' + json_text(about)[1:-1] + ',"features":[')
    count = 0
    for history in found:
        for spell in history.spells:
            out.write(",\n" if count else "\n")
            made = feature(spell, names)
            made["properties"]["undated"] = list(dict.fromkeys(s.claim for s in history.undated))
            out.write(json_text(made))
            count += 1
    out.write("\n]}\n" if count else "]}\n")
    return count


def feature(spell: ControlSpell, names: Mapping[str, str]) -> dict[str, Any]:
    """The spell as a GeoJSON feature; coordinates are longitude, latitude in degrees (WGS 84)."""
    where = spell.place
    place, reason = where.place, None
    geometry = None
    if isinstance(place, Unknown):
        reason = place.reason
    elif where.relation:
        reason = f"only {where.name!r} is told of, not {place.name} as a whole"
    elif place.latitude is None or place.longitude is None:
        reason = f"the gazetteer has no coordinates for {place.name} ({place.id})"
    else:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = {
        "place": where.name,
        "place_id": place.id if isinstance(place, Place) else None,
        "level": where.level,
        "country": place.country if isinstance(place, Place) else None,
        "place_unknown": reason,
        "state": spell.state,
        "holder": spell.holder if isinstance(spell.holder, str) else None,
        "holder_name": names.get(spell.holder) if isinstance(spell.holder, str) else None,
        "holder_unknown": spell.holder.reason if isinstance(spell.holder, Unknown) else None,
        "since": _bounds(spell.since),
        "since_unknown": spell.since.reason if isinstance(spell.since, Unknown) else None,
        "first": spell.first,
        "last": spell.last,
        "heard": spell.heard,
        "why": spell.why,
        "camps": [to_builtins(camp) for camp in spell.camps],
        "claims": spell.claims,
    }
    return {"type": "Feature", "id": spell.id, "geometry": geometry, "properties": properties}


def _camp(camp: Camp, names: Mapping[str, str]) -> Text:
    """Who, then who says so and the claims: "Islamic State: 2 claims of 1 origin (0c6869, 103734)"."""
    known = isinstance(camp.holder, str)
    name = names.get(str(camp.holder), str(camp.holder)) if known else camp.words or "nobody who is named"
    cell = Text(shortened(name, _CELL), style="" if known else "dim")
    count, origins = len(camp.claims), len(camp.origins)
    ids = ", ".join(short_id(claim) for claim in camp.claims[:_SHOWN]) + (" ..." if count > _SHOWN else "")
    said = f"{count} claim{'' if count == 1 else 's'} of {origins} origin{'' if origins == 1 else 's'}"
    stake = f", {_PARTIES[camp.stake]}" if camp.stake in _PARTIES else ""
    return cell.append(f": {said}{stake} ({ids})", style="not bold not dim")


def _undated(history: History) -> str:
    """The claims without a day, and what they say ("IS members left it (0c6869)")."""
    said = {"takes": "took it", "holds": "held it", "leaves": "left it", "enters": "entered it"}
    return ", ".join(
        f"{shortened(s.side.words or 'nobody who is named', _CELL)} {said.get(s.act, s.act)} ({short_id(s.claim)})"
        for s in history.undated
    )


def _level(place: ControlPlace) -> str:
    entry = place.place
    if isinstance(entry, Unknown):
        return f"not resolved: {plain(entry.reason)}"
    around = ", ".join(dict.fromkeys(part for part in (entry.province, entry.country) if part))
    return f"{place.level} · {around}" if around else place.level


def _from(spell: ControlSpell) -> str:
    if isinstance(spell.since, Interval):
        return day_words(spell.since)
    if spell.first is not None:
        return f"by {spell.first}"
    words = spell.since.candidates
    return f"unknown\n“{shortened(words[0], 40)}”" if words else "unknown"


def _to(spell: ControlSpell) -> str:
    if spell.last is not None:
        return str(spell.last)
    return "" if spell.first is not None else "unknown"


def _bounds(days: Interval | Unknown) -> list[str] | None:
    return None if isinstance(days, Unknown) else [days.start.isoformat(), days.end.isoformat()]
