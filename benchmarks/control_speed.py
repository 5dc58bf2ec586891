"""Measures how long it takes to tell who held every place of a country on a day, by the number of claims.

    python benchmarks/control_speed.py [--claims N ...] [--rounds N]

The claims are a simulated war's (seed 1, noise 0.3; a place for each 50 claims, all of one country; a happening for
each 5.5). For each size it prints: how long ``ControlIndex`` takes to read the claims and to work out all spells; the median
of a question about a day, and of one as known on a day; the median of adding a report and asking again; the most memory
the process had. Up to 100,000 claims it also works the country out from the claims without an index, as
``dateline control --map`` does. The exponent is that of growth in time from the smallest size to the largest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable

from dateline.control.history import histories, only_on
from dateline.control.index import ControlIndex
from dateline.dictionaries.nouns import load_nouns
from dateline.evaluate.simulation.recovery import told_of
from dateline.evaluate.simulation.reporters import Filed, Noise, filed
from dateline.evaluate.simulation.world import START, catalogue_of_sides, make_world
from dateline.records.control import Told

CLAIMS_A_HAPPENING = 5.15
CLAIMS_A_PLACE = 50
DAYS = 365
WITHOUT_INDEX = 100_000


def timed(what: Callable[[], object], rounds: int) -> float:
    """The median of so many runs, in milliseconds."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def measured(claims: int, rounds: int) -> dict[str, float]:
    """The figures for about so many claims."""
    world = make_world(
        1,
        places=max(10, claims // CLAIMS_A_PLACE),
        days=DAYS,
        happenings=int(claims / CLAIMS_A_HAPPENING),
    )
    catalogue, nouns = catalogue_of_sides(), load_nouns()
    index = ControlIndex(catalogue, nouns)
    kept: list[Told] = []
    late: list[Filed] = []
    count = statements = 0
    reading = 0.0
    for number, one in enumerate(filed(world, Noise.of(0.3))):
        told = told_of([one])
        count += len(told)
        if claims <= WITHOUT_INDEX:
            kept += told
        if number % (claims // 20) == 0 and one.report.claims[0].claim.type == "TERRITORY":
            late.append(one)  # added after all others
            continue
        start = time.perf_counter()
        statements += index.add(told)
        reading += time.perf_counter() - start
    start = time.perf_counter()
    places = index.refresh()
    working = time.perf_counter() - start
    days = [START + dt.timedelta(days=n) for n in range(30, DAYS, DAYS // 12)]
    asked = iter(days * rounds * 2)
    row = {
        "claims": float(count),
        "statements": float(statements),
        "places": float(places),
        "read_s": reading,
        "work_out_s": working,
        "day_ms": timed(lambda: index.on("XS", next(asked)), rounds),
        "as_of_ms": timed(lambda: index.on("XS", next(asked), next(asked)), rounds),
    }
    if late:
        waiting = iter(late)
        row["add_ms"] = timed(lambda: (index.add(told_of([next(waiting)])), index.refresh()), len(late))
    if kept:
        row["no_index_ms"] = timed(lambda: only_on(histories(kept, catalogue, nouns), days[-1]), 1)
    row["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1 << 20
    )
    return row


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.machine()}")
    rows = []
    for claims in sorted(options.claims):
        rows.append(measured(claims, options.rounds))
        figures = (
            f"{name} {value:,.{1 if name.endswith(('_s', '_ms')) else 0}f}"
            for name, value in rows[-1].items()
        )
        print("  ".join(figures), flush=True)
    first, last = rows[0], rows[-1]
    if last["claims"] > first["claims"]:
        grown = math.log(last["claims"] / first["claims"])
        for name in ("read_s", "work_out_s", "day_ms"):
            print(f"exponent of {name}: {math.log(last[name] / first[name]) / grown:.2f}")


if __name__ == "__main__":
    main()
