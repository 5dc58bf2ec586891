"""What the exams of single layers ask of whoever reads the texts, and the one that Dateline ships."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from dateline.annotate.layers import Read


class Reader(Protocol):
    """Whoever gives the layers of whole texts."""

    def read(self, texts: Sequence[str]) -> list[Read]:
        """What was read of each text, in the same order."""


def encoder() -> Reader:
    """Dateline's own reader. Raises DictionaryError where its network is not there or is malformed."""
    reader: Reader = import_module("dateline.annotate.encoder").Encoder()
    return reader


def read_all(texts: Sequence[str], reader: Reader | None = None) -> tuple[list[Read], float]:
    """What the reader (None: Dateline's own) gives for the texts, and the seconds of that, without loading."""
    reader = reader or encoder()
    started = time.perf_counter()
    reads = reader.read(texts)
    return reads, time.perf_counter() - started
