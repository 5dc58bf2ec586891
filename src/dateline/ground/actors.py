"""A claim's actors, recipients and sources tied to entries of the dictionaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.dictionaries.catalogue import Catalogue
from dateline.ground.forces import Forces
from dateline.records.claim import Claim, GroundedActor, Participant, Speaker
from dateline.records.evidence import Known, Unknown

_Side = Literal["actors", "recipients", "sources"]


def ground_actors(claim: Claim, catalogue: Catalogue, forces: Forces) -> tuple[GroundedActor, ...]:
    """A GroundedActor for each actor, recipient and source of the claim: its entry, or why it has none."""
    return tuple(
        GroundedActor(side=side, index=index, entry=_entry(one, catalogue, forces))
        for side, people in _sides(claim)
        for index, one in enumerate(people)
    )


def _sides(claim: Claim) -> Iterator[tuple[_Side, Sequence[Participant | Speaker]]]:
    if not isinstance(claim.actors, Unknown):
        yield "actors", claim.actors
    if not isinstance(claim.recipients, Unknown):
        yield "recipients", claim.recipients
    yield "sources", claim.sources


def _entry(one: Participant | Speaker, catalogue: Catalogue, forces: Forces) -> Known[str] | Unknown:
    if one.kind == "unnamed":
        return Unknown(reason=f"'{one.words}' is not named")
    if one.entry is None:
        return _force(one, forces)
    entry = catalogue.get(one.entry)
    if entry is None:
        return Unknown(reason=f"the dictionaries have no entry '{one.entry}' any more")
    return Known(value=entry.id, evidence=(one.evidence,), how=f"dictionary: {entry.name}")


def _force(one: Participant | Speaker, forces: Forces) -> Known[str] | Unknown:
    """The force of a state that the words describe by its nationality and kind."""
    found = forces.named(one.words) if isinstance(one, Participant) else ()
    if not found:
        return Unknown(reason=f"no dictionary entry for '{one.words}'")
    if len(found) > 1:
        names = " or ".join(e.name for e in found[:3])
        return Unknown(reason=f"'{one.words}' may be {names}", candidates=tuple(e.id for e in found))
    return Known(
        value=found[0].id,
        evidence=(one.evidence,),
        how=f"nationality and kind of force: {found[0].name}",
    )
