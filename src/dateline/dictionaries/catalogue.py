"""The catalogue: every entry of the dictionaries, checked as it is loaded.

Each TOML file holds one table an entry, whose key is the entry's identifier::

    [popular-mobilization-forces]
    kind = "state-force"
    name = "Popular Mobilization Forces"
    aliases = ["al-Hashd al-Shaabi"]      # found in any case
    exact = ["PMF"]                       # found in exactly this case
    country = "IQ"

``name`` is found in any case, too, unless ``exact`` repeats it. Regular plurals of roles and weapons
("mayors") are added here and need not be written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import msgspec

from dateline.dictionaries.normal import normal_key
from dateline.dictionaries.tables import content_of, tables_of
from dateline.errors import DictionaryError
from dateline.records.annotation import MentionKind
from dateline.records.evidence import Record

#: The files, in order of loading, and the kind their entries have unless they name another.
FILES: Mapping[str, MentionKind | None] = MappingProxyType(
    {
        "actors.toml": None,
        "people.toml": "person",
        "outlets.toml": "outlet",
        "weapons.toml": "weapon",
        "roles.toml": "role",
        "nationalities.toml": "nationality",
    }
)
_PLURAL_KINDS = frozenset({"weapon", "role"})
_PARTY_KINDS = frozenset({"armed-group", "state-force"})


class Entry(Record, frozen=True):
    """A thing the dictionaries know, and the forms it is written in.

    ``aliases`` are found in any case, ``exact`` only as written. ``country`` is ISO 3166-1 alpha-2;
    ``parent`` and ``affiliation`` are identifiers of entries; ``since`` and ``until`` are years, None where
    unknown or not ended. ``type`` depends on the kind: "rebel-group" or "state-military" for actors, the
    PLOVER mode of assault for weapons, "official" or "unnamed" for roles. ``party`` says whether it is a
    party to an armed conflict. ``role`` is a person's public office.
    """

    id: str
    kind: MentionKind
    name: str
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    type: str | None = None
    party: bool = False
    role: str | None = None
    affiliation: str | None = None


class _Raw(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as a TOML file writes it."""

    name: str
    kind: MentionKind | None = None
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    country: str | None = None
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    type: str | None = None
    party: bool | None = None
    role: str | None = None
    affiliation: str | None = None


class Catalogue:
    """All entries, by identifier. Immutable; ``version`` is a hash of the files it was read from."""

    def __init__(self, entries: Iterable[Entry], version: str) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType({e.id: e for e in entries})
        self.version = version

    def get(self, entry_id: str) -> Entry | None:
        """The entry of this identifier, or None."""
        return self.entries.get(entry_id)

    def by_kind(self, kind: MentionKind) -> tuple[Entry, ...]:
        """The entries of this kind, in the order of the files."""
        return tuple(e for e in self.entries.values() if e.kind == kind)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The names of news agencies, in lower case."""
        found = (e for e in self.entries.values() if e.kind == "outlet" and e.type == "agency")
        return frozenset(name.casefold() for e in found for name in (e.name, *e.aliases, *e.exact))

    def aliases_of(self, entry_id: str) -> tuple[str, ...]:
        """Every form of the entry: its name, its aliases, its exact forms; () where there is no entry."""
        entry = self.entries.get(entry_id)
        if entry is None:
            return ()
        return tuple(dict.fromkeys((entry.name, *entry.aliases, *entry.exact)))


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships with Dateline, read once a process. Raises DictionaryError."""
    contents = {name: content_of(name) for name in FILES}
    return catalogue_of(contents)


def catalogue_of(contents: Mapping[str, bytes]) -> Catalogue:
    """A catalogue of these files' contents, by file name.

    Raises DictionaryError, naming the file and the key, for broken TOML, an unknown field or kind, an
    identifier or a form given twice, and a parent or affiliation that is no entry.
    """
    digest = hashlib.sha256()
    entries: dict[str, Entry] = {}
    where: dict[str, str] = {}
    for name, content in contents.items():
        digest.update(name.encode() + b"\0" + content + b"\0")
        for key, table in tables_of(name, content).items():
            if key in entries:
                raise DictionaryError(f"{name}: [{key}] is in {where[key]} already; use another identifier")
            entries[key] = _entry(name, key, table)
            where[key] = name
    _check_links(entries, where)
    _check_forms(entries, where)
    return Catalogue(entries.values(), digest.hexdigest()[:12])


def _entry(name: str, key: str, table: Any) -> Entry:
    try:
        raw = msgspec.convert(table, _Raw)
    except msgspec.ValidationError as error:
        raise DictionaryError(f"{name}: [{key}]: {error}; see dictionaries/catalogue.py") from error
    kind = raw.kind or FILES.get(name)
    if kind is None:
        raise DictionaryError(f"{name}: [{key}] needs a kind")
    aliases = raw.aliases
    if kind in _PLURAL_KINDS:
        aliases = _with_plurals(raw.name, aliases, raw.exact)
    party = kind in _PARTY_KINDS if raw.party is None else raw.party
    return Entry(
        id=key,
        kind=kind,
        name=raw.name,
        aliases=aliases,
        exact=raw.exact,
        country=raw.country,
        parent=raw.parent,
        since=raw.since,
        until=raw.until,
        type=raw.type,
        party=party,
        role=raw.role,
        affiliation=raw.affiliation,
    )


def _with_plurals(name: str, aliases: tuple[str, ...], exact: tuple[str, ...]) -> tuple[str, ...]:
    forms = [f for f in (name, *aliases) if f not in exact]
    plurals = (_plural(f) for f in forms if f[-1:].isalpha())
    return tuple(f for f in dict.fromkeys((*aliases, *plurals)) if f != name)


def _plural(form: str) -> str:
    """The regular English plural of the form's last word; a form that ends in s is taken for one."""
    if form.endswith(("man", "Man")):
        return form[:-2] + "en"
    if form.endswith("y") and form[-2:-1] not in tuple("aeiou"):
        return form[:-1] + "ies"
    if form.endswith(("x", "ch", "sh", "ss")):
        return form + "es"
    return form if form.endswith(("s", "men", "people", "artillery")) else form + "s"


def _check_links(entries: Mapping[str, Entry], where: Mapping[str, str]) -> None:
    for key, entry in entries.items():
        for field, target in (("parent", entry.parent), ("affiliation", entry.affiliation)):
            if target is not None and target not in entries:
                raise DictionaryError(f"{where[key]}: [{key}]: {field} {target!r} is no entry")


def _check_forms(entries: Mapping[str, Entry], where: Mapping[str, str]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for key, entry in entries.items():
        forms = [("any case", normal_key(f)) for f in (entry.name, *entry.aliases) if f not in entry.exact]
        forms += [("exact", f) for f in entry.exact]
        for form in dict.fromkeys(forms):
            if not form[1]:
                raise DictionaryError(f"{where[key]}: [{key}] has an empty form")
            if form in seen:
                raise DictionaryError(
                    f"{where[key]}: [{key}]: {form[1]!r} is a form of [{seen[form]}] already; "
                    "keep it in one of them"
                )
            seen[form] = key
