"""Holdings: who held which place at the start and at the end of the period, and what changed between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.brief.area import Box, point_of
from dateline.brief.happened import spot_of, who
from dateline.brief.notes import Notes
from dateline.brief.record import Holding, Line, Piece, Spot
from dateline.brief.words import attribution, told
from dateline.control.history import History
from dateline.export.amounts import day_words
from dateline.records.claim import Place
from dateline.records.control import Camp, ControlPlace, ControlSpell
from dateline.records.evidence import Unknown

_STAKES = {
    "own": "a party that gains by it",
    "party": "a party",
    "against": "the party that loses by it",
}


def within(found: Iterable[History], box: Box | None, until: dt.date) -> list[History]:
    """The histories in the box of places of which anything is told by the last day."""
    kept = []
    for history in found:
        point = point_of(history.place.place)
        if box is not None and (point is None or not box.holds(*point)):
            continue
        first = min((spell.first or dt.date.min for spell in history.spells), default=None)
        if first is not None and first <= until:
            kept.append(history)
    return kept


def claims_of(found: Iterable[History], since: dt.date, until: dt.date) -> set[str]:
    """The claims behind the spells of the period."""
    return {
        name
        for history in found
        for spell in history.spells
        if (spell.first is None or spell.first <= until) and (spell.last is None or spell.last >= since)
        for name in spell.claims
    }


def holdings(
    found: Sequence[History], since: dt.date, until: dt.date, names: Mapping[str, str], notes: Notes
) -> tuple[Holding, ...]:
    """Each place's state on both days and the changes between, by name; the claims are cited in ``notes``."""
    return tuple(_holding(history, since, until, names, notes) for history in found)


def _holding(
    history: History, since: dt.date, until: dt.date, names: Mapping[str, str], notes: Notes
) -> Holding:
    start, end = _on(history.spells, since), _on(history.spells, until)
    changes = [s for s in history.spells if s.first is not None and since < s.first <= until]
    return Holding(
        key=history.place.key,
        name=told(history.place.name),
        level=history.place.level,
        spot=_spot(history.place),
        start_state=None if start is None else start.state,
        end_state=None if end is None else end.state,
        start=_state(start, since, names, notes),
        end=_state(end, until, names, notes),
        changes=tuple(_change(spell, names, notes) for spell in changes),
    )


def _on(spells: Iterable[ControlSpell], day: dt.date) -> ControlSpell | None:
    for spell in spells:
        if (spell.first is None or spell.first <= day) and (spell.last is None or day <= spell.last):
            return spell
    return None


def _spot(place: ControlPlace) -> Spot | None:
    if not isinstance(place.place, Place) or place.place.kind == "country":
        return None
    return spot_of(place.place, vague=place.relation is not None or place.level == "part")


def _state(spell: ControlSpell | None, day: dt.date, names: Mapping[str, str], notes: Notes) -> Line:
    if spell is None:
        return Line(pieces=(Piece(text=f"Unknown on {day}: no claim tells who held it then."),))
    return Line(pieces=(*_said(spell, names, notes), Piece(text=f" Since: {_since(spell)}.")))


def _change(spell: ControlSpell, names: Mapping[str, str], notes: Notes) -> Line:
    return Line(pieces=(Piece(text=f"From {spell.first}: "), *_said(spell, names, notes, lower=True)))


def _since(spell: ControlSpell) -> str:
    """Since when, as far as the words allow."""
    if isinstance(spell.since, Unknown):
        return f"unknown, {told(spell.since.reason)}"
    return day_words(spell.since)


def _said(
    spell: ControlSpell, names: Mapping[str, str], notes: Notes, *, lower: bool = False
) -> Iterator[Piece]:
    """The state, and each side with who says so."""
    head = {
        "held": "Told as held.",
        "contested": "Contested.",
        "unknown": f"Unknown: {told(spell.why)}.",
        "stale": f"Stale: nothing is told of it for more than {spell.stale_after} days; what was told last follows.",
    }[spell.state]
    yield Piece(
        text=head[:1].lower() + head[1:] if lower else head,
        notes=() if spell.camps else notes.cite(spell.claims),
    )
    for camp in spell.camps:
        yield _camp(camp, names, notes)
    if spell.state == "contested":
        yield Piece(text=f" Why: {told(spell.why)}.")


def _camp(camp: Camp, names: Mapping[str, str], notes: Notes) -> Piece:
    sources = who(camp.claims, notes)
    holder = told(side(camp, names))
    says = (
        f"According to {attribution(sources)}"
        if sources
        else "According to claims that are not in the case now"
    )
    stake = f" ({_STAKES[camp.stake]})" if camp.stake in _STAKES else ""
    return Piece(text=f" {says}{stake}: {holder}.", notes=notes.cite(camp.claims))


def side(camp: Camp, names: Mapping[str, str]) -> str:
    """Who the side is: the entry's name, or the words, or that nobody is named."""
    if isinstance(camp.holder, str):
        return names.get(camp.holder, camp.holder)
    return camp.words or f"nobody who is named ({camp.holder.reason})"
