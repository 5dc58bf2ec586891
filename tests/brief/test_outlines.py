from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.brief.outlines import View, countries, holds, seen


def at(longitude: float, latitude: float) -> set[str]:
    """The countries that the point lies in."""
    return {c.name for c in countries() for polygon in c.polygons if holds(polygon, longitude, latitude)}


def test_points_lie_in_their_countries() -> None:
    assert at(42.0, 34.5) == {"Iraq"} and at(36.3, 33.5) == {"Syria"} and at(31.0, 49.0) == {"Ukraine"}
    assert at(0.0, 0.0) == set() and at(28.2, -29.6) == {"Lesotho"}
    assert len(countries()) > 200


def test_a_view_shows_what_it_touches() -> None:
    view = View(west=40, south=34, east=42, north=35)
    found = dict(seen(view))
    assert set(found) == {"Iraq", "Syria"}
    assert all(
        view.west <= x <= view.east and view.south <= y <= view.north
        for r in found.values()
        for p in r
        for x, y in p
    )


def test_a_view_across_the_180th_meridian_shows_both_sides() -> None:
    assert {"Fiji"} <= {name for name, _ in seen(View(west=175, south=-20, east=185, north=-15))}
    assert "Russia" in dict(seen(View(west=178, south=64, east=192, north=70)))


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.2, 20))
def test_what_is_cut_stays_in_the_view(west: float, south: float, size: float) -> None:
    view = View(west=west, south=south, east=west + size, north=min(south + size, 90))
    for _, rings in seen(view):
        for ring in rings:
            assert all(view.west - 1e-6 <= x <= view.east + 1e-6 for x, _ in ring)
            assert all(view.south - 1e-6 <= y <= view.north + 1e-6 for _, y in ring)
