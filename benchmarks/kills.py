"""Kills the process that fills a case, at random moments, and looks whether anything is lost or comes out otherwise.

    python benchmarks/kills.py [--kills N] [--seed S]

A simulated war's reports are added to a case, and decisions are made on its claims, by a process that says each time
that it is done. It is killed (SIGKILL) N times, at moments drawn by chance, and started again. After each kill the
file must open, be whole, and hold all that was acknowledged. At the end claims, events and decisions must be those of
a case that was filled without a kill. Ends with 1 where one of this does not hold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from wars import captures

from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import make_world
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Made
from dateline.review.corrections import Correction
from dateline.store.case import Case

RUN = Run(
    id="u-kills",
    started=dt.datetime(2031, 1, 1, tzinfo=dt.UTC),
    coder="simulation",
    stages=(Made(stage="simulation", version="0.1"),),
    dictionaries="none",
)
Pages = Sequence[tuple[Capture, GroundedReport]]
KINDS = ("accept", "correct", "reject", "merge", "split", "undo")


def fill(path: Path, pages: Pages, done: int) -> None:
    """Add the pages and make the decisions that are not there yet; a byte to ``done`` for each thing done."""
    with Case.create_or_open(path) as case:
        made = {row.decision.note for row in case.decisions()}
        for number, (taken, report) in enumerate(pages):
            case.add(taken, report, RUN)
            os.write(done, b"a")
            note = f"after {number}"
            if number % 4 == 3 and note not in made:
                decide(case, pages, number, note)
                os.write(done, b"d")


def decide(case: Case, pages: Pages, number: int, note: str) -> None:
    """One decision on claims of the pages so far, the same for the same number."""
    kind = KINDS[number // 4 % len(KINDS)]
    claims = [g.claim.id for _, report in pages[number - 3 : number + 1] for g in report.claims]
    names = claims[:2] if kind == "merge" else claims[:1]
    if kind == "undo":
        names = [case.decisions()[-1].decision.id]
    field, correction = (
        ("killed", Correction(value={"low": 5, "high": 5})) if kind == "correct" else (None, None)
    )
    rest = claims[1:] if kind == "split" else ()
    case.decide(kind, names, "Ada", field=field, correction=correction, rest=rest, note=note)


def contents(path: Path) -> tuple[object, ...]:
    """What the case tells, without the times of deciding."""
    with Case.open(path) as case:
        claims = sorted((g.claim.id, len(g.judgements), h.version) for h, g in case.claims())
        events = sorted((h.event.claims, h.view, len(h.event.relations)) for h in case.events())
        decisions = [(row.decision.kind, row.decision.note, row.stands) for row in case.decisions()]
        return claims, [repr(event) for event in events], decisions


def whole(path: Path, adds: int, decisions: int) -> str:
    """What is wrong with the case; "" where nothing is."""
    with Case.open(path) as case, case.history() as history:
        connection = history.connection
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            return "the file is damaged"
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            return "a table refers to what is not there"
        if sum(1 for _ in case.reports(all_versions=True)) < adds:
            return f"of {adds} acknowledged reports some are lost"
        if len(case.decisions()) < decisions:
            return f"of {decisions} acknowledged decisions some are lost"
    return ""


def killed(path: Path, pages: Pages, after: float) -> tuple[int, int, bool]:
    """Acknowledged reports and decisions of a filling that is killed after so many seconds; whether it had ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            fill(path, pages, write)
        finally:
            os._exit(0)
    os.close(write)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = b""
    while part := os.read(read, 65536):
        said += part
    os.close(read)
    return said.count(b"a"), said.count(b"d"), not os.WIFSIGNALED(status)


def main() -> int:
    """Print what came of it; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = Random(options.seed)
    world = make_world(options.seed, places=12, days=60, happenings=max(20, options.kills // 2))
    pages = list(captures(filed(world, Noise.of(0.5), options.seed)))
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "killed.db", Path(folder) / "whole.db"
        nowhere = os.open(os.devnull, os.O_WRONLY)
        fill(other, pages, nowhere)  # loads all that the killed ones need, too
        adds = decisions = kills = 0
        while kills < options.kills:
            some, judged, ended = killed(path, pages, chance.uniform(0.0, 0.4))
            kills += 1
            adds, decisions = max(adds, some), decisions + judged
            wrong = whole(path, adds, decisions) if path.exists() else ""
            if wrong:
                print(f"kill {kills}: {wrong}")
                return 1
            if ended:
                break
        fill(path, pages, nowhere)
        same = contents(path) == contents(other)
        print(
            f"{kills} kills, {adds} of {len(pages)} reports and {decisions} decisions acknowledged before the last "
            f"of them; nothing lost; the end {'the same as' if same else 'OTHER THAN'} without a kill"
        )
        return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
