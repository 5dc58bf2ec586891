"""Drafts from nouns: "the withdrawal of ...", "five air strikes on ...", and the verbs that carry them."""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import PARTIES, PERSONAL, Draft, fits, put_oblique
from dateline.code.graph import PARTITIVE, Graph
from dateline.dictionaries.lexicon import Lexicon

_OTHER_SENSE = frozenset(
    (
        "heart panic asthma shark dog bear verbal personal pilot teacher worker nurse doctor transport rail hunger general "
        "student driver miner trucker price star legal court trade title cup election wildfire fashion art"
    ).split()
)
_SAYING = frozenset({"announce", "declare", "propose", "order", "direct", "use"})
_DEVERBAL_SELF = frozenset({"withdraw", "disappear", "resign", "surrender", "cease-fire"})


def _singular(text: str) -> str:
    low = text.lower().replace("’", "'")
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def noun_draft(g: Graph, lexicon: Lexicon, i: int) -> Draft | None:
    """The draft a noun makes, by the first of its frames that stands here, or None."""
    t = g.tokens[i]
    lemma = t.lemma if t.lemma in lexicon.nouns else _singular(t.text)
    if lemma not in lexicon.nouns or t.upos not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return None
    for parts, frame in lexicon.nouns[lemma]:
        first = i - len(parts) + 1
        if first < g.sentence_of[i].first:
            continue
        if any(
            _singular(g.tokens[k].text) != p and g.tokens[k].text.lower() != p
            for k, p in zip(range(first, i), parts[:-1], strict=True)
        ):
            continue
        if (
            t.upos == "VERB"
            and len(parts) == 1
            and (lemma in lexicon.verbs or t.xpos not in ("VB", "VBP", "VBG", "VBN"))
        ):
            continue
        if (
            t.deprel in ("compound", "amod", "nmod:poss")
            and g.tokens[t.head].upos in ("NOUN", "PROPN")
            and g.tokens[t.head].i > i
        ):
            return None
        if len(parts) == 1 and any(
            g.tokens[k].lemma in _OTHER_SENSE for k in g.kids(i, "compound", "nmod:poss", "amod")
        ):
            return None  # "a heart attack", "the pilots' strike"
        if len(parts) == 1 and i in g.names and g.names[i].kind not in ("weapon", "role"):
            return None
        draft = Draft(frame=frame, anchor=i, first=first, last=i + 1, verb=None, nodes={i}, mode=frame.mode)
        _fill_noun(g, lexicon, draft)
        if _noun_stands(g, draft):
            if frame.casualty and frame.id != "death":
                draft.outcomes += [(frame.casualty, h) for h in draft.get("recipient")]
            return draft
    return None


def _fill_noun(g: Graph, lexicon: Lexicon, draft: Draft) -> None:
    i, frame = draft.anchor, draft.frame
    for k in [c for c in g.children[i] if g.tokens[c].deprel in ("compound", "amod", "nmod:poss")]:
        kinds = g.kinds(k)
        name = g.names.get(k)
        if draft.first <= k < draft.last:
            continue
        if frame.id == "death" and kinds & PERSONAL:
            draft.put("recipient", k)
            draft.outcomes.append(("killed", i))
        elif name is not None and name.kind == "nationality":
            draft.put("actor", k)
        elif name is not None and name.kind == "weapon":
            continue
        elif (
            g.tokens[k].deprel == "nmod:poss"
            and frame.id in ("execute", "disappear", "kill", "arrest", "abduct")
            and kinds & PERSONAL
        ):
            draft.put("recipient", k)
        elif kinds & {"armed", "state", "organisation", "government"} and not kinds & {"facility", "target"}:
            draft.put("actor", k)
        elif g.tokens[k].deprel == "nmod:poss" and kinds & {"person", "civilians"}:
            draft.put("recipient" if frame.type == "ASSAULT" else "actor", k)
        elif kinds & {"place"} and g.tokens[k].upos == "PROPN":
            draft.put("at", k)
    for k in g.kids(i, "nmod", "obl"):
        case = g.case(k)
        word = case.split()[0] if case else ""
        for j in g.conjuncts(k):
            kinds = g.kinds(j)
            if word == "of":
                slot = frame.of or frame.object
                if frame.id in _DEVERBAL_SELF:
                    slot = "recipient" if frame.id == "disappear" else "actor"
                if "time" in kinds:
                    continue
                if slot == "recipient" and kinds & {"place"} and not kinds & {"government", "state", "armed"}:
                    slot = "at"
                if slot in ("at", "from", "to") and not kinds & {"place", "facility"}:
                    slot = "actor" if kinds & {"armed", "state"} else "none"
                draft.put(slot, j)
                if slot == "actor":  # "the withdrawal of fighters from Rawa": the way is the withdrawal's
                    ways = [(g.case(x), x) for x in g.kids(j, "nmod") if g.kinds(x) & {"place", "facility"}]
                    draft.obliques += [
                        (way, x) for way, x in ways if way in ("from", "to", "toward", "towards")
                    ]
            elif (
                word in ("on", "at", "upon")
                and kinds & (PERSONAL | {"target", "facility", "weapon"})
                and not (kinds & {"place"} and g.tokens[j].upos == "PROPN")
            ):
                draft.put("recipient", j)
                if kinds & {"facility", "place"}:
                    draft.put("at?", j)
            else:
                put_oblique(g, draft, case, j)
    for k in g.kids(i, "acl", "acl:relcl"):
        if g.tokens[k].lemma == "use" and g.tokens[k].xpos == "VBG":  # "strikes using bomber aircraft"
            draft.put("means", *(o for o in clause_of(g, k).objects if "weapon" in g.kinds(o)))
        if g.tokens[k].lemma in ("target", "hit", "involve") and g.tokens[k].xpos in ("VBG", "VBD"):
            for o in clause_of(g, k).objects:
                draft.put("recipient", o)
        elif g.tokens[k].lemma in (
            "carry",
            "conduct",
            "claim",
            "launch",
            "stage",
            "wage",
            "commit",
            "perpetrate",
            "attribute",
        ):
            inner = clause_of(g, k)
            draft.put("actor", *inner.agents)
            draft.obliques += list(inner.obliques)
    _take_from_verb(g, lexicon, draft)


def _take_from_verb(g: Graph, lexicon: Lexicon, draft: Draft) -> None:
    """What the carrying verb gives a noun's event: the subject of "conducted", the obliques of "took place"."""
    i = draft.anchor
    t = g.tokens[i]
    if t.deprel == "conj":
        t = g.tokens[t.head]
    while (
        t.deprel == "nmod"
        and g.case(t.i) == "of"
        and g.tokens[t.head].lemma in PARTITIVE | {"series", "round"}
    ):
        t = g.tokens[t.head]  # "a series of meetings", "a round of talks"
    v = t.head
    if v == i or g.tokens[v].upos not in ("VERB", "AUX"):
        return
    c = clause_of(g, v)
    lemma = g.tokens[v].lemma
    obj = t.deprel == "obj" or (t.deprel == "nsubj:pass" and c.passive)
    if (
        obj
        and lemma in lexicon.doing
        and not (lemma in _SAYING and draft.frame.type not in ("RETREAT", "COERCE"))
    ):
        draft.verb = v
        draft.nodes.add(v)
        doers = c.agents if c.passive else c.subjects
        if not draft.get("actor"):
            draft.put("actor", *(d for d in doers if g.kinds(d) & PARTIES))
        for case, k in c.obliques:
            put_oblique(g, draft, case, k)
    elif obj and lemma in lexicon.undergoing:
        draft.verb = v
        draft.nodes.add(v)
        draft.put("recipient", *c.subjects)
        for case, k in c.obliques:
            put_oblique(g, draft, case, k)
    elif t.deprel in ("nsubj", "nsubj:pass", "csubj") and (
        lemma in lexicon.happening
        or lemma == "be"
        or c.passive
        or any(f.type == "ASSAULT" for _, f in lexicon.verbs.get(lemma, ()))
    ):
        draft.verb = v
        draft.nodes.add(v)
        if lemma in ("hit", "rock", "shake", "target", "strike"):
            for o in c.objects:
                draft.put("at" if "place" in g.kinds(o) else "recipient", o)
        for case, k in c.obliques:
            put_oblique(g, draft, case, k)
    elif t.deprel in ("obl", "obl:agent"):
        draft.verb = v
        draft.obliques += [(case, k) for case, k in c.obliques if k != i and "time" not in g.kinds(k)]


def _noun_stands(g: Graph, draft: Draft) -> bool:
    """Whether a noun is told as an event here, not as a topic, a name or a part of something."""
    frame = draft.frame
    t = g.tokens[draft.anchor]
    if frame.id == "death":
        return any(k in g.counts for k in g.children[draft.anchor]) and bool(
            draft.get("recipient") or draft.get("actor")
        )
    named = bool(
        (draft.get("actor") and (frame.strong or frame.type != "ASSAULT" or draft.verb is not None))
        or draft.get("recipient")
        or draft.get("at")
        or draft.get("from")
        or draft.get("to")
    )
    objects = draft.get("at") + draft.get("recipient") + draft.get("from") + draft.get("to")
    if frame.id == "attack" and _is_figurative(g, draft):
        return False
    if t.lemma == "war" and g.case(draft.anchor) == "against":
        return False  # what people march against
    if frame.need_object and not objects:
        return False
    if (
        frame.if_object
        and objects
        and not any(fits(g.kinds(o), frame.if_object, frame.not_object, False) for o in objects)
    ):
        return False
    if (
        frame.if_subject
        and draft.get("actor")
        and not any(fits(g.kinds(a), frame.if_subject, frame.not_subject, False) for a in draft.get("actor"))
    ):
        return False
    placed = any(g.tokens[m.head].head == draft.anchor for m in g.times) or any(
        g.kinds(k) & {"place", "facility"} for _, k in draft.obliques
    )
    if frame.type == "TERRITORY":
        return bool(objects) and (
            bool(draft.get("actor"))
            or t.deprel in ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "root", "conj")
        )
    if frame.speech or frame.type in ("AID", "MOBILIZE", "SANCTION"):
        return bool(draft.get("actor")) and draft.verb is not None
    if (
        t.lemma == "strike"
        and draft.get("actor")
        and all(g.kinds(a) == {"civilians"} for a in draft.get("actor"))
    ):
        return False  # a strike by pilots stops work
    if frame.id == "cease-fire" and t.deprel in ("nmod", "conj", "appos"):
        return named or placed or bool(g.kids(draft.anchor, "acl:relcl"))
    return (
        (
            frame.strong
            and (
                named
                or placed
                or draft.verb is not None
                or t.deprel in ("obl", "nsubj", "nsubj:pass", "obl:agent", "root")
            )
        )
        or named
        or placed
    )


def _is_figurative(g: Graph, draft: Draft) -> bool:
    """Whether a word of attack is aimed at a thing that nobody can hit, by nobody armed: "an offensive against inflation"."""
    aims = [k for case, k in draft.obliques if case.split()[:1] in (["against"], ["on"], ["at"])]
    aims += draft.get("recipient")
    armed = any(g.kinds(a) & {"armed", "state", "weapon"} for a in draft.get("actor"))
    plain = all(
        g.kinds(k) == {"thing"}
        and g.tokens[k].upos == "NOUN"
        and g.tokens[k].xpos == "NN"
        and not g.kids(k, "nmod:poss")
        for k in aims
    )
    return bool(aims) and plain and not armed and not draft.get("at") and bool(draft.get("actor"))
