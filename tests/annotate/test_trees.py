from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate import trees
from dateline.annotate.trees import Grammar, tree

RELATIONS = ["root", "nsubj", "obj", "nsubj:pass", "det"]
SIZE = 4


def numbers(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 6))
def test_the_tree_is_the_best_of_all_with_its_root(seed: int, n: int) -> None:
    scores = numbers(seed, n, n + 1)
    heads = tree(scores)
    roots = [i for i in range(n) if heads[i] == i]
    assert len(roots) == 1
    for i in range(n):
        seen = i
        for _ in range(n):
            seen = int(heads[seen])
        assert seen == roots[0]
    logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))

    def worth(given: tuple[int, ...]) -> float:
        return float(sum(logs[i, h + 1] for i, h in enumerate(given) if i != roots[0]))

    def reaches(given: tuple[int, ...]) -> bool:
        for i in range(n):
            at = i
            for _ in range(n):
                at = given[at]
            if at != roots[0]:
                return False
        return True

    trees = (
        t
        for t in itertools.product(range(n), repeat=n)
        if t[roots[0]] == roots[0] and all(t[i] != i for i in range(n) if i != roots[0]) and reaches(t)
    )
    assert worth(tuple(heads.tolist())) == pytest.approx(max(map(worth, trees)), abs=1e-4)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 100_000), st.lists(st.integers(1, 7), min_size=1, max_size=3))
def test_no_word_has_two_subjects_or_two_objects(seed: int, lengths: list[int]) -> None:
    count = sum(lengths)
    bounds = [0, *itertools.accumulate(lengths)]
    joints = {
        "root": numbers(seed, SIZE), "root_label": numbers(seed + 1, SIZE),
        "label.weight": numbers(seed + 2, len(RELATIONS), SIZE), "label.bias": np.zeros(len(RELATIONS), np.float32),
    }  # fmt: skip
    names = ("arc_from", "arc_to", "label_from", "label_to")
    given = {name: 3 * numbers(seed + k, count, SIZE) for k, name in enumerate(names, start=3)}
    heads, relations = Grammar(joints, RELATIONS).read(given, bounds)
    for first, last in itertools.pairwise(bounds):
        roots = [i for i in range(first, last) if heads[i] == i]
        assert len(roots) == 1
        assert [i for i in range(first, last) if relations[i] == "root"] == roots
        assert all(first <= heads[i] < last for i in range(first, last))
    subjects = Counter(h for h, r in zip(heads, relations, strict=True) if r.startswith("nsubj"))
    objects = Counter(h for h, r in zip(heads, relations, strict=True) if r == "obj")
    assert max([*subjects.values(), *objects.values(), 0]) <= 1


def test_a_long_sentence_is_mended_only_where_little_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    joints = {
        "root": numbers(0, SIZE), "root_label": numbers(1, SIZE),
        "label.weight": numbers(2, len(RELATIONS), SIZE), "label.bias": np.zeros(len(RELATIONS), np.float32),
    }  # fmt: skip
    names = ("arc_from", "arc_to", "label_from", "label_to")
    given = {name: 3 * numbers(k, 60, SIZE) for k, name in enumerate(names, start=3)}
    mended, _ = Grammar(joints, RELATIONS).read(given, [0, 60])
    monkeypatch.setattr(trees, "_MENDED", 59)
    monkeypatch.setattr(trees, "_DOUBLED", 1000)
    assert Grammar(joints, RELATIONS).read(given, [0, 60])[0] == mended
    monkeypatch.setattr(trees, "_DOUBLED", 9)
    monkeypatch.setattr(Grammar, "_mend", None)
    left, _ = Grammar(joints, RELATIONS).read(given, [0, 60])
    assert left != mended
    assert sum(head == k for k, head in enumerate(left)) == 1


def test_the_likelier_subject_stays() -> None:
    joints = {
        "root": np.array([0, 5, 0, 0], np.float32), "root_label": np.zeros(4, np.float32),
        "label.weight": np.eye(5, 4, dtype=np.float32), "label.bias": np.zeros(5, np.float32),
    }  # fmt: skip
    given = {
        # the second word is the root; the others fit it alone
        "arc_from": np.array([[9, 0, 0, 0], [0, 9, 0, 0], [9, 0, 0, 0]], np.float32),
        "arc_to": np.array([[0, 0, 0, 0], [9, 0, 0, 0], [0, 0, 0, 0]], np.float32),
        # both are subjects, the first by far, the last nearly an object
        "label_from": np.array([[0, 9, 0, 0], [9, 0, 0, 0], [0, 5, 4, 0]], np.float32),
        "label_to": np.zeros((3, 4), np.float32),
    }
    heads, relations = Grammar(joints, RELATIONS).read(given, [0, 3])
    assert heads == [1, 1, 1]
    assert relations == ["nsubj", "root", "obj"]
