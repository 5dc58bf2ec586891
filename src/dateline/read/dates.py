"""Days of publication: ISO 8601, e-mail dates, and dates in full in English and its neighbours' languages.

Nothing is guessed: a date that can be read two ways (03/04/2017) is read only where the page's language
settles which number is the day; one without its year is not read.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dateline.read.clock import ClockTime, packed_time, time_before, time_behind
from dateline.read.months import ANY_MONTH, ENGLISH_MONTH, month_number
from dateline.records.evidence import Interval, Record

_MONTH = rf"(?P<month>{ANY_MONTH})\.?"
_ENGLISH = rf"(?P<month>{ENGLISH_MONTH})\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
# ASCII only: with Unicode rules, "ſ" would match "s".
_IN_WORDS = re.IGNORECASE | re.ASCII
_IN_NUMBERS = tuple(
    re.compile(pattern, _IN_WORDS)
    for pattern in (
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/.])(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?![\d/])",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        # Points and bars between numbers are written where the day comes first.
        r"(?<![\d|])(?P<day>\d{1,2})\s?\|\s?(?P<month>\d{1,2})\s?\|\s?(?P<year>\d{4})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?![\d.]*\d)",
    )
)
_WITH_NAMES = tuple(
    re.compile(pattern, _IN_WORDS)
    for pattern in (
        rf"(?<![\w.]){_DAY}(?:st|nd|rd|th|er|º)?[ ,./-]{{1,3}}(?:of |de )?{_MONTH}(?: del?)?[ ,،./-]{{1,3}}{_YEAR}",
        rf"(?<!\w){_ENGLISH} ?{_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        # Hungarian.
        rf"(?<!\d)(?P<year>\d{{4}})\. {_MONTH} {_DAY}(?!\d)",
        # As `date` and some programs write it: "Sun Nov 12 08:00:00 UTC 2017".
        rf"(?<!\w){_ENGLISH} {{1,2}}{_DAY} \d\d:\d\d(?::\d\d)?(?: [a-z]{{1,5}})?(?: [+-]\d{{4}})? {_YEAR}",
    )
)
_PACKED = re.compile(r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=$|T?\d{4,6}(?:Z|[+-]\d\d:?\d\d)?$)")
# "12 mars 20 h" has a time behind it.
_WIRE = re.compile(
    rf"(?<!\w){_DAY} {_MONTH} (?P<year>\d{{2}})(?!\d|[:.]\d|\s?(?:h|uhr|ore|o'?clock)\b)", _IN_WORDS
)
_SHORT = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2})(?![\d.]*\d)")
_BRIEF = (_WIRE, _SHORT)
_NUMBERS = re.compile(
    r"(?<![\d/-])(?P<first>\d{1,2})(?P<by>[/-])(?P<second>\d{1,2})(?P=by)(?P<year>\d{4})(?![\d/-])"
)
_MONTH_ONLY = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{2})$")
_YEAR_ONLY = re.compile(r"^(?P<year>\d{4})$")
# A date with its year has another number beside it; where two digits may be a year, a third one or a word.
_LIKELY = re.compile(r"\d\D.{0,30}?\d{4}|\d{4}\D{1,16}\d", re.DOTALL)
_LIKELY_SHORT = re.compile(r"\d\.\d\d?\.\d\d|\d [^\W\d_]{3,10} \d\d")
_NUMERIC = re.compile(r"\d\s?[/.|년年-]\s?\d")
_NAMED = re.compile(r"[^\W\d_]{3}")

#: A date is looked for in this many characters; metadata and date lines are short.
_WITHIN = 200


class DateFound(Record, frozen=True):
    """A day, its time of day where one stands beside it, and the stretch ``start:end`` of the words."""

    day: dt.date
    start: int
    end: int
    moment: str | None = None

    @property
    def interval(self) -> Interval:
        """The day as an interval."""
        return Interval(start=self.day, end=self.day, moment=self.moment)


def find_day(text: str, *, today: dt.date | None = None, day_first: bool | None = None) -> DateFound | None:
    """The first full date in a short text, or None.

    ``today`` settles years of two digits, as old wires and German pages have them ("9 jan 90", "9.1.90"):
    the latest year that is not in the future. ``day_first`` settles 03/04/2017. Without them such dates are
    not read.
    """
    head = text[:_WITHIN]
    full = _LIKELY.search(head) is not None
    if not full and (today is None or not _LIKELY_SHORT.search(head)):
        return None
    numeric = _NUMERIC.search(head) is not None
    found: list[tuple[int, int, dt.date]] = []
    patterns = _IN_NUMBERS if full and numeric else ()
    for pattern in (*patterns, *_WITH_NAMES) if full and _NAMED.search(head) else patterns:
        match = pattern.search(head)
        if match and (day := _day(match["year"], match["month"], match["day"])):
            found.append((match.start(), -match.end(), day))
    for match in _NUMBERS.finditer(head) if full and numeric else ():
        if day := _one_reading(int(match["first"]), int(match["second"]), match["year"], day_first):
            found.append((match.start(), -match.end(), day))
            break
    if today is not None:
        for pattern in _BRIEF:
            if match := pattern.search(head):
                year = 2000 + int(match["year"])
                year -= 100 if year > today.year else 0
                if day := _day(str(year), match["month"], match["day"]):
                    found.append((match.start(), -match.end(), day))
    if not found:
        return None
    start, end, day = min(found)
    return _timed(day, start, -end, time_behind(text, -end) or time_before(text, start))


def parse_interval(value: str, *, day_first: bool | None = None) -> Interval | None:
    """The days a value names: a day, a month ("2017-11") or a year ("2017"); None where it names none.

    A day may be ISO 8601, packed (20171112), an e-mail date, or in full. Its time of day is kept as
    written; the day is the one written, whatever the time zone.
    """
    value = value.strip()[:_WITHIN]
    if match := _MONTH_ONLY.match(value):
        start = _day(match["year"], match["month"], "1")
        return _month(start) if start else None
    if match := _YEAR_ONLY.match(value):
        start = _day(match["year"], "1", "1")
        return Interval(start=start, end=dt.date(start.year, 12, 31), precision="year") if start else None
    if match := _PACKED.match(value):
        day = _day(match["year"], match["month"], match["day"])
        return _timed(day, 0, match.end(), packed_time(value, match.end())).interval if day else None
    found = find_day(value, day_first=day_first)
    return found.interval if found else None


def month_of(year: str, month: str) -> Interval | None:
    """The whole month that these digits name, or None."""
    start = _day(year, month, "1")
    return _month(start) if start else None


def _month(start: dt.date) -> Interval:
    last = calendar.monthrange(start.year, start.month)[1]
    return Interval(start=start, end=start.replace(day=last), precision="month")


def _timed(day: dt.date, start: int, end: int, time: ClockTime | None) -> DateFound:
    """The day with its time; the words reach over both."""
    if time is None:
        return DateFound(day=day, start=start, end=end)
    moment = f"{day.isoformat()}T{time.words}"
    return DateFound(day=day, start=min(start, time.start), end=max(end, time.end), moment=moment)


def _day(year: str, month: str, day: str) -> dt.date | None:
    """The day of these words, or None where the calendar lacks it or the year is no year of a report."""
    number = month_number(month)
    if number is None or not 1600 <= int(year) <= 2999:
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _one_reading(first: int, second: int, year: str, day_first: bool | None) -> dt.date | None:
    """The day of two numbers and a year where one order gives a day, both the same one, or one is known."""
    forward, backward = _day(year, str(second), str(first)), _day(year, str(first), str(second))
    if forward and backward and forward != backward:
        return None if day_first is None else forward if day_first else backward
    return forward or backward
