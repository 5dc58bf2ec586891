"""How far off a place is told to be: "about 60 km south of Mosul" names no place where anything happened."""

from __future__ import annotations

import re

import msgspec

from dateline.records.claim import PlaceRole

_ABOUT = (
    r"(?:\b(?:about|around|some|roughly|nearly|almost|approximately|just|only|over|more than|less than) )?"
)
_LENGTH = (
    r"(?:\d[\d.,]*|a few|several|\w+) ?(?:km|kms|kilometers?|kilometres?|miles?|mi|metres?|meters?)"
    r"(?: ?\([^)]{1,24}\))?(?: to the)?"
)
_SIDE = r"(?:(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_FAR = re.compile(rf"{_ABOUT}{_LENGTH} (?:{_SIDE} )?(?:of|from|away from|outside) (?:the )?$", re.IGNORECASE)
_BESIDE = re.compile(rf"\b(?:just |to the )?{_SIDE} of (?:the )?$", re.IGNORECASE)
_ROLES = frozenset({"near", "at", "from"})


def with_distance(text: str, place: PlaceRole) -> PlaceRole:
    """A place from which words only count how far off another one is, with these words and as near to it."""
    if place.relation is not None or place.role not in _ROLES or place.evidence.layer != "report":
        return place
    before = text[max(0, place.evidence.start - 80) : place.evidence.start]
    found = _FAR.search(before) or (_BESIDE.search(before) if place.role == "near" else None)
    if found is None:
        return place
    words = " ".join(found.group().split()).removesuffix(" the")
    return msgspec.structs.replace(place, role="near", relation=words)
