"""The exam ``polnear``: who says what in US news articles."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from dateline.errors import UnreadableInput
from dateline.evaluate.spans import Chars, joined
from dateline.records.evidence import Record

EXAM = "polnear"

_MEND = "give PolNeAR's data folder, or one part of it with text/ and attributions/"
_TEXT = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"E\d+\t(.*)$")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


class Attribution(Record, frozen=True):
    """One attribution: characters of who says it, of the words that say so, and of what is said.

    Each is in its fragments, in order; touching fragments are one. Empty where the annotator marked none.
    """

    source: tuple[Chars, ...] = ()
    cue: tuple[Chars, ...] = ()
    content: tuple[Chars, ...] = ()


class Copy(Record, frozen=True):
    """A document's attributions as one annotator marked them, in order of their cues."""

    annotator: str
    attributions: tuple[Attribution, ...]


class Document(Record, frozen=True):
    """An article: the name of its file without ".txt", its text, and each annotator's copy (one or more)."""

    name: str
    text: str
    copies: tuple[Copy, ...]


def load(path: Path, part: str = "dev") -> list[Document]:
    """The articles of a part ("train", "dev"), by name; ``path`` may also be the part's own folder.

    A copy is a file ARTICLE_ANNOTATOR.ann. What is marked as discussed or discarded is no attribution.
    Raises UnreadableInput, naming the file.
    """
    folder = path if (path / "text").is_dir() else path / part
    for name in ("text", "attributions"):
        if not (folder / name).is_dir():
            raise UnreadableInput(str(folder), f"has no folder {name}/; {_MEND}")
    files: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    for file in sorted((folder / "attributions").glob("*.ann")):
        name, _, annotator = file.stem.rpartition("_")
        files[name].append((annotator, file))
    documents: list[Document] = []
    for name, copies in sorted(files.items()):
        text = _content(folder / "text" / f"{name}.txt")
        read = tuple(
            Copy(annotator=annotator, attributions=attributions(text, _content(file), str(file)))
            for annotator, file in copies
        )
        documents.append(Document(name=name, text=text, copies=read))
    if not documents:
        raise UnreadableInput(str(folder / "attributions"), f"holds no .ann files; {_MEND}")
    return documents


def attributions(text: str, marks: str, name: str) -> tuple[Attribution, ...]:
    """The attributions of one brat file, in order of their cues.

    ``text`` is the article's, ``marks`` the file's content, ``name`` what to call it in an error. Raises
    UnreadableInput where a mark lies outside the text or an attribution names one that is not there.
    """
    spans: dict[str, tuple[Chars, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for number, line in enumerate(marks.split("\n"), start=1):
        if mark := _TEXT.match(line):
            fragments = [(int(a), int(b)) for a, b in (f.split() for f in mark[2].split(";"))]
            if any(not start <= end <= len(text) for start, end in fragments):
                raise UnreadableInput(
                    name, f"line {number}: lies outside its text; use the text it came with"
                )
            spans[mark[1]] = joined(text, fragments)
        elif event := _EVENT.match(line):
            events.append(_ROLE.findall(event[1]))
    found: list[Attribution] = []
    for roles in events:
        missing = [span for _, span in roles if span not in spans]
        if missing:
            raise UnreadableInput(name, f"an attribution names {missing[0]}, which is not in the file")
        source, cue, content = (
            joined(text, (f for each, span in roles if each == role for f in spans[span]))
            for role in ("Source", "Cue", "Content")
        )
        if source or cue or content:
            found.append(Attribution(source=source, cue=cue, content=content))
    return tuple(sorted(found, key=lambda each: each.cue or each.content or each.source))


def _content(file: Path) -> str:
    """The text of a file, its line ends as they are, since offsets count them."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(file), f"cannot be read ({error}); {_MEND}") from error
