from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator

import pytest

from dateline.errors import DatelineError, DictionaryError, InputError, UnreadableInput
from dateline.records.capture import Capture
from dateline.scale.processes import Result, run
from tests.builders import capture
from tests.scale.pipelines import answering, dying, without_dictionary


def captures(texts: Iterable[str]) -> Iterator[Capture]:
    return (capture(text, name=text) for text in texts)


def told(results: Iterable[Result]) -> list[str]:
    return [
        f"error: {result.name}" if isinstance(result, InputError) else result.annotated.report.document
        for result in results
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_captures(jobs: int) -> None:
    texts = [f"page {n}" for n in range(23)]
    assert told(run(captures(texts), answering, jobs, chunk=4)) == texts


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_capture_that_fails_is_named_and_the_others_are_coded(jobs: int) -> None:
    texts = ["one", "raise it", "two", "refuse it", "three"]
    results = list(run(captures(texts), answering, jobs, chunk=3))
    assert told(results) == ["one", "error: raise it", "two", "error: refuse it", "three"]
    assert "ValueError: cannot take raise it" in str(results[1])
    assert isinstance(results[3], UnreadableInput)


def test_a_capture_that_kills_its_process_costs_no_other() -> None:
    texts = ["one", "two", "die", "three", "four", "die again", "five"]
    results = list(run(captures(texts), answering, 2, chunk=4))
    assert told(results) == ["one", "two", "error: die", "three", "four", "error: die again", "five"]
    assert "process died on it (exit code 9)" in str(results[2])


def test_no_more_captures_are_taken_than_are_worked_on() -> None:
    taken = 0

    def counted() -> Iterator[Capture]:
        nonlocal taken
        for item in captures(f"page {n}" for n in range(1000)):
            taken += 1
            yield item

    results = run(counted(), answering, 2, chunk=2)
    next(results)
    assert taken <= 2 * 2 * 2 + 2
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_dictionary_is_raised_here(jobs: int) -> None:
    with pytest.raises(DictionaryError, match=r"actors\.toml"):
        list(run(captures(["one"]), without_dictionary, jobs))
    assert multiprocessing.active_children() == []


def test_a_process_that_cannot_start_is_no_endless_loop() -> None:
    with pytest.raises(DatelineError, match="ended before it began"):
        list(run(captures(["one"]), dying, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_gives_nothing_and_starts_nothing(jobs: int) -> None:
    assert list(run(iter(()), dying, jobs)) == []
