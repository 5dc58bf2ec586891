"""Events for spreadsheets and maps: one event a row of CSV, or a feature of GeoJSON (RFC 7946).

A value that reports differ on is the one that the view's rule puts first; ``disputed`` names the fields of which that is
so, and the others stand beside it (``..._rivals``, low and high). A field that nobody tells is an empty cell, never 0,
and ``unknown`` says why. An event without a resolved place has no geometry. Cells that a spreadsheet would run as a
formula are led by an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from dateline.control.accusing import Accusing
from dateline.export.csv import guarded
from dateline.export.flat import known, once, participant_words
from dateline.export.geojson import write_features
from dateline.reconcile.views import COUNTED, Field, Value
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Interval, Known, Range
from dateline.records.header import Header
from dateline.store.happenings import Happening

#: Each column and what it holds.
COLUMNS: Final[Mapping[str, str]] = {
    "event": "identifier of the event",
    "type": "what it was: the type that most origins tell",
    "type_rivals": "other types that are told",
    "modes": "how, by its claims: the type's modes",
    "reality": "did it happen, by its claims: happened, under-way, announced, ...",
    "date_start": "first day",
    "date_end": "last day",
    "date_precision": "day, week, month, season, year or span",
    "date_rivals": "other days that are told",
    "place_id": "gazetteer identifier of the place",
    "place_name": "its name",
    "place_kind": "settlement, district, province, ...: of what is no settlement, the point is a middle of it",
    "country": "its country, ISO 3166-1 alpha-2",
    "province": "its province",
    "lat": "degrees north, WGS 84",
    "lon": "degrees east",
    "place_rivals": "other places that are told, and names that are not resolved",
    "actors": "who did it, as told; they need not exclude each other",
    "actors_blamed": "of these those whom an adversary alone names, which is no witness",
    "recipients": "to whom, as worded by its claims",
    **{
        f"{kind}_{part}": meaning
        for kind in COUNTED
        for part, meaning in (
            ("low", f"{kind}: the lowest count that is told"),
            ("best", "the count that is put first, where it is exact; empty where words set limits alone"),
            ("high", "the highest count that is told; empty where nobody sets an upper limit"),
        )
    },
    "disputed": "fields of which sources say different things",
    "unknown": "fields that nobody tells or that are not resolved, each with the reason",
    "reports": "how many reports tell of it",
    "origins": "how many of them are independent",
    "denials": "how many independent origins deny it",
    "outlets": "who published it",
    "sources": "who says so: each chain from its origin to the outlet",
    "first_published": "day on which the first of its reports was published",
    "last_published": "day on which the last of them was",
    "claims": "identifiers of its claims",
    "documents": "names of its documents",
}


def write_event_csv(
    found: Iterable[Happening], names: Mapping[str, str], accusing: Accusing, out: TextIO
) -> int:
    """The number of events written, below a line with the names of COLUMNS. ``names`` are those of dictionary entries."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for happening in found:
        values = event_values(happening, names, accusing)
        writer.writerow([guarded(_cell(values[column])) for column in COLUMNS])
        count += 1
    return count


def write_event_geojson(
    found: Iterable[Happening], names: Mapping[str, str], accusing: Accusing, out: TextIO
) -> int:
    """The number of events written as one FeatureCollection, a feature a line, a point where the place is resolved."""
    return write_features((_feature(event_values(each, names, accusing)) for each in found), out)


def _feature(values: dict[str, Any]) -> dict[str, Any]:
    point = [values.pop("lon"), values.pop("lat")]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": values["event"], "geometry": geometry, "properties": values}


def event_values(happening: Happening, names: Mapping[str, str], accusing: Accusing) -> dict[str, Any]:
    """What COLUMNS holds of an event: strings, numbers, lists of strings, None where nothing is told."""
    view = happening.view
    days, spot = view["when"].best, place_of(happening.told, view["place"].best)
    when = days.content if days is not None and isinstance(days.content, Interval) else None
    published = sorted(h.published.value.start for h, _ in happening.told if isinstance(h.published, Known))
    kind = view["type"].best
    sources = (source for value in view["type"].values for source in value.sources)
    return {
        "event": happening.event.id,
        "type": None if kind is None else kind.words,
        "type_rivals": _others(view["type"]),
        "modes": once(filter(None, (known(g.claim.mode) for _, g in happening.told))),
        "reality": once(g.claim.reality.value for _, g in happening.told),
        "date_start": None if when is None else when.start.isoformat(),
        "date_end": None if when is None else when.end.isoformat(),
        "date_precision": None if when is None else when.precision,
        "date_rivals": _others(view["when"]) if view["when"].state == "rival" else [],
        "place_id": None if spot is None else spot.id,
        "place_name": None if spot is None else spot.name,
        "place_kind": None if spot is None else spot.kind,
        "country": None if spot is None else spot.country,
        "province": None if spot is None else spot.province,
        "lat": None if spot is None else spot.latitude,
        "lon": None if spot is None else spot.longitude,
        "place_rivals": _others(view["place"]),
        "actors": [names.get(value.words, value.words) for value in view["actors"].values],
        "actors_blamed": [names.get(each, each) for each in sorted(accusing.blamed(happening.told))],
        "recipients": once(w for _, g in happening.told for w in participant_words(g.claim.recipients)),
        **{f"{name}_{part}": cell for name in COUNTED for part, cell in _counted(view[name]).items()},
        "disputed": [field.name for field in view.fields if field.state == "rival"],
        "unknown": [f"{field.name}: {field.reason}" for field in view.fields if field.state == "unknown"],
        "reports": happening.reports,
        "origins": happening.origins,
        "denials": happening.denials,
        "outlets": once(filter(None, (known(header.outlet) for header, _ in happening.told))),
        "sources": once(sources),
        "first_published": published[0].isoformat() if published else None,
        "last_published": published[-1].isoformat() if published else None,
        "claims": list(happening.event.claims),
        "documents": once(header.document for header, _ in happening.told),
    }


def place_of(told: Iterable[tuple[Header, GroundedClaim]], value: Value | None) -> Place | None:
    """The gazetteer's entry of an event's place; None where it is unknown."""
    for _, grounded in told if value is not None else ():
        for item in grounded.places:
            if isinstance(item.place, Place) and value is not None and item.place.id == value.content:
                return item.place
    return None


def _others(field: Field) -> list[str]:
    return [value.words for value in (field.values[1:] if field.best is not None else field.values)]


def _counted(field: Field) -> dict[str, Any]:
    amount = None if field.best is None else field.best.content
    return {
        "low": field.low,
        "best": amount.low if isinstance(amount, Range) and amount.low == amount.high else None,
        "high": field.high,
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, list) else str(value)
