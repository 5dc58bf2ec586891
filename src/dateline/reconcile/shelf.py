"""Shelves: where a reconciler keeps its tellings, what ties them, and the groups they fall into.

``Shelf`` is what one must offer; ``MemoryShelf`` keeps all in memory, ``dateline.store.shelf`` in a case file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from dateline.reconcile.blocks import Blocks
from dateline.reconcile.tellings import Telling
from dateline.records.event import RelationKind

#: The identifiers of the tellings of one happening, sorted.
Group = tuple[str, ...]


class Shelf(Protocol):
    """What a reconciler keeps. Tellings are named by their identifiers."""

    def __contains__(self, name: str) -> bool:
        """Whether the telling is there and counts."""

    def telling(self, name: str) -> Telling:
        """The telling of this name. Raises KeyError."""

    def telling_of(self, claim: str) -> str | None:
        """The name of the telling that holds this claim; None where none does that counts."""

    def near(self, telling: Telling) -> list[Telling]:
        """The others that share a key with this one and may be compared with it, by name."""

    def put(self, telling: Telling) -> None:
        """Keep the telling, as a group of its own."""

    def drop(self, name: str) -> None:
        """Let the telling count no longer."""

    def tie(self, name: str, others: Mapping[str, float]) -> None:
        """Keep that the telling and these others are one happening's, or nearly, with these weights."""

    def tied(self, names: Sequence[str]) -> list[Mapping[str, float]]:
        """The weights of the tellings' ties, by the other's name, in the order of the tellings."""

    def bear(self, name: str, kind: RelationKind, other: str) -> None:
        """Keep that the first bears on the other so."""

    def bears(self, name: str) -> Mapping[str, RelationKind]:
        """What the telling bears on, and how."""

    def borne(self, name: str) -> Collection[str]:
        """What bears on the telling."""

    def group(self, name: str) -> Group:
        """The group that the telling is in."""

    def regroup(self, groups: Iterable[Group]) -> None:
        """Put tellings into these groups."""


class MemoryShelf:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._ties: dict[str, dict[str, float]] = defaultdict(dict)
        #: Who bears on whom and how: from the one that bears, and from the one it bears on.
        self._bears: dict[str, dict[str, RelationKind]] = defaultdict(dict)
        self._borne: dict[str, set[str]] = defaultdict(set)
        self._groups: dict[str, Group] = {}
        self._of_claim: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._groups

    def __iter__(self) -> Iterator[Telling]:
        return iter(self._blocks)

    def telling(self, name: str) -> Telling:
        """The telling of this name. Raises KeyError."""
        return self._blocks[name]

    def telling_of(self, claim: str) -> str | None:
        """The name of the telling that holds this claim."""
        return self._of_claim.get(claim)

    def near(self, telling: Telling) -> list[Telling]:
        """The others that share a key with this one and may be compared with it, by name."""
        return self._blocks.near(telling)

    def put(self, telling: Telling) -> None:
        """Keep the telling, as a group of its own."""
        self._blocks.add(telling)
        self._groups[telling.id] = (telling.id,)
        self._of_claim.update(dict.fromkeys(telling.claims, telling.id))

    def drop(self, name: str) -> None:
        """Forget the telling."""
        for claim in self._blocks[name].claims:
            if self._of_claim.get(claim) == name:
                del self._of_claim[claim]
        self._blocks.remove(name)
        del self._groups[name]
        for other in self._ties.pop(name, {}):
            del self._ties[other][name]
        for other in self._bears.pop(name, {}):
            self._borne[other].discard(name)
        for other in self._borne.pop(name, set()):
            del self._bears[other][name]

    def tie(self, name: str, others: Mapping[str, float]) -> None:
        """Keep that the telling and these others are one happening's, or nearly, with these weights."""
        for other, weight in others.items():
            self._ties[name][other] = self._ties[other][name] = weight

    def tied(self, names: Sequence[str]) -> list[Mapping[str, float]]:
        """The weights of the tellings' ties, by the other's name, in the order of the tellings."""
        return [self._ties.get(name, {}) for name in names]

    def bear(self, name: str, kind: RelationKind, other: str) -> None:
        """Keep that the first bears on the other so."""
        self._bears[name][other] = kind
        self._borne[other].add(name)

    def bears(self, name: str) -> Mapping[str, RelationKind]:
        """What the telling bears on, and how."""
        return self._bears.get(name, {})

    def borne(self, name: str) -> Collection[str]:
        """What bears on the telling."""
        return self._borne.get(name, set())

    def group(self, name: str) -> Group:
        """The group that the telling is in."""
        return self._groups[name]

    def groups(self) -> list[Group]:
        """All groups, sorted."""
        return sorted(set(self._groups.values()))

    def regroup(self, groups: Iterable[Group]) -> None:
        """Put tellings into these groups."""
        for group in groups:
            self._groups.update(dict.fromkeys(group, group))
