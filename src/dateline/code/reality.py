"""Did it happen: the reality of an event, from tense, negation and the words that govern it.

Read from the event's word outwards; the first thing that settles it counts. A planned assault is no assault.
"""

from __future__ import annotations

from dateline.code.aims import aim_of, beaten_back, is_headline_infinitive
from dateline.code.drafts import Draft
from dateline.code.governors import (
    is_called_off,
    is_negated,
    is_untrue,
    names_nobody,
    rules_of,
    told_untrue,
    unprevented,
    verdict,
    weighty_words,
)
from dateline.code.graph import Graph
from dateline.code.own_words import MODAL_MAYBE, NEGATIVE, is_finite, known, own_words, shared_words
from dateline.dictionaries.lexicon import Speech
from dateline.records.claim import Reality
from dateline.records.evidence import Known

_SUPPOSED = MODAL_MAYBE | {"will", "would", "shall"}
_CONTENT = frozenset({"ccomp", "xcomp", "acl", "obj", "nsubj", "nmod", "obl", "csubj", "advcl"})


def reality_of(g: Graph, draft: Draft, speech: Speech, denied: bool) -> tuple[Known[Reality], bool]:
    """The reality of a draft with the words that say so, and whether the words only ask for the deed.

    ``denied`` is True where its source denies it. What is only asked for ("urged them to attack") did not
    happen as a deed and is no claim.
    """
    if draft.frame.reality in ("threatened", "did-not-happen") and not _will_negated(g, draft):
        return known(g, draft.frame.reality, draft.first, draft.last, f"told by {draft.frame.id}"), False
    found, asked = _governed(g, draft, speech)
    found = _aimed(g, draft, speech, found)
    if denied and (found is None or found.value in ("did-not-happen", "happened", "under-way")):
        i = draft.anchor
        return known(g, "denied", i, i + 1, "its source denies it"), asked
    if found is not None:
        return found, asked
    for h in (*draft.get("actor"), *draft.get("recipient")):
        unsure = next((k for k in g.kids(h, "det") if g.tokens[k].text.lower() == "any"), None)
        if unsure is not None:
            return known(g, "hypothetical", unsure, h + 1, "any"), asked
        if g.tokens[h].lemma in ("anyone", "anybody", "whoever"):
            return known(g, "hypothetical", h, h + 1, "any"), asked
    if draft.frame.reality == "under-way" and draft.verb is not None and draft.verb == draft.anchor:
        over = _is_over(g, draft.verb)
        if over is not None:
            return over, asked
    back = g.looked_back.get(draft.anchor)
    if back is not None and back.old:
        return Known(value="background", evidence=(back.words,), how="looked back on"), asked
    if draft.frame.reality is not None:
        return known(g, draft.frame.reality, draft.first, draft.last, f"told by {draft.frame.id}"), asked
    under = _under_way(g, draft)
    if under is not None:
        return under, asked
    past = _background(g, draft, speech)
    if past is not None:
        return past, asked
    return known(g, "happened", draft.first, draft.last, "told as a fact"), asked


def _aimed(g: Graph, draft: Draft, speech: Speech, found: Known[Reality] | None) -> Known[Reality] | None:
    """What was found of a deed, or what the words say of it as of an aim."""
    if found is None and is_headline_infinitive(g, draft.verb if draft.verb is not None else draft.anchor):
        return known(g, "announced", draft.first, draft.last, "a headline's infinitive")
    aim = aim_of(g, draft, speech)
    if aim is not None and (found is None or found.how.startswith("still going on")):
        found = aim
    attempted = found is not None and found.how.startswith("only attempted")
    if draft.frame.type == "TERRITORY" and (attempted or aim is not None):
        return beaten_back(g, draft, speech) or found
    return found


def _will_negated(g: Graph, draft: Draft) -> bool:
    return any(g.tokens[k].lemma in NEGATIVE for k in g.kids(draft.anchor, "advmod", "det"))


def _governed(g: Graph, draft: Draft, speech: Speech) -> tuple[Known[Reality] | None, bool]:
    """What the word itself and its governors say, innermost first."""
    start = draft.anchor
    if draft.verb is not None and g.tokens[draft.anchor].deprel not in ("obl", "obl:agent"):
        start = draft.verb
    undone = _undone(g, draft, speech) or _nothing_done(g, draft)
    if undone is not None:
        return undone, False
    for n in dict.fromkeys(
        (draft.anchor, start, *(k for k in sorted(draft.nodes) if g.tokens[k].upos == "VERB"))
    ):
        own = own_words(g, n) or shared_words(g, n)
        if own is not None:
            return own, False
    first = g.noun_phrase(draft.anchor)[0]
    if [g.tokens[k].text.lower() for k in range(max(first - 3, 0), first)] == ["as", "well", "as"]:
        return None, False  # a second thing told beside the first, whatever the parser hung it on
    rules, weighty = rules_of(speech), weighty_words(speech)
    untrue = told_untrue(g, draft.anchor, speech)
    if untrue is not None:
        return known(g, "denied", *untrue, "told to be untrue"), False
    below = start
    passed = False  # whether the clauses up to the next finite verb say nothing of the event
    for a in g.ancestors(start):
        t = g.tokens[a]
        if passed:
            passed, below = not is_finite(g, a), a
            continue
        relation = g.tokens[below].deprel
        relation = relation if relation == "acl:relcl" else relation.split(":")[0]
        infinitive = any(g.tokens[k].text.lower() == "to" for k in g.kids(below, "aux", "mark"))
        if relation == "acl:relcl":
            own = own_words(g, a) if draft.frame.consequence else None
            return own, False  # "a possible air strike that killed civilians"
        if relation in ("acl", "nmod", "nsubj", "csubj", "ccomp", "obj") and is_untrue(g, a, speech):
            return known(g, "denied", a, a + 1, f"told to be untrue ({t.lemma})"), False
        if relation in ("acl", "nmod") and t.lemma in speech.reports and not infinitive:
            below = a  # what is said of the report is said of what it tells
            continue
        if relation in ("obj", "ccomp") and t.lemma in speech.prevented and unprevented(g, a):
            return None, False  # "failed to stop the attack"
        if relation == "acl" and not infinitive and not g.kids(below, "mark") and t.lemma not in weighty:
            break  # a participle describes its noun; what governs the noun says nothing of it
        if relation == "nmod" and t.upos in ("NOUN", "PROPN") and t.lemma not in weighty:
            break  # "an investigation into an attack"
        if relation == "conj" and t.upos == "VERB" and g.kids(below, "nsubj", "nsubj:pass"):
            below = a
            continue
        if relation == "conj" and g.tokens[below].xpos == "VBD" and t.xpos == "VB" and g.kids(a, "mark"):
            passed, below = True, a  # "had planned to shell Rawa but bombed Anah": joined to the planning
            continue
        if relation == "advcl" and infinitive and t.upos == "VERB" and t.lemma not in weighty:
            return known(g, "announced", below, below + 1, "told as a purpose"), True
        found = verdict(g, a, below, relation, infinitive, rules) if relation in _CONTENT else None
        if found is not None:
            asked = found.asked or _asked_above(g, a, speech)
            return known(g, found.value, a, a + 1, found.how), asked
        claimed = relation == "obj" and t.lemma == "claim"  # an attack that nobody claims is one all the same
        if relation in ("xcomp", "ccomp", "obj") and t.upos in ("VERB", "AUX", "ADJ") and not claimed:
            own = _said(g, a) if t.lemma in speech.say else own_words(g, a) or shared_words(g, a)
            if own is not None:
                return own, False
        if t.lemma in ("continue", "keep") and relation in ("xcomp", "obj", "nsubj"):
            return known(g, "under-way", a, a + 1, f"still going on ({t.lemma})"), False
        below = a
    return None, False


def _undone(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    """What a verb says of the deed that it undoes: "the planned raid was called off", "police foiled an attack"."""
    t = g.tokens[draft.anchor]
    if t.deprel == "conj":
        t = g.tokens[t.head]
    v, passive = t.head, t.deprel == "nsubj:pass"
    if t.upos == "VERB" or not (passive or t.deprel == "obj"):
        return None
    lemma, off = g.tokens[v].lemma, is_called_off(g, v)
    if off or lemma in speech.prevented - {"fail", "refuse", "decline"}:
        how = "called off" if off else f"prevented or failed ({lemma})"
        if unprevented(g, v):
            return known(g, "hypothetical", v, v + 1, f"not {how}") if passive else None
        return known(g, "did-not-happen", v, v + 1, how)
    if passive and lemma in ("simulate", "rehearse"):
        return known(g, "hypothetical", v, v + 1, f"not told as a fact ({lemma})")
    if passive and lemma == "postpone":
        return known(g, "announced", v, v + 1, "planned (postpone)")
    return None


def _nothing_done(g: Graph, draft: Draft) -> Known[Reality] | None:
    """ "it had bombed nothing": a deed done to nobody."""
    if draft.frame.consequence or draft.frame.casualty or g.tokens[draft.anchor].upos != "VERB":
        return None
    for k in g.kids(draft.anchor, "obj"):
        but = k + 1 < len(g.tokens) and g.tokens[k + 1].text.lower() in ("but", "except", "other")
        if names_nobody(g, k) and not but:
            return known(g, "did-not-happen", k, k + 1, "negated object")
    return None


def _asked_above(g: Graph, a: int, speech: Speech) -> bool:
    """Whether stopping the deed is itself only asked for: "urged them to stop attacking"."""
    t = g.tokens[a]
    return t.deprel in ("xcomp", "ccomp", "advcl") and g.tokens[t.head].lemma in speech.requested


def _said(g: Graph, a: int) -> Known[Reality] | None:
    """What a verb of saying leaves open: "may say that", "did not say whether"."""
    if is_negated(g, a):
        return known(g, "hypothetical", a, a + 1, "not said")
    nobody = next((k for k in g.kids(a, "nsubj") if names_nobody(g, k)), None)
    if nobody is not None:
        return known(g, "hypothetical", nobody, nobody + 1, "said by nobody")
    supposed = next((k for k in g.kids(a, "aux") if g.tokens[k].lemma in _SUPPOSED), None)
    return (
        known(g, "hypothetical", supposed, supposed + 1, "the saying itself is supposed")
        if supposed is not None
        else None
    )


def _progressive(g: Graph, v: int) -> bool:
    return g.tokens[v].xpos == "VBG" and any(g.tokens[k].lemma == "be" for k in g.kids(v, "aux"))


def _under_way(g: Graph, draft: Draft) -> Known[Reality] | None:
    for n in sorted(draft.nodes):
        t = g.tokens[n]
        if (
            t.upos == "VERB"
            and _progressive(g, n)
            and not any(g.tokens[k].text.lower() in ("was", "were") for k in g.kids(n, "aux"))
        ):
            return known(g, "under-way", n, n + 1, "progressive")
        for k in g.kids(n, "advmod", "amod"):
            if g.tokens[k].text.lower() in (
                "ongoing",
                "continuing",
                "underway",
                "still",
                "currently",
                "continued",
            ):
                return known(g, "under-way", k, k + 1, f"called {g.tokens[k].text.lower()!r}")
    verb = draft.verb
    if verb is not None and g.tokens[verb].lemma in ("continue", "rage", "be") and draft.anchor != verb:
        below = " ".join(g.tokens[k].text.lower() for k in g.children[verb])
        if (
            g.tokens[verb].lemma in ("continue", "rage")
            or "under way" in below
            or "underway" in below
            or "way" in below.split()
        ):
            return known(g, "under-way", verb, verb + 1, "still going on")
    return None


def _is_over(g: Graph, v: int) -> Known[Reality] | None:
    """Whether what lasted is told as past: "had held the town", "held it until last month"."""
    had = next((k for k in g.kids(v, "aux") if g.tokens[k].text.lower() in ("had", "'d", "’d")), None)
    if had is not None:
        return known(g, "background", had, v + 1, "a past before the news")
    until = next(
        (
            m
            for m in g.times
            if m.how in ("pattern:until", "pattern:till") and v in (m.head, *g.ancestors(m.head))
        ),
        None,
    )
    if until is not None and g.tokens[v].xpos == "VBD":
        return known(g, "background", v, v + 1, "told as over")
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
        return known(g, "background", t.i, t.i + 1, "a past before the news, in passing")
    return None
