"""From the network's numbers to spans: the best tags in a legal order.

Rows are sentences or paragraphs, padded to the same length, so that a step of Viterbi's algorithm is one step of
numpy for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.layers import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEVER = np.float32(-1e4)


def rows_of(scores: Floats, bounds: Sequence[int]) -> tuple[Floats, Ints]:
    """Scores (words, ...) as rows (rows, longest, ...), one for each stretch between ``bounds``; and the lengths."""
    lengths: Ints = np.asarray(bounds[1:], np.int64) - np.asarray(bounds[:-1], np.int64)
    rows = np.zeros((len(lengths), int(lengths.max(initial=0)), *scores.shape[1:]), np.float32)
    for r, length in enumerate(lengths):
        rows[r, :length] = scores[bounds[r] : bounds[r] + length]
    return rows, lengths


def best_tags(rows: Floats, lengths: Ints, steps: Floats, start: Floats, end: Floats) -> Ints:
    """The best sequence of tags of each row (Viterbi 1967).

    ``rows``: (rows, words, tags); ``steps``: (tags, tags) from and to; ``start`` and ``end``: (tags,). Or with a
    further axis, as layers: (rows, words, layers, tags) with (layers, tags, tags) and (layers, tags). Returns (rows,
    words, ...) of tag numbers, 0 beyond a row's length.
    """
    if not rows.size:
        return np.zeros(rows.shape[:-1], np.int64)
    if rows.ndim == 4:  # each layer becomes a row of its own
        size, count, layers, tags = rows.shape
        flat = rows.transpose(0, 2, 1, 3).reshape(size * layers, count, tags)
        best = _best(
            flat,
            np.repeat(lengths, layers),
            np.tile(steps, (size, 1, 1)),
            np.tile(start, (size, 1)),
            np.tile(end, (size, 1)),
        )
        found: Ints = best.reshape(size, layers, count).transpose(0, 2, 1)
        return found
    return _best(rows, lengths, steps, start, end)


def _best(rows: Floats, lengths: Ints, steps: Floats, start: Floats, end: Floats) -> Ints:
    size, count, _ = rows.shape
    which = np.arange(size)
    total = rows[:, 0] + start
    back = np.zeros((count, size, rows.shape[2]), np.int64)
    for t in range(1, count):
        joint = total[:, :, None] + steps
        back[t] = joint.argmax(1)
        following = joint.max(1) + rows[:, t]
        total = np.where((lengths > t)[:, None], following, total)
    tag = (total + end).argmax(1)
    found = np.zeros((size, count), np.int64)
    for t in range(count - 1, -1, -1):
        on = lengths > t
        found[:, t] = np.where(on, tag, 0)
        tag = np.where(on, back[t][which, tag], tag)
    return found


def legal_steps(tags: Sequence[str]) -> tuple[Floats, Floats]:
    """Scores of steps and starts that only forbid "I-x" behind anything but "B-x" and "I-x"."""
    steps = np.zeros((len(tags), len(tags)), np.float32)
    start = np.zeros(len(tags), np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            start[j] = _NEVER
            for i, before in enumerate(tags):
                if before[2:] != tag[2:] or before == "O":
                    steps[i, j] = _NEVER
    return steps, start


def legal_tags(scores: Floats, bounds: Sequence[int], steps: Floats, start: Floats) -> Ints:
    """The best legal tag of each word of (words, tags), the steps and starts as ``legal_steps`` gives them.

    Where each word's own best tag is legal behind the other's, they are the best together; the rest is searched.
    """
    found: Ints = scores.argmax(1)
    bad = np.zeros(len(found), bool)
    bad[1:] = steps[found[:-1], found[1:]] < 0
    firsts = np.asarray(bounds[:-1], np.int64)
    bad[firsts] = start[found[firsts]] < 0
    which = sorted(set((np.searchsorted(firsts, np.flatnonzero(bad), "right") - 1).tolist()))
    if which:
        words = np.concatenate([np.arange(bounds[n], bounds[n + 1]) for n in which])
        edges = np.cumsum([0, *(bounds[n + 1] - bounds[n] for n in which)]).tolist()
        rows, lengths = rows_of(scores[words], edges)
        best = best_tags(rows, lengths, steps, start, np.zeros(len(start), np.float32))
        found[words] = best[np.arange(rows.shape[1]) < lengths[:, None]]
    return found


def spans_of(numbers: Ints, tags: Sequence[str]) -> tuple[Span, ...]:
    """The spans that a sequence of tag numbers marks."""
    spans: list[Span] = []
    inside = [tag.startswith("I-") for tag in tags]
    marked = np.flatnonzero(numbers).tolist()
    answers = numbers[marked].tolist()
    for at, number in zip(marked, answers, strict=True):
        if inside[number]:
            if spans and spans[-1].last == at:
                spans[-1] = Span(spans[-1].first, at + 1, spans[-1].label)
        else:
            spans.append(Span(at, at + 1, tags[number][2:]))
    return tuple(spans)
