"""The exam ``muc4``: which sentences of a wire report tell of an attack.

The set is that of the Fourth Message Understanding Conference (1992) in the form of GTT (Du and others 2021):
a JSON object a line, with the text in small letters and the templates of its incidents. PATH is such a file, or
the folder of the set, of which the part "dev" is read.

Sentences are those of this exam's own rule, whatever a system's are. One is wanted if it has the first mention of
who or what fills a slot of a template; one is chosen if it shares more than half of its characters, or of theirs,
with what a system chose. ``f1``, ``precision`` and ``recall`` go by sentences; ``reports_f1`` by reports, those with
a template against those of which any sentence is chosen. The set names each filler where it stands first, which is
not always where its deed is told: nobody can reach 1.

The baselines: ``event_words``, sentences with a word of the coder's lexicon; ``coder``, sentences of which the whole
pipeline makes a claim of any kind; ``all``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dateline.annotate.layers import Read
from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.grammar import sentence_spans
from dateline.evaluate.reader import Reader, read_all
from dateline.evaluate.result import Result
from dateline.evaluate.spans import same
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Record

EXAM = "muc4"

#: The slots of a template that words of the text fill.
SLOTS = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")

#: How likely a sentence carries an event, from which on it is chosen; on the development part better than one half.
THRESHOLD = 0.4

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


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the reports, or the first ``limit`` of them, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    documents = load(path)[:limit]
    reads, seconds = read_all([each.text for each in documents], reader)
    reports = _coded(documents)
    return Result(
        exam=EXAM,
        path=str(path),
        documents=len(documents),
        seconds=seconds,
        metrics=scores(documents, [likely(read) for read in reads]),
        baselines={
            "event_words": scores(documents, [_event_words(report) for report in reports]),
            "coder": scores(documents, [_claims(report) for report in reports]),
            "all": scores(documents, [sentences(document.text) for document in documents]),
        },
    )


def scores(documents: Sequence[Document], chosen: Sequence[Iterable[tuple[int, int]]]) -> dict[str, float]:
    """The figures for the stretches of each report (characters ``start, end``) that a system chose."""
    wanted: set[tuple[int, int]] = set()
    found: set[tuple[int, int]] = set()
    for n, (document, spans) in enumerate(zip(documents, chosen, strict=True)):
        wanted |= {(n, k) for k, carries in enumerate(carrying(document)) if carries}
        found |= {(n, k) for k in _touched(sentences(document.text), spans)}
    told = {n for n, document in enumerate(documents) if document.templates}
    return same(found, wanted).figures() | {"reports_f1": same((n for n, _ in found), told).f1}


def likely(read: Read, threshold: float = THRESHOLD) -> list[tuple[int, int]]:
    """The sentences, in characters, that carry an event with at least this likelihood."""
    spans = zip(sentence_spans(read), read.layers.carries or (), strict=True)
    return [span for span, likelihood in spans if likelihood >= threshold]


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


def _touched(places: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> set[int]:
    """The sentences that share with a span more than half of the shorter of both."""
    return {
        k
        for start, end in spans
        for k, (first, last) in enumerate(places)
        if 2 * (min(end, last) - max(start, first)) > min(end - start, last - first)
    }


def _coded(documents: Sequence[Document]) -> list[GroundedReport]:
    """The reports as the whole pipeline codes them, each as a plain text."""
    from dateline.pipeline import standard
    from dateline.records.capture import Given, Origin, capture_of

    captures = (
        capture_of(
            document.text.encode(),
            media_type="text/plain",
            origin=Origin(kind="file", name=document.name),
            given=Given(document=document.name),
        )
        for document in documents
    )
    return list(standard().run(captures))


def _event_words(report: GroundedReport) -> list[tuple[int, int]]:
    """The verbs and nouns that tell an event by themselves, by the coder's lexicon."""
    from dateline.dictionaries.lexicon import load_lexicon

    lexicon = load_lexicon()
    verbs = {lemma for lemma, frames in lexicon.verbs.items() if any(words == lemma for words, _ in frames)}
    nouns = {lemma for lemma, frames in lexicon.nouns.items() if any(len(words) == 1 for words, _ in frames)}
    return [
        (token.start, token.end)
        for token in report.annotated.tokens
        if (token.upos == "VERB" and token.lemma in verbs) or (token.upos == "NOUN" and token.lemma in nouns)
    ]


def _claims(report: GroundedReport) -> list[tuple[int, int]]:
    """The stretches that the claims of a report were read from."""
    told = itertools.chain.from_iterable((g.claim.evidence, *g.claim.also) for g in report.claims)
    return [(evidence.start, evidence.end) for evidence in told]


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
