"""Drafts from who has a place in his hands: "is in control of the town", "the town remains in the hands of the rebels"."""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.dictionaries.lexicon import Lexicon

_HOLDERS = frozenset({"armed", "state", "government"})
_STAY = frozenset({"be", "remain", "stay", "keep"})
_PLACES = frozenset({"place", "facility"})


def holding_draft(g: Graph, lexicon: Lexicon, i: int) -> Draft | None:
    """The draft of a noun of control that says of somebody, or of somewhere, who holds it; None for any other word."""
    t = g.tokens[i]
    if t.lemma not in ("control", "hand", "hands", "rule") or t.upos not in ("NOUN", "PROPN"):
        return None
    case = g.case(i).split()
    told_of = clause_of(g, i) if g.kids(i, "cop") else None
    first = min(g.kids(i, "cop"), default=i)
    if told_of is None:
        v = t.head
        if t.deprel not in ("obl", "xcomp") or g.tokens[v].lemma not in _STAY:
            return None
        told_of, first = clause_of(g, v), v
    if not told_of.subjects:
        return None
    owned = [
        j for k in g.kids(i, "nmod") if g.case(k).split()[:1] in (["of"], ["over"]) for j in g.conjuncts(k)
    ]
    if case[:1] == ["in"] and t.lemma == "control":  # somebody is in control of somewhere
        holders, places = list(told_of.subjects), owned
    elif (case[:1] == ["under"] and t.lemma in ("control", "rule")) or (
        case[:1] == ["in"] and t.lemma != "control"
    ):
        beside = [j for k in g.kids(i, "compound", "amod", "nmod:poss") for j in g.conjuncts(k)]
        holders, places = owned + beside, list(told_of.subjects)
    else:
        return None
    holders = [
        h for h in holders if g.kinds(h) & _HOLDERS or (g.tokens[h].upos == "PRON" and h in told_of.subjects)
    ]
    places = [p for p in places if g.kinds(p) & _PLACES or g.kinds(g.core(p)) & _PLACES]
    frame = next((f for found in lexicon.verbs.values() for _, f in found if f.id == "hold"), None)
    if frame is None or not holders or not places:
        return None
    anchor = i if g.kids(i, "cop") else first
    last = max(first, i) + 1
    draft = Draft(
        frame=frame,
        anchor=anchor,
        first=min(first, i),
        last=last,
        verb=anchor,
        nodes={i, anchor},
        mode=frame.mode,
    )
    draft.put("actor", *holders)
    draft.put("at", *places)
    draft.obliques += [(c, k) for c, k in told_of.obliques if k != i]
    return draft
