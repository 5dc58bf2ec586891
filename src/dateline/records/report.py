"""Report: one article read from a capture, as labelled blocks of one text."""

from __future__ import annotations

from typing import Literal

from dateline.records.evidence import Interval, Known, Made, Record, Unknown

BlockLabel = Literal["headline", "dateline", "byline", "body", "caption", "comment", "related", "boilerplate"]

#: Blocks whose sentences are coded. Everything else is kept and searchable, never a fact of the report.
CODED_LABELS: frozenset[str] = frozenset({"headline", "body", "caption"})


class Block(Record, frozen=True):
    """A labelled stretch ``text[start:end]`` of the report.

    ``pointer`` leads into the capture where the report's text is not the capture's own (an XPath in a
    page). ``author`` and ``said`` are a comment's, where the page gives them.
    """

    label: BlockLabel
    start: int
    end: int
    pointer: str | None = None
    author: str | None = None
    said: str | None = None


class Report(Record, frozen=True):
    """One article.

    ``text`` is the decoded capture for plain text; for a page it is the text of its blocks, joined by
    blank lines. ``document`` is the name users know it by (a file's path, a dump's id). ``silence``
    says why there is nothing to code ("no article text ...", "not English ..."), or is None.
    """

    id: str
    capture: str
    document: str
    text: str
    blocks: tuple[Block, ...]
    title: Known[str] | Unknown
    outlet: Known[str] | Unknown
    authors: Known[tuple[str, ...]] | Unknown
    published: Known[Interval] | Unknown
    modified: Known[Interval] | Unknown
    language: Known[str] | Unknown
    url: Known[str] | Unknown
    made: Made
    warnings: tuple[str, ...] = ()
    silence: str | None = None
