"""Doubts: the pairs of claims of which a person's word on whether they are of one event would change most."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text

from dateline.reconcile.bonds import Bonds
from dateline.reconcile.echoes import Unions
from dateline.reconcile.scoring import DOUBTFUL, THRESHOLD
from dateline.reconcile.shelf import Group
from dateline.records.evidence import Record
from dateline.store.schema import tellings, ties
from dateline.store.shelf import SqlShelf


class Doubt(Record, frozen=True):
    """Two claims of which the machine does not well know whether they are of one event, and how likely it is."""

    one: str
    other: str
    weight: float
    joined: bool


def doubted(connection: Connection, shelf: SqlShelf, bonds: Bonds) -> Iterator[Doubt]:
    """The doubtful pairs, those nearest to the threshold first, each question once.

    Left out are events, or parts of one, of whose claims people have decided on a pair, and pairs of one event that
    hangs together without the doubtful tie. Between two events, or two parts of one that only doubtful ties join, the
    nearest pair stands for all.
    """
    one, other = tellings.alias(), tellings.alias()
    query = (
        select(one.c.id, other.c.id, ties.c.weight, one.c.event == other.c.event)
        .select_from(ties)
        .join(one, one.c.row == ties.c.one)
        .join(other, other.c.row == ties.c.other)
        # in words, for a bound value does not show that the index of the doubtful ones will do
        .where(text("ties.weight BETWEEN -1100 AND 1100"), ties.c.one < ties.c.other)
        .where(one.c.counts, other.c.counts)
        .order_by(func.abs(ties.c.weight), one.c.id, other.c.id)
    )
    asked: set[tuple[str, ...]] = set()
    firm: dict[Group, Unions[str]] = {}
    for first, second, weight, joined in connection.execute(query):
        groups = shelf.group(first), shelf.group(second)
        if joined:
            if groups[0] not in firm:
                firm[groups[0]] = _firm(shelf, groups[0], bonds)
            parts = firm[groups[0]]
            sides = [
                [name for name in groups[0] if parts.root(name) == parts.root(one)] for one in (first, second)
            ]
        else:
            sides = [list(groups[0]), list(groups[1])]
        question = tuple(sorted(side[0] for side in sides))
        if sides[0] == sides[1] or question in asked:
            continue
        asked.add(question)
        a, b = ([claim for name in side for claim in shelf.telling(name).claims] for side in sides)
        if not any(bonds.decided(x, y) for x in a for y in b):
            ends = sorted((shelf.telling(first).claims[0], shelf.telling(second).claims[0]))
            yield Doubt(one=ends[0], other=ends[1], weight=weight / 1000, joined=bool(joined))


def _firm(shelf: SqlShelf, group: Group, bonds: Bonds) -> Unions[str]:
    """The parts of a group that hang together by ties that are not doubtful, or by people's words."""
    parts: Unions[str] = Unions()
    home = {claim: name for name in group for claim in shelf.telling(name).claims}
    for name, held in zip(group, shelf.tied(group), strict=True):
        for other, weight in held.items():
            if other in group and weight >= THRESHOLD + DOUBTFUL:
                parts.join(name, other)
    for claim, name in home.items():
        for other in bonds.together(claim):
            if other in home:
                parts.join(name, home[other])
    return parts
