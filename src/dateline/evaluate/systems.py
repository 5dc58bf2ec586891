"""What takes the exams of words: Dateline's encoder, and spaCy's small model beside it, behind one face."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Sequence
from typing import Protocol

from dateline.annotate.layers import Layers, Read
from dateline.annotate.parser import Parse, Parser
from dateline.annotate.words import Word

#: A text, the characters ``start, end`` of its words, and the indices of those that open a sentence, if given.
Given = tuple[str, Sequence[tuple[int, int]], Sequence[int] | None]

_ENCODER = "dateline.annotate.encoder"

#: Said in a result that has the baselines alone.
NO_ENCODER = "this version of Dateline has no encoder: the figures are those of the baselines alone"

_LINE = re.compile(r"\n\s*(?=\S)")


class System(Protocol):
    """What reads texts into layers."""

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The words of each text, split by the system, and their layers."""

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The layers of the words that are given."""


def encoder() -> System | None:
    """Dateline's encoder; None in a version that has none. Raises DictionaryError where its model is missing."""
    if importlib.util.find_spec(_ENCODER) is None:
        return None
    made: System = importlib.import_module(_ENCODER).Encoder()
    return made


class Spacy:
    """spaCy's small English model, its relations turned into Universal Dependencies; it knows grammar alone."""

    def __init__(self) -> None:
        """Load the model. Raises DictionaryError where it is not installed."""
        self._parser = Parser()

    def read(self, texts: Sequence[str]) -> list[Read]:
        """Its own words and sentences; a new line opens a sentence, as in the pipeline."""
        split = [self._parser.split(text) for text in texts]
        parses = self._parser.parse(
            [(text, _words(text, words, None)) for text, words in zip(texts, split, strict=True)]
        )
        return [
            Read(text=text, words=tuple(words), layers=_layers(parse))
            for text, words, parse in zip(texts, split, parses, strict=True)
        ]

    def read_words(self, items: Sequence[Given]) -> list[Layers]:
        """The grammar of given words; of given sentences, where they are."""
        parses = self._parser.parse([(text, _words(text, words, opens)) for text, words, opens in items])
        return [_layers(parse) for parse in parses]


def _words(text: str, words: Sequence[tuple[int, int]], opens: Sequence[int] | None) -> list[Word]:
    if opens is None:
        lines = {match.end() for match in _LINE.finditer(text)}
        first = {i for i, (start, _) in enumerate(words) if start in lines} | {0}
    else:
        first = set(opens)
    return [
        Word(start=start, end=end, read_as=text[start:end], opens=i in first, may_open=opens is None)
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
