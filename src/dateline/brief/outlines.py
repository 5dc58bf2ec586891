"""Countries' outlines for the map, cut to a view. The data is Natural Earth's (public domain), shipped in one file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import msgspec

from dateline.records.evidence import Record

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]


class Country(Record, frozen=True):
    """A country's name and its polygons: rings of longitude and latitude, the first outside, the others holes."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]


class View(Record, frozen=True):
    """What is shown, in degrees; ``east`` is more than ``west``, beyond 180 where it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def widened(self, share: float) -> View:
        """The view with so much of its width and height added on each side."""
        dx, dy = (self.east - self.west) * share, (self.north - self.south) * share
        return View(west=self.west - dx, south=self.south - dy, east=self.east + dx, north=self.north + dy)


class _Shape(msgspec.Struct):
    name: str
    polygons: list[list[list[int]]]


class _File(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]
    arcs: list[list[int]]
    countries: list[_Shape]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by name; read once a process."""
    content = (files("dateline.brief") / "data" / "outlines.json.gz").read_bytes()
    world = msgspec.json.decode(gzip.decompress(content), type=_File)
    arcs = [_arc(row, world) for row in world.arcs]
    return tuple(
        Country(
            name=shape.name,
            polygons=tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in shape.polygons),
        )
        for shape in world.countries
    )


def _arc(row: Sequence[int], world: _File) -> Ring:
    """The points of a row of steps, in degrees."""
    x = y = 0
    points: list[Point] = []
    for i in range(0, len(row), 2):
        x, y = x + row[i], y + row[i + 1]
        points.append((x * world.scale[0] + world.translate[0], y * world.scale[1] + world.translate[1]))
    return tuple(points)


def _ring(arcs: Sequence[int], lines: Sequence[Ring]) -> Ring:
    """The arcs joined, the first point of each but the first left out, for it is the last of the one before."""
    points: list[Point] = []
    for number in arcs:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return tuple(points)


def seen(view: View) -> Iterator[tuple[str, tuple[Ring, ...]]]:
    """The countries in the view: each with its rings, cut off at the view's edge."""
    for country in countries():
        rings: list[Ring] = []
        for polygon in country.polygons:
            for shift in (-360.0, 0.0, 360.0):
                if _touches(polygon[0], view, shift):
                    cuts = (_cut(tuple((x + shift, y) for x, y in ring), view) for ring in polygon)
                    rings += [cut for cut in cuts if len(cut) > 2]
        if rings:
            yield country.name, tuple(rings)


def _touches(ring: Ring, view: View, shift: float) -> bool:
    """Whether the box around the ring, moved by so many degrees, meets the view."""
    longitudes = [x for x, _ in ring]
    latitudes = [y for _, y in ring]
    return (
        min(longitudes) + shift <= view.east
        and max(longitudes) + shift >= view.west
        and min(latitudes) <= view.north
        and max(latitudes) >= view.south
    )


def _cut(ring: Ring, view: View) -> Ring:
    """What of the ring lies in the view (Sutherland and Hodgman 1974)."""
    for axis, limit, keep_less in (
        (0, view.west, False),
        (0, view.east, True),
        (1, view.south, False),
        (1, view.north, True),
    ):
        if not ring:
            break
        ring = _cut_at(ring, axis, limit, keep_less)
    return ring


def _cut_at(ring: Ring, axis: int, limit: float, keep_less: bool) -> Ring:
    out: list[Point] = []
    before = ring[-1]
    for point in ring:
        inside = point[axis] <= limit if keep_less else point[axis] >= limit
        was = before[axis] <= limit if keep_less else before[axis] >= limit
        if inside != was:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            out.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if inside:
            out.append(point)
        before = point
    return tuple(out)


def holds(rings: Sequence[Ring], x: float, y: float) -> bool:
    """Whether the point lies within the rings, holes left out (even and odd)."""
    inside = False
    for ring in rings:
        ax, ay = ring[-1]
        for bx, by in ring:
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            ax, ay = bx, by
    return inside
