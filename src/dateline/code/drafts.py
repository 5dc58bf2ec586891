"""An event in the making: its frame, its words, and what fills its places."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.code.graph import Graph
from dateline.dictionaries.lexicon import Frame
from dateline.records.claim import CasualtyKind

#: What kills and destroys without anybody's intent.
ACCIDENTS = frozenset(
    (
        "crash accident earthquake quake flood storm hurricane landslide disease illness fever cancer overdose collision "
        "tsunami derail collide overturn capsize wildfire blaze avalanche typhoon cyclone tornado heatwave outbreak epidemic "
        "virus drought stampede sinking sink lightning volcano mudslide"
    ).split()
)
PERSONAL = frozenset({"person", "civilians", "armed", "state", "government", "organisation"})
#: Nouns of forces and offices that are seized as a building is: "seized the Operations Command".
SEATS = frozenset({"command", "headquarters", "ministry"})
PARTIES = frozenset({"armed", "state", "government", "organisation", "person", "place", "civilians"})


def is_seat(g: Graph, i: int) -> bool:
    """Whether a noun, or a name by its last word, is such a seat."""
    return g.tokens[i].text.split()[-1].lower() in SEATS


@dataclass(eq=False)
class Draft:
    """An event in the making. ``anchor`` is its word, ``verb`` the verb whose clause it stands in.

    ``loose`` is true of victims whose event is told in a sentence before.
    """

    frame: Frame
    anchor: int
    first: int
    last: int
    verb: int | None
    slots: dict[str, list[int]] = field(default_factory=dict)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    outcomes: list[tuple[CasualtyKind, int]] = field(default_factory=list)
    nodes: set[int] = field(default_factory=set)
    mode: str | None = None
    loose: bool = False

    def put(self, slot: str, *heads: int) -> None:
        """Add noun heads to a place of the event."""
        if slot not in ("none", "topic"):
            held = self.slots.setdefault(slot, [])
            held += [h for h in heads if h not in held]

    def get(self, slot: str) -> list[int]:
        """The noun heads in a place of the event."""
        return self.slots.get(slot, [])


def fits(kinds: frozenset[str], wanted: frozenset[str], unwanted: frozenset[str], absent: bool) -> bool:
    """Whether a noun of these kinds may fill a place; ``absent`` where no noun is there."""
    if absent:
        return not wanted or "none" in wanted
    if kinds & unwanted:
        return False
    return not wanted or bool(kinds & wanted) or kinds == {"pronoun"}


def put_oblique(g: Graph, draft: Draft, case: str, i: int) -> None:
    """Put a noun under a preposition where it belongs in the draft, and keep it among the obliques."""
    kinds = g.kinds(i)
    word = case.split()[0] if case else ""
    frame = draft.frame
    if "time" in kinds or (word == "at" and g.tokens[i].upos == "NUM"):
        return  # "at 0615"
    if word == "by" and kinds & PARTIES and not draft.get("actor") and not kinds & {"time"}:
        draft.put("actor", i)
    elif word == "against" and kinds & (PARTIES | {"target", "facility"}):
        draft.put(frame.against, i)
    elif (
        word in ("on", "at")
        and kinds & {"armed", "state", "civilians", "person", "target"}
        and not kinds & {"place", "facility"}
        and frame.type == "ASSAULT"
    ):
        draft.put("recipient", i)
    elif word == "on" and kinds & {"facility"} and frame.type == "ASSAULT":
        draft.put("recipient", i)
        draft.put("at?", i)
    elif word == "with" and kinds & PARTIES and not kinds & {"weapon"}:
        draft.put(frame.with_, i)
    elif word == "between":
        draft.put(frame.between, i)
    elif (
        word == "to"
        and frame.to
        and kinds & PARTIES
        and not (kinds & {"place"} and not kinds & {"government"})
    ):
        draft.put(frame.to, i)
    elif word in ("for", "on", "upon", "to") and frame.speech and kinds & PARTIES:
        draft.put("recipient", i) if word != "for" else None
    elif word == "from" and kinds & PERSONAL and frame.type == "TERRITORY":
        draft.put("recipient", i)
    draft.obliques.append((case, i))
