"""The brief's sentences: templates over records. What is only claimed is always somebody's: "According to ...".

A claim's phrase names the event by a noun (``KINDS``), then who, against whom, where, when and how many, as far as its
words tell; what they do not tell is not in the phrase. Nothing is taken from another claim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

from dateline.export.amounts import KINDS as CASUALTIES
from dateline.export.amounts import day_words
from dateline.export.terminal import plain
from dateline.export.unfold import speaker_words
from dateline.reconcile.tolls import counted
from dateline.records.claim import Claim, GroundedClaim, Participant, PlaceRole, Reality
from dateline.records.evidence import Interval, Known, Range, Unknown
from dateline.records.header import Header

#: A noun for each event type, and for its modes where these say more.
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "AGREE": ("agreement to cooperate", {}),
    "CONSULT": ("talks", {"visit": "visit", "third-party": "mediated talks", "multilateral": "talks of several parties",
                          "phone": "talks by telephone"}),
    "SUPPORT": ("support in words", {}),
    "CONCEDE": ("concession in words", {}),
    "COOPERATE": ("cooperation", {}),
    "AID": ("material help", {}),
    "RETREAT": ("yielding", {"withdraw": "withdrawal", "release": "release", "disarm": "laying down of arms",
                             "ceasefire": "ceasefire", "access": "letting in of outsiders", "resign": "resignation"}),
    "REQUEST": ("appeal or demand", {"assist": "appeal for help", "change": "demand for change",
                                     "yield": "demand to give way", "meet": "appeal for talks"}),
    "ACCUSE": ("accusation", {"disapprove": "criticism", "investigate": "inquiry", "allege": "allegation"}),
    "REJECT": ("refusal", {"assist": "refusal of help", "change": "refusal of change", "yield": "refusal to give way",
                           "meet": "refusal of talks"}),
    "THREATEN": ("threat", {"restrict": "threat of restrictions", "arrest": "threat of arrest",
                            "relations": "threat to relations", "expel": "threat of expulsion",
                            "territory": "threat to take territory", "violence": "threat of violence"}),
    "PROTEST": ("protest", {"demo": "demonstration", "riot": "riot", "strike": "strike", "hunger": "hunger strike",
                            "boycott": "boycott", "obstruct": "blockade in protest", "vandalize": "vandalism in protest"}),
    "SANCTION": ("sanction", {"convict": "verdict", "expel": "expulsion or flight", "withdraw": "withdrawal of support",
                              "discontinue": "breaking off of exchange"}),
    "MOBILIZE": ("mobilisation", {"troops": "movement of troops", "weapons": "movement of weapons",
                                  "police": "deployment of police", "militia": "mobilisation of a militia"}),
    "COERCE": ("coercion", {"seize": "seizure", "restrict": "restriction", "censor": "censorship", "curfew": "curfew",
                            "martial-law": "martial law", "arrest": "arrest", "deport": "deportation",
                            "withhold": "withholding of goods", "misinformation": "misinformation",
                            "cyber": "cyber attack"}),
    "ASSAULT": ("attack or fighting", {"abduct": "abduction", "beat": "beating", "torture": "torture",
                                       "sexual": "sexual violence", "targeted": "targeted killing",
                                       "destroy": "destruction of property", "primitive": "attack with simple weapons",
                                       "firearms": "shooting", "explosives": "bombing",
                                       "suicide-attack": "suicide attack", "aerial": "air strike",
                                       "drone": "drone strike", "heavy-weapons": "shelling or heavy weapons",
                                       "crowd-control": "force against a crowd",
                                       "unconventional": "attack with banned weapons"}),
    "TERRITORY": ("change of control", {"capture": "capture", "recapture": "recapture", "enter": "entry",
                                        "clear": "clearing", "hold": "holding", "besiege": "siege",
                                        "hand-over": "hand-over", "contest": "contest for control"}),
    "FORCE-ESTIMATE": ("estimate of forces", {"count": "estimate of forces"}),
}  # fmt: skip

#: What stands before those whom an event is done to or with.
_TOWARDS: dict[str, str] = {
    "AGREE": "with", "CONSULT": "with", "SUPPORT": "for", "CONCEDE": "to", "COOPERATE": "with", "AID": "for",
    "RETREAT": "concerning", "REQUEST": "to", "REJECT": "towards", "TERRITORY": "from", "FORCE-ESTIMATE": "facing",
}  # fmt: skip

#: What a phrase begins with where the claim does not tell it as done.
REALITIES: dict[Reality, str] = {
    "happened": "",
    "under-way": "under way, ",
    "announced": "announced and not told as done, ",
    "threatened": "threatened, ",
    "expected": "expected, ",
    "hypothetical": "spoken of as possible, ",
    "denied": "denied, ",
    "did-not-happen": "said not to have happened, ",
    "background": "looked back on, ",
}
_LETTER, _DIGITS = re.compile(r"[^\W\d_]"), re.compile(r"\d+")
#: Words of relations that lead on to the place's name ("south of", "on the border with"); a thing in it has none of them.
_LEADING = frozenset(
    (
        "of in into at to from near by outside inside around beyond off along between behind on with toward towards opposite "
        "via across through north south east west northern southern eastern western central"
    ).split()
)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ISOLATE, _END = "\u2068", "\u2069"


def told(words: str) -> str:
    """Words of a report on one line; in a first-strong isolate where they are read from right to left."""
    line = plain(words)
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in line):
        return f"{_ISOLATE}{line}{_END}"
    return line


def reads_leftwards(words: str) -> bool:
    """Whether the first letter with a direction is one that is read from right to left."""
    for c in words:
        way = unicodedata.bidirectional(c)
        if way == "L" or way in _RIGHT_TO_LEFT:
            return way != "L"
    return False


def noun(kind: str, mode: str | None) -> str:
    """What an event of this type and mode is called."""
    general, modes = KINDS[kind]
    return general if mode is None else modes.get(mode, general)


def amount(count: Range) -> str:
    """The count in words: "3", "3 or more", "6 to 9", "9 or fewer"."""
    if count.high is None:
        return f"{count.low} or more"
    if count.low == count.high:
        return str(count.low)
    return f"{count.high} or fewer" if count.low == 0 else f"{count.low} to {count.high}"


def outlet(header: Header) -> str:
    """Who published the report, or that it is not known who did."""
    if isinstance(header.outlet, Known):
        return told(header.outlet.value)
    return f"a report of an unknown outlet ({told(header.document)})"


def outlet_words(publisher: Known[str] | Unknown) -> str:
    """Who published something, or that it is not known."""
    return told(publisher.value) if isinstance(publisher, Known) else "outlet unknown"


#: Who says something: the chain from its origin, in words, and who published it.
Source: TypeAlias = tuple[str, str]


def source(header: Header, claim: Claim) -> Source:
    """Who says so: the chain with its origin first (empty where the report speaks for itself), and the publisher."""
    publisher = outlet(header)
    links = [told(speaker_words(speaker)) for speaker in claim.sources]
    if links and links[-1].casefold() == publisher.casefold():
        links.pop()
    return ", by way of ".join(links), publisher


def attribution(sources: Iterable[Source]) -> str:
    """Who says so, each chain once: "police, as told by Tamarisk Wire and Reedbank Herald; and according to ..."."""
    chains: dict[str, dict[str, None]] = {}
    for chain, publisher in sources:
        chains.setdefault(chain, {})[publisher] = None
    return "; and according to ".join(
        f"{chain}, as told by {_several(outlets)}" if chain else _several(outlets)
        for chain, outlets in chains.items()
    )


def phrase(grounded: GroundedClaim, *, bare: bool = False) -> tuple[str, ...]:
    """The parts of what one claim tells, in order; joined by spaces they are its phrase.

    ``bare`` leaves out whether it happened, where the sentence tells that itself.
    """
    claim = grounded.claim
    mode = claim.mode.value if isinstance(claim.mode, Known) else None
    parts = [("" if bare else REALITIES[claim.reality.value]) + noun(claim.type, mode)]
    for before, people in (("by", claim.actors), (_TOWARDS.get(claim.type, "against"), claim.recipients)):
        named = [] if isinstance(people, Unknown) else [each for each in people if not _is_number(each)]
        if named:
            parts.append(f"{before} {_several(map(_person, named))}")
    if not isinstance(claim.places, Unknown):
        places = list(dict.fromkeys(map(_place, claim.places)))
        parts += [f"{place}," for place in places[:-1]] + places[-1:]
    if isinstance(grounded.when, Known):
        parts.append(on(grounded.when.value))
    if not isinstance(claim.forces, Unknown):
        counts = [
            f"{amount(force.amount)} ({told(force.evidence.text)}"
            + (f", {told(force.whose.text)})" if force.whose else ")")
            for force in claim.forces
        ]
        parts += [f"with a strength of {_several(counts)}"] if counts else []
    counts = [f"{kind} {amount(n)}" for kind in CASUALTIES if (n := counted(claim, kind)) is not None]
    parts += [f"({', '.join(counts)})"] if counts else []
    return tuple(parts)


def on(days: Interval) -> str:
    """The days with their preposition: "on 2017-11-02", "in 2017-11", "between 2017-11-02 and 2017-11-05"."""
    if days.start == days.end:
        return f"on {days.start}"
    words = day_words(days)
    return f"between {days.start} and {days.end}" if "–" in words else f"in {words}"


def _is_number(person: Participant) -> bool:
    """Whether the words are a number alone ("41", "seven"): the counts stand at the end of the phrase."""
    if _LETTER.search(person.words) is None:
        return True
    number = person.amount
    if isinstance(number, Unknown) or number.value.low < 2 or len(person.words.split()) > 1:
        return False
    return any(each.text == person.words for each in number.evidence)


def _person(person: Participant) -> str:
    words = told(person.words)
    number = person.amount
    if isinstance(number, Unknown) or number.value == Range(low=1, high=1):
        return words
    if any(each.text in person.words for each in number.evidence):
        return words
    if str(number.value.low) in _DIGITS.findall(person.words.replace(",", "")):
        return words
    return f"{amount(number.value)} {words}"


def _place(place: PlaceRole) -> str:
    within = f" ({', '.join(told(each.text) for each in place.within)})" if place.within else ""
    words = told(place.words)
    if place.relation:
        words = _joined(told(place.relation), words)
    role = "" if place.role == "at" and place.relation else f"{place.role} "
    return f"{role}{words}{within}"


def _joined(relation: str, words: str) -> str:
    """The two with what ends the one and begins the other once: "edge of the" and "the village"."""
    before, after = relation.split(), words.split()
    for length in range(min(len(before), len(after)), 0, -1):
        if [w.casefold() for w in before[-length:]] == [w.casefold() for w in after[:length]]:
            return " ".join(before + after[length:])
    is_thing = before and not any(word.casefold() in _LEADING or _DIGITS.search(word) for word in before)
    return f"at {relation} in {words}" if is_thing else f"{relation} {words}"


def _several(words: Iterable[str]) -> str:
    found = list(dict.fromkeys(words))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def count(number: int, one: str, several: str | None = None) -> str:
    """The number with its noun."""
    return f"{number} {one if number == 1 else several or one + 's'}"
