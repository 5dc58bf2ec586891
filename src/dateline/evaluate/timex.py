"""The exam ``timex``: time expressions in news.

The set is TimeBank and AQUAINT as TempEval-3 cleaned them (UzZaman and others, 2013): TimeML files, PATH a
folder of them at any depth. Scored is the TEXT of the documents that are held out: a span is found where it
shares a character with a marked one (``relaxed``) or is equal to it (``strict``), each paired once; its type and
its value are right where equal. ``timex_values`` ties the words to the day the document was written, the same
way for Dateline and the baselines; those have no types, so it tells theirs by the words, too.

Published: HeidelTime 90.3 relaxed, 81.3 strict, 77.6 value F1, in percent, on another part (TempEval-3's
Platinum, 20 documents of 2013), so compare with care.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from dateline.annotate.layers import Read
from dateline.errors import UnreadableInput
from dateline.evaluate.figures import share
from dateline.evaluate.reader import Reader, read_all
from dateline.evaluate.result import Result
from dateline.evaluate.spans import Counts, chars_of, overlapping, trimmed
from dateline.evaluate.split import is_held_out
from dateline.records.evidence import Record

EXAM = "timex"

#: Share of the documents of TimeBank and AQUAINT that are the exam's.
HELD_OUT = 0.2

_MEND = "give a folder of TimeML files (.tml)"


class Time(Record, frozen=True):
    """A time expression: its characters, its type (DATE, TIME, DURATION, SET) and its value ("1998-W32", "P5Y")."""

    start: int
    end: int
    kind: str
    value: str


class Happening(Record, frozen=True):
    """A word that tells an event: its characters and its class (OCCURRENCE, REPORTING, STATE, ...)."""

    start: int
    end: int
    kind: str


class Document(Record, frozen=True):
    """An article: the name of its file without ".tml", the text in its TEXT, the day it was written, its marks.

    ``written`` is a value as a time expression has it ("1998-08-07", "1989-10-30T09:15"), "" where there is none.
    """

    name: str
    text: str
    written: str
    times: tuple[Time, ...]
    events: tuple[Happening, ...]


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the exam's documents, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    documents = examined(load(path))[:limit]
    reads, seconds = read_all([each.text for each in documents], reader)
    found = [times_of(read, each.written) for read, each in zip(reads, documents, strict=True)]
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=scores(documents, found),
        baselines=baselines(documents),
    )


def examined(documents: Iterable[Document]) -> list[Document]:
    """Those of the documents that the exam is taken on."""
    return [each for each in documents if held_out(each.name)]


def baselines(documents: Sequence[Document]) -> dict[str, dict[str, float]]:
    """The figures of the patterns of ``find_times`` and of spaCy's DATE and TIME, types told by the words.

    Raises DictionaryError where spaCy's model is not installed.
    """
    from dateline.annotate.times import find_times
    from dateline.evaluate.spacy_small import entities
    from dateline.evaluate.timex_values import time_of

    patterns = [
        [time_of(each.text, (found.start, found.end), each.written) for found in find_times(each.text)]
        for each in documents
    ]
    spacy = [
        [time_of(each.text, chars, each.written) for chars, label in found if label in ("DATE", "TIME")]
        for each, found in zip(documents, entities([each.text for each in documents]), strict=True)
    ]
    return {"patterns": scores(documents, patterns), "spacy_small": scores(documents, spacy)}


def times_of(read: Read, written: str) -> list[Time]:
    """A reading's times, with values tied to the day ``written``; none where the layer is not known."""
    from dateline.evaluate.timex_values import time_of

    return [
        time_of(read.text, chars_of(read.words, span), written, span.label)
        for span in read.layers.times or ()
    ]


def scores(documents: Sequence[Document], given: Sequence[Sequence[Time]]) -> dict[str, float]:
    """The figures of the times given for each document.

    ``relaxed`` and ``strict`` with F1, precision and recall; ``type_accuracy`` and ``value_accuracy`` of the
    spans that were found; ``type_f1`` and ``value_f1``, in which a found span is right where its type or value is.
    """
    right: Counter[str] = Counter()
    for document, ours in zip(documents, given, strict=True):
        spans = [(each.start, each.end) for each in ours]
        gold = [(each.start, each.end) for each in document.times]
        for i, k in overlapping(spans, gold):
            found, wanted = ours[i], document.times[k]
            right["relaxed"] += 1
            right["strict"] += spans[i] == gold[k]
            right["type"] += found.kind == wanted.kind
            right["value"] += found.value == wanted.value != ""
    total = Counts(given=sum(map(len, given)), wanted=sum(len(each.times) for each in documents))
    counts = {name: total + Counts(right=right[name]) for name in ("relaxed", "strict", "type", "value")}
    figures = counts["relaxed"].figures("relaxed") | counts["strict"].figures("strict")
    for name in ("type", "value"):
        figures[f"{name}_accuracy"] = share(right[name], right["relaxed"])
        figures[f"{name}_f1"] = counts[name].f1
    return figures


def held_out(name: str) -> bool:
    """Whether a document is the exam's: a fixed 20 % of TimeBank and AQUAINT, by a hash of the name, and any other."""
    return is_held_out(name, EXAM, HELD_OUT)


def load(path: Path) -> list[Document]:
    """The documents of all .tml files in a folder and those in it, by name. Raises UnreadableInput, naming the file."""
    files = sorted(
        (file for file in path.rglob("*.tml") if not file.name.startswith(".")), key=lambda file: file.name
    )
    if not files:
        raise UnreadableInput(str(path), f"holds no .tml files; {_MEND}")
    return [_document(file) for file in files]


def _document(file: Path) -> Document:
    try:
        root = ElementTree.fromstring(file.read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise UnreadableInput(str(file), f"cannot be read ({error}); {_MEND}") from error
    body = root.find("TEXT")
    if body is None:
        raise UnreadableInput(str(file), f"has no TEXT; {_MEND}")
    written = root.find("DCT/TIMEX3")
    pieces: list[str] = []
    marks: list[tuple[ElementTree.Element, int, int]] = []
    _walk(body, pieces, marks, 0)
    text = "".join(pieces)
    spans = [(mark, *trimmed(text, (start, end))) for mark, start, end in marks]
    return Document(
        name=file.stem,
        text=text,
        written="" if written is None else written.get("value", ""),
        times=tuple(
            Time(start=start, end=end, kind=mark.get("type", ""), value=mark.get("value", ""))
            for mark, start, end in spans
            if mark.tag == "TIMEX3" and start < end
        ),
        events=tuple(
            Happening(start=start, end=end, kind=mark.get("class", ""))
            for mark, start, end in spans
            if mark.tag == "EVENT" and start < end
        ),
    )


def _walk(
    element: ElementTree.Element,
    pieces: list[str],
    marks: list[tuple[ElementTree.Element, int, int]],
    at: int,
) -> int:
    """Append the text of an element to ``pieces`` and its marks, in order; give the character behind it."""
    here = len(marks)
    start = at
    pieces.append(element.text or "")
    at += len(pieces[-1])
    for child in element:
        at = _walk(child, pieces, marks, at)
        pieces.append(child.tail or "")
        at += len(pieces[-1])
    marks.insert(here, (element, start, at))
    return at
