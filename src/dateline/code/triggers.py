"""The words that tell an event, and what fills the places around them.

1. Every verb and noun of the lexicon whose conditions hold makes a draft.
2. A noun's event takes subject and obliques from the verb that carries it ("conducted five strikes").
3. A verb that tells an outcome ("killed", "destroyed") is folded into the event it is an outcome of: the noun
   that is its subject or agent ("an attack that killed 13"), the verb it is joined to or modifies.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.code.clauses import Clause, clause_of
from dateline.code.graph import Graph
from dateline.code.lexicon import Frame, Lexicon

_HOSTILE = frozenset("kill attack strike invade bomb execute enter free fight retaliate destroy shoot war assault consequence revenge strike repercussion "
                     "retaliation behead force ration target eliminate storm punish burn rationing deport seize blow".split())  # fmt: skip
_PERSONAL = frozenset({"person", "civilians", "armed", "state", "government", "organisation"})
_PARTIES = frozenset({"armed", "state", "government", "organisation", "person", "place", "civilians"})
_ACCIDENTS = frozenset("crash accident earthquake quake flood storm hurricane landslide disease illness fever cancer overdose collision tsunami cold".split())
_SAYING = frozenset({"announce", "declare", "propose", "order", "direct", "use"})
_HEADING = frozenset({"head", "move", "go", "flee", "retreat", "withdraw", "travel", "cross", "escape", "march", "run", "relocate", "return"})
_DEVERBAL_SELF = frozenset({"withdraw", "disappear", "resign", "surrender", "cease-fire"})


@dataclass(eq=False)
class Draft:
    """An event in the making. ``anchor`` is its word, ``verb`` the verb whose clause it stands in."""

    frame: Frame
    anchor: int
    first: int
    last: int
    verb: int | None
    slots: dict[str, list[int]] = field(default_factory=dict)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    outcomes: list[tuple[str, int]] = field(default_factory=list)
    nodes: set[int] = field(default_factory=set)
    mode: str | None = None

    def put(self, slot: str, *heads: int) -> None:
        """Add noun heads to a place of the event."""
        if slot not in ("none", "topic"):
            held = self.slots.setdefault(slot, [])
            held += [h for h in heads if h not in held]

    def get(self, slot: str) -> list[int]:
        """The noun heads in a place of the event."""
        return self.slots.get(slot, [])


def find_drafts(g: Graph, lexicon: Lexicon) -> list[Draft]:
    """The drafts of a report, outcomes folded, in order of the text."""
    drafts: list[Draft] = []
    for sentence in g.annotated.sentences:
        here: list[Draft] = []
        for i in range(sentence.first, sentence.last):
            draft = _noun_draft(g, lexicon, i) or _verb_draft(g, lexicon, i)
            if draft is not None:
                here.append(draft)
        drafts += _folded(g, lexicon, here)
    return drafts


# -- verbs ---------------------------------------------------------------------------------------------
def _fits(kinds: frozenset[str], wanted: frozenset[str], unwanted: frozenset[str], absent: bool) -> bool:
    if absent:
        return not wanted or "none" in wanted
    if kinds & unwanted:
        return False
    return not wanted or bool(kinds & wanted) or kinds == {"pronoun"}


def _all_kinds(g: Graph, heads: tuple[int, ...]) -> frozenset[str]:
    out: set[str] = set()
    for h in heads[:3]:
        out |= g.kinds(h)
    return frozenset(out)


def _pattern_holds(g: Graph, pattern: str, v: int, c: Clause) -> tuple[bool, int | None, str | None]:
    """Whether "open+fire" or "pull out" stands here; the object word used up, the preposition used up."""
    used: int | None = None
    particle: str | None = None
    if "+" in pattern:
        verb_part, noun = pattern.split("+")
        pool = [*c.objects, *(c.subjects if c.passive else ()), *(i for _, i in c.obliques), *g.kids(v, "xcomp", "advmod", "nsubj:pass")]
        used = next((i for i in pool if g.tokens[i].lemma == noun or g.tokens[g.core(i)].lemma == noun), None)
        if used is None and c.passive:
            used = next((i for i in c.subjects if g.tokens[i].lemma == noun), None)
        if used is None:
            return False, None, None
        parts = verb_part.split()
    else:
        parts = pattern.split()
    for word in parts[1:]:
        attached = any(g.tokens[k].text.lower() == word for k in g.kids(v, "compound:prt", "advmod", "case", "mark", "xcomp"))
        prepositional = any(
            case.split()[:1] == [word] and min((g.tokens[m].i for m in g.kids(i, "case", "mark")), default=v + 9) <= v + 2
            for case, i in c.obliques
        )
        if not attached and not prepositional and not (v + 1 < len(g.tokens) and g.tokens[v + 1].text.lower() == word):
            return False, None, None
        particle = word if prepositional and not attached else particle
    return True, used, particle


def _verb_draft(g: Graph, lexicon: Lexicon, v: int) -> Draft | None:
    t = g.tokens[v]
    if not t.xpos.startswith("VB") or t.lemma not in lexicon.verbs:
        return None
    if t.deprel in ("amod", "compound", "case", "aux", "aux:pass", "mark", "fixed"):
        return None
    c = clause_of(g, v)
    for pattern, frame in lexicon.verbs[t.lemma]:
        holds, used, particle = _pattern_holds(g, pattern, v, c)
        if not holds:
            continue
        subjects, objects = c.subjects, tuple(o for o in c.objects if o != used)
        if c.passive:
            subjects, objects = c.agents, tuple(o for o in c.subjects if o != used)
        inner: tuple[int, ...] = ()
        owners: list[int] = []
        if used is not None:  # "took control of the town", "opened fire on the crowd"
            owners = [k for k in g.kids(used, "compound", "nmod:poss", "amod") if g.kinds(k) & {"armed", "state", "government"} or (k in g.names and g.names[k].kind == "nationality")]
            inner = tuple(i for k in g.kids(used, "nmod") if g.case(k) in ("of", "over", "on", "against", "to") for i in g.conjuncts(k))
            objects = objects or inner or tuple(i for case, i in c.obliques if case in ("of", "over", "on", "at", "against"))
        elif particle is not None:
            objects = objects or tuple(i for case, i in c.obliques if case.split()[:1] == [particle])
        if not c.passive and not objects and frame.casualty in ("killed", "wounded") and subjects and t.xpos in ("VBN", "VBD"):
            subjects, objects = (), subjects  # a headline's passive: "mufti killed in air strike"
        subject_kinds, object_kinds = _all_kinds(g, subjects), _all_kinds(g, objects)
        if not _fits(subject_kinds, frame.if_subject, frame.not_subject, not subjects):
            continue
        if not _fits(object_kinds, frame.if_object, frame.not_object, not objects):
            continue
        if (frame.need_object and not objects) or (frame.need_subject and not subjects):
            continue
        if t.lemma == "take" and pattern == "take" and any(case in ("to", "into", "from") for case, _ in c.obliques):
            continue
        if frame.casualty and any(g.tokens[k].lemma in _ACCIDENTS for k in (*subjects, *(k for _, k in c.obliques))):
            return None
        if frame.id == "withdraw" and t.lemma in ("leave", "escape", "quit") and any(g.tokens[k].upos == "PRON" for k in subjects):
            return None
        if frame.need_hostile and not _is_hostile(g, v, objects, c):
            continue
        draft = Draft(frame=frame, anchor=v, first=v, last=v + 1, verb=v, nodes={v}, mode=frame.mode)
        if used is not None:
            draft.nodes.add(used)
            if frame.subject == "at":
                draft.put("actor", *owners)
        draft.put(frame.subject, *subjects)
        _put_objects(g, draft, objects)
        for case, i in c.obliques:
            _put_oblique(g, draft, case, i)
        for k in ([used] if used is not None else []) + list(c.objects):
            draft.obliques += [(g.case(i), j) for i in g.kids(k, "nmod") for j in g.conjuncts(i) if g.case(i) != "of"]
        if frame.type in ("RETREAT", "SANCTION", "MOBILIZE"):
            for w in g.kids(v, "conj", "advcl", "xcomp"):  # "evacuated Rawa and headed toward Baaj"
                if g.tokens[w].lemma in _HEADING:
                    draft.obliques += [(case, i) for case, i in clause_of(g, w).obliques if case.split()[:1] in (["to"], ["toward"], ["towards"], ["into"], ["via"], ["through"])]
                    draft.nodes.add(w)
        if frame.casualty:
            draft.outcomes += [(frame.casualty, o) for o in objects]
            draft.put("recipient", *(i for case, i in c.obliques if case in ("along with", "together with", "alongside") and g.kinds(i) & _PERSONAL))
        if frame.casualty_subject:
            draft.outcomes += [(frame.casualty_subject, s) for s in subjects]
        return draft
    return None


def _is_hostile(g: Graph, v: int, objects: tuple[int, ...], c: Clause) -> bool:
    if g.tokens[v].lemma == "threaten":
        return bool(g.kids(v, "xcomp", "ccomp", "obj") or objects)
    below = {g.tokens[i].lemma for i in g.subtree(v)}
    return bool(below & _HOSTILE) and not g.kids(v, "ccomp") or any(case == "of" and g.tokens[i].lemma in _HOSTILE for case, i in c.obliques)


def _put_objects(g: Graph, draft: Draft, objects: tuple[int, ...]) -> None:
    slot = draft.frame.object
    for o in objects:
        kinds = g.kinds(o)
        if kinds <= {"event", "clause", "time"} or (draft.frame.speech and not kinds & _PARTIES):
            continue
        if slot in ("at", "from", "to") and not kinds & {"place", "facility"} and kinds & _PERSONAL:
            draft.put("actor" if draft.frame.type == "RETREAT" and not draft.get("actor") else "recipient", o)
        elif slot == "recipient" and "place" in kinds and not kinds & {"government"}:
            draft.put("at", o)
        elif slot == "recipient" and "facility" in kinds:
            draft.put("recipient", o)
            draft.put("at?", o)
        else:
            draft.put(slot, o)


def _put_oblique(g: Graph, draft: Draft, case: str, i: int) -> None:
    kinds = g.kinds(i)
    word = case.split()[0] if case else ""
    frame = draft.frame
    if "time" in kinds:
        return
    if word == "by" and kinds & _PARTIES and not draft.get("actor") and not kinds & {"time"}:
        draft.put("actor", i)
    elif word == "against" and kinds & (_PARTIES | {"target", "facility"}):
        draft.put(frame.against, i)
    elif word in ("on", "at") and kinds & {"armed", "state", "civilians", "person", "target"} and not kinds & {"place", "facility"} and frame.type == "ASSAULT":
        draft.put("recipient", i)
    elif word == "with" and kinds & _PARTIES and not kinds & {"weapon"}:
        draft.put(frame.with_, i)
    elif word == "between":
        draft.put(frame.between, i)
    elif word == "to" and frame.to and kinds & _PARTIES and not (kinds & {"place"} and not kinds & {"government"}):
        draft.put(frame.to, i)
    elif word in ("for", "on", "upon", "to") and frame.speech and kinds & _PARTIES:
        draft.put("recipient", i) if word != "for" else None
    elif word == "from" and kinds & _PERSONAL and frame.type == "TERRITORY":
        draft.put("recipient", i)
    draft.obliques.append((case, i))


# -- nouns ---------------------------------------------------------------------------------------------
def _singular(text: str) -> str:
    low = text.lower().replace("’", "'")
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _noun_draft(g: Graph, lexicon: Lexicon, i: int) -> Draft | None:
    t = g.tokens[i]
    lemma = t.lemma if t.lemma in lexicon.nouns else _singular(t.text)
    if lemma not in lexicon.nouns or t.upos not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return None
    for parts, frame in lexicon.nouns[lemma]:
        first = i - len(parts) + 1
        if first < g.sentence_of[i].first:
            continue
        if any(_singular(g.tokens[k].text) != p and g.tokens[k].text.lower() != p for k, p in zip(range(first, i), parts[:-1], strict=True)):
            continue
        if t.upos == "VERB" and len(parts) == 1 and (lemma in lexicon.verbs or t.xpos not in ("VB", "VBP", "VBG", "VBN")):
            continue
        if t.deprel in ("compound", "amod", "nmod:poss") and g.tokens[t.head].upos in ("NOUN", "PROPN") and g.tokens[t.head].i > i:
            return None
        if len(parts) == 1 and i in g.names and g.names[i].kind not in ("weapon", "role"):
            return None
        draft = Draft(frame=frame, anchor=i, first=first, last=i + 1, verb=None, nodes={i}, mode=frame.mode)
        _fill_noun(g, lexicon, draft)
        if _noun_stands(g, draft):
            return draft
    return None


def _fill_noun(g: Graph, lexicon: Lexicon, draft: Draft) -> None:
    i, frame = draft.anchor, draft.frame
    for k in [c for c in g.children[i] if g.tokens[c].deprel in ("compound", "amod", "nmod:poss")]:
        kinds = g.kinds(k)
        name = g.names.get(k)
        if draft.first <= k < draft.last:
            continue
        if frame.id == "death" and kinds & _PERSONAL:
            draft.put("recipient", k)
            draft.outcomes.append(("killed", i))
        elif name is not None and name.kind == "nationality":
            draft.put("actor", k)
        elif name is not None and name.kind == "weapon":
            continue
        elif g.tokens[k].deprel == "nmod:poss" and frame.id in ("execute", "disappear", "kill", "arrest", "abduct") and kinds & _PERSONAL:
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
            elif word in ("on", "at", "upon") and kinds & (_PERSONAL | {"target", "facility", "weapon"}) and not (kinds & {"place"} and g.tokens[j].upos == "PROPN"):
                draft.put("recipient", j)
                if kinds & {"facility", "place"}:
                    draft.put("at?", j)
            else:
                _put_oblique(g, draft, case, j)
    for k in g.kids(i, "acl", "acl:relcl"):
        if g.tokens[k].lemma in ("target", "hit", "involve") and g.tokens[k].xpos in ("VBG", "VBD"):
            for o in clause_of(g, k).objects:
                draft.put("recipient", o)
        elif g.tokens[k].lemma in ("carry", "conduct", "claim", "launch", "stage", "wage", "commit", "perpetrate", "attribute"):
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
    v = t.head
    if v == i or g.tokens[v].upos not in ("VERB", "AUX"):
        return
    c = clause_of(g, v)
    lemma = g.tokens[v].lemma
    obj = t.deprel == "obj" or (t.deprel == "nsubj:pass" and c.passive)
    if obj and lemma in lexicon.doing and not (lemma in _SAYING and draft.frame.type not in ("RETREAT", "COERCE")):
        draft.verb = v
        draft.nodes.add(v)
        doers = c.agents if c.passive else c.subjects
        if not draft.get("actor"):
            draft.put("actor", *(d for d in doers if g.kinds(d) & _PARTIES))
        for case, k in c.obliques:
            _put_oblique(g, draft, case, k)
    elif obj and lemma in lexicon.undergoing:
        draft.verb = v
        draft.nodes.add(v)
        draft.put("recipient", *c.subjects)
        for case, k in c.obliques:
            _put_oblique(g, draft, case, k)
    elif t.deprel in ("nsubj", "nsubj:pass", "csubj") and (lemma in lexicon.happening or lemma == "be" or c.passive):
        draft.verb = v
        draft.nodes.add(v)
        if lemma in ("hit", "rock", "shake", "target", "strike"):
            for o in c.objects:
                draft.put("at" if "place" in g.kinds(o) else "recipient", o)
        for case, k in c.obliques:
            _put_oblique(g, draft, case, k)
    elif t.deprel in ("obl", "obl:agent"):
        draft.verb = v
        draft.obliques += [(case, k) for case, k in c.obliques if k != i and "time" not in g.kinds(k)]


def _noun_stands(g: Graph, draft: Draft) -> bool:
    """Whether a noun is told as an event here, not as a topic, a name or a part of something."""
    frame = draft.frame
    t = g.tokens[draft.anchor]
    if frame.id == "death":
        return any(k in g.counts for k in g.children[draft.anchor]) and bool(draft.get("recipient") or draft.get("actor"))
    named = bool(draft.get("actor") or draft.get("recipient") or draft.get("at") or draft.get("from") or draft.get("to"))
    objects = draft.get("at") + draft.get("recipient") + draft.get("from") + draft.get("to")
    if frame.need_object and not objects:
        return False
    if frame.if_object and objects and not any(_fits(g.kinds(o), frame.if_object, frame.not_object, False) for o in objects):
        return False
    if frame.if_subject and draft.get("actor") and not any(_fits(g.kinds(a), frame.if_subject, frame.not_subject, False) for a in draft.get("actor")):
        return False
    placed = any(g.kinds(k) & {"place", "facility"} for _, k in draft.obliques)
    if frame.type == "TERRITORY":
        return bool(objects) and (bool(draft.get("actor")) or t.deprel in ("obj", "nsubj", "nsubj:pass", "obl", "nmod", "root", "conj"))
    if frame.speech or frame.type in ("AID", "MOBILIZE", "SANCTION"):
        return bool(draft.get("actor")) and draft.verb is not None
    return frame.strong and (named or placed or draft.verb is not None or t.deprel in ("obl", "nsubj", "nsubj:pass", "obl:agent", "root")) or named or placed


# -- folding -------------------------------------------------------------------------------------------
def _folded(g: Graph, lexicon: Lexicon, drafts: list[Draft]) -> list[Draft]:
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
    return any(g.tokens[k].lemma in ("wound", "injury", "gunshot", "blast", "fighting", "custody", "hand") for _, k in d.obliques)


def _carried(d: Draft, drafts: list[Draft]) -> bool:
    """Whether another draft's noun is the object that this verb only carries ("launched an attack")."""
    return any(o is not d and d.anchor in o.nodes and o.anchor != d.anchor and o.frame.type == d.frame.type for o in drafts)


def _credited(g: Graph, d: Draft, by_node: dict[int, Draft]) -> Draft | None:
    """The attack that a claim of responsibility is for; the claimant becomes its actor."""
    c = clause_of(g, d.anchor)
    for k in (*c.objects, *(k for case, k in c.obliques if case == "for"), *(c.subjects if c.passive else ())):
        for j in (k, g.core(k), *(x for x in g.kids(k, "nmod") if g.case(x) == "for")):
            host = by_node.get(j)
            if host is not None and host is not d and host.frame.type == "ASSAULT":
                host.put("actor", *(a for a in (c.agents if c.passive else c.subjects) if a not in host.nodes))
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
            if h is not d and h.frame.type == "ASSAULT" and h.verb != h.anchor and doers & set(h.get("actor")) and t.deprel == "acl":
                return h
    if t.deprel == "advcl" and {g.tokens[m].text.lower() for m in g.kids(v, "mark")} & {"as", "when"}:
        if (h := assault(t.head)) is not None and (h.frame.consequence or h.anchor != t.head):
            return h
    for k in (*c.subjects, *c.agents):
        if (h := assault(k)) is not None and h.anchor != v and h.verb != h.anchor:
            return h
    if d.frame.consequence or d.frame.id in ("attack", "shoot", "execute", "bomb", "shelling"):
        nested = [(g.case(j), j) for _, k in c.obliques for j in g.kids(k, "nmod")]
        nested += [(g.case(j), j) for o in (*c.objects, *(c.subjects if c.passive else ())) for j in g.kids(o, "nmod")]
        for case, k in (*c.obliques, *nested):
            if case.split()[:1] in (["in"], ["by"], ["during"], ["when"], ["from"], ["with"], ["after"], ["as"]) and (h := assault(k)) is not None and h.verb != h.anchor:
                return h
    if t.deprel == "acl:relcl" and all(g.tokens[k].upos == "PRON" for k in c.objects):
        for h in dict.fromkeys(by_node.values()):  # "was murdered by men who riddled him with bullets"
            if h is not d and h.frame.type == "ASSAULT" and t.head in h.get("actor") and g.sentence_of[h.anchor] is g.sentence_of[v]:
                d.slots.pop("recipient", None)
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
            if g.tokens[k].deprel == "advcl" and ("when" in mark or "after" in mark or g.tokens[k].xpos == "VBG"):
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
            doers = [h for h in heads if h not in host.nodes and not g.kinds(h) & {"weapon"} and g.tokens[h].i not in host.nodes]
            if not host.get("actor"):
                host.put("actor", *(h for h in doers if g.kinds(h) & _PARTIES and h not in outcome.get("recipient")))
        else:
            host.put(slot, *heads)
    if host.verb is None:
        host.verb = outcome.verb
    if host.mode is None or (host.frame.consequence and outcome.frame.mode):
        host.mode = host.mode or (outcome.mode if outcome.mode != "destroy" else None)
