"""Labels: what people read in place of the codes of columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from dateline.codebooks.ontology import load_ontology
from dateline.control.accusing import Accusing
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.forms import entry_names
from dateline.dictionaries.matcher import Matcher
from dateline.dictionaries.nouns import load_nouns
from dateline.export.terminal import plain
from dateline.records.control import Camp, ControlSpell
from dateline.records.evidence import Unknown
from dateline.store.columns import Tables

_NAMED: Final = re.compile(r"(?:[Tt]he )?(?:[A-Z]\w*)(?:[ -][A-Z]\w*)*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MEN: Final = re.compile(r"men$")
_IES: Final = re.compile(r"ies$")
_PARTIES: Final = frozenset({"state-force", "armed-group", "government", "organisation"})
#: Types of roles that speak or act for a party.
_OFFICES: Final = frozenset({"official", "political", "leader", "military", "police"})


class Labels:
    """The names of what the columns' codes stand for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.types: list[str] = tables.types.values
        self.realities: list[str] = tables.realities.values
        self.entries: Mapping[str, str] = entries()
        self.accusing = accusing()

    def event(self, code: int) -> str:
        """The identifier of an event."""
        return str(self._tables.events.values[code])

    def type_label(self, code: int) -> str:
        """What people call an event type."""
        return type_label(self.types[code])

    def place(self, code: int) -> str:
        """The name of a place."""
        return plain(self._tables.places.names[code])

    def place_key(self, code: int) -> str:
        """The gazetteer's identifier of a place."""
        return str(self._tables.places.ids.values[code])

    def place_hint(self, code: int) -> str:
        """What kind of place it is and where."""
        table = self._tables.places
        where = (table.provinces[code], table.countries[code])
        return ", ".join(dict.fromkeys(part for part in (table.kinds[code], *where) if part))


@lru_cache(maxsize=1)
def entries() -> Mapping[str, str]:
    """The name of each dictionary entry, by its identifier."""
    return entry_names()


@lru_cache(maxsize=1)
def _type_labels() -> Mapping[str, str]:
    return {event.id: event.id.replace("-", " ").capitalize() for event in load_ontology().event}


@lru_cache(maxsize=1)
def accusing() -> Accusing:
    """Tells whom adversaries alone name."""
    return Accusing(load_catalogue(), load_nouns())


def type_label(identifier: str) -> str:
    """What people call an event type ("Force estimate")."""
    return _type_labels().get(identifier, identifier.capitalize())


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    return Matcher(load_catalogue())


@lru_cache(maxsize=10_000)
def is_party(words: str) -> bool:
    """Whether words that stand for no entry name a party: by a noun for one ("rebels"), an office, or a nationality.

    People, things and numbers ("five people", "Kuwaiti families", "19") are none, and a name alone says nothing: it may
    be a day's or the weather's.
    """
    nouns = load_nouns()
    kinds = {
        kind
        for part in _WORD.findall(words)
        for form in (
            part.lower(),
            part.lower().removesuffix("s"),
            _MEN.sub("man", part.lower()),
            _IES.sub("y", part.lower()),
        )
        for kind in nouns.get(form, frozenset())
    }
    if kinds & _PARTIES:
        return True
    entries = load_catalogue().entries
    for found in _matcher().find(words):
        if found.kind in _PARTIES:
            return True
        # "the Russians" may be a side; "French wine" and "five Syrians" are none
        if found.kind == "nationality" and not kinds and _NAMED.fullmatch(words):
            return True
        if found.kind == "role" and entries[found.entry_id].type in _OFFICES:
            return True
    return False


def worded(camp: Camp) -> str | None:
    """The words for a side that is named and that no dictionary has; None for every other camp."""
    if isinstance(camp.holder, Unknown) and camp.words and camp.words != camp.holder.reason:
        return camp.words
    return None


def holder_words(spell: ControlSpell) -> str | None:
    """The words for the holder, where one is named and no dictionary has it."""
    if isinstance(spell.holder, Unknown) and spell.camps and spell.camps[0].holder == spell.holder:
        return worded(spell.camps[0])
    return None
