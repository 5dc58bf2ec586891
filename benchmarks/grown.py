"""Grows a filled case by copies of its war in other years, and measures adding to it and asking it.

    python benchmarks/grown.py CASE COPIES [--again] [--json FILE]

CASE is a file that ``scale.py --folder DIR SIZE`` left (it is changed). Filling a case of a million claims report by
report takes hours; here its rows are copied with other identifiers, later days, other victims and other signatures,
so that no copy is compared with another, as with wars of other years. What was told of one town goes on in all copies,
so questions that give no days have as many times more to read. Then reports of the first war's next days are added and
the questions of ``scale.py`` are asked. Then who held what is worked out of all claims, more reports are added while that
is kept, too, and it is asked for. Blocks (the full text) are not copied.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from wars import captures

from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import catalogue_of_sides
from dateline.reconcile.blocks import keys_of
from dateline.reconcile.tellings import Telling
from dateline.records.evidence import Interval
from dateline.store.case import Case
from dateline.store.shelf import hash_of
from scale import _MORE, _NOISE, RUN, asked_of_claims, asked_of_control, world_of

_ID = re.compile(r'"([ckret]-[0-9a-f]{16})"')
_DAY = re.compile(r'"(20\d\d-\d\d-\d\d)(?=["T])')
_TABLES = (
    "captures",
    "reports",
    "claims",
    "claim_places",
    "claim_actors",
    "tellings",
    "telling_claims",
    "ties",
)


class Copier:
    """Copies every row of a case, ``number`` being the copy and ``days`` how much later it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._columns: dict[str, list[str]] = {}
        for table in (*_TABLES, "bearings", "echoes"):
            cursor = connection.execute(f"SELECT * FROM {table}")
            self._columns[table] = [each[0] for each in cursor.description]
            self._rows[table] = cursor.fetchall()
        self._claims = 1 + max(row[0] for row in self._rows["claims"])
        self._tellings = 1 + max(row[0] for row in self._rows["tellings"])
        self._decoded = [msgspec.msgpack.decode(row[-1], type=Telling) for row in self._rows["tellings"]]

    def copy(self, number: int, days: int) -> None:
        """Insert one copy, in one transaction."""
        named = f"{number:03x}"
        later = dt.timedelta(days=days)
        shifted: dict[str, str] = {}

        def day(text: str) -> str:
            if text not in shifted:
                shifted[text] = (dt.date.fromisoformat(text) + later).isoformat()
            return shifted[text]

        def record(text: str) -> str:
            text = _ID.sub(lambda match: f'"{match[1]}{named}"', text)
            return _DAY.sub(lambda match: f'"{day(match[1])}', text)

        change: dict[str, Callable[[Any], Any]] = {
            **dict.fromkeys(("id", "report", "capture", "event", "one", "other"), lambda v: f"{v}{named}"),
            **dict.fromkeys(("record", "header"), record),
            **dict.fromkeys(("when_start", "when_end", "published_start", "published_end"), day),
            **dict.fromkeys(("fetched", "taken"), lambda v: day(v[:10]) + v[10:]),
        }
        claims, tellings = number * self._claims, number * self._tellings
        self._insert("captures", change)
        self._insert("reports", change)
        self._insert("claims", {**change, "row": lambda v: v + claims})
        for table in ("claim_places", "claim_actors"):
            self._insert(table, {"claim": lambda v: v + claims})
        self._told(named, later, tellings)
        self._insert(
            "telling_claims",
            {"claim": change["id"], "telling": lambda v: v + tellings, "event": change["event"]},
        )
        self._insert("ties", {"one": lambda v: v + tellings, "other": lambda v: v + tellings})
        self._insert("bearings", {"bearer": lambda v: v + tellings, "other": lambda v: v + tellings})
        self._insert("echoes", {"one": change["one"], "other": change["other"]})
        self._connection.commit()

    def _insert(self, table: str, change: dict[str, Callable[[Any], Any]]) -> None:
        columns = self._columns[table]
        how = [change.get(column) for column in columns]
        rows = (
            tuple(
                value if do is None or value is None else do(value)
                for do, value in zip(how, row, strict=True)
            )
            for row in self._rows[table]
        )
        self._write(table, rows)

    def _write(self, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{column}"' for column in self._columns[table])
        marks = ", ".join("?" * len(self._columns[table]))
        self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)

    def _told(self, named: str, later: dt.timedelta, first: int) -> None:
        """The tellings of a copy, and the keys that they have by it."""
        rows, keys = [], []
        for row, telling in zip(self._rows["tellings"], self._decoded, strict=True):
            around = msgspec.structs.replace(
                telling.around,
                report=f"{telling.around.report}{named}",
                published=_moved(telling.around.published, later),
                names=frozenset(f"{name}{named}" for name in telling.around.names),
                signature=tuple((value * 2654435761 + first) % 2**32 for value in telling.around.signature),
            )
            made = msgspec.structs.replace(
                telling,
                id=f"{telling.id}{named}",
                claims=tuple(f"{claim}{named}" for claim in telling.claims),
                around=around,
                days=_moved(telling.days, later),
                names=frozenset(f"{name}{named}" for name in telling.names),
            )
            number, _, _, counts, event, since, until, _ = row
            event = None if event is None else f"{event}{named}"
            about = (number + first, made.id, around.report, counts, event, since, until)
            rows.append((*about, msgspec.msgpack.encode(made)))
            keys += [(hash_of(key), number + first) for key in keys_of(made)]
        self._write("tellings", iter(rows))
        keys.sort()
        self._connection.executemany("INSERT INTO telling_keys (key, telling) VALUES (?, ?)", keys)


def _moved(days: Interval | None, later: dt.timedelta) -> Interval | None:
    if days is None:
        return None
    return msgspec.structs.replace(days, start=days.start + later, end=days.end + later)


def grow(path: Path, copies: int, apart: int) -> None:
    """Copy the case's rows so many times into it, each copy so many days after the one before."""
    started = time.perf_counter()
    connection = sqlite3.connect(path, isolation_level="DEFERRED")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -4000000")
    copier = Copier(connection)
    for number in range(1, copies + 1):
        copier.copy(number, number * apart)
        if number % 10 == 0:
            print(f"{number} copies, {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    del copier
    connection.execute("DELETE FROM control_rules")  # who held what is worked out anew, of all wars
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def added(case: Case, pages: Iterator[Any]) -> dict[str, float]:
    """Milliseconds that adding the next reports takes, one by one."""
    waits, spent = [], time.process_time()
    for taken, report in islice(pages, _MORE):
        before = time.perf_counter()
        case.add(taken, report, RUN)
        waits.append(1000 * (time.perf_counter() - before))
    waits.sort()
    return {
        "add_cpu_ms_mean": 1000 * (time.process_time() - spent) / len(waits),
        "add_ms_median": statistics.median(waits),
        "add_ms_p95": waits[int(0.95 * len(waits))],
    }


def main() -> None:
    """Print the figures of the grown case."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("copies", type=int)
    parser.add_argument("--again", action="store_true", help="the case was grown before; only measure")
    parser.add_argument("--claims", type=int, default=10_000, help="what scale.py was given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    world = world_of(options.claims, options.seed)
    started = time.perf_counter()
    if not options.again:
        grow(options.case, options.copies, world.days + 60)
    with Case.open(options.case, catalogue=catalogue_of_sides()) as case:
        figures: dict[str, float] = {"claims": case.count(), "grown_s": time.perf_counter() - started}
        held = sum(1 for _ in case.captures()) // (options.copies + 1)
        pages = captures(filed(world, Noise.of(_NOISE), options.seed))
        later = islice(pages, held, None)
        figures |= added(case, later)
        figures |= asked_of_claims(case, world)
        print("  ".join(f"{name} {value:.4g}" for name, value in figures.items()), flush=True)
        started = time.perf_counter()
        case.control((world.places[3].name,))
        figures["control_filled_s"] = time.perf_counter() - started
        figures |= {f"{name}_with_control": value for name, value in added(case, later).items()}
        figures |= asked_of_control(case, world)
    figures["disk_mb"] = options.case.stat().st_size / 1e6
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("  ".join(f"{name} {value:.4g}" for name, value in figures.items()))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
