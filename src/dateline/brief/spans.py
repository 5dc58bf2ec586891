"""The timeline's bars: how many events are told as happened on each day, week or month of the period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.brief.record import Bar, Occurrence
from dateline.records.evidence import Unknown

Unit = Literal["day", "week", "month"]

#: The longest period, in days, that has a bar for each day, and for each week.
DAYS, WEEKS = 70, 490


def bars(
    events: Sequence[Occurrence], since: dt.date, until: dt.date
) -> tuple[Unit, tuple[Bar, ...], tuple[str, ...]]:
    """The unit, a bar for each stretch of the period, and the events that fit into none.

    An event is counted where all its days lie in one stretch. One whose days are wider, or lie beyond the period,
    is not spread out or guessed at.
    """
    length = (until - since).days + 1
    unit: Unit = "day" if length <= DAYS else "week" if length <= WEEKS else "month"
    stretches = list(_stretches(unit, since, until))
    several = [0] * len(stretches)
    one = [0] * len(stretches)
    unplotted: list[str] = []
    for event in events:
        where = _where(event, stretches)
        if where is None:
            unplotted.append(event.id)
        elif event.support == "several origins":
            several[where] += 1
        else:
            one[where] += 1
    made = tuple(
        Bar(first=first, last=last, several=several[i], one=one[i])
        for i, (first, last) in enumerate(stretches)
    )
    return unit, made, tuple(unplotted)


def _where(event: Occurrence, stretches: Sequence[tuple[dt.date, dt.date]]) -> int | None:
    days = event.days
    if isinstance(days, Unknown):
        return None
    for i, (first, last) in enumerate(stretches):
        if first <= days.start and days.end <= last:
            return i
    return None


def _stretches(unit: Unit, since: dt.date, until: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """The stretches of the period; the first and the last may be cut off by its ends."""
    first = since
    while first <= until:
        if unit == "day":
            last = first
        elif unit == "week":
            last = first + dt.timedelta(days=6 - first.weekday())
        else:
            last = (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        last = min(last, until)
        yield first, last
        if last == dt.date.max:
            return
        first = last + dt.timedelta(days=1)
