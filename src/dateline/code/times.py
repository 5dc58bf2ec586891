"""When: which time words belong to an event, and which only to the saying of it."""

from __future__ import annotations

from collections.abc import Set

from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.retrospect import when_looked_back
from dateline.dictionaries.lexicon import Speech
from dateline.records.annotation import Mention
from dateline.records.claim import When

#: Speech that makes what it says so: the day of announcing a liberation is its day.
#: Where deeds are told of on another day than their own.
_SESSIONS = frozenset(
    {"trial", "hearing", "retrial", "inquest", "testimony", "verdict", "appeal", "tribunal", "commemoration"}
)
_OPENING = frozenset({"open", "begin", "start", "resume", "adjourn", "end", "close"})
_PERFORMED = frozenset({"announce", "declare", "proclaim"})


def when_of(g: Graph, draft: Draft, speech: Speech, events: Set[int] = frozenset()) -> When | None:
    """The time words of a draft, or None; ``events`` are the words of all events, which keep their own times.

    "He said on Sunday" dates the saying, unless it opens the sentence."""
    sentence = g.sentence_of[draft.anchor]
    first = g.noun_phrase(draft.anchor)[0]
    if [g.tokens[k].text.lower() for k in range(max(first - 3, 0), first)] == ["as", "well", "as"]:
        return None  # told beside another event; that one's time words are not its own
    here = [m for m in g.times if sentence.first <= m.head < sentence.last]
    back = g.looked_back.get(draft.anchor)
    told = here
    here = [m for m in here if g.looked_back.get(m.head) is back]
    best: tuple[int, int, Mention] | None = None
    path = [draft.anchor, *g.ancestors(draft.anchor)]
    for node in sorted(draft.nodes):
        path += [a for a in (node, *g.ancestors(node)) if a not in path]
    for m in here:
        rank = _rank(g, draft, m, path, speech, sentence.first, events - draft.nodes)
        if rank is None:
            continue
        key = (rank, abs(m.head - draft.anchor))
        if best is None or key < best[:2]:
            best = (*key, m)
    if best is None:
        return when_looked_back(g, draft.anchor, told) if back is not None else None
    m = best[2]
    anchor = (
        next((o for o in reversed(g.times) if o.end <= m.start and not _is_relative(o.text)), None)
        if m.text.lower().startswith(
            ("the following", "the next", "the same", "that ", "the previous", "the day")
        )
        else None
    )
    return When(
        words=m.text, evidence=g.of_mention(m), anchor=g.of_mention(anchor) if anchor is not None else None
    )


def _is_relative(words: str) -> bool:
    return words.lower().startswith(("the following", "the next", "the same", "the previous"))


def _past_perfect(g: Graph, draft: Draft) -> bool:
    """Whether the deed lies before the saying: "On Thursday, officials said gunmen had killed six"."""
    return any(g.tokens[k].text.lower() == "had" for n in draft.nodes for k in g.kids(n, "aux"))


def _rank(
    g: Graph, draft: Draft, m: Mention, path: list[int], speech: Speech, opening: int, others: Set[int]
) -> int | None:
    """How closely time words belong to a draft: 0 its own, 1 its clause's, 2 the sentence's; None not at all."""
    if m.head in draft.nodes:
        return 0
    fronted = g.tokens[m.head].i - opening <= 4 and not any(
        g.tokens[k].upos == "VERB" for k in range(opening, m.head)
    )
    if _of_a_session(g, draft, m, path):
        return None
    since = 2 if m.how in ("pattern:since", "pattern:until", "pattern:by") else 0
    for a in g.ancestors(m.head):
        if a in draft.nodes:
            return since
        if a in others:
            return None  # "arrested over a shooting two days ago": the time is the shooting's
        t = g.tokens[a]
        if a in path and t.upos in ("NOUN", "PROPN") and g.tokens[m.head].deprel == "nmod:poss":
            return 1  # "Tuesday's car bomb, which killed 12"
        if a in path and t.upos in ("VERB", "AUX", "ADJ", "NOUN") and t.lemma not in speech.say:
            if any(k in draft.nodes for k in g.children[a]) or a == path[-1] or fronted:
                return 1
            return 2 if t.upos == "VERB" else None
        if t.upos == "VERB":
            if t.lemma in speech.say and a in path:
                if (
                    t.lemma in _PERFORMED
                    and g.tokens[draft.anchor].deprel == "obj"
                    and g.tokens[draft.anchor].head == a
                ):
                    return 1
                speakers = g.kids(a, "nsubj")
                told = [n for n in draft.nodes if n < m.head]
                if speakers and told and m.head < min(speakers):
                    return 1  # "was abducted yesterday, police said": the parser hung the day on the saying
                if fronted and g.tokens[m.head].i < a and not _past_perfect(g, draft):
                    return 3
                return None
            for n in draft.nodes:
                # Time words that the parser hung on a participle beside the event: "identified Monday killed ..."
                if (g.tokens[n].head == a and g.tokens[n].deprel == "conj") or (
                    g.tokens[a].head == n and g.tokens[a].deprel == "conj"
                ):
                    return 2
            return None
        if t.upos in ("NOUN", "PROPN") and (
            g.kinds(a) & {"place", "facility", "civilians", "person", "armed", "state"}
        ):
            continue
    return None


def _of_a_session(g: Graph, draft: Draft, m: Mention, path: list[int]) -> bool:
    """Whether time words are those of a trial or the like at which the deed is only told of."""
    if draft.frame.speech or draft.frame.type == "SANCTION":
        return False
    before = [t for t in g.tokens[max(0, m.head - 4) : m.head] if t.lemma in _SESSIONS]
    if before and not any(n in range(before[-1].i, m.head) for n in draft.nodes) and draft.anchor > m.head:
        return True  # "at his trial on Monday, prosecutors said he ordered the killing"
    sentence = g.sentence_of[draft.anchor]
    opened = any(t.lemma in _OPENING for t in g.tokens[max(sentence.first, m.head - 3) : m.head])
    if opened and draft.anchor < m.head:
        return any(t.lemma in _SESSIONS for t in g.tokens[sentence.first : draft.anchor])
    top = next((a for a in path if g.tokens[a].lemma in _SESSIONS), None)
    return top is not None and m.head not in g.subtree(top)  # "the trial of ... opened on Monday"
