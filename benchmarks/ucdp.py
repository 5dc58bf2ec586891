"""Prints what becomes of each event of the exam ``ucdp_iraq``: its record and why, or why it has none.

    python benchmarks/ucdp.py PATH

PATH is that of the exam. A line an event: the reason or the record, when and where, killed, the first words.
"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.evaluate.ucdp_iraq import Outcome, captures, load, outcomes
from dateline.pipeline import standard


def main(argv: list[str]) -> int:
    """Print the outcomes, those with a record first."""
    path = Path(argv[0])
    table = load(path)
    pages, problems = captures(path)
    found = outcomes(list(standard().run(pages)), table)
    lines = [*problems, *(_line(o) for o in sorted(found, key=lambda o: (o.reason or "", o.event)))]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _line(outcome: Outcome) -> str:
    told = outcome.happening
    parts = [outcome.reason or "matched"]
    if told is not None:
        killed = f"killed {told.killed.low} to {told.killed.high or 'more'}"
        parts += [f"{told.days.start} to {told.days.end}", ", ".join(p.name for p in told.places), killed]
    if outcome.found is not None:
        parts += [f"{why.rule}: {why.words}" for why in outcome.found.why]
    return " | ".join([*parts, outcome.words[0]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
