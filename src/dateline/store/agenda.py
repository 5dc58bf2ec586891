"""Agenda: what is open in a case, in the order in which a person should decide it (``dateline.review.queue``).

Open are claims of events on which nobody has decided, and doubtful pairs of claims. How many are open may grow while one
decides: an event that is parted may be like others in each of its parts.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from sqlalchemy import Connection

from dateline.records.evidence import Record
from dateline.review.queue import claim_uncertainty, importance, pair_uncertainty, weight_of
from dateline.store import gathering
from dateline.store.binding import bonds
from dateline.store.columns import NO_DAY, Columns, Ints, Mask
from dateline.store.decisions import BONDS, read, taken_back
from dateline.store.doubting import Doubts, doubted
from dateline.store.schema import decisions
from dateline.store.weighed import Floats, Weights, reports_of

TaskKind = Literal["pair", "claim"]


class Task(Record, frozen=True):
    """Something to decide: whether two claims are of one event, or, without ``other``, whether a claim is coded right.

    ``weight`` are the log-odds that the two are of one, ``joined`` says that they are in one now. Uncertainty and importance
    are in 0..1.
    """

    one: str
    uncertainty: float
    importance: float
    other: str | None = None
    weight: float = 0.0
    joined: bool = False

    @property
    def id(self) -> str:
        """What the task is known by."""
        return self.one if self.other is None else f"{self.one}~{self.other}"

    @property
    def kind(self) -> TaskKind:
        """What is asked."""
        return "claim" if self.other is None else "pair"


@dataclass(frozen=True, eq=False)
class Weighed:
    """The columns of a case, with the dead of each event (by its code) and how sure the coder was of each claim."""

    columns: Columns
    dead: Ints
    confidence: Floats


@dataclass(frozen=True, eq=False)
class Agenda:
    """What is open in a case. ``bound`` is how many merges and splits stand."""

    weighed: Weighed
    doubts: Doubts
    bound: int

    @property
    def columns(self) -> Columns:
        """The claims that it is of."""
        return self.weighed.columns

    def left(self, kind: TaskKind | None = None) -> int:
        """How many tasks are open now; a decision may answer several of them, and may open new ones."""
        pairs, claims = len(self.doubts.one), int(self._open.sum())
        return pairs if kind == "pair" else claims if kind == "claim" else pairs + claims

    def done(self, kind: TaskKind | None = None) -> int:
        """How many claims are decided on, and how many merges and splits stand."""
        claims = int((self.columns.standing & (self.columns.review != 0)).sum())
        return self.bound if kind == "pair" else claims if kind == "claim" else self.bound + claims

    def tasks(self, kind: TaskKind | None = None) -> Iterator[Task]:
        """What is open, first what weighs most: the product of its uncertainty and importance."""
        pairs = self._pairs() if kind != "claim" else iter(())
        claims = self._claims() if kind != "pair" else iter(())
        return heapq.merge(pairs, claims, key=lambda task: -task.uncertainty * task.importance)

    def named(self, name: str) -> Task | None:
        """The task of this identifier, also of a claim that is decided on; None where there is none."""
        one, _, other = name.partition("~")
        index, mate = self.columns.index.get(one), self.columns.index.get(other)
        if not other:
            return None if index is None else self._claim(index)
        found = np.flatnonzero(
            ((self.doubts.one == index) & (self.doubts.other == mate))
            | ((self.doubts.one == mate) & (self.doubts.other == index))
        )
        return self._pair(int(found[0])) if len(found) else None

    @cached_property
    def _open(self) -> Mask:
        found: Mask = self.columns.standing & (self.columns.review == 0) & (self.columns.event >= 0)
        return found

    @cached_property
    def _uncertain(self) -> Floats:
        """The uncertainty of each claim."""
        columns = self.columns
        resolved = np.zeros(columns.size, dtype=np.bool_)
        resolved[columns.placed[columns.place >= 0]] = True
        return claim_uncertainty(self.weighed.confidence, resolved, columns.start != NO_DAY)

    @cached_property
    def _important(self) -> Floats:
        """The importance of each claim."""
        columns = self.columns
        weights = np.array([weight_of(kind) for kind in columns.tables.types.values] or [0.0])
        dead = np.append(self.weighed.dead, 0)[columns.event].astype(float)
        reports = np.append(reports_of(columns), 0)[columns.event].astype(float)
        return importance(weights[columns.type], dead, np.maximum(reports, 1))

    @cached_property
    def _doubtful(self) -> tuple[Floats, Floats]:
        """The uncertainty and the importance of each pair: that of the weightier of its claims."""
        one, other = self._important[self.doubts.one], self._important[self.doubts.other]
        return pair_uncertainty(self.doubts.weight), np.maximum(one, other)

    def _pairs(self) -> Iterator[Task]:
        uncertain, important = self._doubtful
        for at in np.lexsort((-uncertain, -uncertain * important)).tolist():
            yield self._pair(at)

    def _claims(self) -> Iterator[Task]:
        open_ = np.flatnonzero(self._open)
        for at in np.lexsort((open_, -(self._uncertain * self._important)[open_])).tolist():
            yield self._claim(int(open_[at]))

    def _pair(self, at: int) -> Task:
        uncertain, important = self._doubtful
        ends = (self.doubts.one[at], self.doubts.other[at])
        one, other = sorted(str(self.columns.identifier[each]) for each in ends)
        return Task(
            one=one,
            other=other,
            weight=float(self.doubts.weight[at]),
            joined=bool(self.doubts.joined[at]),
            uncertainty=float(uncertain[at]),
            importance=float(important[at]),
        )

    def _claim(self, index: int) -> Task:
        return Task(
            one=str(self.columns.identifier[index]),
            uncertainty=float(self._uncertain[index]),
            importance=float(self._important[index]),
        )


def agenda(connection: Connection, weighed: Weighed | None = None) -> Agenda:
    """What is open in a case; ``weighed`` where it was read before."""
    if weighed is None:
        columns, weights = gathering.read(connection), Weights()
        weights.read_claims(connection, sources=False)
        weighed = Weighed(columns, weights.dead(columns), weights.confidence(columns))
    made = {each.id for each in read(connection, None, decisions.c.kind.in_(BONDS))}
    return Agenda(
        weighed=weighed,
        doubts=doubted(connection, weighed.columns, bonds(connection)),
        bound=len(made - taken_back(connection, made)),
    )
