"""The locator map: places of the brief's events over countries' outlines, as one static SVG.

The projection is equirectangular, true to scale along the view's middle latitude: simple, and at the width of a
country or less its error is smaller than a mark. A point is a place that claims name, at the gazetteer's
coordinates; words that name no point are a broken circle whose size only says so. Nothing is shaded between.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dateline.brief.area import Box
from dateline.brief.labels import Rectangle, Sheet
from dateline.brief.markup import xml
from dateline.brief.outlines import Ring, View, holds, seen
from dateline.brief.record import Brief, Spot

WIDTH, HEIGHT = 720.0, 400.0
_KM = 111.32  # of a degree of latitude
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30)
_SCALES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_FACE = 'font-family="Noto Sans, sans-serif"'


class Mark(NamedTuple):
    """A place on the map: how many events are told as happened there, and whether several origins tell one of them.

    Where there is none, only control is told of it, or what is announced, denied or looked back on.
    """

    spot: Spot
    events: int
    several: bool


class Map(NamedTuple):
    """The drawing; what it shows, in words; the names for which there was no room."""

    svg: str
    words: str
    unlabelled: tuple[str, ...]


def marks_of(brief: Brief) -> list[Mark]:
    """The brief's places that have coordinates, the busiest first."""
    spots: dict[str, Spot] = {}
    events: dict[str, int] = {}
    several: set[str] = set()
    for event in brief.occurrences:
        for spot in event.spots:
            other = spots.setdefault(spot.key, spot)
            if other.radius_km is not None and (spot.radius_km is None or spot.radius_km < other.radius_km):
                spots[spot.key] = spot
            if event.standing == "happened":
                events[spot.key] = events.get(spot.key, 0) + 1
                if event.support == "several origins":
                    several.add(spot.key)
    for holding in brief.control:
        if holding.spot is not None:
            spots.setdefault(holding.spot.key, holding.spot)
    marks = [Mark(spot, events.get(key, 0), key in several) for key, spot in spots.items()]
    return sorted(marks, key=lambda mark: (-mark.events, mark.spot.name, mark.spot.key))


def locator(brief: Brief) -> Map | None:
    """The map of the brief; None where none of its places has coordinates and it was asked for no box."""
    marks = marks_of(brief)
    if not marks and brief.asked.box is None:
        return None
    return drawn(marks, brief.asked.box)


def drawn(marks: Sequence[Mark], box: Box | None) -> Map:
    """The map of these marks; it shows the box where there is one, else all marks with room around them."""
    view = _view([mark.spot for mark in marks], box)
    draw = _Drawing(view)
    frame = Rectangle(left=4, top=4, right=WIDTH - 4, bottom=HEIGHT - 4)
    sheet = Sheet(frame)
    inset = list(_inset(view, sheet))
    scale = list(draw.scale(sheet))
    true = [draw.at(mark.spot.longitude, mark.spot.latitude) for mark in marks]
    moved = _apart(true, [_radius(mark) for mark in marks])
    points = [(mark, x, y) for mark, (x, y) in zip(marks, moved, strict=True)]
    for mark, x, y in points:
        radius = _radius(mark)
        sheet.take(Rectangle(left=x - radius, top=y - radius, right=x + radius, bottom=y + radius))
    lands = list(seen(view.widened(0.02)))
    areas = [line for mark, (x, y) in zip(marks, true, strict=True) for line in draw.area(mark, x, y)]
    signs = [line for one, other in zip(true, moved, strict=True) for line in _leader(one, other)]
    unlabelled: list[str] = []
    for mark, x, y in points:
        signs += _sign(mark, x, y)
        label = sheet.beside(mark.spot.name, x, y, _radius(mark), 12)
        if label is None:
            unlabelled.append(mark.spot.name)
            continue
        signs.append(
            f'<text class="place" x="{label.x:.1f}" y="{label.y:.1f}" text-anchor="{label.anchor}" font-size="12" '
            f'fill="#1b2733" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke">'
            f"{xml(mark.spot.name)}</text>"
        )
    words = _words(marks, [name for name, _ in lands])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{xml(words)}" {_FACE}>',
        f'<rect class="sea" width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="#dfe9f0"/>',
        *(draw.land(rings) for _, rings in lands),
        *draw.graticule(),
        *(draw.name(name, rings, sheet) for name, rings in lands),
        *areas,
        *signs,
        *scale,
        *inset,
        f'<rect width="{WIDTH - 1:.0f}" height="{HEIGHT - 1:.0f}" x="0.5" y="0.5" fill="none" class="frame" '
        'stroke="#6b7a88"/>',
        "</svg>",
    ]
    return Map(svg="\n".join(part for part in parts if part), words=words, unlabelled=tuple(unlabelled))


class _Drawing:
    """From degrees to the drawing's units."""

    def __init__(self, view: View, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.view, self.width, self.height = view, width, height
        self._down = height / (view.north - view.south)
        self._right = width / (view.east - view.west)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where the point is; longitudes are taken round the world into the view."""
        centre = (self.view.west + self.view.east) / 2
        turned = (longitude - centre + 180) % 360 - 180 + centre
        return (turned - self.view.west) * self._right, (self.view.north - latitude) * self._down

    def path(self, rings: Iterable[Ring]) -> str:
        """The rings as a path, in tenths of a unit."""
        parts = []
        for ring in rings:
            points = [
                f"{(x - self.view.west) * self._right:.1f} {(self.view.north - y) * self._down:.1f}"
                for x, y in ring
            ]
            points = [p for i, p in enumerate(points) if not i or p != points[i - 1]]
            parts.append(f"M{'L'.join(points)}Z")
        return "".join(parts)

    def land(self, rings: Iterable[Ring]) -> str:
        """A country: its land and its line."""
        return (
            f'<path class="land" d="{self.path(rings)}" fill="#f7f5f0" stroke="#8c9aa6" stroke-width="1" '
            'fill-rule="evenodd" stroke-linejoin="round"/>'
        )

    def graticule(self) -> Iterator[str]:
        """Lines of longitude and latitude with their degrees at the edge."""
        span = self.view.north - self.view.south
        step = next((s for s in _STEPS if span / s <= 5), 45)
        style = 'class="graticule" stroke="#b9c6d0" stroke-width="0.6"'
        text = 'class="degrees" font-size="9" fill="#52616e"'
        for k in range(math.ceil(self.view.west / step), math.floor(self.view.east / step) + 1):
            x, _ = (k * step - self.view.west) * self._right, 0
            yield f'<path {style} d="M{x:.1f} 0V{self.height:.0f}"/>'
            if 30 < x < self.width - 30:
                degrees = _degrees((k * step + 180) % 360 - 180, "WE")
                yield f'<text {text} x="{x + 2:.1f}" y="{self.height - 4:.0f}">{degrees}</text>'
        for k in range(math.ceil(self.view.south / step), math.floor(self.view.north / step) + 1):
            y = (self.view.north - k * step) * self._down
            yield f'<path {style} d="M0 {y:.1f}H{self.width:.0f}"/>'
            if 20 < y < self.height - 20:
                yield f'<text {text} x="4" y="{y - 2:.1f}">{_degrees(k * step, "SN")}</text>'

    def area(self, mark: Mark, x: float, y: float) -> Iterator[str]:
        """The broken circle of a place whose words name no point."""
        if mark.spot.radius_km is not None:
            radius = mark.spot.radius_km / _KM * self._down
            yield (
                f'<circle class="area" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="#1f4e79" '
                'stroke-width="1.2" stroke-dasharray="5 4"/>'
            )

    def name(self, name: str, rings: Sequence[Ring], sheet: Sheet) -> str:
        """The country's name where there is most room for it in the view; nothing where there is none."""
        wide, high = len(name) * 8.6, 11.0
        best: tuple[float, float, float] | None = None
        for row in range(1, 14):
            for column in range(1, 20):
                x, y = column * self.width / 20, row * self.height / 14
                box = Rectangle(left=x - wide / 2, top=y - high, right=x + wide / 2, bottom=y + 3)
                corners = (
                    (box.left, box.top),
                    (box.right, box.top),
                    (box.left, box.bottom),
                    (box.right, box.bottom),
                )
                if not sheet.free(box) or not all(self._inside(rings, *corner) for corner in corners):
                    continue
                away = abs(x - self.width / 2) + abs(y - self.height / 2)
                if best is None or away < best[0]:
                    best = (away, x, y)
        if best is None:
            return ""
        _, x, y = best
        sheet.take(Rectangle(left=x - wide / 2, top=y - high, right=x + wide / 2, bottom=y + 3))
        return (
            f'<text class="country" x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="11" letter-spacing="1.5" '
            f'fill="#5c6873">{xml(name.upper())}</text>'
        )

    def _inside(self, rings: Sequence[Ring], x: float, y: float) -> bool:
        return holds(rings, x / self._right + self.view.west, self.view.north - y / self._down)

    def scale(self, sheet: Sheet) -> Iterator[str]:
        """The scale bar, true along the middle latitude."""
        middle = math.radians((self.view.south + self.view.north) / 2)
        per_km = self._right / (_KM * math.cos(middle))
        km = max((s for s in _SCALES if s * per_km <= 150), default=_SCALES[0])
        length = km * per_km
        x, y = self.width - 18 - length, self.height - 20
        sheet.take(Rectangle(left=x - 4, top=y - 18, right=self.width - 10, bottom=y + 8))
        style = 'class="scale" fill="none" stroke="#1b2733" stroke-width="1.5"'
        yield f'<path {style} d="M{x:.1f} {y - 4:.1f}V{y:.1f}H{x + length:.1f}V{y - 4:.1f}"/>'
        yield (
            f'<text class="degrees" x="{x + length / 2:.1f}" y="{y - 6:.1f}" text-anchor="middle" font-size="10" '
            f'fill="#1b2733">{km} km</text>'
        )


def _view(spots: Sequence[Spot], box: Box | None) -> View:
    """What is shown: the box, or all the places; at least a degree high, in the drawing's shape."""
    if box is not None:
        east = box.east if box.east > box.west else box.east + 360
        west, south, north = box.west, box.south, box.north
    else:
        west, east = _arc([spot.longitude for spot in spots])
        south, north = min(s.latitude for s in spots), max(s.latitude for s in spots)
    around = 0.04 if box is not None else 0.18
    height = max((north - south) * (1 + 2 * around), 1.2)
    middle = (south + north) / 2
    narrow = max(math.cos(math.radians(min(abs(middle), 75))), 0.25)
    width = max((east - west) * (1 + 2 * around), 0.1)
    shape = WIDTH / HEIGHT
    width = max(width, height * shape / narrow)
    height = width * narrow / shape
    if width > 360:
        width, height = 360.0, min(height, 170.0)
    centre = (west + east) / 2
    middle = min(max(middle, -88 + height / 2), 88 - height / 2) if height < 176 else 0.0
    return View(
        west=centre - width / 2, east=centre + width / 2, south=middle - height / 2, north=middle + height / 2
    )


def _arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """The shortest stretch of the globe, west to east, that holds all the longitudes."""
    ordered = sorted(x % 360 for x in longitudes)
    gaps = [
        ((ordered[(i + 1) % len(ordered)] - x) % 360 or (360.0 if len(ordered) == 1 else 0.0), i)
        for i, x in enumerate(ordered)
    ]
    widest, where = max(gaps)
    west = ordered[(where + 1) % len(ordered)]
    west = west - 360 if west > 180 else west
    return west, west + 360 - widest


def _inset(view: View, sheet: Sheet) -> Iterator[str]:
    """A small map of where the view is, in the corner; none where the view itself is wide."""
    if view.east - view.west > 14:
        return
    width, height = 118.0, 84.0
    x0, y0 = WIDTH - width - 10, 10.0
    sheet.take(Rectangle(left=x0 - 4, top=y0 - 4, right=WIDTH - 6, bottom=y0 + height + 4))
    cx, cy = (view.west + view.east) / 2, (view.south + view.north) / 2
    narrow = max(math.cos(math.radians(min(abs(cy), 75))), 0.25)
    half = 13.0
    wide = View(
        west=cx - half * width / height / narrow,
        east=cx + half * width / height / narrow,
        south=cy - half,
        north=cy + half,
    )
    small = _Drawing(wide, width, height)
    yield f'<g transform="translate({x0:.0f} {y0:.0f})">'
    yield f'<rect class="sea" width="{width:.0f}" height="{height:.0f}" fill="#dfe9f0"/>'
    for _, rings in seen(wide):
        large = [ring for ring in rings if len(ring) > 8 or len(rings) == 1]
        if large:
            yield (
                f'<path class="land" d="{small.path(large)}" fill="#f7f5f0" stroke="#8c9aa6" stroke-width="0.5" '
                'fill-rule="evenodd"/>'
            )
    left, top = small.at(view.west, view.north)
    right, bottom = small.at(view.east, view.south)
    yield (
        f'<rect class="here" x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 3):.1f}" '
        f'height="{max(bottom - top, 3):.1f}" fill="none" stroke="#b3261e" stroke-width="1.5"/>'
    )
    yield f'<rect class="frame" width="{width:.0f}" height="{height:.0f}" fill="none" stroke="#6b7a88"/></g>'


def _apart(points: Sequence[tuple[float, float]], radii: Sequence[float]) -> list[tuple[float, float]]:
    """The points moved as little as leaves no two marks upon each other, in the same way each time."""
    moved = [list(point) for point in points]
    for _ in range(200):
        still = True
        for i in range(len(moved)):
            for j in range(i + 1, len(moved)):
                dx, dy = moved[j][0] - moved[i][0], moved[j][1] - moved[i][1]
                away, needed = math.hypot(dx, dy), radii[i] + radii[j] + 2
                if away >= needed - 0.01:
                    continue
                still = False
                if away < 0.01:
                    dx, dy, away = math.cos(j), math.sin(j), 1.0
                    push = needed / 2
                else:
                    push = (needed - away) / 2
                for point, sign in ((moved[i], -1), (moved[j], 1)):
                    point[0] = min(max(point[0] + sign * push * dx / away, 12), WIDTH - 12)
                    point[1] = min(max(point[1] + sign * push * dy / away, 12), HEIGHT - 12)
        if still:
            break
    return [(x, y) for x, y in moved]


def _leader(one: tuple[float, float], other: tuple[float, float]) -> Iterator[str]:
    """A line from where a place is to its mark, where that had to be moved."""
    if math.dist(one, other) > 2:
        yield (
            f'<path class="leader" d="M{one[0]:.1f} {one[1]:.1f}L{other[0]:.1f} {other[1]:.1f}" stroke="#1f4e79" '
            f'stroke-width="0.9"/><circle class="leader" cx="{one[0]:.1f}" cy="{one[1]:.1f}" r="1.8" fill="#1f4e79"/>'
        )


def _radius(mark: Mark) -> float:
    """The mark's radius: its area grows with the number of events."""
    return 5.0 if not mark.events else min(5.5 + 2.6 * math.sqrt(mark.events), 22)


def _sign(mark: Mark, x: float, y: float) -> Iterator[str]:
    """A square where nothing is told as happened; else a circle with the number, filled where several origins tell one."""
    radius = _radius(mark)
    if not mark.events:
        yield (
            f'<rect class="held" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="#ffffff" '
            'stroke="#1f4e79" stroke-width="1.6"/>'
        )
        return
    fill, text = ("#1f4e79", "#ffffff") if mark.several else ("#ffffff", "#1f4e79")
    kind = "several" if mark.several else "one"
    yield (
        f'<circle class="events {kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" '
        'stroke="#1f4e79" stroke-width="1.8"/>'
    )
    yield (
        f'<text class="number {kind}" x="{x:.1f}" y="{y + 3.6:.1f}" text-anchor="middle" font-size="10" '
        f'font-weight="bold" fill="{text}">{mark.events}</text>'
    )


#: Countries that are named in words; a map of more is of a part of the world.
_LANDS = 12


def _words(marks: Sequence[Mark], lands: Sequence[str]) -> str:
    """What the map shows, for who does not see it."""
    places = "; ".join(
        f"{mark.spot.name}: {mark.events or 'no'} event{'' if mark.events == 1 else 's'}" for mark in marks
    )
    where = f" Countries in view: {', '.join(lands)}." if 0 < len(lands) <= _LANDS else ""
    return f"Map of events told as happened. {places or 'No place has coordinates'}.{where}"


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):g}°" + ("" if not value else f" {signs[1] if value > 0 else signs[0]}")
