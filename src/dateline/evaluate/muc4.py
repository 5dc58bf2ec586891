"""The exam ``muc4``: which sentences of a wire report tell of an attack.

The set is that of the Fourth Message Understanding Conference (1992) in the form of GTT (Du and others 2021):
a JSON object a line, with the text in small letters and the templates of its incidents.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of
from dateline.records.evidence import Record

EXAM = "muc4"

#: The slots of a template that words of the text fill.
SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

#: Where a sentence ends: at its mark with what closes it, before white space. The fixed rule of this exam.
_END = re.compile(r"[.!?][\"')\]]*(?=\s)|\s{3,}")
#: What ends with a full stop and, before a single blank, ends no sentence.
_SHORT = re.compile(r"(?:^|[\s(\".])(?:[a-z]|mr|mrs|ms|dr|gen|col|lt|maj|capt|sgt|gov|sen|st|no|jr)\.$")


class Filler(Record, gc=False, frozen=True):
    """Words that fill a slot: the characters ``start, end`` of the text."""

    start: int
    end: int
    text: str


class Template(Record, frozen=True):
    """An incident: its kind ("bombing"), and for each slot the participants, each in the forms it is named by."""

    kind: str
    slots: dict[str, tuple[tuple[Filler, ...], ...]]

    def fillers(self) -> list[Filler]:
        """All forms of all participants."""
        return [filler for slot in self.slots.values() for entity in slot for filler in entity]


class Document(Record, frozen=True):
    """A report: its name, its text in small letters, the templates of its incidents; none where it tells none."""

    name: str
    text: str
    templates: tuple[Template, ...]


class _Line(Record, frozen=True):
    docid: str
    doctext: str
    templates: list[dict[str, Any]]


def load(path: Path, part: str = "dev") -> list[Document]:
    """The reports of a file, or of a part ("train", "dev", "test") in the set's folder, in order.

    The set gives the first place where a filler's letters stand; here it is the first where they stand as
    whole words, if there is one. Raises UnreadableInput, naming the file and the line at fault.
    """
    documents: list[Document] = []
    for file in files_of(path, EXAM, f"{part}.json", f"processed/{part}.json"):
        for number, line in enumerate(content_of(file, EXAM).split("\n"), 1):
            if not line.strip():
                continue
            try:
                raw = msgspec.json.decode(line, type=_Line)
                templates = tuple(_template(raw.doctext, template) for template in raw.templates)
            except (msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
                reason = f"line {number} is no report of the exam muc4 in GTT's form ({error})"
                raise UnreadableInput(str(file), f"{reason}; give GTT's processed files") from error
            documents.append(Document(name=raw.docid, text=raw.doctext, templates=templates))
    if not documents:
        raise UnreadableInput(str(path), "holds no reports; give GTT's processed files")
    return documents


def sentences(text: str) -> list[tuple[int, int]]:
    """The characters ``start, end`` of each sentence, by this exam's fixed rule, white space left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        single = not text[match.end() + 1 : match.end() + 2].isspace()
        if not (single and _SHORT.search(text[start : match.end()])):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return [
        (end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        for start, end in spans
        if text[start:end].strip()
    ]


def carrying(document: Document) -> list[bool]:
    """For each sentence of a report, whether a filler of one of its templates lies in it."""
    places = [filler.start for template in document.templates for filler in template.fillers()]
    return [any(start <= place < end for place in places) for start, end in sentences(document.text)]


def _template(text: str, raw: dict[str, Any]) -> Template:
    """A template of the file; raises KeyError, TypeError or ValueError where it is none."""
    return Template(
        kind=str(raw["incident_type"]),
        slots={
            slot: tuple(
                tuple(_filler(text, str(words), int(at)) for words, at in entity) for entity in raw[slot]
            )
            for slot in SLOTS
        },
    )


def _filler(text: str, words: str, at: int) -> Filler:
    if text[at : at + len(words)] != words:
        raise ValueError(f"{words!r} does not stand at {at}")
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    start = at if whole is None else whole.start()
    return Filler(start=start, end=start + len(words), text=words)
