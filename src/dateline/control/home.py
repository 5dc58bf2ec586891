"""Home: the state of the country that a place lies in, and whether words like "the army" mean its forces.

"Government forces" are those of the country that the place lies in. "The army" is, too, where the sentence, the title or who
says so names that country; else it may be a neighbour's army of which the report tells. Neither is where another state is named.
"Syrian troops" are those of the nation that the words name. "Troops" and "soldiers" are nobody's in particular.
"""

from __future__ import annotations

import re

import msgspec

from dateline.control.sides import Sides
from dateline.records.control import Interest, Side, Told
from dateline.records.evidence import Known

#: Forces of the country that the place lies in, and those that may be of any country of which is told.
_GOVERNMENT = re.compile(
    r"(?:the )?(?:government|(?:government|regime) (?:army|troops|forces|soldiers|units))", re.IGNORECASE
)
_ARMY = re.compile(
    r"(?:the )?(?:regular )?(?:army|military|armed forces)(?: (?:troops|forces|soldiers|units))?",
    re.IGNORECASE,
)
_OF_NATION = re.compile(
    r"(?:the )?(?P<nation>.+?)(?: (?:government|regime|army|regular))?"
    r" (?:army|military|armed forces|forces|troops|soldiers|government)",
    re.IGNORECASE,
)
_WHY = "the forces of the country that the place lies in"


def at_home(side: Side, home: str | None, told: Told, sides: Sides) -> Side:
    """The side, tied to a state where its words mean that state's forces; else as it is."""
    if side.roots or side.kind != "state":
        return side
    parts = side.words.split("; ")
    nations = {_nation(words, sides) for words in parts}
    (root,) = nations if len(nations) == 1 else (None,)
    if root is not None:
        return sides.of_entry(sides.force_of(root), side.words, "the nation that the words name")
    if home is None or not all(_GOVERNMENT.fullmatch(words) or _ARMY.fullmatch(words) for words in parts):
        return side
    named = _states(told, sides)
    if named - {home} or (home not in named and any(map(_ARMY.fullmatch, parts))):
        return side
    return sides.of_entry(sides.force_of(home), side.words, _WHY)


def local(interest: Interest, home: str | None, sides: Sides) -> Interest:
    """The interest of a governor of no state that is named: he speaks for that of the place's country."""
    if not interest.local or interest.root is not None or home is None:
        return interest
    why = f"{interest.why}, that of the place's country: {sides.name(home)}"
    return msgspec.structs.replace(interest, root=home, why=why)


def _nation(words: str, sides: Sides) -> str | None:
    """The state of the nation whose forces the words name."""
    found = _OF_NATION.fullmatch(words)
    roots = sides.formed(found["nation"]) if found is not None else ()
    return roots[0] if len(roots) == 1 and sides.kind_of(roots[0]) == "state" else None


def _states(told: Told, sides: Sides) -> set[str]:
    """The governments that the sentence, the report's title and the claim's sources name or belong to."""
    title = told.header.title
    sources = told.claim.claim.sources
    texts = [told.claim.claim.sentence.text, *([title.value] if isinstance(title, Known) else [])]
    texts += [speaker.words for speaker in sources]
    named = {root for text in texts for root in sides.named_in(text, keep=False)}
    for speaker in sources:
        known = (sides.side_root(one) for one in (speaker.entry, _affiliation(speaker.affiliation)))
        named |= {root for root in known if root is not None}
    return {root for root in named if sides.is_government(root)}


def _affiliation(value: object) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None
