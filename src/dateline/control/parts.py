"""Parts: whether the words around a place's name name but a part of it, something beside it, or what lies between two.

"Most of Kell", "the western districts of Kell", "a village near Kell", "Kell's old quarter" and "the Kell crossing" are places of
their own: nothing is said of Kell. "The road between Kell and Dorn" and "the Kell-Dorn highway" are neither town.
"""

from __future__ import annotations

import re

_DIRECTION = r"(?:(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?|central|rural|downtown|upper|lower|inner|greater)"
#: What has towns at its ends.
_WAY = (
    r"(?:main |strategic |supply |desert |coastal |international )*"
    r"(?:roads?|highways?|motorways?|routes?|railways?|rail ?lines?|supply lines?|corridors?|pipelines?|borders?|frontiers?)"
)
#: What is smaller than the place whose name follows with "of", "in", "near", ...
_PART = (
    r"(?:most|much|parts?|some|half|thirds?|quarters?|bulk|majority|per ?cent|rest|remainder|outskirts|edges?|fringes?|"
    r"surroundings|suburbs?|countryside|cent(?:re|er)|heart|middle|areas?|districts?|sub-?districts?|neighbou?rhoods?|blocks?|"
    r"streets?|sections?|sectors?|portions?|zones?|swath(?:e|s|es)|stretch(?:es)?|pockets?|corners?|sides?|banks?|ends?|tip|halves|"
    r"lands?|farmlands?|farms?|fields?|oil ?fields?|gas ?fields?|territor(?:y|ies)|ground|positions?|(?:out)?posts?|points?|"
    r"locations?|sites?|entrances?|gates?|approaches|access|hills?|hilltops?|heights|mountains?|valleys?|"
    r"checkpoints?|bases?|camps?|barracks|garrisons?|airports?|air ?bases?|air ?fields?|airstrips?|bridges?|crossings?|"
    r"junctions?|dams?|refiner(?:y|ies)|plants?|factor(?:y|ies)|depots?|warehouses?|ports?|harbou?rs?|stations?|buildings?|headquarters|"
    r"compounds?|complex(?:es)?|offices?|hospitals?|universit(?:y|ies)|schools?|prisons?|markets?|squares?|mosques?|church(?:es)?|"
    r"castle|citadel|palaces?|ruins|city|old (?:city|town)|tunnels?|trenches|fronts?|front ?lines?|defen[cs]es|islands?|"
    rf"{_WAY})"
)
#: Towns are themselves where "of" leads to the name ("the towns of Kell and Dorn"), and others where these do.
_OTHER = r"(?:towns?|villages?|city|cities|settlements?|communities|hamlets?|places?)"
_OF = r"(?:of|in|inside|within|around|near|outside|at|on|along|to|from|into|surrounding|overlooking|leading to|beside|across)"
_BESIDE = r"(?:in|inside|around|near|outside|surrounding|along|between|overlooking)"
_KIND = (
    r"(?:(?:the|all|whole)\s+)?"
    r"(?:(?:\w+\s+){0,2}(?:town|city|village|province|governorate|provincial capital|capital)\s+of\s+)?"
)
_NAME = r"(?:(?:al|el|ad|an|ar|as|ash|at|az)[- ])?[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*))*"
#: Names that stand between: what is told of "parts of Kell and Dorn" may be told of a part of either.
_NAMES = rf"(?:{_NAME}(?:,\s+{_NAME})*,?\s+and\s+(?:the\s+)?)"
_ADJECTIVE = (
    r"(?:old|new|remaining|last|key|main|large|small|wide|vast|several|many|other|a few"
    r"|police|military|army|border|air|oil|power)"
)
_BEFORE = re.compile(
    rf"(?:^|[^\w-])((?:(?:{_DIRECTION}|{_ADJECTIVE})\s+)*"
    rf"(?:{_PART}(?<!\bcity)\s+{_OF}|old city\s+of|city\s+cent(?:re|er)\s+of|{_OTHER}\s+(?:{_DIRECTION}\s+of|{_BESIDE})"
    rf"|(?:just |immediately )?(?:{_DIRECTION})\s+of)\s+(?:the\s+)?(?:{_DIRECTION}\s+)?)"
    rf"(?P<kind>{_KIND})(?-i:{_NAMES})?$|(?:^|[^\w-])(?P<direction>{_DIRECTION})\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?:['’]s?)?\s+((?:(?:{_DIRECTION}|old|new|international|military|border|main|city|town)\s+)*"
    r"(?:crossing|bridge|air ?port|air ?base|air ?field|base|dam|refinery|oil ?fields?|gas ?fields?|districts?|sub-?districts?|"
    r"neighbou?rhoods?|quarters?|areas?|countryside|suburbs?|outskirts|mountains?|hills?|heights|checkpoints?|camps?|front|"
    r"cent(?:re|er)|university|hospital|prison|station|garrison|barracks|plain|valley|junction|intersection|cement plant|port"
    rf"|{_WAY}))\b(?!\s+(?:of|in)\b)",
    re.IGNORECASE,
)
_OLD_TOWN = re.compile(r"^['’]s?\s+(old (?:city|town|quarter))\b", re.IGNORECASE)
_LEADING = r"(?:between|linking|connecting|joining|from|that (?:links|connects|joins))"
_TO = r"(?:and|to|with|from)"
_THING = rf"((?:{_WAY}|{_PART}|{_OTHER}))"
#: "the road between A and B", read from either name; the other name is what is left out.
_BETWEEN_FIRST = re.compile(
    rf"(?:^|\W)(?i:{_THING}\s+({_LEADING}))\s+(?:the\s+)?(?i:(?:town|city|village)s?\s+of\s+)?$"
)
_THEN = re.compile(rf"^\s+{_TO}\s+(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?({_NAME})")
_BETWEEN_LAST = re.compile(
    rf"(?:^|\W)(?i:{_THING}\s+({_LEADING}))\s+(?:the\s+)?(?i:(?:town|city|village)s?\s+of\s+)?"
    rf"({_NAME})\s+({_TO})\s+(?:the\s+)?(?i:(?:town|city|village)\s+of\s+)?$"
)
#: "the A-B highway", read from either name or from both as one.
_JOINED_FIRST = re.compile(rf"^\s*[-–—]\s*(?:to\s*[-–—]\s*)?({_NAME})\s+(?i:({_WAY}))\b")
_JOINED_LAST = re.compile(rf"({_NAME})\s*[-–—]\s*(?:to\s*[-–—]\s*)?$")
_WAY_AFTER = re.compile(rf"^\s+({_WAY})\b", re.IGNORECASE)


#: The words in which what stands before a name ends, where it makes a part of the place.
_LAST = re.compile(
    rf"(?:\b(?:{_OF}|{_DIRECTION}|{_BESIDE}|{_LEADING}|the|all|whole|and|with)\s+|[-–—]\s*(?:to\s*[-–—]\s*)?)$",
    re.IGNORECASE,
)
#: Who leaves all that he has in a place leaves the place.
_ALL = re.compile(
    r"\ball\s+(?:of\s+)?(?:its|their|his|the)\s+(?:\w+\s+){1,2}(?:in|inside|within|of|at)\s+$", re.IGNORECASE
)
_FAR = 100  # characters before a name in which such words begin
_TAIL = 24  # and in which they end


def _near(before: str) -> str:
    """The words right before a name, as far as they may make a part of the place; "" where they do not end so."""
    near = before[-_FAR:]
    if not _LAST.search(before[-_TAIL:]):
        return ""
    return near if len(before) <= _FAR else near[near.find(" ") + 1 :]


def around(before: str, after: str) -> tuple[str | None, str | None]:
    """The words right before and right after a name, in its sentence, that make it a part of the place; None where none do."""
    found = None if _ALL.search(before[-_FAR:]) else _BEFORE.search(_near(before))
    lead = None
    if found is not None:
        lead = found["direction"] or " ".join(f"{found[1]} {found['kind'] or ''}".split())
    trail = _OLD_TOWN.search(after) or _AFTER.search(after)
    return lead, " ".join(trail[1].split()) if trail is not None else None


def between(before: str, name: str, after: str) -> str | None:
    """What lies between two places, of which the name is one ("road between Kell and Dorn"); None where it is no such thing."""
    before = _near(before)
    first, then = _BETWEEN_FIRST.search(before), _THEN.search(after)
    if first is not None and then is not None and _fits(first[1], first[2]):
        return _between(first[1], name, then[1])
    last = _BETWEEN_LAST.search(before)
    if last is not None and _fits(last[1], last[2]):
        return _between(last[1], last[3], name)
    joined = _JOINED_FIRST.search(after)
    if joined is not None:
        return f"{name}–{joined[1]} {joined[2]}"
    joined, way = _JOINED_LAST.search(before), _WAY_AFTER.search(after)
    return f"{joined[1]}–{name} {way[1]}" if joined is not None and way is not None else None


def way_after(after: str) -> str | None:
    """The word for a road or the like right after a name ("highway")."""
    found = _WAY_AFTER.search(after)
    return found[1] if found is not None else None


def _between(thing: str, one: str, other: str) -> str:
    return f"{thing} between {one} and {other}"


def _fits(thing: str, link: str) -> bool:
    """Whether the thing may be what links; "from" tells of ways alone, not of what somebody took from somewhere."""
    return link.casefold() != "from" or re.fullmatch(_WAY, thing, re.IGNORECASE) is not None
