from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluate.clusters import cluster_figures


def labels(*clusters: str) -> dict[str, int]:
    return {item: n for n, items in enumerate(clusters) for item in items}


def test_the_published_example() -> None:
    # Luo 2005, table 1: the truth and system (a)
    gold = labels("12345", "67", "89ABC")
    figures = cluster_figures(gold, labels("12345", "6789ABC"))
    assert figures["muc_f1"] == pytest.approx(0.947, abs=0.001)
    assert figures["b3_f1"] == pytest.approx(0.865, abs=0.001)
    assert figures["ceafe_f1"] == pytest.approx(2 * (1 + 10 / 12) / 5)


def test_pairs() -> None:
    figures = cluster_figures(labels("abc", "d"), labels("ab", "cd"))
    assert figures["pairwise_precision"] == 0.5
    assert figures["pairwise_recall"] == pytest.approx(1 / 3)


def test_single_items_are_clusters() -> None:
    figures = cluster_figures(labels("a", "b"), labels("ab"))
    assert figures["b3_precision"] == 0.5 and figures["b3_recall"] == 1.0
    assert figures["ceafe_recall"] == pytest.approx(1 / 3)


def test_other_items_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        cluster_figures({"a": 1}, {"b": 1})


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), min_size=2))
def test_the_same_clusters_are_perfect_and_conll_is_the_mean(gold: dict[str, int]) -> None:
    figures = cluster_figures(gold, {item: f"cluster {label}" for item, label in gold.items()})
    assert figures["b3_f1"] == figures["ceafe_f1"] == pytest.approx(1)
    assert figures["muc_f1"] in (0.0, 1.0)  # without any link there is nothing to find
    assert figures["conll_f1"] == pytest.approx((figures["muc_f1"] + 2) / 3)


LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@given(LABELS)
def test_swapping_gold_and_found_swaps_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    gold = {str(n): one for n, (one, _) in enumerate(pairs)}
    found = {str(n): other for n, (_, other) in enumerate(pairs)}
    one, other = cluster_figures(gold, found), cluster_figures(found, gold)
    for name in ("pairwise", "muc", "b3", "ceafe"):
        assert one[f"{name}_precision"] == pytest.approx(other[f"{name}_recall"])
        assert 0 <= one[f"{name}_f1"] <= 1 + 1e-9
