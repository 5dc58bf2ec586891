"""Days of publication: ISO 8601, e-mail dates, and English dates in full. Nothing is guessed.

A date that can be read two ways (03/04/2017) is not read; nor is one without its year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from email.utils import parsedate

from dateline.records.evidence import Interval, Record

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, start=1)}
_MONTHS |= {name[:3]: i for name, i in _MONTHS.items()} | {"sept": 9}

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|" + "|".join(_MONTH_NAMES) + r")\.?"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_PACKED = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4,6}Z?)?$")
_SLASHED = re.compile(r"(?<![\d/])(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?![\d/])")
# ASCII only: with Unicode rules, "ſ" would match "s".
_IN_WORDS = re.IGNORECASE | re.ASCII
_DAY_FIRST = re.compile(
    rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,.-]{{1,3}}(?:of )?{_MONTH}[ ,-]{{1,3}}{_YEAR}(?!\d)",
    _IN_WORDS,
)
_MONTH_FIRST = re.compile(rf"(?<!\w){_MONTH} ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}(?!\d)", _IN_WORDS)
_WIRE = re.compile(rf"(?<!\w)(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{2}})(?!\d)", _IN_WORDS)
# Points between numbers are written where the day comes first.
_DOTTED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d.])")
_NUMBERS = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?![\d/])")
_MONTH_ONLY = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{2})$")
_YEAR_ONLY = re.compile(r"^(?P<year>\d{4})$")

#: A date is looked for in this many characters; metadata and date lines are short.
_WITHIN = 200


class DateFound(Record, frozen=True):
    """A day and the stretch ``start:end`` of the words that give it."""

    day: dt.date
    start: int
    end: int


def find_day(text: str, *, today: dt.date | None = None) -> DateFound | None:
    """The first full date in a short text, or None.

    ``today`` settles years of two digits, as old wires have them ("9 jan 90"): the latest year that is
    not in the future. Without it such dates are not read.
    """
    head = text[:_WITHIN]
    found: list[DateFound] = []
    for pattern in (_ISO, _SLASHED, _DOTTED, _DAY_FIRST, _MONTH_FIRST):
        match = pattern.search(head)
        if match and (day := _day(match["year"], match["month"], match["day"])):
            found.append(DateFound(day=day, start=match.start(), end=match.end()))
    for match in _NUMBERS.finditer(head):
        if day := _only_reading(int(match["first"]), int(match["second"]), match["year"]):
            found.append(DateFound(day=day, start=match.start(), end=match.end()))
            break
    if today is not None and (match := _WIRE.search(head)):
        year = 2000 + int(match["year"])
        year -= 100 if year > today.year else 0
        if day := _day(str(year), match["month"], match["day"]):
            found.append(DateFound(day=day, start=match.start(), end=match.end()))
    return min(found, key=lambda date: (date.start, -date.end), default=None)


def parse_day(value: str) -> dt.date | None:
    """The day of a metadata value: ISO 8601, packed (20171112), an e-mail date, English in full; or None.

    A time zone is not applied: the day is the one written.
    """
    value = value.strip()[:_WITHIN]
    match = _PACKED.match(value)
    if match:
        return _day(match["year"], match["month"], match["day"])
    found = find_day(value)
    if found:
        return found.day
    mail = parsedate(value) if re.search(r"\d{1,2} [A-Za-z]{3} \d{4}", value) else None
    return _day(str(mail[0]), str(mail[1]), str(mail[2])) if mail else None


def parse_interval(value: str) -> Interval | None:
    """The days a value names: a day, a month ("2017-11") or a year ("2017"); None where it names none."""
    value = value.strip()
    if match := _MONTH_ONLY.match(value):
        start = _day(match["year"], match["month"], "1")
        if start is None:
            return None
        last = calendar.monthrange(start.year, start.month)[1]
        return Interval(start=start, end=start.replace(day=last), precision="month")
    if match := _YEAR_ONLY.match(value):
        start = _day(match["year"], "1", "1")
        return Interval(start=start, end=dt.date(start.year, 12, 31), precision="year") if start else None
    day = parse_day(value)
    return Interval(start=day, end=day) if day else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    """The day of these words, or None where the calendar lacks it or the year is no year of a report."""
    number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
    if not 1600 <= int(year) <= 2999:
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _only_reading(first: int, second: int, year: str) -> dt.date | None:
    """The day of two numbers and a year where only one order gives a day, or both the same one."""
    days = {_day(year, str(second), str(first)), _day(year, str(first), str(second))} - {None}
    return days.pop() if len(days) == 1 else None
