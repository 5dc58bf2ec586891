"""Vector tiles for tests: a PMTiles archive (version 3) of one tile, which holds the whole world, as its specification says."""

from __future__ import annotations

import gzip
import json
import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

#: A kind of shape, its points (longitude, latitude; the ring of an area clockwise and not closed), its words.
Shape = tuple[str, Sequence[tuple[float, float]], Mapping[str, str]]

_EXTENT: Final = 4096
_KINDS: Final = {"point": 1, "line": 2, "area": 3}
_GZIP, _VECTOR = 2, 1


def archive(layers: Mapping[str, Sequence[Shape]]) -> bytes:
    """The archive's bytes, with its directory, its metadata and its tile compressed, as those from elsewhere are."""
    tile = _packed(b"".join(_field(3, _layer(name, shapes)) for name, shapes in layers.items()))
    # one entry: tile 0, a run of one, so many bytes, the offset 0, which is written as 1
    directory = _packed(b"".join(map(_varint, (1, 0, 1, len(tile), 1))))
    words = {"name": "Invented", "vector_layers": [{"id": name, "fields": {}} for name in layers]}
    metadata = _packed(json.dumps(words).encode())
    starts = [127]
    for part in (directory, metadata, b""):
        starts.append(starts[-1] + len(part))
    sizes = (len(directory), len(metadata), 0, len(tile))
    places = [each for pair in zip(starts, sizes, strict=True) for each in pair]
    header = struct.pack("<7sB11Q", b"PMTiles", 3, *places, 1, 1, 1)
    header += struct.pack("<6B", 1, _GZIP, _GZIP, _VECTOR, 0, 0)
    header += struct.pack("<4iB2i", -180 * 10**7, -85 * 10**7, 180 * 10**7, 85 * 10**7, 0, 0, 0)
    return header + directory + metadata + tile


def _layer(name: str, shapes: Sequence[Shape]) -> bytes:
    keys = sorted({key for *_, words in shapes for key in words})
    values = sorted({value for *_, words in shapes for value in words.values()})
    made = _field(1, name.encode())
    for kind, points, words in shapes:
        tags = [number for key, value in words.items() for number in (keys.index(key), values.index(value))]
        made += _field(
            2, _field(2, _numbers(tags)) + _number(3, _KINDS[kind]) + _field(4, _geometry(kind, points))
        )
    made += b"".join(_field(3, key.encode()) for key in keys)
    made += b"".join(_field(4, _field(1, value.encode())) for value in values)
    return made + _number(5, _EXTENT) + _number(15, 2)


def _geometry(kind: str, points: Sequence[tuple[float, float]]) -> bytes:
    """Move to the first point, draw lines to the others, close the ring of an area; each point as a step from the last."""
    steps: list[int] = []
    x, y = 0, 0
    for longitude, latitude in points:
        across = round((longitude + 180) / 360 * _EXTENT)
        turn = math.asinh(math.tan(math.radians(latitude)))
        down = round((1 - turn / math.pi) / 2 * _EXTENT)
        steps += [_zigzag(across - x), _zigzag(down - y)]
        x, y = across, down
    commands = [1 | 1 << 3, *steps[:2]]
    if kind != "point":
        commands += [2 | (len(points) - 1) << 3, *steps[2:]]
    if kind == "area":
        commands.append(7 | 1 << 3)
    return _numbers(commands)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _zigzag(number: int) -> int:
    return number * 2 if number >= 0 else -number * 2 - 1


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes([*made, number])


def _numbers(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content
