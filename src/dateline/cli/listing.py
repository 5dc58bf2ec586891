"""The list of a case's reports, for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import day_words
from dateline.export.terminal import plain, rendered
from dateline.records.evidence import Known
from dateline.store.versions import ReportRow


def write_reports(rows: Iterable[ReportRow], out: TextIO, *, width: int, color: bool) -> int:
    """The number of reports written: document, outlet, date of publication, claims or why none."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("document", "outlet", "published", "claims", "why none"):
        table.add_column(head, overflow="fold", justify="right" if head == "claims" else "left")
    count = 0
    for row in rows:
        count += 1
        header = row.header
        outlet = (
            Text(plain(header.outlet.value))
            if isinstance(header.outlet, Known)
            else Text("unknown", style="dim")
        )
        published = header.published
        day = (
            Text(day_words(published.value)) if isinstance(published, Known) else Text("unknown", style="dim")
        )
        why = "" if row.claims else plain(row.silence or "no reason is given")
        table.add_row(Text(plain(header.document)), outlet, day, Text(str(row.claims)), Text(why))
    if count:
        out.write(rendered(table, width=width, color=color))
    return count
