"""TIMEX3 types and values of time words: what grounding makes of them, written as TimeML writes it.

``dateline.ground.dates.resolve`` ties words to the calendar; here its days become "1998-08-07", "1998-W32",
"1998-08", "1998-SU" or "1998", with a part of the day or a clock time behind them. Lengths ("P5Y"), repeated times
("P1D") and the three vague ones (PRESENT_REF, PAST_REF, FUTURE_REF) have patterns of their own. What is not
read has the value "", which is never right.
"""

from __future__ import annotations

import datetime as dt
import re

from dateline.evaluate.spans import Chars
from dateline.evaluate.timex import Time
from dateline.ground.dates import resolve
from dateline.ground.expressions import COUNTS
from dateline.ground.spans import day
from dateline.records.evidence import Interval

_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "tonight": "NI",
    "overnight": "NI",
}
_REFERENCES = {
    "PRESENT_REF": "now current currently present presently today's nowadays",
    "PAST_REF": "recent recently past previously formerly once long ago lately former",
    "FUTURE_REF": "future soon later coming eventually",
}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_UNITS = {
    "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "C", "centurie": "C",
}  # fmt: skip
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})"
_VAGUE = ("few", "several", "some", "many")
_LENGTH = re.compile(
    r"(?:(?:about|around|nearly|almost|more than|less than|at least|over|only|just|the|past|last|first|next|"
    r"previous|coming|full|entire|whole|another|this|fiscal|more) )*"
    rf"(?:(?:a (?=few|couple))?(?P<count>\d+|{'|'.join((*COUNTS, *_VAGUE))})[ -](?:of )?)?"
    rf"(?:(?:more|full|fiscal) )?{_UNIT}(?P<several>s?)(?:[ -](?:long|old))?"
)
_REPEATED = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annual": "P1Y",
    "annually": "P1Y",
}
_EACH = re.compile(rf"(?:every|each|per) (?:(?P<count>\d+|[a-z]+) )?{_UNIT}s?")
_CLOCK = re.compile(
    r"(?P<hour>\d\d?)(?::(?P<minute>\d\d))?(?: ?(?P<half>[ap])\.?m\.?| o'clock|(?<=:\d\d))|(?P<name>noon|midnight)"
)
_QUARTER = re.compile(r"(?:the )?(?P<which>first|second|third|fourth)[ -]quarter(?: of (?P<year>\d{4}))?")
_DECADE = re.compile(r"(?:the )?(?:(?:early|late|mid)[ -])?(?:(?P<century>\d\d)|')?(?P<decade>\d)0s")
_ORDINALS = ("first", "second", "third", "fourth")
#: What picks a part of a stretch; the value is the stretch's.
_PART_OF = re.compile(r"^(?:(?:earlier|early|later|late|mid|(?:the )?(?:end|start|beginning|middle) of)[ -])")
_NO_DATE = re.compile(r"\b(?:at|on|around|about|e[sd]t|gmt|local time)\b")


def time_of(text: str, chars: Chars, written: str, kind: str = "") -> Time:
    """The words ``text[chars]`` as a Time; its type is told by the words where none is given."""
    start, end = chars
    kind = kind or kind_of(text[start:end])
    return Time(start=start, end=end, kind=kind, value=value_of(text[start:end], kind, written))


def kind_of(words: str) -> str:
    """The type (DATE, TIME, DURATION, SET) that time words have by their form."""
    plain = _plain(words)
    if plain in _REPEATED or _EACH.match(plain) or plain.startswith(("every ", "each ")):
        return "SET"
    if _CLOCK.search(plain):
        return "TIME"
    if any(part in plain.split() for part in _PARTS):
        return "TIME"
    length = _LENGTH.fullmatch(plain)
    counted = length is not None and (length["count"] or length["several"])
    return "DURATION" if counted and not re.search(r"\b(?:ago|earlier|later)\b", plain) else "DATE"


def value_of(words: str, kind: str, written: str) -> str:
    """The TIMEX3 value of time words of that type in a document ``written`` on that day; "" where it cannot be told."""
    plain = _plain(words)
    if kind == "SET":
        each = _EACH.fullmatch(plain)
        return _REPEATED.get(plain, _length(each["count"] or "one", each["unit"]) if each else "")
    if kind == "DURATION":
        length = _LENGTH.fullmatch(plain)
        return (
            _length(length["count"] or ("" if length["several"] else "one"), length["unit"]) if length else ""
        )
    for reference, listed in _REFERENCES.items():
        if re.sub(r"^(?:the|right|until) | (?:day|days|years|months|weeks)$", "", plain) in listed.split():
            return reference
    published = _published(written)
    if found := _QUARTER.fullmatch(plain):
        year = found["year"] or written[:4]
        return f"{year}-Q{_ORDINALS.index(found['which']) + 1}" if year else ""
    if found := _DECADE.fullmatch(plain):
        return f"{found['century'] or '19'}{found['decade']}"
    clock = _CLOCK.search(plain)
    rest = plain if clock is None else " ".join((plain[: clock.start()] + plain[clock.end() :]).split())
    rest = _NO_DATE.sub("", rest).strip(" ,") or "today"
    resolved = resolve(rest, published)
    if isinstance(resolved, str) or resolved.precision == "span":
        resolved = resolve(_PART_OF.sub("", rest), published)
    if isinstance(resolved, str):
        return ""
    days = _days(resolved)
    if kind != "TIME":
        return days
    if clock is not None:
        return f"{days}T{_hour(clock)}"
    return next((f"{days}T{code}" for part, code in _PARTS.items() if part in plain.split()), days)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split()).strip(" ,.;")


def _published(written: str) -> Interval | None:
    try:
        return day(dt.date.fromisoformat(written[:10]))
    except ValueError:
        return None


def _length(count: str, unit: str) -> str:
    """ "P5Y"; X for a number that is not told."""
    number = count if count.isdecimal() else str(COUNTS.get(count, "X"))
    code = _UNITS[unit]
    return f"PT{number}{code[1]}" if code in ("TM", "TH") else f"P{number}{code}"


def _days(found: Interval) -> str:
    start = found.start
    if found.precision == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if found.precision == "season":
        return f"{start.year}-{_SEASONS[start.month]}"
    if found.precision == "year":
        return f"{start.year}"
    if found.precision == "month" or (found.precision == "span" and start.month == found.end.month):
        return f"{start.year}-{start.month:02}"
    return start.isoformat()


def _hour(clock: re.Match[str]) -> str:
    if clock["name"]:
        return "12:00" if clock["name"] == "noon" else "24:00"
    hour = int(clock["hour"]) % 12 + 12 * (clock["half"] == "p") if clock["half"] else int(clock["hour"])
    return f"{hour:02}:{clock['minute'] or '00'}"
