from __future__ import annotations

import pytest

from dateline.ground.distance import kilometres
from dateline.records.claim import Place


def place(latitude: float | None, longitude: float | None) -> Place:
    return Place(id="t", name="T", kind="settlement", country="IQ", latitude=latitude, longitude=longitude)


def test_a_degree_of_latitude_is_about_111_km() -> None:
    assert kilometres(place(33, 44), place(34, 44)) == pytest.approx(111.2, abs=0.2)


def test_half_round_the_globe() -> None:
    assert kilometres(place(0, 0), place(0, 180)) == pytest.approx(20015, abs=1)


def test_a_place_without_coordinates_is_at_no_distance() -> None:
    assert kilometres(place(None, None), place(33, 44)) is None
    assert kilometres(place(33, 44), place(33, None)) is None
