"""By which means: weapons and vehicles of an event, and the mode they tell."""

from __future__ import annotations

import re

from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.records.claim import Means

_WEAPON_MODES = frozenset(
    {
        "firearms",
        "explosives",
        "suicide-attack",
        "aerial",
        "drone",
        "heavy-weapons",
        "primitive",
        "crowd-control",
        "unconventional",
    }
)


def means_of(g: Graph, d: Draft) -> tuple[Means, ...]:
    """Weapons named in the event's clause or in its own phrase."""
    sentence = g.sentence_of[d.anchor]
    if d.frame.type not in ("ASSAULT", "THREATEN", "COERCE"):
        return ()
    out: list[Means] = []
    reach: set[int] = set()
    for n in d.nodes:
        reach.add(n)
        reach |= {k for k in g.subtree(n) if _same_clause(g, k, n)}
    for h in d.get("actor"):
        reach |= {k for k in g.subtree(h) if _same_clause(g, k, h)}
    for h in d.get("means"):
        reach |= set(g.subtree(h))
    for m in g.weapons:
        if sentence.first <= m.head < sentence.last and m.head in reach and m.head not in d.get("recipient"):
            if _is_target(g, m.head, set(d.get("recipient"))):
                continue
            out.append(Means(words=m.text, entry=m.entry, evidence=g.of_mention(m)))
    return tuple(out)


def _is_target(g: Graph, i: int, recipients: set[int]) -> bool:
    """Whether a weapon is named among what was hit: "destroyed a tank, a mortar and a car bomb"."""
    while g.tokens[i].deprel in ("conj", "appos", "compound"):
        i = g.tokens[i].head
        if i in recipients:
            return True
    return False


def _same_clause(g: Graph, k: int, top: int) -> bool:
    i = k
    while i != top:
        if g.tokens[i].deprel in ("ccomp", "acl:relcl", "parataxis", "advcl") or (
            g.tokens[i].deprel == "conj" and g.tokens[i].upos == "VERB"
        ):
            return False
        if g.tokens[i].head == i:
            return False
        i = g.tokens[i].head
    return True


_SUICIDE = re.compile(
    r"\b(?:suicide|blew (?:him|her|them|it)sel(?:f|ves)|explosive (?:belt|vest)|car bomb)", re.IGNORECASE
)
_BUILT = frozenset(
    {"stealth", "strategic", "heavy", "long-range", "fighter", "jet", "nuclear", "supersonic", "dive"}
)


def _flies(g: Graph, h: int) -> bool:
    """Whether "bomber" tells of an aircraft: by its make or its owner. One who blows up a market is no warplane."""
    before = [
        k
        for k in g.subtree(h)
        if k < h and g.tokens[k].deprel in ("compound", "amod", "nmod:poss", "flat", "nummod")
    ]
    made = any(any(c.isdigit() for c in g.tokens[k].text) and "-" in g.tokens[k].text for k in before)
    if made or any(g.tokens[k].lemma in _BUILT for k in before):
        return True
    owned = any("state" in g.kinds(k) or g.tokens[k].text.lower() == "air" for k in before)
    nation = any(k in g.names and g.names[k].kind in ("nationality", "place", "government") for k in before)
    counted = any(k in g.counts for k in (h, *g.children[h])) or g.tokens[h].xpos == "NN"
    return (owned or (nation and not counted)) and not _SUICIDE.search(g.report.text)


def mode_of(g: Graph, d: Draft, means: tuple[Means, ...], mode: str | None) -> str | None:
    """The mode that the means or the doers tell, else the one given."""
    for m in means:
        entry = g.catalogue.get(m.entry) if m.entry else None
        if entry is not None and entry.type in _WEAPON_MODES:
            return entry.type
    for h in d.get("actor"):
        lemma = g.tokens[h].lemma
        if lemma == "bomber" and h and g.tokens[h - 1].text.lower() in ("suicide", "car"):
            return "suicide-attack"
        if lemma in (
            "jet",
            "warplane",
            "aircraft",
            "plane",
            "helicopter",
            "gunship",
            "jets",
            "fighter-jet",
        ):
            return "aerial"
        if lemma == "bomber" and _flies(g, h):
            return "aerial"
        if lemma == "sniper":
            return "firearms"
        if lemma == "drone":
            return "drone"
    return mode
