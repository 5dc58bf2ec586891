"""What a brief is asked for: a period and an area, by names of places or by a bounding box, and which claims."""

from __future__ import annotations

import datetime as dt
import math

from dateline.errors import UsageError
from dateline.reconcile.views import Codebook
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Record
from dateline.store.filters import Filter


class Box(Record, frozen=True):
    """A bounding box in degrees (WGS 84); where ``west`` is more than ``east`` it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies in it, its edges included."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east

    @property
    def words(self) -> str:
        """The box as a person reads it: "33.1 to 34.9 N, 40.2 to 42.5 E"."""
        return f"{_between(self.south, self.north, 'SN')}, {_between(self.west, self.east, 'WE')}"


class Asked(Record, frozen=True):
    """What a brief is asked for. ``names`` are the places as they were asked for, before their codes were added."""

    wanted: Filter
    names: tuple[str, ...] = ()
    box: Box | None = None
    title: str | None = None
    codebook: Codebook = "ucdp"

    @property
    def since(self) -> dt.date:
        """The first day. Raises UsageError where none was given."""
        return self._day(self.wanted.since, "first day (since)")

    @property
    def until(self) -> dt.date:
        """The last day. Raises UsageError where none was given."""
        return self._day(self.wanted.until, "last day (until)")

    def check(self) -> None:
        """Raise UsageError where the period or the area cannot be."""
        if self.since > self.until:
            raise UsageError(f"since {self.since} is after until {self.until}; swap them")
        if self.names and self.box is not None:
            raise UsageError("places and a box are two areas; give one of them")

    @property
    def area(self) -> str:
        """The area in words."""
        if self.box is not None:
            return self.box.words
        return ", ".join(self.names) or "all places of the case"

    def _day(self, day: dt.date | None, which: str) -> dt.date:
        if day is None:
            raise UsageError(f"a brief is of a period; give its {which}, as in 2017-11-01")
        return day


def box_of(words: str) -> Box:
    """The box of "west,south,east,north" in degrees. Raises UsageError."""
    parts = words.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise _no_box(words, "four numbers of degrees with commas between") from error
    if not all(map(math.isfinite, (west, south, east, north))):
        raise _no_box(words, "numbers of degrees")
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise _no_box(words, "west and east from -180 to 180")
    if not -90 <= south < north <= 90:
        raise _no_box(words, "south less than north, both from -90 to 90")
    if west == east:
        raise _no_box(words, "west and east that differ")
    return Box(west=west, south=south, east=east, north=north)


def _no_box(words: str, needed: str) -> UsageError:
    return UsageError(f"the box {words!r}: give {needed} (west,south,east,north), as in 40.5,33.5,42.5,35")


def point_of(place: object) -> tuple[float, float] | None:
    """Latitude and longitude of what a claim's words were taken to be; None where there are none."""
    if not isinstance(place, Place) or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def inside(grounded: GroundedClaim, box: Box) -> bool:
    """Whether one of the claim's places is known to lie in the box."""
    points = (point_of(item.place) for item in grounded.places)
    return any(point is not None and box.holds(*point) for point in points)


def _between(low: float, high: float, signs: str) -> str:
    def one(value: float) -> str:
        return f"{abs(value):g}° {signs[1] if value >= 0 else signs[0]}"

    return f"{one(low)} to {one(high)}"
