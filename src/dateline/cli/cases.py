"""How the command line opens a case: what takes long is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.outcome import say

if TYPE_CHECKING:
    import datetime as dt

    from dateline.store.case import Case


def opened_case(path: Path, *, make: bool = False) -> Case:
    """The case in this file; with ``make`` it is made where there is none. Raises as ``Case.open`` does."""
    from dateline.store.case import Case

    return (Case.create_or_open if make else Case.open)(path, note=lambda words: say(f"dateline: {words}"))


def nothing_by(case: Case, day: dt.date | None) -> str | None:
    """That nothing had been captured by the end of this day, and when the first report was; None where something had been."""
    first = case.first_taken() if day is not None else None
    if day is None or first is None or first <= day:
        return None
    return f"{case.path}: nothing had been captured by {day}, the first report was on {first}"
