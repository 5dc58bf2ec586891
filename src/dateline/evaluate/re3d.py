"""The exam ``re3d``: names in documents on the war in Syria and Iraq."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.errors import UnreadableInput
from dateline.evaluate.spans import Chars, trimmed
from dateline.evaluate.split import is_held_out
from dateline.records.evidence import Record

EXAM = "re3d"

#: Share of the documents that are the exam's.
HELD_OUT = 0.35

#: The source whose licence (CC BY-NC) keeps it out of the training of shipped weights.
_NOT_TRAINABLE = "BBC Online"

_MEND = "give re3d's folder, in which each source has documents.json and entities.json"

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
    text: str


class _Mark(Record, frozen=True, rename="camel"):
    document_id: str
    begin: int
    end: int
    type: str
    confidence: float


def held_out(document_id: str) -> bool:
    """Whether a document is the exam's: a fixed 35 % of those that training has, by a hash of the id, and any other."""
    return is_held_out(document_id, EXAM, HELD_OUT)


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
            documents.append(Document(id=each.id, source=folder.name, text=each.text, entities=found))
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
