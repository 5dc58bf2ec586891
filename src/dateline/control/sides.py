"""Sides: which party to a conflict somebody belongs to in the end, and whether two may be the same.

A force belongs to its parent's side, a person to that of the affiliation ("Iraqi army" and a prime minister to the
government). Forces that the words leave unnamed ("troops") are nobody's in particular: they may be the same as
any side of their kind, and are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.dictionaries.normal import normal_key
from dateline.records.claim import GroundedClaim, Participant, Speaker
from dateline.records.control import Side, SideKind
from dateline.records.evidence import Known, Unknown

#: The kind of side that entries and participants of a kind are on; of others it is unknown.
SIDE_KINDS: dict[str, SideKind] = {"state-force": "state", "government": "state", "armed-group": "armed"}
#: What the catalogue calls a national government, and a state's forces as a whole.
_NATIONAL = re.compile(r"Government of ")
_WHOLE = (
    re.compile(r"\b(?:army|armed forces|military)\b", re.IGNORECASE),
    re.compile(r"\bsecurity forces\b", re.IGNORECASE),
)
_LONGEST_NAME = 6  # words of a name that is looked up in an office
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
        self._named: dict[str, tuple[str, ...]] = {}
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

    def side_root(self, entry_id: str | None) -> str | None:
        """The side of an entry that is, or belongs to, a government or a force; None for all others.

        Other than by ``party_root``, a government may be no party to any conflict that the dictionaries know of.
        """
        for _ in range(_STEPS):
            entry = self._catalogue.get(entry_id) if entry_id else None
            if entry is None:
                return None
            if entry.kind in SIDE_KINDS:
                return self.root(entry.id)
            entry_id = entry.affiliation or entry.parent
        return None

    def outlet_side(self, name: str | None) -> str | None:
        """The side of the government or force that an outlet belongs to; None where it is nobody's, or unknown."""
        entry = self._outlets.get(normal_key(name)) if name else None
        return self.side_root(entry.id) if entry is not None else None

    def named_in(self, words: str, keep: bool = True) -> tuple[str, ...]:
        """The sides of the forces, governments and nations that the words name ("the Iraqi defence minister").

        Without ``keep`` they are not remembered, as for a sentence, which is not asked for again.
        """
        found = self._named.get(words)
        if found is None:
            parts = normal_key(words).split()
            spans = (
                " ".join(parts[i : i + size])
                for i in range(len(parts))
                for size in range(1, min(_LONGEST_NAME, len(parts) - i) + 1)
            )
            found = tuple(dict.fromkeys(r for span in spans for r in self._by_form.get(span, ())))
            if keep:
                self._named[words] = found
        return found

    def formed(self, form: str) -> tuple[str, ...]:
        """The sides of which this is a form of the name, or the nation ("Syrian")."""
        return self._by_form.get(normal_key(form), ())

    def home(self, country: str) -> str | None:
        """The national government of a country (ISO 3166-1), where there is one and no other claims to be it."""
        return self._homes.get(country)

    @cached_property
    def _homes(self) -> dict[str, str]:
        national: dict[str, list[str]] = {}
        for entry in self._catalogue.by_kind("government"):
            if entry.country and entry.parent is None and _NATIONAL.match(entry.name):
                national.setdefault(entry.country, []).append(entry.id)
        return {country: found[0] for country, found in national.items() if len(found) == 1}

    def force_of(self, root: str) -> str:
        """The entry of a state's forces as a whole; the state's own where the catalogue has none."""
        return self._forces.get(root, root)

    @cached_property
    def _forces(self) -> dict[str, str]:
        forces: dict[str, str] = {}
        for whole in _WHOLE:
            for entry in self._catalogue.by_kind("state-force"):
                if entry.parent is not None and whole.search(entry.name):
                    forces.setdefault(entry.parent, entry.id)
        return forces

    def is_government(self, root: str) -> bool:
        """Whether the side is a government's."""
        entry = self._catalogue.get(root)
        return entry is not None and entry.kind == "government"

    @cached_property
    def _by_form(self) -> dict[str, tuple[str, ...]]:
        """Sides by the forms of their forces and governments, and of the nations whose governments are known."""
        forms: dict[str, dict[str, None]] = {}
        governments: dict[str, str] = {}
        for entry in self._catalogue.entries.values():
            if entry.kind in SIDE_KINDS:
                for form in (entry.name, *entry.aliases):
                    forms.setdefault(normal_key(form), {})[self.root(entry.id)] = None
            if entry.kind == "government" and entry.country and entry.parent is None:
                governments.setdefault(entry.country, self.root(entry.id))
        for entry in self._catalogue.by_kind("nationality"):
            government = governments.get(entry.country or "")
            for form in (entry.name, *entry.aliases, *entry.exact) if government else ():
                forms.setdefault(normal_key(form), {})[str(government)] = None
        return {form: tuple(roots) for form, roots in forms.items()}

    def known(self, entry_id: str) -> bool:
        """Whether the catalogue has such an entry."""
        return self._catalogue.get(entry_id) is not None

    def is_role(self, entry_id: str | None) -> bool:
        """Whether the entry is an office that many people hold ("defence minister"), which tells not who it is."""
        entry = self._catalogue.get(entry_id) if entry_id else None
        return entry is not None and entry.kind == "role"

    def kind_of(self, root: str) -> SideKind:
        """Whether a side is a state's or that of armed people."""
        return self._kind([root])

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
        kinds = {SIDE_KINDS[one.kind] for one in people if one.kind in SIDE_KINDS}
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
        found = {
            SIDE_KINDS.get(e.kind, "unknown") for i in entries if (e := self._catalogue.get(i)) is not None
        }
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
