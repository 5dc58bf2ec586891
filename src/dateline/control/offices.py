"""Offices: whether the words for a speaker's office, or for an unnamed speaker, make him a party's, and on which side.

"The defence minister", "an army spokesman" and "a rebel commander" speak for somebody who gains or loses by what is told,
also where the dictionaries know neither the person nor the force. A mayor, a local official, a hospital's
director or a former minister do not.
"""

from __future__ import annotations

import re

from dateline.dictionaries.nouns import NounKinds
from dateline.records.control import SideKind

_WORD = re.compile(r"[^\W\d_]+")
_ARMED = frozenset({"state-force", "armed-group"})

#: Words of a state's offices and of those who speak for it. Forces and ranks are in ``nouns.toml``.
_STATE = frozenset(
    (
        "ambassador authorities authority cabinet chancellor defence defense embassy emir government governor homeland "
        "interior junta king kremlin minister ministerial ministry monarch pentagon premier presidency president "
        "presidential prince sultan"
    ).split()
)
_STATE_PHRASES = re.compile(
    r"\b(?:secretary of state|state department|(?:foreign|home) (?:secretary|office)|white house|prime minister)\b"
)
#: Ranks as titles shorten them; rebels have them, too.
_RANKS = frozenset("adm admiral brig brigadier capt cmdr col corporal cpl gen lt maj marshal sgt".split())
#: Speakers for somebody, of whom the words do not say for whom.
_SPOKESMEN = re.compile(r"^(?:spokes(?:m[ae]n|wom[ae]n|persons?|people)|press|officials?)$")
#: With these a minister, president, official or spokesman is no party's, or none any more.
_CIVIL = frozenset(
    (
        "agency aid airline airport association bank bar cathedral charity church civil clinic club college commission "
        "committee community company council court crescent cross elected election electoral ex federation fire firm former "
        "foundation hospital hotel humanitarian league mayor medical mosque nations observatory opposition parish party "
        "prison railway refugee relief rescue retired rights school shadow society tribal tribe un union university"
    ).split()
)
#: With these an official or a spokesman is no party's; a health minister and a district's governor are the government's.
_LOCAL = frozenset("city district health local municipal provincial town village".split())
#: Nouns of people who may be leaders or members of something armed.
_ANYBODY = frozenset(
    {"aide", "bodyguard", "follower", "leader", "member", "one", "other", "others", "supporter"}
)
_BEFORE_HEAD = re.compile(
    r"\s+(?:of|at|in|from|near|for|with|by|on|outside|inside|who|which|that)\s.*|,.*", re.DOTALL
)
#: Nouns of ``nouns.toml`` that are other things in an office: "deputy mayor", "secretary general".
_NO_FORCE = frozenset({"deputy", "headquarters", "suspect"})
_CHIEF_CLERKS = frozenset(
    "attorney comptroller consul director governor inspector manager postmaster prosecutor secretary solicitor".split()
)
#: Outlets that belong to a state or to armed people by their name.
_STATE_OUTLET = re.compile(
    r"\bstate(?: run| owned| controlled)? (?:\w+ )?(?:tv|television|radio|media|news|agency|broadcaster|newspaper)\b"
)
_ARMED_OUTLET = re.compile(
    r"\b(?:rebel|insurgent|militant|militia|separatist|guerrilla)(?: \w+)? (?:tv|television|radio|media)\b"
)


def office_of(words: str, nouns: NounKinds) -> tuple[str, SideKind] | None:
    """The word that makes a party's speaker of who is called so, and of what kind the party is; None where none does."""
    said = _WORD.findall(words.casefold().replace("u.n.", "un"))
    if is_civilian(words, nouns):
        return None
    for place, word in enumerate(said):
        kind = _force(word, said[place - 1] if place else "", nouns)
        if kind is not None:
            return word, kind
    if not _CIVIL.isdisjoint(said):
        return None
    phrase = _STATE_PHRASES.search(" ".join(said))
    if phrase is not None:
        return phrase[0], "state"
    for word in said:
        if word in _STATE or word.removesuffix("s") in _STATE:
            return word, "state"
    for word in said:
        if _SPOKESMEN.match(word) and _LOCAL.isdisjoint(said):
            return word, "state" if word.startswith("official") else "unknown"
    return None


def is_civilian(words: str, nouns: NounKinds) -> bool:
    """Whether the words name a civilian first ("a doctor at a military hospital", "residents of a rebel-held town")."""
    head = _WORD.findall(_BEFORE_HEAD.sub("", words.casefold()))[-1:]
    lemmas = {lemma for word in head for lemma in (word, word.removesuffix("s"))} - _ANYBODY
    return any("civilians" in nouns.get(lemma, ()) for lemma in lemmas)


def outlet_kind(words: str) -> SideKind | None:
    """Of what kind the party is that an outlet belongs to by its name ("state television"); None where it names none."""
    said = " ".join(_WORD.findall(words.casefold()))
    if _STATE_OUTLET.search(said):
        return "state"
    return "armed" if _ARMED_OUTLET.search(said) else None


def _force(word: str, before: str, nouns: NounKinds) -> SideKind | None:
    """The kind of the force or armed office that the word stands for; None where it is none."""
    if word in _RANKS:
        return "unknown"
    if word in _NO_FORCE or (word == "general" and before in _CHIEF_CLERKS):
        return None
    for lemma in (word, word.removesuffix("s")):
        kinds = nouns.get(lemma, frozenset()) & _ARMED
        if kinds and "civilians" not in nouns[lemma]:
            return "unknown" if len(kinds) > 1 else "state" if "state-force" in kinds else "armed"
    return None
