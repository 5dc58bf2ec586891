"""The exam ``negation``: the words that negate, and the words that each of them negates.

The set is ConanDoyle-neg (Morante and Daelemans 2012) in the columns of the *SEM 2012 shared task.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.annotate.layers import Layers, Read, Span
from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.writing import written
from dateline.records.evidence import Record

EXAM = "negation"

#: Columns before those of the negations, and the columns of each.
_BEFORE = 7
_EACH = 3

_NONE, _OUTSIDE = "***", "_"


class Negation(Record, frozen=True):
    """Words that negate, what they negate, and the event in it; indices of words of the document.

    Where a part of a word negates ("un" in "unhappy") the cue is that word, and so is what the rest of it is in.
    """

    cue: tuple[int, ...]
    scope: tuple[int, ...] = ()
    event: tuple[int, ...] = ()


class Document(Read, frozen=True, kw_only=True):
    """A chapter: its name, its text put together from the set's words, its negations and its layers.

    Of ``layers``, ``opens``, ``cues`` and ``scopes`` are known. There a cue in several places ("neither ...
    nor") is several cues with the same scope.
    """

    name: str
    negations: tuple[Negation, ...]


def load(path: Path, part: str | None = "dev") -> list[Document]:
    """The chapters of a file, or of a part ("train", "dev", "test") in the set's folder, in order.

    Without a part, those of all files. Raises UnreadableInput, naming the file and the line at fault.
    """
    patterns = ("*.txt",) if part is None else (f"*-{part}*.txt", f"*{part}*.txt")
    documents: list[Document] = []
    for file in files_of(path, EXAM, *patterns):
        sentences = _sentences(file)
        for name, chapter in itertools.groupby(sentences, key=lambda rows: rows[0][0]):
            documents.append(_document(name, list(chapter)))
    if not documents:
        raise UnreadableInput(str(path), "holds no sentences; give a file of the exam negation")
    return documents


def fragments(words: Iterable[int]) -> tuple[Span, ...]:
    """Words as the spans of those that stand in a row, in order."""
    spans: list[Span] = []
    for i in sorted(set(words)):
        if spans and spans[-1].last == i:
            spans[-1] = Span(first=spans[-1].first, last=i + 1)
        else:
            spans.append(Span(first=i, last=i + 1))
    return tuple(spans)


def _sentences(file: Path) -> Iterator[list[list[str]]]:
    """The columns of each sentence's words."""
    lines = enumerate(content_of(file, EXAM).split("\n"), 1)
    for filled, group in itertools.groupby(lines, key=lambda line: bool(line[1].strip())):
        if not filled:
            continue
        rows: list[list[str]] = []
        for number, line in group:
            fields = line.rstrip().split("\t")
            extra = len(fields) - _BEFORE
            alone = extra == 1 and fields[-1] == _NONE
            if not (alone or (extra > 0 and extra % _EACH == 0)) or (rows and len(fields) != len(rows[0])):
                reason = f"line {number} has {len(fields)} columns, which hold no negations of *SEM 2012"
                raise UnreadableInput(str(file), f"{reason}; give the set as its authors publish it")
            rows.append(fields)
        yield rows


def _document(name: str, sentences: Sequence[list[list[str]]]) -> Document:
    text = ""
    words: list[tuple[int, int]] = []
    opens: list[int] = []
    negations: list[Negation] = []
    for rows in sentences:
        base = len(words)
        opens.append(base)
        surface, spans = written([row[3] for row in rows])
        text += " " if text else ""
        words += [(len(text) + start, len(text) + end) for start, end in spans]
        text += surface
        for column in range(_BEFORE, len(rows[0]) - _EACH + 1, _EACH):
            cue, scope, event = (
                tuple(base + i for i, row in enumerate(rows) if row[column + k] != _OUTSIDE)
                for k in range(_EACH)
            )
            if cue:
                negations.append(Negation(cue=cue, scope=scope, event=event))
    pieces = sorted(
        ((span, fragments(each.scope)) for each in negations for span in fragments(each.cue)),
        key=lambda piece: piece[0].first,
    )
    layers = Layers(
        opens=tuple(opens), cues=tuple(cue for cue, _ in pieces), scopes=tuple(scope for _, scope in pieces)
    )
    return Document(name=name, text=text, words=tuple(words), layers=layers, negations=tuple(negations))
