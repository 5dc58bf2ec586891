"""Short views of claims for the coder's tests."""

from __future__ import annotations

from dateline.records.claim import Claim
from dateline.records.evidence import Known, Unknown


def kind(c: Claim) -> tuple[str, str | None]:
    return c.type, c.mode.value if isinstance(c.mode, Known) else None


def who(c: Claim) -> list[str]:
    return [] if isinstance(c.actors, Unknown) else [p.words for p in c.actors]


def whom(c: Claim) -> list[str]:
    return [] if isinstance(c.recipients, Unknown) else [p.words for p in c.recipients]


def where(c: Claim) -> list[tuple[str, str]]:
    if isinstance(c.places, Unknown):
        return []
    return [(p.role, p.antecedent.text if p.antecedent is not None else p.words) for p in c.places]


def counts(c: Claim) -> dict[str, tuple[int, int | None]]:
    return (
        {}
        if isinstance(c.casualties, Unknown)
        else {x.kind: (x.amount.low, x.amount.high) for x in c.casualties}
    )


def sources(c: Claim) -> list[str]:
    return [s.words for s in c.sources]


def one(claims: tuple[Claim, ...], type_: str, mode: str | None = None) -> Claim:
    """The only claim of this type (and mode); fails where there are more or none."""
    found = [c for c in claims if c.type == type_ and (mode is None or kind(c)[1] == mode)]
    assert len(found) == 1, [(kind(c), c.evidence.text) for c in claims]
    return found[0]
