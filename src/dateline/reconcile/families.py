"""Families of event types: claims of one happening may differ in type within a family, not across."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|multiple|numerous|dozens of|a series of)"
_DEED = (
    r"(?:attacks|bombings|blasts|explosions|shootings|strikes|air ?strikes|raids|killings|clashes|incidents"
    r"|homicides|murders|ambushes|assaults)"
)
_SUM = re.compile(
    rf"\b{_NUMBER} (?:[\w-]+ ){{0,2}}{_DEED}\b|\b{_DEED} across\b"
    r"|\bin (?:[\w-]+ ){0,2}(?:attacks|bombings|shootings|killings|homicides|murders)\b|\bso far this year\b",
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


def stance_of(grounded: GroundedClaim, published: int | None) -> Stance:
    """How the claim stands to its happening; ``published`` is the day of publication as an ordinal, if known."""
    claim = grounded.claim
    stance = _STANCES[claim.reality.value]
    if stance != "told":
        return stance
    counts = not isinstance(claim.casualties, Unknown)
    if _SUM.search(claim.sentence.text if counts else claim.evidence.text):
        return "summed"
    if isinstance(grounded.when, Known):
        days = grounded.when.value
        if published is not None and published - days.end.toordinal() > LONG_AGO:
            return "recalled"
        return "told"
    return "recalled" if _BACK.search(claim.sentence.text) else "told"
