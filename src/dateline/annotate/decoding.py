"""From the network's numbers to answers: tags in a legal order, trees, links.

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

    ``rows``: (rows, words, tags); ``steps``: (tags, tags) from and to; ``start`` and ``end``: (tags,). All may have
    a further leading axis, as layers: (rows, words, layers, tags) with (layers, tags, tags). Returns (rows, words,
    ...) of tag numbers, 0 beyond a row's length.
    """
    count = rows.shape[1]
    found = np.zeros(rows.shape[:-1], np.int64)
    if not rows.size:
        return found
    total = rows[:, 0] + start
    back = np.zeros((count, *total.shape), np.int64)
    for t in range(1, count):
        joint = total[..., :, None] + steps
        back[t] = joint.argmax(-2)
        following = joint.max(-2) + rows[:, t]
        on = (lengths > t).reshape(-1, *([1] * (total.ndim - 1)))
        total = np.where(on, following, total)
    tag = (total + end).argmax(-1)
    for t in range(count - 1, -1, -1):
        on = (lengths > t).reshape(-1, *([1] * (tag.ndim - 1)))
        found[:, t] = np.where(on, tag, 0)
        if t:
            moved = np.take_along_axis(back[t], tag[..., None], -1)[..., 0]
            tag = np.where(on, moved, tag)
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


def spans_of(numbers: Ints, tags: Sequence[str]) -> tuple[Span, ...]:
    """The spans that a sequence of tag numbers marks."""
    spans: list[Span] = []
    first = -1
    for i, number in enumerate([*numbers.tolist(), 0]):
        tag = tags[number]
        if first >= 0 and not tag.startswith("I-"):
            spans.append(Span(first, i, tags[int(numbers[first])][2:]))
            first = -1
        if tag.startswith("B-"):
            first = i
    return tuple(spans)


def tree(scores: Floats) -> Ints:
    """The best tree of a sentence with one root.

    ``scores``: (n, n + 1), row i says how well each head fits word i; column 0 is the root, column j + 1 word j.
    Returns n heads, the root's being its own. The root is the word that fits it best; the rest is the maximum
    spanning tree (Chu & Liu 1965, Edmonds 1967), looked for only where the best heads make a circle.
    """
    n = len(scores)
    scores = scores - _log_sum(scores)
    scores[np.arange(n), np.arange(n) + 1] = _NEVER
    root = int(scores[:, 0].argmax())
    inner = scores[:, 1:].copy()
    inner[root] = _NEVER
    heads: Ints = inner.argmax(1)
    heads[root] = root
    if _is_tree(heads, root):
        return heads
    # Edmonds' algorithm over a graph whose node 0 is the root's word.
    order = np.array([root, *(i for i in range(n) if i != root)])
    found = _spanning(inner[np.ix_(order, order)].astype(np.float64))
    heads = np.empty(n, np.int64)
    heads[order] = order[found]
    heads[root] = root
    return heads


def _log_sum(scores: Floats) -> Floats:
    top = scores.max(1, keepdims=True)
    total: Floats = top + np.log(np.exp(scores - top).sum(1, keepdims=True))
    return total


def _is_tree(heads: Ints, root: int) -> bool:
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return bool((reached == root).all())


def _spanning(weights: NDArray[np.float64]) -> Ints:
    """Heads of the maximum spanning tree from node 0; ``weights[i, j]``: how well head j fits node i."""
    n = len(weights)
    weights = weights.copy()
    np.fill_diagonal(weights, -np.inf)
    heads: Ints = weights.argmax(1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    # The circle becomes one node, the last.
    kept = weights[circle, heads[circle]]
    into = weights[np.ix_(circle, outside)] - kept[:, None]
    out = weights[np.ix_(outside, circle)]
    m = len(outside)
    smaller = np.full((m + 1, m + 1), -np.inf)
    smaller[:m, :m] = weights[np.ix_(outside, outside)]
    smaller[m, :m] = into.max(0)
    smaller[:m, m] = out.max(1)
    found = _spanning(smaller)
    heads = heads.copy()
    for k in range(1, m):
        heads[outside[k]] = circle[out[k].argmax()] if found[k] == m else outside[found[k]]
    broken = int(into[:, found[m]].argmax())
    heads[circle[broken]] = outside[found[m]]
    return heads


def _circle(heads: Ints) -> Ints | None:
    colour = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        path = []
        at = start
        while at and not colour[at]:
            colour[at] = 1
            path.append(at)
            at = int(heads[at])
        if at and colour[at] == 1:
            return np.array(path[path.index(at) :])
        for each in path:
            colour[each] = 2
    return None
