"""spaCy's small English model, a baseline of the exams of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.annotate.layers import Layers, Read
from dateline.annotate.parser import Parse
from dateline.annotate.words import Word
from dateline.evaluate.reader import Given
from dateline.evaluate.spacy_parser import SpacyParser, load_model
from dateline.evaluate.spans import Chars

_LINE = re.compile(r"\n\s*(?=\S)")


def parsed(texts: Sequence[str]) -> Iterator[Any]:
    """spaCy's ``Doc`` of each text as it stands, in order. Raises DictionaryError where the model is missing."""
    documents: Iterator[Any] = load_model().pipe(texts, batch_size=8)
    return documents


def entities(texts: Sequence[str]) -> list[list[tuple[Chars, str]]]:
    """The characters and OntoNotes label ("ORG") of each name in each text. Raises DictionaryError."""
    return [[((e.start_char, e.end_char), e.label_) for e in document.ents] for document in parsed(texts)]


class Spacy:
    """spaCy's parser as a reader of texts that it sees as they are written; it knows grammar alone."""

    def __init__(self) -> None:
        """Load the model. Raises DictionaryError where it is not installed."""
        self._parser = SpacyParser()

    def split(self, text: str) -> list[Chars]:
        """The characters of each of its words, white space left out."""
        return self._parser.split(text)

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Its own words and sentences; a new line opens a sentence."""
        items = [(text, self.split(text), None) for text in texts]
        return [
            Read(text=text, words=tuple(words), layers=layers)
            for (text, words, _), layers in zip(items, self.read_words(items), strict=True)
        ]

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The grammar of given words; of given sentences, where they are."""
        parses = self._parser.parse([(text, [_words(text, words, opens)]) for text, words, opens in items])
        return [_layers(parse) for (parse,) in parses]


def _words(text: str, words: Sequence[Chars], opens: Sequence[int] | None) -> list[Word]:
    if opens is None:
        lines = {match.end() for match in _LINE.finditer(text)}
        first = {i for i, (start, _) in enumerate(words) if start in lines} | {0}
    else:
        first = set(opens)
    return [
        Word(start=start, end=end, opens=i in first, may_open=opens is None)
        for i, (start, end) in enumerate(words)
    ]


def _layers(parse: Parse) -> Layers:
    return Layers(
        opens=tuple(parse.opens),
        upos=tuple(token.upos for token in parse.tokens),
        xpos=tuple(token.xpos for token in parse.tokens),
        lemmas=tuple(token.lemma for token in parse.tokens),
        heads=tuple(token.head for token in parse.tokens),
        deprels=tuple(token.deprel for token in parse.tokens),
    )
