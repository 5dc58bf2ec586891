"""The hatecheck exam: short functional tests of whether a text is hateful.

The set is Röttger and others, "HateCheck: Functional Tests for Hate Speech Detection Models" (2021), as a
CSV file with ``functionality``, ``test_case`` and ``label_gold``. Each case is flagged as a reader's comment
would be, and either kind of flag counts as hateful.
"""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from dateline.errors import UnreadableInput
from dateline.evaluate.result import Result
from dateline.records.evidence import Record

_COLUMNS = ("functionality", "test_case", "label_gold")
_LABELS = ("hateful", "non-hateful")


class Case(Record, frozen=True):
    """One test: its text, what it tests, and whether it is hateful."""

    functionality: str
    text: str
    hateful: bool


def load(path: Path) -> list[Case]:
    """The cases of a file, or of the one CSV file in a folder, in its order. Raises UnreadableInput, naming the line at fault."""
    if path.is_dir():
        found = sorted(path.glob("*.csv"))
        if len(found) != 1:
            raise UnreadableInput(
                str(path), f"holds {len(found)} CSV files; name hatecheck's CSV file itself"
            )
        path = found[0]
    try:
        content = path.read_text("utf-8", errors="strict")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"cannot be read ({error}); give hatecheck's CSV file") from error
    rows = csv.DictReader(content.splitlines(keepends=True))
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise UnreadableInput(str(path), f"has no column {missing[0]!r}; give hatecheck's CSV file")
    cases: list[Case] = []
    for row in rows:
        if row["label_gold"] not in _LABELS:
            reason = (
                f"line {rows.line_num}: the label is {row['label_gold']!r}, not one of {', '.join(_LABELS)}"
            )
            raise UnreadableInput(str(path), reason)
        hateful = row["label_gold"] == "hateful"
        cases.append(Case(functionality=row["functionality"], text=row["test_case"], hateful=hateful))
    if not cases:
        raise UnreadableInput(str(path), "holds no cases; give hatecheck's CSV file")
    return cases


def evaluate(path: Path) -> Result:
    """The figures of hatecheck's CSV file at ``path``.

    ``accuracy``; ``precision``, ``recall`` and ``f1`` of "hateful"; ``accuracy.NAME`` of each functionality.
    The baselines answer the same for every case. Raises UnreadableInput.
    """
    from dateline.dictionaries.flags import load_flag_words
    from dateline.read.flags import Flagger

    cases = load(path)
    flagger = Flagger(load_flag_words())
    started = time.perf_counter()
    answers = [bool(flagger.flags(case.text)) for case in cases]
    seconds = time.perf_counter() - started
    return Result(
        exam="hatecheck",
        path=str(path),
        documents=len(cases),
        seconds=seconds,
        metrics=_figures(cases, answers) | _by_functionality(cases, answers),
        baselines={
            "always hateful": _figures(cases, [True] * len(cases)),
            "never hateful": _figures(cases, [False] * len(cases)),
        },
    )


def _figures(cases: Sequence[Case], answers: Sequence[bool]) -> dict[str, float]:
    """Accuracy, and precision, recall and F1 of "hateful"; a share of none is 0."""
    pairs = [(case.hateful, answer) for case, answer in zip(cases, answers, strict=True)]
    hits = sum(hateful and answer for hateful, answer in pairs)
    precision = hits / max(1, sum(answer for _, answer in pairs))
    recall = hits / max(1, sum(hateful for hateful, _ in pairs))
    return {
        "accuracy": sum(hateful == answer for hateful, answer in pairs) / len(pairs),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if hits else 0.0,
    }


def _by_functionality(cases: Sequence[Case], answers: Sequence[bool]) -> dict[str, float]:
    right: dict[str, list[bool]] = defaultdict(list)
    for case, answer in zip(cases, answers, strict=True):
        right[case.functionality].append(case.hateful == answer)
    return {f"accuracy.{name}": sum(found) / len(found) for name, found in sorted(right.items())}
