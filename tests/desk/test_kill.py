"""What a killed server has acknowledged is in the case, and the case is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx2
import pytest

from dateline.store.case import Case


def served(case: Path, users: Path) -> tuple[subprocess.Popen[str], str]:
    """A desk in a process of its own, and the address that it says."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-W", "error", "-m", "dateline", "desk", "--no-browser", "--port", "0"),
            *("--case", str(case), "--users", str(users)),
        ],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


@pytest.mark.parametrize("seed", [1, 2])
def test_no_acknowledged_decision_is_lost(case: Case, tmp_path: Path, seed: int) -> None:
    claims = [grounded.claim.id for _, grounded in case.claims()]
    process, address = served(case.path, tmp_path / "users.db")
    acknowledged: list[str] = []
    try:
        with httpx2.Client(base_url=address.partition("?")[0], timeout=30, follow_redirects=True) as client:
            client.get(address)
            headers = {"X-CSRF-Token": client.get("/api/me").json()["csrf"]}

            def work() -> None:
                number = 0
                while True:
                    given = {
                        "kind": ("note", "accept", "reject")[number % 3],
                        "subjects": [claims[number % len(claims)]],
                        "note": str(number),
                    }
                    try:
                        answer = client.post("/api/decisions", json=given, headers=headers)
                    except httpx2.TransportError:
                        return
                    if answer.status_code == 200:
                        acknowledged.append(answer.json()["decision"]["decision"]["id"])
                    number += 1

            worker = threading.Thread(target=work)
            worker.start()
            ends = time.monotonic() + 30
            while len(acknowledged) < 5 and time.monotonic() < ends:
                time.sleep(0.01)
            time.sleep(random.Random(seed).uniform(0, 0.2))
            process.send_signal(signal.SIGKILL)
            worker.join(30)
    finally:
        process.kill()
        process.communicate(timeout=30)
    with Case.open(case.path) as after:
        held = {row.decision.id for row in after.decisions()}
        assert len(acknowledged) >= 5
        assert set(acknowledged) <= held
        assert len(held) <= len(acknowledged) + 1
        for claim in claims:
            after.claim(claim)
        assert list(after.events())


@pytest.mark.skipif(os.name == "nt", reason="SIGTERM ends a process at once there")
def test_a_desk_that_is_told_to_end_closes_what_is_open(case: Case, tmp_path: Path) -> None:
    process, address = served(case.path, tmp_path / "users.db")
    try:
        httpx2.get(address, timeout=30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 128 + signal.SIGTERM
    finally:
        process.kill()
        process.communicate(timeout=30)
