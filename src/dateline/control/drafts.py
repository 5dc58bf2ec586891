"""Drafts of spells: the sides and claims of a spell that is not ended yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.control.interest import settles, stake
from dateline.control.sides import same
from dateline.records.control import Camp, ControlState, Side, Stake, Statement
from dateline.records.evidence import Interval, Unknown

_STAKES: tuple[Stake, ...] = ("none", "against", "party", "own")  # the best that a camp has stands for it

#: Kinds of origins that are a report's own: itself (or its family of copies), and people whom it does not name.
_OWN_VOICES = frozenset({"outlet", "family", "unnamed"})


@dataclass
class CampDraft:
    """A side of a spell; ``side`` is None for those who say that nobody (more) holds it."""

    side: Side | None
    statements: list[Statement]
    words: str = ""
    settled: dt.date | None = None

    def record(self) -> Camp:
        """The camp as the spell keeps it."""
        side = self.side
        # that somebody left a place tells, by the way, that he held it
        told = self.told
        found = {"none" if side is not None and s.act == "leaves" else stake(s) for s in told}
        best: Stake = next((one for one in _STAKES if one in found), "own")
        if self.settled is not None and not settles(best):
            best = "against"  # it was the holder's own word that he lost it
        holder: str | Unknown
        if side is None:
            holder = Unknown(reason=self.words)
        elif side.roots and side.entry is not None:
            holder = side.entry
        elif side.roots:
            holder = side.roots[0]
        else:
            holder = Unknown(reason=side.how or "the words name nobody")
        return Camp(
            holder=holder,
            words=side.words if side is not None else self.words,
            claims=once(s.claim for s in told),
            origins=origins_of(told),
            stake=best,
        )

    @property
    def told(self) -> list[Statement]:
        """What it rests on: who only entered is not told to hold it, where anybody tells more of him."""
        return [s for s in self.statements if s.act != "enters"] or self.statements

    @property
    def passed_by(self) -> list[Statement]:
        """What is cited with it, and does not count for it."""
        entered = [s for s in self.statements if s.act == "enters"]
        return entered if len(entered) < len(self.statements) else []


def origins_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Who said these things first. One report's own voice, and those whom it does not name, are one origin."""
    own: dict[str, str] = {}
    listed = list(statements)
    for statement in listed:
        voice = statement.origin
        if voice.partition(":")[0] in _OWN_VOICES:
            own[statement.report] = min(own.get(statement.report, voice), voice)
    return once(own[s.report] if s.origin.partition(":")[0] in _OWN_VOICES else s.origin for s in listed)


@dataclass
class Draft:
    """A spell that is not ended. ``since`` bounds its beginning; ``heard`` is the last day of news of it.

    ``began`` is the day from which it counts, which a silence within it does not move as it does ``first``.
    """

    state: ControlState
    first: dt.date | None
    since: Interval | Unknown
    camps: list[CampDraft]
    heard: dt.date | None
    why: str
    marks: list[Statement] = field(default_factory=list)  # claims that are cited and belong to no camp
    began: dt.date | None = None
    silent: ControlState | None = None  # of a stale one: what it was when it was last told of

    @property
    def holder(self) -> Side | None:
        """Who holds it, where one does, or did when it was last told of."""
        return self.camps[0].side if "held" in (self.state, self.silent) else None


def one_of(side: Side, root: str) -> Side:
    """One of the roots of a joint side, as a side of its own."""
    return Side(roots=(root,), entry=root, words=root, kind=side.kind, how=side.how)


def camp_of(now: Draft, side: Side) -> CampDraft | None:
    """The camp of the side: one with a common root, or else one that may be the same."""
    named = [c for c in now.camps if c.side is not None and set(c.side.roots) & set(side.roots)]
    if named:
        return named[0]
    return next((c for c in now.camps if c.side is not None and same(c.side, side)), None)


def name_of(side: Side | None) -> str:
    """The side as its claim words it."""
    if side is None:
        return "nobody"
    return side.words or "nobody who is named"


def once(items: Iterable[str]) -> tuple[str, ...]:
    """The items without repeats, in order."""
    return tuple(dict.fromkeys(items))
