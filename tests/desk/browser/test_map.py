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
DESERT = "/?bbox=24,22.5,29,26.5"
#: From west to east through the view: land, an area of the tiles, land, a line of the tiles.
LAND, LAKE, ROAD = (0.2, 0.3), (0.5, 0.5), (0.8, 0.5)
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


LAKE_SHAPE: Shape = ("area", [(25.5, 25.5), (27.5, 25.5), (27.5, 23.5), (25.5, 23.5)], {"kind": "lake"})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_water_and_roads_of_a_basemap_are_drawn(
    theme: str, with_tiles: Callable[..., Desk], look_at: Callable[..., Any]
) -> None:
    road: Shape = ("line", [(28.2, 20.0), (28.2, 29.0)], {"kind": "highway"})
    town: Shape = ("point", [(26.5, 24.5)], {"name": "Zubrowa"})
    unseen: Shape = ("area", [(20.0, 29.0), (25.2, 29.0), (25.2, 20.0), (20.0, 20.0)], {"kind": "forest"})
    desk = with_tiles({"water": [LAKE_SHAPE], "roads": [road], "places": [town], "landuse": [unseen]})
    look = look_at(desk, color_scheme=theme)
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
    land, lake = _colours(look, [LAND, (0.42, 0.4)])
    assert (land, lake) == {
        "light": ((247, 245, 241), (223, 231, 236)),
        "dark": ((29, 34, 38), (12, 16, 19)),
    }[theme]
    strip = _colours(look, [(n / 500, 0.3) for n in range(380, 480)])
    assert len([each for each in strip if each != land]) in range(1, 8)
    assert answers
    assert all(status == 206 and told.startswith("bytes ") for status, told in answers)


def test_tiles_of_other_names_are_drawn_as_lines(
    with_tiles: Callable[..., Desk], look_at: Callable[..., Any]
) -> None:
    look = look_at(with_tiles({"sectors": [LAKE_SHAPE]}))
    look.go(DESERT, "[data-map][data-layers='1']")
    land, inside = _colours(look, [LAND, (0.42, 0.4)])
    assert inside == land
    across = _colours(look, [(n / 500, 0.5) for n in range(20, 480)])
    assert len([each for each in across if each != land]) in range(2, 16)


def test_lines_between_provinces_come_when_somebody_looks_closely(
    desk: Desk, look_at: Callable[..., Any]
) -> None:
    look = look_at(desk)
    look.go("/?bbox=-60,-40,120,60", "[data-map]")
    look.map_idle()
    assert not [address for address in look.asked if "/map/units" in address]
    with look.page.expect_response("**/map/units.json") as told:
        look.page.goto(desk.base + "/?bbox=39,30,48,37")
    assert told.value.ok
    look.page.get_by_text("Provinces as Natural Earth had them in 2013").wait_for()
