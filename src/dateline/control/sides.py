"""Sides: which party to a conflict somebody belongs to in the end, and whether two may be the same.

A force belongs to its parent's side, a person to that of the affiliation ("Iraqi army" and a prime minister to the
government). Forces that the words leave unnamed ("troops") are nobody's in particular: they may be the same as
any side of their kind, and are never taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.dictionaries.normal import normal_key
from dateline.records.claim import GroundedClaim, Participant, Speaker
from dateline.records.control import Side, SideKind
from dateline.records.evidence import Known, Unknown

_KINDS: dict[str, SideKind] = {"state-force": "state", "government": "state", "armed-group": "armed"}
_STEPS = 10  # links from a force to its side; there are at most four

#: Why those who are named are no side.
NO_FORCE = "those who are named are no force"
NOBODY = Side(roots=(), entry=None, words="", kind="unknown", how="the words name nobody")


class Sides:
    """Ties what claims name to sides. Holds only the catalogue it was made from; may be shared."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._roots: dict[str, str] = {}
        self._outlets: dict[str, Entry] = {}
        for entry in catalogue.by_kind("outlet"):
            for form in catalogue.aliases_of(entry.id):
                self._outlets.setdefault(normal_key(form), entry)

    def root(self, entry_id: str) -> str:
        """The entry whose side this entry is on; itself where it is on nobody's, or not in the catalogue."""
        found = self._roots.get(entry_id)
        if found is None:
            found = entry_id
            for _ in range(_STEPS):
                entry = self._catalogue.get(found)
                above = (entry.affiliation or entry.parent) if entry is not None else None
                if above is None:
                    break
                found = above
            self._roots[entry_id] = found
        return found

    def party_root(self, entry_id: str | None) -> str | None:
        """The side of an entry where it, or what it belongs to, is a party to a conflict; else None."""
        for _ in range(_STEPS):
            entry = self._catalogue.get(entry_id) if entry_id else None
            if entry is None:
                return None
            if entry.party:
                return self.root(entry.id)
            entry_id = entry.affiliation or entry.parent
        return None

    def outlet_root(self, name: str | None) -> str | None:
        """The side of the party that an outlet belongs to; None where it is on nobody's, or unknown."""
        entry = self._outlets.get(normal_key(name)) if name else None
        return self.party_root(entry.id) if entry is not None else None

    def name(self, entry_id: str) -> str:
        """The entry's name; the identifier where the catalogue does not have it."""
        entry = self._catalogue.get(entry_id)
        return entry.name if entry is not None else entry_id

    def of(self, grounded: GroundedClaim, which: Literal["actors", "recipients"]) -> Side:
        """The side that the actors (or recipients) of the claim are; ``NOBODY`` where none is named.

        Only forces, armed groups and governments are sides; of people, residents and others the words are kept.
        """
        people: tuple[Participant, ...] | Unknown = getattr(grounded.claim, which)
        if isinstance(people, Unknown):
            return NOBODY
        entries = entries_of(grounded, which, people)
        named = [entry for entry in entries if entry and self._kind([entry]) != "unknown"]
        kinds = {_KINDS[one.kind] for one in people if one.kind in _KINDS}
        words = "; ".join(dict.fromkeys(one.words for one in people))
        if not named and not kinds:
            return (
                NOBODY if not words else Side(roots=(), entry=None, words=words, kind="unknown", how=NO_FORCE)
            )
        return Side(
            roots=tuple(sorted({self.root(entry) for entry in named})),
            entry=named[0] if named else None,
            words=words,
            kind=next(iter(kinds)) if len(kinds) == 1 else self._kind(named),
            how="named" if named else f"{words!r} is not tied to an entry",
        )

    def of_entry(self, entry_id: str, words: str, how: str) -> Side:
        """The side of a dictionary entry."""
        root = self.root(entry_id)
        return Side(roots=(root,), entry=entry_id, words=words, kind=self._kind([entry_id]), how=how)

    def _kind(self, entries: Sequence[str]) -> SideKind:
        found = {_KINDS.get(e.kind, "unknown") for i in entries if (e := self._catalogue.get(i)) is not None}
        return found.pop() if len(found) == 1 else "unknown"


def entries_of(
    grounded: GroundedClaim, which: str, people: Iterable[Participant | Speaker]
) -> list[str | None]:
    """The dictionary entry of each of these people of the claim, None where they have none."""
    found = {a.index: a.entry for a in grounded.actors if a.side == which}
    entries: list[str | None] = []
    for index, one in enumerate(people):
        entry = found.get(index)
        entries.append(entry.value if isinstance(entry, Known) else one.entry if entry is None else None)
    return entries


def same(one: Side, other: Side) -> bool:
    """Whether two sides may be the same: a common root, or an unnamed one of the same or unknown kind."""
    if one.roots and other.roots:
        return not set(one.roots).isdisjoint(other.roots)
    return "unknown" in (one.kind, other.kind) or one.kind == other.kind
