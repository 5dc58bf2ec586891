"""Measures how much of a simulated war is found again as its reporters get worse: control, events, tolls.

    python benchmarks/simulation.py [--wars N] [--json FILE] [--svg FILE]

For each level of noise from 0 to 1 it makes N wars (seeds 1 to N; 40 places, 120 days, 300 happenings each), lets
reporters tell them, and scores what is found, each figure a mean over the wars:

control  by the rules of ``dateline.control``, beside the last word (whoever is said last to have taken a place, or
         left it): the share of place-days with the right holder, a wrong one, and none named
events   claims put together by each system: B-cubed F1, and the share of tolls that lie within what is told

The systems that put claims together are each claim alone, same type, place and day, and ``dateline.reconcile``. The same
command gives the same numbers.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

from charts import charts

from dateline.evaluate.simulation.recovery import (
    Clusters,
    control_score,
    each_alone,
    event_score,
    last_word_score,
    same_day_and_place,
)
from dateline.evaluate.simulation.reporters import Filed, Noise, filed
from dateline.evaluate.simulation.world import make_world
from dateline.reconcile.events import events_of
from dateline.reconcile.reconciler import reconciled

LEVELS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)


def systems() -> dict[str, Callable[[Sequence[Filed]], Clusters]]:
    """By name, what puts claims together."""
    return {
        "each claim alone": each_alone,
        "same type, place and day": same_day_and_place,
        "dateline": by_dateline,
    }


def by_dateline(reports: Sequence[Filed]) -> Clusters:
    """The claims of each event, by ``dateline.reconcile``."""
    return [event.claims for event in events_of(reconciled(one.report for one in reports))]


def measured(level: float, wars: int) -> dict[str, dict[str, float]]:
    """The means over the wars at this level of noise, by system and figure."""
    rows: dict[str, dict[str, list[float]]] = {}
    for seed in range(1, wars + 1):
        world = make_world(seed)
        reports = list(filed(world, Noise.of(level), seed))
        for name, score in (("control", control_score), ("last word", last_word_score)):
            found = score(world, reports)
            row = rows.setdefault(name, {})
            for figure in ("right", "wrong", "open"):
                row.setdefault(figure, []).append(getattr(found, figure))
        for name, system in systems().items():
            events = event_score(world, reports, system(reports))
            row = rows.setdefault(name, {})
            for figure in ("pairwise_f1", "b3_f1", "toll_exact", "toll_covered"):
                row.setdefault(figure, []).append(getattr(events, figure))
    return {
        name: {figure: round(statistics.mean(values), 3) for figure, values in row.items()}
        for name, row in rows.items()
    }


def panels(
    found: dict[float, dict[str, dict[str, float]]],
) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """The lines of each panel of the plot."""

    def line(system: str, figure: str) -> list[tuple[float, float]]:
        return [(level, rows[system][figure]) for level, rows in found.items()]

    control = {
        "right holder": line("control", "right"),
        "wrong holder": line("control", "wrong"),
        "contested, stale or unknown": line("control", "open"),
        "right, by the last word": line("last word", "right"),
        "wrong, by the last word": line("last word", "wrong"),
    }
    names = list(systems())
    return {
        "Who held what (share of place-days)": control,
        "Which claims tell one event (B³ F1)": {name: line(name, "b3_f1") for name in names},
        "True toll within what is told": {name: line(name, "toll_covered") for name in names},
    }


def main() -> None:
    """Print the figures, and write them and the plot where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wars", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    found = {level: measured(level, options.wars) for level in LEVELS}
    print(f"means over {options.wars} wars")
    print(f"{'noise':<7}{'system':<28}figures")
    for level, rows in found.items():
        for name, row in rows.items():
            figures = "  ".join(f"{figure} {value:.3f}" for figure, value in row.items())
            print(f"{level:<7g}{name:<28}{figures}")
    if options.json:
        text = json.dumps({str(level): rows for level, rows in found.items()}, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    if options.svg:
        options.svg.write_text(charts(panels(found), "noise"), encoding="utf-8")


if __name__ == "__main__":
    main()
