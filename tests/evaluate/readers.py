"""A reader for tests of the exams: it answers what a test tells it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.annotate.layers import Layers, Read, Span
from dateline.evaluate.reader import Given

#: The layers of a text, given a function from words of it to their span with a label.
Told = Callable[[Callable[..., Span]], Layers]


class Fake:
    """Gives these readings of their texts; of another text no layer is known."""

    def __init__(self, *reads: Read) -> None:
        self._reads = {read.text: read for read in reads}

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The readings of these texts."""
        return [self._reads.get(text) or read_of(text) for text in texts]

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The layers of these texts' readings."""
        return [read.layers for read in self.read([text for text, _, _ in items])]


def read_of(text: str, told: Told = lambda _: Layers()) -> Read:
    """A reading of the text, its words parted at blanks and marks."""
    words = tuple((m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text))

    def at(piece: str, label: str = "") -> Span:
        start = text.index(piece)
        inside = [i for i, (a, b) in enumerate(words) if start <= a and b <= start + len(piece)]
        return Span(first=inside[0], last=inside[-1] + 1, label=label)

    return Read(text=text, words=words, layers=told(at))
