"""Drafts from verbs: "withdrew from", "opened fire on", "took control of"."""

from __future__ import annotations

from dateline.code.clauses import Clause, clause_of
from dateline.code.drafts import ACCIDENTS, PARTIES, PERSONAL, Draft, fits, is_seat, put_oblique
from dateline.code.governors import names_nobody
from dateline.code.graph import Graph
from dateline.code.participants import antecedent
from dateline.dictionaries.lexicon import Frame, Lexicon

_HOSTILE = frozenset(
    (
        "kill attack strike invade bomb execute enter free fight retaliate destroy shoot war assault "
        "consequence revenge strike repercussion retaliation behead force ration target eliminate storm "
        "punish burn rationing deport seize blow"
    ).split()
)  # fmt: skip
_GENERIC = frozenset({"attack", "shelling", "bomb", "bomb-armed", "engage", "clash"})
#: Frames whose verbs in the past form, without an object, tell what was done to their subject.
_VICTIM_FIRST = frozenset(
    {"shoot", "abduct", "arrest", "execute", "primitive", "torture", "beat", "displace", "convict"}
)
_SEIZED = frozenset({"capture-place", "recapture", "capture-fighters", "capture-person", "confiscate"})
_NOBODY = frozenset({"nobody", "none", "anyone", "anybody", "no-one"})
#: What may fall, what it falls to that is no fall into somebody's hands, and words of time.
_TOWNS = frozenset({"town", "city", "village", "capital", "stronghold"})
_ASIDE = frozenset(
    {"silent", "behind", "short", "apart", "asleep", "ill", "quiet", "dark", "flat", "off", "down", "away"}
)
_LENGTHS = frozenset(
    {"km", "kilometer", "kilometre", "kilometers", "kilometres", "mile", "miles", "metre", "meter"}
)
_WHEN: tuple[list[str], ...] = (
    ["in"],
    ["on"],
    ["after"],
    ["before"],
    ["during"],
    ["at"],
    ["within"],
    ["since"],
    ["amid"],
    [],
)
_HEADING = frozenset(
    {
        "head",
        "move",
        "go",
        "flee",
        "retreat",
        "withdraw",
        "travel",
        "cross",
        "escape",
        "march",
        "run",
        "relocate",
        "return",
    }
)


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
        pool = [
            *c.objects,
            *(c.subjects if c.passive else ()),
            *(i for _, i in c.obliques),
            *g.kids(v, "xcomp", "advmod", "nsubj:pass"),
            *(c.subjects if noun == "toll" else ()),
        ]
        used = next((i for i in pool if g.tokens[i].lemma == noun or g.tokens[g.core(i)].lemma == noun), None)
        if used is None and c.passive:
            used = next((i for i in c.subjects if g.tokens[i].lemma == noun), None)
        if used is None:
            return False, None, None
        parts = verb_part.split()
    else:
        parts = pattern.split()
    for word in parts[1:]:
        attached = any(
            g.tokens[k].text.lower() == word
            for k in g.kids(v, "compound:prt", "advmod", "case", "mark", "xcomp")
        )
        after = v + 2 if v + 1 < len(g.tokens) and g.tokens[v + 1].upos in ("ADV", "ADP") else v + 1
        behind = [o for o in c.objects if v < o < v + 8]
        if behind and word in ("out", "back", "from"):  # "pushed the militants out of the town"
            after = max(behind) + 1
        prepositional = any(
            case.split()[:1] == [word]
            and min((g.tokens[m].i for m in g.kids(i, "case", "mark")), default=v + 9) <= after
            for case, i in c.obliques
        )
        if (
            not attached
            and not prepositional
            and not (v + 1 < len(g.tokens) and g.tokens[v + 1].text.lower() == word)
        ):
            return False, None, None
        particle = word if prepositional and not attached else particle
    return True, used, particle


def verb_draft(g: Graph, lexicon: Lexicon, v: int) -> Draft | None:
    """The draft a verb makes, by the first of its frames whose conditions hold, or None."""
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
        if c.passive and t.deprel == "acl" and frame.object == "none":
            subjects, objects = c.subjects, ()  # "hundreds of residents protested": no passive of "protest"
        if c.passive and frame.casualty_subject and used is None and not g.kids(v, "aux:pass"):
            subjects, objects = c.subjects, ()  # nor of "die"
        inner: tuple[int, ...] = ()
        owners: list[int] = []
        if used is not None:  # "took control of the town", "opened fire on the crowd"
            owners = [
                k
                for k in g.kids(used, "compound", "nmod:poss", "amod")
                if g.kinds(k) & {"armed", "state", "government"}
                or (k in g.names and g.names[k].kind == "nationality")
            ]
            inner = tuple(
                i
                for k in g.kids(used, "nmod")
                if g.case(k) in ("of", "over", "on", "against", "to")
                for i in g.conjuncts(k)
            )
            objects = (
                objects
                or inner
                or tuple(i for case, i in c.obliques if case in ("of", "over", "on", "at", "against"))
            )
        elif particle is not None:
            objects = objects or tuple(i for case, i in c.obliques if case.split()[:1] == [particle])
            objects = tuple(h for o in objects for h in _holders(g, o))
        # "killed three and injured others" is no headline's passive
        joined = t.deprel == "conj" and bool(g.kids(t.head, "obj"))
        if not (c.passive or objects or joined) and subjects and _tells_a_victim(g, frame, c, t.xpos):
            subjects, objects = (), subjects  # a headline's passive: "mufti killed in air strike"
        if frame.casualty and any(_is_nobody(g, o) for o in objects):
            return None  # "nobody was hurt" tells no event
        if (
            frame.id == "flee-civilians"
            and t.lemma == "leave"
            and not any(g.tokens[s].xpos == "NNS" for s in subjects)
        ):
            continue
        if frame.id == "protest" and objects and t.lemma == "demonstrate":
            continue  # "demonstrated the unity of the council"
        if frame.id == "fall-bare" and not _is_taken(g, v, c):
            continue
        if frame.id == "leave" and any(case == "as" for case, _ in c.obliques):
            continue  # "recaptured the town, leaving Rawa as the last one"
        aimless = frame.id in _GENERIC or (frame.id == "shoot" and "+" not in pattern)
        if aimless and not objects and not _violent_subject(g, subjects):
            continue
        named = _resolved(g, subjects)
        if frame.type == "RETREAT" and subjects and not named:
            continue
        subject_kinds, object_kinds = _all_kinds(g, named or subjects), _all_kinds(g, objects)
        if frame.casualty in ("killed", "wounded") and object_kinds == {"thing"} and _are_many(g, objects):
            object_kinds = frozenset(
                {"civilians"}
            )  # "killed two bricklayers": who is killed by number is somebody
        if objects and all(is_seat(g, o) for o in objects) and frame.id in _SEIZED:
            object_kinds = frozenset({"facility"})
        if frame.object in ("at", "from", "to") and objects and _unknown_name(g, objects[0]):
            object_kinds = frozenset({"place"})  # "left Tell Hamra": a name no gazetteer has
        if not fits(subject_kinds, frame.if_subject, frame.not_subject, not subjects):
            continue
        if not fits(object_kinds, frame.if_object, frame.not_object, not objects):
            continue
        if (frame.need_object and not objects) or (frame.need_subject and not subjects):
            continue
        if (
            t.lemma == "take"
            and pattern == "take"
            and any(case in ("to", "into", "from") and not _far_from(g, k) for case, k in c.obliques)
        ):
            continue
        if frame.casualty and any(
            g.tokens[k].lemma in ACCIDENTS for k in (*subjects, *(k for _, k in c.obliques))
        ):
            return None
        if (
            frame.id == "withdraw"
            and t.lemma in ("leave", "escape", "quit")
            and any(g.tokens[k].upos == "PRON" for k in subjects)
        ):
            return None
        if (
            frame.type == "ASSAULT"
            and " " not in pattern
            and "+" not in pattern
            and g.kids(v, "compound:prt")
        ):
            continue  # "shelled out five million": a verb with a particle is another verb
        if (
            frame.id in _GENERIC | {"shoot", "damage"}
            and objects
            and not g.caseless
            and not _violent(g, subjects)
        ):
            if all(g.kinds(o) == {"thing"} for o in objects):
                continue  # "attacked the bill", "hit a three-month high"
        if frame.id in ("attack", "shoot", "shelling", "bomb", "bomb-armed") and _is_politics(
            g, v, subjects, objects, c
        ):
            continue  # "the opposition fired at the minister over the budget"
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
            put_oblique(g, draft, case, i)
        for k in ([used] if used is not None else []) + list(c.objects):
            draft.obliques += [
                (g.case(i), j) for i in g.kids(k, "nmod") for j in g.conjuncts(i) if g.case(i) != "of"
            ]
        if frame.type in ("RETREAT", "SANCTION", "MOBILIZE"):
            for w in g.kids(v, "conj", "advcl", "xcomp"):  # "evacuated Rawa and headed toward Baaj"
                if g.tokens[w].lemma in _HEADING:
                    draft.obliques += [
                        (case, i)
                        for case, i in clause_of(g, w).obliques
                        if case.split()[:1]
                        in (["to"], ["toward"], ["towards"], ["into"], ["via"], ["through"])
                    ]
                    draft.nodes.add(w)
        if frame.casualty:
            draft.outcomes += [(frame.casualty, o) for o in objects]
            draft.put(
                "recipient",
                *(
                    i
                    for case, i in c.obliques
                    if case in ("along with", "together with", "alongside") and g.kinds(i) & PERSONAL
                ),
            )
        beside = [g.tokens[k] for k in (*g.children[v], v + 1) if k < len(g.tokens)]
        if t.lemma == "shoot" and any(k.lemma in ("dead", "death") for k in beside):
            draft.outcomes += [("killed", o) for o in objects]
        if frame.casualty_subject:
            draft.outcomes += [(frame.casualty_subject, s) for s in subjects]
        return draft
    return None


def _is_taken(g: Graph, v: int, c: Clause) -> bool:
    """Whether "fell" tells of a town that was taken: "the city fell in June", but not "fell silent", "fell by a third"."""
    named = all(s in g.names or g.tokens[s].lemma in _TOWNS for s in c.subjects)
    aside = bool(c.objects or g.kids(v, "xcomp", "compound:prt", "ccomp") or c.passive)
    aside = aside or any(g.tokens[k].text.lower() in _ASIDE for k in g.kids(v, "advmod"))
    when = all(case.split()[:1] in _WHEN and not (g.kinds(k) & {"place"}) for case, k in c.obliques)
    return named and not aside and when


def _far_from(g: Graph, k: int) -> bool:
    """Whether a noun under "from" only says how far off a place is: "12 km from the town"."""
    first = g.noun_phrase(k)[0]
    return any(g.tokens[j].lemma in _LENGTHS for j in range(max(0, first - 3), first))


def _holders(g: Graph, o: int) -> list[int]:
    """Whose hands or control somewhere falls into; any other noun itself."""
    if g.tokens[o].lemma not in ("hand", "hands", "control"):
        return [o]
    owners = [i for k in g.kids(o, "nmod") if g.case(k) == "of" for i in g.conjuncts(k)]
    return owners or g.kids(o, "compound", "nmod:poss", "amod") or [o]


def _tells_a_victim(g: Graph, frame: Frame, c: Clause, xpos: str) -> bool:
    """Whether a verb without object and auxiliary is a headline's passive: "mayor shot dead", "mufti killed"."""
    if xpos not in ("VBN", "VBD"):
        return False
    if frame.casualty in ("killed", "wounded"):
        return True
    human = all(
        g.kinds(s) & {"person", "civilians", "government"} and not g.kinds(s) & {"armed"} for s in c.subjects
    )
    elsewhere = any(case.split()[:1] in (["to"], ["into"], ["at"], ["on"]) for case, _ in c.obliques)
    return frame.id in _VICTIM_FIRST and human and not elsewhere


def _is_nobody(g: Graph, i: int) -> bool:
    """Whether a noun is "nobody", "no one", "none"."""
    return g.tokens[i].lemma in _NOBODY or (g.tokens[i].lemma == "one" and names_nobody(g, i))


def _are_many(g: Graph, heads: tuple[int, ...]) -> bool:
    """Whether nouns are counted or in the plural."""
    return all(g.tokens[h].xpos == "NNS" or any(k in g.counts for k in g.children[h]) for h in heads)


def _unknown_name(g: Graph, i: int) -> bool:
    """Whether a noun is a name that only the model guessed at, or nothing knows."""
    own = g.names.get(i)
    return g.tokens[i].upos == "PROPN" and (own is None or own.how == "model")


def _resolved(g: Graph, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads with pronouns taken back to their nouns; those that stand for nothing known are left out."""
    found = (antecedent(g, h) if g.tokens[h].upos == "PRON" else h for h in heads)
    return tuple(h for h in found if h is not None)


def _violent(g: Graph, subjects: tuple[int, ...]) -> bool:
    """Whether somebody named attacks: fighters, troops, a weapon."""
    return any(g.kinds(s) & {"armed", "state", "weapon"} for s in subjects)


#: Who attacks with words, where no weapon and no victim is told.
_POLITICS = frozenset(
    (
        "opposition party senator lawmaker congressman politician minister premier president candidate critic union bank "
        "parliament press media newspaper columnist economist leader mayor governor senate"
    ).split()
)


def _is_politics(g: Graph, v: int, subjects: tuple[int, ...], objects: tuple[int, ...], c: Clause) -> bool:
    """Whether politicians attack politicians or things, without a weapon or a place: a quarrel, told as a fight."""
    named = [g.core(s) for s in _resolved(g, subjects)]
    if not named or not all(g.tokens[k].lemma in _POLITICS and k not in g.names for k in named):
        return False
    aimed = [*objects, *(i for case, i in c.obliques if case in ("at", "on"))]
    inside = {m.head for m in g.weapons} & set(g.subtree(v))
    hurt = any(g.tokens[k].lemma in ("kill", "wound", "injure", "dead") for k in g.subtree(v))
    placed = any(
        g.kinds(i) & {"place", "facility", "armed", "state"} for i in (*aimed, *(i for _, i in c.obliques))
    )
    return bool(aimed) and not (inside or hurt or placed)


def _violent_subject(g: Graph, subjects: tuple[int, ...]) -> bool:
    """Whether the doers are of the kind that attacks, for verbs that tell it without an object."""
    return not subjects or any(g.kinds(s) & {"armed", "state", "government", "weapon"} for s in subjects)


def _is_hostile(g: Graph, v: int, objects: tuple[int, ...], c: Clause) -> bool:
    if g.tokens[v].lemma == "threaten":
        return bool(g.kids(v, "xcomp", "ccomp", "obj") or objects)
    below = {g.tokens[i].lemma for i in g.subtree(v)}
    return (bool(below & _HOSTILE) and not g.kids(v, "ccomp")) or any(
        case == "of" and g.tokens[i].lemma in _HOSTILE for case, i in c.obliques
    )


def _put_objects(g: Graph, draft: Draft, objects: tuple[int, ...]) -> None:
    slot = draft.frame.object
    for o in objects:
        kinds = g.kinds(o)
        if kinds == {"weapon"} and slot == "recipient" and g.tokens[draft.anchor].lemma == "hit":
            draft.put("means", o)  # "their vehicle hit a landmine"
            continue
        if kinds <= {"event", "clause", "time"} or (draft.frame.speech and not kinds & PARTIES):
            continue
        if slot in ("at", "from", "to") and (
            _unknown_name(g, o)
            or g.tokens[o].lemma in ("country", "homeland")
            or (is_seat(g, o) and draft.frame.id in _SEIZED)
        ):
            draft.put(slot, o)
        elif slot in ("at", "from", "to") and not kinds & {"place", "facility"} and kinds & PERSONAL:
            draft.put("actor" if draft.frame.type == "RETREAT" and not draft.get("actor") else "recipient", o)
        elif slot == "recipient" and "facility" in kinds:
            draft.put("recipient", o)
            draft.put("at?", o)
        elif (
            slot == "recipient"
            and "place" in kinds
            and not kinds & {"government"}
            and g.tokens[o].lemma != "side"
        ):
            draft.put("at", o)
        else:
            draft.put(slot, o)
