"""Speakers at the end of a sentence: ", police and doctors said", ", quoted by the agency"."""

from __future__ import annotations

from collections.abc import Container, Iterable

from dateline.code.graph import Graph

#: What the name of a speaker is made of.
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ"})
_HANDING_ON = frozenset({"quote", "cite", "carry"})


def closing_words(g: Graph, sayings: Iterable[int]) -> dict[int, range]:
    """For each saying at the end of its sentence the words from the comma on; they name who speaks and nobody else."""
    out: dict[int, range] = {}
    for v in sayings:
        sentence, k = g.sentence_of[v], v - 1
        while k > sentence.first and g.tokens[k].upos in _NOMINAL:
            k -= 1
        ends = all(g.tokens[n].upos not in ("VERB", "NUM") for n in range(v + 1, sentence.last))
        if sentence.first < k < v - 1 and g.tokens[k].text in (",", "”", '"') and ends:
            out[v] = range(k, v + 1)
    return out


def handed_on_by(g: Graph, i: int, sayings: Container[int]) -> int | None:
    """Who hands on what somebody said before in the sentence: the noun behind a "quoted by", whatever it was hung on."""
    t = g.tokens[i]
    if t.lemma not in _HANDING_ON or i + 1 >= len(g.tokens) or g.tokens[i + 1].text.lower() != "by":
        return None
    noun = g.tokens[i + 1].head
    return noun if noun > i + 1 and any(k in sayings for k in range(g.sentence_of[i].first, i)) else None
