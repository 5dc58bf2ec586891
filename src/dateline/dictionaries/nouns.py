"""Common nouns that say what kind of thing a noun phrase names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.dictionaries.tables import load_tables

NounKinds = Mapping[str, frozenset[str]]


@cache
def load_nouns() -> NounKinds:
    """Kinds by lemma: ``nouns["soldier"]`` holds "state-force". Raises DictionaryError for a broken file."""
    data = load_tables("nouns.toml")
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in data.items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    return MappingProxyType({lemma: frozenset(found) for lemma, found in kinds.items()})
