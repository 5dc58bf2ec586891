"""Decisions, and what a person should look at next, as tables and JSON lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.jsonl import json_text
from dateline.export.table import short_id
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.reconcile.scoring import probability
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision
from dateline.records.evidence import to_builtins
from dateline.records.header import Header
from dateline.store.decisions import DecisionRow
from dateline.store.doubting import Doubt

_SHOWN = 4


def write_decisions(
    found: Sequence[DecisionRow], out: TextIO, *, width: int = WIDTH, color: bool = False
) -> None:
    """Write a table of decisions; times are in UTC."""
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("decision", "at", "by", "what", "of", "stands", "note"):
        table.add_column(head, overflow="fold")
    for row in found:
        decision = row.decision
        names = [short_id(name) for name in decision.subjects[:_SHOWN]]
        more = " ..." if len(decision.subjects) > _SHOWN else ""
        stands = "outranked" if row.outranked else "yes" if row.stands else "undone"
        if row.orphaned:
            stands += f", orphaned: {len(row.orphaned)} of {len(decision.subjects)}"
        if row.superseded:
            stands += f", gone from the newest version: {len(row.superseded)} of {len(decision.subjects)}"
        table.add_row(
            Text(decision.id[:10], style="dim"),
            Text(f"{decision.at:%Y-%m-%d %H:%M}"),
            Text(plain(decision.by)),
            Text(what(decision)),
            Text(", ".join(names) + more),
            Text(stands, style="yellow" if row.orphaned or row.superseded else "" if row.stands else "dim"),
            Text(plain(decision.note or "")),
        )
    out.write(rendered(table, width=width, color=color))


def what(decision: Decision) -> str:
    """What was decided, in a few words ("correct killed to 9")."""
    if decision.kind != "correct" or decision.value is None:
        return decision.kind
    value = msgspec.json.decode(decision.value)["value"]
    if isinstance(value, dict):
        ends = (str(value[key]) for key in ("low", "high", "start", "end") if value.get(key) is not None)
        value = value.get("name") or " to ".join(dict.fromkeys(ends))
    elif isinstance(value, list):
        value = ", ".join(each["words"] for each in value)
    return f"correct {decision.field} to {plain(str('unknown' if value is None else value))}"


def write_decision_lines(found: Sequence[DecisionRow], out: TextIO) -> None:
    """Write the decisions as JSON lines."""
    for row in found:
        out.write(json_text(to_builtins(row)) + "\n")


def write_doubts(
    doubts: Sequence[Doubt],
    named: Mapping[str, tuple[Header, GroundedClaim]],
    out: TextIO,
    *,
    width: int = WIDTH,
    color: bool = False,
) -> None:
    """Write the doubtful links, each with both sentences and the commands that decide on it."""
    for number, doubt in enumerate(doubts):
        state = "joined" if doubt.joined else "not joined"
        one, other = short_id(doubt.one), short_id(doubt.other)
        parts = ["" if number else None, Text(f"{probability(doubt.weight):.2f}  {state}", style="bold")]
        for name in (doubt.one, doubt.other):
            if name in named:
                header, grounded = named[name]
                words = shortened(grounded.claim.sentence.text, 160)
                parts.append(Text(f"  {short_id(name)}  {plain(header.document)}: {words}"))
        same = f"dateline merge {one} {other}"
        parts.append(Text(f"  one event: {same}; two: dateline split {one} --from {other}", style="dim"))
        out.write(rendered(*(part for part in parts if part is not None), width=width, color=color))


def write_doubt_lines(doubts: Sequence[Doubt], out: TextIO) -> None:
    """Write the doubtful links as JSON lines."""
    for doubt in doubts:
        out.write(json_text({**to_builtins(doubt), "score": probability(doubt.weight)}) + "\n")
