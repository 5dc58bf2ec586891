"""A claim as one flat dict: the fields that scorers, spreadsheets and maps read.

The full record, with the evidence of each field, stays beside it in JSON lines; here are only values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.export.amounts import overall
from dateline.records.claim import CasualtyKind, GroundedClaim, Participant, Place, PlaceRole
from dateline.records.evidence import Interval, Known, Unknown
from dateline.records.header import Header

#: The role a place has in the flat form: what an event was near to it was at, what went toward went to.
FOLDED_ROLES = {"at": "at", "near": "at", "from": "from", "to": "to", "toward": "to", "via": "via"}


def flat(header: Header, grounded: GroundedClaim) -> dict[str, Any]:
    """The claim's values as strings, numbers, lists and None.

    ``when`` holds ISO days, or None where the date is unknown; ``killed``, ``wounded``, ``captured``,
    ``missing``, ``displaced`` and ``force`` (the first force estimate) are ``[low, high]``, ``high`` None
    where the words set no upper limit, and None where nothing is said.
    ``version`` (from 1, the oldest) of ``versions`` is which version of its report the claim is from, ``newest``
    whether that version stands for all; None where no case was asked.
    ``places`` always has the keys "at", "from" and "to". ``evidence`` are offsets into the report's text.
    """
    claim = grounded.claim
    days = grounded.when.value if isinstance(grounded.when, Known) else None
    evidence = claim.evidence
    return {
        "claim": claim.id,
        "doc": header.document,
        "title": known(header.title),
        "outlet": known(header.outlet),
        "published": _day(known(header.published)),
        "version": header.version.number if header.version else None,
        "versions": header.version.of if header.version else None,
        "newest": header.version.newest if header.version else None,
        "type": claim.type,
        "mode": known(claim.mode),
        "reality": claim.reality.value,
        "actors": participant_words(claim.actors),
        "recipients": participant_words(claim.recipients),
        "places": _places(claim.places),
        "when": {
            "start": days.start.isoformat() if days else None,
            "end": days.end.isoformat() if days else None,
            "text": None if isinstance(claim.when, Unknown) else claim.when.words,
        },
        "killed": _count(grounded, "killed"),
        "wounded": _count(grounded, "wounded"),
        "captured": _count(grounded, "captured"),
        "missing": _count(grounded, "missing"),
        "displaced": _count(grounded, "displaced"),
        "force": _force(grounded),
        "means": [] if isinstance(claim.means, Unknown) else once(m.words for m in claim.means),
        "sources": once(s.words for s in claim.sources),
        "evidence": [evidence.start, evidence.end] if evidence.layer == "report" else None,
    }


def known(field: Any) -> Any:
    """The value of a field that is known, else None."""
    return field.value if isinstance(field, Known) else None


def participant_words(participants: tuple[Participant, ...] | Unknown) -> list[str]:
    """The words of each participant, each once, in order."""
    return [] if isinstance(participants, Unknown) else once(p.words for p in participants)


def place_words(place: PlaceRole) -> str:
    """The place by its name: the antecedent's words where the claim says "the town"."""
    return place.antecedent.text if place.antecedent is not None else place.words


def located(grounded: GroundedClaim) -> Place | Unknown:
    """The gazetteer's entry that stands for the claim on a map.

    It is the first resolved place where the event was; where there is none, the first resolved place of
    any role; where no place is resolved, unknown with the reason of the first. Where an assault came from is not
    where it was.
    """
    claim = grounded.claim
    if isinstance(claim.places, Unknown):
        return claim.places
    found: list[tuple[int, int, Place]] = []
    reasons: list[Unknown] = []
    for item in grounded.places:
        if isinstance(item.place, Unknown):
            reasons.append(item.place)
        elif item.index < len(claim.places):
            if claim.type == "ASSAULT" and claim.places[item.index].role in ("from", "via"):
                reasons.append(Unknown(reason=f"it is told only where it came from ({item.place.name})"))
                continue
            folded = FOLDED_ROLES[claim.places[item.index].role]
            found.append((0 if folded == "at" else 1, item.index, item.place))
    if found:
        return min(found, key=lambda entry: entry[:2])[2]
    return reasons[0] if reasons else Unknown(reason="no place of the claim was looked up")


def place_unknown(grounded: GroundedClaim) -> str:
    """Why the claim cannot be put on a map, with the candidates; "" where it can."""
    place = located(grounded)
    if isinstance(place, Unknown):
        rivals = f" (candidates: {', '.join(place.candidates)})" if place.candidates else ""
        return f"{place.reason}{rivals}"
    if place.latitude is None or place.longitude is None:
        return f"the gazetteer has no coordinates for {place.name} ({place.id})"
    return ""


def when_unknown(grounded: GroundedClaim) -> str:
    """Why the claim has no date; "" where it has one."""
    return grounded.when.reason if isinstance(grounded.when, Unknown) else ""


def _places(places: tuple[PlaceRole, ...] | Unknown) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {"at": [], "from": [], "to": []}
    if isinstance(places, Unknown):
        return names
    for place in places:
        names.setdefault(FOLDED_ROLES[place.role], []).append(place_words(place))
    return {role: once(words) for role, words in names.items()}


def _count(grounded: GroundedClaim, kind: CasualtyKind) -> list[int | None] | None:
    casualties = grounded.claim.casualties
    if isinstance(casualties, Unknown):
        return None
    amount = overall(casualties, kind)
    return None if amount is None else [amount.low, amount.high]


def _force(grounded: GroundedClaim) -> list[int | None] | None:
    forces = grounded.claim.forces
    if isinstance(forces, Unknown) or not forces:
        return None
    return [forces[0].amount.low, forces[0].amount.high]


def _day(days: Interval | None) -> str | None:
    """The day in ISO 8601, or "first/last" where it is a longer time."""
    if days is None:
        return None
    first, last = days.start.isoformat(), days.end.isoformat()
    return first if first == last else f"{first}/{last}"


def once(words: Iterable[str]) -> list[str]:
    """The words without repeats, in order."""
    return list(dict.fromkeys(words))
