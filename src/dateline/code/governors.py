"""What the words that govern an event say of its reality, as a table of rules tried in order.

Climbing from the event's word, each governor is held against the rules; the first rule that fits settles it.
A rule fits where the governor's lemma is one of its words and the event hangs on it by one of its relations, or
as an infinitive where the rule takes one ("plans to attack").
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.code.clauses import clause_of
from dateline.code.graph import PARTITIVE, Graph
from dateline.dictionaries.lexicon import Speech
from dateline.records.claim import Reality

#: Verbs that also have an object of their own kind: "agreed a truce" tells a truce, "agreed to attack" a plan.
_PLAN_ONLY_AS_INFINITIVE = frozenset(
    {"agree", "order", "set", "ready", "want", "decision", "commit", "about", "be"}
)
_NOT_ALWAYS = frozenset({"stop", "halt", "avoid"})
#: Verbs that leave open whether it is so only where nobody is named who says it ("is believed to have ...").
_OPEN_IF_PASSIVE = frozenset(
    {"believe", "think", "accuse", "charge", "blame", "presume", "assume", "suspect", "allege"}
)
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without"})


class Verdict(NamedTuple):
    """What a governor says: the reality, whether the deed is only asked for, and why."""

    value: Reality
    asked: bool
    how: str


class _Rule(NamedTuple):
    words: frozenset[str]
    relations: frozenset[str]
    infinitive: bool
    value: Reality
    asked: bool
    how: str


def _relations(words: str) -> frozenset[str]:
    return frozenset(words.split())


def rules_of(speech: Speech) -> tuple[_Rule, ...]:
    """The table, in the order in which it is tried."""
    return (
        _Rule(speech.doubted, _relations("ccomp obj nsubj acl csubj"), False, "denied", False, "rejected"),
        _Rule(
            speech.unverified,
            _relations("ccomp obj acl advcl nmod xcomp"),
            True,
            "hypothetical",
            False,
            "not established",
        ),
        _Rule(speech.requested, _relations("obl obj ccomp"), True, "hypothetical", True, "only asked for"),
        _Rule(speech.threatened, _relations("nmod obl acl"), True, "threatened", True, "threatened"),
        _Rule(
            speech.prevented,
            _relations("xcomp ccomp obj nsubj acl advcl obl"),
            True,
            "did-not-happen",
            False,
            "prevented or failed",
        ),
        _Rule(
            speech.attempted, _relations("xcomp acl nmod"), True, "did-not-happen", False, "only attempted"
        ),
        _Rule(speech.announced, _relations("obj nmod nsubj ccomp"), True, "announced", False, "planned"),
        _Rule(speech.expected, _relations("ccomp xcomp nsubj obj"), True, "expected", False, "expected"),
        _Rule(
            speech.hypothetical,
            _relations("ccomp nmod acl obj obl advcl nsubj"),
            True,
            "hypothetical",
            False,
            "not told as a fact",
        ),
    )


def weighty_words(speech: Speech) -> frozenset[str]:
    """Words that say how real what they govern is, and words that only count it."""
    return frozenset().union(*(rule.words for rule in rules_of(speech))) | PARTITIVE


def is_negated(g: Graph, i: int) -> bool:
    """Whether a word is negated: "did not say", "no evidence", "neither confirmed"."""
    return any(
        g.tokens[k].text.lower() in _NEGATIVE
        and g.tokens[k].deprel in ("advmod", "det", "cc:preconj", "cc", "dep")
        for k in g.children[i]
    )


def names_nobody(g: Graph, i: int) -> bool:
    """Whether a noun names nobody: "no group", "neither side", "no one", "nobody"."""
    if g.tokens[i].lemma.lower() in ("nobody", "none", "nothing"):
        return True
    words = g.kids(i, "det", "cc:preconj", "advmod", "compound")
    return any(g.tokens[k].text.lower() in ("no", "neither") and not _compares(g, k + 1) for k in words)


def _compares(g: Graph, i: int) -> bool:
    """Whether a word after "no" makes a number of it: "no fewer than nine"."""
    return i < len(g.tokens) and g.tokens[i].text.lower() in ("fewer", "less", "more")


def is_untrue(g: Graph, a: int, speech: Speech) -> bool:
    """Whether a word says of what hangs on it that it is not so: "a lie", "not true", "no truth in", "false reports"."""
    t = g.tokens[a]
    if t.lemma in speech.untruths:
        return not is_negated(g, a)
    if t.lemma in speech.truths:
        return is_negated(g, a)
    false = (k for k in g.kids(a, "amod") if g.tokens[k].lemma in speech.doubted)
    return t.lemma in speech.reports and next(false, None) is not None


def told_untrue(g: Graph, i: int, speech: Speech) -> tuple[int, int] | None:
    """The words behind a reported clause that call its report untrue: "the report that ... is false".

    Read from the words alone, since such a clause is often hung elsewhere: from "report" and "that" before the event, with
    nothing but "by somebody" between them, and from "is false" behind it.
    """
    sentence = g.sentence_of[i]
    that = next((k for k in range(i, sentence.first, -1) if g.tokens[k].text.lower() == "that"), None)
    if that is None or not any(
        g.tokens[k].lemma in speech.reports for k in _before_that(g, that, sentence.first)
    ):
        return None
    for k in range(i + 1, sentence.last):
        if g.tokens[k].lemma != "be" or g.tokens[k].text.lower() == "been":
            continue
        ahead = [j for j in range(k + 1, min(k + 5, sentence.last)) if g.tokens[j].upos != "ADV"]
        ahead = [j for j in ahead if g.tokens[j].text.lower() not in ("a", "an", "all", "not", "n't")]
        word = g.tokens[ahead[0]].lemma if ahead else ""
        negated = any(
            g.tokens[j].text.lower() in ("not", "n't", "never")
            for j in range(k + 1, ahead[0] if ahead else k)
        )
        untrue = speech.doubted | speech.untruths | {"wrong", "inaccurate"}
        if (word in untrue and not negated) or (word in speech.truths and negated):
            return k, ahead[0] + 1
    return None


def _before_that(g: Graph, that: int, first: int) -> list[int]:
    """The words right before "that" to which it may belong: "reports", "reports by the site River Post"."""
    if that == first:
        return []
    k = that - 1
    while k > first and that - k < 8 and g.tokens[k].upos in ("PROPN", "NOUN", "DET", "ADJ", "ADP"):
        if g.tokens[k].text.lower() in ("by", "from", "in", "on"):
            return [that - 1, k - 1]
        k -= 1
    return [that - 1]


def is_called_off(g: Graph, a: int) -> bool:
    """Whether a verb is "call off"."""
    return g.tokens[a].lemma == "call" and any(
        g.tokens[k].text.lower() == "off" for k in g.kids(a, "compound:prt", "advmod", "case")
    )


def unprevented(g: Graph, a: int) -> bool:
    """Whether a verb of preventing did not prevent: "failed to stop", "could not avert"."""
    t = g.tokens[a]
    above = g.tokens[t.head]
    failed = t.deprel in ("xcomp", "acl", "advcl") and above.lemma in (
        "fail",
        "unable",
        "failure",
        "powerless",
    )
    return failed or is_negated(g, a)


def verdict(
    g: Graph, a: int, below: int, relation: str, infinitive: bool, rules: tuple[_Rule, ...]
) -> Verdict | None:
    """What governor ``a`` says of the event that hangs on it through ``below`` by ``relation``."""
    t = g.tokens[a]
    if infinitive and relation in ("xcomp", "acl", "ccomp") and t.lemma == "be":
        return Verdict("announced", False, "was to")
    if relation in ("obj", "nsubj") and is_called_off(g, a):
        return Verdict("did-not-happen", False, "called off")
    if infinitive and t.lemma == "tell" and clause_of(g, a).objects:
        return Verdict("hypothetical", True, "only asked for (tell)")
    for rule in rules:
        if t.lemma not in rule.words or not ((infinitive and rule.infinitive) or relation in rule.relations):
            continue
        found = _fitting(g, a, below, relation, infinitive, rule)
        if found is not None:
            return found
    return None


def _fitting(g: Graph, a: int, below: int, relation: str, infinitive: bool, rule: _Rule) -> Verdict | None:
    """The rule's verdict where its finer conditions hold too."""
    t, how = g.tokens[a], f"{rule.how} ({g.tokens[a].lemma})"
    c = clause_of(g, a)
    if rule.how == "rejected" and is_negated(g, a):
        return Verdict("hypothetical", False, f"neither said nor denied ({t.lemma})")
    if rule.how == "not established":
        if t.lemma in _OPEN_IF_PASSIVE and t.upos == "VERB" and not (c.passive and not c.agents):
            return None
        if t.lemma == "rule" and not any(g.tokens[k].text.lower() == "out" for k in g.children[a]):
            return None
        if t.lemma in ("evidence", "proof") and not is_negated(g, a):
            return None
        if t.lemma in ("clear", "check", "probe") and relation == "obj" and t.lemma == "clear":
            return None
        if relation == "advcl" and not g.kids(below, "mark") and t.lemma not in ("acquit",):
            return None
    if rule.how == "only asked for" and (
        t.lemma in ("tell", "want", "need")
        or relation == "advcl"
        or (relation == "obj" and t.lemma == "order")
    ):
        return None
    if rule.how == "prevented or failed":
        if relation == "nsubj" and not c.passive:
            return None
        if t.lemma in _NOT_ALWAYS and relation == "obl":
            return None
    if rule.how == "only attempted":
        going_on = t.upos == "NOUN" or (
            t.xpos == "VBG" and any(g.tokens[k].lemma == "be" for k in g.kids(a, "aux"))
        )
        return Verdict("under-way" if going_on else rule.value, False, how)
    if rule.how == "planned" and not infinitive and t.lemma in _PLAN_ONLY_AS_INFINITIVE:
        return None
    if (
        rule.how == "not told as a fact"
        and t.lemma in ("suspect", "concern", "find")
        and not infinitive
        and relation != "ccomp"
    ):
        return None
    return Verdict(rule.value, rule.asked, how)
