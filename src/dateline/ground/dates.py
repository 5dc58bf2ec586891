"""Time words tied to the calendar, relative to the day of publication; or the reason why not.

Each rule is a pattern and what it gives, tried in order on the words in lower case. Days of the week are the
last on or before publication (of things to come: the next); months and days without a year are the most
recent. Words that need a publication day and have none are left unresolved, as are words that give only a
limit ("since October"), a length ("for two years") or no number ("several days ago").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from dateline.ground import spans
from dateline.ground.expressions import (
    COUNT,
    DAY_RANGE,
    HEDGE,
    LEADING,
    LIMITS,
    MONTH,
    MONTHS,
    NEAR,
    PART,
    SHIFT,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    day_named,
    third_named,
)
from dateline.ground.relative import (
    Context,
    ago,
    ago_today,
    near_span,
    no_anchor,
    past_or_coming,
    the_weekend,
)
from dateline.records.evidence import Interval

_Rule = Callable[[Mapping[str, str], Context], Interval | str]


def resolve(
    words: str,
    published: Interval | None,
    *,
    signal: str | None = None,
    anchor: str | None = None,
    future: bool = False,
    year: int | None = None,
) -> Interval | str:
    """The days that the words name; a string is the reason why they cannot be told.

    ``published`` is when the page was published; ``signal`` the preposition before the words, if they leave
    it out; ``anchor`` the words of a day that these depend on ("the following day"). ``future`` says that
    the thing is still to come. ``year`` is one that the page puts to the month elsewhere; it is used only
    where there is no day of publication.
    """
    held = None if anchor is None else resolve(anchor, published, future=future, year=year)
    tied, untied = (held, "") if isinstance(held, Interval) else (None, held or "")
    if published is None:
        return _read(words, signal, Context(_quoted(words), None, tied, untied, future, year))
    readings = {
        _read(words, signal, Context(_quoted(words), today, tied, untied, future, None))
        for today in {published.start, published.end}
    }
    if len(readings) == 1:
        return readings.pop()
    return f"'{_quoted(words)}' is relative and the day of publication is not told"


def _quoted(words: str) -> str:
    return " ".join(words.split())


def _read(words: str, signal: str | None, context: Context) -> Interval | str:
    text = " ".join(words.casefold().replace("’", "'").split()).strip(" ,;:\"'()")
    leading = LEADING.match(text)
    if leading is not None:
        signal, text = leading[1], text[leading.end() :]
    signal = (signal or "").casefold()
    phrase = context.words if leading is not None or not signal else f"{signal} {context.words}"
    text = HEDGE.sub("", text)
    for pattern, rule in _RULES:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        both_ends = rule is _from_to or (rule is _day_of_month and match.groupdict().get("last"))
        if both_ends and signal in ("from", "between"):
            pass  # "from June 11 to June 14" tells both ends
        elif signal in LIMITS and not (signal == "by" and rule is _part_of_today):
            return f"'{phrase}' gives a limit, not a day"
        if signal == "for" and rule is past_or_coming:
            return f"'{phrase}' tells how long, not when"
        return rule({k: v for k, v in match.groupdict().items() if v is not None}, context)
    if signal == "for":
        return f"'{phrase}' tells how long, not when"
    if signal in LIMITS:
        return f"'{phrase}' gives a limit, not a day"
    return f"'{context.words}' is not read as a date"


def _day_of_month(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "11 April", "April 11-13, 2006", "Monday, Dec. 26"; without a year the most recent such day."""
    number = MONTHS.index(found["month"][:3]) + 1
    if "yearly" in found:
        if context.today is None:
            return context.relative()
        found = {**found, "year": str(_yearly(found, context.today))}
    first = day_named(found["day"])
    last = day_named(found.get("last", found["day"]))
    if "year" in found:
        years = [int(found["year"])]
    elif context.today is not None:
        years = list(spans.years_around(context.today))
    elif context.year is not None:
        years = [context.year]
    else:
        return context.no_year()
    days = [
        (start, end)
        for year in years
        if (start := spans.date(year, number, first))
        and (end := spans.date(year, number, last))
        and start <= end
    ]
    if "year" not in found and context.today is not None:
        days = _closest(days, context.today, context.future)
    if not days:
        return f"'{context.words}' is no day of the calendar"
    start, end = days[0]
    if "weekday" in found and start.weekday() != WEEKDAYS.index(found["weekday"]):
        return f"'{context.words}': {start.isoformat()} is no {found['weekday'].capitalize()}"
    return spans.day(start) if start == end else spans.span(start, end)


def _closest(
    days: list[tuple[dt.date, dt.date]], today: dt.date, future: bool
) -> list[tuple[dt.date, dt.date]]:
    """The most recent first; of things to come, the nearest: a threat of yesterday is not a year ahead."""
    if future:
        return sorted(days, key=lambda d: (abs((d[0] - today).days), d[0] < today))
    return sorted((d for d in days if d[0] <= today), reverse=True)


def _month(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "May 2006", "early November", "last March"; without a year the most recent such month."""
    number = MONTHS.index(found["month"][:3]) + 1
    today = context.today
    if "yearly" in found:
        if today is None:
            return context.relative()
        found = {**found, "year": str(_yearly(found, today))}
    if "year" in found:
        whole = spans.month(int(found["year"]), number)
    elif today is None and context.year is not None:
        whole = spans.month(context.year, number)
    elif today is None:
        return context.no_year()
    else:
        which = found.get("which", "")
        later = context.future or which == "next"
        year = today.year
        if later and number < today.month + (which == "next"):
            year += 1
        elif not later and number > today.month - (which == "last"):
            year -= 1
        whole = spans.month(year, number)
    if "shift" not in found:
        return whole
    part = spans.third_of(whole, third_named(found["shift"]))
    if today is not None and not context.future and part.start <= today < part.end:
        return spans.span(part.start, today)
    return part


def _yearly(found: Mapping[str, str], today: dt.date) -> int:
    """The year that "last year" behind a month means."""
    return min(max(today.year + {"last": -1, "this": 0}.get(found["yearly"], 1), 1), 9999)


def _from_to(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "June 11 to June 14", "Monday to Wednesday": from the first of two days to the last."""
    year = found.get("year")
    tail = f" {year}" if year else ""
    last = _read(found["until"] + tail, None, context)
    if isinstance(last, str):
        return last
    told = Context(context.words, last.start, None, "", context.future, context.year)
    first = _read(found["since"] + tail, None, told if not context.future else context)
    if isinstance(first, str):
        return first
    if first.start > last.end or (last.end - first.start).days > 366:
        return f"'{context.words}' is not read as a date"
    return spans.span(first.start, last.end)


def _figures(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "25/9/2026": a day where only one of the numbers can be the month."""
    one, two, year = int(found["one"]), int(found["two"]), found.get("year", "")
    if (one > 12) == (two > 12) and one != two:
        return f"'{context.words}' may be day and month or month and day"
    if len(year) != 4:
        return f"'{context.words}' has no full year"
    day, month = (one, two) if two <= 12 else (two, one)
    when = spans.date(int(year), month, day)
    return spans.day(when) if when is not None else f"'{context.words}' is no day of the calendar"


def _week_of_month(found: Mapping[str, str], context: Context) -> str:
    return f"'{context.words}' can be counted from the first day or from the first week day of the month"


def _year(found: Mapping[str, str], context: Context) -> Interval:
    return spans.year(int(found["year"]))


def _iso(found: Mapping[str, str], context: Context) -> Interval | str:
    try:
        return spans.day(dt.date(int(found["y"]), int(found["m"]), int(found["d"])))
    except ValueError:
        return f"'{context.words}' is no day of the calendar"


def _day_of_week(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "Sunday", "late last Monday", "next Friday"; without "last" publication's own day counts."""
    today, which = context.today, found.get("which", "")
    number = WEEKDAYS.index(found["weekday"])
    if which in ("the previous", "the following"):
        if context.anchor is None:
            return no_anchor(context)
        following = which == "the following"
        edge = context.anchor.end if following else context.anchor.start
        return spans.day(spans.weekday(spans.shifted(edge, 1 if following else -1), number, future=following))
    if today is None:
        return context.relative()
    if which == "last":
        return spans.day(spans.weekday(spans.shifted(today, -1), number))
    if which in ("next", "coming"):
        return spans.day(spans.weekday(spans.shifted(today, 1), number, future=True))
    return spans.day(spans.weekday(today, number, future=context.future))


def _near_day(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "today", "yesterday evening", "the night before last", "the day after tomorrow"."""
    if context.today is None:
        return context.relative()
    return spans.day(spans.shifted(context.today, NEAR[found["near"]]))


def _part_of_today(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "this morning", "nightfall"."""
    if context.today is None:
        return context.relative()
    return spans.day(context.today)


def _anchored_day(found: Mapping[str, str], context: Context) -> Interval | str:
    """ "the following day", "that evening", "the day before": beside a day told before."""
    if context.anchor is None:
        return no_anchor(context)
    words = found["beside"]
    start, end = context.anchor.start, context.anchor.end
    if words in ("following", "next", "after"):
        return spans.day(spans.shifted(end, 1))
    if words in ("previous", "before"):
        return spans.day(spans.shifted(start, -1))
    return context.anchor


_NEAR_WORDS = "|".join(sorted(NEAR, key=len, reverse=True))
_LATELY = r"(?:(?:early|late|earlier|later)(?: on)? )?"
_YEARLY = r" (?:of )?(?P<yearly>last|this|next) year"
_DAY_NAMED = r"[a-z]+\.? \d\d?(?:st|nd|rd|th)?|(?:the )?\d\d?(?:st|nd|rd|th)?(?: of)? [a-z]+\.?|[a-z]+day"
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _iso),
        (r"(?P<one>\d\d?)/(?P<two>\d\d?)(?:/(?P<year>\d\d(?:\d\d)?))?", _figures),
        (
            rf"(?:{WEEKDAY},? )?{_LATELY}(?:(?:the )?{PART} of )?{MONTH} ?{DAY_RANGE}(?:,? {YEAR}|{_YEARLY})?",
            _day_of_month,
        ),
        (
            rf"(?:{WEEKDAY},? )?{_LATELY}(?:the )?{DAY_RANGE}(?: of)? {MONTH}(?:,? {YEAR}|{_YEARLY})?",
            _day_of_month,
        ),
        (
            rf"(?:{SHIFT}[ -])?(?:(?P<which>last|this|next) )?{MONTH}(?:(?: of)?,? {YEAR}|{_YEARLY})?",
            _month,
        ),
        (
            rf"(?P<since>{_DAY_NAMED}) (?:to|until|till|through|and) (?P<until>{_DAY_NAMED})(?:,? {YEAR})?",
            _from_to,
        ),
        (rf"(?:the )?(?:\w+) week of {MONTH}(?: {YEAR})?", _week_of_month),
        (YEAR, _year),
        (rf"{_LATELY}(?:the )?(?P<near>{_NEAR_WORDS})(?: {PART})?", _near_day),
        (rf"{_LATELY}(?:this {PART}|{PART})", _part_of_today),
        (
            rf"{_LATELY}(?:(?P<which>last|this|next|coming|the (?:previous|following)) )?"
            rf"{WEEKDAY}(?: {PART})?",
            _day_of_week,
        ),
        (rf"{_LATELY}(?:the )?(?P<beside>same|that|following|next|previous) (?:day|{PART})", _anchored_day),
        (r"the (?:day|night) (?P<beside>before|after)", _anchored_day),
        (
            rf"(?:{SHIFT} )?(?:the )?(?P<which>last|this|next|past|previous|coming) "
            rf"(?P<unit>week|weekend|month|year|{'|'.join(spans.SEASONS)})",
            near_span,
        ),
        (r"the weekend", the_weekend),
        (
            rf"(?:the )?(?P<which>past|last|previous|next|coming|following) (?:{COUNT} )?{UNIT}",
            past_or_coming,
        ),
        (rf"{COUNT} {UNIT} (?P<way>ago|earlier|later|before|after|previously)", ago),
        (rf"{COUNT} {UNIT} ago,? today", ago_today),
    )
)
