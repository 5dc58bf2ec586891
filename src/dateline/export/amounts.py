"""Counts and days as a person reads them: "2", "3–9", "≥ 43", "≤ 20"; "2017-11-11", "2017-11"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import get_args

from dateline.records.claim import Casualty, CasualtyKind
from dateline.records.evidence import Interval, Range

#: The kinds of casualties, in the order in which they are always told.
KINDS: tuple[CasualtyKind, ...] = get_args(CasualtyKind)


def amount_words(amount: Range) -> str:
    """The range in signs; "≥" where nothing is said of an upper limit, "≤" where nothing of a lower."""
    if amount.high is None:
        return f"≥ {amount.low}"
    if amount.low == amount.high:
        return str(amount.low)
    if amount.low == 0:
        return f"≤ {amount.high}"
    return f"{amount.low}–{amount.high}"


def day_words(days: Interval) -> str:
    """The interval as short as it can be said exactly: a day, a month, a year, or "first – last"."""
    start, end = days.start, days.end
    if start == end:
        return start.isoformat()
    after = end + dt.timedelta(days=1) if end < dt.date.max else end
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04}"
    return f"{start.isoformat()} – {end.isoformat()}"


def overall(casualties: Iterable[Casualty], kind: CasualtyKind) -> Range | None:
    """How many in all of this kind, or None where the claim says nothing of it.

    A count of nobody in particular is the whole. Counts of different people ("the mufti", "two of his
    companions") are added up; a second count of the same people is left out. The sum has no upper limit
    where one of its parts has none.
    """
    of_kind = [c for c in casualties if c.kind == kind]
    for casualty in of_kind:
        if casualty.who is None:
            return casualty.amount
    parts: dict[str, Range] = {}
    for casualty in of_kind:
        if casualty.who is not None:
            parts.setdefault(" ".join(casualty.who.text.casefold().split()), casualty.amount)
    if not parts:
        return None
    highs = [part.high for part in parts.values() if part.high is not None]
    return Range(
        low=sum(part.low for part in parts.values()),
        high=sum(highs) if len(highs) == len(parts) else None,
    )
