"""The exam ``factuality``: whether what a word tells happened, from -3 (surely not) to 3 (surely).

The sets are UDS-IH2 (Rudinger and others 2018) and UW (Lee and others 2015) in one form, a JSON object a line.
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from dateline.annotate.layers import Layers, Read
from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.writing import written
from dateline.records.evidence import Record

EXAM = "factuality"

#: The sets in the folder.
SETS = ("UDS_IH2", "UW")

#: How far the scale goes to either side.
SCALE = 3.0


class Sentence(Read, frozen=True, kw_only=True):
    """A sentence: its place in the file, its text put together from the set's words, its layers.

    Of ``layers``, ``opens`` and ``factuality`` are known, the latter nan at words without a judgement.
    """

    name: str


class _Target(Record, frozen=True):
    span1: tuple[int, int]
    label: float


class _Line(Record, frozen=True):
    text: str
    targets: tuple[_Target, ...]


def load(path: Path, name: str = "UDS_IH2", part: str = "dev") -> list[Sentence]:
    """The sentences of a .jsonl file, or of a part ("train", "dev") of a set in the folder of the sets.

    Where a judged event has several words, the last has the number. Raises UnreadableInput, naming the file and
    the line at fault.
    """
    sentences: list[Sentence] = []
    for file in files_of(path, EXAM, f"{name}/{part}.jsonl", f"{part}.jsonl"):
        for number, line in enumerate(content_of(file, EXAM).split("\n"), 1):
            if line.strip():
                sentences.append(_sentence(file, number, line))
    if not sentences:
        raise UnreadableInput(str(path), "holds no sentences; give a .jsonl file of the exam factuality")
    return sentences


def _sentence(file: Path, number: int, line: str) -> Sentence:
    try:
        raw = msgspec.json.decode(line, type=_Line)
    except msgspec.DecodeError as error:
        raise UnreadableInput(
            str(file), f"line {number} is no sentence of the exam factuality ({error})"
        ) from error
    text, words = written(raw.text.split())
    numbers = [math.nan] * len(words)
    for target in raw.targets:
        first, last = target.span1
        if not (0 <= first < last <= len(words) and abs(target.label) <= SCALE):
            reason = f"line {number} judges words {first} to {last} of {len(words)} with {target.label}"
            raise UnreadableInput(str(file), f"{reason}; give the set as its authors publish it")
        numbers[last - 1] = target.label
    layers = Layers(opens=(0,) if words else (), factuality=tuple(numbers))
    return Sentence(name=f"{file.parent.name}/{file.name}:{number}", text=text, words=words, layers=layers)
