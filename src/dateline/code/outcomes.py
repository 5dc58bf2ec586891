"""Outcomes folded into the events they belong to: "an attack that killed 13" is one event."""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import PARTIES, Draft
from dateline.code.graph import Graph


def fold_outcomes(g: Graph, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence with every outcome folded into its event, verbs that only carry a noun left out."""
    by_node: dict[int, Draft] = {}
    for d in drafts:
        for n in d.nodes:
            by_node.setdefault(n, d)
    gone: set[int] = set()
    for d in drafts:
        if d.frame.type != "ASSAULT" or d.verb is None or d.verb != d.anchor:
            continue
        if d.frame.credit:
            _credited(g, d, by_node)
            gone.add(id(d))
            continue
        host = _host_of(g, d, by_node)
        if host is not None and id(host) not in gone and host is not d:
            _fold(g, d, host)
            gone.add(id(d))
            for n in d.nodes:
                by_node[n] = host
    out = [d for d in drafts if id(d) not in gone and not (d.frame.need_link and not _violent(g, d))]
    return [d for d in out if not _carried(d, out)]


def _violent(g: Graph, d: Draft) -> bool:
    """Whether a death is told with violence: "died in the attack" has been folded; "died of wounds" remains."""
    return any(
        g.tokens[k].lemma in ("wound", "injury", "gunshot", "blast", "fighting", "custody", "hand")
        for _, k in d.obliques
    )


def _carried(d: Draft, drafts: list[Draft]) -> bool:
    """Whether another draft's noun is the object that this verb only carries ("launched an attack")."""
    return any(
        o is not d and d.anchor in o.nodes and o.anchor != d.anchor and o.frame.type == d.frame.type
        for o in drafts
    )


def _credited(g: Graph, d: Draft, by_node: dict[int, Draft]) -> Draft | None:
    """The attack that a claim of responsibility is for; the claimant becomes its actor."""
    c = clause_of(g, d.anchor)
    for k in (
        *c.objects,
        *(k for case, k in c.obliques if case == "for"),
        *(c.subjects if c.passive else ()),
    ):
        for j in (k, g.core(k), *(x for x in g.kids(k, "nmod") if g.case(x) == "for")):
            host = by_node.get(j)
            if host is not None and host is not d and host.frame.type == "ASSAULT":
                host.put(
                    "actor", *(a for a in (c.agents if c.passive else c.subjects) if a not in host.nodes)
                )
                return host
    return None


def _host_of(g: Graph, d: Draft, by_node: dict[int, Draft]) -> Draft | None:
    v = d.anchor
    t = g.tokens[v]
    c = clause_of(g, v)

    def assault(k: int) -> Draft | None:
        found = by_node.get(k) or by_node.get(g.core(k))
        return found if found is not None and found is not d and found.frame.type == "ASSAULT" else None

    if d.frame.id == "attack":  # "airstrikes by army jets targeting hideouts"
        doers = set(d.get("actor"))
        for h in dict.fromkeys(by_node.values()):
            if (
                h is not d
                and h.frame.type == "ASSAULT"
                and h.verb != h.anchor
                and doers & set(h.get("actor"))
                and t.deprel == "acl"
            ):
                return h
    if t.deprel == "advcl" and {g.tokens[m].text.lower() for m in g.kids(v, "mark")} & {"as", "when"}:
        if (h := assault(t.head)) is not None and (h.frame.consequence or h.anchor != t.head):
            return h
    for k in (*c.subjects, *c.agents):
        if (h := assault(k)) is not None and h.anchor != v and h.verb != h.anchor:
            return h
    if d.frame.consequence or d.frame.id in ("attack", "shoot", "execute", "bomb", "shelling"):
        nested = [(g.case(j), j) for _, k in c.obliques for j in g.kids(k, "nmod")]
        nested += [
            (g.case(j), j)
            for o in (*c.objects, *(c.subjects if c.passive else ()))
            for j in g.kids(o, "nmod")
        ]
        for case, k in (*c.obliques, *nested):
            if (
                case.split()[:1]
                in (["in"], ["by"], ["during"], ["when"], ["from"], ["with"], ["after"], ["as"])
                and (h := assault(k)) is not None
                and h.verb != h.anchor
            ):
                return h
    if t.deprel == "acl:relcl" and all(g.tokens[k].upos == "PRON" for k in c.objects):
        for h in dict.fromkeys(by_node.values()):  # "was murdered by men who riddled him with bullets"
            if (
                h is not d
                and h.frame.type == "ASSAULT"
                and t.head in h.get("actor")
                and g.sentence_of[h.anchor] is g.sentence_of[v]
            ):
                d.slots.pop("recipient", None)
                return h
    if t.deprel in ("ccomp", "xcomp", "acl"):  # "a shooting that left four students wounded"
        for leave in (t.head, g.tokens[t.head].head):
            if g.tokens[leave].lemma == "leave":
                for k in clause_of(g, leave).subjects:
                    if (h := assault(k)) is not None:
                        return h
    if d.frame.consequence:
        if t.deprel in ("acl", "acl:relcl") and (h := assault(t.head)) is not None:
            return h
        if t.deprel in ("advcl", "conj", "xcomp", "ccomp", "dep") and (h := assault(t.head)) is not None:
            if t.deprel in ("advcl", "xcomp") or _same_subject(g, h, d):
                return h
        for k in g.kids(v, "advcl", "conj"):
            h = assault(k)
            if h is None or (h.frame.consequence and h.anchor < v):
                continue
            mark = {g.tokens[m].text.lower() for m in g.kids(k, "mark", "advmod")}
            if g.tokens[k].deprel == "advcl" and (
                "when" in mark or "after" in mark or g.tokens[k].xpos == "VBG"
            ):
                return h
            if g.tokens[k].deprel == "conj" and _same_subject(g, h, d):
                return h
        # an attack told by the noun above a chain: "an attack on a mosque on Friday that killed 13"
        if t.deprel == "acl:relcl":
            for a in g.ancestors(v):
                if (h := assault(a)) is not None and h.verb != h.anchor:
                    return h
                if g.tokens[a].upos == "VERB":
                    break
    return None


def _same_subject(g: Graph, a: Draft, b: Draft) -> bool:
    left = set(a.get("actor")), set(a.get("recipient"))
    right = set(b.get("actor")), set(b.get("recipient"))
    return bool(left[0] & right[0]) or bool(left[1] & right[1]) or not (left[0] and right[0])


def _fold(g: Graph, outcome: Draft, host: Draft) -> None:
    """Give an outcome's victims, places and words to the event it belongs to."""
    host.outcomes += outcome.outcomes
    host.obliques += outcome.obliques
    host.nodes |= outcome.nodes
    for slot, heads in outcome.slots.items():
        if slot == "actor":
            doers = [
                h
                for h in heads
                if h not in host.nodes and not g.kinds(h) & {"weapon"} and g.tokens[h].i not in host.nodes
            ]
            if not host.get("actor"):
                host.put(
                    "actor",
                    *(h for h in doers if g.kinds(h) & PARTIES and h not in outcome.get("recipient")),
                )
        else:
            host.put(slot, *heads)
    if host.verb is None:
        host.verb = outcome.verb
    if host.mode is None or (host.frame.consequence and outcome.frame.mode):
        host.mode = host.mode or (outcome.mode if outcome.mode != "destroy" else None)
