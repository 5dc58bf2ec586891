"""Clusters against gold ones: pairwise, MUC, B3 and CEAF-e figures, and CoNLL F1, the mean of the last three's F1.

As in the reference scorer of the CoNLL shared tasks (Pradhan and others 2014), on the same items on both sides;
single items are clusters, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

from dateline.evaluate.figures import f1, share

Labels = Mapping[str, Hashable]


def cluster_figures(gold: Labels, found: Labels) -> dict[str, float]:
    """The figures for items labelled with their clusters. Raises ValueError where the items differ."""
    if gold.keys() != found.keys():
        raise ValueError("the items of the clusters differ from the gold ones")
    both = Counter((gold[item], found[item]) for item in gold)
    golds, founds = Counter(gold.values()), Counter(found.values())
    figures: dict[str, float] = {}
    pairs = sum(_pairs(n) for n in both.values())
    figures |= _named(
        "pairwise",
        share(pairs, sum(map(_pairs, founds.values()))),
        share(pairs, sum(map(_pairs, golds.values()))),
    )
    figures |= _named("muc", _muc(founds, both, 1), _muc(golds, both, 0))
    figures |= _named("b3", _b3(founds, both, 1), _b3(golds, both, 0))
    alike = _aligned(golds, founds, both)
    figures |= _named("ceafe", share(alike, len(founds)), share(alike, len(golds)))
    figures["conll_f1"] = (figures["muc_f1"] + figures["b3_f1"] + figures["ceafe_f1"]) / 3
    return figures


def _named(name: str, precision: float, recall: float) -> dict[str, float]:
    return {f"{name}_f1": f1(precision, recall), f"{name}_precision": precision, f"{name}_recall": recall}


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _muc(sizes: Counter[Hashable], both: Counter[tuple[Hashable, Hashable]], side: int) -> float:
    """The share of links that the other side keeps (Vilain and others 1995)."""
    parts = Counter(pair[side] for pair in both)
    return share(sum(n - parts[c] for c, n in sizes.items()), sum(n - 1 for n in sizes.values()))


def _b3(sizes: Counter[Hashable], both: Counter[tuple[Hashable, Hashable]], side: int) -> float:
    """The mean over items of the share of its cluster that is right (Bagga and Baldwin 1998)."""
    return share(sum(n * n / sizes[pair[side]] for pair, n in both.items()), sum(sizes.values()))


def _aligned(
    golds: Counter[Hashable], founds: Counter[Hashable], both: Counter[tuple[Hashable, Hashable]]
) -> float:
    """The most that clusters paired one to one have in common, as Dice's coefficient (Luo 2005)."""
    rows: dict[Hashable, int] = {}
    columns: dict[Hashable, int] = {}
    near: dict[Hashable, list[tuple[Hashable, float]]] = defaultdict(list)
    for (one, other), n in both.items():
        near[one].append((other, 2 * n / (golds[one] + founds[other])))
    seen: set[Hashable] = set()
    back: dict[Hashable, list[Hashable]] = defaultdict(list)
    for one, other in both:
        back[other].append(one)
    total = 0.0
    for start in golds:
        if start in seen:
            continue
        rows, columns, todo = {start: 0}, {}, [start]
        seen.add(start)
        while todo:  # clusters that share no item with these cannot be paired with them
            for other, _ in near[todo.pop()]:
                columns.setdefault(other, len(columns))
                for one in back[other]:
                    if one not in seen:
                        seen.add(one)
                        rows[one] = len(rows)
                        todo.append(one)
        table = np.zeros((len(rows), len(columns)))
        for one, row in rows.items():
            for other, value in near[one]:
                table[row, columns[other]] = value
        best = linear_sum_assignment(table, maximize=True)
        total += float(table[best].sum())
    return total
