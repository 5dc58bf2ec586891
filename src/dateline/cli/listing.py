"""The lists of what a case holds beside claims, for people: its reports, its sources, what a search found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import day_words
from dateline.export.terminal import plain, rendered
from dateline.export.versions import notice_words
from dateline.records.evidence import Known
from dateline.records.source import Source
from dateline.store.search import Hit
from dateline.store.versions import ReportRow

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def write_reports(
    rows: Iterable[ReportRow], out: TextIO, *, width: int, color: bool, all_versions: bool = False
) -> int:
    """The number of reports written: document, outlet, date of publication, claims or why none.

    What a page is, its versions and its notices have columns only where one of the reports needs them.
    """
    lines: list[tuple[ReportRow, list[Text]]] = []
    for row in rows:
        header = row.header
        outlet = Text(plain(header.outlet.value)) if isinstance(header.outlet, Known) else _unknown()
        published = header.published
        day = Text(day_words(published.value)) if isinstance(published, Known) else _unknown()
        lines.append((row, [Text(plain(header.document)), outlet, day]))
    kinds = any(row.kind != "report" for row, _ in lines)
    versions = any(row.version.of > 1 for row, _ in lines)
    notices = any(row.notices for row, _ in lines)
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    heads = ["document", "outlet", "published"]
    heads += ["what it is"] if kinds else []
    heads += ["version" if all_versions else "versions"] if versions else []
    heads += ["notices"] if notices else []
    for head in (*heads, "claims", "why none"):
        table.add_column(head, overflow="fold", justify="right" if head in ("claims", "versions") else "left")
    for row, cells in lines:
        place = f"{row.version.number} of {row.version.of}" if all_versions else str(row.version.of)
        cells += [Text(row.kind)] if kinds else []
        cells += [Text(place)] if versions else []
        cells += [Text(notice_words(row.notices))] if notices else []
        why = "" if row.claims else plain(row.silence or "no reason is given")
        table.add_row(*cells, Text(str(row.claims)), Text(why))
    if lines:
        out.write(rendered(table, width=width, color=color))
    return len(lines)


def write_sources(
    sources: Sequence[Source], out: TextIO, *, now: dt.datetime, width: int, color: bool
) -> None:
    """Write a table of the sources: when each last worked, what it gave, how it fails; times are in UTC."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    counts = ("items", "failures")
    for head in ("name", "kind", "last success", *counts, "next try", "last error"):
        table.add_column(head, overflow="fold", justify="right" if head in counts else "left")
    for source in sources:
        if source.succeeded is None:
            success = Text("never", style="yellow" if source.checked else "dim")
        else:
            success = Text(f"{_ago(source.succeeded, now)}, {_time(source.succeeded)}")
        failures = Text(str(source.failures))
        if source.failing:
            failures = Text(f"{source.failures} ({source.failing} in a row)", style="yellow")
        due = "now" if source.next is None or source.next <= now else _time(source.next)
        table.add_row(
            Text(plain(source.name)),
            Text(source.kind),
            success,
            Text(str(source.items)),
            failures,
            Text(due),
            Text(plain(source.error or "")),
        )
    out.write(rendered(table, width=width, color=color))


def hit_line(hit: Hit) -> str:
    """What a search found, on one line; a flagged comment says so, and why, and what does not stand now does too."""
    flags = "; ".join(dict.fromkeys(f"{flag.kind} ({plain(flag.reason)})" for flag in hit.flags))
    label = f"{hit.label}, flagged: {flags}" if flags else hit.label
    label += "" if hit.stands else ", in another version"
    return f"{plain(hit.document)}, {label}: {plain(hit.words)}"


def _unknown() -> Text:
    return Text("unknown", style="dim")


def _ago(moment: dt.datetime, now: dt.datetime) -> str:
    """How long ago it was, in the largest unit of which there is one ("3 hours ago")."""
    seconds = (now - moment).total_seconds()
    for size, unit in _UNITS:
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def _time(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M}"
