"""Which label a reading gave to each word of a page's gold, and what follows for each label.

Words are runs of ``\\w``, compared without case. A block of the reading is placed on the gold's words where
its own stand there in a row, longest blocks first; of several places the one with the block's own label is
taken, as equal words cannot be told apart, then one that is a block of the gold, then the first. A block
whose words stand nowhere in a row is placed in pieces of two words or more. Each word of the gold is taken
once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from dateline.evaluate.figures import f1, mean, share
from dateline.records.evidence import Record

_WORD = re.compile(r"\w+")

#: Words in a row that a piece of a block must share with the gold.
_SHORTEST_PIECE = 2


class Labelled(Record, frozen=True):
    """A stretch of text with its label; in the gold several labels may be right."""

    text: str
    labels: frozenset[str]


class Word(Record, frozen=True):
    """A word of the gold: which block it is of, the right labels, and the reading's block, if any."""

    block: int
    labels: frozenset[str]
    found: int | None


class Alignment(Record, frozen=True):
    """The gold's words in order, and for each block of the reading how many of its words were not placed."""

    words: tuple[Word, ...]
    unplaced: tuple[int, ...]


def align(gold: Sequence[Labelled], reading: Sequence[Labelled]) -> Alignment:
    """The reading's blocks placed on the gold's."""
    words = [(word, i) for i, block in enumerate(gold) for word in words_of(block.text)]
    owners = [i for _, i in words]
    free: list[str | None] = [word for word, _ in words]
    found: list[int | None] = [None] * len(words)
    unplaced = [0] * len(reading)
    split = [words_of(block.text) for block in reading]
    for k in sorted(range(len(reading)), key=lambda k: -len(split[k])):
        fits = [bool(reading[k].labels & gold[i].labels) for i in owners]
        places = _in_a_row(split[k], free, owners, fits) or _in_pieces(split[k], free)
        for i in places:
            free[i], found[i] = None, k
        unplaced[k] = len(split[k]) - len(places)
    return Alignment(
        words=tuple(
            Word(block=i, labels=gold[i].labels, found=k) for i, k in zip(owners, found, strict=True)
        ),
        unplaced=tuple(unplaced),
    )


def words_of(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.casefold())


class Counts(Record, frozen=True):
    """Words by label: rightly given, wrongly given, and not given."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]


def count(alignments: Sequence[tuple[Alignment, Sequence[Labelled]]]) -> Counts:
    """The words of several pages by label; each alignment comes with its reading.

    A word for which several labels are right counts only where it was given another one.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for alignment, reading in alignments:
        for word in alignment.words:
            given = None if word.found is None else _only(reading[word.found])
            if given is not None and given not in word.labels:
                wrong[given] += 1
            if len(word.labels) == 1:
                wanted = next(iter(word.labels))
                (right if given == wanted else missed)[wanted] += 1
        for block, number in zip(reading, alignment.unplaced, strict=True):
            wrong[_only(block)] += number
    return Counts(right=right, wrong=wrong, missed=missed)


def label_scores(counts: Counts, labels: Sequence[str]) -> dict[str, float]:
    """F1 for each label by words, precision and recall of body and comment, and the mean of the F1."""
    figures: dict[str, float] = {}
    for label in labels:
        precision = share(counts.right[label], counts.right[label] + counts.wrong[label])
        recall = share(counts.right[label], counts.right[label] + counts.missed[label])
        figures[f"{label}_f1"] = f1(precision, recall)
        if label in ("body", "comment"):
            figures[f"{label}_precision"] = precision
            figures[f"{label}_recall"] = recall
    if len(labels) > 1:
        figures["macro_f1"] = mean(figures[f"{label}_f1"] for label in labels)
    return figures


def leak(
    alignments: Sequence[tuple[Alignment, Sequence[Labelled]]],
    label: str,
    into: Collection[str],
) -> float:
    """The share of the words that are of one label in the gold and were given one of others."""
    total = leaked = 0
    for alignment, reading in alignments:
        for word in alignment.words:
            if word.labels == {label}:
                total += 1
                leaked += word.found is not None and _only(reading[word.found]) in into
    return share(leaked, total)


def _only(block: Labelled) -> str:
    return next(iter(block.labels))


def _in_a_row(
    words: Sequence[str], free: Sequence[str | None], owners: Sequence[int], fits: Sequence[bool]
) -> list[int]:
    """The best of the places where a block's words stand in a row, or none.

    ``free`` are the gold's words that are not taken, ``owners`` the blocks they are of, ``fits`` whether those
    have the block's label.
    """
    best: tuple[int, bool, int] | None = None
    size = len(words)
    for start in range(len(free) - size + 1):
        end = start + size
        if not words or free[start] != words[0] or list(free[start:end]) != list(words):
            continue
        whole = (start == 0 or owners[start - 1] != owners[start]) and owners[start] == owners[end - 1]
        whole = whole and (end == len(free) or owners[end] != owners[start])
        each = (sum(fits[start:end]), whole, -start)
        best = each if best is None else max(best, each)
    return [] if best is None else list(range(-best[2], -best[2] + size))


def _in_pieces(words: Sequence[str], free: Sequence[str | None]) -> list[int]:
    """The places of those of a block's words that stand in a row with the next, in the block's order."""
    matcher: SequenceMatcher[str | None] = SequenceMatcher(None, free, words, autojunk=False)
    pieces = [piece for piece in matcher.get_matching_blocks() if piece.size >= _SHORTEST_PIECE]
    return [i for piece in pieces for i in range(piece.a, piece.a + piece.size)]
