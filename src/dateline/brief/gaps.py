"""What is disputed, and what is unknown or unresolved and why."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence

from dateline.brief.area import Asked, inside
from dateline.brief.happened import DONE, lines_of
from dateline.brief.notes import Notes
from dateline.brief.record import Holding, Line, Occurrence, Piece
from dateline.brief.words import count, told
from dateline.reconcile.tolls import counted
from dateline.reconcile.views import COUNTED
from dateline.records.claim import GroundedClaim
from dateline.records.evidence import Unknown
from dateline.records.header import Header
from dateline.store.case import Case
from dateline.store.happenings import Told

#: So many claims without a day are looked at for their reasons; of more only the number is told.
MOST_UNDATED = 2000
#: Claims without a day that are told one by one.
_SHOWN = 60
_CITED = 5  # claims that are left out for one reason, and cited


def disputed(events: Iterable[Occurrence], held: Iterable[Holding]) -> Iterator[Line]:
    """A line for each thing that sources tell differently, under the heading of its event or place."""
    for event in events:
        about = Piece(text=f"{event.heading}. ")
        for line in event.differences:
            yield Line(pieces=(about, *line.pieces))
        for field, line in zip(_counted(event), event.figures, strict=True):
            if field == "rival":
                yield Line(pieces=(about, *line.pieces))
        for line in event.bearing:
            if line.text.startswith("Denied"):
                yield Line(pieces=(about, *line.pieces))
    for holding in held:
        if holding.end_state == "contested":
            yield Line(
                pieces=(
                    Piece(text=f"Who held {holding.name} at the end of the period. "),
                    *holding.end.pieces,
                )
            )
        elif holding.start_state == "contested":
            text = f"Who held {holding.name} at the start of the period. "
            yield Line(pieces=(Piece(text=text), *holding.start.pieces))


def _counted(event: Occurrence) -> list[str]:
    """The states of the fields that the event's figures tell, in their order."""
    return [field.state for field in event.fields if field.name in COUNTED and field.values]


def undated(case: Case, asked: Asked) -> Told:
    """The claims of the area without a day; none where they are more than ``MOST_UNDATED``."""
    if not 0 < case.undated(asked.wanted) <= MOST_UNDATED:
        return ()
    return tuple(each for each in case.claims(asked.wanted.untimed()) if isinstance(each[1].when, Unknown))


def counting(claims: Told, asked: Asked, events: Iterable[Occurrence]) -> Told:
    """Those of the claims without a day that count people as done and are of none of these events; most dead first."""
    within = {name for event in events for name in event.claims}
    found = [
        (header, grounded)
        for header, grounded in claims
        if grounded.claim.id not in within
        and grounded.claim.reality.value in DONE
        and any(counted(grounded.claim, kind) is not None for kind in COUNTED)
        and (asked.box is None or inside(grounded, asked.box))
    ]

    def key(told: tuple[Header, GroundedClaim]) -> tuple[int, str]:
        dead = counted(told[1].claim, "killed")
        return -(dead.low if dead is not None else 0), told[1].claim.id

    return tuple(sorted(found, key=key))


def unresolved(
    case: Case,
    asked: Asked,
    events: Sequence[Occurrence],
    held: Sequence[Holding],
    claims: Told,
    people: Told,
    notes: Notes,
) -> tuple[Line, ...]:
    """What is not known, and why: days, places, deaths, who held what.

    ``claims`` are those of ``undated``, ``people`` those of them that ``counting`` gives.
    """
    return (
        *_undated(case, asked, claims, notes),
        *_counting(people, notes),
        *_placeless(events, notes),
        *_unlocated(case, asked),
        *_uncounted(events),
        *_unheld(held, asked.until),
    )


def _undated(case: Case, asked: Asked, without_day: Told, notes: Notes) -> Iterator[Line]:
    """Claims of the area that are left out for want of a day, by the reason."""
    number = case.undated(asked.wanted)
    if not number:
        return
    where = "of the case" if asked.box is not None or not asked.names else "in the area"
    verb = "has" if number == 1 else "have"
    head = (
        f"{count(number, 'claim')} {where} {verb} no known day and {'is' if number == 1 else 'are'} left out"
    )
    if number > MOST_UNDATED:
        yield _line(f"{head}.")
        return
    reasons: dict[str, list[tuple[Header, GroundedClaim]]] = {}
    for header, grounded in without_day:
        if isinstance(grounded.when, Unknown):
            reasons.setdefault(grounded.when.reason, []).append((header, grounded))
    yield _line(f"{head}, for these reasons:")
    ordered = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
    shown, rest = ordered[:8], ordered[8:]
    for reason, claims in shown:
        notes.know(claims)
        cited = notes.cite(g.claim.id for _, g in claims) if len(claims) <= _CITED else ()
        text = f"Day unknown for {count(len(claims), 'claim')}: {told(reason)}."
        yield Line(pieces=(Piece(text=text, notes=cited),))
    if rest:
        yield _line(
            f"Day unknown for {count(sum(len(c) for _, c in rest), 'claim')}, for {len(rest)} other reasons."
        )


def _counting(claims: Told, notes: Notes) -> Iterator[Line]:
    """What claims without a day tell of people, which is in no total."""
    if not claims:
        return
    notes.know(claims)
    verb = "counts" if len(claims) == 1 else "count"
    yield _line(f"{count(len(claims), 'claim')} without a known day {verb} people; no total has them:")
    yield from lines_of(claims[:_SHOWN], notes)
    if len(claims) > _SHOWN:
        yield _line(f"And {len(claims) - _SHOWN} more of them, which count no more dead.")


def _placeless(events: Iterable[Occurrence], notes: Notes) -> Iterator[Line]:
    """Places that are named and could not be resolved, by their words."""
    words: dict[tuple[str, str], list[str]] = {}
    for name in itertools.chain.from_iterable(event.claims for event in events):
        grounded = notes.told[name][1]
        places = grounded.claim.places
        if isinstance(places, Unknown):
            continue
        for item in grounded.places:
            if isinstance(item.place, Unknown):
                key = (told(places[item.index].words), told(item.place.reason))
                words.setdefault(key, []).append(name)
    for (place, reason), claims in sorted(words.items()):
        text = f"Place not resolved: “{place}”, {reason}."
        yield Line(pieces=(Piece(text=text, notes=notes.cite(claims)),))


def _unlocated(case: Case, asked: Asked) -> Iterator[Line]:
    """With a box: what cannot be told to lie in it."""
    if asked.box is None:
        return
    without = 0
    for _, grounded in case.claims(asked.wanted):
        if not any(getattr(item.place, "latitude", None) is not None for item in grounded.places):
            without += 1
    if without:
        verb = "has" if without == 1 else "have"
        yield _line(
            f"{count(without, 'dated claim')} of the period {verb} no place with coordinates; whether in the box or "
            "not is unknown, and they are left out."
        )


def _uncounted(events: Iterable[Occurrence]) -> Iterator[Line]:
    happened = [e for e in events if e.standing == "happened"]
    without = [e for e in happened if e.field("killed").low is None]
    if without:
        yield _line(
            f"For {len(without)} of {count(len(happened), 'event')} told as happened no claim gives a number of killed; "
            "that is not to say that nobody was."
        )


def _unheld(held: Iterable[Holding], until: dt.date) -> Iterator[Line]:
    for holding in held:
        if holding.end_state in ("unknown", "stale", None):
            state = "no claim tells it" if holding.end_state is None else holding.end_state
            text = (
                f"Who held {holding.name} on {until}: {state}; what is told stands above, among the places."
            )
            yield Line(pieces=(Piece(text=text, notes=holding.end.notes),))


def _line(text: str) -> Line:
    return Line(pieces=(Piece(text=text),))
