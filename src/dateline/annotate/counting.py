"""What a parser leaves crooked around numbers, put right.

Numbers of victims stand in few shapes, and a wrong arc there is a wrong toll: "between ten and fifteen" is one number, of
"killed 3 and injured 14" each verb has its own, and so has each half of "three dead and five wounded".
"""

from __future__ import annotations

from collections.abc import Sequence

#: What a number of victims is told to be.
_FATE = frozenset({"dead", "killed", "wounded", "injured", "missing", "hurt"})
_NOMINAL = frozenset({"obl", "obj", "nsubj", "nsubj:pass", "nmod", "xcomp", "ccomp", "conj", "acl"})


def counted(
    heads: list[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str], lemmas: Sequence[str]
) -> None:
    """Put heads and relations around numbers right, in place."""
    for k, tag in enumerate(xpos):
        if k and tag == "CD" and lemmas[k - 1] == "between":
            _between(heads, deprels, upos, xpos, lemmas, k)
    for k, relation in enumerate(deprels):
        if relation == "conj":
            _own_clause(heads, deprels, upos, xpos, k)
    for k, tag in enumerate(xpos):
        if tag == "CD":
            _own_verb(heads, deprels, upos, xpos, k)
            _fates(heads, deprels, xpos, lemmas, k)


def _between(
    heads: list[int],
    deprels: list[str],
    upos: Sequence[str],
    xpos: Sequence[str],
    lemmas: Sequence[str],
    low: int,
) -> None:
    """Make "between ten and fifteen" one number, of the noun behind it or by itself."""
    high = low + 2
    if high >= len(heads) or lemmas[low + 1] != "and" or xpos[high] != "CD":
        return
    noun = high + 1 if high + 1 < len(heads) and xpos[high + 1] in ("NN", "NNS") else None
    if noun is None and high + 2 < len(heads) and xpos[high + 1] == "JJ" and xpos[high + 2] == "NNS":
        noun = high + 2
    core = high if noun is None else noun
    inside = range(low - 1, core + 1)
    outer = next((k for k in (low, high, core) if heads[k] not in inside or heads[k] == k), None)
    if outer is None:
        return
    above, relation = heads[outer], deprels[outer]
    root = above == outer
    if relation in ("obl", "nmod", "nummod", "advmod", "compound") and upos[above] == "VERB" and above < low:
        passive = any(h == above and d in ("aux:pass", "obj") for h, d in zip(heads, deprels, strict=True))
        relation = "obl" if passive else "obj"  # "killed between five and ten farmers"
        if relation == "obj":
            for k, d in enumerate(deprels):
                if heads[k] == above and d == "nsubj:pass":
                    deprels[k] = "nsubj"
    for k, head in enumerate(heads):
        if head in (low, high) and k not in inside:
            heads[k] = core
    heads[core], deprels[core] = (core if root else above), relation
    heads[low - 1], deprels[low - 1] = low, "advmod"
    heads[low + 1], deprels[low + 1] = high, "cc"
    heads[low], deprels[low] = (high, "nummod")
    if noun is not None:
        heads[high], deprels[high] = noun, "nummod"


def _own_verb(heads: list[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str], k: int) -> None:
    """Give a number behind the second of two verbs to that verb, not to what the first one has ("killed 3, injured 14")."""
    top = k
    while deprels[top] == "compound" and heads[top] > top and xpos[heads[top]] == "CD":
        top = heads[top]
    held, verb = heads[top], k - 1
    while verb > held and heads[verb] in (k, top):
        verb -= 1
    if held >= verb or upos[verb] != "VERB" or deprels[verb] != "conj" or not heads[verb] < held < verb:
        return
    if deprels[top] not in ("conj", "nummod") or heads[held] != heads[verb]:
        return
    if not any(h == verb and d == "obj" for h, d in zip(heads, deprels, strict=True)):
        heads[top], deprels[top] = verb, "obj"


def _own_clause(
    heads: list[int], deprels: list[str], upos: Sequence[str], xpos: Sequence[str], k: int
) -> None:
    """Give a noun or number behind a verb to the next one ("nine died and 41 were hurt"), not to the first one's subject."""
    subject = heads[k]
    verb = heads[subject]
    if upos[k] not in ("NOUN", "NUM") or not (deprels[subject].startswith("nsubj") and subject < verb < k):
        return
    w = k + 1
    while w < len(heads) and upos[w] in ("AUX", "ADV"):
        w += 1
    if (
        w == len(heads)
        or upos[w] != "VERB"
        or heads[w] != verb
        or any(heads[j] == k for j in range(k + 1, w))
    ):
        return
    if xpos[w] not in ("VBD", "VBN") or any(
        h == w and d.startswith("nsubj") for h, d in zip(heads, deprels, strict=True)
    ):
        return
    passive = xpos[w] == "VBN" and not any(h == w and d == "aux" for h, d in zip(heads, deprels, strict=True))
    for j in range(verb + 1, k):
        if heads[j] == k and deprels[j] in ("cc", "punct"):
            heads[j] = w
    heads[k], deprels[k] = w, "nsubj:pass" if passive else "nsubj"


def _fates(heads: list[int], deprels: list[str], xpos: Sequence[str], lemmas: Sequence[str], k: int) -> None:
    """Give each half of "three dead and five wounded" its own number."""
    if k + 4 >= len(heads) or xpos[k + 3] != "CD" or lemmas[k + 2] not in ("and", ","):
        return
    one, two = k + 1, k + 4
    if not (_is_fate(lemmas, xpos, one) and _is_fate(lemmas, xpos, two)):
        return
    outer = next((j for j in (k, one) if heads[j] not in range(k, two + 1)), None)
    if outer is None or deprels[outer] not in _NOMINAL:
        return
    heads[one], deprels[one] = heads[outer], deprels[outer]
    heads[k], deprels[k] = one, "nummod" if xpos[one] == "JJ" else "nsubj:pass"
    heads[two], deprels[two] = one, "conj"
    heads[k + 3], deprels[k + 3] = two, "nummod" if xpos[two] == "JJ" else "nsubj:pass"
    heads[k + 2] = two


def _is_fate(lemmas: Sequence[str], xpos: Sequence[str], i: int) -> bool:
    return lemmas[i] in _FATE or (
        lemmas[i] in ("kill", "wound", "injure") and xpos[i] in ("VBN", "VBD", "JJ")
    )
