"""What later sentences tell of an attack's victims: "There were no casualties.", "The toll has risen to 115.", "40 had died".

Such a sentence names no place and no day, for they were told before. It belongs to the one attack that was told shortly
before it; where there are several, nothing is taken over. Where nobody else says it, it is joined to that attack;
where another source does, or the number is another one, it stays a claim of its own with that attack's place and day.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

import msgspec

from dateline.code.casualties import none_hurt
from dateline.code.graph import Graph
from dateline.code.sources import Attribution
from dateline.records.claim import Casualty, Claim
from dateline.records.evidence import Unknown

#: Characters from an attack to what is told of its victims.
_NEAR = 450
_TAKEN_OVER = ("mode", "actors", "places", "when", "means")


def follow_up(g: Graph, claims: Sequence[Claim], loose: Set[str], attribution: Attribution) -> list[Claim]:
    """The claims, in order, with victims that are told later joined to their attack, or given its place and day.

    ``loose`` are the identifiers of claims that tell victims alone.
    """
    out: list[Claim] = []
    for claim in claims:
        bare = claim.id in loose and isinstance(claim.places, Unknown)
        k = (
            _attack_before(out, claim.sentence.start, loose)
            if bare and isinstance(claim.when, Unknown)
            else None
        )
        if k is None:
            if not (bare and claim.why.rule == "die" and not claim.sources and _alone(out, claim)):
                out.append(claim)
            continue
        attack = out[k]
        fresh = _fresh(attack, claim)
        if fresh is not None and _speakers(attack) == _speakers(claim):
            out[k] = _joined(attack, fresh, claim)
        else:
            taken = {n: getattr(attack, n) for n in _TAKEN_OVER if isinstance(getattr(claim, n), Unknown)}
            out.append(msgspec.structs.replace(claim, **taken))
    return _none_hurt(g, out, attribution)


def _alone(out: list[Claim], claim: Claim) -> bool:
    """Whether deaths stand in a sentence without any other event: of which attack, nobody can tell."""
    return all(c.sentence.start != claim.sentence.start for c in out)


def _attack_before(out: list[Claim], start: int, loose: Set[str]) -> int | None:
    """The one attack told shortly before; None where there is none, or several."""
    near = [
        k
        for k, c in enumerate(out)
        if c.type == "ASSAULT"
        and c.reality.value in ("happened", "under-way")
        and c.id not in loose
        and 0 <= start - c.sentence.end <= _NEAR
    ]
    return near[0] if len(near) == 1 else None


def _fresh(attack: Claim, claim: Claim) -> tuple[Casualty, ...] | None:
    """The counts that a claim adds to its attack; None where it tells one kind otherwise."""
    told = () if isinstance(attack.casualties, Unknown) else attack.casualties
    new = () if isinstance(claim.casualties, Unknown) else claim.casualties
    held = {c.kind: c.amount for c in told}
    if any(c.kind in held and held[c.kind] != c.amount for c in new):
        return None
    return tuple(c for c in new if c.kind not in held)


def _speakers(claim: Claim) -> list[str]:
    return [s.words.casefold() for s in claim.sources]


def _joined(attack: Claim, fresh: tuple[Casualty, ...], claim: Claim) -> Claim:
    told = () if isinstance(attack.casualties, Unknown) else attack.casualties
    victims = () if isinstance(claim.recipients, Unknown) else claim.recipients
    recipients = () if isinstance(attack.recipients, Unknown) else attack.recipients
    return msgspec.structs.replace(
        attack,
        casualties=(*told, *fresh) or attack.casualties,
        recipients=(*recipients, *victims) or attack.recipients,
        also=tuple(sorted({*attack.also, claim.evidence}, key=lambda e: e.start)),
    )


def _none_hurt(g: Graph, claims: list[Claim], attribution: Attribution) -> list[Claim]:
    """The claims with "There were no casualties.", as a sentence of its own, joined to the attack right before it."""
    starts = {c.sentence.start for c in claims}
    sentences = g.annotated.sentences
    out = list(claims)
    for before, sentence in pairwise(sentences):
        if sentence.start in starts or sentence.block - before.block > 1:
            continue
        fresh = none_hurt(g, sentence)
        here = [k for k, c in enumerate(out) if c.type == "ASSAULT" and c.sentence.start == before.start]
        if not fresh or len(here) != 1 or out[here[0]].reality.value not in ("happened", "under-way"):
            continue
        attack = out[here[0]]
        anchor = next(
            (t.i for t in g.tokens[sentence.first : sentence.last] if t.start >= fresh[0].evidence.start),
            None,
        )
        said = [s.words.casefold() for s in attribution.chain(anchor)] if anchor is not None else []
        told = () if isinstance(attack.casualties, Unknown) else attack.casualties
        fresh = tuple(c for c in fresh if c.kind not in {x.kind for x in told})
        if not fresh or (said and said != _speakers(attack)):
            continue
        also = tuple(sorted({*attack.also, fresh[0].evidence}, key=lambda e: e.start))
        out[here[0]] = msgspec.structs.replace(attack, casualties=(*told, *fresh), also=also)
    return out
