"""From the network's numbers to trees: which word each word hangs on, and how.

Dozat & Manning 2017 for the scores, Chu & Liu 1965 and Edmonds 1967 for the best tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.annotate.decoding import Floats, Ints

_NEVER = np.float32(-1e4)

#: Relations of which a word has one at most, and how often a sentence is mended to that end.
_SINGLE = (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",))
_MENDS = 64

#: Each mend builds a tree for each word that it is about. So a sentence of more than so many words is mended only where
#: it has so few of these: a long sentence of a report has, a table or a list has not.
_MENDED, _DOUBLED = 120, 16


class Grammar:
    """Heads and relations: one tree a sentence, and in it no word with two subjects or two objects."""

    def __init__(self, joints: Mapping[str, Floats], relations: Sequence[str]) -> None:
        """Take the matrices that join two words, and the relations in their order."""
        self._joints = joints
        self._relations = relations
        names = np.array(relations)
        self._single = [np.isin(names, kind) for kind in _SINGLE]
        self._at_root = list(relations).index("root")

    def read(self, numbers: Mapping[str, Floats], bounds: Sequence[int]) -> tuple[list[int], list[str]]:
        """The head of each word, a root's being its own, and its relation; ``bounds`` of sentences, the end too."""
        root = self._joints["root"][None]
        heads = np.empty(len(numbers["arc_from"]), np.int64)
        fits = []
        for first, last in pairwise(bounds):
            others = np.concatenate([root, numbers["arc_to"][first:last]])
            fits.append(likely(numbers["arc_from"][first:last] @ others.T))
            heads[first:last] = tree(fits[-1]) + first
        scores = self._scores(numbers, heads)
        doubled = [word for word, _ in self._doubled(heads, scores)]
        for n, count in sorted(Counter((np.searchsorted(bounds, doubled, "right") - 1).tolist()).items()):
            if bounds[n + 1] - bounds[n] <= _MENDED or count <= _DOUBLED:
                self._mend(numbers, fits[n], slice(bounds[n], bounds[n + 1]), heads, scores)
        return heads.tolist(), [self._relations[k] for k in scores.argmax(1).tolist()]

    def _scores(self, numbers: Mapping[str, Floats], heads: Ints, first: int = 0) -> Floats:
        """How likely each relation of the words from ``first`` on to these heads is (logarithms)."""
        joints = self._joints
        own = heads == np.arange(first, first + len(heads))
        above = np.where(own[:, None], joints["root_label"], numbers["label_to"][heads])
        mine = numbers["label_from"][first : first + len(heads)]
        scores = _active(mine + above) @ joints["label.weight"].T + joints["label.bias"]
        scores[own, self._at_root] = -_NEVER
        scores[~own, self._at_root] = 2 * _NEVER
        return likely(scores)

    def _doubled(self, heads: Ints, scores: Floats, first: int = 0) -> list[tuple[int, int]]:
        """Words that share with another one what their head has only one of; and which kind of relation that is."""
        best = scores.argmax(1)
        found = []
        for k, kind in enumerate(self._single):
            at = np.flatnonzero(kind[best])
            if len(at) > 1:
                _, inverse, counts = np.unique(heads[at], return_inverse=True, return_counts=True)
                found += [(int(i) + first, k) for i in at[counts[inverse] > 1]]
        return found

    def _mend(
        self, numbers: Mapping[str, Floats], fit: Floats, rows: slice, heads: Ints, scores: Floats
    ) -> None:
        """Give up the least likely of two subjects or objects of a word, until no word of a sentence has two.

        A word takes its next best relation, or the tree its next best form without that arc: whichever costs less.
        ``heads`` and ``scores`` are changed.
        """
        first = rows.start
        given_up = np.zeros(scores[rows].shape, bool)
        for _ in range(_MENDS):
            doubled = self._doubled(heads[rows], scores[rows], first)
            if not doubled:
                return
            options: list[tuple[float, int, int, Ints | None, Floats]] = []
            now = _total(fit, heads[rows] - first)
            for word, kind in doubled:
                others = scores[word].copy()
                others[self._single[kind]] = 2 * _NEVER
                cost = float(scores[word].max() - others.max())
                head = heads[word]
                if kind == 0 and word > head and any(heads[k] == head > k for k, j in doubled if not j):
                    cost = 0.0  # of two on both sides of a verb, the one behind it is no subject
                options.append((cost, word, kind, None, fit))
                without = fit.copy()
                without[word - first, head - first + 1] = 2 * _NEVER
                changed = tree(without)
                options.append((now - _total(fit, changed), word, kind, changed, without))
            _, word, kind, other, fit = min(options, key=lambda each: each[0])
            if other is None:
                given_up[word - first] |= self._single[kind]
            else:
                heads[rows] = other + first
                scores[rows] = self._scores(numbers, heads[rows], first)
            scores[rows][given_up] = 2 * _NEVER


def tree(scores: Floats) -> Ints:
    """The best tree of a sentence with one root.

    ``scores``: (n, n + 1), row i says how well each head fits word i; column 0 is the root, column j + 1 word j.
    Returns n heads, the root's being its own. The root is the word that fits it best; the rest is the maximum
    spanning tree, looked for only where the best heads make a circle.
    """
    n = len(scores)
    scores = likely(scores)
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


def likely(scores: Floats) -> Floats:
    """The logarithms of the likelihoods that each row of scores stands for."""
    top = scores.max(1, keepdims=True)
    found: Floats = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    return found


def _active(x: Floats) -> Floats:
    """GELU by the error function's usual close form, exact to 1e-4."""
    found: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return found


def _total(fit: Floats, heads: Ints) -> float:
    """How likely a tree is (logarithm)."""
    own = heads == np.arange(len(heads))
    return float(fit[np.arange(len(heads)), np.where(own, 0, heads + 1)].sum())


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
