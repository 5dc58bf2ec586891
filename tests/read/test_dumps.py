"""Twelve plain-text dumps as crawls leave them, with a gold label for every line.

Each line of a file in ``dumps`` is ``LABEL [AUTHOR] [DEPTH]| LINE``; the labels' letters are below.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.read.text import read_text
from dateline.records.report import Block

DUMPS = sorted((Path(__file__).parent / "dumps").glob("*.txt"))
LABELS = {
    **{"h": "headline", "d": "dateline", "b": "byline", "t": "body", "q": "quote", "p": "caption"},
    **{"c": "comment", "r": "related", "x": "boilerplate"},
}


class Line(NamedTuple):
    """A line of a dump: where it is, its gold label, and a comment's author and depth."""

    start: int
    end: int
    label: str
    author: str | None
    depth: int | None


def dump(path: Path) -> tuple[str, list[Line]]:
    """A dump's text and its lines that are not blank."""
    lines: list[Line] = []
    text = ""
    for raw in path.read_text("utf-8").splitlines():
        head, bar, words = raw.partition("| ")
        if bar:
            label, *rest = head.split()
            depth = int(rest.pop()) if rest else None
            start = len(text) + len(words) - len(words.lstrip())
            lines.append(Line(start, len(text) + len(words), LABELS[label], " ".join(rest) or None, depth))
            text += words
        text += "\n"
    return text, lines


def block_of(blocks: tuple[Block, ...], line: Line) -> Block:
    return next(block for block in blocks if block.start < line.end <= block.end)


def wrong(path: Path) -> list[tuple[str, str, str]]:
    text, lines = dump(path)
    blocks = read_text(text).blocks
    found = [(line.label, block_of(blocks, line), text[line.start : line.end]) for line in lines]
    return [(gold, block.label, words) for gold, block, words in found if block.label != gold]
