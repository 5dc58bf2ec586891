"""The exams by name; each is loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from dateline.errors import UsageError
from dateline.evaluate.result import Result
from dateline.records.evidence import Record


class Exam(Record, frozen=True):
    """An exam: its name, what PATH is, and whether it can be taken on the first N documents only."""

    name: str
    path: str
    limited: bool = True

    @property
    def module(self) -> str:
        """The module that holds it, with ``evaluate(path)`` or, where limited, ``evaluate(path, limit)``."""
        return f"dateline.evaluate.{self.name}"


_EXAMS = (
    Exam(name="articles", path="folder with ground-truth.json and html/ID.html.gz"),
    Exam(name="pages", path="folder with evaldata.json and pages/"),
    Exam(name="labels", path="folder of pages, each with its gold labels beside it (NAME.toml)"),
    Exam(name="hatecheck", path="a .csv of the tests, or the folder it lies in", limited=False),
    Exam(name="polnear", path="PolNeAR's data folder, or one part of it with text/ and attributions/"),
    Exam(name="re3d", path="folder of source folders with documents.json and entities.json"),
    Exam(name="timex", path="folder of TimeML files (.tml)"),
    Exam(name="ud_ewt", path="a .conllu file, or the folder it lies in"),
    Exam(name="factuality", path="a .jsonl file, or the folder with UDS_IH2/ and UW/"),
    Exam(name="negation", path="a file of CD-SCO, or the folder of them"),
    Exam(name="muc4", path="a .json file in GTT's form, or the folder with processed/"),
    Exam(name="incidents", path="folder with incidents.jsonl and reports.jsonl"),
    Exam(name="ecbplus", path="folder of ECB+'s topics"),
    Exam(name="ucdp_iraq", path="folder with ged_iraq_to_2016.csv, and reports/ for pages of your own"),
)


def exams() -> dict[str, Exam]:
    """The exams that are installed, by name."""
    return {exam.name: exam for exam in _EXAMS if find_spec(exam.module) is not None}


def take(name: str, path: Path, limit: int | None = None) -> Result:
    """The figures of an exam on what lies at ``path``.

    Raises UsageError for an exam that is not known or takes no limit, InputError where ``path`` is not what
    the exam reads.
    """
    known = exams()
    exam = known.get(name)
    if exam is None:
        listed = "; ".join(f"{each.name} ({each.path})" for each in known.values())
        raise UsageError(f"no exam {name!r}; there are: {listed}")
    if limit is not None and not exam.limited:
        raise UsageError(f"the exam {name} takes no --limit; leave it out")
    evaluate = import_module(exam.module).evaluate
    result: Result = evaluate(path, limit) if exam.limited else evaluate(path)
    return result
