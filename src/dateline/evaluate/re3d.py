"""The exam ``re3d``: names in documents on the war in Syria and Iraq.

The set is Dstl's "Relationship and Entity Extraction Evaluation Dataset" (2017): a folder for each source with
``documents.json`` and ``entities.json``, a JSON object a line. Marks of confidence 0 are not counted. A name is
right where its first and last character and its type are; figures go over all names of all documents that are
held out, and of the BBC's, which nothing shipped is taught on. Its marks go further than names: "we", "four
strikes", "an ISIL tactical unit". Types that Dateline has no kind for (Money, DocumentReference, ...) are counted
in the gold, and so is Vehicle: a vehicle of Dateline's, of soldiers or not, is a MilitaryPlatform here.
No comparable score has been published. Relations are not scored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec

from dateline.annotate.layers import Read
from dateline.annotate.quantities import find_quantities
from dateline.errors import UnreadableInput
from dateline.evaluate.reader import Reader, read_all
from dateline.evaluate.result import Result
from dateline.evaluate.spans import Chars, Counts, chars_of, same, trimmed
from dateline.evaluate.split import is_held_out
from dateline.records.evidence import Record

EXAM = "re3d"

#: The source whose licence (CC BY-NC) keeps it out of the training of shipped weights.
_NOT_TRAINABLE = "BBC Online"

_MEND = "give re3d's folder, in which each source has documents.json and entities.json"

#: The types of the data by Dateline's kinds of mention. A crowd or a people is an organisation there; roles have none.
KINDS: dict[str, str] = {
    "person": "Person",
    "armed-group": "Organisation",
    "state-force": "Organisation",
    "organisation": "Organisation",
    "government": "Organisation",
    "outlet": "Organisation",
    "civilians": "Organisation",
    "place": "Location",
    "facility": "Location",
    "weapon": "Weapon",
    "vehicle": "MilitaryPlatform",
    "nationality": "Nationality",
    "quantity": "Quantity",
    "time": "Temporal",
}
#: The types that have a figure of their own.
TYPES = tuple(dict.fromkeys(KINDS.values()))

#: What the data marks together with its article, and such an article right before a name.
_WITH_ARTICLE = frozenset({"Person", "Organisation", "Location"})
_ARTICLE = re.compile(r"(?<!\w)((?:the|an?)\s)$", re.IGNORECASE)

#: A name: its characters and its type.
Name: TypeAlias = tuple[int, int, str]

R = TypeVar("R", bound=Record)


class Entity(Record, frozen=True):
    """A name, or another span that is marked: its characters, its type as in the data, how sure (above 0, to 1)."""

    start: int
    end: int
    kind: str
    confidence: float


class Document(Record, frozen=True):
    """A document: its id, its source ("CENTCOM"), its text, its entities in order; no two cover the same span."""

    id: str
    source: str
    text: str
    entities: tuple[Entity, ...]

    @property
    def trainable(self) -> bool:
        """Whether shipped weights may be trained on it: the BBC's may not."""
        return self.source != _NOT_TRAINABLE


class _Text(Record, frozen=True):
    id: str = msgspec.field(name="_id")
    source: str = msgspec.field(name="sourceName")
    text: str


class _Mark(Record, frozen=True, rename="camel"):
    document_id: str
    begin: int
    end: int
    type: str
    confidence: float


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the exam's documents, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model or dictionary is not there.
    """
    documents = examined(load(path))[:limit]
    reads, seconds = read_all([each.text for each in documents], reader)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=scores(documents, [names_of(read) for read in reads]),
        baselines=baselines(documents),
    )


def examined(documents: Iterable[Document]) -> list[Document]:
    """Those of the documents that the exam is taken on: what is held out, and what may not be trained on."""
    return [each for each in documents if held_out(each.id) or not each.trainable]


def baselines(documents: Sequence[Document]) -> dict[str, dict[str, float]]:
    """The figures of spaCy's names, of the dictionaries alone, and of the annotate stage. Raises DictionaryError."""
    from dateline.evaluate.name_systems import systems

    texts = [each.text for each in documents]
    return {name: scores(documents, system(texts)) for name, system in systems().items()}


def names_of(read: Read) -> set[Name]:
    """A reading's names and times under the types of the data, and the counts beside them that the patterns find."""
    found = {
        (*chars_of(read.words, each), KINDS[each.label])
        for each in read.layers.names or ()
        if each.label in KINDS
    }
    found |= {(*chars_of(read.words, each), KINDS["time"]) for each in read.layers.times or ()}
    for each in find_quantities(read.text):
        if not any(start < each.end and each.start < end for start, end, _ in found):
            found.add((each.start, each.end, KINDS["quantity"]))
    return found


def with_articles(text: str, names: Iterable[Name]) -> set[Name]:
    """The names as the data marks them: "the" and "a" belong to a person, an organisation or a location."""
    found: set[Name] = set()
    for start, end, kind in names:
        before = _ARTICLE.search(text, max(0, start - 5), start) if kind in _WITH_ARTICLE else None
        found.add((before.start(1) if before else start, end, kind))
    return found


def scores(documents: Sequence[Document], given: Sequence[Iterable[Name]]) -> dict[str, float]:
    """The figures of the names given for each document, whoever gave them, each taken with its article.

    ``names`` with F1, precision and recall of span and type; ``spans_f1`` whatever the type; ``actors_f1`` of
    persons and organisations; ``places_f1`` of locations; and F1 of each type that Dateline has a kind for.
    """
    names, spans, actors = Counts(), Counts(), Counts()
    by_type = dict.fromkeys(TYPES, Counts())
    for document, found in zip(documents, given, strict=True):
        ours = with_articles(document.text, found)
        gold = {(each.start, each.end, each.kind) for each in document.entities}
        names += same(ours, gold)
        spans += same((name[:2] for name in ours), (name[:2] for name in gold))
        actors += _of(ours, gold, "Person", "Organisation")
        for kind in TYPES:
            by_type[kind] += _of(ours, gold, kind)
    return (
        names.figures("names")
        | {"spans_f1": spans.f1, "actors_f1": actors.f1, "places_f1": by_type["Location"].f1}
        | {f"{kind.lower()}_f1": counts.f1 for kind, counts in by_type.items()}
    )


def _of(ours: Iterable[Name], gold: Iterable[Name], *kinds: str) -> Counts:
    return same((name for name in ours if name[2] in kinds), (name for name in gold if name[2] in kinds))


def held_out(document_id: str) -> bool:
    """Whether a document is the exam's: any that training is not given, among them all of the claims key."""
    return is_held_out(document_id, EXAM, 0.0)


def load(path: Path) -> list[Document]:
    """The documents of every source in a folder, or of the one source it is, by source and id.

    Entities of confidence 0 are left out; of several on the same span the most sure is kept, then the first.
    Raises UnreadableInput, naming the file.
    """
    folders = [path] if (path / "documents.json").is_file() else sorted(path.glob("*/"))
    folders = [folder for folder in folders if (folder / "documents.json").is_file()]
    if not folders:
        raise UnreadableInput(str(path), f"holds no documents.json; {_MEND}")
    documents: list[Document] = []
    for folder in folders:
        marks: dict[str, list[_Mark]] = defaultdict(list)
        for mark in _lines(folder / "entities.json", _Mark):
            marks[mark.document_id].append(mark)
        for each in sorted(_lines(folder / "documents.json", _Text), key=lambda text: text.id):
            found = _entities(each.text, marks[each.id], str(folder / "entities.json"))
            documents.append(Document(id=each.id, source=each.source, text=each.text, entities=found))
    return documents


def _entities(text: str, marks: list[_Mark], name: str) -> tuple[Entity, ...]:
    best: dict[Chars, Entity] = {}
    for mark in marks:
        if not 0 <= mark.begin <= mark.end <= len(text):
            reason = f"an entity at {mark.begin} lies outside document {mark.document_id}"
            raise UnreadableInput(name, f"{reason}; use the documents it came with")
        start, end = span = trimmed(text, (mark.begin, mark.end))
        rival = best.get(span)
        if mark.confidence > (rival.confidence if rival else 0.0) and start < end:
            best[span] = Entity(start=start, end=end, kind=mark.type, confidence=mark.confidence)
    return tuple(best[span] for span in sorted(best))


def _lines(file: Path, kind: type[R]) -> list[R]:
    """The records of a file with a JSON object a line."""
    try:
        return msgspec.json.Decoder(kind).decode_lines(file.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise UnreadableInput(str(file), f"cannot be read ({error}); {_MEND}") from error
