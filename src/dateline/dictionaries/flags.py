"""The words and patterns by which readers' comments are flagged, from ``flags.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import msgspec

from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.countries import country_names
from dateline.dictionaries.tables import load_tables
from dateline.errors import DictionaryError
from dateline.records.report import FlagKind

_FILE = "flags.toml"
#: Names of countries that are words, too.
_NO_COUNTRIES = frozenset({"us"})


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People of one kind: ``nouns`` in the singular, ``same`` alike in both numbers, ``the`` after "the".

    ``adjectives`` make a group before a word for people. ``slurs`` are names of contempt, ``unsure`` those
    that are other words, too. An irregular plural stands behind a slash.
    """

    name: str
    nouns: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    the: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    slurs: tuple[str, ...] = ()
    same_slurs: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Patterns of one meaning, and what must hold around them (see flags.toml)."""

    kind: FlagKind
    reason: str
    patterns: tuple[str, ...]
    subject: bool = False
    careful: bool = False
    charge: bool = False
    slur: bool = False


class FlagWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that flags are told by. ``group_words`` has ``persons``, ``others`` and ``they``.

    ``countries`` are their names in lower case; who calls on a country to kill names it first.
    """

    groups: Mapping[str, Group]
    group_words: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    countries: frozenset[str] = frozenset()


@cache
def load_flag_words() -> FlagWords:
    """The words that ship with Dateline, nations from the catalogue among them. Raises DictionaryError."""
    nations = [
        form.lower()
        for entry in load_catalogue().by_kind("nationality")
        for form in (entry.name, *entry.aliases)
    ]
    return flag_words_of(load_tables(_FILE), nations, country_names() - _NO_COUNTRIES)


def flag_words_of(
    tables: Mapping[str, Any], nations: Iterable[str] = (), countries: Iterable[str] = ()
) -> FlagWords:
    """The words of these tables. Raises DictionaryError for an unknown field, or a class that is not there."""
    try:
        words = msgspec.convert(tables, FlagWords)
    except msgspec.ValidationError as error:
        raise DictionaryError(f"{_FILE}: {error}; see dictionaries/flags.py") from error
    for name in ("persons", "others", "they"):
        if name not in words.group_words:
            raise DictionaryError(f"{_FILE}: [group_words] needs {name}")
    known = {form for group in words.groups.values() for form in (*group.nouns, *group.same)}
    own = [form for form in nations if form not in known and form.isalpha()]
    nation = Group(
        name="a nation",
        nouns=tuple(form for form in own if not form.endswith(("s", "ese", "ish", "ch"))),
        adjectives=tuple(own),
        the=tuple(form for form in own if form.endswith(("ese", "ish", "ch"))),
    )
    groups = MappingProxyType({**words.groups, "nation": nation})
    return msgspec.structs.replace(words, groups=groups, countries=frozenset(countries))
