"""Interest: whether who said it first is a party to the conflict, and gains by what is said.

A party's word for its own gain, alone, settles nothing; its word for its own loss does. Whether somebody is a party
is in the claim (``Speaker.party``). Where the dictionaries know neither person nor force, an armed office or
force in the words ("the military", "a brigade spokesman") makes a party of nobody knows which side.
"""

from __future__ import annotations

import re

from dateline.control.sides import Sides, entries_of
from dateline.dictionaries.normal import normal_key
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import Speaker
from dateline.records.control import Interest, Side, Stake, Statement, Told
from dateline.records.evidence import Known

_ARMED = frozenset({"state-force", "armed-group"})
_WORD = re.compile(r"[^\W\d_]+")


def interest_of(told: Told, sides: Sides, nouns: NounKinds) -> Interest:
    """The interest of the claim's origin: its first source, or the report itself."""
    sources = told.claim.claim.sources
    if not sources:
        outlet = told.header.outlet.value if isinstance(told.header.outlet, Known) else None
        root = sides.outlet_root(outlet)
        if root is not None:
            return Interest(party=True, root=root, why=f"{outlet} belongs to {sides.name(root)}")
        return Interest(party=False, root=None, why="the report itself")
    origin = sources[0]
    (entry,) = entries_of(told.claim, "sources", sources)[:1]
    affiliation = origin.affiliation.value if isinstance(origin.affiliation, Known) else None
    for candidate in (entry, affiliation):
        root = sides.party_root(candidate)
        if root is not None:
            return Interest(party=True, root=root, why=f"{origin.words} speaks for {sides.name(root)}")
    if isinstance(origin.party, Known) and origin.party.value:
        return Interest(party=True, root=None, why=f"{origin.words} is a party ({origin.party.how})")
    force = _armed_word(origin, nouns)
    if force is not None:
        return Interest(party=True, root=None, why=f"{origin.words} speaks for a force ({force!r})")
    return Interest(party=False, root=None, why=f"{origin.words} is not known to be a party")


def _armed_word(speaker: Speaker, nouns: NounKinds) -> str | None:
    """The first word of the speaker's name or office that stands for a force or an armed office."""
    if speaker.kind == "outlet":
        return None
    role = speaker.role.value if isinstance(speaker.role, Known) else ""
    said = role if speaker.kind == "person" else f"{speaker.words} {role}"
    for word in _WORD.findall(said.casefold()):
        for lemma in (word, word.removesuffix("s")):
            kinds = nouns.get(lemma)
            if kinds and kinds & _ARMED and not kinds & {"civilians"}:
                return str(word)
    return None


def stake(statement: Statement, holder: Side | None = None) -> Stake:
    """What its origin has at stake in the statement, where ``holder`` is who held the place before.

    "none": it is no party that we know of. "own": it gains by it, or is a party of nobody knows which side.
    "party": it is a third party. "against": it loses by it, so that it is an admission.
    """
    interest = statement.interest
    if not interest.party:
        return "none"
    root = interest.root
    if root is None:
        return "own"
    gains = root in statement.side.roots
    if statement.act in ("leaves", "denies", "surrounds"):
        return "against" if gains else "own"
    if gains:
        return "own"
    losers = [side for side in (statement.loser, holder) if side is not None]
    return "against" if any(root in side.roots for side in losers) else "party"


def settles(found: Stake) -> bool:
    """Whether a statement with this stake may stand alone."""
    return found in ("none", "against")


def origin_key(told: Told) -> str:
    """Who said it first, as a key by which independent origins are counted.

    It is the entry or the words of the first source; an unnamed source is the report's own. Where the report
    speaks for itself it is the outlet, or the report where that is unknown.
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
    return f"entry:{entry}" if entry else f"{first.kind}:{normal_key(first.words)}"
