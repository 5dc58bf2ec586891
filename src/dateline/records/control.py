"""Who held a place from when to when, by which claims: what is told of it (Statement), and the spells.

A spell is a view over statements, which can be computed again; it is never edited.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.records.claim import GroundedClaim, Place
from dateline.records.evidence import Interval, Made, Record, Unknown
from dateline.records.header import Header

ControlState = Literal["held", "contested", "unknown", "stale"]
#: "takes": holds it from then; "holds": held it then; "leaves": held it before, and not after; "enters": is in
#: it, and is not said to hold it; "shares": none of several holds it alone; "surrounds": does not hold it;
#: "denies": the claim's source denies that the side took or holds it.
ControlAct = Literal["takes", "holds", "leaves", "enters", "shares", "surrounds", "denies"]
SideKind = Literal["state", "armed", "unknown"]
Stake = Literal["none", "party", "own", "against"]


class Told(Record, frozen=True):
    """A claim, the header of its report, and the day on which the case got the report."""

    header: Header
    claim: GroundedClaim
    taken: dt.date


class ControlPlace(Record, frozen=True):
    """What control is told of, at the level of the words: a town, a province, "the edge of" a town.

    ``key`` identifies it. ``level`` is the gazetteer's kind, "part" where the words name a part of the place
    or something beside it, "unresolved" where the gazetteer does not know it. ``name`` is how people read it.
    """

    key: str
    name: str
    level: str
    place: Place | Unknown
    relation: str | None = None


class Side(Record, frozen=True):
    """Who holds, takes or leaves: ``roots`` are those whom the named forces belong to in the end.

    ``entry`` is the dictionary entry of the first one named, None where nobody is; ``words`` are as worded.
    """

    roots: tuple[str, ...]
    entry: str | None
    words: str
    kind: SideKind
    how: str = ""


class Interest(Record, frozen=True):
    """Whether the origin of a claim is a party, of which side (None: not known which), and by which words.

    ``kind`` is what is known of a side that is not: "state" for a minister of nobody knows which government.
    ``local`` marks an office of the country's own in the place, as a governor's is.
    """

    party: bool
    root: str | None
    why: str
    kind: SideKind = "unknown"
    local: bool = False


class Statement(Record, frozen=True):
    """What one claim says of who holds one place.

    ``first`` to ``last`` are the days on which it may have come about: ``first`` is None where nothing bounds it
    from below, ``last`` where the claim and its report have no day at all. ``earlier`` marks what its report
    tells as having been before its own news. ``loser`` is who held it before, where the claim tells.
    ``recapture`` tells whether it was taken back or freed, ``lasts`` whether the holder is told to hold it still, or to have
    held it up to the news.
    ``known`` is the day the case got the report; ``origin`` identifies who said it first. ``day_words`` are the words
    that tell of a day, also where it is unknown; ``spelled`` is the place's name as the report writes it. ``home`` is the
    national government of the country that the place lies in.
    """

    claim: str
    report: str
    place: ControlPlace
    act: ControlAct
    side: Side
    loser: Side | None
    first: dt.date | None
    last: dt.date | None
    interest: Interest
    origin: str
    origin_words: str
    known: dt.date
    words: str
    day_words: str | None = None
    earlier: bool = False
    recapture: bool = False
    lasts: bool = False
    spelled: str = ""
    home: str | None = None


class Camp(Record, frozen=True):
    """One of the sides of a spell, and who says so: claims, and how many origins they have.

    ``holder`` is unknown where the claims say that nobody holds it, or not who. ``stake`` is "own" where
    all its claims are by parties that gain by them.
    """

    holder: str | Unknown
    words: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    stake: Stake


class ControlSpell(Record, frozen=True):
    """A place's state from ``first`` to ``last``, both included, and the claims behind it.

    ``first`` is None where it reaches back before all that is told, ``last`` where it lasts. ``since`` and
    ``until`` say what the words allow: an interval, or unknown with the reason and the words for a day, if there
    are any. ``camps`` are all sides with their claims; there is one where the place is held. ``heard`` is the last
    day on which anything was told; ``stale_after`` the days of silence after which it is stale. ``why`` says in
    words how it came about.
    """

    id: str
    place: ControlPlace
    holder: str | Unknown
    state: ControlState
    first: dt.date | None
    last: dt.date | None
    since: Interval | Unknown
    until: Interval | Unknown
    camps: tuple[Camp, ...]
    claims: tuple[str, ...]
    heard: dt.date | None
    stale_after: int
    why: str
    made: Made
