"""Makes the data that a situation brief is drawn with: countries' outlines, and the fonts of its PDF.

    python tools/brief_data.py WORLD_ATLAS NOTO_SANS NOTO_SANS_ARABIC NOTO_SANS_HEBREW

The four are folders: npm's ``world-atlas`` (2.0.2; Natural Earth 1:50m, public domain), and ``@expo-google-fonts/``
``noto-sans``, ``noto-sans-arabic`` and ``noto-sans-hebrew`` (0.4; SIL Open Font License 1.1), unpacked. It needs
fontTools, and writes ``src/dateline/brief/data/``, the same bytes from the same folders.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "brief" / "data"
TOLERANCE = 0.008  # degrees, 0.9 km of latitude: below what a line of a small map shows
LEAST = 0.003  # square degrees: smaller islands are left out, unless they are all of a country

#: What the Latin face keeps: Latin, Greek and Cyrillic with their marks, punctuation, signs of money and comparison.
LATIN = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF)),
    *(
        (0x400, 0x52F),
        (0x1E00, 0x1EFF),
        (0x1F00, 0x1FFF),
        (0x2000, 0x206F),
        (0x2070, 0x209F),
        (0x20A0, 0x20CF),
    ),
    *(
        (0x2100, 0x214F),
        (0x2190, 0x2193),
        (0x2212, 0x2212),
        (0x2260, 0x2265),
        (0x25A0, 0x25FF),
        (0xFFFD, 0xFFFD),
    ),
)
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x200C, 0x200F))
HEBREW = ((0x590, 0x5FF), (0x200C, 0x200F))


def main(atlas: Path, latin: Path, arabic: Path, hebrew: Path) -> None:
    """Write all the files."""
    DATA.mkdir(exist_ok=True)
    world = outlines(json.loads((atlas / "countries-50m.json").read_bytes()))
    text = json.dumps(world, ensure_ascii=False, separators=(",", ":"))
    (DATA / "outlines.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    covered: set[int] = set()
    for folder, file, name, ranges in (
        (latin, "400Regular/NotoSans_400Regular.ttf", "NotoSans-Regular.ttf", LATIN),
        (latin, "700Bold/NotoSans_700Bold.ttf", "NotoSans-Bold.ttf", LATIN),
        (arabic, "400Regular/NotoSansArabic_400Regular.ttf", "NotoSansArabic-Regular.ttf", ARABIC),
        (hebrew, "400Regular/NotoSansHebrew_400Regular.ttf", "NotoSansHebrew-Regular.ttf", HEBREW),
    ):
        covered |= face(folder / file, DATA / name, ranges)
    (DATA / "OFL.txt").write_text((latin / "LICENSE_FONT").read_text("utf-8").replace("\r\n", "\n"), "utf-8")
    (DATA / "coverage.txt").write_text(
        "".join(f"{first:04X}-{last:04X}\n" for first, last in spans(covered)), "ascii"
    )


def face(source: Path, target: Path, ranges: tuple[tuple[int, int], ...]) -> set[int]:
    """The characters of the face that is written: the source's, as far as they lie in the ranges."""
    features = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "tnum"] if ranges is LATIN else ["*"]
    options = subset.Options(layout_features=features, name_IDs=["*"], hinting=False, notdef_outline=True)
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    cutter.subset(font)
    font.save(target)
    return set(TTFont(target).getBestCmap())


def spans(numbers: set[int]) -> list[tuple[int, int]]:
    """The numbers as first and last of each stretch."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries' polygons over shared lines, in whole steps of ``scale`` degrees, thinned out."""
    arcs = [thin(arc, topology["transform"]) for arc in map(absolute, topology["arcs"])]
    used: dict[int, int] = {}
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        sized = sorted(
            ((area(p[0], arcs, topology["transform"]), p) for p in polygons), key=lambda each: -each[0]
        )
        kept = [p for size, p in sized[:1]] + [p for size, p in sized[1:] if size >= LEAST]
        lines = [[[number(i, used) for i in ring] for ring in polygon] for polygon in kept]
        countries.append({"name": shape["properties"]["name"], "polygons": lines})
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    ordered = sorted(used, key=lambda i: used[i])
    return {
        "about": "Countries' outlines of Natural Earth 1:50m (public domain, naturalearthdata.com), by way of "
        "world-atlas 2.0.2 (ISC, Michael Bostock), thinned out.",
        "scale": [sx, sy],
        "translate": [tx, ty],
        "arcs": [relative(arcs[i]) for i in ordered],
        "countries": sorted(countries, key=lambda country: country["name"]),
    }


def number(arc: int, used: dict[int, int]) -> int:
    """The arc's new number; ``~n`` is arc n turned round, as in TopoJSON."""
    index = arc if arc >= 0 else ~arc
    new = used.setdefault(index, len(used))
    return new if arc >= 0 else ~new


def absolute(arc: list[list[int]]) -> list[tuple[int, int]]:
    """The points of an arc whose points are steps."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def relative(points: list[tuple[int, int]]) -> list[int]:
    """The points as one row of steps."""
    row = []
    last = (0, 0)
    for point in points:
        row += [point[0] - last[0], point[1] - last[1]]
        last = point
    return row


def thin(points: list[tuple[int, int]], transform: dict[str, list[float]]) -> list[tuple[int, int]]:
    """The points without those nearer than the tolerance to the line that is left (Douglas and Peucker)."""
    sx, sy = transform["scale"]
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        ax, ay = points[first][0] * sx, points[first][1] * sy
        dx, dy = points[last][0] * sx - ax, points[last][1] * sy - ay
        length = dx * dx + dy * dy
        far, where = 0.0, -1
        for i in range(first + 1, last):
            px, py = points[i][0] * sx - ax, points[i][1] * sy - ay
            along = min(max((px * dx + py * dy) / length, 0), 1) if length else 0
            away = ((px - along * dx) ** 2 + (py - along * dy) ** 2) ** 0.5
            if away > far:
                far, where = away, i
        if far > TOLERANCE:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def area(ring: list[int], arcs: list[list[tuple[int, int]]], transform: dict[str, list[float]]) -> float:
    """The ring's area in square degrees."""
    sx, sy = transform["scale"]
    points = [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2 * sx * sy


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
