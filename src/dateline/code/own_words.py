"""What the words on an event's own word say of its reality: auxiliaries, negation, marks, and those it shares.

Of two joined words, the second has what stands before the first: "will not shell the town or bomb the bridge".
"""

from __future__ import annotations

from dateline.code.governors import names_nobody
from dateline.code.graph import Graph
from dateline.records.claim import Reality
from dateline.records.evidence import Evidence, Known

NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none"})
_CONDITIONAL = frozenset({"if", "whether", "unless", "lest", "case"})
MODAL_MAYBE = frozenset({"may", "might", "could", "can", "ca"})
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
_CALLED: dict[str, Reality] = {
    "possible": "hypothetical",
    "potential": "hypothetical",
    "imminent": "expected",
    "expected": "expected",
    "planned": "announced",
    "upcoming": "announced",
    "future": "announced",
    "failed": "did-not-happen",
    "attempted": "did-not-happen",
    "foiled": "did-not-happen",
    "cancelled": "did-not-happen",
    "aborted": "did-not-happen",
    "mock": "hypothetical",
    "simulated": "hypothetical",
    "threatened": "threatened",
}


def known(g: Graph, value: Reality, first: int, last: int, how: str) -> Known[Reality]:
    """A reality with the words ``first:last`` that say so, and how they do."""
    evidence: tuple[Evidence, ...] = (g.of_tokens(first, last),)
    return Known(value=value, evidence=evidence, how=how)


def own_words(g: Graph, n: int, positive: bool = False) -> Known[Reality] | None:
    """What auxiliaries, negation and marks on one word say; ``positive`` leaves its negation out."""
    t = g.tokens[n]
    kids = g.children[n]
    for k in kids:
        low = g.tokens[k].text.lower()
        if g.tokens[k].deprel in ("advmod", "det", "neg", "cc:preconj") and low in NEGATIVE and not positive:
            maybe = next((j for j in g.kids(n, "aux") if g.tokens[j].text.lower() in ("may", "might")), None)
            if maybe is not None and low in ("not", "never"):
                return known(g, "hypothetical", maybe, k + 1, "may not")
            return known(g, "did-not-happen", k, k + 1, "negated")
        if low == "longer" and any(g.tokens[j].text.lower() == "no" for j in g.children[k]):
            return known(g, "did-not-happen", k, k + 1, "no longer")
        if g.tokens[k].deprel == "amod":
            value = _CALLED.get(low)
            if value is not None:
                return known(g, value, k, k + 1, f"called {low!r}")
        if g.tokens[k].deprel == "det" and low == "any" and t.upos == "NOUN":
            return known(g, "hypothetical", k, k + 1, "any")
    for k in kids:
        low = g.tokens[k].text.lower()
        if g.tokens[k].deprel == "mark" and low in _CONDITIONAL:
            return known(g, "hypothetical", k, k + 1, f"conditional ({low})")
    for k in g.kids(n, "aux"):
        low = g.tokens[k].lemma
        if g.tokens[k].text.lower() in ("will", "shall", "'ll", "’ll", "wo"):
            return known(g, "announced", k, k + 1, "future")
        if low in MODAL_MAYBE:
            if any(g.tokens[j].lemma == "able" for j in kids) or (
                low in ("can", "could") and t.lemma in ("hear", "see", "confirm")
            ):
                continue
            return known(g, "hypothetical", k, k + 1, f"modal ({low})")
        if g.tokens[k].text.lower() in ("would", "'d", "’d"):
            if any(g.tokens[j].lemma == "have" for j in g.kids(n, "aux")):
                return known(g, "hypothetical", k, k + 1, "would have")
            return known(g, "announced", k, k + 1, "future in the past")
        if g.tokens[k].text.lower() in ("should", "must", "ought"):
            return known(g, "hypothetical", k, k + 1, "told as a duty")
    to = next((k for k in g.kids(n, "mark", "aux") if g.tokens[k].text.lower() == "to"), None)
    if to is not None and any(
        k < to and g.tokens[k].lemma == "be" for k in g.kids(n, "aux", "aux:pass", "cop")
    ):
        return known(g, "announced", to, to + 1, "was to")
    had = next((k for k in g.kids(n, "aux") if g.tokens[k].text.lower() == "had"), None)
    if had is not None and any(k > had for k in g.kids(n, "nsubj", "nsubj:pass")):
        return known(g, "hypothetical", had, had + 1, "had it been so")
    if t.upos == "VERB" and t.lemma == "go" and t.xpos == "VBG" and g.kids(n, "xcomp"):
        return known(g, "announced", n, n + 1, "going to")
    neither = next(
        (j for k in g.kids(n, "nsubj", "nsubj:pass") for x in g.conjuncts(k) for j in g.kids(x, "cc:preconj", "cc", "det")
         if g.tokens[j].text.lower() in ("neither", "nor")), None
    )  # fmt: skip
    if neither is not None:
        return known(g, "did-not-happen", neither, neither + 1, "neither, nor")
    subject = next(
        (k for k in g.kids(n, "nsubj", "nsubj:pass") if names_nobody(g, k)),
        None,
    )
    if subject is not None:
        return known(g, "did-not-happen", subject, subject + 1, "negated subject")
    return None


def shared_words(g: Graph, n: int, depth: int = 0) -> Known[Reality] | None:
    """What a word takes over from the one it is joined to: "will shell Rawa and bomb Anah", "no raids or strikes".

    Nothing where it has a subject, an article or an auxiliary of its own, or a form that the other's auxiliary cannot
    govern ("could not enter Rawa and shelled Anah"). A "but" ends a negation and leaves the auxiliary.
    """
    t = g.tokens[n]
    nor = next(
        (k for k in g.kids(n, "cc", "cc:preconj", "advmod") if g.tokens[k].text.lower() == "nor"), None
    )
    if nor is not None:
        return known(g, "did-not-happen", nor, nor + 1, "neither, nor")
    if t.deprel != "conj" or depth > 4 or not _shares(g, n, t.head):
        return None
    joints = {g.tokens[k].text.lower() for k in _joints(g, n)}
    found = own_words(g, t.head, positive=bool(joints & {"but", "yet"})) or shared_words(g, t.head, depth + 1)
    above = g.tokens[g.tokens[t.head].head]
    if found is None and g.tokens[t.head].deprel == "nmod" and names_nobody(g, above.i) and "or" in joints:
        return own_words(g, above.i)  # "no shelling of Rawa or bombing of Anah"
    return found


def _joints(g: Graph, n: int) -> list[int]:
    """The words that join a conjunct to the one before it: its own "and", or that of the list's last member."""
    own = g.kids(n, "cc")
    beside = [k for k in g.kids(g.tokens[n].head, "conj") if k > n]
    return own or [k for b in beside[:1] for k in _joints(g, b)]


def _shares(g: Graph, n: int, head: int) -> bool:
    """Whether a conjunct's form lets the auxiliaries and negation of the first hold for it as well."""
    t, first = g.tokens[n], g.tokens[head]
    if t.upos in ("NOUN", "PROPN") and first.upos in ("NOUN", "PROPN"):
        return not g.kids(n, "det", "amod", "nmod:poss", "nummod")
    if t.upos != "VERB" or first.upos != "VERB" or g.kids(n, "nsubj", "nsubj:pass", "csubj", "expl", "mark"):
        return False
    own, others = sorted(g.kids(n, "aux", "aux:pass")), sorted(g.kids(head, "aux", "aux:pass"))
    if own and g.tokens[own[0]].xpos in _FINITE:
        return False
    lead = g.tokens[own[0]] if own else t
    word = lead.text.lower()
    if any(g.tokens[k].text.lower() in ("or", "nor") for k in _joints(g, n)):
        return True  # "did not shell or bombed": the negation goes on, whatever the form was taken for
    if not others:  # "never shelled Rawa and captured Anah"
        return t.xpos[:3] == first.xpos[:3] or {t.xpos, first.xpos} <= {"VBD", "VBN"}
    governor = g.tokens[others[-1]]
    infinitive = any(g.tokens[k].text.lower() == "to" for k in g.kids(head, "mark", "aux"))
    if governor.lemma in ("be", "have", "get") and not infinitive:
        return t.xpos in ("VBN", "VBD", "VBG") if not own else True
    return word == lead.lemma and lead.xpos not in ("VBD", "VBZ")


def is_finite(g: Graph, n: int) -> bool:
    """Whether a verb has a tense of its own, or an auxiliary that has."""
    own = sorted(g.kids(n, "aux", "aux:pass"))
    return g.tokens[own[0] if own else n].xpos in _FINITE
