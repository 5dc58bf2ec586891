"""Speakers by where they stand: ", police and doctors said" at the end, ", the mayor said," amid a sentence."""

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


def stray_subject(g: Graph, i: int) -> int | None:
    """The noun right before a verb of saying that the parser hung elsewhere: "..., the governor X said"."""
    if (
        g.kids(i, "nsubj", "nsubj:pass", "aux", "aux:pass")
        or i == 0
        or g.tokens[i - 1].upos not in ("NOUN", "PROPN")
    ):
        return None
    first = g.noun_phrase(i - 1)[0]
    if g.tokens[first - 1].text.lower() == "and" and g.tokens[first - 2].upos in ("NOUN", "PROPN"):
        first = g.noun_phrase(first - 2)[0]  # "..., soldiers and doctors said"
    while first > 0 and g.tokens[first - 1].upos in ("DET", "ADJ"):
        first -= 1
    return i - 1 if first > g.sentence_of[i].first and g.tokens[first - 1].text in (",", "”", '"') else None


def put_in(g: Graph, k: int, above: int, anchor: int) -> bool:
    """Whether a saying stands between commas, amid what it says: "killed two, the mayor said, and wounded four"."""
    spoken = g.kids(k, "nsubj")
    if g.tokens[k].deprel != "parataxis" or not spoken or k > anchor or g.tokens[k + 1].text != ",":
        return False
    before = [j for j in range(spoken[0] - 1, g.sentence_of[k].first - 1, -1) if g.tokens[j].text == ","]
    amid = bool(before) and spoken[0] - before[0] < 6
    return amid and (anchor == above or (above < k and not g.kids(anchor, "nsubj")))


def is_bare(g: Graph, h: int) -> bool:
    """Whether a singular noun stands by itself: "according to plan" names nobody."""
    return (
        g.tokens[h].xpos == "NN"
        and g.case(h) != ""
        and all(g.tokens[k].deprel == "case" for k in g.children[h])
    )
