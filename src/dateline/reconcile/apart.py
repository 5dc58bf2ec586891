"""Apart: words by which a report itself tells one happening from another.

A claim's clause may count it ("a second car bomb", "in a separate attack", "another one"), set it beside another in
time ("a day after ..."), and say at what part of the day, at what kind of target and in which quarter it was. Two
claims of one report whose clauses differ in that are not one happening's. What is told of a happening again ("the
blast tore through the arcade") names it with "the", so target and hour part only what is brought up anew.
"""

from __future__ import annotations

import re

from dateline.dictionaries.nouns import load_nouns
from dateline.reconcile.families import STRUCK
from dateline.records.claim import Claim, GroundedClaim
from dateline.records.evidence import Known, Record, Unknown

#: Characters before a claim's words that are looked at, and after them.
_BEFORE, _AFTER = 70, 90
#: Characters between "a day after" and what it is said of.
_NEXT = 30
_DEED = (
    r"(?:bomb|bombs|bomber|bombers|bombing|blast|explosion|attack|strike|air ?strike|raid|ambush|shooting|killing"
    r"|murder|incident|assault|device|mine|rocket|shell)"
)
_COUNTED = re.compile(
    rf"\b(second|third|fourth|fifth|another|separate|different)\s+(?:[\w-]+\s+){{0,2}}?(?:{_DEED}|one)\b"
    r"(?!\s+(?:victim|suspect|survivor|scene|site|investigation))",
    re.IGNORECASE,
)
#: A bare "another killed five".
_ANOTHER = re.compile(r"\banother\s+(?:killed|wounded|hit|struck|exploded|went|blew)\b", re.IGNORECASE)
_ALSO = re.compile(
    rf"^\W*(?:also|separately|elsewhere)\b[^.;]{{0,40}}?\ban?\s+(?:[\w-]+\s+){{0,2}}?{_DEED}\b", re.I
)
#: The second bomb of one attack.
_ONE_ATTACK = re.compile(
    r"\b(?:minutes|moments|seconds) (?:later|after|apart)|\bas (?:\w+ ){1,3}(?:gathered|arrived|rushed|tried|fled)\b"
    r"|\bsame (?:place|spot|scene|site|target)\b|\bsimultaneous|\bat the same time\b|\btwin\b",
    re.IGNORECASE,
)
#: One deed, and so long after another: "a man was shot in Kell, a day after his brother was killed".
_BESIDE = re.compile(
    r"\b(?:kill\w*|murder\w*|shot|assassinat\w*|bomb\w*|explo\w*|attack\w*|ambush\w*|die[ds]?|blew)\b[^;.]*,?\s"
    r"(?:an?|one|two|three|four|five|six|several|\d{1,2}) (?:days?|weeks?|months?|years?) (?:after|before)"
    r"\s",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"\b(?:in the|at|around|before|early|late|late in the|\w+day|same|that|this)\s+"
    r"(morning|afternoon|evening|night|noon|midday|midnight|dawn|nightfall|dusk)\b",
    re.IGNORECASE,
)
_PART = {
    "dawn": 0,
    "morning": 1,
    "noon": 2,
    "midday": 2,
    "afternoon": 3,
    "dusk": 4,
    "nightfall": 4,
    "evening": 4,
}
_ANEW = re.compile(rf"\b(?:an?|another|one|second|third)\s+(?:[\w-]+\s+){{0,4}}?{_DEED}\b", re.IGNORECASE)
_BOMB = re.compile(r"\b(?:\w*bomb\w*|blasts?|explo\w+|rockets?|shell\w*|mortars?)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:.]|\s(?:and|while|after|before|when|as|said|told|reported|according|who|which)\s", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\b((?:[A-Z][\w'’-]+\s){1,2})(?:district|quarter|neighbou?rhood|suburb|area)\b"
    r"|\b(?:district|quarter|neighbou?rhood|suburb|area) of ([A-Z][\w'’-]+)"
    r"|\b([A-Z][\w'’-]+), (?=(?:in|an?) (?:the )?(?:[a-z-]+ ){0,2}(?:centr\w+|north\w*|south\w*|east\w*|west\w*"
    r"|district|quarter|neighbou?rhood|suburb)\b)"
)
#: Where people are brought, or what every report of a happening has.
_NO_TARGETS = frozenset("hospital clinic home house building site position facility post office side".split())


_TARGETS = frozenset("bakery funeral wedding street square junction bus minibus convoy".split())


class Setting(Record, frozen=True):
    """What a claim's clause says: ``counted`` ("second"; "" where it is not told apart so), ``beside`` whether it
    is set off in time from another happening, the part of the day, kinds of targets, quarters; ``anew`` whether
    the deed is brought up with "a", ``bombed`` whether it is one that strikes a target from afar.
    """

    counted: str = ""
    beside: bool = False
    hour: int | None = None
    targets: frozenset[str] = frozenset()
    quarters: frozenset[str] = frozenset()
    anew: bool = False
    bombed: bool = False


def setting_of(grounded: GroundedClaim) -> Setting:
    """What the words around the claim say of where, when and which."""
    claim = grounded.claim
    sentence, at = claim.sentence.text, max(0, claim.evidence.start - claim.sentence.start)
    head = _last_clause(sentence[max(0, at - _BEFORE) : at])
    tail = sentence[at + len(claim.evidence.text) :][:_AFTER]
    cut = _CLAUSE.search(tail)
    tail = tail[: cut.start()] if cut else tail
    clause = head + claim.evidence.text + tail
    mode = claim.mode.value if isinstance(claim.mode, Known) else None
    bombed = mode in STRUCK or bool(_BOMB.search(clause))
    return Setting(
        counted=_counted(sentence, clause),
        beside=not isinstance(grounded.when, Known) and _beside(claim),
        hour=_hour(clause),
        targets=_targets(clause) if bombed else frozenset(),
        quarters=_quarters(grounded, clause) if bombed else frozenset(),
        anew=_ANEW.search(clause) is not None,
        bombed=bombed,
    )


def set_apart(one: Setting, other: Setting) -> bool:
    """Whether the words of two claims of one report tell two happenings; the same whichever comes first."""
    if one.bombed and other.bombed and one.counted != other.counted:
        return True
    if one.beside != other.beside:
        return True
    if one.quarters and other.quarters and not one.quarters & other.quarters:
        return True
    if not (one.bombed and other.bombed and one.anew and other.anew):
        return False
    if one.targets and other.targets and not one.targets & other.targets:
        return True
    return one.hour is not None and other.hour is not None and abs(one.hour - other.hour) > 1


def _last_clause(words: str) -> str:
    """What stands before the claim in its own clause."""
    ends = [found.end() for found in re.finditer(r"[;.]|\s(?:and|while|but|said)\s", words)]
    return words[ends[-1] :] if ends else words


def _counted(sentence: str, clause: str) -> str:
    if _ONE_ATTACK.search(sentence):
        return ""
    found = _COUNTED.search(clause)
    if found is not None:
        return found[1].casefold()
    if _ANOTHER.search(clause):
        return "another"
    return "also" if _ALSO.search(sentence) else ""


def _beside(claim: Claim) -> bool:
    """Whether whom it befell, or its words, stand right behind words that set it off from another deed."""
    starts = [claim.evidence.start]
    for people in (claim.recipients, claim.casualties):
        if not isinstance(people, Unknown):
            starts += [each.evidence.start for each in people]
    ends = [claim.sentence.start + found.end() for found in _BESIDE.finditer(claim.sentence.text)]
    return any(0 <= start - end <= _NEXT for end in ends for start in starts)


def _hour(clause: str) -> int | None:
    found = {_PART.get(word.casefold(), 5) for word in _HOURS.findall(clause)}
    return found.pop() if len(found) == 1 else None


def _targets(clause: str) -> frozenset[str]:
    nouns = load_nouns()
    found = re.findall(
        r"\b(?:at|in|inside|outside|near|on|hit|struck|targeted|targeting|into)\s+(?:an?|the)\s+((?:[\w'’-]+\s*){1,4})",
        clause,
    )
    words = {word.casefold() for phrase in found for word in phrase.split()}
    return frozenset(
        w for w in words - _NO_TARGETS if w in _TARGETS or "facility" in nouns.get(w, frozenset())
    )


def _quarters(grounded: GroundedClaim, clause: str) -> frozenset[str]:
    """Quarters of a town that the clause names as such, and names at which it was that no gazetteer has."""
    found = {next(filter(None, names)).strip().casefold() for names in _QUARTER.findall(clause)}
    roles = grounded.claim.places
    if not isinstance(roles, Unknown):
        for item in grounded.places:
            role = roles[item.index]
            if role.role == "at" and isinstance(item.place, Unknown) and role.words.istitle():
                found.add(role.words.casefold())
    return frozenset(found)
