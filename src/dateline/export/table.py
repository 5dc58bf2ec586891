"""A table of claims for people: date, place, who, what, to whom, how many, did it happen, who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import amount_words, day_words, overall
from dateline.export.flat import FOLDED_ROLES, participant_words, place_words
from dateline.export.header import Header
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Known, Unknown

_CELL = 60  # characters of one value; longer ones are cut here and whole in the unfolded claim
_HEADS = ("date", "place", "who", "what", "to whom", "killed / wounded", "reality", "according to whom")
_HEAD_LEAST = (2, 4, 5, 3, 4, 7, 8, 7, 9)
_LONG = (2, 3, 5, 8)  # place, who, to whom, according to whom
_MOST = {1: 12, 4: 14, 6: 12}  # columns of these cells at most
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

    A place is followed by "?" where it is not resolved.
    """
    lines: list[tuple[Text, ...]] = []
    for number, (header, claim) in enumerate(rows, start=1):
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
    table = Table(box=box.SIMPLE_HEAD, padding=0, leading=1, show_edge=False)
    heads = ("id" if ids else "#", *_HEADS)
    for head, wide in zip(heads, _widths(heads, lines, width), strict=True):
        table.add_column(head, width=wide, overflow="fold")
    for line in lines:
        table.add_row(*line)
    unresolved = any("?" in line[2].plain for line in lines)
    note = [Text("\n? place not resolved", style="dim")] if unresolved else []
    out.write(rendered(table, *note, width=width, color=color))
    return len(lines)


def _widths(heads: tuple[str, ...], lines: list[tuple[Text, ...]], width: int) -> list[int]:
    """The columns of each cell: short ones what they need, long ones an equal share of what is left."""
    need = [
        max(max((cell_len(part) for part in line[i].plain.split("\n")), default=0) for line in lines)
        for i in range(len(heads))
    ]
    need = [
        min(n, _MOST[i]) if i in _MOST else n
        for i, n in enumerate(max(n, _HEAD_LEAST[i]) for i, n in enumerate(need))
    ]
    left = width - (len(heads) - 1) - sum(n for i, n in enumerate(need) if i not in _LONG)
    waiting = sorted(_LONG, key=lambda i: need[i])
    for place, i in enumerate(waiting):
        share = max(left // (len(waiting) - place), 6)
        need[i] = min(need[i], share)
        left -= need[i]
    return need


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
    kinds = dict.fromkeys(casualty.kind for casualty in casualties)
    amounts = ((overall(casualties, kind), kind) for kind in kinds)
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
