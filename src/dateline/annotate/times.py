"""Time expressions in a text: days, months, years, parts of days, and words relative to a day.

The words only; tying them to the calendar is grounding's part. Spans are chosen as TIMEX3 chooses them,
with a leading "on", "in", "since" or "between" kept out of ``start`` and given as ``signal``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.records.evidence import Record


class TimeWords(Record, gc=False, frozen=True):
    """A time expression at ``text[start:end]`` and the preposition before it, if any."""

    start: int
    end: int
    signal: str | None = None


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
_YEAR = r"(?:(?:19|20)\d\d)"
_COUNT = (
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a\s+few|few|"
    r"some|a\s+couple\s+of|the\s+past)"
)
_UNIT = r"(?:hours?|days?|weeks?|months?|years?|nights?)"
_PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|nightfall)"
_SHIFT = (
    r"(?:early|earlier|late|later|mid|earlier\s+in|earlier\s+on|late\s+on|early\s+on|"
    r"at\s+the\s+(?:end|beginning|start)\s+of|the\s+(?:end|beginning|start)\s+of)"
)
_OF_YEAR = rf"(?:,?\s+{_YEAR}|\s+(?:of\s+)?(?:last|this|next)\s+year)"
_MONTH_DAY = rf"(?:{_MONTH}\s+{_DAY}|(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH})"
_TO = r"\s+(?:to|until|till|through|and)\s+"
_EXPRESSIONS = (
    rf"(?<=from\s)(?:{_MONTH_DAY}{_TO}{_MONTH_DAY}(?:,?\s+{_YEAR})?|{_WEEKDAY}\s+(?:to|until|till|through)\s+{_WEEKDAY})(?!\d)",
    rf"(?<=between\s)(?:{_MONTH_DAY}\s+and\s+{_MONTH_DAY}(?:,?\s+{_YEAR})?|{_WEEKDAY}\s+and\s+{_WEEKDAY})(?!\d)",
    r"[0-3]?\d/[0-3]?\d/(?:(?:19|20)\d\d|\d\d)(?![\d/])|(?<=\bon\s)[0-3]?\d/[0-3]?\d(?![\d/])",
    rf"(?:{_WEEKDAY},?\s+)?(?:{_SHIFT}[\s-]+)?{_MONTH}\s*{_DAY}(?:\s*(?:-|–|to|and)\s*{_DAY})?(?:{_OF_YEAR})?(?!\d)",
    rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s*(?:-|–|to|and)\s*{_DAY})?(?:\s+of)?\s+{_MONTH}(?:{_OF_YEAR})?(?!\d)",
    rf"(?:{_SHIFT}[\s-]+)?(?:this\s+|last\s+|next\s+)?{_MONTH}(?:(?:\s+of)?,?\s+{_YEAR}|\s+(?:of\s+)?(?:last|this|next)\s+year)(?!\d)",
    rf"(?:(?:{_SHIFT}|this|last|next)[\s-]+){_MONTH}(?!\w)",
    r"\d{4}-\d\d-\d\d",
    rf"(?:the\s+)?(?:1st|2d|2nd|3d|3rd|4th|first|second|third|fourth|last)\s+week\s+of\s+{_MONTH}(?:\s+{_YEAR})?",
    rf"(?:{_SHIFT}\s+)?(?:last\s+|this\s+|next\s+|the\s+previous\s+|"
    rf"the\s+following\s+)?{_WEEKDAY}(?:\s+{_PART})?(?!\w|,?\s+{_MONTH})",
    r"the\s+(?:night|day|week)\s+before\s+last|the\s+day\s+before(?:\s+yesterday)?|the\s+day\s+after(?:\s+tomorrow)?",
    rf"(?:earlier\s+|later\s+|late\s+|early\s+)?(?:today|yesterday|tomorrow|tonight)(?:\s+{_PART})?",
    rf"(?:early\s+|late\s+|earlier\s+)?(?:this|last|yesterday|tomorrow|the\s+same|the\s+following|"
    rf"the\s+next|the\s+previous|that)\s+(?:{_PART}|day|week|weekend|month|year|spring|summer|autumn|fall|winter)",
    r"(?:(?<=\bat\s)|(?<=\bon\s)|(?<=\bover\s)|(?<=\bduring\s))the\s+weekend",
    rf"(?:the\s+)?(?:past|last|previous|next|coming|following)\s+(?:{_COUNT}\s+)?{_UNIT}",
    rf"(?:over|within|in)\s+the\s+(?:coming|next|past|last)\s+(?:{_COUNT}\s+)?{_UNIT}",
    rf"(?:(?:about|only|just|nearly|almost|more\s+than|over)\s+)?{_COUNT}\s+{_UNIT}\s+(?:ago|earlier|later|before|previously)",
    r"(?:days|hours|weeks|months|years)\s+(?:ago|earlier|later)",
    rf"{_YEAR}(?!\d|\w)",
    rf"{_MONTH}(?!\w)",
)
_ALL = re.compile(rf"(?<![\w$£€/-])(?:{'|'.join(f'(?:{e})' for e in _EXPRESSIONS)})", re.IGNORECASE)
_SIGNAL = re.compile(
    r"\b(on|in|during|since|by|until|till|before|after|from|between|for|over|within|at|around|as\s+of|throughout)\s+(?:the\s+)?$",
    re.I,
)


def names_a_month_or_day(words: str) -> bool:
    """Whether words are nothing but the name of a month or of a day of the week."""
    return re.fullmatch(rf"(?:{_MONTH}|{_WEEKDAY})", words.strip(), re.IGNORECASE) is not None


def find_times(text: str, start: int = 0, end: int | None = None) -> Iterator[TimeWords]:
    """Every time expression in ``text[start:end]``, in order, longest first at each place.

    A bare "may", "march" or year needs a preposition that makes it a date ("in May", "since 2014").
    """
    stop = len(text) if end is None else end
    for m in _ALL.finditer(text, start, stop):
        words = m.group()
        signal = _SIGNAL.search(text, max(start, m.start() - 16), m.start())
        bare = words.rstrip(".").lower()
        if (
            bare in ("may", "march", "mar", "jan", "sep", "second", "sun")
            and not (
                signal and signal[1].lower() in ("in", "since", "during", "until", "by", "from", "before")
            )
            and text[m.start() - 2 : m.start()] not in ("’s", "'s")
        ) and not (
            bare in ("march",)
            and re.search(r"\b(?:the|last|this)\s+$", text[max(0, m.start() - 6) : m.start()], re.I)
        ):
            continue
        if (
            signal is None
            and names_a_month_or_day(words)
            and re.match(r" [A-Z][a-z]", text[m.end() : m.end() + 3])
        ):
            if re.fullmatch(_MONTH, words):
                continue  # "June Harper"
        if re.fullmatch(_YEAR, words) and signal is None:
            continue
        yield TimeWords(start=m.start(), end=m.end(), signal=signal[1].lower() if signal else None)
