"""Past groups: in which event each claim was on a past day, worked out for a whole case at once.

Tellings that are connected now just as they were on the day (over ties that count, and untouched by people's merges and
splits) are in the groups that are kept; only the others are grouped anew. Each of these ways gives the events that
``History.groups`` gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sqlalchemy import Connection, select

from dateline.reconcile.merging import grouped, unit
from dateline.reconcile.reconciler import keep_apart
from dateline.reconcile.scoring import THRESHOLD
from dateline.store.arrays import indices, lists
from dateline.store.binding import bonds
from dateline.store.encoding import parts
from dateline.store.happenings import History
from dateline.store.schema import reports, telling_claims, tellings, ties
from dateline.store.standing import so_on, stands

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def events_on(connection: Connection, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """Each claim of the tellings that counted on the day, with the identifier of the event that it was in."""
    past = _Past(connection, as_of)
    claim, row, single = lists(
        connection, (telling_claims.c.claim, telling_claims.c.telling, telling_claims.c.event)
    )
    at = indices(past.rows, np.array(row, dtype=np.int64))
    label = past.labels()
    first: dict[int, tuple[str, str]] = {}
    held = [(c, int(label[i]), e) for c, i, e in zip(claim, at.tolist(), single, strict=True) if i >= 0]
    for name, group, event in held:
        if group not in first or name < first[group][0]:
            first[group] = (name, event)
    for name, group, _ in held:
        yield name, first[group][1]


class _Past:
    """The tellings that counted on a day, by index in the order of their rows, and what ties them."""

    def __init__(self, connection: Connection, as_of: dt.date) -> None:
        self._connection, self._as_of = connection, as_of
        there = select(reports.c.id).where(stands(as_of))
        wanted = (tellings.c.row, tellings.c.id, tellings.c.report)
        rows, self._ids, self._reports = lists(
            connection, wanted, so_on(tellings, as_of), tellings.c.report.in_(there)
        )
        order = np.argsort(np.array(rows, dtype=np.int64), kind="stable")
        self.rows: Ints = np.array(rows, dtype=np.int64)[order]
        self._ids, self._reports = [[each[i] for i in order] for each in (self._ids, self._reports)]
        read = lists(connection, (ties.c.one, ties.c.other, ties.c.weight), ties.c.one < ties.c.other)
        self._one, self._other, self._weight = (np.array(each, dtype=np.int64) for each in read)

    def labels(self) -> Ints:
        """By telling the number of its group."""
        count = len(self.rows)
        one, other = indices(self.rows, self._one), indices(self.rows, self._other)
        tied = (one >= 0) & (other >= 0)
        one, other, weight = one[tied], other[tied], self._weight[tied]
        strong = weight > THRESHOLD * 1000
        area = _connected(count, one[strong], other[strong])
        sizes = np.bincount(area, minlength=1)
        decided = np.zeros(len(sizes), dtype=np.bool_)
        decided[area[self._decided()]] = True
        label = np.arange(count)
        kept = self._as_now(area, sizes, label) & ~decided
        _label(label, self._by_people(np.flatnonzero(decided[area])))
        anew = np.flatnonzero((~kept & ~decided & (sizes > 1))[area])
        inner = np.isin(one, anew)  # what is tied at all, strongly or not, is weighed
        _label(label, self._grouped(anew, area, one[inner], other[inner], weight[inner]))
        return label

    def _decided(self) -> Ints:
        """The tellings of claims that people have merged or split, now or as known on the day."""
        named = bonds(self._connection).claims() | bonds(self._connection, self._as_of).claims()
        if not named:
            return np.zeros(0, dtype=np.int64)
        rows: list[int] = []
        for part in parts(sorted(named)):
            rows += lists(self._connection, (telling_claims.c.telling,), telling_claims.c.claim.in_(part))[0]
        found = indices(self.rows, rows)
        return found[found >= 0]

    def _as_now(self, area: Ints, sizes: Ints, label: Ints) -> Mask:
        """By area whether it holds now what it held on the day; of these the labels are written down."""
        rows, names = lists(self._connection, (tellings.c.row, tellings.c.event), tellings.c.counts.is_(True))
        now = np.array(rows, dtype=np.int64)
        order = np.argsort(now, kind="stable")
        now, names = now[order], [names[i] for i in order]
        one, other = indices(now, self._one), indices(now, self._other)
        strong = (one >= 0) & (other >= 0) & (self._weight > THRESHOLD * 1000)
        area_now = _connected(len(now), one[strong], other[strong])
        sizes_now = np.bincount(area_now, minlength=1)
        at = indices(now, self.rows)
        same = np.ones(len(sizes), dtype=np.bool_)
        same[area[at < 0]] = False
        of_area = np.full(len(sizes), -1, dtype=np.int64)
        counting = np.flatnonzero(at >= 0)
        of_area[area[counting]] = area_now[at[counting]]
        same &= (of_area >= 0) & (sizes == sizes_now[of_area])
        same[area[counting[of_area[area[counting]] != area_now[at[counting]]]]] = False
        first: dict[str, int] = {}
        for index in np.flatnonzero(same[area] & (at >= 0)).tolist():
            event = names[at[index]]
            if event is not None:
                label[index] = first.setdefault(event, index)
        return same

    def _by_people(self, wanted: Ints) -> Iterator[list[int]]:
        """The groups of these tellings, as people's words have them."""
        if not len(wanted):
            return
        history = History(self._connection, self._as_of)
        index = {self._ids[i]: i for i in wanted.tolist()}
        while index:
            group = history.group_of(next(iter(index)))
            yield [i for name in group if (i := index.pop(name, None)) is not None]

    def _grouped(self, wanted: Ints, area: Ints, one: Ints, other: Ints, weight: Ints) -> Iterator[list[int]]:
        """The groups of these tellings, by what ties them."""
        index = {self._ids[i]: i for i in wanted.tolist()}
        rows: dict[str, dict[str, float]] = {name: {} for name in index}
        for a, b, w in zip(one.tolist(), other.tolist(), weight.tolist(), strict=True):
            first, second = self._ids[a], self._ids[b]
            if area[a] == area[b]:
                rows[first][second] = rows[second][first] = w / 1000

        def neighbours(names: Sequence[str]) -> Sequence[Mapping[str, float]]:
            return [rows[name] for name in names]

        done: set[str] = set()
        for name in index:
            if name in done:
                continue
            members = unit(name, neighbours, THRESHOLD)
            done |= members
            inner = {each: dict(rows[each]) for each in sorted(members)}
            keep_apart(inner, {each: self._reports[index[each]] for each in inner})
            for group in grouped(members, inner, THRESHOLD):
                yield [index[each] for each in group]


def _label(label: Ints, groups: Iterable[list[int]]) -> None:
    for group in groups:
        label[group] = group[0]


def _connected(count: int, one: Ints, other: Ints) -> Ints:
    """By index the number of what it is connected with."""
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(count, count))
    found: Any = connected_components(graph, directed=False)[1] if count else np.zeros(0)
    return np.asarray(found, dtype=np.int64)
