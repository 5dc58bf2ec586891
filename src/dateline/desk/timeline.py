"""Timeline: how many events there were in each day, week, month or year."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any, Final

import numpy as np

from dateline.desk.mapped import Mapped
from dateline.store.columns import NO_DAY, Mask, day_number, day_of

#: Days up to which a bar is a day, a week, a month.
_UNITS: Final = ((120, "day"), (800, "week"), (6000, "month"))
#: Bars at most; what lies further back than so many is in the first one.
_MOST: Final = 400


def timeline(shown: Mapped, events: Mask) -> dict[str, Any]:
    """The bars from the first event's day to the last one's; an event is in the bar of its first possible day."""
    starts = shown.start[events & (shown.start != NO_DAY)]
    if not len(starts):
        return {"unit": "day", "bins": []}
    first, last = day_of(starts.min()), day_of(starts.max())
    days = (last - first).days + 1
    unit = next((unit for most, unit in _UNITS if days <= most), "year")
    edges = [_begin(first, unit)]
    while edges[-1] <= last:
        edges.append(_next(edges[-1], unit))
    edges = [edges[0], *edges[len(edges) - _MOST :]] if len(edges) > _MOST else edges
    counts, _ = np.histogram(starts, bins=np.array([day_number(edge) for edge in edges]))
    return {
        "unit": unit,
        "bins": [
            {"from": edge, "to": after - dt.timedelta(days=1), "count": int(count)}
            for edge, after, count in zip(edges, edges[1:], counts, strict=False)
        ],
    }


def _begin(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(days=min(day.weekday(), (day - dt.date.min).days))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(day: dt.date, unit: str) -> dt.date:
    """The first day after the bar that begins on this day; bars end where the calendar does."""
    length = {"day": 1, "week": 7, "month": calendar.monthrange(day.year, day.month)[1]}.get(unit)
    if length is None:
        length = 366 if calendar.isleap(day.year) else 365
    return dt.date.max if (dt.date.max - day).days <= length else day + dt.timedelta(days=length)
