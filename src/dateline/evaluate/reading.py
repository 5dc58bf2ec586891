"""Pages of an exam as the read stage sees them, and the texts that are scored.

What is scored is the same for every exam: the article is the blocks that are labelled dateline, body and
quote, in their order, one a line; a dateline and the body behind it are one paragraph. Lines of credit that
close the report ("Reporting by ...") are labelled byline and scored with the article, as the public sets
count them. The headline and captions are no part of it, since the public sets do not count them either
(``dateline.evaluate.pages`` has the figures).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from dateline.errors import InputError, UnreadableInput
from dateline.read.furniture import is_credit
from dateline.read.stage import Read
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.evidence import Record
from dateline.records.report import Block, BlockLabel, Report

ARTICLE: frozenset[BlockLabel] = frozenset({"dateline", "body", "quote"})

T = TypeVar("T")
P = TypeVar("P")


class Page(Record, frozen=True):
    """A page of an exam: its name there, its bytes, and the address where the set gives one."""

    name: str
    content: bytes
    url: str | None = None


def read_page(stage: Read, page: Page) -> Report:
    """The report of a page. Raises InputError where the stage refuses the page."""
    capture = capture_of(
        page.content,
        media_type="text/plain" if page.name.endswith(".txt") else "text/html",
        origin=Origin(kind="file", name=page.name),
        url=page.url,
        given=Given(document=page.name),
    )
    return stage.run([capture])[0]


def read_pages(
    pages: Sequence[Page], stage: Read | None = None
) -> tuple[list[Report | None], list[str], float]:
    """A report for each page, None for one that the stage refuses; the refusals; and the seconds it took.

    The first page is read once before the clock starts, so that what is loaded once does not count.
    """
    stage = stage or Read()
    refused: list[str] = []

    def attempt(page: Page) -> Report | None:
        try:
            return read_page(stage, page)
        except InputError as error:
            refused.append(str(error))
            return None

    reports, seconds = timed(attempt, pages)
    return reports, list(dict.fromkeys(refused)), seconds


def timed(function: Callable[[P], T], pages: Sequence[P]) -> tuple[list[T], float]:
    """What the function gives for each page, and the seconds of that; it is called once more beforehand."""
    if pages:
        function(pages[0])
    started = time.perf_counter()
    values = [function(page) for page in pages]
    return values, time.perf_counter() - started


def words_of(report: Report, block: Block) -> str:
    """A block's text."""
    return report.text[block.start : block.end]


def article_text(report: Report | None) -> str:
    """The article of a report, a paragraph a line; empty where there is no report."""
    return "" if report is None else text_of(report, ARTICLE)


def text_of(report: Report, labels: frozenset[BlockLabel]) -> str:
    """The blocks of these labels, a paragraph a line; a dateline and the body behind it are one paragraph."""
    lines: list[str] = []
    before: Block | None = None
    for block in report.blocks:
        closes = (
            block.label == "byline"
            and bool(lines)
            and labels == ARTICLE
            and is_credit(words_of(report, block))
        )
        if block.label not in labels and not closes:
            continue
        if before is not None and before.label == "dateline" and block.label == "body":
            lines[-1] = f"{lines[-1]} {words_of(report, block)}"
        else:
            lines.append(words_of(report, block))
        before = block
    return "\n".join(lines)


def comment_text(report: Report | None) -> str:
    """The readers' comments of a report, one a line, each behind its author and time; empty without."""
    if report is None:
        return ""
    return "\n".join(
        " ".join(filter(None, (block.author, block.said, words_of(report, block))))
        for block in report.blocks
        if block.label == "comment"
    )


def wanted_folder(path: Path, exam: str, *names: str) -> None:
    """Raise UnreadableInput where ``path`` is no folder that holds these files or folders."""
    if not path.is_dir():
        wanted = " and ".join(names)
        raise UnreadableInput(str(path), f"no folder; the exam {exam} wants one with {wanted}")
    lacking = [name for name in names if not (path / name.rstrip("/")).exists()]
    if lacking:
        raise UnreadableInput(str(path), f"no {' and no '.join(lacking)} in it, which the exam {exam} reads")
