"""From the sets to what the network is taught on: pieces of a text, and for each word the right answers.

Each set answers some heads only; the others learn nothing from it. Words of our own splitting stand under the
characters that a set marks.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from training.encoder.scripts import script

from dateline.annotate.layers import Layers, Read, Span
from dateline.annotate.pieces import Cutter, Pieces
from dateline.annotate.windows import rough_opens

Labels = dict[str, NDArray[np.int64] | NDArray[np.float32]]

#: The number that teaches nothing.
NONE = -100

ROLES = ("source", "cue", "content")


@dataclass
class Inventory:
    """The answers of each head with a list of them, in the order of their numbers."""

    lists: dict[str, list[str]] = field(default_factory=dict)

    def number(self, head: str, answer: str) -> int:
        """The number of an answer, or NONE where the head does not know it."""
        try:
            return self._index(head)[answer]
        except KeyError:
            return NONE

    def _index(self, head: str) -> dict[str, int]:
        known = self.__dict__.setdefault("_known", {})
        if head not in known:
            known[head] = {each: n for n, each in enumerate(self.lists[head])}
        return known[head]  # type: ignore[no-any-return]


@dataclass
class Example:
    """A text as pieces, where it may be cut, and the answers of its words by head.

    ``heads`` and ``links`` hold indices of words of the text.
    """

    pieces: Pieces
    cuts: list[int]
    labels: Labels

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.pieces.firsts) - 1


def tagged(spans: Iterable[Span], words: int, head: str, inventory: Inventory) -> NDArray[np.int64]:
    """Numbers of "O", "B-LABEL", "I-LABEL" for each word; of two spans that overlap the longer one counts."""
    numbers = np.zeros(words, np.int64)
    taken = np.zeros(words, bool)
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.first)):
        if taken[span.first : span.last].any() or span.first >= span.last:
            continue
        begin = inventory.number(head, f"B-{span.label}")
        if begin == NONE:
            continue
        taken[span.first : span.last] = True
        numbers[span.first] = begin
        numbers[span.first + 1 : span.last] = inventory.number(head, f"I-{span.label}")
    return numbers


def example(
    read: Read,
    cutter: Cutter,
    inventory: Inventory,
    names_head: str = "names",
    cuts: Sequence[int] | None = None,
) -> Example:
    """The example of a text with the layers that are known of it."""
    words, layers = read.words, read.layers
    count = len(words)
    labels: Labels = {}
    for head, answers in (
        ("upos", layers.upos),
        ("xpos", layers.xpos),
        ("deprel", layers.deprels),
    ):
        if answers is not None:
            labels[head] = np.array([inventory.number(head, each) for each in answers], np.int64)
    if layers.lemmas is not None:
        forms = [read.text[a:b] for a, b in words]
        labels["lemma"] = np.array(
            [inventory.number("lemma", script(f, m)) for f, m in zip(forms, layers.lemmas, strict=True)],
            np.int64,
        )
    if layers.heads is not None:
        labels["arc"] = np.array(layers.heads, np.int64)
    if layers.opens is not None:
        opens = np.zeros(count, np.int64)
        opens[list(layers.opens)] = 1
        labels["opens"] = opens
    if layers.names is not None:
        labels[names_head] = tagged(layers.names, count, names_head, inventory)
    if layers.times is not None:
        labels["times"] = tagged(layers.times, count, "times", inventory)
    if layers.said is not None:
        labels |= _said(layers, count)
    if layers.triggers is not None:
        triggers = np.zeros(count, np.int64)
        for span in layers.triggers:
            number = inventory.number("trigger", span.label or "other")
            triggers[span.first : span.last] = number
        labels["trigger"] = triggers
    if layers.factuality is not None:
        labels["factuality"] = np.array(layers.factuality, np.float32)
    if layers.cues is not None:
        cues = [Span(s.first, s.last) for s in layers.cues]
        labels["negation"] = tagged(cues, count, "negation", inventory)
        if layers.scopes is not None:
            scope = np.zeros(count, np.int64)
            for each in layers.scopes:
                for span in each:
                    scope[span.first : span.last] = 1
            labels["scope"] = scope
    if layers.carries is not None and layers.opens is not None:
        carries = np.full(count, math.nan, np.float32)
        for k, first in enumerate(layers.opens):
            last = layers.opens[k + 1] if k + 1 < len(layers.opens) else count
            carries[first:last] = layers.carries[k]
        labels["carries"] = carries
    pieces = cutter.cut(read.text, words)
    if cuts is None:
        cuts = layers.opens if layers.opens is not None else rough_opens(read.text, words)
    return Example(pieces=pieces, cuts=[*cuts, count], labels=labels)


def _said(layers: Layers, count: int) -> Labels:
    numbers = np.zeros((count, len(ROLES)), np.int64)
    links = np.full(count, NONE, np.int64)
    for each in layers.said or ():
        spans = (each.source, each.cue, each.content)
        head = min((s.first for s in each.cue), default=None)
        for k, role in enumerate(spans):
            for span in role:
                numbers[span.first, k] = 1
                numbers[span.first + 1 : span.last, k] = 2
                if head is not None and span.first != head:
                    links[span.first] = head
    return {"said": numbers, "link": links}


class Aligned:
    """Spans of characters as spans of words."""

    def __init__(self, words: Sequence[tuple[int, int]]) -> None:
        """Take the characters of the words, in order."""
        self._starts = [a for a, _ in words]
        self._ends = [b for _, b in words]

    def span(self, start: int, end: int, label: str = "") -> Span | None:
        """The words that overlap the characters, or None where there are none."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        return Span(first, last, label) if first < last else None

    def spans(self, marks: Iterable[tuple[int, int, str]]) -> tuple[Span, ...]:
        """Those of several."""
        found = (self.span(start, end, label) for start, end, label in marks)
        return tuple(span for span in found if span is not None)


def windows(examples: Sequence[Example], least: int, most: int, seed: int) -> list[tuple[int, int, int]]:
    """(example, first word, last word) of windows of at most ``most`` pieces, cut where a sentence opens.

    The room of each text's windows is drawn between ``least`` and ``most``, so that every pass cuts anew.
    """
    draw = random.Random(seed)
    found = []
    for n, each in enumerate(examples):
        room = draw.randint(least, most)
        firsts = each.pieces.firsts
        first = 0
        for k in range(1, len(each.cuts)):
            cut, following = each.cuts[k], each.cuts[k + 1] if k + 1 < len(each.cuts) else None
            if following is None or firsts[following] - firsts[first] > room:
                while firsts[cut] - firsts[first] > most:  # a sentence longer than a window
                    inside = first + 1
                    while firsts[inside + 1] - firsts[first] <= most:
                        inside += 1
                    found.append((n, first, inside))
                    first = inside
                if cut > first:
                    found.append((n, first, cut))
                first = cut
    return found
