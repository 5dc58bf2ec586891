"""A system for the exams of words that answers what a test tells it to."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.layers import Layers, Read
from dateline.evaluate.systems import Given


class Told:
    """Answers each text with the reading a test gives for it."""

    def __init__(self, reads: Sequence[Read]) -> None:
        self._reads = {read.text: read for read in reads}

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The readings of these texts."""
        return [self._reads[text] for text in texts]

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The layers of these texts' readings."""
        return [self._reads[text].layers for text, _, _ in items]
