"""Suggesting: places, actors and codes whose names fit what somebody types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from dateline.codebooks.ontology import load_ontology
from dateline.desk.labels import Labels
from dateline.desk.reviewing import place_choice
from dateline.desk.state import Desk
from dateline.dictionaries.catalogue import load_catalogue
from dateline.dictionaries.normal import normal_key
from dateline.ground.gazetteer import open_gazetteer
from dateline.records.claim import Place
from dateline.records.evidence import to_builtins

_SHOWN: Final = 20


def suggestions(desk: Desk, field: str, words: str) -> list[dict[str, Any]]:
    """The values of a field that fit the words, those that begin with them first."""
    asked = normal_key(words)
    if field == "place":
        return _places(desk, words, asked)
    if field in ("actor", "actors", "recipients"):
        return _actors(asked)
    ontology = load_ontology()
    if field == "mode":
        modes = {mode.id: mode.definition for event in ontology.event for mode in event.mode}
        return _codes(list(modes.items()), asked)
    kinds = ontology.event if field == "type" else ontology.reality
    return _codes([(kind.id, kind.definition) for kind in kinds], asked)


def _codes(codes: list[tuple[str, str]], asked: str) -> list[dict[str, Any]]:
    found = [(code, hint) for code, hint in codes if asked in normal_key(code)]
    found.sort(key=lambda each: not normal_key(each[0]).startswith(asked))
    return [{"value": code, "label": code, "hint": hint} for code, hint in found]


def _places(desk: Desk, words: str, asked: str) -> list[dict[str, Any]]:
    """What the gazetteer has by this very name, then the places of the case whose names begin so."""
    if not asked:
        return []
    with open_gazetteer() as gazetteer:
        found = {hit.place.id: place_choice(hit.place) for hit in gazetteer.candidates(words)[:_SHOWN]}
    columns = desk.snapshots.of().columns
    table, labels = columns.tables.places, Labels(columns.tables)
    for code, name in enumerate(table.names[: len(table.kinds)]):
        if len(found) >= _SHOWN:
            break
        if normal_key(name).startswith(asked) and table.ids.values[code] not in found:
            where = table.latitudes[code], table.longitudes[code]
            known = where[0] == where[0]  # not NaN
            kind: Any = table.kinds[code]
            place = Place(
                id=labels.place_key(code),
                name=name,
                kind=kind,
                country=table.countries[code],
                province=table.provinces[code],
                latitude=where[0] if known else None,
                longitude=where[1] if known else None,
            )
            found[place.id] = place_choice(place)
    return list(found.values())


def _actors(asked: str) -> list[dict[str, Any]]:
    found = []
    for forms, entry, kind, name in _forms():
        if any(asked in form for form in forms):
            first = not any(form.startswith(asked) for form in forms)
            found.append((first, name, {"words": name, "entry": entry, "kind": kind}))
    found.sort(key=lambda each: each[:2])
    return [
        {"value": to_builtins(value), "label": name, "hint": f"{value['kind']}, {value['entry']}"}
        for _, name, value in found[:_SHOWN]
    ]


@lru_cache(maxsize=1)
def _forms() -> list[tuple[tuple[str, ...], str, str, str]]:
    """The forms of each dictionary entry made comparable, its identifier, kind and name."""
    catalogue = load_catalogue()
    return [
        (tuple(map(normal_key, catalogue.aliases_of(entry.id))), entry.id, entry.kind, entry.name)
        for entry in catalogue.entries.values()
    ]
