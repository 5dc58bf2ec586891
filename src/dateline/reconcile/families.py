"""Families of event types: claims of one happening may differ in type within a family, not across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from dateline.records.claim import EventType, GroundedClaim, Reality
from dateline.records.evidence import Known, Unknown

#: How a claim stands to its happening: it tells it, looks ahead to it, denies it, looks back on it, or counts
#: several happenings in one.
Stance = Literal["told", "ahead", "denied", "recalled", "summed"]

_STANCES: Mapping[Reality, Stance] = {
    "happened": "told",
    "under-way": "told",
    "announced": "ahead",
    "threatened": "ahead",
    "expected": "ahead",
    "hypothetical": "ahead",
    "denied": "denied",
    "did-not-happen": "denied",
    "background": "recalled",
}
#: One outlet's arrest is another's trial, one's talks another's deal.
_FAMILIES: Mapping[EventType, str] = {
    "ASSAULT": "violence",
    "TERRITORY": "ground",
    "COERCE": "law",
    "SANCTION": "law",
    "CONSULT": "talks",
    "AGREE": "talks",
    "COOPERATE": "talks",
    "SUPPORT": "talks",
    "CONCEDE": "talks",
    "AID": "aid",
    "MOBILIZE": "forces",
    "FORCE-ESTIMATE": "forces",
    "PROTEST": "protest",
}
#: Modes of what strikes one spot from afar or at once.
STRUCK = frozenset({"explosives", "suicide-attack", "aerial", "heavy-weapons", "drone"})
#: A suicide bomber is a bomb: what one report tells by the weapon another tells by the tactic.
_WIDER: Mapping[str, str] = {"suicide-attack": "explosives"}
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|multiple|numerous|dozens of|a series of)"
_DEED = (
    r"(?:attacks|bombings|blasts|explosions|shootings|strikes|air ?strikes|raids|killings|clashes|incidents"
    r"|homicides|murders|ambushes|assaults)"
)
_SUM = re.compile(
    rf"(?<!latest in )(?<!last in )(?<!part of )\b{_NUMBER} (?:[\w-]+ ){{0,2}}{_DEED}\b|\b{_DEED} across\b"
    r"|\bin (?:[\w-]+ ){0,2}(?:attacks|bombings|shootings|killings|homicides|murders)\b|\bso far this year\b",
    re.IGNORECASE,
)
#: A count of people with what it is counted over, in one breath and not as a comparison: "killed in a week of bombs",
#: but not "killed in the third attack in a week" or "killed five, the most since May".
_TOLL = (
    r"\b(?:killed|dead|died|wounded|injured|slain|deaths)\b(?:(?!\b(?:latest|last of|part of|deadliest|worst|bloodiest"
    r"|biggest|largest|highest|most|first|second|third|fourth|fifth)\b)[^,.;]){0,45}?\b"
)
_WAVE = (
    r"(?:wave|series|string|spate|spree|campaign|day|night|week|weekend|month|year|days|weeks|months|hours) of "
    r"(?:[\w-]+ ){0,2}(?:bombs|bombings|attacks|violence|fighting|clashes|strikes|air ?strikes|blasts|explosions"
    r"|shelling|killings|shootings|assassinations|bloodshed)\b"
)
#: A toll of days, of a campaign, or of bombs in several places.
_SPAN = re.compile(
    rf"{_TOLL}(?:in|during|over) (?:(?:an?|the|this|last|past|two|three|four|five|six|several|\d{{1,2}}) ){{1,2}}{_WAVE}"
    rf"|^\W*(?:an?|the) (?:[\w-]+ )?{_WAVE}"
    rf"|{_TOLL}since\b(?! the (?:attack|bombing|blast|explosion|strike|shooting|ambush))"
    rf"|{_TOLL}(?:in|over|during|within) the (?:past|last) (?:[\w-]+ )?(?:days?|hours|weeks?|months?|years?)\b"
    r"|\b(?:three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:[\w-]+ ){0,2}bombs (?:have )?(?:killed|kill|left)\b"
    r"(?![^,.;]*\b(?:at|outside|inside|near) (?:an?|the)\b)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\banniversar(?:y|ies)\b|\b(?:\d+|[a-z]+) (?:years?|months) ago\b|\blast year\b|\byears? (?:earlier|after)\b",
    re.IGNORECASE,
)
#: Days before its publication from which on a report looks back.
LONG_AGO = 300


def family_of(kind: EventType, mode: str | None) -> str:
    """The family of a type; withdrawals of forces belong to those of ground won and lost."""
    if kind == "RETREAT":
        return "ground" if mode == "withdraw" else "retreat"
    return _FAMILIES.get(kind, kind.casefold())


def wider(modes: Iterable[str]) -> set[str]:
    """These modes and those that they are cases of."""
    found = set(modes)
    return found | {_WIDER[mode] for mode in found & _WIDER.keys()}


def stance_of(grounded: GroundedClaim, published: int | None) -> Stance:
    """How the claim stands to its happening; ``published`` is the day of publication as an ordinal, if known."""
    claim = grounded.claim
    stance = _STANCES[claim.reality.value]
    if stance != "told":
        return stance
    counts = not isinstance(claim.casualties, Unknown)
    if _SUM.search(claim.sentence.text if counts else claim.evidence.text):
        return "summed"
    if counts and _SPAN.search(claim.sentence.text):
        return "summed"
    if isinstance(grounded.when, Known):
        days = grounded.when.value
        if published is not None and published - days.end.toordinal() > LONG_AGO:
            return "recalled"
        return "told"
    return "recalled" if _BACK.search(claim.sentence.text) else "told"
