"""Decisions, and what a person should look at next, as tables and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import day_words
from dateline.export.jsonl import json_text
from dateline.export.table import place_cell, short_id
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.reconcile.scoring import probability
from dateline.records.claim import GroundedClaim
from dateline.records.decision import Decision
from dateline.records.evidence import Known, to_builtins
from dateline.records.header import Header
from dateline.store.agenda import Task
from dateline.store.decisions import DecisionRow

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


def write_tasks(
    tasks: Sequence[Task],
    named: Mapping[str, tuple[Header, GroundedClaim]],
    out: TextIO,
    *,
    width: int = WIDTH,
    color: bool = False,
) -> None:
    """Write what a person should decide, each with its sentences and the commands that do so."""
    for number, task in enumerate(tasks):
        names = [name for name in (task.one, task.other) if name is not None]
        if task.other is not None:
            head = f"{probability(task.weight):.2f}  {'joined' if task.joined else 'not joined'}"
        else:
            head = _coded(named[task.one][1]) if task.one in named else task.one
        parts = ["" if number else None, Text(f"{task.kind}  {head}", style="bold")]
        for name in names:
            if name in named:
                header, grounded = named[name]
                words = shortened(grounded.claim.sentence.text, 160)
                parts.append(Text(f"  {short_id(name)}  {plain(header.document)}: {words}"))
        parts.append(Text(f"  {_commands(*map(short_id, names))}", style="dim"))
        out.write(rendered(*(part for part in parts if part is not None), width=width, color=color))


def _coded(grounded: GroundedClaim) -> str:
    """What a claim was coded as, where and when, in a few words."""
    claim = grounded.claim
    mode = f" {claim.mode.value}" if isinstance(claim.mode, Known) else ""
    day = day_words(grounded.when.value) if isinstance(grounded.when, Known) else "no day"
    return f"{claim.type}{mode}, {claim.reality.value}, {place_cell(grounded).plain}, {day}"


def _commands(one: str, other: str | None = None) -> str:
    """The commands that decide on a claim, or on two."""
    if other is None:
        return f"right: dateline accept {one}; a field: dateline correct {one} ...; not at all: dateline reject {one}"
    return f"one event: dateline merge {one} {other}; two: dateline split {one} --from {other}"


def write_task_lines(tasks: Iterable[Task], out: TextIO) -> None:
    """Write what a person should decide as JSON lines."""
    for task in tasks:
        told: dict[str, Any] = {"kind": task.kind, "one": task.one}
        if task.other is not None:
            told |= {"other": task.other, "weight": task.weight, "joined": task.joined}
            told["score"] = probability(task.weight)
        told |= {"uncertainty": round(task.uncertainty, 3), "importance": round(task.importance, 3)}
        out.write(json_text(told) + "\n")
