"""Who and to whom: the noun phrases in an event's places as participants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dateline.code.casualties import count_of
from dateline.code.graph import Graph
from dateline.records.annotation import MentionKind
from dateline.records.claim import Participant
from dateline.records.evidence import Evidence, Known, Unknown

_KINDS: dict[str, MentionKind] = {
    "armed": "armed-group",
    "state": "state-force",
    "person": "person",
    "government": "government",
    "organisation": "organisation",
    "civilians": "civilians",
    "facility": "facility",
    "place": "place",
    "weapon": "weapon",
    "target": "facility",
}
_ORDER = (
    "armed",
    "state",
    "government",
    "person",
    "civilians",
    "organisation",
    "facility",
    "place",
    "weapon",
    "target",
)
_NOBODY = frozenset(
    (
        "it this that which what there everything nothing something one situation move decision step "
        "development campaign effort way plan year day week month hour time number violence event "
        "incident thing war conflict result death case fact news"
    ).split()
)
_PLURAL_PRONOUNS = frozenset({"they", "them", "their"})
_SINGULAR_PRONOUNS = frozenset({"he", "him", "she", "her", "his"})


def participants(g: Graph, heads: Iterable[int], side: str) -> tuple[Participant, ...]:
    """The participants that noun heads name, in order, pronouns taken back to their nouns, each once.

    ``side`` is "actors" or "recipients": things may be harmed, but only parties and people act.
    """
    out: list[Participant] = []
    for h in heads:
        i: int | None = h
        if g.tokens[h].upos == "PRON" and side == "recipients" and g.tokens[h].text.lower() == "it":
            continue
        if g.tokens[h].upos == "PRON":
            i = antecedent(g, h)
        if i is None:
            continue
        core = g.core(i)
        if g.tokens[core].lemma in _NOBODY and g.stands_for(core) == core:
            continue
        made = _participant(g, i, side)
        if made is not None and all(made.words.casefold() != p.words.casefold() for p in out):
            out.append(made)
    return tuple(out)


def antecedent(g: Graph, i: int, depth: int = 0) -> int | None:
    """The noun a pronoun stands for: the last subject of fitting number in this sentence or the two before."""
    low = g.tokens[i].text.lower()
    if low in _SINGULAR_PRONOUNS:
        wanted, plural = {"person"}, False
    elif low in _PLURAL_PRONOUNS:
        wanted, plural = {"armed", "state", "civilians", "government"}, True
    elif low == "it":
        wanted, plural = {"armed", "government", "organisation", "state"}, False
    else:
        return None
    quote = g.quotation(i)  # whom a speaker means is not whom the report spoke of before
    sentences = g.annotated.sentences
    position = bisect_right(sentences, i, key=lambda s: s.first) - 1
    for s in reversed(sentences[max(0, position - 2) : position + 1]):
        heads = [
            k
            for k in range(s.first, min(s.last, i))
            if g.tokens[k].upos in ("NOUN", "PROPN") and (quote is None or g.quotation(k) == quote)
        ]
        subjects = [k for k in heads if g.tokens[k].deprel in ("nsubj", "nsubj:pass")]
        stop = next((k for k in range(i, s.first, -1) if g.tokens[k].text == ";"), None)
        if stop is not None and s.first <= i < s.last:  # "...; the rebels said they still held it"
            near = [
                k
                for k in subjects
                if k > stop and g.kinds(k) & wanted and (not plural or g.tokens[k].xpos != "NN")
            ]
            if near:
                return near[-1]
        if (
            low == "it"
        ):  # "HRW said it was hit": the speaker is not what is spoken of, but "claimed it downed" is
            subjects = [
                k
                for k in subjects
                if s.first <= i < s.last
                or g.tokens[g.tokens[k].head].lemma not in ("say", "report", "add", "tell")
            ]
            above = list(
                g.ancestors(i)
            )  # "the army made clear that it would attack": whose clause it is in comes first
            subjects.sort(
                key=lambda k: above.index(g.tokens[k].head) if g.tokens[k].head in above else len(above)
            )
        else:
            deeds = [
                k
                for k in subjects
                if g.tokens[g.tokens[k].head].lemma
                not in ("say", "report", "add", "tell", "note", "announce")
            ]
            subjects = deeds or subjects
        for k in [*subjects, *(x for x in heads if x not in subjects and low in _SINGULAR_PRONOUNS)]:
            kinds = g.kinds(k)
            if not kinds & wanted and not (
                low in _SINGULAR_PRONOUNS and kinds & {"civilians", "armed"} and g.tokens[k].xpos == "NN"
            ):
                continue
            if plural and g.tokens[k].xpos in ("NN",) and not kinds & {"state", "armed", "government"}:
                continue
            return k
        chained = [
            k
            for k in range(s.first, min(s.last, i))
            if g.tokens[k].text.lower() == low and g.tokens[k].upos == "PRON"
        ]
        if chained and depth < 8:
            return antecedent(g, chained[0], depth + 1)
    return None


def _alias(g: Graph, i: int) -> Evidence | None:
    """The name in "a mufti known as X", "a man identified as X", "his deputy, X"."""
    for k in g.kids(i, "appos"):  # "a ferry owner, Karim Adel,"
        first, last = g.noun_phrase(k)
        m = g.names.get(k)
        named = g.tokens[k].xpos == "NNP" and (m is None or m.kind == "person" or m.how == "model")
        if named and g.tokens[first - 1].text == "," and g.kinds(i) & {"person", "civilians", "armed"}:
            return g.of_tokens(first, last)
    for k in g.kids(i, "acl"):
        if g.tokens[k].lemma in ("know", "identify", "name", "call", "nickname", "dub"):
            for j in g.kids(k, "obl", "xcomp", "obj"):
                if g.tokens[j].upos == "PROPN":
                    first, last = g.noun_phrase(j)
                    return g.of_tokens(first, last)
    return None


def _participant(g: Graph, i: int, side: str) -> Participant | None:
    core = g.core(i)
    kinds = g.kinds(i)
    t = g.tokens[core]
    if t.upos in ("PRON", "VERB", "ADV", "ADP") and g.stands_for(core) == core and core not in g.names:
        return None
    if core not in g.names and g.in_time(t.start):
        return None
    if kinds <= {"time", "clause", "event"} or (kinds == {"weapon"} and side == "actors"):
        return None
    if side == "actors" and kinds <= {"thing"} and core not in g.names:
        return None
    if side == "actors" and (kinds <= {"facility", "target", "place"} or t.upos == "NUM"):
        return None
    if side == "recipients" and kinds == {"thing"} and t.upos not in ("NOUN", "PROPN"):
        return None
    first, last = g.noun_phrase(core)
    name = g.names.get(core)
    alias = _alias(g, core) if name is None or name.kind != "person" else None
    if alias is not None:
        words = alias
        shown = words.text
    elif name is not None and name.kind == "person":
        words = g.of_mention(name)
        full = g.annotated.mentions[name.refers_to] if name.refers_to is not None else name
        shown = full.text
    else:
        words = g.of_tokens(first, last)
        shown = words.text
        tail = [
            k
            for k in g.kids(core, "nmod")
            if g.case(k) in ("of",)
            and t.text.lower().rstrip("s")
            in (
                "member",
                "government",
                "army",
                "ministry",
                "leader",
                "forces",
                "supporter",
                "family",
                "security",
                "council",
            )
        ]
        if tail:
            words = g.evidence(words.start, g.tokens[g.noun_phrase(tail[0])[1] - 1].end)
            shown = words.text
    entry = name.entry if name is not None and name.kind not in ("role", "weapon", "facility") else None
    if entry is None:
        for k in g.children[g.stands_for(core)]:
            m = g.names.get(k)
            if m is not None and m.entry and m.kind in ("armed-group", "state-force", "organisation", "government") and (
                g.tokens[k].deprel in ("compound", "nmod:poss", "amod")
                or (g.tokens[k].deprel == "nmod" and g.case(k) in ("of", "for", "from", "with"))
            ):  # fmt: skip
                if kinds & {"armed", "state", "organisation", "government", "civilians"} and not kinds & {
                    "facility"
                }:
                    entry = m.entry
                break
    kind = next(
        (_KINDS[k] for k in _ORDER if k in kinds),
        "organisation" if t.upos == "PROPN" else "civilians" if side == "actors" else "facility",
    )
    counted = count_of(g, core, alone=True)
    role: Known[str] | Unknown = Unknown(reason="no office or role is worded")
    if name is not None and name.kind == "person":
        office = next(
            (g.names[k] for k in g.kids(core, "compound") if k in g.names and g.names[k].kind == "role"),
            None,
        )
        if office is not None:
            role = Known(value=office.text, evidence=(g.of_mention(office),), how="beside the name")
        else:
            after = next(
                (k for k in g.kids(core, "appos") if g.nouns.get(g.tokens[k].lemma) or k in g.names), None
            )
            if after is not None:
                a, b = g.noun_phrase(after)
                e = g.of_tokens(a, b)
                role = Known(value=e.text, evidence=(e,), how="beside the name")
    return Participant(
        words=shown,
        kind=kind,
        evidence=words,
        entry=entry,
        role=role,
        amount=Known(value=counted[0], evidence=(counted[1],), how="count words")
        if counted is not None
        else Unknown(reason="no number is worded"),
    )
