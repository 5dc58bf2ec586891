"""Changes: statements of one place that tell the same change, put together.

Reports of one change differ by a day or two, and most give no day. Statements of one act by what may be one
side are one change where their days are no further apart than ``SLACK`` and no other side took the place between.
One without a day joins the last such change in the days (``NEAR``) before it was told; where there is none it is a
change of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
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
_ORDER: dict[ControlAct, int] = {"leaves": 1, "takes": 2, "holds": 3, "enters": 4}


@dataclass
class Change:
    """Statements of one change. ``first`` to ``last`` are the days that are told for it."""

    act: ControlAct
    side: Side
    first: dt.date | None
    last: dt.date
    statements: list[Statement] = field(default_factory=list)

    @property
    def day(self) -> dt.date:
        """The day from which it is counted: by then it had come about, by the earliest of those who tell it."""
        dated = [s.last for s in self.statements if s.first is not None and s.last is not None]
        return min(dated, default=self.last)

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


def changes_of(statements: Iterable[Statement]) -> list[Change]:
    """The changes of one place, in order. Statements without any day are on ``NEVER``."""
    ordered = sorted(statements, key=lambda s: (s.last or NEVER, s.first or dt.date.min, s.claim))
    found: list[Change] = []
    joinable = ("takes", "leaves")
    dated = [s for s in ordered if s.act in joinable and _dated(s)]
    for statement in dated:
        _join(found, statement, _of_the_day(found, statement))
    for statement in ordered:
        if statement.act in joinable and not _dated(statement):
            _join(found, statement, _told_later(found, statement))
        elif statement.act not in joinable:
            _join(found, statement, None)
    return sorted(found, key=lambda change: change.order)


def _dated(statement: Statement) -> bool:
    first, last = statement.first, statement.last
    return first is not None and last is not None and last - first < _LONG


def _join(found: list[Change], statement: Statement, change: Change | None) -> None:
    if change is not None:
        change.add(statement)
        return
    last = statement.last or NEVER
    found.append(
        Change(
            act=statement.act,
            side=statement.side,
            first=statement.first,
            last=last,
            statements=[statement],
        )
    )


def _alike(change: Change, statement: Statement) -> bool:
    if change.act != statement.act or not same(change.side, statement.side):
        return False
    # who left a place is who held it, so "fighters left" tells not that these or those did
    return change.act == "takes" or bool(change.side.roots) == bool(statement.side.roots)


def _of_the_day(found: Sequence[Change], statement: Statement) -> Change | None:
    """The last change that a statement with a day tells, by a named side rather than an unnamed one."""
    first, last = statement.first, statement.last
    fits = [
        change
        for change in found
        if _alike(change, statement)
        and first is not None
        and last is not None
        and change.first is not None
        and first - SLACK <= change.last
        and change.first - SLACK <= last
        and not _rival_between(found, change, statement)
    ]
    return max(fits, key=_preference, default=None)


def _told_later(found: Sequence[Change], statement: Statement) -> Change | None:
    """The last change that a statement without an exact day may tell."""
    last = statement.last or NEVER
    fits = [
        change
        for change in found
        if _alike(change, statement)
        and (change.day <= last or change.first is None)
        and _is_near(change, statement)
        and not _rival_between(found, change, statement)
    ]
    return max(fits, key=_preference, default=None)


def _is_near(change: Change, statement: Statement) -> bool:
    """Whether the change came about within the statement's days, or not long before it was told."""
    if statement.first is not None:
        return change.last >= statement.first
    return (
        statement.last is None or NEVER in (change.day, statement.last) or statement.last - change.day <= NEAR
    )


def _preference(change: Change) -> tuple[bool, dt.date]:
    return bool(change.side.roots), change.day


def _rival_between(found: Sequence[Change], change: Change, statement: Statement) -> bool:
    """Whether another side took the place after the change, and by the last day of the statement."""
    if change.act != "takes":
        return any(
            other.act == "takes"
            and same(other.side, change.side)
            and change.day < other.day <= (statement.last or NEVER)
            for other in found
        )
    return any(
        other.act == "takes"
        and not same(other.side, change.side)
        and change.day < other.day <= (statement.last or NEVER)
        for other in found
    )
