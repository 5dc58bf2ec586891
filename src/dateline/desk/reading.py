"""Reading: a claim and a report as the page shows them."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from functools import cached_property
from typing import Any, Final

from dateline.errors import UsageError
from dateline.export.decisions import what
from dateline.export.marks import marks_of
from dateline.export.unfold import lines_of
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Evidence, Known, Unknown, to_builtins
from dateline.records.header import Header
from dateline.records.report import CODED_LABELS, Report
from dateline.store.decisions import DecisionRow
from dateline.store.search import Hit
from dateline.store.versions import VersionRow

#: What stands before and after words that were found: control characters, which pages hardly ever hold.
MARKS: Final = ("\x02", "\x03")
#: Reports whose mentions are kept.
_KEPT = 64
#: Characters before and after a claim's sentence that are shown where its paragraph is longer.
_AROUND = 600


class Annotation:
    """Reads the mentions of reports, one at a time; the network is loaded for the first one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, list[dict[str, Any]]] = OrderedDict()

    def mentions(self, report: Report) -> list[dict[str, Any]]:
        """Every mention in the coded blocks, in the order of the text."""
        with self._lock:
            if report.id not in self._kept:
                (found,) = self._stage.run([report])
                self._kept[report.id] = [
                    {"start": m.start, "end": m.end, "kind": m.kind, "label": m.text, "entry": m.entry}
                    for m in found.mentions
                ]
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[report.id]

    @cached_property
    def _stage(self) -> Any:
        from dateline import pipeline

        return next(stage for stage in pipeline.standard(gate=False).stages if stage.needs is Report)


def claim_told(desk: Any, header: Header, grounded: GroundedClaim, day: dt.date | None) -> dict[str, Any]:
    """The claim unfolded, as the coder made it where a person changed it, and the event it is of."""
    name = grounded.claim.id
    standing = desk.case.standing(name, day)
    with desk.case.history(day) as history:
        group = history.group_of_claim(name)
        event = None if group is None else history.event_name(group)
    decided = desk.case.decisions(day, on=[name])
    return {
        "header": header,
        "grounded": grounded,
        "lines": [to_builtins(line) for line in lines_of(header, grounded)],
        "marks": [{"start": m.start, "end": m.end, "field": m.label} for m in marks_of(grounded.claim)],
        "machine": None if standing is None else standing.machine,
        "review": None if standing is None else standing.review or "open",
        "decisions": [decision_of(row) for row in decided],
        "event": event,
    }


def report_told(desk: Any, name: str, day: dt.date | None) -> dict[str, Any]:
    """The report's text, blocks and claims with their marks. Raises UnknownName where there is no such report."""
    report, header, standing = desk.case.report(name, day)
    with desk.case.history(day) as history:
        events = {}
        for each in standing:
            claim = each.claim.claim.id
            group = history.group_of_claim(claim)
            events[claim] = None if group is None else history.event_name(group)
    try:
        versions = desk.case.versions(name)
    except UsageError:  # an identifier that is the start of another one
        versions = []
    claims = [each.claim for each in standing]
    return {
        "header": header,
        "kind": report.kind,
        "kind_reason": report.kind_reason,
        "language": report.language,
        "authors": report.authors,
        "modified": report.modified,
        "silence": report.silence,
        "notices": report.notices,
        "metadata": {"capture": report.capture, "made": report.made, "document": report.document},
        "text": report.text,
        "blocks": [
            {
                "id": number,
                "label": block.label,
                "coded": block.label in CODED_LABELS,
                "start": block.start,
                "end": block.end,
                "author": block.author,
                "time": block.said,
                "depth": block.depth,
                "flags": [
                    {**to_builtins(flag), "words": report.text[flag.start : flag.end], "why": flag.reason}
                    for flag in block.flags
                ],
            }
            for number, block in enumerate(report.blocks)
        ],
        "entries": report.entries,
        "mentions": _mentions(claims),
        "claims": [
            {
                "id": each.claim.claim.id,
                "type": each.claim.claim.type,
                "reality": each.claim.claim.reality.value,
                "sentence": [each.claim.claim.sentence.start, each.claim.claim.sentence.end],
                "marks": [
                    {"start": m.start, "end": m.end, "field": m.label} for m in marks_of(each.claim.claim)
                ],
                "event": events[each.claim.claim.id],
                "review": each.review or "open",
            }
            for each in standing
        ],
        "versions": [version_told(number, row) for number, row in enumerate(versions, start=1)],
        "warnings": report.warnings,
    }


def version_told(number: int, row: VersionRow) -> dict[str, Any]:
    """A version without its text."""
    return {
        "number": number,
        "id": row.report.id,
        "taken": row.taken,
        "last": row.last,
        "again": row.again,
        "fetched": row.fetched,
        "added": row.added,
        "sha256": row.sha256,
        "claims": row.claims,
        "newest": row.newest,
        "kind": row.report.kind,
        "title": row.report.title,
        "notices": [notice.kind for notice in row.report.notices],
    }


def _mentions(claims: list[GroundedClaim]) -> list[dict[str, Any]]:
    """What the claims name: actors, places, times, numbers, means, sources, each stretch once."""
    found: dict[tuple[int, int, str], dict[str, Any]] = {}

    def keep(kind: str, evidence: Evidence, entry: str | None = None) -> None:
        if evidence.layer == "report" and evidence.start < evidence.end:
            key = (evidence.start, evidence.end, kind)
            if key not in found or entry:
                found[key] = {
                    "start": evidence.start,
                    "end": evidence.end,
                    "kind": kind,
                    "label": evidence.text,
                    "entry": entry,
                }

    for grounded in claims:
        claim = grounded.claim
        entries = {(a.side, a.index): a.entry.value for a in grounded.actors if isinstance(a.entry, Known)}
        for side in ("actors", "recipients", "sources"):
            people = getattr(claim, side)
            for index, person in enumerate(() if isinstance(people, Unknown) else people):
                entry = entries.get((side, index)) or person.entry
                keep("source" if side == "sources" else person.kind, person.evidence, entry)
        places = {item.index: item.place.id for item in grounded.places if isinstance(item.place, Place)}
        for index, place in enumerate(() if isinstance(claim.places, Unknown) else claim.places):
            keep("place", place.evidence, places.get(index))
        if not isinstance(claim.when, Unknown):
            keep("time", claim.when.evidence)
        for casualty in () if isinstance(claim.casualties, Unknown) else claim.casualties:
            keep("quantity", casualty.evidence)
        for means in () if isinstance(claim.means, Unknown) else claim.means:
            keep("weapon", means.evidence, means.entry)
    return [found[key] for key in sorted(found)]


def hit_told(desk: Any, hit: Hit) -> dict[str, Any]:
    """A find: where its block stands in its report, an excerpt of it, and which of its words were found."""
    report, header, _ = desk.case.report(hit.report)
    block = report.blocks[hit.position] if hit.position < len(report.blocks) else report.blocks[-1]
    text, matches = "", []
    for part in hit.words.split(MARKS[0]):
        found, shut, rest = part.partition(MARKS[1])
        if shut:
            matches.append((len(text), len(text) + len(found)))
        text += found + rest
    return {
        "report": hit.report,
        "header": header,
        "document": hit.document,
        "label": hit.label,
        "block": hit.position,
        "start": block.start,
        "end": block.end,
        "text": text,
        "matches": matches,
        "stands": hit.stands,
        "flags": hit.flags,
    }


def around(text: str, grounded: GroundedClaim) -> dict[str, Any]:
    """The paragraph that a claim's sentence stands in, and the offset at which it begins in the report."""
    sentence = grounded.claim.sentence
    start = text.rfind("\n\n", 0, sentence.start) + 2 if "\n\n" in text[: sentence.start] else 0
    end = text.find("\n\n", sentence.end)
    end = len(text) if end < 0 else end
    start, end = max(start, sentence.start - _AROUND), min(end, sentence.end + _AROUND)
    return {"text": text[start:end], "offset": start}


def decision_of(row: DecisionRow) -> dict[str, Any]:
    """A decision as the page is told of it: the row, and in words what was decided."""
    return {**to_builtins(row), "what": what(row.decision)}
