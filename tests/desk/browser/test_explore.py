from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.desk.browser.desks import Desk


def test_shows_map_facets_timeline_and_list(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/", "[aria-label='Events in view'] li")
    look.map_idle()
    assert page.locator("canvas.maplibregl-canvas").is_visible()
    assert page.get_by_role("checkbox", name="Assault").is_visible()
    assert page.get_by_role("slider", name="First day of the period").count() == 1
    assert "without a place" in page.locator(".status").inner_text()


def test_a_filter_is_in_the_address_and_can_be_gone_back_from(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    page = look.go("/", "[aria-label='Events in view'] li")
    all_events = page.locator(".status strong").inner_text()
    page.get_by_role("checkbox", name="Retreat").check()
    page.wait_for_function(
        "words => document.querySelector('.status strong').textContent !== words", arg=all_events
    )
    assert "type=RETREAT" in look.path()
    page.go_back()
    page.wait_for_function(
        "words => document.querySelector('.status strong').textContent === words", arg=all_events
    )
    assert not page.get_by_role("checkbox", name="Retreat").is_checked()
    page.go_forward()
    page.wait_for_function("() => document.querySelector('input[type=checkbox]:checked')")
    assert "type=RETREAT" in look.path()


def test_an_address_with_filters_shows_the_same_to_whom_it_is_sent(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    page = look_at(desk).go("/?type=TERRITORY&since=2017-11-01&until=2017-11-30", ".status strong")
    assert page.get_by_role("checkbox", name="Territory").is_checked()
    assert page.get_by_role("textbox", name="From").input_value() == "2017-11-01"


def test_evidence_is_marked_with_its_chain_and_rival_values(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/?q=&type=ASSAULT", "[aria-label='Events in view'] li")
    rival = page.locator("[aria-label='Events in view'] li", has_text="≠").first
    rival.locator("a").click()
    page.wait_for_selector("[aria-label=Evidence] blockquote mark")
    assert "selected=e-" in look.path()
    evidence = page.locator("[aria-label=Evidence]").first
    assert evidence.get_by_text("≠ differ").first.is_visible()
    assert evidence.locator("ol.chain").first.is_visible()
    evidence.get_by_role("button", name="All events in view").click()
    page.wait_for_selector("[aria-label='Events in view'] li")
    assert "selected" not in look.path()


def test_unresolved_places_have_a_list_with_reasons(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/?panel=unresolved", "[aria-label='Places that are not resolved'] li")
    assert "unknown:" in page.locator("[aria-label='Places that are not resolved'] li").first.inner_text()


def test_the_period_is_set_by_keys(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/", "[aria-label=Timeline] svg")
    first = page.get_by_role("slider", name="First day of the period")
    first.focus()
    first.press("PageUp")
    page.wait_for_function("() => location.search.includes('since=')")
    first.press("Home")
    page.wait_for_function("() => !location.search.includes('since=')")


def test_the_period_is_brushed(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/", "[aria-label=Timeline] svg")
    box = page.locator("[aria-label=Timeline] svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('since=') && location.search.includes('until=')")


def test_the_view_is_exported(desk: Desk, look_at: Callable[..., Any]) -> None:
    page = look_at(desk).go("/?type=RETREAT", ".status strong")
    page.get_by_role("button", name="Export").click()
    link = page.get_by_role("link", name="Claims, CSV")
    link.wait_for()
    with page.expect_download() as download:
        link.click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "RETREAT" in text
    assert "ASSAULT" not in text


def test_says_in_words_where_there_is_no_map(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    look.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = look.go("/", "[aria-label='Events in view'] li")
    page.get_by_text("it has no WebGL").wait_for()


def test_arabic_on_the_map_is_drawn(desk: Desk, look_at: Callable[..., Any]) -> None:
    look = look_at(desk)
    page = look.go("/", "[aria-label='Events in view'] li")
    look.map_idle()
    drawn = page.evaluate(
        """() => {
          const canvas = document.querySelector('canvas.maplibregl-canvas');
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
          return Boolean(copy) && canvas.width > 200;
        }"""
    )
    assert drawn


def test_boundaries_of_ones_own_are_drawn_and_damaged_ones_left_out(
    sample: Path, tmp_path: Path, look_at: Callable[..., Any]
) -> None:
    ring = [[41.0, 33.5], [43.0, 33.5], [43.0, 35.0], [41.0, 35.0], [41.0, 33.5]]
    area = {
        "type": "Feature",
        "properties": {"name": "Own"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    topology = {"type": "Topology", "arcs": [ring], "objects": {"own": {"type": "Polygon", "arcs": [[0]]}}}
    folder = tmp_path / "layers"
    folder.mkdir()
    (folder / "a damaged.geojson").write_text("{", encoding="utf-8")
    (folder / "b own.geojson").write_text(json.dumps(area), encoding="utf-8")
    (folder / "c own.topojson").write_text(json.dumps(topology), encoding="utf-8")
    (folder / "d damaged.pmtiles").write_bytes(b"PMTiles")
    running = Desk(sample, tmp_path, None, "--layers", str(folder))
    try:
        look = look_at(running)
        look.go("/", "[data-map][data-layers='2']")
        look.map_idle()
        asked = [address.rpartition("/")[2] for address in look.asked if "/map/own/" in address]
        assert {"b%20own.geojson", "c%20own.topojson"} <= set(asked)
        look.page.close()
    finally:
        running.close()
