"""Events for people and programs: a table, one event unfolded with all that is told of it, JSON lines, near-copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, TextIO

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline.control.accusing import Accusing
from dateline.export.amounts import amount_words, day_words
from dateline.export.jsonl import json_text
from dateline.export.table import short_id
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.reconcile.families import stance_of
from dateline.reconcile.scoring import THRESHOLD, probability
from dateline.reconcile.views import Content, Field, Value
from dateline.records.claim import GroundedClaim
from dateline.records.event import Link, Relation
from dateline.records.evidence import Known, Range, to_builtins
from dateline.records.header import Header
from dateline.store.happenings import Happening

_CELL = 40
_NEAR = 6
_LEAST = probability(THRESHOLD)
_TITLE = 44
#: How the claims of an event stand to what they tell, where none of them tells it as its news.
_STANCES = {"summed": "several in one", "recalled": "looked back on"}
_STEMS = {
    "denies": "denied by",
    "announces": "announced by",
    "recalls": "looked back on by",
    "sums-up": "summed up with others by",
    "follows": "followed by",
}


def write_events(
    found: Iterable[Happening],
    names: Mapping[str, str],
    accusing: Accusing,
    out: TextIO,
    *,
    width: int = WIDTH,
    color: bool,
) -> int:
    """The number of events written, a line each. ``names`` are those of dictionary entries, by entry.

    Whom an adversary alone names is told to be blamed. Where reports differ, the value that the rule puts
    first is followed by how many others stand beside it. Where neither place nor actor is known, the
    words of a claim say what it is.
    """
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    right = ("reports", "origins")
    for head in ("event", "when", "what", "where", "who", "killed", *right, "reality"):
        table.add_column(head, overflow="fold", justify="right" if head in right else "left")
    count = 0
    for happening in found:
        view = happening.view
        when, what, where, who, killed = (
            _best(view[name], names) for name in ("when", "type", "place", "actors", "killed")
        )
        best = view["actors"].best
        if best is not None and best.words in accusing.blamed(happening.told):
            who.append(" (blamed)", style="yellow")
        table.add_row(
            Text(happening.event.id[:8], style="dim"),
            when,
            what.append(_words_of(happening), style="dim"),
            where,
            who,
            killed,
            Text(str(happening.reports)),
            Text(str(happening.origins)),
            _reality(happening),
        )
        count += 1
    if count:
        out.write(rendered(table, width=width, color=color))
    return count


def _reality(happening: Happening) -> Text:
    """Whether it happened, in its claims' words; how they stand to it where they do not tell it; who denies it."""
    cell = Text(", ".join(dict.fromkeys(g.claim.reality.value for _, g in happening.told)))
    stances = {_stance(header, grounded) for header, grounded in happening.told}
    if len(stances) == 1 and (mark := _STANCES.get(*stances)) is not None:
        cell.append(f", {mark}", style="dim")
    if happening.denials:
        cell.append(f", denied by {happening.denials}", style="yellow")
    return cell


def _stance(header: Header, grounded: GroundedClaim) -> str:
    published = header.published.value.start if isinstance(header.published, Known) else None
    return stance_of(grounded, None if published is None else published.toordinal())


def _words_of(happening: Happening) -> str:
    """Words that tell the event from others where it has neither place nor actor: those of its first claim."""
    if happening.view["place"].values or happening.view["actors"].values:
        return ""
    _, grounded = min(happening.told, key=lambda each: (each[1].claim.evidence.start, each[1].claim.id))
    return f" “{shortened(grounded.claim.evidence.text, _TITLE)}”"


def write_event_lines(found: Iterable[Happening], out: TextIO) -> int:
    """The number of events written as JSON lines: the event, its fields, how many reports and origins."""
    count = 0
    for happening in found:
        out.write(json_text(event_object(happening)) + "\n")
        count += 1
    return count


def event_object(happening: Happening) -> dict[str, Any]:
    """The event as plain values: its record, its fields by name, its claims' reports."""
    return {
        **to_builtins(happening.event),
        "reports": happening.reports,
        "origins": happening.origins,
        "fields": {field.name: to_builtins(field) for field in happening.view.fields},
        "documents": {g.claim.id: header.document for header, g in happening.told},
    }


def write_event(
    happening: Happening, names: Mapping[str, str], out: TextIO, *, width: int = WIDTH, color: bool
) -> None:
    """Write one event: what each field says and who says so, its claims, the links between them, what bears on it."""
    event = happening.event
    title = Text(event.id, style="bold")
    title.append(
        f"  {_count(len(event.claims), 'claim')} in {_count(happening.reports, 'report')} of "
        f"{_count(happening.origins, 'independent origin')}",
        style="not bold",
    )
    parts: list[RenderableType] = [title, *_unnamed(happening), "", _fields(happening, names)]
    parts += ["", _claims(happening.told)]
    for head, lines in (
        (f"joined because (links join from {_LEAST:.2f})", list(_links(event.links))),
        (f"near it, and not joined (links join from {_LEAST:.2f})", list(_nearest(event.rivals))),
        ("what else bears on it", list(_relations(event.relations))),
    ):
        if lines:
            parts += ["", Text(head, style="bold"), *lines]
    out.write(rendered(*parts, width=width, color=color))


def _unnamed(happening: Happening) -> Iterator[Text]:
    """A line where several reports rest, in other words, on sources without a name: by their words they are one."""
    told: dict[str, dict[str, set[str]]] = {}
    for header, grounded in happening.told:
        if grounded.claim.sources and (first := grounded.claim.sources[0]).kind == "unnamed":
            sentences = told.setdefault(plain(first.words.casefold()), {}).setdefault(header.report, set())
            sentences.add(grounded.claim.sentence.text)
    shared = [
        words
        for words, reports in sorted(told.items())
        if any(not one & other for one, other in combinations(reports.values(), 2))
    ]
    if shared:
        words = ", ".join(f"“{each}”" for each in shared)
        yield Text(f"no name is given for {words} of several reports: counted as one origin", style="dim")


def _fields(happening: Happening, names: Mapping[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("field", "value", "origins", "who says so", "claims"):
        table.add_column(head, overflow="fold", justify="right" if head == "origins" else "left")
    for field in happening.view.fields:
        label = f"{field.name}: {field.state}" if field.state == "rival" else field.name
        if not field.values:
            table.add_row(Text(label), Text(field.reason, style="dim"), "", "", "")
        for number, value in enumerate(field.values):
            table.add_row(
                Text("" if number else label, style="yellow" if field.state == "rival" else ""),
                Text(_words(value.content, value.words, names)),
                Text(str(value.origins)),
                Text("; ".join(shortened(source, _CELL) for source in value.sources)),
                Text(", ".join(short_id(claim) for claim in value.claims)),
            )
        if field.state == "rival" and field.low is not None:
            high = "no upper limit" if field.high is None else str(field.high)
            table.add_row(
                "", Text(f"low {field.low}, high {high}; first: {field.rule}", style="dim"), "", "", ""
            )
    return table


def _claims(told: Sequence[tuple[Header, GroundedClaim]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for head in ("claim", "report", "published", "reality", "words"):
        table.add_column(head, overflow="fold")
    for header, grounded in told:
        published = header.published
        day = day_words(published.value) if isinstance(published, Known) else "unknown"
        by = "".join(
            f" [{each.kind} {each.field + ' ' if each.field else ''}by {plain(each.by)}]"
            for each in grounded.judgements
        )
        words = shortened(grounded.claim.sentence.text, 160)
        table.add_row(
            Text(short_id(grounded.claim.id), style="dim"),
            Text(plain(header.document)),
            Text(day),
            Text(grounded.claim.reality.value),
            Text(words).append(by, style="bold"),
        )
    return table


def _links(links: Iterable[Link]) -> Iterator[Text]:
    for link in links:
        line = Text(f"  {short_id(link.claim)} – {short_id(link.other)}  {link.score:.2f}  ")
        if link.doubtful:
            line.append("doubtful  ", style="yellow")
        reasons = (f"{why.rule} ({plain(why.words)})" if why.words else why.rule for why in link.why[:4])
        yield line.append("; ".join(reasons), style="dim")


def _nearest(rivals: Sequence[Link]) -> Iterator[Text]:
    ranked = sorted(rivals, key=lambda link: (-link.score, link.claim, link.other))
    yield from _links(ranked[:_NEAR])
    if len(ranked) > _NEAR:
        yield Text(f"  and {len(ranked) - _NEAR} more, farther off", style="dim")


def _relations(relations: Iterable[Relation]) -> Iterator[Text]:
    for relation in relations:
        yield Text(f"  {_STEMS[relation.kind]} {short_id(relation.claim)}  {relation.score:.2f}")


def _best(field: Field, names: Mapping[str, str]) -> Text:
    if field.best is None:
        words = field.values[0].words if field.values else "unknown"
        return Text(shortened(words, _CELL), style="dim")
    cell = Text(shortened(_words(field.best.content, field.best.words, names), _CELL))
    others = [value for value in field.values[1:] if not _within(value, field)]
    if field.state == "rival" and others:
        cell.append(f" (and {len(others)} other{'' if len(others) == 1 else 's'})", style="yellow")
    return cell


def _within(value: Value, field: Field) -> bool:
    return field.best is not None and value.content == field.best.content


def _words(content: Content, words: str, names: Mapping[str, str]) -> str:
    if isinstance(content, Range):
        return amount_words(content)
    return plain(names.get(words, words))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
