"""The exam ``factuality``: whether what a word tells happened, from -3 (surely not) to 3 (surely).

The sets are UDS-IH2 (Rudinger and others 2018) and UW (Lee and others 2015) in one form, a JSON object a line.
PATH is a file of them, or the folder of both, of which the parts "dev" are read: then the figures of UW have
"uw_" before their names.

``pearson_r`` is the correlation of the answers with the judgements, 0 where all answers are the same; ``mae`` the
mean distance, of which less is better; ``sign_accuracy`` the share of judgements other than 0 whose side of 0 was
found. The words are given.

The baselines: ``always_3``; ``mean``, the mean of the judgements themselves; ``rules``, which go by negation,
auxiliaries, conditions and infinitives in spaCy's grammar.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.annotate.layers import Layers, Read
from dateline.errors import UnreadableInput
from dateline.evaluate.figures import mean, share
from dateline.evaluate.files import content_of, files_of
from dateline.evaluate.reader import Reader, encoder, read_words
from dateline.evaluate.result import Result
from dateline.evaluate.spacy_small import Spacy
from dateline.evaluate.writing import written
from dateline.records.evidence import Record

EXAM = "factuality"

#: The sets in the folder.
SETS = ("UDS_IH2", "UW")

#: How far the scale goes to either side.
SCALE = 3.0

#: What the rules go by, and the number that each gives.
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no"})
_SUPPOSED = {
    "will": 1.0,
    "'ll": 1.0,
    "wo": 1.0,
    "shall": 1.0,
    "would": 0.0,
    "'d": 0.0,
    "should": 0.0,
    "must": 0.0,
}
_POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
_CONDITIONAL = frozenset({"if", "whether", "unless"})


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


def evaluate(path: Path, limit: int | None = None, *, reader: Reader | None = None) -> Result:
    """The figures on the sentences of each set, or the first ``limit``, by ``reader`` (None: Dateline's own).

    Raises UnreadableInput, or DictionaryError where a model is not there.
    """
    sets = {"": load(path)[:limit]} if path.is_file() else _at_hand(path, limit)
    reader, spacy = reader or encoder(), Spacy()
    seconds = 0.0
    metrics: dict[str, float] = {}
    baselines: dict[str, dict[str, float]] = {"always_3": {}, "mean": {}, "rules": {}}
    for prefix, sentences in sets.items():
        golds = [sentence.layers for sentence in sentences]
        items = [(sentence.text, sentence.words, sentence.layers.opens) for sentence in sentences]
        answers, took = read_words(items, reader)
        seconds += took
        metrics |= _named(prefix, scores(golds, answers))
        middle = mean(value for gold in golds for value in gold.factuality or () if not math.isnan(value))
        parsed = zip(sentences, spacy.read_words(items), strict=True)
        others = {
            "always_3": [_constant(gold, SCALE) for gold in golds],
            "mean": [_constant(gold, middle) for gold in golds],
            "rules": [by_rules(sentence, grammar) for sentence, grammar in parsed],
        }
        for name, given in others.items():
            baselines[name] |= _named(prefix, scores(golds, given))
    return Result(
        exam=EXAM,
        path=str(path),
        documents=sum(map(len, sets.values())),
        seconds=seconds,
        metrics=metrics,
        baselines=baselines,
    )


def scores(golds: Sequence[Layers], answers: Sequence[Layers]) -> dict[str, float]:
    """The figures of answers for the words of the golds of the same place; an answer of nan counts as 3."""
    pairs = [
        (wanted, SCALE if math.isnan(given) else given)
        for gold, answer in zip(golds, answers, strict=True)
        for wanted, given in zip(gold.factuality or (), answer.factuality or (), strict=True)
        if not math.isnan(wanted)
    ]
    sided = [(wanted, given) for wanted, given in pairs if wanted]
    return {
        "pearson_r": pearson(pairs),
        "mae": mean(abs(wanted - given) for wanted, given in pairs),
        "sign_accuracy": share(sum((wanted > 0) == (given > 0) for wanted, given in sided), len(sided)),
    }


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation of the two numbers of the pairs; 0 where one of them never changes."""
    if len({a for a, _ in pairs}) < 2 or len({b for _, b in pairs}) < 2:
        return 0.0
    left, right = mean(a for a, _ in pairs), mean(b for _, b in pairs)
    together = sum((a - left) * (b - right) for a, b in pairs)
    apart = math.sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))
    return share(together, apart)


def by_rules(read: Read, grammar: Layers) -> Layers:
    """The factuality of every word by what hangs on it: negation, auxiliaries, conditions, "to"."""
    forms = [read.text[start:end].lower() for start, end in read.words]
    numbers = [SCALE] * len(forms)
    heads, relations = grammar.heads or (), grammar.deprels or ()
    negated: set[int] = set()
    for form, head, relation in zip(forms, heads, relations, strict=True):
        if form in _NEGATIVE and relation in ("advmod", "det"):
            negated.add(head)
        elif relation.startswith("aux"):
            numbers[head] = min(numbers[head], 0.0 if form in _POSSIBLE else _SUPPOSED.get(form, SCALE))
        elif relation == "mark" and form in _CONDITIONAL:
            numbers[head] = 0.0
        if form == "to" and relation in ("aux", "mark"):
            numbers[head] = min(numbers[head], 0.0)
    given = tuple(-number if i in negated else number for i, number in enumerate(numbers))
    return Layers(factuality=given)


def _at_hand(path: Path, limit: int | None) -> dict[str, list[Sentence]]:
    """The development part of each set by the prefix of its figures; the first set must be there."""
    sets = {"": load(path)[:limit]}
    for name in SETS[1:]:
        if (path / name / "dev.jsonl").is_file():
            sets[f"{name.lower()}_"] = load(path, name)[:limit]
    return sets


def _named(prefix: str, figures: dict[str, float]) -> dict[str, float]:
    return {prefix + name: value for name, value in figures.items()}


def _constant(gold: Layers, value: float) -> Layers:
    return Layers(factuality=tuple(value for _ in gold.factuality or ()))


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
