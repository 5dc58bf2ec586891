"""Fits the weights by which two tellings are taken for one happening's, and writes them as a module.

    python benchmarks/links.py INCIDENTS [--write]

INCIDENTS is the folder of the exam ``incidents`` (development part). The weights are those of a logistic regression
over the levels of ``features_of``, on all pairs of main tellings that share a block, with silence as the zero of
each feature; agreement may not count against a link nor disagreement for it. First it is fitted on each half of the
incidents and tried on the other, which is printed; then on all. ``--write`` replaces src/dateline/reconcile/weights.py.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dateline.evaluate.incidents import coded, load
from dateline.reconcile.blocks import Blocks
from dateline.reconcile.features import features_of
from dateline.reconcile.tellings import Telling, tellings_of

Level = tuple[str, str]
Floats = NDArray[np.float64]

#: How strongly weights are drawn to zero.
RIDGE = 2.0
AGREE = frozenset({"same", "within", "one", "two", "main", "shared", "copy", "rewrite", "parts", "quotes"})
DISAGREE = frozenset({"none", "apart", "far", "other"})
#: Neither: how alike words are and how near days, which the fit may order as it finds.
FREE = frozenset({"published", "words"})
#: No development set says anything of these; by hand, and mild.
BY_HAND: dict[Level, float] = {
    ("actors", "one"): 0.5,
    ("actors", "two"): 0.8,
    ("actors", "none"): -1.5,
    ("against", "two"): -1.0,
    ("against", "more"): -2.0,
    ("place", "beside"): -3.0,
    ("place", "elsewhere"): -6.0,
    ("quarter", "none"): -2.0,
    ("quarter", "same"): 0.5,
}
#: Bounds by hand, for the incidents are seldom two of a day and town, as they are in a war: a common day may not
#: count as much as the set has it, far places and no tie must count for more.
BOUNDS: dict[Level, tuple[float | None, float | None]] = {
    ("published", "same day"): (None, 1.5),
    ("published", "next day"): (None, 1.3),
    ("tie", "none"): (None, -2.0),
    ("place", "apart"): (None, -2.5),
    ("modes", "none"): (None, -1.5),
    ("told", "none"): (None, -0.5),
    ("told", "some"): (None, None),
    ("told", "much"): (0.5, None),
    ("told", "most"): (1.0, None),
}

TARGET = Path(__file__).parents[1] / "src" / "dateline" / "reconcile" / "weights.py"
HEAD = '''"""What each level of a feature counts for or against a link, as log-odds. Made by benchmarks/links.py."""

from __future__ import annotations

from collections.abc import Mapping

#: Log-odds of two tellings that share a block and of which nothing else is said.
BASE = {base}

#: Levels that are not here count nothing.
WEIGHTS: Mapping[tuple[str, str], float] = {{
{rows}}}
'''


def fit(rows: Sequence[Sequence[Level]], truth: Floats, levels: Sequence[Level]) -> Floats:
    """The weight of each level, and last the base, by penalised likelihood within the bounds."""
    column = {level: n for n, level in enumerate(levels)}
    x = np.zeros((len(rows), len(levels) + 1))
    x[:, -1] = 1.0
    for n, row in enumerate(rows):
        x[n, [column[level] for level in row if level in column]] = 1.0

    def loss(w: Floats) -> tuple[float, Floats]:
        z = x @ w
        value = float(np.logaddexp(0, z).sum() - truth @ z + RIDGE / 2 * (w[:-1] ** 2).sum())
        slope = x.T @ (1 / (1 + np.exp(-z)) - truth)
        slope[:-1] += RIDGE * w[:-1]
        return value, slope

    bounds = [*(_bound(level) for level in levels), (None, None)]
    return np.asarray(minimize(loss, np.zeros(len(levels) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x)


def _bound(level: Level) -> tuple[float | None, float | None]:
    if level in BOUNDS:
        return BOUNDS[level]
    if level[0] in FREE:
        return None, None
    return (0.0, None) if level[1] in AGREE else (None, 0.0) if level[1] in DISAGREE else (None, None)


def main(argv: list[str]) -> int:
    """Fit, print, and with ``--write`` replace the module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(argv)
    documents, _ = load(options.incidents)
    incident = {d.name: d.incident for d in documents}
    mains = {
        report.annotated.report.document: next(t for t in tellings_of(report, silent=True) if t.main)
        for report in coded(documents)
    }
    return learn(mains, incident, write=options.write)


def learn(mains: dict[str, Telling], incident: dict[str, str], *, write: bool) -> int:
    """Fit on these main tellings by document, whose incidents are known."""
    blocks, name_of = Blocks(), {t.id: name for name, t in mains.items()}
    pairs: list[tuple[str, str]] = []
    for name, telling in sorted(mains.items()):
        pairs += [(name_of[other.id], name) for other in blocks.near(telling)]
        blocks.add(telling)
    rows = [
        [(f.name, f.level) for f in features_of(mains[a], mains[b]) if f.level != "unsaid"] for a, b in pairs
    ]
    truth = np.array([incident[a] == incident[b] for a, b in pairs], dtype=np.float64)
    levels = sorted({level for row in rows for level in row} - set(BY_HAND))
    half = {name: int(hashlib.sha256(incident[name].encode()).hexdigest(), 16) % 2 for name in mains}
    sides = np.array([half[a] + half[b] for a, b in pairs])
    for side in (0, 2):
        mine, others = np.flatnonzero(sides == side), np.flatnonzero(sides == 2 - side)
        weights = fit([rows[n] for n in mine], truth[mine], levels)
        score = dict(zip(levels, weights, strict=False))
        taken = np.array([weights[-1] + sum(score.get(v, 0.0) for v in rows[n]) > 0 for n in others])
        right = float((taken * truth[others]).sum())
        found = right / truth[others].sum()
        print(f"other half: {len(others)} pairs, precision {right / taken.sum():.3f}, recall {found:.3f}")
    weights = fit(rows, truth, levels)
    table = {**dict(zip(levels, (float(w) for w in weights), strict=False)), **BY_HAND}
    lines = "".join(
        f'    ("{name}", "{level}"): {table[name, level]:.2f},\n'
        for name, level in sorted(table)
        if abs(table[name, level]) >= 0.005
    )
    made = HEAD.format(base=f"{weights[-1]:.2f}", rows=lines)
    print(made)
    if write:
        TARGET.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
