"""What the annotate stage asks of a parser: words in, grammar and names out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.annotate.layers import Span
from dateline.annotate.words import Word
from dateline.records.annotation import Token
from dateline.records.evidence import Record


class Parse(Record, frozen=True):
    """A block's tokens with grammar, the indices that open a sentence, and the parser's names over tokens.

    The labels of names are kinds of ``MentionKind``. ``cuts`` of ``opens`` are there only because a sentence was too
    long for the parser.
    """

    tokens: list[Token]
    opens: list[int]
    names: list[Span]
    cuts: int = 0


class Parser(Protocol):
    """Whoever reads prepared words."""

    @property
    def version(self) -> str:
        """What it is and which, as the stage's version tells."""

    def split(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word of ``text`` (white space left out)."""

    def parse(self, reports: Sequence[tuple[str, Sequence[list[Word]]]]) -> list[list[Parse]]:
        """For each report (its text, the words of each block in order) one Parse a block."""
