"""What ``add`` has acknowledged survives the sudden death of its process, and two processes get along."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store.case import Case
from tests.store.made import LANTERN

ADDER = """
import sys
from dateline.store.case import Case
from tests.builders import TEXT, capture, grounded_report, strike
from tests.store.made import run_record

path, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Case.create_or_open(path) as case:
    for number in range(most):
        taken = capture(f"{TEXT} {name} {number}")
        claims = tuple(strike(name, salt=(number, part)) for part in range(3))
        made = grounded_report(document=name, claims=claims, capture=taken.id)
        assert case.add(taken, made, run_record())
        print(taken.id, flush=True)
"""

COLLECTOR = """
import sys
from dateline.records.source import Source
from dateline.store.case import Case
from tests.store.made import LANTERN, page, run_record

path, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
with Case.create_or_open(path) as case:
    for number in range(most):
        taken, made = page(f"{name} {number}")
        assert case.add(taken, made, run_record())
        case.note_seen(LANTERN, [taken.id])
        case.save_source(Source(url=LANTERN, name="Lantern Post", kind="page", items=number, error=taken.id))
        print(taken.id, flush=True)
"""


def adder(path: Path, name: str, most: int, code: str = ADDER) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), name, str(most)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    chance = random.Random(20171112)
    acknowledged: set[str] = set()
    for attempt in range(8):
        process = adder(path, f"kill {attempt}", 10_000)
        assert process.stdout is not None
        with process.stdout as lines:
            if attempt:  # the first one is killed while it starts: the case may not even be made
                acknowledged.add(lines.readline().strip())
                time.sleep(chance.uniform(0, 0.15))
            else:
                time.sleep(chance.uniform(0.2, 0.6))
            process.send_signal(signal.SIGKILL)
            acknowledged.update(line.strip() for line in lines if line.endswith("\n"))
        process.wait()
        acknowledged.discard("")
        if path.exists():
            with Case.open(path) as case:
                assert all(case.capture(name) for name in acknowledged)
                assert case.count() == 3 * sum(1 for _ in case.reports())
                with case._engine.connect() as connection:
                    assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                    assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert len(acknowledged) >= 7


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_versions_and_sources_are_whole_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    chance = random.Random(20171112)
    acknowledged: list[str] = []
    for attempt in range(5):
        process = adder(path, f"kill {attempt}", 10_000, COLLECTOR)
        assert process.stdout is not None
        with process.stdout as lines:
            acknowledged.append(lines.readline().strip())
            time.sleep(chance.uniform(0, 0.1))
            process.send_signal(signal.SIGKILL)
            acknowledged += [line.strip() for line in lines if line.endswith("\n")]
        process.wait()
        with Case.open(path) as case:
            versions = case.versions(LANTERN)
            assert {row.report.capture for row in versions} >= set(acknowledged)
            assert [row.newest for row in versions] == [False] * (len(versions) - 1) + [True]
            assert [row.header.report for row in case.reports()] == [versions[-1].report.id]
            for row in versions:
                taken = case.capture(row.report.capture)
                assert taken is not None and taken.sha256 == row.sha256
            assert case.seen(LANTERN, acknowledged) == set(acknowledged)
            source = case.source(LANTERN)
            assert source is not None and source.error in {row.report.capture for row in versions[-2:]}
    assert len(acknowledged) >= 5


def test_two_processes_make_and_fill_one_case(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    processes = [adder(path, name, 20) for name in ("one", "other")]
    said = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(names) for names in said] == [20, 20]
    with Case.open(path) as case:
        assert all(case.capture(name) for names in said for name in names)
        assert case.count() == 120


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_reports_and_decisions_come_out_the_same_after_kills() -> None:
    script = Path(__file__).parents[2] / "benchmarks" / "kills.py"
    done = subprocess.run(
        [sys.executable, str(script), "--kills", "12"],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost; the end the same as without a kill" in done.stdout
