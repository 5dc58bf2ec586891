"""Weighing: what of two things told of a place is later, what contradicts the other, and the words for what is found."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.control.changes import NEVER, SLACK, Change
from dateline.control.drafts import CampDraft, name_of, once
from dateline.control.sides import NOBODY, same
from dateline.records.control import Side, Statement
from dateline.records.evidence import Interval, Unknown

_DAY = dt.timedelta(days=1)
_TELLERS = 2  # of a party's tellers that a reason names


def copied(camps: Sequence[CampDraft]) -> list[CampDraft]:
    """The camps, which may then be added to without the old ones."""
    return [replace(camp, statements=list(camp.statements)) for camp in camps]


def said_of(change: Change) -> tuple[str, str]:
    """What the change says, and what is said of it where a party alone tells it."""
    name = name_of(change.side)
    says = f"{name} took it" if change.act == "takes" else f"{name} told to hold it"
    if not change.side.words and change.side.how != NOBODY.how:
        says = change.side.how
    tellers = once(s.origin_words for s in change.statements if s.interest.party)
    by = f" ({', '.join(tellers[:_TELLERS])})" if tellers else ""
    return says, f"a party alone{by} says that {name} {'took' if change.act == 'takes' else 'holds'} it"


def last_word(rivals: Sequence[CampDraft]) -> dt.date | None:
    """The last day on which rivals are told to have taken or held it."""
    told = [
        s.last
        for camp in rivals
        for s in camp.statements
        if camp.side is not None and s.act in ("takes", "holds") and not s.earlier and s.last is not None
    ]
    return max([*told, *(camp.settled for camp in rivals if camp.settled is not None)], default=None)


def is_later(change: Change, day: dt.date | None) -> bool:
    """Whether the change came about after that day, by its own words.

    Who is told to hold it without a day held it when that was written, give or take the days by which reports differ.
    """
    if change.act == "holds":
        return day is None or (change.first or change.day - SLACK) > day
    return change.first is not None and (day is None or change.first > day)


def took_from(change: Change, camp: CampDraft) -> bool:
    """Whether the change tells that this camp lost the place by it."""
    return change.loser is not None and camp.side is not None and same(change.loser, camp.side)


class Past:
    """What is told of a place as having been before its reports' news, by its days."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements = sorted(statements, key=lambda s: (s.last or NEVER, s.claim))
        self._days = [s.last or NEVER for s in self.statements]
        self._of_report: dict[str, list[Statement]] = {}
        for statement in self.statements:
            self._of_report.setdefault(statement.report, []).append(statement)

    def until(self, day: dt.date) -> list[Statement]:
        """What had been by this day."""
        return self.statements[: bisect_right(self._days, day)]

    def during(self, first: dt.date | None, last: dt.date) -> list[Statement]:
        """What had been by these days, and not longer before."""
        begins = 0 if first is None else bisect_left(self._days, first)
        return self.statements[begins : bisect_right(self._days, last)]

    def told_with(self, change: Change) -> list[Statement]:
        """What the reports of a change tell."""
        reports = once(s.report for s in change.statements)
        return [statement for report in reports for statement in self._of_report.get(report, ())]


def until_news(change: Change, past: Past, holder: Side | None) -> list[Statement]:
    """What the reports of the change tell of the holder's having had it up to then; nothing where they do not tell that."""
    told = [
        s
        for s in past.told_with(change)
        if s.act == "holds" and s.side.roots and holder is not None and same(s.side, holder)
    ]
    return told if any(s.lasts for s in told) else []


def gainsaid_on(day: dt.date, side: Side, rivals: Sequence[CampDraft]) -> bool:
    """Whether it is told of a rival, too, that he took or holds it, on that very day."""
    return any(
        statement.act in ("takes", "holds")
        and not statement.earlier
        and statement.last == day
        and camp.side is not None
        and same(statement.side, camp.side)
        and not same(statement.side, side)
        for camp in rivals
        for statement in camp.statements
    )


def since_when(
    first: dt.date | None, day: dt.date, last: dt.date | None = None, words: str | None = None
) -> Interval | Unknown:
    """When something began that came about from ``first`` to ``last``, and by ``day``, by words that may be given."""
    told = f"only {words!r} is told" if words else "no day is told"
    candidates = (words,) if words else ()
    if day >= NEVER:
        return Unknown(reason=f"{told}, and the report has no date", candidates=candidates)
    if first is None:
        return Unknown(reason=f"{told}; not later than {day}", candidates=candidates)
    return Interval(start=first, end=max(day, last or day), precision="day" if first == last else "span")


def day_of(day: dt.date | None) -> dt.date | None:
    """The day, None for one that stands for none."""
    return None if day is None or day >= NEVER - _DAY else day


def latest(one: dt.date | None, other: dt.date) -> dt.date:
    """The later of the two days."""
    return other if one is None else max(one, other)
