"""Days as people write them: a day, or a whole month or year."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dateline.errors import UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")
_FORM = "YYYY-MM-DD, as in 2017-11-12"
_FORMS = "YYYY-MM-DD, YYYY-MM or YYYY"


def published_day(value: str | None, name: str) -> str | None:
    """The day of publication, checked. ``name`` is what the value was given for, as in "--published".

    Raises UsageError where it is no day or lies in the future.
    """
    if value is None:
        return None
    day = _day(name, value.strip(), _FORM)
    # A page may be dated in a time zone that is a day ahead of this machine's.
    if day > dt.date.today() + dt.timedelta(days=1):
        raise UsageError(f"{name} {value}: this day is still to come; give the day the page was published")
    return day.isoformat()


def first_day(value: str | None, name: str) -> dt.date | None:
    """The day, or the first of the month or year; None for None. Raises UsageError that names ``name``."""
    return None if value is None else _days(name, value.strip())[0]


def last_day(value: str | None, name: str) -> dt.date | None:
    """The day, or the last of the month or year; None for None. Raises UsageError that names ``name``."""
    return None if value is None else _days(name, value.strip())[1]


def _days(name: str, value: str) -> tuple[dt.date, dt.date]:
    part = _PART.fullmatch(value)
    if part is None:
        day = _day(name, value, _FORMS)
        return day, day
    year, month = int(part[1]), part[2]
    first_month, last_month = (int(month), int(month)) if month else (1, 12)
    try:
        last = calendar.monthrange(year, last_month)[1]
        return dt.date(year, first_month, 1), dt.date(year, last_month, last)
    except ValueError as error:
        raise _no_day(name, value, _FORMS) from error


def _day(name: str, value: str, forms: str) -> dt.date:
    try:
        if not _DAY.fullmatch(value):
            raise _no_day(name, value, forms)
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise _no_day(name, value, forms) from error


def _no_day(name: str, value: str, forms: str) -> UsageError:
    return UsageError(f"{name} {value!r} is no date; write {forms}")
