"""Measures a case as it grows: time and memory to fill it, to add one report, to ask it, to tell who held what.

    python benchmarks/scale.py CLAIMS [CLAIMS ...] [--folder DIR] [--json FILE]

For each size a war is simulated whose towns and days grow with it (so that it gets longer and wider, not denser), and
its reports are added one by one, as ``dateline add`` does. Then the same is asked of each case: adding 200 more reports,
claims and events of one town, of one side in three days, and, as ``dateline control`` asks it, who held what in the whole
country on a day, and one town at any time, each also as known on a past day. Printed are seconds of the processor and of
the clock; the growth is the exponent of the processor's time over claims from one size to the next.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path

import msgspec
from wars import captures

from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import START, World, catalogue_of_sides, make_world
from dateline.records.decision import Run
from dateline.records.evidence import Made
from dateline.store.case import Case
from dateline.store.filters import Filter

RUN = Run(
    id="u-scale",
    started=dt.datetime(2031, 1, 1, tzinfo=dt.UTC),
    coder="simulation",
    stages=(Made(stage="simulation", version="0.1"),),
    dictionaries="none",
)
#: Somewhat fewer claims than a happening makes on average, at the noise that is used.
_EACH = 4.8
_NOISE = 0.5
_MORE = 200


def world_of(claims: int, seed: int) -> World:
    """A war of about so many claims: a happening a day for each 40 towns."""
    happenings = max(20, round(claims / _EACH))
    towns = max(40, round(math.sqrt(happenings) * 4))
    return make_world(seed, places=towns, days=max(30, round(happenings * 40 / towns)), happenings=happenings)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds of the clock, the least of five times, and what came of it."""
    best, result = math.inf, None
    for _ in range(5):
        started = time.perf_counter()
        result = work()
        best = min(best, 1000 * (time.perf_counter() - started))
    return round(best, 1), result


def measured(claims: int, folder: Path, seed: int) -> dict[str, float]:
    """The figures of a case of about so many claims."""
    path = folder / f"scale-{claims}.db"
    world = world_of(claims, seed)
    figures: dict[str, float] = {}
    with Case.create_or_open(path, catalogue=catalogue_of_sides()) as case:
        pages = captures(filed(world, Noise.of(_NOISE), seed))
        spent, started = time.process_time(), time.perf_counter()
        reports, made = _fill(case, pages, claims)
        figures |= {"claims": made, "reports": reports, "fill_cpu_s": round(time.process_time() - spent, 1)}
        figures["fill_s"] = round(time.perf_counter() - started, 1)
        waits = sorted(_adds(case, islice(pages, _MORE)))
        figures["add_ms_median"] = round(1000 * statistics.median(waits), 1)
        figures["add_ms_p95"] = round(1000 * waits[int(0.95 * len(waits))], 1)
        figures |= asked_of_claims(case, world) | asked_of_control(case, world)
    figures["disk_mb"] = round(path.stat().st_size / 1e6, 1)
    figures["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return figures


def _fill(case: Case, pages: Iterator[tuple[object, object]], claims: int) -> tuple[int, int]:
    reports = made = 0
    for taken, report in pages:
        case.add(taken, report, RUN)  # type: ignore[arg-type]
        reports, made = reports + 1, made + len(report.claims)  # type: ignore[attr-defined]
        if made >= claims:
            break
    return reports, made


def _adds(case: Case, pages: Iterator[tuple[object, object]]) -> Iterator[float]:
    for taken, report in pages:
        started = time.perf_counter()
        case.add(taken, report, RUN)  # type: ignore[arg-type]
        yield time.perf_counter() - started


def asked_of_claims(case: Case, world: World) -> dict[str, float]:
    """Milliseconds that questions for claims and events take, the least of five times."""
    middle = START + dt.timedelta(days=world.days // 2)
    town = Filter(places=(world.places[3].name,), since=middle - dt.timedelta(days=30), until=middle)
    side = Filter(actors=("sim-marsh",), since=middle, until=middle + dt.timedelta(days=2))
    out: dict[str, float] = {}
    for name, wanted in (("town", town), ("side", side)):
        for when, day in (("now", None), ("past", middle + dt.timedelta(days=5))):
            filtered = msgspec.structs.replace(wanted, as_of=day)
            out[f"claims_{name}_{when}_ms"], _ = timed(lambda f=filtered: list(case.claims(f)))  # type: ignore[misc]
            out[f"events_{name}_{when}_ms"], _ = timed(lambda f=filtered: list(case.events(f)))  # type: ignore[misc]
    return out


def asked_of_control(case: Case, world: World) -> dict[str, float]:
    """Milliseconds that questions for who held what take, the least of five times."""
    middle = START + dt.timedelta(days=world.days // 2)
    out: dict[str, float] = {}
    ask = case.control
    out["control_country_ms"], held = timed(lambda: ask(on=middle))
    out["control_country_cpu_ms"] = spent(lambda: ask(on=middle))
    out["control_places"] = len(held)  # type: ignore[arg-type]
    out["control_country_past_ms"], _ = timed(lambda: ask(on=middle, as_of=middle))
    out["control_place_ms"], _ = timed(lambda: ask((world.places[3].name,)))
    out["control_place_past_ms"], _ = timed(lambda: ask((world.places[3].name,), as_of=middle))
    return out


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of the processor, the least of five times."""
    best = math.inf
    for _ in range(5):
        started = time.process_time()
        work()
        best = min(best, 1000 * (time.process_time() - started))
    return round(best, 1)


def growth(rows: list[dict[str, float]], figure: str) -> list[float]:
    """The exponents by which a figure grows over claims."""
    return [
        round(math.log(b[figure] / a[figure]) / math.log(b["claims"] / a["claims"]), 2)
        for a, b in pairwise(rows)
    ]


def main() -> None:
    """Print the figures of each size, and how they grow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("claims", type=int, nargs="+")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as made:
        for claims in sorted(options.claims):
            rows.append(measured(claims, options.folder or Path(made), options.seed))
            print("  ".join(f"{name} {value:g}" for name, value in rows[-1].items()), flush=True)
    if len(rows) > 1:
        print("growth of filling:", growth(rows, "fill_cpu_s"))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
