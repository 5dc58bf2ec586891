"""Clusters: the events of a view of the map as GeoJSON, those that lie close together on the screen as one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dateline.desk.labels import Labels
from dateline.desk.mapped import Mapped
from dateline.desk.wanted import Box
from dateline.store.columns import NO_DAY, Ints, Mask, day_of

#: Pixels of the world's width at zoom 0 (MapLibre's), and of a cell whose events are drawn as one.
WORLD: Final = 512
CELL: Final = 56
#: From this zoom on spots are drawn one by one unless they are the same.
_CLOSE: Final = 14.0
#: Features sent at most: cells grow until there are no more.
_MOST: Final = 1500


def features_in(shown: Mapped, events: Mask, box: Box | None, zoom: float, labels: Labels) -> dict[str, Any]:
    """The spots of these events in the box as a GeoJSON FeatureCollection, in clusters for this zoom."""
    spots = np.flatnonzero(events[shown.spot_event] & spots_in(shown, box))
    cell = CELL / (WORLD * 2.0**zoom) if zoom < _CLOSE else 1e-7
    while True:
        found = _cells(shown, spots, cell)
        if len(found[0]) <= _MOST:
            return {"type": "FeatureCollection", "features": _features(shown, spots, *found, labels)}
        cell *= 1.6


def spots_in(shown: Mapped, box: Box | None) -> Mask:
    """Which spots lie in the box, or reach into it."""
    if box is None:
        return np.ones(len(shown.spot_event), dtype=np.bool_)
    west, south, east, north = box
    reach = shown.spot_radius / 111.2
    wide = reach / np.maximum(np.cos(np.radians(shown.spot_latitude)), 0.05)
    latitude, longitude = shown.spot_latitude, shown.spot_longitude
    found: Mask = (latitude + reach >= south) & (latitude - reach <= north)
    if east - west >= 360:
        return found
    # the map may have been dragged around the world; the box is then brought back to it
    west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
    after, before = longitude + wide >= west, longitude - wide <= east
    return found & (after & before if west <= east else after | before)


def _cells(shown: Mapped, spots: Ints, size: float) -> tuple[Ints, Ints, Ints]:
    """The spots' order by cell, where each cell begins in it, and how many spots it has; areas apart from points."""
    column = np.floor(shown.spot_x[spots] / size).astype(np.int64)
    line = np.floor(shown.spot_y[spots] / size).astype(np.int64)
    area = shown.spot_area[spots]
    # an area stands for a place as a whole: only what is told of the same one is put together
    line = np.where(area, shown.spot_place[spots], line)
    column = np.where(area, -1, column)
    order = np.lexsort((line, column))
    line, column = line[order], column[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (line[1:] != line[:-1]) | (column[1:] != column[:-1])
    begins = np.flatnonzero(new)
    return begins, np.diff(np.append(begins, len(order))), order


def _features(
    shown: Mapped, spots: Ints, begins: Ints, sizes: Ints, order: Ints, labels: Labels
) -> list[dict[str, Any]]:
    found = []
    ordered = spots[order]
    for begin, size in zip(begins.tolist(), sizes.tolist(), strict=True):
        some = ordered[begin : begin + size]
        found.append(one_feature(shown, int(some[0]), labels) if size == 1 else _cluster(shown, some, labels))
    return found


def _cluster(shown: Mapped, spots: Ints, labels: Labels) -> dict[str, Any]:
    longitude, latitude = shown.spot_longitude[spots], shown.spot_latitude[spots]
    events = np.unique(shown.spot_event[spots])
    counts = np.bincount(shown.type[events])
    types = {labels.types[code]: int(counts[code]) for code in np.argsort(-counts) if counts[code]}
    places = np.unique(shown.spot_place[spots])
    properties = {
        "cluster": True,
        "count": len(events),
        "bbox": [
            *(round(float(each), 5) for each in (longitude.min(), latitude.min())),
            *(round(float(each), 5) for each in (longitude.max(), latitude.max())),
        ],
        "types": types,
        "precision": "area" if shown.spot_area[spots[0]] else "point",
        "radius_km": float(shown.spot_radius[spots].max()),
        "place": labels.place(int(places[0])) if len(places) == 1 else None,
        "place_key": labels.place_key(int(places[0])) if len(places) == 1 else None,
    }
    return _point(float(longitude.mean()), float(latitude.mean()), properties)


def one_feature(shown: Mapped, spot: int, labels: Labels) -> dict[str, Any]:
    """An event at one of its places."""
    event, place = int(shown.spot_event[spot]), int(shown.spot_place[spot])
    properties = {
        "cluster": False,
        **brief(shown, event, labels),
        "place": labels.place(place),
        "place_key": labels.place_key(place),
        "precision": "area" if shown.spot_area[spot] else "point",
        "radius_km": float(shown.spot_radius[spot]),
    }
    properties["title"] = f"{properties['title']}, {labels.place(place)}"
    return _point(float(shown.spot_longitude[spot]), float(shown.spot_latitude[spot]), properties)


def brief(shown: Mapped, event: int, labels: Labels) -> dict[str, Any]:
    """What is shown of an event wherever it is named."""
    start, end = int(shown.start[event]), int(shown.end[event])
    return {
        "event": labels.event(event),
        "title": labels.type_label(int(shown.type[event])),
        "type": labels.types[int(shown.type[event])],
        "day": None if start == NO_DAY else day_of(start).isoformat(),
        "day_end": None if start == NO_DAY else day_of(end).isoformat(),
        "reality": labels.realities[int(shown.reality[event])],
        "reports": int(shown.reports[event]),
        "origins": None if shown.origins is None else int(shown.origins[event]),
        "review": shown.review_of(event),
        "differs": bool(shown.differs[event]),
    }


def _point(longitude: float, latitude: float, properties: dict[str, Any]) -> dict[str, Any]:
    where = [round(longitude, 5), round(latitude, 5)]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": where},
        "properties": properties,
    }
