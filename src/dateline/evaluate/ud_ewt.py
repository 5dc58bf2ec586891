"""The exam ``ud_ewt``: words, sentences, parts of speech, lemmas and dependencies of English.

The set is the English Web Treebank of Universal Dependencies (Silveira and others 2014), in CoNLL-U. PATH is
a .conllu file, or the set's folder, of which the part "dev" is read.

**On the set's words and sentences**: ``upos``, ``xpos`` and ``lemma`` (without case) are shares of words. ``uas``
is the share with the right head, ``las`` with the right relation too, by the universal part of its name as in
the CoNLL 2018 shared task; ``las_subtypes`` wants the whole name ("nsubj:pass"). Punctuation counts.

**On the text alone**: ``words_f1`` and ``sentences_f1`` want the first and the last character right.
``raw_upos``, ``raw_uas`` and ``raw_las`` are F1 over words, where a wrongly split one is wrong.
``words_per_second`` is of this reading, with nothing else.

The baseline is spaCy's small English model, its relations turned into Universal Dependencies.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.annotate.layers import Layers, Read
from dateline.errors import UnreadableInput
from dateline.evaluate.figures import share
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.grammar import raw_scores, word_scores
from dateline.evaluate.reader import Reader, encoder, read_all, read_words
from dateline.evaluate.result import Result
from dateline.evaluate.spacy_small import Spacy
from dateline.records.evidence import Record

EXAM = "ud_ewt"

_COLUMNS = 10


class Document(Read, frozen=True, kw_only=True):
    """A document of the treebank: its name, its text as it was written, and its grammar.

    A paragraph opens on a new line. Of ``layers``, those of the grammar are known: ``opens``, ``upos``,
    ``xpos``, ``lemmas``, ``heads``, ``deprels``.
    """

    name: str


class Row(Record, gc=False, frozen=True):
    """A word of a sentence; ``head`` counts from 1, 0 is the root. A wider token covers several."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


class Piece(Record, frozen=True):
    """What is written without a break, the words in it, and whether a blank follows."""

    surface: str
    rows: tuple[Row, ...]
    blank: bool


def load(path: Path, part: str = "dev") -> list[Document]:
    """The documents of a .conllu file, or of a part ("train", "dev") in the set's folder, in order.

    Raises UnreadableInput, naming the file and the line at fault.
    """
    documents: list[Document] = []
    for file in files_of(path, EXAM, f"*{part}*.conllu"):
        building: _Building | None = None
        for comments, pieces in _sentences(file):
            name = comments.get("newdoc id", comments.get("newdoc"))
            if building is None or name is not None:
                if building is not None:
                    documents.append(building.document())
                building = _Building(name or f"{file.name}:{len(documents)}")
            building.add(pieces, opens_paragraph="newpar" in comments or "newpar id" in comments)
        if building is None:
            raise UnreadableInput(str(file), "holds no sentences; give a treebank in CoNLL-U")
        documents.append(building.document())
    return documents


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the documents, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    documents = load(path)[:limit]
    metrics, seconds = _taken(reader or encoder(), documents)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=metrics,
        baselines={"spacy": _taken(Spacy(), documents)[0]},
    )


def _taken(reader: Reader, documents: Sequence[Document]) -> tuple[dict[str, float], float]:
    """A reader's figures, and the seconds it took."""
    reads, raw = read_all([each.text for each in documents], reader)
    layers, given = read_words([(each.text, each.words, each.layers.opens) for each in documents], reader)
    figures = word_scores([each.layers for each in documents], layers) | raw_scores(documents, reads)
    return figures | {"words_per_second": share(sum(len(read.words) for read in reads), raw)}, raw + given


class _Building:
    """A document that grows by the sentence."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text: list[str] = []
        self._at = 0
        self._blank = False
        self._words: list[tuple[int, int]] = []
        self._rows: list[Row] = []
        self._heads: list[int] = []
        self._opens: list[int] = []

    def add(self, pieces: Sequence[Piece], opens_paragraph: bool) -> None:
        base = len(self._rows)
        self._opens.append(base)
        if base and opens_paragraph:
            self._blank = False
            self._write("\n")
        for piece in pieces:
            if self._blank:
                self._write(" ")
            for start, end in _shares(piece.surface, [row.form for row in piece.rows]):
                self._words.append((self._at + start, self._at + end))
            self._write(piece.surface)
            self._blank = piece.blank
            for row in piece.rows:
                self._heads.append(base + row.head - 1 if row.head else len(self._rows))
                self._rows.append(row)

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._at += len(text)

    def document(self) -> Document:
        layers = Layers(
            opens=tuple(self._opens),
            upos=tuple(row.upos for row in self._rows),
            xpos=tuple(row.xpos for row in self._rows),
            lemmas=tuple(row.lemma for row in self._rows),
            heads=tuple(self._heads),
            deprels=tuple(row.deprel for row in self._rows),
        )
        return Document(name=self._name, text="".join(self._text), words=tuple(self._words), layers=layers)


def _sentences(file: Path) -> Iterator[tuple[dict[str, str], list[Piece]]]:
    """The comments of each sentence, by name, and what is written in it."""
    lines = enumerate(content_of(file, EXAM).split("\n"), 1)
    for filled, group in itertools.groupby(lines, key=lambda line: bool(line[1].strip())):
        if not filled:
            continue
        comments: dict[str, str] = {}
        rows: list[tuple[int, list[str]]] = []
        for number, line in group:
            if line.startswith("#"):
                name, _, value = line[1:].partition("=")
                comments[name.strip()] = value.strip()
                continue
            fields = line.split("\t")
            if len(fields) != _COLUMNS:
                raise _fault(file, number, f"has {len(fields)} columns, not {_COLUMNS}")
            if "." not in fields[0]:  # a word that is not written
                rows.append((number, fields))
        if rows:
            yield comments, _pieces(file, rows)


def _pieces(file: Path, rows: Sequence[tuple[int, list[str]]]) -> list[Piece]:
    """What a sentence is written in; a token of several words, "don't", is one piece."""
    single = [(number, fields[0]) for number, fields in rows if "-" not in fields[0]]
    for expected, (number, given) in enumerate(single, 1):
        if given != str(expected):
            raise _fault(file, number, f"is word {given!r}, not {expected}")
    pieces: list[Piece] = []
    queue = iter(rows)
    for number, fields in queue:
        first, _, last = fields[0].partition("-")
        try:
            size = int(last) - int(first) + 1 if last else 0
            inside = list(itertools.islice(queue, size)) if size else [(number, fields)]
            words = tuple(
                Row(form=f[1], lemma=f[2], upos=f[3], xpos=f[4], head=int(f[6]), deprel=f[7])
                for _, f in inside
            )
        except ValueError as error:
            raise _fault(file, number, "has no number where one is due") from error
        if not words or any(not 0 <= row.head <= len(single) or not row.form for row in words):
            raise _fault(file, number, "has a head outside the sentence, or no word")
        notes = fields[9].split("|")
        pieces.append(Piece(surface=fields[1], rows=words, blank="SpaceAfter=No" not in notes))
    return pieces


def _shares(surface: str, forms: Sequence[str]) -> list[tuple[int, int]]:
    """The characters of each word in what is written; in even parts where the words do not make it up."""
    if "".join(forms) == surface:
        ends = list(itertools.accumulate(len(form) for form in forms))
    else:
        ends = [round(len(surface) * (k + 1) / len(forms)) for k in range(len(forms))]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _fault(file: Path, number: int, reason: str) -> UnreadableInput:
    return UnreadableInput(str(file), f"line {number} {reason}; give a treebank in CoNLL-U")
