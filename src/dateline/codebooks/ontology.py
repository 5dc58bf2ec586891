"""The ontology: what a claim's type, mode and reality may be, and what each of them means.

The definitions are in ``ontology.toml``. The identifiers are the same as the Literals of
``dateline.records.claim``; a test holds the two together.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from dateline.dictionaries.tables import tables_of
from dateline.errors import DictionaryError
from dateline.records.claim import CasualtyKind, EventType, PlaceRoleName, Reality
from dateline.records.evidence import Record

FILE = "ontology.toml"

Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "none"]


class ModeKind(Record, frozen=True, forbid_unknown_fields=True):
    """One way in which an event can take place."""

    id: str
    definition: str
    example: str


class EventKind(Record, frozen=True, forbid_unknown_fields=True):
    """A type of event; ``quad`` is its quarter of conflict and cooperation, in words and in deeds."""

    id: EventType
    definition: str
    example: str
    quad: Quad
    recipient: Literal["required", "optional"]
    mode: tuple[ModeKind, ...] = ()


class RealityKind(Record, frozen=True, forbid_unknown_fields=True):
    """An answer to the question whether it happened."""

    id: Reality
    definition: str
    example: str


class CasualtyMeaning(Record, frozen=True, forbid_unknown_fields=True):
    """What a kind of casualty means."""

    id: CasualtyKind
    definition: str


class PlaceRoleMeaning(Record, frozen=True, forbid_unknown_fields=True):
    """What a place's role in an event means."""

    id: PlaceRoleName
    definition: str


class Ontology(Record, frozen=True, forbid_unknown_fields=True):
    """All kinds, in the order of the file."""

    event: tuple[EventKind, ...]
    reality: tuple[RealityKind, ...]
    casualty: tuple[CasualtyMeaning, ...]
    place_role: tuple[PlaceRoleMeaning, ...]

    def kind(self, type: str) -> EventKind:
        """The event of this type. Raises DictionaryError where there is none."""
        for event in self.event:
            if event.id == type:
                return event
        known = ", ".join(e.id for e in self.event)
        raise DictionaryError(f"{type!r} is no event type; use one of {known}")

    def modes(self, type: str) -> tuple[str, ...]:
        """The identifiers of this type's modes, () where it has none. Raises DictionaryError for no type."""
        return tuple(m.id for m in self.kind(type).mode)

    def check(self, type: str, mode: str | None) -> None:
        """Raise DictionaryError unless the type exists and has this mode; None stands for no mode told."""
        modes = self.modes(type)
        if mode is not None and mode not in modes:
            known = ", ".join(modes) or "no mode at all"
            raise DictionaryError(f"{type} has no mode {mode!r}; it has {known}")


@cache
def load_ontology() -> Ontology:
    """The ontology that ships with Dateline, read once a process. Raises DictionaryError."""
    try:
        content = resources.files("dateline.codebooks").joinpath(FILE).read_bytes()
    except OSError as error:
        raise DictionaryError(f"{FILE}: cannot be read ({error}); install Dateline again") from error
    return ontology_of(content)


def ontology_of(content: bytes, name: str = FILE) -> Ontology:
    """The ontology this TOML writes down.

    Raises DictionaryError, naming the file, for broken TOML, an unknown or missing field or identifier, an
    empty definition, and an identifier given twice.
    """
    tables = tables_of(name, content)
    try:
        ontology = msgspec.convert(tables, Ontology)
    except msgspec.ValidationError as error:
        raise DictionaryError(f"{name}: {error}; see codebooks/ontology.py for the fields") from error
    _check_lists(ontology, name)
    return ontology


def _check_lists(ontology: Ontology, name: str) -> None:
    lists: dict[str, list[tuple[str, str]]] = {
        "event": [(e.id, e.definition) for e in ontology.event],
        "reality": [(r.id, r.definition) for r in ontology.reality],
        "casualty": [(c.id, c.definition) for c in ontology.casualty],
        "place_role": [(p.id, p.definition) for p in ontology.place_role],
    }
    lists |= {f"mode of {e.id}": [(m.id, m.definition) for m in e.mode] for e in ontology.event}
    for part, entries in lists.items():
        for identifier, count in Counter(i for i, _ in entries).items():
            if count > 1:
                raise DictionaryError(f"{name}: {part} {identifier!r} is given twice; keep one")
        for identifier, definition in entries:
            if not definition.strip():
                raise DictionaryError(f"{name}: {part} {identifier!r} has no definition; write one")
