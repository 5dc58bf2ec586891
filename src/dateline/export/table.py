"""A table of claims for people: date, place, who, what, to whom, how many, did it happen, who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import KINDS, amount_words, day_words, overall
from dateline.export.flat import FOLDED_ROLES, participant_words, place_words
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.export.widths import Line, fitted
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Known, Unknown
from dateline.records.header import Header

_CELL = 60  # characters of one value; longer ones are cut here and whole in the unfolded claim
_HEADS = ("date", "place", "who", "what", "to whom", "killed / wounded", "reality", "according to whom")
#: A relation that ends in one of these stands before the place's name ("south of Rawa"), any other after.
_LEADS = frozenset({"of", "in", "from", "near", "outside", "inside", "around", "to", "on", "at", "along"})
_REAL = frozenset({"happened", "under-way", "background"})


def write_table(
    rows: Iterable[tuple[Header, GroundedClaim]],
    out: TextIO,
    *,
    width: int = WIDTH,
    color: bool = False,
    ids: bool = False,
) -> int:
    """The number of claims written; each has its number from 1, or its short identifier with ``ids``.

    A place is followed by "?" where it is not resolved. Where the claims are of several reports, a line
    above those of each names it. Where ``width`` is too narrow for whole words, what was real and then how
    many were hurt move into the cell of what happened.
    """
    lines: list[Line] = []
    pages: list[tuple[Header, int]] = []  # each report, and the first of its lines
    for number, (header, claim) in enumerate(rows, start=1):
        if not pages or pages[-1][0].report != header.report:
            pages.append((header, len(lines)))
        lines.append(
            (
                Text(short_id(claim.claim.id) if ids else str(number), style="bold"),
                _date(claim),
                place_cell(claim),
                _people(participant_words(claim.claim.actors)),
                _what(claim),
                _people(participant_words(claim.claim.recipients)),
                _casualties(claim),
                _reality(claim),
                _sources(header, claim),
            )
        )
    if not lines:
        return 0
    count = len(lines)
    unresolved = any("?" in line[2].plain for line in lines)
    note = [Text("\n? place not resolved", style="dim")] if unresolved else []
    heads, lines, widths = fitted(("id" if ids else "#", *_HEADS), lines, width)
    if len(pages) == 1:
        out.write(rendered(_table(heads, lines, widths), *note, width=width, color=color))
        return count
    parts: list[RenderableType] = [_table(heads, [], widths)]
    ends = [start for _, start in pages[1:]] + [count]
    for (header, start), end in zip(pages, ends, strict=True):
        parts += [""] if start else []
        parts += [_page(header), "", _table(heads, lines[start:end], widths, head=False)]
    out.write(rendered(*parts, *note, width=width, color=color))
    return count


def _table(heads: tuple[str, ...], lines: list[Line], widths: list[int], *, head: bool = True) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, leading=1, show_edge=False, show_header=head)
    for name, wide in zip(heads, widths, strict=True):
        table.add_column(name, width=wide, overflow="fold")
    for line in lines:
        table.add_row(*line)
    return table


def _page(header: Header) -> Text:
    """The report in a line: its document, title, outlet and day of publication, as far as they are known."""
    line = Text(plain(header.document), style="bold")
    if isinstance(header.title, Known):
        line.append(f" · {shortened(header.title.value, _CELL)}", style="not bold")
    if isinstance(header.outlet, Known):
        line.append(f" · {plain(header.outlet.value)}", style="not bold")
    if isinstance(header.published, Known):
        line.append(f" · {day_words(header.published.value)}", style="not bold")
    if header.version is not None and not header.version.newest:
        line.append(f" · version {header.version.number} of {header.version.of}", style="not bold")
    return line


def short_id(identifier: str) -> str:
    """The first six digits of a claim's identifier, enough to name it in a case of usual size."""
    return identifier.partition("-")[2][:6] or identifier[:6]


def place_cell(grounded: GroundedClaim) -> Text:
    """The claim's places by role ("Rawa → al-Maleha"), each with "?" where it is not resolved."""
    claim = grounded.claim
    if isinstance(claim.places, Unknown) or not claim.places:
        return _nothing()
    resolved = {item.index for item in grounded.places if isinstance(item.place, Place)}
    names: dict[str, dict[str, None]] = {"at": {}, "from": {}, "via": {}, "to": {}}
    for index, place in enumerate(claim.places):
        words = place_words(place)
        if place.role == "near":
            words = f"near {words}"
        if place.relation:
            leads = plain(place.relation).rpartition(" ")[2].casefold() in _LEADS
            words = f"{place.relation} {words}" if leads else f"{words} ({place.relation})"
        mark = "" if index in resolved else "?"
        names[FOLDED_ROLES[place.role]][shortened(words, _CELL) + mark] = None
    parts = [", ".join(names["at"])] if names["at"] else []
    if names["from"] and names["to"]:
        parts.append(f"{', '.join(names['from'])} → {', '.join(names['to'])}")
    else:
        parts += [f"from {', '.join(names['from'])}"] if names["from"] else []
        parts += [f"to {', '.join(names['to'])}"] if names["to"] else []
    parts += [f"via {', '.join(names['via'])}"] if names["via"] else []
    return Text("; ".join(parts))


def _nothing() -> Text:
    return Text("unknown", style="dim")


def _date(grounded: GroundedClaim) -> Text:
    if isinstance(grounded.when, Known):
        return Text(day_words(grounded.when.value))
    cell = _nothing()
    when = grounded.claim.when
    if not isinstance(when, Unknown):
        cell.append(f"\n“{shortened(when.words, 40)}”")
    return cell


def _people(words: list[str]) -> Text:
    return Text("; ".join(shortened(word, _CELL) for word in words)) if words else _nothing()


def _what(grounded: GroundedClaim) -> Text:
    claim = grounded.claim
    cell = Text(claim.type.replace("FORCE-", "FORCE-\n"), style="bold")
    if isinstance(claim.mode, Known):
        cell.append(f"\n{claim.mode.value}", style="not bold")
    if not isinstance(claim.forces, Unknown):
        for force in claim.forces:
            cell.append(f"\n{amount_words(force.amount)}", style="not bold")
    return cell


def _casualties(grounded: GroundedClaim) -> Text:
    casualties = grounded.claim.casualties
    if isinstance(casualties, Unknown) or not casualties:
        return _nothing()
    amounts = ((overall(casualties, kind), kind) for kind in KINDS)
    return Text("\n".join(f"{amount_words(amount)} {kind}" for amount, kind in amounts if amount))


def _reality(grounded: GroundedClaim) -> Text:
    reality = grounded.claim.reality.value
    return Text(reality.replace("did-not-", "did-not-\n"), style="" if reality in _REAL else "yellow")


def _sources(header: Header, grounded: GroundedClaim) -> Text:
    """The chain, origin first; the report itself where it names nobody."""
    outlet = plain(header.outlet.value) if isinstance(header.outlet, Known) else ""
    chain = [shortened(speaker.words, _CELL) for speaker in grounded.claim.sources]
    if not chain:
        return Text(f"the report itself ({outlet})" if outlet else "the report itself", style="dim")
    if outlet and outlet.casefold() != chain[-1].casefold():
        chain.append(outlet)
    return Text(" → ".join(chain))
