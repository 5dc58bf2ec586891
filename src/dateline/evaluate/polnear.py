"""The exam ``polnear``: who says what in US news articles.

The set is Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News" (2018): brat files
with source, cue and content. PATH is its data folder, of which ``dev`` is read, or one part with ``text/`` and
``attributions/``. A span is right where its first and last character are; a discontinuous one counts as its
fragments, and fragments with only blanks between them are one. Where several annotators marked an article, the
same answer is scored against each copy. Figures go over all spans of all articles.

Published exact-span F1 of source, cue and content, in percent: rules 10.7, 22.8, 5.6; CRF 50.6, 53.4, 28.6;
BiLSTM-CRF 69.6, 66.7, 59.0; BERT with Cofe 83.2, 75.3, 72.9. They are of a slightly different cut of the data
(its test part), so compare with care.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dateline.annotate.layers import Read
from dateline.errors import UnreadableInput
from dateline.evaluate.figures import share
from dateline.evaluate.reader import Reader, read_all
from dateline.evaluate.result import Result
from dateline.evaluate.spans import Chars, Counts, chars_of, joined, same
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


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the articles, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    documents = load(path)[:limit]
    reads, seconds = read_all([each.text for each in documents], reader)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=scores(documents, [attributions_of(read) for read in reads]),
        baselines=baselines(documents),
    )


def baselines(documents: Sequence[Document]) -> dict[str, dict[str, float]]:
    """The figures of the rules in ``cue_verbs``. Raises DictionaryError where spaCy's model is not installed."""
    from dateline.evaluate.cue_verbs import attributions as by_rule

    return {"cue_verbs": scores(documents, by_rule([each.text for each in documents]))}


def attributions_of(read: Read) -> tuple[Attribution, ...]:
    """A reading's attributions as characters; none where the layer is not known."""
    return tuple(
        Attribution(
            source=joined(read.text, (chars_of(read.words, span) for span in said.source)),
            cue=joined(read.text, (chars_of(read.words, span) for span in said.cue)),
            content=joined(read.text, (chars_of(read.words, span) for span in said.content)),
        )
        for said in read.layers.said or ()
    )


def scores(documents: Sequence[Document], given: Sequence[Sequence[Attribution]]) -> dict[str, float]:
    """The figures of the attributions given for each document.

    ``source``, ``cue`` and ``content`` with F1, precision and recall of spans; ``cue_source_f1`` and
    ``cue_content_f1`` of pairs in one attribution, both wholly right. ``chain_source_accuracy`` is the share,
    of the marked attributions whose cue is given, that have the very source marked, or none where none is.
    """
    counts: dict[str, Counts] = defaultdict(Counts)
    met = right = 0
    for document, ours in zip(documents, given, strict=True):
        for copy in document.copies:
            for name in ("source", "cue", "content"):
                counts[name] += same(_fragments(ours, name), _fragments(copy.attributions, name))
            for name in ("source", "content"):
                counts[f"cue_{name}"] += same(_pairs(ours, name), _pairs(copy.attributions, name))
            sources = {each.cue: each.source for each in ours if each.cue}
            found = [each for each in copy.attributions if each.cue in sources]
            met += len(found)
            right += sum(sources[each.cue] == each.source for each in found)
    figures: dict[str, float] = {}
    for name in ("source", "cue", "content"):
        figures |= counts[name].figures(name)
    figures |= {f"{name}_f1": counts[name].f1 for name in ("cue_source", "cue_content")}
    return figures | {"chain_source_accuracy": share(right, met)}


def _fragments(attributions: Sequence[Attribution], name: str) -> set[Chars]:
    return {fragment for each in attributions for fragment in getattr(each, name)}


def _pairs(attributions: Sequence[Attribution], name: str) -> set[tuple[object, object]]:
    return {(each.cue, getattr(each, name)) for each in attributions if each.cue and getattr(each, name)}


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
