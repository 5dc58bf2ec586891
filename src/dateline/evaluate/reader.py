"""What the exams of single layers ask of whoever reads the texts, and the one that Dateline ships."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol, TypeAlias

from dateline.annotate.layers import Layers, Read

#: A text, the characters ``start, end`` of its words, and the indices of those that open a sentence, if given.
Given: TypeAlias = tuple[str, Sequence[tuple[int, int]], Sequence[int] | None]


class Reader(Protocol):
    """Whoever gives the layers of texts."""

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The words of each text, as the reader splits it, and their layers, in the same order."""

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The layers of the words that are given."""


def encoder() -> Reader:
    """Dateline's own reader. Raises DictionaryError where its network is not there or is malformed."""
    from dateline.annotate.encoder import Encoder

    return Encoder()


def read_all(texts: Sequence[str], reader: Reader | None = None) -> tuple[list[Read], float]:
    """What the reader (None: Dateline's own) gives for the texts, and the seconds of that, without loading."""
    reader = reader or encoder()
    reader.read(texts[:1])  # what is loaded once does not count
    started = time.perf_counter()
    reads = reader.read(texts)
    return reads, time.perf_counter() - started


def read_words(items: Sequence[Given], reader: Reader | None = None) -> tuple[list[Layers], float]:
    """The layers of given words, and the seconds of that, without loading."""
    reader = reader or encoder()
    reader.read_words(items[:1])
    started = time.perf_counter()
    layers = reader.read_words(items)
    return layers, time.perf_counter() - started
