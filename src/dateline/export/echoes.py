"""Echoes: reports that go back to one origin, as a table and as JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import day_words
from dateline.export.jsonl import json_text
from dateline.export.terminal import WIDTH, plain, rendered
from dateline.records.evidence import Known, to_builtins
from dateline.store.happenings import Echo


def write_echoes(found: Sequence[Echo], out: TextIO, *, width: int = WIDTH, color: bool = False) -> int:
    """The number of families written: what joins them, and their reports, the earliest first."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("reports", "what joins them", "report", "outlet", "published"):
        table.add_column(head, overflow="fold", justify="right" if head == "reports" else "left")
    for echo in found:
        why = f"near-copies, {echo.likeness:.0%} alike" if echo.origin is None else plain(echo.origin)
        for number, header in enumerate(echo.headers):
            published, outlet = header.published, header.outlet
            table.add_row(
                Text("" if number else str(len(echo.headers))),
                Text("" if number else why),
                Text(plain(header.document)),
                Text(plain(outlet.value) if isinstance(outlet, Known) else "unknown"),
                Text(day_words(published.value) if isinstance(published, Known) else "unknown"),
            )
    if found:
        out.write(rendered(table, width=width, color=color))
    return len(found)


def write_echo_lines(found: Sequence[Echo], out: TextIO) -> int:
    """The number of families written as JSON lines."""
    for echo in found:
        out.write(json_text(to_builtins(echo)) + "\n")
    return len(found)
