"""Runs, and what a run changed, as tables and JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.jsonl import json_text
from dateline.export.table import short_id
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Run
from dateline.records.evidence import to_builtins
from dateline.review.corrections import said_of
from dateline.store.recoding import Recoded

_CELL = 60


def write_runs(found: Sequence[Run], out: TextIO, *, width: int = WIDTH, color: bool = False) -> None:
    """Write a table of runs, the oldest first; times are in UTC."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("run", "started", "dateline", "stages", "dictionaries"):
        table.add_column(head, overflow="fold")
    for run in found:
        table.add_row(
            Text(run.id[:10], style="dim"),
            Text(f"{run.started:%Y-%m-%d %H:%M}"),
            Text(plain(run.coder)),
            Text(", ".join(f"{made.stage} {made.version}" for made in run.stages)),
            Text(run.dictionaries[:8]),
        )
    out.write(rendered(table, width=width, color=color))


def write_differences(
    found: Sequence[Recoded], out: TextIO, *, width: int = WIDTH, color: bool = False
) -> None:
    """Write a table of claims that a run changed: which report, what of it, before and after."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("claim", "report", "what", "before", "after"):
        table.add_column(head, overflow="fold")
    for each in found:
        held = each.after or each.before
        name = short_id(held.claim.id) if held is not None else ""
        for number, (field, before, after) in enumerate(told(each)):
            table.add_row(
                Text("" if number else name, style="dim"),
                Text("" if number else plain(each.header.document)),
                Text(f"{each.kind} {field}".rstrip()),
                Text(before),
                Text(after),
            )
    out.write(rendered(table, width=width, color=color))


def told(each: Recoded) -> list[tuple[str, str, str]]:
    """Each field that differs, before and after, in words; one line of the whole claim where none does."""
    return [(field, _told(each.before, field), _told(each.after, field)) for field in each.fields or ("",)]


def write_difference_lines(found: Sequence[Recoded], out: TextIO) -> None:
    """Write what changed as JSON lines."""
    for each in found:
        out.write(json_text(to_builtins(each)) + "\n")


def _told(grounded: GroundedClaim | None, field: str) -> str:
    """What a claim says of a field, or without one what it is."""
    if grounded is None:
        return ""
    if field in ("", "words"):
        return shortened(f"{grounded.claim.type} {grounded.claim.evidence.text}", _CELL)
    return shortened(_words(said_of(grounded, field)), _CELL)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value) or "not told"
    if not isinstance(value, dict):
        return str(value)
    if value.get("is") == "unknown":
        return f"unknown: {value['reason']}"
    if "value" in value:
        return _words(value["value"])
    if "name" in value:
        return str(value["name"])
    if "words" in value:
        return str(value["words"])
    keys = ("low", "high") if "low" in value else ("start", "end")
    ends = dict.fromkeys(str(value[key]) for key in keys if value.get(key) is not None)
    return " to ".join(ends) + (" or more" if "low" in value and value["high"] is None else "")
