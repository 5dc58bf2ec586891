"""Distances between places on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from dateline.records.claim import Place

#: Mean radius of the Earth in kilometres (IUGG).
_RADIUS = 6371.0


def kilometres(one: Place, other: Place) -> float | None:
    """The great-circle distance in km (haversine); None where a place has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    a, b = radians(one.latitude), radians(other.latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _RADIUS * asin(sqrt(min(half, 1.0)))
