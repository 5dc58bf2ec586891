"""How many were killed, wounded, taken: counts of an event's victims, and estimates of forces."""

from __future__ import annotations

import re
from collections.abc import Set

from dateline.code.clauses import clause_of
from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.records.annotation import Sentence
from dateline.records.claim import Casualty, CasualtyKind, ForceEstimate
from dateline.records.evidence import Evidence, Range

_KILLED = (
    r"(?:killed|dead|slain|dying|fatally\s+(?:shot|wounded)|killings?|deaths?|fatalities|"
    r"shot\s+(?:dead|to\s+death)|martyred)"
)
_WOUNDED = r"(?:wounded|injured|hurt|injuries|maimed)"
_BETWEEN = (
    r"(?:\s+(?!(?:and|but|or|when|after|while|who|which)\b)[\w’'.\-]+){0,6}?\s*,?\s*"
    r"(?:(?:was|were|has\s+been|have\s+been|had\s+been|are|is|being)\s+)?(?:\w+ly\s+)?"
)
_AFTER = re.compile(rf"^{_BETWEEN}(?:(?P<killed>{_KILLED})|(?P<wounded>{_WOUNDED}))\b", re.I)
_BOTH = re.compile(
    r"\b(?:killed\s+(?:and|or)\s+(?:wounded|injured)|(?:dead|killed|casualties)\s+and\s+(?:wounded|injured))\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?P<killed>\bkill(?:ed|ing|s)?|\bclaim(?:ed|ing)\s+the\s+lives\s+of|\bdeaths?\s+of|\bmurder(?:ed|ing|\s+of)|\b(?:death\s+)?toll\s+(?:\w+\s+){0,12}?(?:to|at|of|passed|exceeded|topped|reached|surpassed)|\bnumber\s+(?:\w+\s+){0,4}?(?:killed|dead|deaths)\s+(?:\w+\s+){0,8}?(?:to|at)|\bshot\s+dead|\bexecut(?:ed|ing|ion\s+of)|\bkilling\s+of|\bleft)"
    r"|(?P<wounded>\bwound(?:ed|ing|s)?|\binjur(?:ed|ing|es)"
    r"|\bnumber\s+(?:\w+\s+){0,4}?(?:wounded|injured)\s+(?:\w+\s+){0,8}?(?:to|at)))\s+(?:an?\s+estimated\s+|\w+ly\s+)?$",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|without\s+(?:any\s+|causing\s+any\s+)?)\s*(?P<all>casualties|victims)\b"
    r"|\b(?:no|without\s+(?:any\s+|causing\s+any\s+)?)\s*(?:(?P<killed>deaths|fatalities)|(?P<wounded>injuries))\b"
    r"|\b(?:no[\s-]?one|nobody|none)\s+(?:was|were|has\s+been|had\s+been)\s+(?:(?P<k>killed)|(?P<w>hurt|injured|wounded))\b"
    r"|\b(?:(?P<k2>killing)|(?P<w2>wounding|injuring|hurting))\s+(?:no[\s-]?one|nobody)\b",
    re.IGNORECASE,
)
_NOT_REPORTED = re.compile(r"no\s+(?:immediate\s+)?(?:reports?|word|information|details)\b", re.I)
#: Singular nouns that name many.
_COLLECTIVE = frozenset(
    (
        "people police army government force group military regime population unit family coalition "
        "public crowd patrol convoy brigade battalion division regiment garrison column fleet navy "
        "militia faction gang cell mafia cartel insurgency airforce squadron crew jet plane aircraft "
        "helicopter gunship warplane community minority mob couple parliament cabinet ministry "
        "administration council embassy consulate court commission junta state country nation "
        "headquarters opposition hundred thousand number majority dozen paramilitary"
    ).split()
)


def count_of(g: Graph, head: int, alone: bool = False) -> tuple[Range, Evidence] | None:
    """How many a noun phrase names: its number, one for a single person, their sum for a list; None unsaid.

    ``alone`` leaves out what is joined to the noun by "and".
    """
    total: Range | None = None
    parts = [
        head,
        *(k for k in g.conjuncts(head)[1:] if g.tokens[k].upos in ("NOUN", "PROPN", "NUM", "PRON")),
    ]
    parts = parts[:1] if alone else [head, *(k for k in parts[1:] if not is_part(g, k))]
    first, last = len(g.tokens), 0
    for p in parts:
        one = _single(g, p)
        if one is None:
            return None
        a, b = g.noun_phrase(p)
        first, last = min(first, a), max(last, b)
        total = one if total is None else Range(
            low=total.low + one.low, high=None if total.high is None or one.high is None else total.high + one.high
        )  # fmt: skip
    start = g.tokens[first].start
    number = g.counts.get(head) or next((g.counts[k] for k in g.children[head] if k in g.counts), None)
    if number is not None:
        start = min(start, number.start)
    return (total, g.evidence(start, g.tokens[last - 1].end)) if total is not None else None


_PART = re.compile(r"\b(?:including|among\s+them|of\s+whom|of\s+them)\W*$", re.IGNORECASE)


def is_part(g: Graph, head: int) -> bool:
    """Whether a noun names a part of those named before: "among them five children", "five of them women"."""
    first = g.noun_phrase(head)[0]
    number = next((g.counts[k] for k in (head, *g.children[head]) if k in g.counts), None)
    start = min(g.tokens[first].start, number.start if number is not None else g.tokens[first].start)
    partitive = any(g.tokens[k].text.lower() in ("them", "whom") for k in g.kids(head, "nmod", "obl"))
    return partitive or _PART.search(g.report.text, max(0, start - 24), start) is not None


def _single(g: Graph, i: int) -> Range | None:
    if i in g.counts and g.counts[i].amount is not None:
        return g.counts[i].amount
    for k in g.children[i]:
        if k in g.counts and g.tokens[k].deprel in (
            "nummod",
            "amod",
            "det",
            "advmod",
            "compound",
            "nmod",
            "obl:unmarked",
        ):
            return g.counts[k].amount
    t = g.tokens[i]
    if t.upos == "PRON" and t.text.lower() in ("he", "she", "him", "her"):
        return Range(low=1, high=1)
    if t.lemma in ("anyone", "anybody", "everyone", "everybody", "whoever"):
        return None
    kinds = g.kinds(i)
    if t.xpos == "NNP" and i not in g.names and "person" in kinds:
        return Range(low=1, high=1)  # a name the dictionaries do not know, told as a victim
    if not kinds & {"person", "civilians", "armed", "state", "government"}:
        return None
    name = g.names.get(i)
    if name is not None and name.kind == "person":
        return Range(low=1, high=1)
    if t.upos == "PROPN" and t.xpos == "NNP" and "thing" in kinds and name is None and g.kids(i, "compound"):
        return Range(low=1, high=1)
    human = g.nouns.get(t.lemma, frozenset()) & {"civilians", "armed-group", "state-force", "government"}
    if (
        t.xpos in ("NN", "NNP")
        and t.lemma not in _COLLECTIVE
        and (human or kinds & {"armed", "civilians", "person"} or (name is not None and name.kind == "role"))
    ):
        return Range(low=1, high=1)
    return None


def casualties_of(
    g: Graph, draft: Draft, elsewhere: Set[CasualtyKind] = frozenset(), alone: bool = True
) -> tuple[Casualty, ...]:
    """The casualties of a draft: by grammar first, by wording in its sentence for kinds the grammar left out.

    ``elsewhere`` are the kinds that other events of the sentence count; ``alone`` says whether the draft is the
    only assault of its sentence.
    """
    found: dict[CasualtyKind, list[tuple[int, Casualty]]] = {}
    heads = {head for _, head in draft.outcomes}
    uncounted: set[CasualtyKind] = set()
    for kind, head in draft.outcomes:
        if g.tokens[head].deprel == "conj" and g.tokens[head].head in heads:
            continue  # counted with the noun it is joined to
        if is_part(g, head):
            continue  # "eighteen people, among them five children": counted already
        counted = count_of(g, head)
        if counted is None:
            inner = g.core(head)
            counted = count_of(g, inner) if inner != head and head not in g.counts else None
        if counted is None and g.kids(head, "conj"):
            uncounted.add(kind)  # of a list, not everybody has a number: no total
        if counted is not None:
            amount, evidence = counted
            extra = _companions(g, draft, kind)
            if extra is not None:
                amount = Range(
                    low=amount.low + extra[0].low,
                    high=None
                    if amount.high is None or extra[0].high is None
                    else amount.high + extra[0].high,
                )
                evidence = g.evidence(min(evidence.start, extra[1].start), max(evidence.end, extra[1].end))
            first, last = g.noun_phrase(head)
            who = evidence if g.kids(head, "conj") else g.of_tokens(first, last)
            held = found.setdefault(kind, [])
            beside = [h for h, _ in held if g.tokens[h].head == g.tokens[head].head and h != head]
            if not held or beside:  # "20 rebels and nine civilians died", two subjects of one verb
                held.append((head, Casualty(kind=kind, amount=amount, evidence=evidence, who=who)))
    if draft.frame.type == "ASSAULT" and draft.frame.id != "abduct":
        for kind, casualty in _worded(g, draft, alone).items():
            if kind not in uncounted and kind not in elsewhere:
                found.setdefault(kind, [(draft.anchor, casualty)])
    return tuple(c for held in found.values() for _, c in held)


def _companions(g: Graph, draft: Draft, kind: str) -> tuple[Range, Evidence] | None:
    """ "along with two of his companions": a number beside the first victim."""
    if kind != "killed" and kind != "wounded" and kind != "captured":
        return None
    for case, h in draft.obliques:
        if case in ("along with", "together with", "as well as", "alongside", "with") and g.kinds(h) & {
            "person",
            "civilians",
            "armed",
            "state",
        }:
            counted = count_of(g, h)
            if counted is not None:
                return counted
    return None


def none_hurt(g: Graph, sentence: Sentence) -> tuple[Casualty, ...]:
    """The zeros that a sentence tells: "there were no casualties", "nobody was hurt"; () where it tells none."""
    text = g.report.text
    none = _DENIED.search(text, sentence.start, sentence.end)
    if none is None or _NOT_REPORTED.search(text, sentence.start, sentence.end):
        return ()
    e = g.evidence(none.start(), none.end())
    zero = Range(low=0, high=0)
    out: list[Casualty] = []
    if none["all"] or none["killed"] or none["k"] or none["k2"]:
        out.append(Casualty(kind="killed", amount=zero, evidence=e))
    if none["all"] or none["wounded"] or none["w"] or none["w2"]:
        out.append(Casualty(kind="wounded", amount=zero, evidence=e))
    return tuple(out)


def _worded(g: Graph, draft: Draft, alone: bool) -> dict[CasualtyKind, Casualty]:
    """Counts beside "killed" and "wounded" in the draft's own sentence."""
    sentence = g.sentence_of[draft.anchor]
    own = {k for n in draft.nodes for k in g.subtree(n)}
    text = g.report.text
    out: dict[CasualtyKind, Casualty] = {}
    if _NOT_REPORTED.search(text, sentence.start, sentence.end):
        return out
    both = _BOTH.search(text, sentence.start, sentence.end)
    nobody = none_hurt(g, sentence)
    if nobody:
        return {c.kind: c for c in nobody}
    for m in sorted({m.id: m for m in g.counts.values()}.values(), key=lambda m: m.start):
        if not sentence.start <= m.start < sentence.end or m.amount is None or not (alone or m.head in own):
            continue
        after = _AFTER.match(text[m.end : sentence.end])
        before = _BEFORE.search(text[sentence.start : m.start])
        if after and after.end() < 12:
            before = None  # "a toll of 31 wounded": the word right behind says it
        kind: CasualtyKind | None = None
        if before and not (before["killed"] or "").lower().startswith("left"):
            kind = "killed" if before["killed"] else "wounded"
            noun = g.tokens[m.head].head
            if g.tokens[noun].deprel == "obj" and not g.kinds(noun) & {
                "person",
                "civilians",
                "armed",
                "state",
                "government",
            }:
                kind = None
        elif after:
            kind = "killed" if after["killed"] else "wounded"
        if kind is None or kind in out or (both and both.start() >= m.end):
            continue
        out[kind] = Casualty(kind=kind, amount=m.amount, evidence=g.of_mention(m))
    return out


_NUMBER_NOUNS = frozenset({"number", "total", "strength", "force", "rank", "figure"})


def _whose(g: Graph, verb: int, noun: int) -> int | None:
    """Whose number a counted noun is: told as a number, as what is left, as what there is, or as had."""
    lemma, c = g.tokens[verb].lemma, clause_of(g, verb)
    fighting = bool(g.kinds(noun) & {"armed", "state"})
    number = next((s for s in (*c.subjects, *c.objects) if g.tokens[s].lemma in _NUMBER_NOUNS), None)
    if lemma in ("estimate", "put", "stand", "number", "be", "reach", "exceed") and number not in (
        None,
        noun,
    ):
        assert number is not None
        inner = g.core(number)
        owners = [inner] if inner != number else g.kids(number, "nmod", "nmod:poss", "compound")
        return next((o for o in owners if g.kinds(o) & {"armed", "state"}), None)
    if (
        lemma in ("remain", "stay", "hide", "estimate", "believe", "leave")
        and fighting
        and noun in c.subjects
    ):
        return noun
    if (
        (g.kids(verb, "expl") or lemma == "be")
        and fighting
        and (g.kids(verb, "expl") or g.kids(noun, "expl"))
    ):
        return noun
    owner = bool(c.subjects) and bool(
        g.kinds(c.subjects[0]) & {"armed", "state", "organisation", "government"}
    )
    if (
        lemma in ("have", "command", "number", "field", "comprise")
        and fighting
        and owner
        and noun in c.objects
    ):
        return c.subjects[0]
    return None


def force_estimates(g: Graph) -> list[tuple[int, ForceEstimate, int]]:
    """Estimates of forces: (word, estimate, whose head): "the number of X is estimated at N", "N fighters remain"."""
    out: list[tuple[int, ForceEstimate, int]] = []
    for m in {m.id: m for m in g.counts.values()}.values():
        if m.amount is None or (m.amount.low < 1 and m.amount.high == 0):
            continue
        noun = (
            g.tokens[m.head].head
            if g.tokens[m.head].deprel in ("nummod", "amod", "advmod", "compound", "det")
            else m.head
        )
        verb = next(
            (
                a
                for a in (noun, *g.ancestors(noun))
                if g.tokens[a].upos in ("VERB", "AUX") or g.kids(a, "expl")
            ),
            None,
        )
        if verb is None:
            continue
        whose = _whose(g, verb, noun)
        if whose is None:
            continue
        first, last = g.noun_phrase(whose)
        end = max(m.end, g.tokens[noun].end)
        estimate = ForceEstimate(
            amount=m.amount, evidence=g.evidence(m.start, end), whose=g.of_tokens(first, last)
        )
        out.append((verb, estimate, whose))
    return out
