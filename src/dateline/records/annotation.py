"""AnnotatedReport: a report with sentences, words, their grammar, and mentions.

Grammar is in Universal Dependencies terms (universaldependencies.org): ``upos`` and ``deprel``.
"""

from __future__ import annotations

from typing import Literal

from dateline.records.evidence import Made, Range, Record
from dateline.records.report import Report

MentionKind = Literal[
    "person",
    "armed-group",
    "state-force",
    "organisation",
    "government",
    "civilians",
    "outlet",
    "place",
    "facility",
    "weapon",
    "nationality",
    "role",
    "quantity",
    "time",
]


class Token(Record, gc=False, frozen=True):
    """A word: ``text`` is the report's ``[start:end]``; ``head`` is an index into the report's tokens.

    The root of a sentence is its own head. ``xpos`` is the Penn Treebank tag.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    deprel: str
    head: int


class Sentence(Record, gc=False, frozen=True):
    """A sentence: characters ``start:end``, tokens ``first:last`` (``last`` not included), its block."""

    start: int
    end: int
    first: int
    last: int
    block: int


class Mention(Record, gc=False, frozen=True):
    """A span that names something.

    ``head`` is the index of its head token. ``entry`` is a dictionary identifier where a dictionary
    named it ("islamic-state"); ``how`` is "dictionary", "gazetteer", "model" or "pattern". ``role`` is a
    person's office as worded; ``amount`` a quantity's range.
    """

    id: int
    kind: MentionKind
    start: int
    end: int
    text: str
    head: int
    how: str
    entry: str | None = None
    role: str | None = None
    amount: Range | None = None
    refers_to: int | None = None


class AnnotatedReport(Record, frozen=True):
    """A report and what one reading of its coded blocks found, in order of the text.

    ``warnings`` say what of them was not read, or not as it stands.
    """

    report: Report
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    made: Made
    warnings: tuple[str, ...] = ()
