"""Did it happen: the reality of an event, from tense, negation and the words that govern it.

Read from the event's word outwards; the first thing that settles it counts. A planned assault is no assault.
"""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import Draft
from dateline.code.graph import PARTITIVE, Graph
from dateline.code.lexicon import Speech
from dateline.records.claim import Reality
from dateline.records.evidence import Evidence, Known

_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none"})
_CONDITIONAL = frozenset({"if", "whether", "unless", "lest", "case"})
_MODAL_MAYBE = frozenset({"may", "might", "could", "can", "ca"})
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
    "threatened": "threatened",
}


def reality_of(g: Graph, draft: Draft, speech: Speech, denied: bool) -> tuple[Known[Reality], bool]:
    """The reality of a draft with the words that say so, and whether the words only ask for the deed.

    ``denied`` is True where its source denies it. What is only asked for ("urged them to attack") did not
    happen as a deed and is no claim.
    """
    if draft.frame.reality in ("threatened", "did-not-happen") and not _will_negated(g, draft):
        return _known(g, draft.frame.reality, draft.first, draft.last, f"told by {draft.frame.id}"), False
    found, asked = _governed(g, draft, speech)
    if denied and (found is None or found.value in ("did-not-happen", "happened", "under-way")):
        i = draft.anchor
        return _known(g, "denied", i, i + 1, "its source denies it"), asked
    if found is not None:
        return found, asked
    for h in (*draft.get("actor"), *draft.get("recipient")):
        unsure = next((k for k in g.kids(h, "det") if g.tokens[k].text.lower() == "any"), None)
        if unsure is not None:
            return _known(g, "hypothetical", unsure, h + 1, "any"), asked
    if draft.frame.reality is not None:
        return _known(g, draft.frame.reality, draft.first, draft.last, f"told by {draft.frame.id}"), asked
    under = _under_way(g, draft, speech)
    if under is not None:
        return under, asked
    past = _background(g, draft, speech)
    if past is not None:
        return past, asked
    return _known(g, "happened", draft.first, draft.last, "told as a fact"), asked


def _known(g: Graph, value: Reality, first: int, last: int, how: str) -> Known[Reality]:
    evidence: tuple[Evidence, ...] = (g.of_tokens(first, last),)
    return Known(value=value, evidence=evidence, how=how)


def _will_negated(g: Graph, draft: Draft) -> bool:
    return any(g.tokens[k].lemma in _NEGATIVE for k in g.kids(draft.anchor, "advmod", "det"))


def _governed(g: Graph, draft: Draft, speech: Speech) -> tuple[Known[Reality] | None, bool]:
    """What the word itself and its governors say, innermost first."""
    start = draft.anchor
    if draft.verb is not None and g.tokens[draft.anchor].deprel not in ("obl", "obl:agent"):
        start = draft.verb
    nodes = [draft.anchor] if start == draft.anchor else [draft.anchor, start]
    for n in nodes:
        own = _own_words(g, n, speech)
        if own is not None:
            return own, False
    first = g.noun_phrase(draft.anchor)[0]
    if [g.tokens[k].text.lower() for k in range(max(first - 3, 0), first)] == ["as", "well", "as"]:
        return None, False  # a second thing told beside the first, whatever the parser hung it on
    below = start
    seen_verb = g.tokens[start].upos == "VERB"
    for a in g.ancestors(start):
        t, relation = g.tokens[a], g.tokens[below].deprel
        relation = relation.split(":")[0] if relation != "acl:relcl" else relation
        lemma = t.lemma
        infinitive = any(g.tokens[k].text.lower() == "to" for k in g.kids(below, "aux", "mark"))
        if relation == "acl" and not infinitive and not g.kids(below, "mark"):
            break  # a participle describes its noun; what governs the noun says nothing of it
        if relation == "acl:relcl" or (
            relation in ("conj",) and seen_verb and t.upos == "VERB" and g.kids(below, "nsubj", "nsubj:pass")
        ):
            if relation == "acl:relcl":
                own = _own_words(g, a, speech)
                if (
                    own is not None and draft.frame.consequence
                ):  # "a possible air strike that killed civilians"
                    return own, False
                break
            below = a
            continue
        if relation == "nmod" and t.upos in ("NOUN", "PROPN") and lemma not in _all_words(speech):
            break  # "an investigation into an attack": what governs the noun says nothing of the attack
        content = relation in ("ccomp", "xcomp", "acl", "obj", "nsubj", "nmod", "obl", "csubj", "advcl")
        if content and lemma in speech.deny and relation != "advcl":
            return _known(g, "denied", a, a + 1, f"governed by {lemma!r}"), False
        if content:
            if (
                relation in ("advcl", "acl")
                and infinitive
                and t.upos == "VERB"
                and lemma
                not in speech.announced
                | speech.attempted
                | speech.prevented
                | speech.threatened
                | speech.expected
                | speech.under_way
            ) and relation == "advcl":
                return _known(g, "announced", below, below + 1, "told as a purpose"), True
            if (
                lemma in speech.requested
                and (infinitive or relation in ("obl", "obj", "ccomp"))
                and lemma not in ("tell", "want", "need")
                and relation != "advcl"
            ) and not (relation == "obj" and lemma in ("order",)):
                return _known(g, "hypothetical", a, a + 1, f"only asked for ({lemma})"), True
            if lemma in speech.threatened and (infinitive or relation in ("nmod", "obl", "acl")):
                return _known(g, "threatened", a, a + 1, f"governed by {lemma!r}"), True
            if (
                lemma in speech.prevented
                and relation
                in (
                    "xcomp",
                    "ccomp",
                    "obj",
                    "nsubj",
                    "acl",
                    "advcl",
                    "obl",
                )
                and not (relation == "nsubj" and not clause_of(g, a).passive)
            ):
                if not (lemma in ("stop", "halt", "avoid") and relation == "obl"):
                    return _known(g, "did-not-happen", a, a + 1, f"governed by {lemma!r}"), False
            if lemma in speech.attempted and (infinitive or relation in ("xcomp", "acl", "nmod")):
                value: Reality = "under-way" if _progressive(g, a) or t.upos == "NOUN" else "did-not-happen"
                return _known(g, value, a, a + 1, f"only attempted ({lemma})"), False
            if lemma in speech.announced and (
                infinitive
                or (
                    relation in ("obj", "nmod", "nsubj", "ccomp")
                    and lemma not in ("agree", "order", "set", "ready", "want", "decision", "commit")
                )
            ):
                return _known(g, "announced", a, a + 1, f"governed by {lemma!r}"), False
            if lemma in speech.expected and (infinitive or relation in ("ccomp", "xcomp", "nsubj", "obj")):
                return _known(g, "expected", a, a + 1, f"governed by {lemma!r}"), False
            if (
                lemma in speech.hypothetical
                and (infinitive or relation in ("ccomp", "nmod", "acl", "obj", "obl", "advcl", "nsubj"))
                and (lemma not in ("suspect", "concern", "find") or relation in ("ccomp",))
            ):
                return _known(g, "hypothetical", a, a + 1, f"governed by {lemma!r}"), False
            governing = _own_words(g, a, speech) if lemma in speech.under_way else None
            if governing is not None:
                return governing, False
            if (
                lemma in speech.under_way
                and lemma not in ("still", "now", "currently")
                and relation in ("xcomp", "obj", "nsubj")
                and lemma in ("continue", "keep")
            ):
                return _known(g, "under-way", a, a + 1, f"governed by {lemma!r}"), False
        own = (
            _own_words(g, a, speech)
            if t.upos in ("VERB", "AUX", "ADJ")
            and relation in ("xcomp", "ccomp", "obj", "conj")
            and lemma not in speech.say
            else None
        )
        if own is not None and relation != "conj":
            return own, False
        if relation == "advcl" or (t.upos == "VERB" and lemma in speech.say):
            if lemma in speech.say and (relation == "ccomp" or relation == "obj"):
                supposed = _MODAL_MAYBE | {"will", "would", "shall"}
                modal = next((k for k in g.kids(a, "aux") if g.tokens[k].lemma in supposed), None)
                if modal is not None:
                    return _known(g, "hypothetical", modal, modal + 1, "the saying itself is supposed"), False
        below = a
        seen_verb = seen_verb or t.upos == "VERB"
    return None, False


def _all_words(speech: Speech) -> frozenset[str]:
    """The words that say how real what they govern is."""
    return (
        speech.announced | speech.expected | speech.hypothetical | speech.threatened | speech.prevented
        | speech.attempted | speech.requested | PARTITIVE
    )  # fmt: skip


def _own_words(g: Graph, n: int, speech: Speech) -> Known[Reality] | None:
    """What auxiliaries, negation and marks on one word say."""
    t = g.tokens[n]
    kids = g.children[n]
    for k in kids:
        low = g.tokens[k].text.lower()
        if g.tokens[k].deprel in ("advmod", "det", "neg") and low in _NEGATIVE:
            return _known(g, "did-not-happen", k, k + 1, "negated")
        if g.tokens[k].deprel == "amod":
            value = _CALLED.get(low)
            if value is not None:
                return _known(g, value, k, k + 1, f"called {low!r}")
        if g.tokens[k].deprel == "det" and low == "any" and t.upos == "NOUN":
            return _known(g, "hypothetical", k, k + 1, "any")
    for k in kids:
        low = g.tokens[k].text.lower()
        if g.tokens[k].deprel == "mark" and low in _CONDITIONAL:
            return _known(g, "hypothetical", k, k + 1, f"conditional ({low})")
    for k in g.kids(n, "aux"):
        low = g.tokens[k].lemma
        if g.tokens[k].text.lower() in ("will", "shall", "'ll", "’ll", "wo"):
            return _known(g, "announced", k, k + 1, "future")
        if low in _MODAL_MAYBE:
            if any(g.tokens[j].lemma == "able" for j in kids) or (
                low in ("can", "could") and t.lemma in ("hear", "see", "confirm")
            ):
                continue
            return _known(g, "hypothetical", k, k + 1, f"modal ({low})")
        if g.tokens[k].text.lower() in ("would", "'d", "’d"):
            return _known(g, "announced", k, k + 1, "future in the past")
        if g.tokens[k].text.lower() in ("should", "must", "ought"):
            return _known(g, "hypothetical", k, k + 1, "told as a duty")
    if t.upos == "VERB" and t.lemma == "go" and t.xpos == "VBG" and g.kids(n, "xcomp"):
        return _known(g, "announced", n, n + 1, "going to")
    subject = next(
        (
            k
            for k in g.kids(n, "nsubj", "nsubj:pass")
            if g.tokens[k].lemma == "none"
            or any(g.tokens[j].text.lower() in ("no", "none") for j in g.kids(k, "det"))
        ),
        None,
    )
    if subject is not None:
        return _known(g, "did-not-happen", subject, subject + 1, "negated subject")
    return None


def _progressive(g: Graph, v: int) -> bool:
    return g.tokens[v].xpos == "VBG" and any(g.tokens[k].lemma == "be" for k in g.kids(v, "aux"))


def _under_way(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    for n in sorted(draft.nodes):
        t = g.tokens[n]
        if (
            t.upos == "VERB"
            and _progressive(g, n)
            and not any(g.tokens[k].text.lower() in ("was", "were") for k in g.kids(n, "aux"))
        ):
            return _known(g, "under-way", n, n + 1, "progressive")
        for k in g.kids(n, "advmod", "amod"):
            if g.tokens[k].text.lower() in (
                "ongoing",
                "continuing",
                "underway",
                "still",
                "currently",
                "continued",
            ):
                return _known(g, "under-way", k, k + 1, f"called {g.tokens[k].text.lower()!r}")
    verb = draft.verb
    if verb is not None and g.tokens[verb].lemma in ("continue", "rage", "be") and draft.anchor != verb:
        below = " ".join(g.tokens[k].text.lower() for k in g.children[verb])
        if (
            g.tokens[verb].lemma in ("continue", "rage")
            or "under way" in below
            or "underway" in below
            or "way" in below.split()
        ):
            return _known(g, "under-way", verb, verb + 1, "still going on")
    return None


def _background(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    sentence = g.sentence_of[draft.anchor]
    text = g.report.text[sentence.start : sentence.end].lower()
    for words in speech.background_words:
        at = text.find(words)
        if at >= 0 and not text[at + len(words) : at + len(words) + 1].isalpha():
            e = g.evidence(sentence.start + at, sentence.start + at + len(words))
            return Known(value="background", evidence=(e,), how="older news told in passing")
    t = g.tokens[draft.verb if draft.verb is not None else draft.anchor]
    if t.deprel == "acl:relcl" and any(g.tokens[k].text.lower() == "had" for k in g.kids(t.i, "aux")):
        return _known(g, "background", t.i, t.i + 1, "a past before the news, in passing")
    return None
