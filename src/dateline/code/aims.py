"""What is only aimed at: "began an offensive to retake the town", "to storm the town" as a headline, attempts that fail.

The taking of a place that hangs as an infinitive on anything but a verb of success ("managed to") is what somebody wants
to do. Whether it came about is told elsewhere, or not at all; that an attempt at it was beaten off is told behind it.
"""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.own_words import known
from dateline.dictionaries.lexicon import Speech
from dateline.records.claim import Reality
from dateline.records.evidence import Known

_TAKINGS = frozenset({"capture", "recapture", "clear", "besiege", "enter", "hand-over"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FOR = frozenset({"for", "towards", "toward"})


def aim_of(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    """The reality of a taking that is only aimed at, with the words of the aim; None where it is told as done."""
    if draft.frame.type != "TERRITORY" or draft.frame.mode not in _TAKINGS:
        return None
    i = draft.anchor
    t = g.tokens[i]
    if t.upos in ("NOUN", "PROPN"):
        return _noun_aim(g, draft, speech)
    to = next((k for k in g.kids(i, "mark", "aux") if g.tokens[k].text.lower() == "to"), None)
    if t.xpos == "VBG":
        aimed = g.tokens[t.head].lemma in ("aim", "bent", "intent", "objective", "goal")
        return known(g, "announced", t.head, t.head + 1, "what is aimed at") if aimed else None
    if to is None or t.head == i or any(g.tokens[k].lemma == "have" for k in g.kids(i, "aux")):
        return None  # "claimed to have retaken it"
    a = t.head
    if t.deprel == "conj":  # "to encircle and retake the town"
        a = g.tokens[a].head
    above = [a, *(k for k in g.ancestors(a) if g.tokens[k].deprel in ("xcomp", "advcl", "acl"))]
    if any(g.tokens[k].lemma in speech.implicative for k in (a, *_between(g, a, i))):
        return None
    word = _undertaking(g, a, i, speech)
    if word is None:
        return known(g, "announced", to, i + 1, "told as a purpose")
    if any(g.tokens[k].lemma in speech.accomplished for k in _around(g, word, above)):
        return None
    return known(g, "announced", word, word + 1, f"the aim of what is undertaken ({g.tokens[word].lemma})")


def _noun_aim(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    """ "an offensive for the recapture of the town"."""
    i = draft.anchor
    t = g.tokens[i]
    if t.deprel not in ("nmod", "obl") or not set(g.case(i).split()) & _FOR:
        return None
    heads = (
        (t.head, *g.kids(t.head, "obj", "nsubj", "nsubj:pass"))
        if g.tokens[t.head].upos == "VERB"
        else (t.head,)
    )
    word = next((k for k in heads if k < i and g.tokens[k].lemma in speech.undertakings), None)
    if word is None or any(g.tokens[k].lemma in speech.accomplished for k in _around(g, word, [])):
        return None
    return known(g, "announced", word, word + 1, f"the aim of what is undertaken ({g.tokens[word].lemma})")


def _between(g: Graph, a: int, i: int) -> list[int]:
    """The words between a governor and the infinitive that hang on either, such as "able"."""
    return [k for k in range(a + 1, i) if g.tokens[k].upos == "ADJ" and g.tokens[k].head in (a, i)]


def _undertaking(g: Graph, a: int, i: int, speech: Speech) -> int | None:
    """The word of an undertaking that an infinitive belongs to: its governor, or the governor's object before it."""
    if g.tokens[a].lemma in speech.undertakings:
        return a
    near = [
        k for k in range(i - 1, g.sentence_of[i].first - 1, -1) if g.tokens[k].lemma in speech.undertakings
    ]
    return next((k for k in near if a in (g.tokens[k].head, g.tokens[g.tokens[k].head].head)), None)


def _around(g: Graph, word: int, above: list[int]) -> list[int]:
    """The words that may tell how an undertaking ended: its adjectives and what governs it."""
    head = g.tokens[word].head
    return [word, *g.kids(word, "amod"), head, *above]


def beaten_back(g: Graph, draft: Draft, speech: Speech) -> Known[Reality] | None:
    """That an attempt came to nothing: "tried to take it but were driven back", "the attempt to take it failed"."""
    i = draft.anchor
    sentence = g.sentence_of[i]
    above = {i, *g.ancestors(i)}
    for k in range(sentence.first, sentence.last):
        words = _defeat(g, k, speech)
        if words is None or k == i:
            continue
        c = clause_of(g, k)
        told_of = (
            {*c.subjects}
            if c.passive or g.tokens[k].lemma in ("fail", "collapse", "falter")
            else {*c.objects}
        )
        if _is_attempt(g, told_of, above, speech):
            return known(g, "did-not-happen", k, words, "the attempt came to nothing")
        joined = any(g.tokens[j].text.lower() in ("but", "yet", "only", "before") for j in range(i + 1, k))
        actors = {*draft.get("actor")}
        same = not (c.subjects and actors) or {*c.subjects} & actors
        if c.passive and joined and k > i and same:
            return known(g, "did-not-happen", k, words, "the attempt came to nothing")
    return _in_vain(g, draft)


def _is_attempt(g: Graph, heads: set[int], above: set[int], speech: Speech) -> bool:
    """Whether one of these nouns is the undertaking that the deed hangs on."""
    return any(h in above and g.tokens[h].lemma in speech.undertakings for h in heads)


def _defeat(g: Graph, k: int, speech: Speech) -> int | None:
    """The end of the words that tell a defeat at a token, or None: "repelled", "driven back"."""
    t = g.tokens[k]
    if t.upos != "VERB":
        return None
    after = g.tokens[k + 1].text.lower() if k + 1 < len(g.tokens) else ""
    if f"{t.lemma} {after}" in speech.beaten:
        return k + 2
    return k + 1 if t.lemma in speech.beaten else None


def _in_vain(g: Graph, draft: Draft) -> Known[Reality] | None:
    """ "tried in vain to take the town", "unsuccessfully sought to seize it", "but without success", "but failed"."""
    sentence = g.sentence_of[draft.anchor]
    words = [g.tokens[k].text.lower() for k in range(sentence.first, sentence.last)]
    for n, word in enumerate(words):
        k = sentence.first + n
        near = abs(k - draft.anchor) <= 6 or g.tokens[k].head in (draft.anchor, *g.ancestors(draft.anchor))
        pair = words[n : n + 2]
        if near and (
            word == "unsuccessfully" or pair in (["in", "vain"], ["without", "success"], ["but", "failed"])
        ):
            return known(
                g,
                "did-not-happen",
                k,
                k + (1 if word == "unsuccessfully" else 2),
                "the attempt came to nothing",
            )
    return None


def is_headline_infinitive(g: Graph, n: int) -> bool:
    """Whether an infinitive with a subject stands where no finite verb governs it: "Militias to storm the town"."""
    sentence = g.sentence_of[n]
    finite = any(g.tokens[k].xpos in _FINITE for k in range(sentence.first, sentence.last))
    if n - 2 >= sentence.first and g.tokens[n - 1].text.lower() == "to" and not finite:
        if g.kinds(n - 2) & {"armed", "state", "government"}:
            return True  # "Minister: army to attack Rawa", whatever "attack" was taken for
    if not any(g.tokens[k].text.lower() == "to" for k in g.kids(n, "mark", "aux")):
        return False
    if any(g.tokens[k].xpos in _FINITE for k in range(sentence.first, n)):
        return False
    above = [n, *g.ancestors(n)]
    if any(g.tokens[k].xpos in _FINITE for k in above):
        tail = all(g.tokens[k].deprel in ("ccomp", "parataxis", "root", "conj") for k in above)
        return tail and bool(g.kids(n, "nsubj", "nsubj:pass"))  # "Army to retake Rutba, minister says"
    return bool(g.kids(n, "nsubj", "nsubj:pass")) or (
        g.tokens[n].deprel == "acl"
        and g.tokens[g.tokens[n].head].deprel == "root"
        and g.tokens[n].head == n - 2
    )
