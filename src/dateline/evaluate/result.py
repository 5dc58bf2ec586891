"""Result: what an exam gives back."""

from __future__ import annotations

from dateline.records.evidence import Record


class Result(Record, frozen=True):
    """An exam's figures.

    ``documents`` were read in ``seconds`` by Dateline alone. ``metrics`` are Dateline's, ``baselines`` those
    of others in the same run, each as name to number in 0..1 unless the exam's module says otherwise.
    ``problems`` name the files that are missing or could not be read, with the reason.
    """

    exam: str
    path: str
    documents: int
    seconds: float
    metrics: dict[str, float]
    baselines: dict[str, dict[str, float]]
    problems: tuple[str, ...] = ()
