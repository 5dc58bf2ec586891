"""How the command line opens a case: what takes long is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.outcome import say

if TYPE_CHECKING:
    from dateline.store.case import Case


def opened_case(path: Path, *, make: bool = False) -> Case:
    """The case in this file; with ``make`` it is made where there is none. Raises as ``Case.open`` does."""
    from dateline.store.case import Case

    return (Case.create_or_open if make else Case.open)(path, note=lambda words: say(f"dateline: {words}"))
