"""Changes: statements of one place that tell the same change, put together.

Reports of one change differ by a day or two, and most give no day. Statements of one act by what may be one
side are one change where their days are no further apart than ``SLACK`` and no other side took the place between.
One without a day joins the last such change in the days (``NEAR``) before it was told; where there is none it is a
change of its own.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.control.interest import settles, stake
from dateline.control.sides import same
from dateline.records.control import ControlAct, Side, Statement

#: Days by which reports of one change may differ: a night, and the next day's paper.
SLACK = dt.timedelta(days=2)
#: Days within which words without a day tell the change that was told last, and not another one of that side.
NEAR = dt.timedelta(days=30)
#: Days of a time that is too long to order changes by ("in November").
_LONG = dt.timedelta(days=7)
#: A day for what has none; it comes after all others.
NEVER = dt.date.max
#: Acts that several may tell as one change.
_JOINABLE: tuple[ControlAct, ...] = ("takes", "leaves")
_ORDER: dict[ControlAct, int] = {"leaves": 1, "takes": 2, "holds": 3, "enters": 4}


@dataclass
class Change:
    """Statements of one change. ``first`` to ``last`` are the days that are told for it."""

    act: ControlAct
    side: Side
    first: dt.date | None
    last: dt.date
    statements: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        dated = [s.last for s in self.statements if s.first is not None and s.last is not None]
        self._earliest = min(dated, default=None)

    @property
    def day(self) -> dt.date:
        """The day from which it is counted: by then it had come about, by the earliest of those who tell it."""
        return self.last if self._earliest is None else self._earliest

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """By what changes of a place are put in order: the day, then what it is, then the first claim."""
        return self.day, _ORDER.get(self.act, 5), min(s.claim for s in self.statements)

    @property
    def loser(self) -> Side | None:
        """Who held it before, where one of the claims tells."""
        return next((s.loser for s in self.statements if s.loser is not None), None)

    def settled(self, holder: Side | None) -> bool:
        """Whether somebody says so who does not gain by it, where ``holder`` held the place before.

        Words that do not name who did it confirm a side only where they say that a state's force took it back.
        """
        return any(
            settles(stake(s, holder))
            and (bool(s.side.roots) or not self.side.roots or (s.recapture and self.side.kind == "state"))
            for s in self.statements
        )

    def add(self, statement: Statement) -> None:
        """Join a statement; a named side takes the place of one that is not named."""
        self.statements.append(statement)
        if not self.side.roots and statement.side.roots:
            self.side = statement.side
        if statement.first is not None and statement.last is not None:
            self.first = statement.first if self.first is None else min(self.first, statement.first)
            self.last = max(self.last, statement.last)
            self._earliest = min(self._earliest or statement.last, statement.last)


def changes_of(statements: Iterable[Statement]) -> list[Change]:
    """The changes of one place, in order. Statements without any day are on ``NEVER``."""
    ordered = sorted(statements, key=lambda s: (s.last or NEVER, s.first or dt.date.min, s.claim))
    found = _Found()
    for statement in ordered:
        if statement.act in _JOINABLE and _dated(statement):
            found.join(statement, found.of_the_day(statement))
    for statement in ordered:
        if statement.act not in _JOINABLE:
            found.join(statement, None)
        elif not _dated(statement):
            found.join(statement, found.told_later(statement))
    return sorted(found.changes, key=lambda change: change.order)


def _dated(statement: Statement) -> bool:
    first, last = statement.first, statement.last
    return first is not None and last is not None and last - first < _LONG


def _alike(change: Change, statement: Statement) -> bool:
    if change.act != statement.act or not same(change.side, statement.side):
        return False
    # who left a place is who held it, so "fighters left" tells not that these or those did
    return change.act == "takes" or bool(change.side.roots) == bool(statement.side.roots)


def _preference(change: Change) -> tuple[bool, dt.date]:
    return bool(change.side.roots), change.day


class _Found:
    """The changes found so far. Statements come by their last day, so that those of long before need no look."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._recent: list[Change] = []
        #: The changes of an act by their days, of one day the last found first.
        self._by_day: dict[ControlAct, list[tuple[dt.date, int]]] = {act: [] for act in _JOINABLE}
        self._number: dict[int, int] = {}
        self._longest = dt.timedelta(0)

    def join(self, statement: Statement, change: Change | None) -> None:
        """Join a statement to the change; without one it is a change of its own."""
        if change is None:
            change = Change(
                act=statement.act,
                side=statement.side,
                first=statement.first,
                last=statement.last or NEVER,
                statements=[statement],
            )
            self._number[id(change)] = len(self.changes)
            self.changes.append(change)
            if change.act in _JOINABLE:
                self._recent.append(change)
                insort(self._by_day[change.act], self._key(change))
        else:
            before = self._key(change)
            change.add(statement)
            if self._key(change) != before:
                self._by_day[change.act].remove(before)
                insort(self._by_day[change.act], self._key(change))
        self._longest = max(self._longest, change.last - change.day)

    def _key(self, change: Change) -> tuple[dt.date, int]:
        return change.day, -self._number[id(change)]

    def of_the_day(self, statement: Statement) -> Change | None:
        """The last change that a statement with a day tells, by a named side rather than an unnamed one."""
        first, last = statement.first, statement.last
        assert first is not None
        assert last is not None
        self._recent = [change for change in self._recent if last - change.last <= _LONG + SLACK]
        fits = [
            change
            for change in self._recent
            if _alike(change, statement)
            and change.first is not None
            and first - change.last <= SLACK
            and change.first - last <= SLACK
            and not self._rival_between(change, statement)
        ]
        return max(fits, key=_preference, default=None)

    def told_later(self, statement: Statement) -> Change | None:
        """The last change that a statement without an exact day may tell, by a named side rather than an unnamed one."""
        unnamed = None
        for change in self._before(statement):
            fits = _alike(change, statement) and _is_near(change, statement)
            if fits and (change.side.roots or unnamed is None) and not self._rival_between(change, statement):
                if change.side.roots:
                    return change
                unnamed = change
        return unnamed

    def _before(self, statement: Statement) -> Iterator[Change]:
        """The changes of the statement's act that it may tell, from the last day back."""
        keys = self._by_day[statement.act]
        told = statement.last if statement.first is None else statement.first
        most = self._longest + (NEAR if statement.first is None else dt.timedelta(0))
        for at in reversed(range(bisect_right(keys, (statement.last or NEVER, 1)))):
            day, number = keys[at]
            if told is not None and told - day > most:
                return
            yield self.changes[-number]

    def _rival_between(self, change: Change, statement: Statement) -> bool:
        """Whether another side took the place after the change, and by the last day of the statement.

        For a side that left it: whether that side took it.
        """
        keys = self._by_day["takes"]
        first = bisect_right(keys, (change.day, 1))
        last = bisect_right(keys, (statement.last or NEVER, 1))
        took = change.act == "takes"
        return any(same(self.changes[-number].side, change.side) != took for _, number in keys[first:last])


def _is_near(change: Change, statement: Statement) -> bool:
    """Whether the change came about within the statement's days, or not long before it was told."""
    if statement.first is not None:
        return change.last >= statement.first
    return (
        statement.last is None or NEVER in (change.day, statement.last) or statement.last - change.day <= NEAR
    )
