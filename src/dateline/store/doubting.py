"""Doubts: the pairs of claims of which a person's word on whether they are of one event would change most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sqlalchemy import Connection, text

from dateline.reconcile.bonds import Bonds
from dateline.reconcile.scoring import DOUBTFUL, THRESHOLD
from dateline.store.arrays import lists
from dateline.store.columns import REVIEWS, Columns, Ints, Mask
from dateline.store.encoding import parts
from dateline.store.schema import ties

#: The weight of a tie, in thousandths, from which on it is not doubtful.
_FIRM: Final = round((THRESHOLD + DOUBTFUL) * 1000)


@dataclass(frozen=True, eq=False)
class Doubts:
    """Pairs of claims (their indices in the columns) of which the machine does not well know whether they are of one event.

    ``weight`` are the log-odds that they are, ``joined`` says that they are in one now. The nearest to the threshold are
    first.
    """

    one: Ints
    other: Ints
    weight: npt.NDArray[np.float64]
    joined: Mask


def doubted(connection: Connection, columns: Columns, bonds: Bonds) -> Doubts:
    """The doubtful pairs of these columns, each question once.

    Left out are events, or parts of one, of whose claims people have decided on a pair, and pairs of one event that
    hangs together without the doubtful tie. Between two events, or two parts of one that only doubtful ties join, the
    nearest pair stands for all.
    """
    first = _first_claims(columns)
    # in words, for a bound value does not show that the index of the doubtful ones will do
    doubtful = text("ties.weight BETWEEN -1100 AND 1100")
    wanted = (ties.c.one, ties.c.other, ties.c.weight)
    read = lists(connection, wanted, doubtful, ties.c.one < ties.c.other)  # type: ignore[arg-type]
    one, other, weight = (np.array(each, dtype=np.int64) for each in read)
    held = _claim_of(first, one) >= 0
    held &= _claim_of(first, other) >= 0
    one, other, weight = one[held], other[held], weight[held]
    nearest = np.lexsort((other, one, np.abs(weight)))
    one, other, weight = one[nearest], other[nearest], weight[nearest]
    a, b = first[one], first[other]
    joined = columns.event[a] == columns.event[b]
    part_of = _firm_parts(connection, columns, first, np.unique(columns.event[a[joined]]), bonds)
    sides = np.sort(
        np.stack(
            [
                np.where(joined, part_of[one], columns.event[a]),
                np.where(joined, part_of[other], columns.event[b]),
            ]
        ),
        axis=0,
    )
    width = max(len(columns.tables.events), int(part_of.max(initial=0))) + 1
    question = (joined * width + sides[0]) * width + sides[1]
    _, asked = np.unique(question, return_index=True)
    asked = np.sort(asked)
    answered = np.array(
        [(in_one * width + low) * width + high for in_one, low, high in _answered(columns, part_of, bonds)],
        dtype=np.int64,
    )
    asked = asked[(sides[0] != sides[1])[asked] & ~np.isin(question[asked], answered)]
    return Doubts(one=a[asked], other=b[asked], weight=weight[asked] / 1000, joined=joined[asked])


def _first_claims(columns: Columns) -> Ints:
    """By the row of a telling the first of its claims (an index) that is of an event; -1 where none is."""
    found = np.full(int(columns.telling.max(initial=0)) + 1, -1, dtype=np.int64)
    live = np.flatnonzero(
        (columns.event >= 0) & columns.standing & (columns.review != REVIEWS.index("rejected"))
    )[::-1]
    found[columns.telling[live]] = live  # what is written last stays
    return found


def _claim_of(first: Ints, telling: Ints) -> Ints:
    """The first claim of each of these tellings, -1 of one that is newer than the columns."""
    known = telling < len(first)
    found: Ints = np.where(known, first[np.where(known, telling, 0)], -1)
    return found


def _firm_parts(connection: Connection, columns: Columns, first: Ints, events: Ints, bonds: Bonds) -> Ints:
    """By the row of a telling of these events the part of its event (a number) that it hangs together with.

    Parts hang together by ties that are not doubtful, or by people's words. -1 for tellings of other events.
    """
    wanted = np.zeros(len(columns.tables.events) + 1, dtype=np.bool_)
    wanted[events] = True
    event_of = np.append(columns.event, -1)[first]
    rows = np.flatnonzero(wanted[event_of])
    starts, ends = [rows], [rows]
    for part in parts(rows.tolist()):
        found = lists(connection, (ties.c.one, ties.c.other), ties.c.one.in_(part), ties.c.weight >= _FIRM)
        one, other = (np.array(each, dtype=np.int64) for each in found)
        known = _claim_of(first, other) >= 0
        starts.append(one[known])
        ends.append(other[known])
    for whole in bonds.wholes():
        members = [columns.telling[at] for name in whole if (at := columns.index.get(name)) is not None]
        of_them = np.unique(np.array(members, dtype=np.int64))
        of_them = of_them[_claim_of(first, of_them) >= 0]
        for event in np.unique(event_of[of_them]):
            same = of_them[event_of[of_them] == event]
            starts.append(same[:-1])
            ends.append(same[1:])
    one, other = np.concatenate(starts), np.concatenate(ends)
    same_event = (event_of[one] == event_of[other]) & wanted[event_of[one]]
    one, other = one[same_event], other[same_event]
    size = len(first)
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    found_parts: Ints = np.full(size, -1, dtype=np.int64)
    found_parts[rows] = labels[rows]
    return found_parts


def _answered(columns: Columns, part_of: Ints, bonds: Bonds) -> Iterator[tuple[bool, int, int]]:
    """The questions that people's words answer: whether it is of parts of one event, and its two sides.

    What is said of one claim is said of all that it was joined with: where A and B were joined and B and C parted, nobody
    is asked of A and C.
    """
    for whole in bonds.wholes():
        own = _places(columns, part_of, whole)
        others = _places(columns, part_of, bonds.apart(next(iter(whole))))
        for (event, part), (another, other) in product(own, own | others):
            if event != another:
                yield False, min(event, another), max(event, another)
            elif part >= 0 and other >= 0:
                yield True, min(part, other), max(part, other)


def _places(columns: Columns, part_of: Ints, claims: frozenset[str]) -> set[tuple[int, int]]:
    """The events, and their parts (-1: of no parts), that hold these claims."""
    indices = [columns.index[name] for name in claims if name in columns.index]
    return {
        (int(columns.event[at]), int(part_of[columns.telling[at]]))
        for at in indices
        if columns.event[at] >= 0
    }
