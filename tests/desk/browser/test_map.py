"""The map: what is drawn of the analyst's own tiles, and lines between provinces for who looks closely."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.desk.browser.desks import Desk
from tests.desk.tiles import Shape, archive

#: A view of desert, in which nothing is told of and the map itself has no line.
DESERT = "/?bbox=120,-27,125,-23"
#: Parts of the map's width and height: outside of the lake, and within it.
LAND, LAKE = (0.1, 0.3), (0.42, 0.4)
SHAPE: Shape = ("area", [(121.5, -24.0), (123.5, -24.0), (123.5, -26.0), (121.5, -26.0)], {"kind": "lake"})
COLOURS = """async ([picture, spots]) => {
  const bytes = Uint8Array.from(atob(picture), (each) => each.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return spots.map(([x, y]) => [...context.getImageData(x * image.width, y * image.height, 1, 1).data].slice(0, 3));
}"""


def _colours(look: Any, spots: Sequence[tuple[float, float]]) -> list[tuple[int, ...]]:
    """The colours at these parts of the map's width and height."""
    look.map_idle()
    picture = base64.b64encode(look.page.locator("canvas.maplibregl-canvas").screenshot()).decode()
    return [tuple(each) for each in look.page.evaluate(COLOURS, [picture, spots])]


@pytest.fixture
def with_tiles(sample: Path, tmp_path: Path) -> Iterator[Callable[[dict[str, Sequence[Shape]]], Desk]]:
    """A desk with an archive of these layers."""
    made: list[Desk] = []

    def start(layers: dict[str, Sequence[Shape]]) -> Desk:
        folder = tmp_path / "layers"
        folder.mkdir()
        (folder / "own tiles.pmtiles").write_bytes(archive(layers))
        made.append(Desk(sample, tmp_path, None, "--layers", str(folder)))
        return made[0]

    yield start
    for each in made:
        each.close()


def test_water_and_roads_of_a_basemap_are_drawn_in_both_themes(
    with_tiles: Callable[..., Desk], look_at: Callable[..., Any]
) -> None:
    road: Shape = ("line", [(124.2, -20.0), (124.2, -29.0)], {"kind": "highway"})
    town: Shape = ("point", [(122.5, -25.0)], {"name": "Zubrowa"})
    unseen: Shape = (
        "area",
        [(118.0, -20.0), (121.2, -20.0), (121.2, -29.0), (118.0, -29.0)],
        {"kind": "forest"},
    )
    desk = with_tiles({"water": [SHAPE], "roads": [road], "places": [town], "landuse": [unseen]})
    look = look_at(desk, color_scheme="light")
    answers: list[tuple[int, str]] = []
    look.page.on(
        "response",
        lambda answer: (
            answers.append((answer.status, answer.headers["content-range"]))
            if answer.url.endswith(".pmtiles") and "/own/" in answer.url
            else None
        ),
    )
    look.go(DESERT, "[data-map][data-layers='1']")
    for theme, shown in (
        ("light", [(247, 245, 241), (223, 231, 236)]),
        ("dark", [(29, 34, 38), (12, 16, 19)]),
    ):
        look.page.emulate_media(color_scheme=theme)
        look.page.wait_for_timeout(300)
        assert _colours(look, [LAND, LAKE]) == shown
        strip = _colours(look, [(n / 500, 0.3) for n in range(380, 480)])
        assert len([each for each in strip if each != shown[0]]) in range(1, 8)
    assert answers
    assert all(status == 206 and told.startswith("bytes ") for status, told in answers)


def test_tiles_of_other_names_are_drawn_as_lines(
    with_tiles: Callable[..., Desk], look_at: Callable[..., Any]
) -> None:
    look = look_at(with_tiles({"sectors": [SHAPE]}))
    look.go(DESERT, "[data-map][data-layers='1']")
    land, inside = _colours(look, [LAND, LAKE])
    assert inside == land
    across = _colours(look, [(n / 500, 0.5) for n in range(20, 480)])
    assert len([each for each in across if each != land]) in range(2, 10)


def test_lines_between_provinces_come_when_somebody_looks_closely(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    look.go("/?bbox=105,-45,153,0", "[data-map]")
    middle = [(n / 1000, 0.4) for n in range(450, 550)]
    assert len(set(_colours(look, middle))) == 1
    assert not [address for address in look.asked if "/map/units" in address]
    with look.page.expect_response("**/map/units.pmtiles") as told:
        look.page.get_by_role("button", name="Zoom in").click()
    assert told.value.ok
    note = look.page.locator(".maplibregl-ctrl-attrib-inner", has_text="Provinces as of 2013")
    note.wait_for(state="attached")
    assert len(set(_colours(look, middle))) > 1


def test_a_close_first_view_rests_before_lines_between_provinces_are_asked_for(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    under_way: set[str] = set()
    found: list[set[str]] = []

    def asked(request: Any) -> None:
        if request.url.endswith("/map/units.pmtiles"):
            found.append(set(under_way))
        elif "/map/" in request.url:
            under_way.add(request.url)

    look.page.on("request", asked)
    look.page.on("requestfinished", lambda request: under_way.discard(request.url))
    with look.page.expect_response("**/map/units.pmtiles"):
        look.go("/?bbox=39,30,48,37", "[data-map]")
    assert found[0] == set()
