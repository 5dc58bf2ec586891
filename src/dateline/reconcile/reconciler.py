"""Reconciler: which tellings are one happening's, kept as reports come, change and go in any order.

Nothing is stored here and nothing read: what is kept is on a shelf. After the same tellings and the same words of
people the groups are the same, whatever the order and however many came at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.reconcile.blocks import bearing, same_kind
from dateline.reconcile.bonds import NO_BONDS, Bonds
from dateline.reconcile.echoes import Unions
from dateline.reconcile.merging import PARTED, grouped, unit
from dateline.reconcile.scoring import DOUBTFUL, THRESHOLD, own_match, said_alike, weight_of
from dateline.reconcile.shelf import Group, MemoryShelf, Shelf
from dateline.reconcile.tellings import Telling, tellings_of
from dateline.records.claim import GroundedReport
from dateline.records.event import RelationKind

#: Weight of two tellings of one report, family and stance: what a report keeps apart is hardly one happening. Not
#: minus infinity, for a mode misread keeps apart, too: -1000 gives 0.858 CoNLL F1 on the incidents, -8 gives 0.871,
#: but there three reports of two strikes would have joined them.
_APART = -30.0
_TOGETHER = float("inf")


class Reconciler:
    """Puts tellings on a shelf and into groups. What it returns are the names of all that may have moved."""

    def __init__(self, shelf: Shelf, bonds: Bonds = NO_BONDS) -> None:
        self.shelf, self._bonds = shelf, bonds

    def add(self, tellings: Iterable[Telling]) -> frozenset[str]:
        """Add tellings of one or several reports; one that is there changes nothing."""
        touched: set[str] = set()
        for telling in tellings:
            if telling.id not in self.shelf:
                touched |= self._place(telling)
        return self.settle(touched)

    def remove(self, names: Iterable[str]) -> frozenset[str]:
        """Take tellings off the shelf."""
        touched: set[str] = set()
        gone = [name for name in names if name in self.shelf]
        for name in gone:
            touched |= set(self._rows([name])[0])
            touched |= set(self.shelf.group(name))
            self.shelf.drop(name)
        return self.settle(touched - set(gone))

    def rebind(self, bonds: Bonds, claims: Iterable[str]) -> frozenset[str]:
        """Go by other bonds from now on, which differ in what they say of these claims."""
        wanted = {name for claim in claims if (name := self.shelf.telling_of(claim)) is not None}
        touched: set[str] = set()
        for name in sorted(wanted):
            if name not in touched:
                touched |= self._unit(name)
        self._bonds = bonds
        return self.settle(touched)

    def _unit(self, name: str) -> frozenset[str]:
        return unit(name, self._rows, THRESHOLD)

    def _rows(self, names: Sequence[str]) -> list[Mapping[str, float]]:
        """The tellings' ties, and those they have by people's words."""
        rows = self.shelf.tied(names)
        if not self._bonds:
            return rows
        return [
            {**row, **dict.fromkeys(self._joined(name), _TOGETHER)}
            for name, row in zip(names, rows, strict=True)
        ]

    def _joined(self, name: str) -> set[str]:
        if not self._bonds:
            return set()
        claims = self.shelf.telling(name).claims
        partners = (self.shelf.telling_of(other) for claim in claims for other in self._bonds.together(claim))
        return {partner for partner in partners if partner is not None and partner != name}

    def _parted(self, name: str) -> set[str]:
        claims = self.shelf.telling(name).claims
        found = (self.shelf.telling_of(other) for claim in claims for other in self._bonds.apart(claim))
        return {other for other in found if other is not None}

    def _place(self, telling: Telling) -> set[str]:
        """The tellings whose groups the new one may change, after it was compared with its neighbourhood."""
        shelf, name = self.shelf, telling.id
        ties: dict[str, float] = {}
        borne: list[tuple[str, RelationKind, str]] = []
        for other in shelf.near(telling):
            weight, kinds = tie_of(telling, other)
            if weight is not None:
                ties[other.id] = weight
            for first, kind, second in ((name, kinds[0], other.id), (other.id, kinds[1], name)):
                if kind is not None:
                    borne.append((first, kind, second))
        touched: set[str] = set()
        for other_name, weight in ties.items():
            if weight > THRESHOLD and other_name not in touched:
                touched |= self._unit(other_name)
        shelf.put(telling)
        shelf.tie(name, ties)
        for first, kind, second in borne:
            shelf.bear(first, kind, second)
        joined = self._joined(name)
        return touched.union({name}, *(self._unit(other) for other in joined))

    def settle(self, names: Iterable[str]) -> frozenset[str]:
        """Group anew the units of these tellings."""
        todo, moved = set(names), set[str]()
        while todo:
            area = self._unit(min(todo))
            self.shelf.regroup(self._groups(area))
            moved |= area
            todo -= area
        return frozenset(moved)

    def _groups(self, area: frozenset[str]) -> list[tuple[str, ...]]:
        if len(area) == 1:
            return [tuple(area)]
        names = sorted(area)
        rows = {name: dict(row) for name, row in zip(names, self.shelf.tied(names), strict=True)}
        keep_apart(rows, {name: self.shelf.telling(name).around.report for name in names})
        together: list[tuple[str, str]] = []
        if self._bonds:
            for name in names:
                together += [(name, other) for other in self._joined(name) if other in area]
                for other in self._parted(name) & area - {name}:
                    rows[name][other] = rows[other][name] = PARTED
        return _joined_by_people(grouped(area, rows, THRESHOLD), rows, together)


def _joined_by_people(
    groups: list[Group], rows: Mapping[str, Mapping[str, float]], together: Iterable[tuple[str, str]]
) -> list[Group]:
    """The groups, those made one of which people joined members.

    Where that would put into one group what people told apart, only what they named is joined.
    """
    unions: Unions[str] = Unions()
    home = {name: group[0] for group in groups for name in group}
    pairs = sorted(together)
    for one, other in pairs:
        unions.join(home[one], home[other])
    merged: dict[str, list[str]] = defaultdict(list)
    for group in groups:
        merged[unions.root(group[0])] += group
    out: list[Group] = []
    for names in merged.values():
        held = set(names)
        if any(weight == PARTED for name in names for other, weight in rows[name].items() if other in held):
            inner = [(one, other) for one, other in pairs if one in held]
            out += grouped(names, rows, THRESHOLD, inner)
        else:
            out.append(tuple(sorted(names)))
    return out


def keep_apart(rows: Mapping[str, dict[str, float]], reports: Mapping[str, str]) -> None:
    """Write into the rows of tellings that those of one report are hardly one happening."""
    of_report: dict[str, list[str]] = {}
    for name, report in reports.items():
        of_report.setdefault(report, []).append(name)
    for one, other in _pairs(of_report.values()):
        rows[one][other] = rows[other][one] = _APART


def _pairs(groups: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for names in groups:
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                yield one, other


def tie_of(
    one: Telling, other: Telling
) -> tuple[float | None, tuple[RelationKind | None, RelationKind | None]]:
    """How two tellings that may be compared are tied: the weight of the tie, and how each bears on the other.

    The weight is None where they are not one happening's or nearly.
    """
    if same_kind(one, other):
        weight = weight_of(one, other)
        return (weight if weight > THRESHOLD - DOUBTFUL else None), (None, None)
    kinds = bearing(one, other), bearing(other, one)
    if not any(kinds):
        return None, (None, None)
    if one.around.report == other.around.report:
        enough = own_match(one, other) is not None
    else:
        enough = weight_of(one, other) > THRESHOLD and ("sums-up" not in kinds or said_alike(one, other))
    return None, (kinds if enough else (None, None))


def reconciled(reports: Iterable[GroundedReport], agencies: frozenset[str] = frozenset()) -> MemoryShelf:
    """A shelf with the tellings of these reports in their groups; ``agencies`` as in ``tellings_of``."""
    shelf = MemoryShelf()
    reconciler = Reconciler(shelf)
    for report in reports:
        reconciler.add(tellings_of(report, agencies))
    return shelf
