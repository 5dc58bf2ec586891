"""Days that words count from the day of publication or from another day: "last week", "two days ago", "the past month"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NamedTuple

from dateline.ground import spans
from dateline.ground.expressions import COUNTS, DAYS, count_named, third_named
from dateline.records.evidence import Interval


class Context(NamedTuple):
    """What words are read against: ``today`` is the day of publication."""

    words: str
    today: dt.date | None
    anchor: Interval | None
    untied: str
    future: bool
    year: int | None

    def relative(self) -> str:
        """Why words that are relative to publication cannot be told."""
        return f"'{self.words}' is relative and the page gives no publication date"

    def no_year(self) -> str:
        """Why a month or a day without a year cannot be told."""
        return f"'{self.words}' has no year and the page gives no publication date"


def near_span(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "last week", "this month", "next spring", "early last month"."""
    today = context.today
    if today is None:
        return context.relative()
    step = {"last": -1, "past": -1, "previous": -1, "this": 0}.get(found["which"], 1)
    whole = _unit_at(today, found["unit"], step)
    shift = found.get("shift", "")
    if step == 0:
        if context.future or shift.startswith("later"):
            return spans.span(max(today, whole.start), max(today, whole.end), whole.precision)
        if whole.start <= today < whole.end:
            return spans.span(whole.start, today, whole.precision)
        return whole
    if found["unit"] == "week" and found["which"] == "last" and today.weekday() == 6:
        # a writer whose weeks begin on Sunday means the one that has just ended, another the one before it
        whole = spans.span(whole.start, spans.shifted(today, -1))
    if not shift:
        return whole
    if found["unit"] == "month":
        return spans.third_of(whole, third_named(shift))
    if found["unit"] == "week" and shift.startswith(("earl", "late")):
        return whole
    return f"'{context.words}' names no days"


def the_weekend(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "at the weekend": the last one, or the one that is running; of things to come the next."""
    today = context.today
    if today is None:
        return context.relative()
    saturday = spans.weekday(today, 5, future=context.future and today.weekday() != 6)
    sunday = spans.shifted(saturday, 1)
    return spans.span(saturday, sunday if context.future else min(sunday, today))


def _unit_at(today: dt.date, unit: str, step: int) -> Interval:
    if unit == "week":
        return spans.week(today, step)
    if unit == "weekend":
        saturday = spans.shifted(spans.week(today, step).start, 5)
        if step == -1 and today.weekday() == 6:
            saturday = spans.shifted(today, -8)
        return spans.span(saturday, spans.shifted(saturday, 1))
    if unit == "month":
        return spans.month_of(today, step)
    if unit == "year":
        return spans.year(min(max(today.year + step, 1), 9999))
    running = spans.season(today, unit)
    if step == -1:
        return running if running.end < today else spans.season(today, unit, -1)
    return running if step == 0 and today <= running.end else spans.season(today, unit, 1)


def past_or_coming(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "the past 24 hours", "the last two weeks", "the coming few hours": up to, or from, publication."""
    today, unit = context.today, found["unit"]
    if today is None:
        return context.relative()
    count = count_named(found)
    if count is None:
        if unit != "hour":
            return no_number(context)
        count = 24
    step = 1 if found["which"] in ("next", "coming", "following") else -1
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        other = spans.month_of(today, step * months)
        edge = other.start.replace(day=min(today.day, other.end.day))
    else:
        days = (count + 23) // 24 if unit == "hour" else count * DAYS[unit]
        edge = spans.shifted(today, step * days)
    return spans.span(edge, today)


def ago(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "two days ago", "a week earlier", "three days later"; as exact as the unit."""
    way, unit, count = found["way"], found["unit"], count_named(found)
    if way in ("ago", "previously"):
        base = context.today
        if base is None:
            return context.relative()
    elif context.anchor is None:
        return no_anchor(context)
    else:
        base = context.anchor.end if way in ("later", "after") else context.anchor.start
    if count is None and unit != "hour":
        return no_number(context)
    number = count or 24
    step = number if way in ("later", "after") else -number
    if unit == "hour":
        days = (number + 23) // 24
        return spans.span(base, spans.shifted(base, days if step > 0 else -days))
    if unit == "month":
        return spans.month_of(base, step)
    if unit == "year":
        return spans.year(min(max(base.year + step, 1), 9999))
    moved = spans.shifted(base, step * DAYS[unit])
    return spans.week(moved) if unit == "week" else spans.day(moved)


def ago_today(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "ten years ago today": that very day; 29 February is the 28th in other years."""
    today, unit, count = context.today, found["unit"], count_named(found)
    if today is None:
        return context.relative()
    if count is None or unit in ("hour", "night"):
        return no_number(context)
    if unit in ("day", "week"):
        return spans.day(spans.shifted(today, -count * DAYS[unit]))
    months = spans.month_of(today, -count * (12 if unit == "year" else 1))
    return spans.day(months.start.replace(day=min(today.day, months.end.day)))


_BACK = re.compile(
    r"(?P<count>\w+) (?P<unit>day|week|month|year|decade|century|centurie)s?(?: to the day)? (?:after|since|on from)",
    re.I,
)


def looking_back(words: str) -> tuple[int, str] | None:
    """How many of which unit lie before the day of the main clause: "two years after", "six months since"."""
    found = _BACK.fullmatch(" ".join(words.split()))
    if found is None:
        return None
    count = found["count"].casefold()
    number = int(count) if count.isdecimal() else COUNTS.get(count)
    return (number, found["unit"].casefold()) if number is not None else None


def before(base: Interval, count: int, unit: str) -> Interval:
    """The days so long before others, as exact as the words: a day, a week, a month, of several years the year."""
    if unit in ("day", "week"):
        first, last = (spans.shifted(day, -count * DAYS[unit]) for day in (base.start, base.end))
        return spans.week(first) if unit == "week" else spans.span(first, last, base.precision)
    if unit == "month" or (unit == "year" and count == 1):
        months = count * (12 if unit == "year" else 1)
        early, late = (spans.month_of(day, -months) for day in (base.start, base.end))
        return spans.span(early.start, late.end, "month" if early == late else "span")
    years = count * {"year": 1, "decade": 10}.get(unit, 100)
    return spans.year(min(max(base.start.year - years, 1), 9999))


def no_number(context: Context) -> str:
    """Why a count that is no number cannot be told."""
    return f"'{context.words}' gives no number"


def no_anchor(context: Context) -> str:
    """Why words that depend on another day cannot be told."""
    if context.untied:
        return f"'{context.words}' depends on another day, and {context.untied}"
    return f"'{context.words}' depends on a day that is not told"
