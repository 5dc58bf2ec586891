"""The year that a report puts to a month elsewhere: for day and month told without one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.records.annotation import Mention

_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|t)?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:1[6-9]|20|21)\d\d)\b")


def year_beside(words: str, times: Iterable[Mention]) -> tuple[int, Mention] | None:
    """A year for time words that name a month but no year, and the time words it was read from; or None.

    The report's words "in May 2006" give "10 May" its year. Where no such month has one, a full date does,
    if all full dates of the report are of one year.
    """
    month = _month(words)
    if month is None or _YEAR.search(words):
        return None
    dated = [
        (int(year[1]), named, mention)
        for mention in times
        if (year := _YEAR.search(mention.text)) and (named := _month(mention.text))
    ]
    same = [(year, mention) for year, named, mention in dated if named == month]
    if same:
        return same[0] if len({year for year, _ in same}) == 1 else None
    full = [(year, mention) for year, _, mention in dated if re.search(r"(?<!\d)\d\d?(?!\d)", mention.text)]
    return full[0] if len({year for year, _ in full}) == 1 else None


def _month(words: str) -> str | None:
    found = _MONTH.search(words)
    return found[1].casefold() if found else None
