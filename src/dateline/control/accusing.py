"""Accusing: whom the claims of an event name as who did it by the word of an adversary alone.

A party that says what another party did to somebody is no witness: what it says is told as blame, not as who did it. One
that names itself, or whose word is against its own interest, is none of that; so this is asked of violence and coercion
alone, and not of who took a town.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dateline.control.interest import interest_of
from dateline.control.sides import SIDE_KINDS, Sides
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import GroundedClaim, Participant
from dateline.records.control import Interest, Told
from dateline.records.evidence import Unknown
from dateline.records.header import Header

#: The types of which it is blame to be named as who did it.
HARMS = frozenset({"ASSAULT", "COERCE"})


class Accusing:
    """Tells who is blamed and by whom. Holds dictionaries only; may be shared."""

    def __init__(self, catalogue: Catalogue, nouns: NounKinds) -> None:
        self._sides, self._nouns = Sides(catalogue), nouns

    def blamed(self, told: Iterable[tuple[Header, GroundedClaim]]) -> frozenset[str]:
        """The actors (their entries, else their words) of the claims of one event whom nobody but adversaries names."""
        named: set[str] = set()
        cleared: set[str] = set()
        for header, grounded in told:
            claim = grounded.claim
            if claim.type not in HARMS or isinstance(claim.actors, Unknown):
                continue
            interest = interest_of(
                Told(header=header, claim=grounded, taken=dt.date.min), self._sides, self._nouns
            )
            for actor in claim.actors:
                name = actor.entry or actor.words
                (named if self._is_adversary(interest, actor) else cleared).add(name)
        return frozenset(named - cleared)

    def _is_adversary(self, interest: Interest, actor: Participant) -> bool:
        """Whether who says it is a party, and of another side than the actor."""
        if not interest.party:
            return False
        own = self._sides.party_root(actor.entry) or self._sides.side_root(actor.entry)
        if own is not None and interest.root is not None:
            return interest.root != own
        # of one of the two it is not known which side it is on: an army's word on "rebels" is that of an adversary
        kind = self._sides.kind_of(own) if own is not None else SIDE_KINDS.get(actor.kind, "unknown")
        return "unknown" not in (kind, interest.kind) and kind != interest.kind
