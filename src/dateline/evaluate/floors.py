"""Floors: the figures that an exam must not fall below.

A file of floors is a JSON object, ``{exam: {metric: number}}``. Where less is better the number is the most
that is allowed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from dateline.errors import MissingInput, UnreadableInput
from dateline.evaluate.result import Result

#: Metrics of which less is better.
LESS_IS_BETTER = frozenset(
    {"comment_leak", "related_leak", "date_wrong", "author_wrong", "published_wrong", "mae", "uw_mae"}
)

#: Figures are compared as they are shown, in three decimals.
DECIMALS = 3


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors of each exam in a file. Raises MissingInput, or UnreadableInput where it is malformed."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except OSError as error:
        raise MissingInput(str(path), f"no floors there ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise UnreadableInput(
            str(path), f"no floors, which are {{exam: {{metric: number}}}} ({error})"
        ) from error


def missed(result: Result, floors: dict[str, dict[str, float]]) -> list[str]:
    """A line for each metric that misses its floor, or that the exam does not have; none for other exams."""
    lines: list[str] = []
    for name, floor in floors.get(result.exam, {}).items():
        value = result.metrics.get(name)
        if value is None:
            lines.append(f"{result.exam}: {name} has a floor and no figure")
        elif name in LESS_IS_BETTER and round(value, DECIMALS) > floor:
            lines.append(f"{result.exam}: {name} {value:.{DECIMALS}f} is above {floor}, the most allowed")
        elif name not in LESS_IS_BETTER and round(value, DECIMALS) < floor:
            lines.append(f"{result.exam}: {name} {value:.{DECIMALS}f} is below its floor {floor}")
    return lines
