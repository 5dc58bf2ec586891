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
    "h": "headline",
    "d": "dateline",
    "b": "byline",
    "t": "body",
    "q": "quote",
    "p": "caption",
    "c": "comment",
    "r": "related",
    "x": "boilerplate",
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


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_the_lines_of_a_dump_are_told_apart(path: Path) -> None:
    _, lines = dump(path)
    missed = wrong(path)
    assert len(missed) <= 0.15 * len(lines), missed
    # Neither comments nor other stories are read as the article's, and none of its own words is lost.
    own = {"headline", "body", "quote", "caption", "dateline"}
    assert [m for m in missed if m[0] in ("comment", "related") and m[1] in own] == []
    assert [m for m in missed if m[0] in own and m[1] not in own] == []


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.stem)
def test_comments_in_a_dump_have_their_authors(path: Path) -> None:
    text, lines = dump(path)
    blocks = read_text(text).blocks
    named = [line for line in lines if line.label == "comment" and line.author is not None]
    missed = [line for line in named if block_of(blocks, line).author != line.author]
    assert len(missed) <= 0.1 * len(named), [text[line.start : line.end] for line in missed]


@pytest.mark.parametrize(
    "name", ["disqus", "facebook", "indented", "phpbb", "quoted", "vbulletin", "wordpress"]
)
def test_comments_in_a_dump_have_their_depths(name: str) -> None:
    text, lines = dump(next(path for path in DUMPS if path.stem == name))
    blocks = read_text(text).blocks
    found = [(line.depth, block_of(blocks, line).depth) for line in lines if line.label == "comment"]
    assert [gold for gold, _ in found] == [depth for _, depth in found]


def test_a_flat_section_says_nothing_of_depths() -> None:
    text, _ = dump(next(path for path in DUMPS if path.stem == "german"))
    assert {block.depth for block in read_text(text).blocks} == {None}
