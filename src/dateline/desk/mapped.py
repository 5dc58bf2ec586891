"""Mapped: what a map, a list and a timeline show of every event, worked out once from the columns of a case.

Where an event has claims that differ, the map shows each place that one of them gives ("at" or "near"; where none does,
the first place of any other part), its day is the shortest time that a claim gives, its type and reality those of most
claims; it is marked where claims give types or realities that differ, or days that cannot both be. An area (a province, a
country, "near" a town) is shown by its middle and radius.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dateline.ground.gazetteer import open_gazetteer
from dateline.store.columns import NO_DAY, REVIEWS, Columns, Ints, Mask
from dateline.store.weighed import reports_of

Floats = npt.NDArray[np.float64]

#: Kilometres around the middle of what is no single spot, where nothing better is known of its size.
RADII = {"district": 20.0, "region": 60.0, "province": 80.0, "country": 300.0}
#: Kilometres within which "near" a place is.
NEAR = 10.0
#: The share of a province's or country's settlements that lie within its radius.
_SHARE = 0.9
_REJECTED = REVIEWS.index("rejected")
_AT_OR_NEAR = 2  # the first roles of the columns


@dataclass(eq=False)
class Mapped:
    """The columns, and per event (by code) or spot (an event at one place, in the order of events) what is shown."""

    columns: Columns
    start: Ints
    end: Ints
    type: Ints
    reality: Ints
    review: Ints
    partly: Mask
    differs: Mask
    reports: Ints
    spot_event: Ints
    spot_place: Ints
    spot_area: Mask
    spot_radius: Floats
    spot_latitude: Floats
    spot_longitude: Floats
    spot_x: Floats
    spot_y: Floats
    on_map: Mask
    origins: Ints | None = None
    killed: Ints | None = None
    confidence: Floats = field(default_factory=lambda: np.zeros(0))

    def review_of(self, event: int) -> str:
        """What people decided of the event's claims: "partly" where some are open still."""
        return "partly" if self.partly[event] else REVIEWS[int(self.review[event])]

    def set_weights(self, origins: Ints, killed: Ints, confidence: Floats) -> None:
        """Note how many origins and dead each event has, and how sure the coder was of each claim, once that is known."""
        self.killed, self.confidence = killed, confidence
        self.origins = origins


def mapped(columns: Columns) -> Mapped:
    """What is shown of the events of these columns."""
    count = len(columns.tables.events)
    live = np.flatnonzero(columns.standing & (columns.review != _REJECTED) & (columns.event >= 0))
    event = columns.event[live]
    start, end = _days(columns, live, event, count)
    review = np.zeros(count, dtype=np.int64)
    np.maximum.at(review, event, columns.review[live])
    partly = np.zeros(count, dtype=np.bool_)
    partly[event[columns.review[live] == 0]] = True
    partly &= review > 0
    spots, places, near = _spots(columns)
    latitudes, longitudes, radii = _middles(columns, places)
    known = ~np.isnan(latitudes)
    spots, places, near = spots[known], places[known], near[known]
    latitudes, longitudes, radii = latitudes[known], longitudes[known], radii[known]
    radii = np.where((radii == 0) & near, NEAR, radii)
    on_map = np.zeros(count, dtype=np.bool_)
    on_map[spots] = True
    x, y = mercator(longitudes, latitudes)
    return Mapped(
        columns=columns,
        start=start,
        end=end,
        type=_most(event, columns.type[live], count),
        reality=_most(event, columns.reality[live], count),
        review=review,
        partly=partly,
        differs=_differ(columns, live, event, count),
        reports=reports_of(columns),
        spot_event=spots,
        spot_place=places,
        spot_area=radii > 0,
        spot_radius=radii,
        spot_latitude=latitudes,
        spot_longitude=longitudes,
        spot_x=x,
        spot_y=y,
        on_map=on_map,
    )


def mercator(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """Where degrees lie on the square map of the world, from 0 in the north-west to 1."""
    sine = np.sin(np.radians(np.clip(latitude, -85.0511, 85.0511)))
    return longitude / 360 + 0.5, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _days(columns: Columns, live: Ints, event: Ints, count: int) -> tuple[Ints, Ints]:
    """The first and last day of each event: of its claim with the shortest time, then the earliest."""
    starts, ends = columns.start[live], columns.end[live]
    dated = starts != NO_DAY
    event, starts, ends = event[dated], starts[dated], ends[dated]
    order = np.lexsort((starts, ends - starts, event))[::-1]  # what is written last stays
    start, end = np.full(count, NO_DAY), np.full(count, NO_DAY)
    start[event[order]] = starts[order]
    end[event[order]] = ends[order]
    return start, end


def _differ(columns: Columns, live: Ints, event: Ints, count: int) -> Mask:
    """Which events have claims of several types or realities, or of days that do not meet."""
    found = np.zeros(count, dtype=np.bool_)
    for value in (columns.type[live], columns.reality[live]):
        least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
        np.minimum.at(least, event, value)
        np.maximum.at(most, event, value)
        found |= (most >= 0) & (least != most)
    dated = columns.start[live] != NO_DAY
    latest, earliest = np.full(count, NO_DAY), np.full(count, np.iinfo(np.int64).max)
    np.maximum.at(latest, event[dated], columns.start[live][dated])
    np.minimum.at(earliest, event[dated], columns.end[live][dated])
    found |= (latest != NO_DAY) & (latest > earliest)
    return found


def _most(event: Ints, value: Ints, count: int) -> Ints:
    """For each event the value that most of its claims have, the lowest of several; -1 where it has no claim."""
    width = int(value.max(initial=0)) + 1
    pairs, counts = np.unique(event * width + value, return_counts=True)
    found = np.full(count, -1, dtype=np.int64)
    order = np.lexsort((-(pairs % width), counts))
    found[pairs[order] // width] = pairs[order] % width
    return found


def _spots(columns: Columns) -> tuple[Ints, Ints, Mask]:
    """Events and the places that their claims give, and whether they are only near them."""
    of_claim = columns.placed
    held = columns.standing & (columns.review != _REJECTED) & (columns.event >= 0)
    kept = held[of_claim] & (columns.place >= 0)
    event, place = columns.event[of_claim[kept]], columns.place[kept]
    role, claim = columns.place_role[kept], of_claim[kept]
    countries = np.array([kind == "country" for kind in columns.tables.places.kinds] or [False])
    good = (role < _AT_OR_NEAR) & ~countries[place]
    width = len(columns.tables.places.ids) + 1
    pairs = np.unique(event[good] * width + place[good])
    at = np.zeros(len(pairs), dtype=np.bool_)
    np.logical_or.at(at, np.searchsorted(pairs, event[good] * width + place[good]), role[good] == 0)
    placed = np.zeros(len(columns.tables.events) + 1, dtype=np.bool_)
    placed[pairs // width] = True
    rest = ~placed[event]
    order = np.lexsort((claim[rest], role[rest], event[rest]))
    others, where = np.unique(event[rest][order], return_index=True)
    spots = np.concatenate([pairs // width, others])
    places = np.concatenate([pairs % width, place[rest][order][where]])
    near = np.concatenate([~at, np.zeros(len(others), dtype=np.bool_)])
    order = np.lexsort((places, spots))
    return spots[order], places[order], near[order]


def _middles(columns: Columns, places: Ints) -> tuple[Floats, Floats, Floats]:
    """The latitude, longitude and radius in kilometres of each place; NaN where it is not known where it is."""
    table = columns.tables.places
    latitudes, longitudes = np.array(table.latitudes, dtype=float), np.array(table.longitudes, dtype=float)
    radii = np.zeros(len(latitudes))
    for code in np.unique(places).tolist():
        kind = table.kinds[code]
        if kind not in RADII:
            continue
        radii[code] = RADII[kind]
        name = table.names[code] if kind == "province" else None
        if kind in ("country", "province") and (extent := extent_of(table.countries[code], name)):
            latitude, longitude, radii[code] = extent
            if np.isnan(latitudes[code]):
                latitudes[code], longitudes[code] = latitude, longitude
    return latitudes[places], longitudes[places], radii[places]


def extent_of(country: str, province: str | None) -> tuple[float, float, float] | None:
    """The middle (latitude, longitude) of the settlements of a province or country, and how many kilometres most lie off.

    None where the gazetteer has none there.
    """
    return _extents().get((country, province))


@lru_cache(maxsize=1)
def _extents() -> dict[tuple[str, str | None], tuple[float, float, float]]:
    gathered: dict[tuple[str, str | None], list[tuple[float, float]]] = {}
    with open_gazetteer() as gazetteer:
        for country, province, latitude, longitude in gazetteer.settlements():
            for key in {(country, None), (country, province)}:
                gathered.setdefault(key, []).append((latitude, longitude))
    found = {}
    for key, spots in gathered.items():
        spread = np.array(spots)
        middle = np.median(spread, axis=0)
        off = (spread - middle) * [111.2, 111.2 * math.cos(math.radians(middle[0]))]
        radius = float(np.quantile(np.hypot(off[:, 0], off[:, 1]), _SHARE))
        found[key] = (float(middle[0]), float(middle[1]), max(round(radius, 1), 5.0))
    return found
