"""How well grammar was read: on given words and sentences, and on a text alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from dateline.annotate.layers import Layers, Read
from dateline.evaluate.figures import share
from dateline.evaluate.spans import same
from dateline.records.evidence import Record


class Word(Record, gc=False, frozen=True):
    """A word by its grammar; ``head`` is an index of a word of the text, the root is its own."""

    upos: str
    xpos: str
    lemma: str
    head: int
    deprel: str

    @property
    def universal(self) -> str:
        """The universal part of the relation's name: "nsubj" of "nsubj:pass"."""
        return self.deprel.split(":")[0]


def words_by_grammar(layers: Layers) -> list[Word]:
    """The words of a text. Raises ValueError where a layer of the grammar is not known."""
    if (
        layers.upos is None
        or layers.xpos is None
        or layers.lemmas is None
        or layers.heads is None
        or layers.deprels is None
    ):
        raise ValueError("a layer of the grammar is not known")
    columns = (layers.upos, layers.xpos, layers.lemmas, layers.heads, layers.deprels)
    return [
        Word(upos=upos, xpos=xpos, lemma=lemma.lower(), head=head, deprel=deprel)
        for upos, xpos, lemma, head, deprel in zip(*columns, strict=True)
    ]


def word_scores(golds: Sequence[Layers], answers: Sequence[Layers]) -> dict[str, float]:
    """The shares of given words that are right; each answer is for the words of the gold of the same place."""
    both = [
        pair
        for gold, answer in zip(golds, answers, strict=True)
        for pair in zip(words_by_grammar(gold), words_by_grammar(answer), strict=True)
    ]

    def right(what: Callable[[Word], Hashable]) -> float:
        return share(sum(what(gold) == what(answer) for gold, answer in both), len(both))

    return {
        "upos": right(lambda word: word.upos),
        "xpos": right(lambda word: word.xpos),
        "lemma": right(lambda word: word.lemma),
        "uas": right(lambda word: word.head),
        "las": right(lambda word: (word.head, word.universal)),
        "las_subtypes": right(lambda word: (word.head, word.deprel)),
    }


def raw_scores(golds: Sequence[Read], answers: Sequence[Read]) -> dict[str, float]:
    """F1 on texts; each answer is for the text of the gold of the same place.

    A word or sentence is known by its first and last character, a head by the word it is.
    """

    def f1_of(what: Callable[[Read], Sequence[Hashable]]) -> float:
        wanted, found = (
            {(i, x) for i, read in enumerate(reads) for x in what(read)} for reads in (golds, answers)
        )
        return same(found, wanted).f1

    def each(what: Callable[[Read, Word], Hashable]) -> float:
        return f1_of(
            lambda read: [
                (span, what(read, word))
                for span, word in zip(read.words, words_by_grammar(read.layers), strict=True)
            ]
        )

    return {
        "words_f1": f1_of(lambda read: read.words),
        "sentences_f1": f1_of(sentence_spans),
        "raw_upos": each(lambda _, word: word.upos),
        "raw_uas": each(lambda read, word: read.words[word.head]),
        "raw_las": each(lambda read, word: (read.words[word.head], word.universal)),
    }


def sentence_spans(read: Read) -> list[tuple[int, int]]:
    """The characters ``start, end`` of each sentence; none where they are not known."""
    opens = read.layers.opens or ()
    ends = (*opens[1:], len(read.words)) if opens else ()
    return [(read.words[a][0], read.words[b - 1][1]) for a, b in zip(opens, ends, strict=True) if a < b]
