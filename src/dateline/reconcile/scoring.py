"""Scoring: how likely two tellings are of one happening, and why.

Each level of each feature counts so many log-odds for or against (Fellegi and Sunter 1969), fitted on reports of
known incidents by ``benchmarks/links.py``; they are added up. So each link can say what spoke for it.
"""

from __future__ import annotations

from math import exp

from dateline.reconcile.features import Feature, features_of
from dateline.reconcile.tellings import Telling
from dateline.reconcile.weights import BASE, WEIGHTS
from dateline.records.evidence import Record, Why

#: Log-odds from which on two tellings, or two groups of them on average, are one happening's. On the incidents'
#: development part -0.5 gives a CoNLL F1 of 0.875 for 0.871, and a B3 precision of 0.976 for 0.984; but then two
#: reports of one day that agree in nothing else would be joined.
THRESHOLD = 0.0
#: Log-odds on either side of the threshold (scores of 0.25 to 0.75) within which a person should look.
DOUBTFUL = 1.1
#: Features that are a telling's own, not its report's.
_OWN = frozenset({"when", "place", "killed", "wounded", "means", "actors"})
#: In what a sum need not agree with its parts.
_PARTLY = frozenset({"killed", "wounded", "means"})
_TOLD = frozenset({"when", "place", "quarter", "names", "streets"})
_AGREE = frozenset({"same", "within", "one", "two"})


class Match(Record, frozen=True):
    """The log-odds that two tellings are of one happening, rounded to thousandths, and what counted."""

    weight: float
    why: tuple[Why, ...]

    @property
    def score(self) -> float:
        """The probability, in 0..1."""
        return probability(self.weight)

    @property
    def doubtful(self) -> bool:
        """Whether a person should look."""
        return abs(self.weight - THRESHOLD) < DOUBTFUL


def probability(weight: float) -> float:
    """Log-odds as a probability, rounded to thousandths."""
    return round(1 / (1 + exp(-weight)), 3)


def weight_of(one: Telling, other: Telling) -> float:
    """The log-odds that two tellings of different reports are of one happening."""
    return round(BASE + sum(WEIGHTS.get((f.name, f.level), 0.0) for f in features_of(one, other)), 3)


def match(one: Telling, other: Telling) -> Match:
    """The same with its reasons, the weightiest first."""
    counted = [(WEIGHTS.get((f.name, f.level), 0.0), f) for f in features_of(one, other)]
    return Match(weight=weight_of(one, other), why=_reasons(counted))


def own_match(one: Telling, other: Telling) -> Match | None:
    """The match of two tellings of one report by what each says itself; None where nothing agrees or one thing
    does not.

    A sum is of a wider place than its parts, of more people and of all that killed them; of its parts it is enough
    that they are not of other days or farther off than a town's length.
    """
    summed = "summed" in (one.stance, other.stance)
    counted = [
        (WEIGHTS.get((f.name, f.level), 0.0), f)
        for f in features_of(one, other)
        if f.name in _OWN and not (summed and (f.name in _PARTLY or f.level in ("near", "beside")))
    ]
    if any(value < 0 for value, _ in counted):
        return None
    if not summed and not any(f.level in _AGREE for _, f in counted):
        return None
    return Match(weight=round(sum(value for value, _ in counted), 3), why=_reasons(counted))


def said_alike(one: Telling, other: Telling) -> bool:
    """Whether the two tell one day, neighbourhood or name: what reports are about as a whole is too little to say
    that the sum of one counts what the other tells."""
    return any(
        f.name in _TOLD and f.level in ("same", "within", "near", "one", "two")
        for f in features_of(one, other)
    )


def _reasons(counted: list[tuple[float, Feature]]) -> tuple[Why, ...]:
    ranked = sorted((each for each in counted if each[0]), key=lambda each: (-abs(each[0]), each[1].name))
    return tuple(
        Why(rule=f"{f.name}: {f.level}", words=f.words, score=probability(value)) for value, f in ranked
    )
