"""Common nouns that say what kind of thing a noun phrase names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from dateline.errors import DictionaryError

NounKinds = Mapping[str, frozenset[str]]


@cache
def load_nouns() -> NounKinds:
    """Kinds by lemma: ``nouns["soldier"]`` holds "state-force". Raises DictionaryError for a broken file."""
    source = resources.files("dateline.dictionaries").joinpath("nouns.toml")
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DictionaryError(f"nouns.toml: {error}; install Dateline again") from error
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in data.items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    return MappingProxyType({lemma: frozenset(found) for lemma, found in kinds.items()})
