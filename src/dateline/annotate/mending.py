"""What a parser of single arcs leaves crooked, put right: each rule mends a tree that English does not have.

The rules look at relations, parts of speech and tags alone; only the last asks which nouns tell of deeds.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from dateline.annotate.counting import counted
from dateline.annotate.layers import Layers
from dateline.annotate.times import find_times

#: The treebank's own subtype for what stands before a name as its description ("Captain Adel"), as the coder has it.
_RELATIONS = {"nmod:desc": "compound"}
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "as"})
_OF_DEEDS = frozenset({"on", "of", "against", "from", "in", "at", "near", "by"})


def mended(
    layers: Layers, names: Sequence[bool], bounds: Sequence[int], deeds: Set[str]
) -> tuple[list[int], list[str], list[str]]:
    """Heads, relations and Penn tags with what cannot be put right.

    ``bounds`` are the first parts of each prepared word, and the end; ``names`` says which of these are names; ``deeds``
    are lemmas of nouns that tell events.
    """
    upos, xpos, lemmas = layers.upos or (), list(layers.xpos or ()), layers.lemmas or ()
    heads, deprels = _names_whole(layers)
    heads = rooted(heads, layers.opens or ())
    _subjects(heads, deprels, upos, xpos)
    _titles(heads, deprels, layers, names, bounds)
    _owners(heads, deprels, xpos)
    _described(heads, deprels, upos, xpos)
    _finite(heads, deprels, upos, xpos)
    _rounded(heads, deprels, upos, lemmas)
    _objects(heads, deprels, upos)
    counted(heads, deprels, upos, xpos, lemmas)
    _behind_conjunctions(heads, deprels, upos, xpos, lemmas)
    heads = rooted(heads, layers.opens or ())
    _deeds(heads, deprels, lemmas, deeds)
    return heads, deprels, xpos


def rooted(heads: Sequence[int], opens: Sequence[int]) -> list[int]:
    """The heads without circles, which the joining of parts to words can leave: each circle hangs on its sentence's root.

    ``opens`` are the words that open sentences. Where a sentence has no root, the first word of a circle is one.
    """
    found = list(heads)
    for first, last in pairwise([*opens, len(found)]):
        root = next((k for k in range(first, last) if found[k] == k), None)
        safe: set[int] = set() if root is None else {root}
        for start in range(first, last):
            path: list[int] = []
            k = start
            while k not in safe and k not in path and found[k] != k:
                path.append(k)
                k = found[k]
            if k in path:
                first_of = min(path[path.index(k) :])
                found[first_of] = first_of if root is None else root
                root = first_of if root is None else root
            safe.update(path, (k,))
    return found


def _names_whole(layers: Layers) -> tuple[list[int], list[str]]:
    """Heads and relations, in which the words of a name that hang on the same word hang on the first of them."""
    heads = list(layers.heads or ())
    deprels = [_RELATIONS.get(each, each) for each in layers.deprels or ()]
    upos = layers.upos or ()
    for k in range(1, len(heads)):  # a part of a name goes on with the word before it
        if (
            deprels[k] == "flat"
            and upos[k] == upos[k - 1] == "PROPN"
            and heads[k] not in (k - 1, heads[k - 1])
        ):
            heads[k] = heads[k - 1] if deprels[k - 1] == "flat" else k - 1
    given: dict[int, int] = {}
    for k, (head, relation) in enumerate(zip(heads, deprels, strict=True)):
        if relation == "iobj" and given.setdefault(head, k) != k:  # "told the newspaper Hoopoe Daily"
            heads[k], deprels[k] = given[head], "appos"
    for span in layers.names or ():
        inside = range(span.first, span.last)
        out = [k for k in inside if not span.first <= heads[k] < span.last and upos[k] == "PROPN"]
        for k in out[1:]:
            if heads[k] == heads[out[0]] and deprels[k] == deprels[out[0]]:
                heads[k], deprels[k] = out[0], "flat"
    return heads, deprels


def _titles(
    heads: list[int], deprels: list[str], layers: Layers, names: Sequence[bool], bounds: Sequence[int]
) -> None:
    """Where a name hangs on the title before it, as a part of that ("Envoy de Mistura"), hang the title on the name."""
    persons = {s.first for s in layers.names or () if s.label == "person"}
    for i, whole in enumerate(names):
        if i and (whole or bounds[i] in persons) and not names[i - 1]:
            title = range(bounds[i - 1], bounds[i])
            name = range(bounds[i], bounds[i + 1])
            core = next(
                (k for k in name if heads[k] in title and deprels[k] in ("flat", "appos", "compound")), None
            )
            if core is not None:
                _hang(heads, deprels, heads[core], core, "compound")


def _owners(heads: list[int], deprels: list[str], xpos: Sequence[str]) -> None:
    """Where a noun hangs on its owner ("the government's liberation of Tikrit"), hang the owner on the noun."""
    for k, tag in enumerate(xpos):
        for owner in (heads[k], heads[heads[k]]) if tag == "POS" else ():  # "the Government of Iraq's"
            owned = next(
                (n for n, h in enumerate(heads) if h == owner < k < n and deprels[n] == "nmod"), None
            )
            if owned is not None and deprels[owner] != "nmod:poss":
                _hang(heads, deprels, owner, owned, "nmod:poss", keep=k)
                break


def _described(heads: list[int], deprels: list[str], upos: Sequence[str], xpos: list[str]) -> None:
    """Where a noun hangs on what describes it ("soldiers captured in June were killed"), hang that on the noun."""
    for k, relation in enumerate(deprels):
        verb = heads[k]
        if (
            relation.startswith("nsubj")
            and k < verb
            and xpos[verb] in ("VBD", "VBN")
            and upos[k] in ("NOUN", "PROPN")
            and deprels[verb].startswith(("nsubj", "obj"))
        ):
            _hang(heads, deprels, verb, k, "acl", moved=())
            xpos[verb] = "VBN"


def _finite(heads: list[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str]) -> None:
    """Where a whole clause hangs on its subject ("claims that ... were rejected"), hang that on its verb."""
    for k, relation in enumerate(deprels):
        if relation == "aux:pass" and xpos[k] in ("VBD", "VBP", "VBZ"):
            verb = heads[k]
            noun = heads[verb]
            if deprels[verb] != "acl" or noun >= k:
                continue
            inner = next((n for n in range(noun + 1, k) if heads[n] == noun and upos[n] == "VERB"), verb)
            for n in range(noun + 1, inner):
                if heads[n] == verb and deprels[n] == "mark" and inner != verb:
                    heads[n] = inner
            parts = {deprels[n] for n, head in enumerate(heads) if head == verb}
            if not parts & {"mark", "nsubj", "nsubj:pass"}:
                _hang(heads, deprels, noun, verb, "nsubj:pass", moved=("punct",))


def _deeds(heads: list[int], deprels: list[str], lemmas: Sequence[str], deeds: Set[str]) -> None:
    """Hang on a noun of a deed what follows it ("prevented an attack on Rawa"), but for times."""
    for k, relation in enumerate(deprels):
        other = heads[k]
        if relation != "case" or not 0 < k < other or lemmas[k] not in _OF_DEEDS or deprels[other] != "obl":
            continue
        above = [k - 1]  # from the word before the preposition up to the verb
        while above[-1] not in (other, heads[other]) and heads[above[-1]] != above[-1]:
            above.append(heads[above[-1]])
        if above[-1] != heads[other]:
            continue
        told = (n for n in above[:-1] if lemmas[n] in deeds and deprels[n] in ("obj", "obl", "nmod"))
        noun = next(told, None)
        if noun is None or lemmas[other][:1].isdigit() or next(find_times(lemmas[other]), None):
            continue
        heads[other], deprels[other] = noun, "nmod"


def _rounded(heads: list[int], deprels: list[str], upos: Sequence[str], lemmas: Sequence[str]) -> None:
    """Hang "over" and the like on the number behind it, not as a preposition on the noun ("flew over 800 missions")."""
    for k, relation in enumerate(deprels[:-1]):
        if relation == "case" and lemmas[k] in ("over", "around", "about") and upos[k + 1] == "NUM":
            if heads[k + 1] == heads[k] and deprels[k + 1] == "nummod" and upos[heads[heads[k]]] == "VERB":
                heads[k], deprels[k] = k + 1, "advmod"


def _objects(heads: Sequence[int], deprels: list[str], upos: Sequence[str]) -> None:
    """Make a noun behind an active verb its object where it has no preposition and the verb no other object."""
    hung = list(zip(heads, deprels, strict=True))
    taken = {h for h, d in hung if d in ("obj", "aux:pass", "nsubj:pass")}
    clauses = {h for h, d in hung if d.startswith(("nsubj", "aux", "cop", "mark"))}
    cased = {h for h, d in hung if d in ("case", "mark")}
    for k, (head, relation) in enumerate(hung):
        stray = (relation == "obl" and k not in cased) or (relation == "ccomp" and k not in clauses)
        if stray and head < k and head not in taken:
            if upos[head] == "VERB" and upos[k] in ("NOUN", "PROPN"):
                deprels[k] = "obj"
                taken.add(head)


def _behind_conjunctions(
    heads: list[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str], lemmas: Sequence[str]
) -> None:
    """Make a noun the subject of the finite verb behind it ("left after a raid on the town killed two")."""
    served = {
        h for h, d in zip(heads, deprels, strict=True) if d.startswith(("nsubj", "csubj", "aux", "mark"))
    }
    for w, (head, relation) in enumerate(zip(heads, deprels, strict=True)):
        if relation != "advcl" or xpos[w] not in ("VBD", "VBZ", "VBP") or w in served or head >= w:
            continue
        case = next(
            (k for k in range(w - 1, head, -1) if deprels[k] == "case" and lemmas[k] in _CONJUNCTIONS), None
        )
        noun = None if case is None else heads[case]
        if case is None or noun is None or not case < noun < w or upos[noun] not in ("NOUN", "PROPN"):
            continue
        if (
            heads[noun] == head
            and deprels[noun] == "obl"
            and not any(lemmas[k] in (",", ";", "and", "or") for k in range(noun, w))
        ):
            heads[noun], deprels[noun] = w, "nsubj"
            heads[case], deprels[case] = w, "mark"


def _hang(
    heads: list[int],
    deprels: list[str],
    lower: int,
    upper: int,
    relation: str,
    keep: int = -1,
    moved: tuple[str, ...] = ("case", "nsubj", "punct"),
) -> None:
    """Let ``upper`` take the place of ``lower`` in the tree, and hang that on it.

    What hangs on it by a relation of ``moved`` and, if there are any, what follows ``upper`` goes with it, but for
    ``keep``.
    """
    root = heads[lower] == lower
    above, was = heads[lower], deprels[lower]
    for k, head in enumerate(heads):
        if head == lower and k not in (lower, upper, keep) and moved:
            if k > upper or deprels[k] in moved:
                heads[k] = upper
    heads[upper], deprels[upper] = (upper if root else above), was
    heads[lower], deprels[lower] = upper, relation


def _subjects(heads: Sequence[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str]) -> None:
    """Make the noun before a finite verb its subject where it was taken for a part of it ("a strike hit the town")."""
    subjects = {h for h, d in zip(heads, deprels, strict=True) if d.startswith(("nsubj", "csubj"))}
    for k, (head, relation) in enumerate(zip(heads, deprels, strict=True)):
        if (
            relation == "compound"
            and k < head
            and upos[k] in ("NOUN", "PROPN")
            and xpos[head] in ("VBD", "VBZ", "VBP")
            and head not in subjects
        ):
            deprels[k] = "nsubj"
