"""Report: one article read from a capture, as labelled blocks of one text."""

from __future__ import annotations

from typing import Literal

from dateline.records.evidence import Evidence, Interval, Known, Made, Record, Unknown

BlockLabel = Literal[
    "headline", "dateline", "byline", "body", "quote", "caption", "comment", "related", "boilerplate"
]

#: Blocks whose sentences are coded. Everything else is kept and searchable, never a fact of the report.
CODED_LABELS: frozenset[str] = frozenset({"headline", "body", "quote", "caption"})

#: What a page is. Only reports, live blogs and what a paywall leaves of a report are coded.
PageKind = Literal["report", "live blog", "gallery", "paywall stub", "cookie wall", "not found", "front page"]

FlagKind = Literal["incitement", "insult"]
NoticeKind = Literal["update", "correction", "retraction", "modified"]


class Flag(Record, frozen=True):
    """Why a readers' comment is flagged: the words ``text[start:end]`` of the report and the reason."""

    kind: FlagKind
    reason: str
    start: int
    end: int


class Block(Record, frozen=True):
    """A labelled stretch ``text[start:end]`` of the report.

    ``pointer`` leads into the capture where the report's text is not the capture's own (an XPath in a
    page). ``author``, ``said`` (when, as written) and ``depth`` (0 answers the article, 1 a comment of
    depth 0) are a comment's, where the page gives them; ``flags`` say why a comment is flagged.
    ``image`` is the address of a caption's picture.
    """

    label: BlockLabel
    start: int
    end: int
    pointer: str | None = None
    author: str | None = None
    said: str | None = None
    depth: int | None = None
    image: str | None = None
    flags: tuple[Flag, ...] = ()


class Entry(Record, frozen=True):
    """One dated part ``text[start:end]`` of a live blog; relative times in it count from ``published``."""

    start: int
    end: int
    published: Known[Interval] | Unknown
    title: str | None = None


class Notice(Record, frozen=True):
    """A note that the report was changed: the kind of change and the words that say so."""

    kind: NoticeKind
    evidence: Evidence


class Report(Record, frozen=True):
    """One article.

    ``text`` is the decoded capture for plain text; for a page it is the text of its blocks, joined by
    blank lines. ``document`` is the name users know it by (a file's path, a dump's id, an address).
    ``kind`` is what the page is, ``kind_reason`` the signs it was told by. ``entries`` are a live blog's
    dated parts, ``notices`` what says that the report was changed. ``silence`` says why there is nothing to
    code ("no article text ...", "not English ..."), or is None.
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
    kind: PageKind = "report"
    kind_reason: str = ""
    entries: tuple[Entry, ...] = ()
    notices: tuple[Notice, ...] = ()
