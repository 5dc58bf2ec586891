"""Gold of a page of our own: every block of visible text with its label, and what the page says of itself.

It lies beside the page as ``NAME.toml``; ``examples/pages/README.md`` tells the conventions. A key that is
left out is not scored; an empty text or list says that the page does not tell.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import msgspec

from dateline.errors import MissingInput, UnreadableInput
from dateline.evaluate.alignment import Labelled
from dateline.evaluate.reading import Page
from dateline.records.evidence import Record
from dateline.records.report import BlockLabel, NoticeKind, PageKind

LABELS: tuple[BlockLabel, ...] = get_args(BlockLabel)


class Facts(Record, frozen=True, forbid_unknown_fields=True):
    """What is known of a block: a comment's author, time and depth, a caption's picture.

    ``said`` is the time as shown; ``time`` and ``words`` are how else the markup has it (ISO 8601, words).
    """

    author: str | None = None
    said: str | None = None
    time: str | None = None
    words: str | None = None
    depth: int | None = None
    image: str | None = None


class GoldBlock(Record, frozen=True, array_like=True):
    """A block: its label, or several that are right joined by "|"; its words; what is known of it."""

    label: str
    text: str
    facts: Facts = Facts()

    @property
    def labels(self) -> frozenset[str]:
        """The labels that are right."""
        return frozenset(label for label in LABELS if label in self.label.split("|"))

    @property
    def labelled(self) -> Labelled:
        """The block for alignment."""
        return Labelled(text=self.text, labels=self.labels)


class GoldPage(Record, frozen=True, forbid_unknown_fields=True):
    """A page's gold. Times are ISO 8601 as the page gives them; an entry is its time and its title."""

    file: str
    layout: str
    blocks: tuple[GoldBlock, ...]
    kind: PageKind
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    notices: tuple[NoticeKind, ...] | None = None
    entries: tuple[tuple[str, str], ...] | None = None


def load_gold(path: Path) -> tuple[list[Page], list[GoldPage], list[str]]:
    """The pages of a folder, the gold of each, and what is wrong with those left out.

    Raises MissingInput where it holds no gold.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else []
    if not files:
        raise MissingInput(str(path), "no folder with pages and their gold beside them (NAME.toml)")
    pages: list[Page] = []
    golds: list[GoldPage] = []
    problems: list[str] = []
    for file in files:
        try:
            gold = read_gold(file)
            content = (path / gold.file).read_bytes()
        except UnreadableInput as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path / gold.file}: left out ({error.strerror})")
        else:
            pages.append(Page(name=gold.file, content=content, url=gold.url))
            golds.append(gold)
    return pages, golds, problems


def read_gold(file: Path) -> GoldPage:
    """The gold in a file. Raises UnreadableInput."""
    try:
        gold = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), GoldPage)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(file), f"no gold of a page ({error})") from error
    for block in gold.blocks:
        if not block.labels or len(block.labels) != len(block.label.split("|")):
            raise UnreadableInput(str(file), f"no label {block.label!r}; there are {', '.join(LABELS)}")
    return gold
