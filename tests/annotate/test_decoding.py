from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.decoding import best_tags, legal_steps, legal_tags, rows_of, spans_of
from dateline.annotate.layers import Span

TAGS = ["O", "B-x", "I-x", "B-y", "I-y"]


def numbers(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def test_rows_are_the_stretches_between_bounds() -> None:
    rows, lengths = rows_of(numbers(1, 5, 2), [0, 2, 5])
    assert rows.shape == (2, 3, 2)
    assert lengths.tolist() == [2, 3]
    assert (rows[0, 2] == 0).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_the_best_tags_are_those_of_trying_all(seed: int, lengths: list[int]) -> None:
    steps, start = legal_steps(TAGS)
    end = numbers(seed, len(TAGS))
    rows, sizes = rows_of(numbers(seed, sum(lengths), len(TAGS)), [0, *itertools.accumulate(lengths)])
    found = best_tags(rows, sizes, steps, start, end)
    for row, size, tags in zip(rows, lengths, found, strict=True):

        def worth(each: tuple[int, ...], row: np.ndarray = row) -> float:
            moves = sum(steps[a, b] for a, b in itertools.pairwise(each))
            return float(start[each[0]] + end[each[-1]] + moves + sum(row[t, k] for t, k in enumerate(each)))

        best = max(itertools.product(range(len(TAGS)), repeat=size), key=worth)
        assert worth(tuple(tags[:size].tolist())) == pytest.approx(worth(best), abs=1e-4)
        assert not tags[size:].any()


def test_layers_are_tagged_each_by_its_own_steps() -> None:
    rows = numbers(3, 2, 4, 3, 3)
    lengths = np.array([4, 2])
    steps, start, end = numbers(4, 3, 3, 3), numbers(5, 3, 3), numbers(6, 3, 3)
    together = best_tags(rows, lengths, steps, start, end)
    for k in range(3):
        alone = best_tags(rows[:, :, k], lengths, steps[k], start[k], end[k])
        assert (together[..., k] == alone).all()


def test_spans_of_tags() -> None:
    assert spans_of(np.array([0, 1, 2, 3, 4, 0, 1]), TAGS) == (
        Span(1, 3, "x"),
        Span(3, 5, "y"),
        Span(6, 7, "x"),
    )
    assert spans_of(np.array([], int), TAGS) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_legal_tags_are_the_best_of_each_stretch(seed: int, lengths: list[int]) -> None:
    steps, start = legal_steps(TAGS)
    scores = numbers(seed, sum(lengths), len(TAGS))
    bounds = [0, *itertools.accumulate(lengths)]
    rows, sizes = rows_of(scores, bounds)
    best = best_tags(rows, sizes, steps, start, np.zeros(len(TAGS), np.float32))
    expected = np.concatenate([row[:size] for row, size in zip(best, lengths, strict=True)])
    assert (legal_tags(scores, bounds, steps, start) == expected).all()
