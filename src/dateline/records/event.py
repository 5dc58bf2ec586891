"""Event: claims about the same happening, as a view that can be computed again."""

from __future__ import annotations

from typing import Literal

from dateline.records.evidence import Made, Record, Why

#: How a claim bears on an event that it does not tell as its own: it denies it, told of it before it came
#: (announced or threatened), looks back on it, counts it together with others, or follows from it (an arrest).
RelationKind = Literal["denies", "announces", "recalls", "sums-up", "follows"]


class Link(Record, frozen=True):
    """Why ``claim`` and ``other`` are taken to tell of one happening; a claim alone needs no link.

    ``score`` is the probability, in 0..1, that the two do; each reason's score is what it alone would leave of
    even odds. ``doubtful`` links lie near the threshold and are for a person to look at.
    """

    claim: str
    other: str
    score: float
    why: tuple[Why, ...]
    doubtful: bool = False


class Relation(Record, frozen=True):
    """How ``claim``, which is none of the event's own, bears on it; score and reasons as in Link."""

    kind: RelationKind
    claim: str
    event: str
    score: float
    why: tuple[Why, ...]


class Event(Record, frozen=True):
    """Claims (identifiers) about one happening, the links that joined them, and what else bears on it.

    ``rivals`` are links to claims of other events that came near to joining and are for a person to look at.
    """

    id: str
    claims: tuple[str, ...]
    links: tuple[Link, ...]
    made: Made
    relations: tuple[Relation, ...] = ()
    rivals: tuple[Link, ...] = ()
