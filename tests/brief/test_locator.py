from __future__ import annotations

import math
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.brief.area import Box
from dateline.brief.labels import Rectangle, Sheet
from dateline.brief.locator import HEIGHT, WIDTH, Mark, drawn, locator, marks_of
from dateline.brief.record import Brief, Spot
from tests.brief.made import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def spot(name: str, latitude: float, longitude: float, radius: float | None = None) -> Spot:
    return Spot(key=name, name=name, latitude=latitude, longitude=longitude, radius_km=radius)


def test_the_map_shows_the_briefs_places(brief: Brief) -> None:
    found = locator(brief)
    assert found is not None
    root = ET.fromstring(found.svg)
    places = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "place"]
    assert {"Rawa", "Qaim", "Ana"} <= set(places)
    assert set(places) | set(found.unlabelled) == {mark.spot.name for mark in marks_of(brief)}
    assert "Iraq" in found.words and found.svg == getattr(locator(brief), "svg", None)


def test_numbers_on_the_map_are_events_told_as_happened(brief: Brief) -> None:
    happened = [event for group in brief.happened for event in group.events]
    for mark in marks_of(brief):
        assert mark.events == sum(mark.spot.key in {s.key for s in event.spots} for event in happened)


def test_nothing_in_a_name_becomes_a_mark() -> None:
    found = drawn([Mark(spot(HOSTILE + "\x00\uffff", 34.4, 41.9), 1, False)], None)
    root = ET.fromstring(found.svg)
    assert not list(root.iter(f"{SVG}script")) and "<script" not in found.svg
    assert "style=" not in found.svg and "href" not in found.svg


def test_a_vague_place_is_a_broken_circle_of_its_size() -> None:
    found = drawn([Mark(spot("Velm", 34.4, 41.9, 15.0), 1, False)], None)
    assert found.svg.count("stroke-dasharray") == 1
    assert "stroke-dasharray" not in drawn([Mark(spot("Velm", 34.4, 41.9), 1, False)], None).svg


def test_no_map_without_places_unless_a_box_was_asked_for(empty: Brief) -> None:
    bare = replace(empty, control=())
    assert locator(bare) is None
    box = Box(west=40, south=33, east=42, north=35)
    found = locator(replace(bare, asked=replace(bare.asked, box=box)))
    assert found is not None and "No place has coordinates" in found.words


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.integers(0, 60)), min_size=1, max_size=12)
)
def test_every_map_is_sound(places: list[tuple[float, float, int]]) -> None:
    marks = [Mark(spot(f"Place {i}", lat, lon), n, bool(n % 2)) for i, (lat, lon, n) in enumerate(places)]
    root = ET.fromstring(drawn(marks, None).svg)
    for circle in root.iter(f"{SVG}circle"):
        x, y = float(circle.get("cx", "")), float(circle.get("cy", ""))
        assert -1 <= x <= WIDTH + 1 and -1 <= y <= HEIGHT + 1 and math.isfinite(x + y)


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.text(min_size=1, max_size=12)), max_size=15)
)
def test_labels_do_not_collide(marks: list[tuple[float, float, str]]) -> None:
    sheet = Sheet(Rectangle(left=0, top=0, right=300, bottom=200))
    labels = [label for x, y, text in marks if (label := sheet.beside(text, x, y, 5, 12)) is not None]
    for i, one in enumerate(labels):
        assert not any(one.box.meets(other.box) for other in labels[i + 1 :])
