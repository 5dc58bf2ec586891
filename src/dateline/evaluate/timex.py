"""The exam ``timex``: time expressions in news."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from dateline.errors import UnreadableInput
from dateline.evaluate.spans import trimmed
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
