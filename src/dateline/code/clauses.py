"""Who does what in a clause: subjects, objects and obliques of a verb, shared ones included.

A verb takes its subject from where English leaves it: its own clause, the verb it is joined to by "and", the
verb that controls it ("tried to seize"), or the noun it describes ("jets targeting hideouts").
"""

from __future__ import annotations

from dateline.code.graph import Graph
from dateline.records.evidence import Record

_OBJECT_CONTROL = frozenset(
    (
        "force order allow ask urge tell compel enable help prompt cause lead push make persuade permit "
        "require see"
    ).split()
)


_FOILING = frozenset(
    "foil thwart prevent avert uncover disrupt stop investigate condemn expose reveal discover deny fear".split()
)


_ACCUSED = frozenset({"accuse", "suspect", "charge", "convict", "acquit"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_OWN_CLAUSE = frozenset("when while after before because since until as if although though".split())


class Clause(Record, gc=False, frozen=True):
    """The parts of a verb's clause, as token indices; ``obliques`` are (preposition, noun)."""

    verb: int
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    agents: tuple[int, ...] = ()
    obliques: tuple[tuple[str, int], ...] = ()
    passive: bool = False


def is_passive(g: Graph, v: int) -> bool:
    """Whether a verb is in the passive voice, a reduced relative ("men killed in ...") included."""
    t = g.tokens[v]
    if g.kids(v, "aux:pass", "nsubj:pass", "obl:agent"):
        return True
    if t.lemma in _ACCUSED and t.xpos in ("VBD", "VBN") and not g.kids(v, "obj", "iobj", "aux"):
        after = g.tokens[v + 1].text.lower() if v + 1 < len(g.tokens) else ""
        if after in ("of", "with") or (after == "by" and t.deprel.startswith("acl")):
            return True  # "a leader accused of ordering it", whatever it was taken for
    if t.deprel == "acl" and t.xpos == "VBN":  # but not in "reports that its jets had bombed the town"
        return not (g.kids(v, "nsubj") and g.kids(v, "aux"))
    if t.deprel == "conj" and t.xpos in ("VBN", "VBD") and not g.kids(v, "nsubj", "aux"):
        return t.xpos == "VBN" and is_passive(g, t.head)
    return t.deprel == "advcl" and t.xpos == "VBN" and not g.kids(v, "nsubj", "obj") and not g.kids(v, "aux")


def clause_of(g: Graph, v: int, depth: int = 0) -> Clause:
    """The clause of a verb."""
    t = g.tokens[v]
    passive = is_passive(g, v)
    subjects = [i for k in g.kids(v, "nsubj", "nsubj:pass", "csubj") for i in _antecedents(g, k)]
    objects = [i for k in g.kids(v, "obj", "iobj") for i in _antecedents(g, k)]
    doers = [k for k in g.kids(v, "obl:agent") if g.case(k) in ("by", "")]
    agents = [i for k in doers for i in g.conjuncts(k)]
    aside = [k for k in g.kids(v, "obl", "obl:agent", "obl:unmarked", "nmod") if k not in doers]
    obliques = [(g.case(k), i) for k in aside for i in g.conjuncts(k)]
    if t.deprel == "acl:relcl" and any(g.tokens[k].lemma == "where" for k in g.kids(v, "advmod")):
        obliques.append(("in", t.head))  # "in Haditha, where clashes broke out"
    if passive and not agents:
        agents = [i for case, i in obliques if case == "by" and "time" not in g.kinds(i)]
    if not subjects and depth < 4:
        subjects = _shared_subjects(g, v, passive, depth)
    if (
        t.deprel in ("acl", "acl:relcl")
        and not objects
        and not passive
        and subjects
        and t.head not in subjects
    ) and (
        t.deprel == "acl:relcl"
        and g.kids(v, "nsubj")
        and not any(g.tokens[k].lemma in ("who", "which", "that") for k in g.kids(v, "nsubj"))
    ):  # "the town the army took": the noun described is the object
        objects = [t.head]
    if (
        t.deprel == "conj"
        and not objects
        and not passive
        and depth < 4
        and t.xpos in ("VBD", "VBN", "VB", "VBG", "VBP", "VBZ")
    ):
        after = [k for k in g.kids(t.head, "obj") if k > v]
        if after:  # "killed and wounded five people"
            objects = after
    if not objects and not passive and depth == 0:
        joined = [k for k in g.kids(v, "conj") if g.tokens[k].upos == "VERB"]
        between = [
            w
            for w in joined
            if not any(
                v < k < w
                for k in g.children[v]
                if g.tokens[k].deprel not in ("cc", "punct", "conj", "advmod")
            )
        ]
        for w in between[:1]:
            if not g.kids(w, "nsubj", "nsubj:pass"):
                objects = [i for k in g.kids(w, "obj") for i in g.conjuncts(k)]
    return Clause(
        verb=v,
        subjects=tuple(dict.fromkeys(subjects)),
        objects=tuple(dict.fromkeys(objects)),
        agents=tuple(dict.fromkeys(agents)),
        obliques=tuple(obliques),
        passive=passive,
    )


def _antecedents(g: Graph, k: int) -> list[int]:
    """A noun and its conjuncts; a relative pronoun gives what it stands for."""
    t = g.tokens[k]
    if t.lemma in ("who", "which", "that", "whom") and t.upos in ("PRON", "DET", "SCONJ"):
        for a in (t.head, *g.ancestors(t.head)):
            if g.tokens[a].deprel == "acl:relcl":
                return g.conjuncts(g.tokens[a].head)[:1]
        return []
    return g.conjuncts(k)


def _shared_subjects(g: Graph, v: int, passive: bool, depth: int) -> list[int]:
    t = g.tokens[v]
    head = t.head
    if head == v:
        return []
    if t.deprel in ("acl", "acl:relcl"):
        if t.xpos in ("VBN", "VBG"):
            return [head]
        if t.deprel == "acl" and g.tokens[g.tokens[head].head].lemma in _FOILING:
            return []  # who foils a plot to bomb does not bomb
        if t.deprel == "acl":  # "plans to attack", "the first to enter"
            governor = g.tokens[head].head
            possessor = g.kids(head, "nmod:poss")
            if possessor:
                return possessor
            if g.tokens[governor].upos == "VERB" and g.tokens[head].deprel in ("obj", "nsubj:pass"):
                return (
                    list(clause_of(g, governor, depth + 1).subjects) if g.tokens[head].deprel == "obj" else []
                )
            return [
                c for c in g.kids(head, "compound", "nmod") if g.kinds(c) & {"armed", "state", "government"}
            ]
        return [head]
    if t.deprel in ("xcomp", "advcl") and g.tokens[head].lemma in _FOILING:
        return []
    if t.deprel in ("conj", "xcomp", "advcl", "ccomp", "dep") and g.tokens[head].upos in (
        "VERB",
        "AUX",
        "ADJ",
        "NOUN",
    ):
        if t.deprel == "ccomp" and t.xpos not in ("VBG", "VB"):
            return []
        if t.deprel == "conj" and g.tokens[head].upos == "NOUN":
            return []
        marks = {g.tokens[m].text.lower() for m in g.kids(v, "mark", "advmod")}
        if t.deprel == "advcl" and t.xpos in _FINITE and marks & _OWN_CLAUSE:
            return []  # its subject was not found, for such a clause has one of its own
        above = clause_of(g, head, depth + 1)
        if t.xpos == "VBG" and above.objects and not above.passive and marks & {"of", "from"}:
            return list(above.objects)  # "accused Israel of bombarding"
        if t.deprel == "xcomp" and t.xpos == "VBN" and above.objects and not above.passive:
            return list(above.objects)  # "put the number killed at 30"
        if t.deprel in ("xcomp", "ccomp") and above.objects and g.tokens[head].lemma in _OBJECT_CONTROL:
            return list(above.objects)
        if above.passive and not passive and t.deprel == "advcl" and t.xpos == "VBG":
            # "was hit by a shell, killing two": the outcome of the event, not a deed of the passive subject
            return list(
                above.subjects if marks & {"as", "of", "for", "while", "after", "before"} else above.agents
            )
        return list(above.subjects)
    return []
