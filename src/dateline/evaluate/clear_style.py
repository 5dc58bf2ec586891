"""Universal Dependencies from the labels of spaCy's English models.

Those models are trained on ClearNLP labels ("CLEAR style"), where a preposition governs its noun and a
copula its predicate. Every rule of the coder is written on Universal Dependencies, so that the parser can
be replaced; this module is the bridge. Source of the mapping: the CLEAR guidelines (Choi & Palmer 2012)
and universaldependencies.org/u/dep. Not converted: enhanced relations, and auxiliaries under conjunction.
"""

from __future__ import annotations

from collections.abc import Sequence

_RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "dobj": "obj",
    "dative": "iobj",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "poss": "nmod:poss",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "oprd": "xcomp",
    "intj": "discourse",
    "meta": "dep",
    "attr": "xcomp",
    "acomp": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "prep": "advmod",
    "agent": "advmod",
    "complm": "mark",
    "hmod": "compound",
    "hyph": "punct",
}
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "DET")
_PREPOSITIONS = ("prep", "agent", "dative")


def to_universal(
    labels: Sequence[str], heads: Sequence[int], lemmas: Sequence[str], upos: Sequence[str]
) -> tuple[list[str], list[int]]:
    """UD relations and heads for a text parsed in CLEAR style.

    The arguments are parallel, one item a token; a root is its own head. Returns relations and heads of the
    same length, in which every token still leads to a root of its own sentence.
    """
    relation, head = ["compound" if r == "nmod" else r for r in labels], list(heads)
    children: list[list[int]] = [[] for _ in relation]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    _lift_prepositions(relation, head, children, upos)
    _lift_predicates(relation, head, lemmas)
    _flatten_conjuncts(relation, head)
    _join_nouns_to_nouns(relation, head, upos)
    return [_RENAMED.get(r, r) for r in relation], head


def _lift_prepositions(
    relation: list[str], head: list[int], children: list[list[int]], upos: Sequence[str]
) -> None:
    """Make each preposition a case marker of its noun, which takes over the preposition's governor."""
    for i in range(len(relation)):
        if relation[i] not in _PREPOSITIONS:
            continue
        inner = [c for c in children[i] if relation[c] in ("pobj", "pcomp")]
        deeper = [c for c in children[i] if relation[c] == "prep"]
        if relation[i] == "dative" and not inner:
            continue
        if not inner and deeper:  # "out of Mosul", "according to the mayor": the inner one carries the noun
            inner = [c for c in children[deeper[0]] if relation[c] in ("pobj", "pcomp")]
            if inner:
                relation[deeper[0]] = "fixed"
                head[deeper[0]] = i
        if not inner:
            continue
        noun = inner[0]
        clause = relation[noun] == "pcomp" and upos[noun] in ("VERB", "AUX")
        governor = head[i]
        # A governor that is itself a lifted preposition has passed its place to its own noun.
        nominal = upos[governor] in _NOUNS
        if governor == i:
            relation[noun], head[noun] = "ROOT", noun
        else:
            head[noun] = governor
            if clause:
                relation[noun] = "acl" if nominal else "advcl"
            elif relation[i] == "agent":
                relation[noun] = "obl:agent"
            else:
                relation[noun] = "nmod" if nominal else "obl"
        for sibling in children[i]:
            if sibling != noun and relation[sibling] != "fixed":
                head[sibling] = noun
        relation[i], head[i] = ("mark" if clause else "case"), noun


def _lift_predicates(relation: list[str], head: list[int], lemmas: Sequence[str]) -> None:
    """Make the predicate of "be" the head of its clause and "be" its copula."""
    predicates = {
        head[i]: i
        for i in range(len(relation) - 1, -1, -1)
        if relation[i] in ("attr", "acomp") and lemmas[head[i]] == "be"
    }
    for be, predicate in predicates.items():
        relation[predicate] = relation[be]
        head[predicate] = predicate if head[be] == be else head[be]
        for i in range(len(relation)):
            if head[i] == be and i not in (be, predicate):
                head[i] = predicate
        relation[be], head[be] = "cop", predicate


def _join_nouns_to_nouns(relation: list[str], head: list[int], upos: Sequence[str]) -> None:
    """Hang a noun that the parser joined to a verb on the noun before it: "killed a guard and two others"."""
    for i in range(len(relation)):
        if relation[i] != "conj" or upos[head[i]] != "VERB" or upos[i] not in ("NOUN", "PROPN", "NUM"):
            continue
        before = [
            j
            for j in range(head[i] + 1, i)
            if head[j] == head[i] and relation[j] in ("dobj", "obl") and upos[j] in ("NOUN", "PROPN", "NUM")
        ]
        if before:
            head[i] = before[-1]


def _flatten_conjuncts(relation: list[str], head: list[int]) -> None:
    """Attach every conjunct to the first, and each "and" to the conjunct after it."""
    for i in range(len(relation)):
        if relation[i] == "conj":
            first, seen = head[i], {i}
            while relation[first] == "conj" and first not in seen:
                seen.add(first)
                first = head[first]
            head[i] = first
    for i in range(len(relation)):
        if relation[i] in ("cc", "preconj"):
            top = head[head[i]] if relation[head[i]] == "conj" else head[i]
            after = [j for j in range(i + 1, len(relation)) if relation[j] == "conj" and head[j] == top]
            if after:
                head[i] = after[0]
