"""A claim's sentence with the words of each field marked: by colour, or by brackets with a label."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from dateline.export.terminal import kept
from dateline.records.claim import Claim
from dateline.records.evidence import Evidence, Known, Record, Unknown

#: The labels and how each is shown where there is colour.
STYLES: dict[str, str] = {
    "who": "bold blue underline",
    "to whom": "bold magenta underline",
    "place": "bold green underline",
    "when": "bold cyan underline",
    "how many": "bold red underline",
    "means": "yellow underline",
    "source": "bold bright_blue underline",
    "says": "bright_blue",
    "what": "bold yellow underline",
    "reality": "bright_magenta underline",
}


class Mark(Record, frozen=True):
    """Characters ``start:end`` of the report that a field was read from."""

    start: int
    end: int
    label: str


def marks_of(claim: Claim) -> list[Mark]:
    """The marks of every field of the claim that was read from the report's own text."""
    found: list[tuple[str, Evidence | None]] = []
    for label, participants in (("who", claim.actors), ("to whom", claim.recipients)):
        if not isinstance(participants, Unknown):
            found += [(label, p.evidence) for p in participants]
    if not isinstance(claim.places, Unknown):
        for place in claim.places:
            found += [("place", place.evidence), *(("place", within) for within in place.within)]
    if not isinstance(claim.when, Unknown):
        found += [("when", claim.when.evidence), ("when", claim.when.anchor)]
    if not isinstance(claim.casualties, Unknown):
        found += [("how many", c.evidence) for c in claim.casualties]
    if not isinstance(claim.forces, Unknown):
        found += [("how many", f.evidence) for f in claim.forces]
    if not isinstance(claim.means, Unknown):
        found += [("means", m.evidence) for m in claim.means]
    for speaker in claim.sources:
        found += [("source", speaker.evidence), ("says", speaker.verb)]
    if isinstance(claim.mode, Known):
        found += [("what", e) for e in claim.mode.evidence]
    found += [("reality", e) for e in claim.reality.evidence]
    return [
        Mark(start=e.start, end=e.end, label=label)
        for label, e in found
        if e is not None and e.layer == "report" and e.end > e.start
    ]


def marked(sentence: Evidence, marks: Iterable[Mark], *, color: bool) -> Text:
    """The sentence with the marks that lie in it.

    Without colour each is put in brackets with its label, as in "[place: Rawa]"; a mark that crosses the
    edge of another is left out then, since brackets cannot show it.
    """
    text = Text(kept(sentence.text))
    if len(sentence.text) != sentence.end - sentence.start:
        return text
    spans: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        start, end = mark.start - sentence.start, mark.end - sentence.start
        if 0 <= start < end <= len(sentence.text):
            labels = spans.setdefault((start, end), [])
            if mark.label not in labels:
                labels.append(mark.label)
    if color:
        for (start, end), labels in sorted(spans.items(), key=lambda item: item[0][0] - item[0][1]):
            text.stylize(STYLES[labels[0]], start, end)
        return text
    return Text(_bracketed(text.plain, spans))


def _bracketed(text: str, spans: dict[tuple[int, int], list[str]]) -> str:
    opened: dict[int, list[str]] = {}
    closed: dict[int, int] = {}
    stack: list[int] = []
    for (start, end), labels in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        while stack and stack[-1] <= start:
            stack.pop()
        if stack and end > stack[-1]:
            continue
        stack.append(end)
        opened.setdefault(start, []).append(f"[{', '.join(labels)}: ")
        closed[end] = closed.get(end, 0) + 1
    parts: list[str] = []
    for i in range(len(text) + 1):
        parts.append("]" * closed.get(i, 0))
        parts += opened.get(i, [])
        parts.append(text[i : i + 1])
    return "".join(parts)
