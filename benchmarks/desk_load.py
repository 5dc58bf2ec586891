"""Measures the desk on a large case: the first view of the map, filters, and many users at once.

    python benchmarks/desk_load.py [--events 100000] [--folder DIR] [--users 20] [--requests 20] [--json FILE]

A war is simulated and its reports are added one by one; then its rows are copied as wars of other years, as ``grown.py``
does, until there are as many events as asked for (a case that is in DIR already is used again). The desk is started as a
process of its own, and asked over HTTP: how long it takes to say its address, its first answer to /api/explore, filters one
after the other, and then ``--users`` at once, each of whom asks ``--requests`` times. Every question of the users is another
one, so that no answer is ready. Times are those of the clock, from the question to the last byte of the answer. Past days are
asked for, too. Where Chromium and the built page are there, the first view and filters are timed once more in it, from the
address or the click until the map has drawn what came (by software: no graphics card), and until it rests.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from grown import Copier
from wars import captures

from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import World, catalogue_of_sides
from dateline.store.case import Case
from scale import _NOISE, RUN, world_of

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
#: Claims of the war that is copied.
BASE = 6_000


def made(folder: Path, events: int, seed: int) -> Path:
    """A case of so many events in the folder, made where it is not there."""
    path = folder / f"desk-{events}.db"
    if path.exists():
        return path
    draft = folder / f"desk-{events}.part.db"
    draft.unlink(missing_ok=True)
    world = world_of(BASE, seed)
    started, claims = time.perf_counter(), 0
    with Case.create_or_open(draft, catalogue=catalogue_of_sides()) as case:
        for taken, report in captures(filed(world, Noise.of(_NOISE), seed)):
            case.add(taken, report, RUN)
            claims += len(report.claims)
            if claims >= BASE:
                break
        held = len(case.columns().tables.events)
        case.control()
    print(f"{claims} claims of {held} events added in {time.perf_counter() - started:.0f} s", flush=True)
    _copied(draft, world, -(-events // held) - 1)
    print(f"copied until {time.perf_counter() - started:.0f} s", flush=True)
    return draft.rename(path)


def _copied(path: Path, world: World, copies: int) -> None:
    connection = sqlite3.connect(path, isolation_level="DEFERRED")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    copier = Copier(connection)
    for number in range(1, copies + 1):
        copier.copy(number, number * (world.days + 60) % 25_000)
    connection.execute("PRAGMA optimize")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


class Desk:
    """A desk in a process of its own."""

    def __init__(self, case: Path, folder: Path) -> None:
        started = time.perf_counter()
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "dateline", "desk", "--no-browser", "--port", "0"),
                *("--case", str(case), "--users", str(folder / "desk-users.db")),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()
        self.seconds = time.perf_counter() - started
        self.url = self.address.partition("?")[0]

    def stop(self) -> None:
        """End the process."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)

    def memory(self) -> float:
        """The most memory it has had, in MiB; 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return 0.0
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def questions(seed: int, first: dict[str, Any]) -> Iterator[str]:
    """Views as people change them: by facets, days and the part of the map, no two alike."""
    chance = random.Random(seed)
    facets, bins = first["facets"], first["timeline"]["bins"]
    days = [each["from"] for each in bins]
    while True:
        asked = [f"zoom={chance.uniform(2, 9):.2f}"]
        for name in ("type", "actor", "place", "outlet", "reality"):
            values = [each["value"] for each in facets[name]]
            if values and chance.random() < 0.35:
                asked += [f"{name}={value}" for value in chance.sample(values, min(len(values), 2))]
        if chance.random() < 0.4:
            since = dt.date.fromisoformat(chance.choice(days))
            asked += [f"since={since}", f"until={since + dt.timedelta(days=chance.randint(5, 900))}"]
        west, south = chance.uniform(36, 44), chance.uniform(30, 36)
        asked.append(f"bbox={west:.3f},{south:.3f},{west + 4:.3f},{south + 3:.3f}")
        yield "/api/explore?" + "&".join(asked)


def asked(client: httpx.Client, address: str) -> tuple[float, int]:
    """Milliseconds, and the status of the answer."""
    started = time.perf_counter()
    answer = client.get(address)
    return 1000 * (time.perf_counter() - started), answer.status_code


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measured(case: Path, folder: Path, users: int, requests: int) -> dict[str, float]:
    """The figures of a desk over this case."""
    desk = Desk(case, folder)
    figures: dict[str, float] = {"start_s": round(desk.seconds, 2)}
    try:
        with httpx.Client(base_url=desk.url, timeout=120, follow_redirects=True) as client:
            client.get(desk.address)
            figures["first_map_ms"], _ = asked(client, "/api/explore?zoom=3")
            started = time.perf_counter()
            while client.get("/api/explore?zoom=3").json()["pending"]:
                time.sleep(0.25)
            figures["origins_counted_s"] = time.perf_counter() - started
            first = client.get("/api/explore?zoom=3").json()
            figures |= {name: first["counts"][name] for name in ("events", "claims", "reports")}
            figures["world_ms"], _ = asked(client, "/api/explore?zoom=3.01")
            times = [asked(client, each)[0] for each in islice(questions(1, first), 40)]
            figures |= {"filter_p50_ms": statistics.median(times), "filter_p95_ms": _quantile(times, 0.95)}
            listed = [asked(client, f"/api/events?limit=50&offset={50 * n}")[0] for n in range(10)]
            figures["list_50_p50_ms"] = statistics.median(listed)
            days = [each["from"] for each in first["timeline"]["bins"]]
            past = f"as_of={days[len(days) // 2]}"
            figures["past_first_ms"], _ = asked(client, f"/api/explore?zoom=3&{past}")
            times = [asked(client, f"{each}&{past}")[0] for each in islice(questions(2, first), 20)]
            figures |= {"past_filter_p50_ms": statistics.median(times)}
            cookies = dict(client.cookies)
        figures |= seen(desk.url, cookies)
        figures |= _together(desk.url, cookies, first, users, requests)
        figures["peak_mib"] = desk.memory()
    finally:
        desk.stop()
    return figures


#: Clicks the n-th value of the facet of types, and tells the milliseconds until the map has drawn it, and rests again.
_CLICK = """
n => new Promise(done => {
  const map = document.querySelector('[data-map]');
  const [started, before] = [performance.now(), map.dataset.drawn];
  let busy = false, drawn = null;
  new MutationObserver((_, watch) => {
    if (map.dataset.drawn !== before) drawn ??= performance.now() - started;
    if (map.dataset.idle !== 'true') busy = true;
    else if (busy && drawn) { watch.disconnect(); done([drawn, performance.now() - started]); }
  }).observe(map, { attributes: true });
  document.querySelectorAll('[aria-label="Type"] input')[n].click();
})
"""


def seen(url: str, cookies: dict[str, str]) -> dict[str, float]:
    """Milliseconds in a browser, to the screen; nothing where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None or find_spec("playwright") is None:
        print("no Chromium, or no playwright: nothing is timed to the screen")
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=_FLAGS)
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        context.new_page().goto("about:blank")  # the browser's own start is none of the desk's
        page = context.new_page()
        started = time.perf_counter()
        page.goto(url)
        page.wait_for_selector('[data-map]:not([data-drawn="0"])', timeout=120_000)
        first = 1000 * (time.perf_counter() - started)
        page.wait_for_selector("[data-map][data-idle=true]", timeout=120_000)
        rests = 1000 * (time.perf_counter() - started)
        count = min(page.locator('[aria-label="Type"] input').count(), 5)
        times = [page.evaluate(_CLICK, n % count) for n in range(4 * count)]
        browser.close()
    drawn = [each for each, _ in times]
    return {
        "screen_first_ms": first,
        "screen_first_rests_ms": rests,
        "screen_filter_p50_ms": statistics.median(drawn),
        "screen_filter_p95_ms": _quantile(drawn, 0.95),
        "screen_filter_rests_p50_ms": statistics.median(each for _, each in times),
    }


def _together(
    url: str, cookies: dict[str, str], first: dict[str, Any], users: int, requests: int
) -> dict[str, float]:
    def user(number: int) -> list[tuple[float, int]]:
        with httpx.Client(base_url=url, timeout=120, cookies=cookies) as client:
            return [asked(client, each) for each in islice(questions(1000 + number, first), requests)]

    started = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        found = [each for one in pool.map(user, range(users)) for each in one]
    seconds = time.perf_counter() - started
    times = [each for each, _ in found]
    return {
        "users": users,
        "requests": len(found),
        "errors": sum(status != 200 for _, status in found),
        "together_p50_ms": statistics.median(times),
        "together_p95_ms": _quantile(times, 0.95),
        "together_max_ms": max(times),
        "requests_a_second": len(found) / seconds,
    }


def main() -> None:
    """Print a table of the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the case is kept; default: made anew each time")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--requests", type=int, default=20, help="of each user")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        case = made(folder, options.events, options.seed)
        figures = measured(case, folder, options.users, options.requests)
        figures["disk_mb"] = case.stat().st_size / 1e6
    print(
        f"{dt.date.today()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    for name, value in figures.items():
        print(f"{name:<20} {value:>12,.1f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
