"""The time of day beside a date, with its offset from UTC where that is given."""

from __future__ import annotations

import datetime as dt
import re

from dateline.records.evidence import Record

#: Names of zones that mean one offset, in minutes; "CST", "IST" and "BST" mean several and are not read.
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "cet": 60,
    "mez": 60,
    "cest": 120,
    "mesz": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "est": -300,
    "edt": -240,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
}
_ZONE = (
    r"(?:\s?(?P<zone>(?-i:Z)|(?:UTC|GMT)(?![+-]?\d)|[CEM]?E[SZ]?T|MES?Z|MSK|[EMP][SD]T|CDT|WET)\b"
    r"|\s?(?:UTC|GMT)?\s?(?P<offset>[+-](?:[01]\d:?[0-5]\d|[01]?\d)(?!\d)))?"
)
_TIME = (
    r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?(?:h|hrs?|uhr)\b)?"
)
_BEHIND = re.compile(
    rf"(?:T|[\s,;|@/·•()–—-]{{0,4}}(?:\b(?:at|um|à|a las|alle|om|às|ore)\b\s?)?){_TIME}{_ZONE}(?![\d:]|\.\d)",
    re.IGNORECASE | re.ASCII,
)
_BEFORE = re.compile(
    rf"(?<![\d:.]){_TIME}{_ZONE}(?:\s?[,|·–-])?\s(?:on )?(?:[a-z]{{2,10}}\.?,? )?\Z", re.IGNORECASE | re.ASCII
)
_PACKED = re.compile(
    r"T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>)"
    r"(?:(?P<zone>Z)|(?P<offset>[+-]\d\d:?\d\d))?\Z"
)

#: A time stands this near to its date.
_NEAR = 40


class ClockTime(Record, frozen=True):
    """A time of day in ISO 8601 ("15:40", "15:40:07+03:00"), and where its words start and end."""

    words: str
    start: int
    end: int


def time_behind(text: str, position: int) -> ClockTime | None:
    """The time that follows a date ending at ``position``: "T15:40:00Z", ", 3:40 pm GMT"; or None."""
    return _read(_BEHIND.match(text, position, position + _NEAR))


def time_before(text: str, position: int) -> ClockTime | None:
    """The time right before a date starting at ``position``: "3:40 pm EST, "; or None."""
    return _read(_BEFORE.search(text, max(0, position - _NEAR), position))


def packed_time(text: str, position: int) -> ClockTime | None:
    """The time in the digits behind a date without separators: "20171112T154000Z"; or None."""
    return _read(_PACKED.match(text, position))


def _read(match: re.Match[str] | None) -> ClockTime | None:
    if match is None or (match["minute"] is None and not match["half"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23:
        return None
    # Midnight is what software writes for "some time that day".
    if hour == minute == int(match["second"] or 0) == 0:
        return None
    words = f"{hour:02}:{minute:02}" + (f":{match['second']}" if match["second"] else "")
    return ClockTime(words=words + _offset(match), start=match.start("hour"), end=match.end())


def _offset(match: re.Match[str]) -> str:
    """The offset as "+03:00", or "" where none is given that can be read."""
    if match["zone"]:
        minutes = _ZONES.get(match["zone"].lower())
    elif match["offset"]:
        digits = match["offset"][1:].replace(":", "")
        hours, rest = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        minutes = (hours * 60 + rest) * (-1 if match["offset"][0] == "-" else 1)
    else:
        minutes = None
    if minutes is None or abs(minutes) > 14 * 60:
        return ""
    return dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes))).isoformat()[-6:]
