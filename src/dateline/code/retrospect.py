"""What a sentence looks back on: "a year after a bomb killed nine", "in memory of those killed in the raid".

What stands behind such words is older than the rest of the sentence. It is told as background, its day is not that of the
main clause, and it is no part of what happens there. Days and weeks ("three days after") only move the day.
"""

from __future__ import annotations

import re

from dateline.code.graph import Graph
from dateline.dictionaries.lexicon import Speech
from dateline.records.annotation import Mention
from dateline.records.claim import When
from dateline.records.evidence import Evidence, Record

_UNITS = frozenset({"day", "week", "month", "year", "decade", "century"})
_OLD = frozenset({"month", "year", "decade", "century"})
_AMOUNT = re.compile(
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty", re.I
)


class LookedBack(Record, gc=False, frozen=True):
    """Words that look back: ``old`` where on what is long past; ``amount`` the words that count how long."""

    words: Evidence
    old: bool
    amount: Evidence | None = None


def look_back(g: Graph, speech: Speech) -> dict[int, LookedBack]:
    """For each token behind words that look back, these words; in no other order than the text's."""
    out: dict[int, LookedBack] = {}
    for sentence in g.annotated.sentences:
        for i in range(sentence.first, sentence.last):
            found = _after(g, i) or _remembered(g, i, speech)
            if found is None:
                continue
            words, tokens = found
            for k in tokens:
                out.setdefault(k, words)
    return out


def _after(g: Graph, i: int) -> tuple[LookedBack, list[int]] | None:
    """ "two years after ...", "six months since ...", "ten years on from ..."."""
    t = g.tokens[i]
    if t.text.lower() not in ("after", "since", "from") or t.deprel not in ("mark", "case") or t.head <= i:
        return None
    k = i - 1
    if t.text.lower() == "from":
        if g.tokens[k].text.lower() != "on":
            return None
        k -= 1
    if [w.text.lower() for w in g.tokens[max(0, k - 2) : k + 1]] == ["to", "the", "day"]:
        k -= 3
    sentence = g.sentence_of[i]
    if k < sentence.first or g.tokens[k].lemma not in _UNITS or g.tokens[k].text.lower() == "from":
        return None
    unit = g.tokens[k].lemma
    counted = k > sentence.first and _AMOUNT.fullmatch(g.tokens[k - 1].text) is not None
    plural = g.tokens[k].text.lower().endswith("s")
    if not (counted or plural):
        return None  # "the year after"
    words = g.of_tokens(k - 1 if counted else k, i + 1)
    amount = words if counted else None
    below = [n for n in g.subtree(t.head) if n > i]
    return LookedBack(words=words, old=unit in _OLD, amount=amount), below


def _remembered(g: Graph, i: int, speech: Speech) -> tuple[LookedBack, list[int]] | None:
    """ "the anniversary of ...", "in memory of ...", "to commemorate ..."."""
    t = g.tokens[i]
    if t.lemma in speech.memorials and t.upos in ("NOUN", "PROPN"):
        heads = [k for k in g.kids(i, "nmod", "acl:relcl") if k > i]
    elif t.lemma in speech.remembering and t.upos == "VERB" and (t.lemma != "mark" or _as_purpose(g, i)):
        heads = [k for k in g.kids(i, "obj") if k > i]
    else:
        return None
    below = [n for h in heads for n in g.subtree(h)]
    return (LookedBack(words=g.of_tokens(i, i + 1), old=True), below) if below else None


def _as_purpose(g: Graph, i: int) -> bool:
    """ "to mark", "marking": but "the raid marked the first attack in weeks" remembers nothing."""
    return g.tokens[i].xpos == "VBG" or any(g.tokens[k].text.lower() == "to" for k in g.kids(i, "mark"))


def when_looked_back(g: Graph, anchor: int, times: list[Mention]) -> When | None:
    """The day of what is looked back on, counted back from the day of the main clause; None where it is not counted."""
    back = g.looked_back[anchor]
    if back.amount is None:
        return None
    main = [m for m in times if g.looked_back.get(m.head) is not back]
    before = [m for m in main if m.end <= back.words.start] or main
    day = before[-1] if before else None
    anchored = g.of_mention(day) if day is not None else None
    return When(words=back.amount.text, evidence=back.amount, anchor=anchored)
