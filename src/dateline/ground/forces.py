"""A nationality and a kind of force ("Iraqi troops") tied to that state's armed forces or police.

The words must name nothing else: "Syrian opposition forces", "US-led troops" and "former Iraqi soldiers" are
somebody else's. Where the catalogue has several such forces of a state, all of them come back.
"""

from __future__ import annotations

import re

from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.dictionaries.normal import normal_key

_BEFORE = (
    r"(?:(?:the|a|an|some|several|many|few|other|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds"
    r"|thousands|scores|number|group|unit|of|more|than|at|least|about|around|up|to|\d[\d,.]*) )*"
)
#: What may stand between the two without making the force another one.
_BETWEEN = (
    r"(?:(?:army|military|government|state|regime|regular|federal|air|naval|ground|infantry|armou?red|combat"
    r"|fighter|fighting|attack|war|special|elite|occupation|invading|security) )*"
)
_MILITARY = (
    r"(?:troops?|soldiers?|servicem[ae]n|servicemembers?|paratroopers?|marines|conscripts|forces?|armed forces"
    r"|army|military|navy|air ?force|airm[ae]n|jets?|warplanes?|planes?|aircraft|fighter-?jets?|bombers?"
    r"|helicopters?|gunships?|warships?|tanks?|artillery|drones?|brigades?|battalions?|commandos?)"
)
_POLICE = r"(?:police(?: officers?| forces?| units?)?|police(?:m[ae]n|wom[ae]n))"
_AFTER = r"(?: (?:in|at|from|near|on|around|inside|outside|who|that|stationed|deployed|based)\b.*)?"
_COALITION = "coalition"


class Forces:
    """The forces of states, by their nationality. Holds only what it was made from; may be shared."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._entries = [e for e in catalogue.by_kind("state-force") if e.type is not None]
        self._forms = {e.id: _forms(catalogue, e) for e in self._entries}
        nations = [e for e in catalogue.by_kind("nationality") if e.country is not None]
        self._nations = {key: e for e in nations for key in _forms(catalogue, e)}
        self._words = _pattern(nations)

    def named(self, words: str) -> tuple[Entry, ...]:
        """The forces that the words may mean: one where that is settled, () where they name none."""
        coalition = self._coalition(words)
        if coalition:
            return coalition
        found = self._words.fullmatch(" ".join(words.split()))
        if found is None:
            return ()
        nation = self._nations[normal_key(found["nation"])]
        if found["police"]:
            # military or border police is neither the police nor the army
            return () if found["between"] else self._police(nation)
        military = self._military(nation)
        if re.search(r"\bsecurity\b", found["between"], re.IGNORECASE):
            return _highest((*military, *self._police(nation)))
        return military

    def _coalition(self, words: str) -> tuple[Entry, ...]:
        """The coalition whose name begins the words, or is all of them but for a kind of force."""
        key = normal_key(words)
        key = re.sub(rf"^the | {_MILITARY}$", "", key)
        return tuple(e for e in self._entries if e.type == _COALITION and key in self._forms[e.id])

    def _military(self, nation: Entry) -> tuple[Entry, ...]:
        own = [e for e in self._entries if e.country == nation.country and e.type == "state-military"]
        return self._called(_highest(own), nation, ("armed forces", "forces"))

    def _police(self, nation: Entry) -> tuple[Entry, ...]:
        own = [e for e in self._entries if e.country == nation.country and e.type == "police"]
        return self._called(_highest(own), nation, ("police",))

    def _called(self, found: tuple[Entry, ...], nation: Entry, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
        """Of several forces the one that is called by the nationality, if there is just one."""
        names = {normal_key(f"{nation.name} {kind}") for kind in kinds}
        called = tuple(e for e in found if names & self._forms[e.id])
        return called if len(called) == 1 else found


def _forms(catalogue: Catalogue, entry: Entry) -> frozenset[str]:
    return frozenset(normal_key(form) for form in catalogue.aliases_of(entry.id))


def _highest(entries: list[Entry] | tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that are no part of another one of them."""
    ids = {e.id for e in entries}
    return tuple(e for e in entries if e.parent not in ids)


def _pattern(nations: list[Entry]) -> re.Pattern[str]:
    """Matches a nationality beside a kind of force; short names like "US" only as written."""
    loose = [re.escape(f) for e in nations for f in (e.name, *e.aliases) if f not in e.exact]
    exact = [re.escape(f) for e in nations for f in e.exact]
    # longest first: "South Korean" before "Korean"; a form that never matches stands for an empty list
    either = "|".join(sorted(exact, key=len, reverse=True)) or r"(?!)"
    usual = "|".join(sorted(loose, key=len, reverse=True)) or r"(?!)"
    return re.compile(
        rf"(?i:{_BEFORE})(?P<nation>{either}|(?i:{usual})) (?i:(?P<between>{_BETWEEN})"
        rf"(?:(?P<police>{_POLICE})|{_MILITARY}){_AFTER})"
    )
