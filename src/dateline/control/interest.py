"""Interest: whether who said it first is a party to the conflict, and gains by what is said.

A party's word for its own gain, alone, settles nothing; its word for its own loss does. A government is a party
as a rebel group is, and so are those who speak for it. Whose party somebody is, is told by his entry or affiliation;
else by the force, government or nation that the words for his office name ("the Iraqi defence minister"); else his office
("the defence minister", "an officer") makes a party of nobody knows which side. Several who say it together are no party where
one of them is a civilian ("residents and a rebel commander"). The government of a state that is
no party to a conflict that the dictionaries know of is one where its own forces are told of.
"""

from __future__ import annotations

import re

from dateline.control.offices import is_civilian, office_of, outlet_kind
from dateline.control.sides import Sides, entries_of
from dateline.dictionaries.normal import normal_key
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import SEVERAL, Speaker
from dateline.records.control import Interest, Side, Stake, Statement, Told
from dateline.records.evidence import Known, Unknown

#: Offices that a state has in its own country alone.
_LOCAL_OFFICES = frozenset({"governor", "governors"})

#: Between those who say something together.
_BESIDE = re.compile(r"\s*[,&]\s*(?:and\s+)?|\s+(?:and|as well as)\s+")


def interest_of(told: Told, sides: Sides, nouns: NounKinds) -> Interest:
    """The interest of the claim's origin: its first source, or the report itself."""
    sources = told.claim.claim.sources
    if not sources:
        return _of_outlet(told, sides)
    origin = sources[0]
    (entry,) = entries_of(told.claim, "sources", sources)[:1]
    affiliation = origin.affiliation.value if isinstance(origin.affiliation, Known) else None
    for candidate in (entry, affiliation):
        root = sides.party_root(candidate) or _concerned(sides.side_root(candidate), told, sides)
        if root is not None:
            return _speaks(origin.words, root, sides)
    if isinstance(origin.party, Known) and origin.party.value:
        return Interest(party=True, root=None, why=f"{origin.words} is a party ({origin.party.how})")
    if entry is None or sides.is_role(entry):
        return _of_office(origin, affiliation, told, sides, nouns)
    return Interest(party=False, root=None, why=f"{origin.words} is not known to be a party")


def _of_outlet(told: Told, sides: Sides) -> Interest:
    """The interest of a report that speaks for itself: that of the party to which its outlet belongs."""
    outlet = told.header.outlet.value if isinstance(told.header.outlet, Known) else None
    root = sides.outlet_root(outlet) or _concerned(sides.outlet_side(outlet), told, sides)
    if root is not None:
        why = f"{outlet} belongs to {sides.name(root)}"
        return Interest(party=True, root=root, why=why, kind=sides.kind_of(root))
    return Interest(party=False, root=None, why="the report itself")


def _of_office(
    origin: Speaker, affiliation: str | None, told: Told, sides: Sides, nouns: NounKinds
) -> Interest:
    """The interest of one whom the dictionaries do not know, by the words for him and his office."""
    unknown = Interest(party=False, root=None, why=f"{origin.words} is not known to be a party")
    if isinstance(origin.role, Unknown) and origin.role.reason == SEVERAL:
        others = [each for each in _BESIDE.split(origin.words) if is_civilian(each, nouns)]
        if others:
            return Interest(party=False, root=None, why=f"{origin.words}: {others[0]} are no party")
    if origin.kind == "outlet":
        kind = outlet_kind(origin.words)
        if kind is None:
            return unknown
        return Interest(party=True, root=None, why=f"{origin.words} is a party's outlet", kind=kind)
    role = origin.role.value if isinstance(origin.role, Known) else ""
    belongs = affiliation or ""
    if belongs and sides.known(belongs):
        # a spokesman of an agency is that agency's, whatever his title; a party would have been found before
        return unknown
    words = f"{role} {belongs}" if origin.kind == "person" else f"{origin.words} {role} {belongs}"
    office = office_of(words, nouns)
    if office is None:
        return unknown
    named = sides.named_in(words)
    for root in named:
        if sides.party_root(root) is not None or _concerned(root, told, sides) is not None:
            return _speaks(origin.words, root, sides)
    if named:
        why = f"{origin.words} speaks for {sides.name(named[0])}, which is no party to it"
        return Interest(party=False, root=None, why=why)
    word, kind = office
    why = f"{origin.words} speaks for a party ({word!r})"
    return Interest(party=True, root=None, why=why, kind=kind, local=word in _LOCAL_OFFICES)


def _speaks(words: str, root: str, sides: Sides) -> Interest:
    why = f"{words} speaks for {sides.name(root)}"
    return Interest(party=True, root=root, why=why, kind=sides.kind_of(root))


def _concerned(root: str | None, told: Told, sides: Sides) -> str | None:
    """The side, where the claim tells of it, or of unnamed forces that may be its own."""
    if root is None:
        return None
    for which in ("actors", "recipients"):
        side = sides.of(told.claim, which)
        unnamed = not side.roots and side.kind != "unknown" and side.kind == sides.kind_of(root)
        if root in side.roots or unnamed:
            return root
    return None


def stake(statement: Statement, holder: Side | None = None) -> Stake:
    """What its origin has at stake in the statement, where ``holder`` is who held the place before.

    "none": it is no party that we know of. "own": it gains by it, or may, since nobody knows which side it is on.
    "party": it is a third party. "against": it loses by it, so that it is an admission.
    """
    interest = statement.interest
    if not interest.party:
        return "none"
    root = interest.root
    side = statement.side
    losers = [one for one in (statement.loser, holder) if one is not None]
    if root is None:
        if statement.act not in ("takes", "holds", "enters") or not _is_another_kind(interest, side):
            return "own"
        # of nobody knows which side, but not of the side that gains: the loss of unnamed ones of his kind is his
        return "against" if any(not one.roots and one.kind == interest.kind for one in losers) else "party"
    gains = root in side.roots
    if statement.act in ("leaves", "denies", "surrounds"):
        return "against" if gains else "own"
    if gains or (
        not side.roots and "unknown" not in (side.kind, interest.kind) and side.kind == interest.kind
    ):
        return "own"
    return "against" if any(root in one.roots for one in losers) else "party"


def _is_another_kind(interest: Interest, side: Side) -> bool:
    """Whether a state speaks of armed people's gain, or these of a state's."""
    return "unknown" not in (interest.kind, side.kind) and interest.kind != side.kind


def settles(found: Stake) -> bool:
    """Whether a statement with this stake may stand alone."""
    return found in ("none", "against")


def origin_key(told: Told, sides: Sides) -> str:
    """Who said it first, as a key by which independent origins are counted.

    It is the entry or the words of the first source, the words where the entry is an office; an unnamed source is the
    report's own. Where the report speaks for itself it is the outlet, or the report where that is unknown.
    """
    sources = told.claim.claim.sources
    header = told.header
    outlet = normal_key(header.outlet.value) if isinstance(header.outlet, Known) else header.report
    if not sources:
        return f"outlet:{outlet}"
    first = sources[0]
    if first.kind == "unnamed":
        after = sources[1].words if len(sources) > 1 else outlet
        return f"unnamed:{normal_key(first.words)}:{normal_key(after)}"
    (entry,) = entries_of(told.claim, "sources", sources)[:1]
    return (
        f"entry:{entry}" if entry and not sides.is_role(entry) else f"{first.kind}:{normal_key(first.words)}"
    )
