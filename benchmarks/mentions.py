"""Fits the weights by which given mentions of events are joined, and prints them for reconcile/mentions.py.

    python benchmarks/mentions.py ECBPLUS

ECBPLUS is the folder of the exam ``ecbplus`` (development topics). First the weights are fitted on each half of the
topics and tried on the other, and the CoNLL F1 there is printed; then on all.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from links import Level, fit

from dateline.evaluate.clusters import cluster_figures
from dateline.evaluate.ecbplus import load, prepared
from dateline.reconcile.mentions import EventMention, compared, levels_of, mention_groups


def main(argv: list[str]) -> int:
    """Print the figures on each half of the topics, then the weights."""
    corpus = load(Path(argv[0]))
    gold = {m.name: m.event for m in corpus.mentions}
    mentions, words = prepared(corpus)
    rows: list[list[Level]] = []
    pairs: list[tuple[EventMention, EventMention]] = []
    for one, other in compared(mentions):
        levels = levels_of(one, other, words)
        # topics tell of different things; pairs across them teach only that
        if levels is not None and _topic(one) == _topic(other):
            rows.append(levels)
            pairs.append((one, other))
    truth = np.array([gold[a.id] == gold[b.id] for a, b in pairs], dtype=np.float64)
    listed = sorted({level for row in rows for level in row})

    def fitted(chosen: list[int]) -> tuple[float, Mapping[Level, float]]:
        weights = fit([rows[n] for n in chosen], truth[chosen], listed)
        return float(weights[-1]), dict(zip(listed, (float(w) for w in weights), strict=False))

    for side in (0, 1):
        base, weights = fitted([n for n, (a, _) in enumerate(pairs) if _topic(a) % 2 == side])
        others = [m for m in mentions if _topic(m) % 2 != side]
        groups = mention_groups(others, words, base=base, weights=weights)
        found = {name: group[0] for group in groups for name in group}
        figures = cluster_figures({m.id: gold[m.id] for m in others}, found)
        print(f"topics of the other half: CoNLL F1 {figures['conll_f1']:.3f}")
    base, weights = fitted(list(range(len(pairs))))
    print(f"BASE = {base:.2f}")
    for level in listed:
        print(f'    ("{level[0]}", "{level[1]}"): {weights[level]:.2f},')
    return 0


def _topic(mention: EventMention) -> int:
    return int(mention.document.split("_")[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
