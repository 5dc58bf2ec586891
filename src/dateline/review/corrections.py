"""Corrections: a person's value for one field of a claim, as JSON in a decision, and laid on the claim.

The JSON is ``{"value": ..., "words": ..., "start": ..., "end": ...}``; the last three are the words of the report that
the person picked, and null where none were. ``value`` is null where the person says that it is not known, else:

=======================================  ==========================================================
field                                    value
=======================================  ==========================================================
``type``, ``mode``, ``reality``          an identifier of the ontology
``when``                                 an Interval
``place``                                a Place: where it was
``actors``, ``recipients``               a list of ``{"words": ..., "entry": ... or null}``
``killed``, ``wounded``, ``captured``,   a Range
``missing``, ``displaced``
=======================================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import msgspec

from dateline.codebooks.ontology import load_ontology
from dateline.errors import UsageError
from dateline.records.annotation import MentionKind
from dateline.records.claim import (
    Casualty,
    CasualtyKind,
    Claim,
    GroundedActor,
    GroundedClaim,
    GroundedPlace,
    Participant,
    Place,
    PlaceRole,
    Reality,
    When,
)
from dateline.records.decision import Decision
from dateline.records.evidence import Evidence, Interval, Known, Made, Range, Record, Unknown

Field = Literal[
    "type", "mode", "reality", "when", "place", "actors", "recipients",
    "killed", "wounded", "captured", "missing", "displaced",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
#: The stage that evidence of a correction is made by.
PERSON = "person"


class Party(Record, frozen=True):
    """Who acted or suffered, by the person's words, and the dictionary's entry where it has one."""

    words: str
    entry: str | None = None
    kind: MentionKind = "organisation"


class Correction(Record, frozen=True):
    """The JSON of a correction; see above."""

    value: Any
    words: str | None = None
    start: int | None = None
    end: int | None = None


_SHAPES: Mapping[str, Any] = {
    **dict.fromkeys(("type", "mode"), str),
    "reality": Reality,
    "when": Interval,
    "place": Place,
    "actors": tuple[Party, ...],
    "recipients": tuple[Party, ...],
    **dict.fromkeys(get_args(CasualtyKind), Range),
}


def checked(claim: Claim, field: str, correction: Correction) -> Correction:
    """The correction, its value as a record of the field's shape. Raises UsageError where it is none of the claim."""
    if correction.words is not None and not correction.words.strip():
        raise UsageError(f"{field}: no words are picked; pick some, or none at all")
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no field that can be corrected; these are: {', '.join(FIELDS)}")
    if correction.value is None:
        if field in ("type", "reality"):
            raise UsageError(f"the {field} cannot be unknown; reject the claim, or give another {field}")
        return correction
    try:
        value = msgspec.convert(correction.value, _SHAPES[field])
    except msgspec.ValidationError as error:
        if field == "reality":
            known = ", ".join(get_args(Reality))
            raise UsageError(f"{correction.value!r} is no reality; use one of {known}") from error
        raise UsageError(f"{correction.value!r} cannot be the {field} of a claim ({error})") from error
    if isinstance(value, Range) and not 0 <= value.low <= (value.low if value.high is None else value.high):
        raise UsageError(f"{field}: from {value.low} to {value.high} is no count; give the lower one first")
    if isinstance(value, Interval) and value.start > value.end:
        raise UsageError(f"{field}: {value.start} is after {value.end}; give the earlier day first")
    if isinstance(value, tuple) and (not value or not all(each.words.strip() for each in value)):
        raise UsageError(f"{field}: nobody is named; give a name, or unknown")
    kinds = load_ontology()
    if field == "type" and value not in {event.id for event in kinds.event}:
        raise UsageError(f"{value!r} is no event type; use one of {', '.join(e.id for e in kinds.event)}")
    if field == "mode" and value not in kinds.modes(claim.type):
        known = ", ".join(kinds.modes(claim.type)) or "no mode at all"
        raise UsageError(f"{claim.type} has no mode {value!r}; it has {known}")
    return msgspec.structs.replace(correction, value=value)


def said_of(grounded: GroundedClaim, field: str) -> Any:
    """What the claim says of a field, as plain values: the machine's side of a decision."""
    claim = grounded.claim
    value: Any
    if field == "when":
        value = grounded.when
    elif field == "place":
        value = [item.place for item in grounded.places if _where(claim, item.index)]
    elif field in get_args(CasualtyKind):
        counts = () if isinstance(claim.casualties, Unknown) else claim.casualties
        value = [each.amount for each in counts if each.kind == field]
    else:
        value = getattr(claim, field)
    return msgspec.to_builtins(value)


def picks_words(decision: Decision) -> bool:
    """Whether the decision is a correction by words that were picked in the report."""
    if decision.kind != "correct" or decision.value is None:
        return False
    return msgspec.json.decode(decision.value, type=Correction).words is not None


def nearest(words: str, text: str, to: int) -> int | None:
    """Where the words begin in the text, the nearest to a place of it; None where they are not in it.

    Inside of other words ("two" in "network") they are only where they stand nowhere else.
    """
    for around in (r"(?<!\w){}(?!\w)", "{}"):
        starts = (
            [match.start() for match in re.finditer(around.format(re.escape(words)), text)] if words else []
        )
        if starts:
            return min(starts, key=lambda at: abs(at - to))
    return None


def corrected(grounded: GroundedClaim, decision: Decision, text: str | None = None) -> GroundedClaim:
    """The claim with the decision's value in place of the one it had.

    Where the picked words no longer stand at their place in ``text``, the report's, they are those nearest to the claim;
    where the text lacks them, the claim's own words stand in for them.
    """
    field = decision.field or ""
    given = msgspec.json.decode(decision.value or "null", type=Correction)
    given = checked(grounded.claim, field, given)
    claim = grounded.claim
    made = Made(stage=PERSON, version=decision.id)
    spot = msgspec.structs.replace(claim.evidence, made=made)
    if given.words is not None and given.start is not None:
        start: int | None = given.start
        if text is not None and not text.startswith(given.words, given.start):
            start = nearest(given.words, text, claim.evidence.start)
        if start is not None:
            end = start + len(given.words)
            spot = Evidence(document=spot.document, start=start, end=end, text=given.words, made=made)
    unknown = Unknown(reason=f"{decision.by} says that it is not known")
    return _LAID[field](grounded, field, given.value, spot, unknown, decision)


def _lay_code(
    grounded: GroundedClaim, field: str, value: Any, spot: Evidence, unknown: Unknown, decision: Decision
) -> GroundedClaim:
    if field == "type":
        modes = load_ontology().modes(value)
        held = grounded.claim.mode
        fits = isinstance(held, Known) and held.value in modes
        no_mode = Unknown(reason=f"{decision.by} corrected the type and gave no mode")
        return _with(grounded, type=value, mode=held if fits else no_mode)
    known = Known(value=value, evidence=(spot,), how=_how(decision))
    return _with(grounded, **{field: unknown if value is None else known})


def _lay_when(
    grounded: GroundedClaim, field: str, value: Any, spot: Evidence, unknown: Unknown, decision: Decision
) -> GroundedClaim:
    if value is None:
        return msgspec.structs.replace(_with(grounded, when=unknown), when=unknown)
    known = Known[Interval](value=value, evidence=(spot,), how=_how(decision))
    held = grounded.claim.when
    when = When(words=spot.text, evidence=spot) if isinstance(held, Unknown) else held
    return msgspec.structs.replace(_with(grounded, when=when), when=known)


def _lay_place(
    grounded: GroundedClaim, field: str, value: Any, spot: Evidence, unknown: Unknown, decision: Decision
) -> GroundedClaim:
    """Put the place where the claim has its first one that says where it was; the other places stay.

    Where none says so, as of a retreat "from" a town, it takes the part of the first one.
    """
    claim = grounded.claim
    roles = [] if isinstance(claim.places, Unknown) else list(claim.places)
    replaced = [n for n in range(len(roles)) if _where(claim, n)] or [0]
    part = roles[0].role if roles and not _where(claim, replaced[0]) else "at"
    kept = [n for n in range(len(roles)) if n not in replaced]
    places = [roles[n] for n in kept]
    resolved = {item.index: item for item in grounded.places}
    tied = [msgspec.structs.replace(resolved[n], index=at) for at, n in enumerate(kept) if n in resolved]
    if value is not None:
        role = PlaceRole(role=part, words=spot.text if spot.text in value.name else value.name, evidence=spot)
        places = [role, *places]
        tied = [msgspec.structs.replace(item, index=item.index + 1) for item in tied]
        tied = [GroundedPlace(index=0, place=value, score=1.0, why=_how(decision)), *tied]
    made = _with(grounded, places=tuple(places) if places else unknown)
    return msgspec.structs.replace(made, places=tuple(tied))


def _lay_people(
    grounded: GroundedClaim, field: str, value: Any, spot: Evidence, unknown: Unknown, decision: Decision
) -> GroundedClaim:
    others = tuple(item for item in grounded.actors if item.side != field)
    if value is None:
        return msgspec.structs.replace(_with(grounded, **{field: unknown}), actors=others)
    people = tuple(
        Participant(words=each.words, kind=each.kind, evidence=spot, entry=each.entry) for each in value
    )
    side: Any = field
    tied = tuple(
        GroundedActor(side=side, index=n, entry=Known(value=each.entry, evidence=(spot,), how=_how(decision)))
        for n, each in enumerate(value)
        if each.entry is not None
    )
    return msgspec.structs.replace(_with(grounded, **{field: people}), actors=(*others, *tied))


def _lay_count(
    grounded: GroundedClaim, field: str, value: Any, spot: Evidence, unknown: Unknown, decision: Decision
) -> GroundedClaim:
    held = grounded.claim.casualties
    counts = () if isinstance(held, Unknown) else tuple(each for each in held if each.kind != field)
    kind: Any = field
    if value is not None:
        counts = (*counts, Casualty(kind=kind, amount=value, evidence=spot))
    return _with(grounded, casualties=counts or unknown)


_Lay = Callable[[GroundedClaim, str, Any, Evidence, Unknown, Decision], GroundedClaim]
_LAID: Mapping[str, _Lay] = {
    **dict.fromkeys(("type", "mode", "reality"), _lay_code),
    "when": _lay_when,
    "place": _lay_place,
    **dict.fromkeys(("actors", "recipients"), _lay_people),
    **dict.fromkeys(get_args(CasualtyKind), _lay_count),
}


def _where(claim: Claim, index: int) -> bool:
    return not isinstance(claim.places, Unknown) and claim.places[index].role in ("at", "near")


def _with(grounded: GroundedClaim, **changes: Any) -> GroundedClaim:
    return msgspec.structs.replace(grounded, claim=msgspec.structs.replace(grounded.claim, **changes))


def _how(decision: Decision) -> str:
    return f"corrected by {decision.by}"
