"""Stretches of the calendar: days, weeks from Monday, months, seasons, years, counted from a day."""

from __future__ import annotations

import calendar
import datetime as dt

from dateline.records.evidence import Interval, Precision

#: First month of each season, of three months each, north of the equator.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FIRST, _LAST = dt.date.min.toordinal(), dt.date.max.toordinal()


def day(date: dt.date) -> Interval:
    """That day."""
    return Interval(start=date, end=date)


def span(start: dt.date, end: dt.date, precision: Precision = "span") -> Interval:
    """From the earlier to the later of two days."""
    return Interval(start=min(start, end), end=max(start, end), precision=precision)


def shifted(date: dt.date, days: int) -> dt.date:
    """The day so many days later; the first or last of the calendar where it ends before."""
    return dt.date.fromordinal(min(max(date.toordinal() + days, _FIRST), _LAST))


def week(date: dt.date, weeks: int = 0) -> Interval:
    """The week from Monday to Sunday that holds the day, or the one so many weeks later."""
    monday = shifted(date, 7 * weeks - date.weekday())
    return span(monday, shifted(monday, 6), "week")


def month(year: int, number: int) -> Interval:
    """That month of that year; the calendar's first or last year where it lacks that one."""
    year = min(max(year, 1), 9999)
    last = calendar.monthrange(year, number)[1]
    return span(dt.date(year, number, 1), dt.date(year, number, last), "month")


def month_of(date: dt.date, months: int = 0) -> Interval:
    """The month that holds the day, or the one so many months later."""
    count = min(max(date.year * 12 + date.month - 1 + months, 12), 9999 * 12 + 11)
    return month(count // 12, count % 12 + 1)


def third_of(whole: Interval, part: str) -> Interval:
    """The "early" (days 1 to 10), "mid" (11 to 20) or "late" (from 21) part of a month."""
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, whole.end.day)}[part]
    return span(whole.start.replace(day=first), whole.start.replace(day=last))


def year(number: int) -> Interval:
    """That year."""
    return span(dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


def season(date: dt.date, name: str, seasons: int = 0) -> Interval:
    """The latest season of that name that began by the day, or one so many years later."""
    first = SEASONS[name]
    number = date.year - (date.month < first) + seasons
    start = month(min(number, 9998), first)
    return span(start.start, month_of(start.start, 2).end, "season")


def weekday(date: dt.date, number: int, *, future: bool = False) -> dt.date:
    """The last such weekday (Monday is 0) on or before the day; on or after it, if future."""
    if future:
        return shifted(date, (number - date.weekday()) % 7)
    return shifted(date, -((date.weekday() - number) % 7))


def years_around(date: dt.date) -> range:
    """The years from eight before the day's to eight after it: every calendar day is in one of them."""
    return range(max(date.year - 8, 1), min(date.year + 8, 9999) + 1)


def date(year: int, month: int, day: int) -> dt.date | None:
    """That day, or None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
