"""Home: the state of the country that a place lies in, and whether words like "the army" mean its forces.

"The army", "the government" and "government forces" are the forces of the country that the place lies in, unless the sentence,
the title or who says so names another state. "Syrian troops" are those of the nation that the words name. "Troops" and "soldiers"
are nobody's in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dateline.control.sides import Sides
from dateline.records.control import Interest, Side, Told
from dateline.records.evidence import Known

#: Forces that are the country's own where nobody's are named.
_OWN_FORCES = re.compile(
    r"(?:the )?(?:army|military|armed forces|(?:army|government|regime|regular army) (?:troops|forces|soldiers|units|army)"
    r"|government)",
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
    if home is None or not all(_OWN_FORCES.fullmatch(words) for words in parts):
        return side
    if _names_another(home, told, sides):
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


def _names_another(home: str, told: Told, sides: Sides) -> bool:
    """Whether the sentence, the report's title or the claim's origin names another state."""
    title = told.header.title
    texts = [told.claim.claim.sentence.text, *([title.value] if isinstance(title, Known) else [])]
    named = [root for text in texts for root in sides.named_in(text, keep=False)]
    for speaker in told.claim.claim.sources:
        known = (sides.side_root(one) for one in (speaker.entry, _affiliation(speaker.affiliation)))
        named += [root for root in known if root is not None]
    return any(root != home and sides.kind_of(root) == "state" for root in _states(named, sides))


def _states(roots: Iterable[str], sides: Sides) -> list[str]:
    return [root for root in roots if sides.is_government(root)]


def _affiliation(value: object) -> str | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None
