"""Making a brief: what a case tells of a period and an area, put together in one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from dateline.brief import territory
from dateline.brief.area import Asked, Box, inside
from dateline.brief.gaps import counting, disputed, undated, unresolved
from dateline.brief.happened import occurrence, standing_of, summary_counts
from dateline.brief.notes import Notes
from dateline.brief.record import STANDINGS, Brief, Group, Holding, Line, Occurrence, Piece, Total
from dateline.brief.spans import bars
from dateline.brief.totals import summed, totals
from dateline.brief.words import amount, count, on, outlet
from dateline.dictionaries.catalogue import load_catalogue
from dateline.errors import UsageError
from dateline.reconcile.shelf import Group as Tellings
from dateline.records.evidence import Interval, Known, Unknown
from dateline.store.case import Case
from dateline.store.happenings import Happening, History

#: More events than this are no brief that anybody reads, and take long to put together.
MOST = 1000


def brief_of(case: Case, asked: Asked, made: dt.date | None = None) -> Brief:
    """The brief of the case for what is asked, made on the day ``made`` (today, unless it is given).

    Raises UsageError where the period or the area cannot be, or holds more than ``MOST`` events.
    """
    asked.check()
    made = made or dt.date.today()
    names = {entry.id: entry.name for entry in load_catalogue().entries.values()}
    found = _in_order(_happenings(case, asked))
    notes = Notes()
    bearing = [r.claim for each in found for r in each.event.relations]
    histories = territory.within(
        case.control(asked.wanted.places, as_of=asked.wanted.as_of, today=asked.until), asked.box, asked.until
    )
    behind = territory.claims_of(histories, asked.since, asked.until)
    with case.history(asked.wanted.as_of) as history:
        notes.know(history.told(sorted({*bearing, *behind})))
    events = [occurrence(each, names, notes) for each in found]
    by_standing = {standing: tuple(e for e in events if e.standing == standing) for standing in STANDINGS}
    happened = by_standing["happened"]
    others = [e for e in events if e.standing != "happened"]
    sums = totals(happened, others, _overlapping(found), _doubtful(found))
    held = territory.holdings(histories, asked.since, asked.until, names, notes)
    without_day = undated(case, asked)
    people = counting(without_day, asked, events)
    unknown = unresolved(case, asked, events, held, without_day, people, notes)
    unit, stretches, unplotted = bars(happened, asked.since, asked.until)
    groups = _groups(happened)
    return Brief(
        title=asked.title or f"{asked.area[:1].upper()}{asked.area[1:]}, {asked.since} to {asked.until}",
        asked=asked,
        area=asked.area,
        made=made,
        summary=tuple(_summary(events, happened, sums, held, len(people), asked)),
        happened=groups,
        announced=by_standing["announced"],
        denied=by_standing["denied"],
        background=by_standing["background"],
        totals=sums,
        control=held,
        disputed=tuple(disputed(events, held)),
        unknown=unknown,
        sources=notes.sources(),
        echoes=tuple(_echoes(case, asked, {used.report for used in notes.sources()})),
        notes=notes.footnotes(),
        timeline=stretches,
        unit=unit,
        unplotted=unplotted,
    )


def _happenings(case: Case, asked: Asked) -> list[Happening]:
    """The events with a claim that is asked for, in the order of the case."""
    with case.history(asked.wanted.as_of) as history:
        groups = (
            history.groups(asked.wanted) if asked.box is None else _within(case, history, asked, asked.box)
        )
        found: list[Happening] = []
        for group in groups:
            happening = history.happening(group, asked.codebook)
            if happening is not None:
                found.append(happening)
            if len(found) > MOST:
                raise UsageError(
                    f"{asked.since} to {asked.until}, {asked.area}: more than {MOST} events; a brief is of fewer, "
                    "so narrow the period or the area"
                )
    return found


def _within(case: Case, history: History, asked: Asked, box: Box) -> Iterator[Tellings]:
    """The groups that hold a claim that is asked for and has a place in the box, each once."""
    seen: set[Tellings] = set()
    for _, grounded in case.claims(asked.wanted):
        if inside(grounded, box):
            group = history.group_of_claim(grounded.claim.id)
            if group is not None and group not in seen:
                seen.add(group)
                yield group


def _in_order(found: Iterable[Happening]) -> list[Happening]:
    """In the order of reading: as they stand, by day (those without one last), by what cost most lives."""

    def key(happening: Happening) -> tuple[int, dt.date, int, int, int, str]:
        best = happening.view["when"].best
        days = None if best is None else best.content
        start, width = dt.date.max, 0
        if isinstance(days, Interval):
            start, width = days.start, (days.end - days.start).days
        killed = happening.view["killed"].low
        standing = STANDINGS.index(standing_of(happening))
        return standing, start, width, -(killed or 0), -happening.origins, happening.event.id

    return sorted(found, key=key)


def _groups(events: Sequence[Occurrence]) -> tuple[Group, ...]:
    """The events by their days."""
    by_days: dict[tuple[dt.date, dt.date] | None, list[Occurrence]] = {}
    for event in events:
        days = event.days
        key = None if isinstance(days, Unknown) else (days.start, days.end)
        by_days.setdefault(key, []).append(event)
    return tuple(Group(days=members[0].days, events=tuple(members)) for members in by_days.values())


def _overlapping(found: Iterable[Happening]) -> frozenset[str]:
    """The events whose claims sum up or look back on another of these, and would be counted twice."""
    of_claim = {name: each.event.id for each in found for name in each.event.claims}
    return frozenset(
        of_claim[relation.claim]
        for each in found
        for relation in each.event.relations
        if relation.kind in ("sums-up", "recalls")
        and of_claim.get(relation.claim, each.event.id) != each.event.id
    )


def _doubtful(found: Iterable[Happening]) -> frozenset[str]:
    """The events that may be one with another of these: links near the threshold that people have not decided on."""
    of_claim = {name: each.event.id for each in found for name in each.event.claims}
    pairs: set[str] = set()
    for each in found:
        for link in each.event.rivals:
            one, other = of_claim.get(link.claim), of_claim.get(link.other)
            if link.doubtful and one is not None and other is not None and one != other:
                pairs |= {one, other}
    return frozenset(pairs)


def _summary(
    events: Sequence[Occurrence],
    happened: Sequence[Occurrence],
    sums: Iterable[Total],
    held: Sequence[Holding],
    people: int,
    asked: Asked,
) -> Iterable[Line]:
    """The main points, each a count or a range over what stands below."""
    period = f"{asked.since} to {asked.until}"
    if not events:
        yield _line(
            f"No event with a known day in the period {period} is told of ({asked.area}). "
            "This says nothing of whether anything happened."
        )
    elif not happened:
        yield _line(f"No claim tells of anything as happened in the period {period}.")
    else:
        told = f"{count(len(happened), 'event')} {'is' if len(happened) == 1 else 'are'} told as happened or under way"
        yield _line(f"{told}: {summary_counts(happened)}.")
    words = {"announced": "only announced, threatened, expected or possible", "denied": "told only as denied",
             "background": "only looked back on"}  # fmt: skip
    for standing, text in words.items():
        number = sum(event.standing == standing for event in events)
        if number:
            yield _line(f"{count(number, 'event is', 'events are')} {text}.")
    for total in sums:
        if total.amount is not None:
            yield _line(
                f"According to the claims, {total.kind}: {amount(total.amount)}, over "
                f"{count(len(total.events), 'event')}; {_not_in(total, events)}.",
                total.lines[0].notes,
            )
        elif happened and total.kind in ("killed", "wounded"):
            yield _line(f"The number of {total.kind} is unknown: no event told as happened has a count.")
    if people:
        yield _line(
            f"{count(people, 'claim')} without a known day {'counts' if people == 1 else 'count'} people and "
            f"{'is' if people == 1 else 'are'} in none of these totals; what is unknown has them."
        )
    changed = [holding.name for holding in held if holding.changes]
    if changed:
        yield _line(
            f"Claims tell of changes of control at {count(len(changed), 'place')}: {', '.join(changed)}.",
            tuple(sorted({n for h in held for line in h.changes for n in line.notes})),
        )


def _not_in(total: Total, events: Iterable[Occurrence]) -> str:
    """What the total leaves out, with its numbers where it has some."""
    of_id = {event.id: event for event in events}
    said = []
    for each in total.left_out:
        fields = [of_id[name].field(total.kind) for name in each.events if name in of_id]
        numbers = summed([(field.low, field.high) for field in fields])
        number = "" if numbers is None else f" ({total.kind} {amount(numbers)})"
        said.append(f"{count(len(each.events), 'event')}{number}, because {each.reason}")
    return f"left out: {'; '.join(said)}" if said else "no event is left out"


def _echoes(case: Case, asked: Asked, used: set[str]) -> Iterable[Line]:
    """What of the sources are near-copies of each other, and count as one origin."""
    with case.history(asked.wanted.as_of) as history:
        alike = [[name for name in family.reports if name in used] for family in history.copies()]
        found = [history.headers(names) for names in alike if len(names) > 1]
    for headers in found:
        whose = ", ".join(f"{outlet(h)} {_published(h.published)}" for h in headers)
        yield _line(f"Near-copies, which count as one origin: {whose}.")


def _published(published: Known[Interval] | Unknown) -> str:
    return f"({on(published.value)})" if isinstance(published, Known) else "(day unknown)"


def _line(text: str, notes: tuple[int, ...] = ()) -> Line:
    return Line(pieces=(Piece(text=text, notes=notes),))
