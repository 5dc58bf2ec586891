"""What a report says of where it plays: its countries, and the places that can be only one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from dateline.dictionaries.catalogue import Catalogue
from dateline.ground.gazetteer import Gazetteer, Hit
from dateline.ground.keys import place_key
from dateline.records.annotation import AnnotatedReport
from dateline.records.claim import Place
from dateline.records.evidence import Record

#: Weights of what speaks for a country: its name, one of its people, an actor of it, a place only it has.
_COUNTRY, _NATIONALITY, _ACTOR, _PLACE, _DATELINE = 2.0, 1.0, 0.5, 1.0, 2.0
#: Candidates beyond this many of one name are never taken; a few names have hundreds.
MOST_CANDIDATES = 60
_NEARBY_NAMES = 40
#: The country of regions and rivers that several countries share (a code ISO 3166-1 leaves to users).
NOWHERE = "XX"
_DATELINE_END = re.compile(r"[(\[\d–—]|--| - ")


class Context(Record, frozen=True):
    """``countries``: each country's share of what speaks for one (they add up to 1, or there are none).

    ``points``: the places of names that can be only one, by the name's key. ``sole``: the countries that
    nothing but one name speaks for, with that name's key.
    """

    countries: Mapping[str, float]
    points: Mapping[str, Place]
    sole: Mapping[str, str]


def context_of(annotated: AnnotatedReport, catalogue: Catalogue, gazetteer: Gazetteer) -> Context:
    """What the report tells about its countries, each name counted once."""
    weights: dict[str, float] = defaultdict(float)
    speaking: dict[str, list[str]] = defaultdict(list)
    points: dict[str, Place] = {}
    entries: set[str] = set()
    names: dict[str, str] = {}
    for mention in annotated.mentions:
        if mention.kind == "place" and mention.refers_to is None:
            names.setdefault(place_key(mention.text), mention.text)
        elif mention.entry is not None and mention.entry not in entries:
            entries.add(mention.entry)
            entry = catalogue.get(mention.entry)
            if entry is not None and entry.country is not None and mention.kind not in ("outlet", "weapon"):
                weights[entry.country] += _NATIONALITY if mention.kind == "nationality" else _ACTOR
                speaking[entry.country].append("")
    for key, name in list(names.items())[:_NEARBY_NAMES]:
        found = gazetteer.candidates(name)[:MOST_CANDIDATES]
        sole = _sole(found)
        if sole is not None and sole.country != NOWHERE:
            weights[sole.country] += _COUNTRY if sole.kind == "country" else _PLACE
            speaking[sole.country].append(key)
            points[key] = sole
    for name in _dateline_names(annotated):
        sole = _sole(gazetteer.candidates(name)[:MOST_CANDIDATES])
        if sole is not None:
            weights[sole.country] += _DATELINE
            speaking[sole.country].append("")
            break
    total = sum(weights.values())
    return Context(
        countries={c: w / total for c, w in weights.items()} if total else {},
        points=points,
        sole={c: keys[0] for c, keys in speaking.items() if len(keys) == 1 and keys[0]},
    )


def _sole(found: tuple[Hit, ...]) -> Place | None:
    """The place a name means whatever the context: our own entry, a country, or one of one country only."""
    if not found:
        return None
    best = found[0]
    areas = {h.place.country for h in found if h.place.kind in ("country", "province")}
    if best.name_match == "supplement" or (best.place.kind == "country" and len(areas) == 1):
        return best.place
    if all(h.place.country == best.place.country for h in found):
        return best.place
    return None


def _dateline_names(annotated: AnnotatedReport) -> list[str]:
    """The names of the date line, the most exact first: "Rawa, Iraq (" gives "Rawa", "Iraq"."""
    text = annotated.report.text
    for block in annotated.report.blocks:
        if block.label == "dateline":
            head = _DATELINE_END.split(text[block.start : block.end], maxsplit=1)[0]
            return [part.strip() for part in head.split(",") if part.strip()]
    return []
