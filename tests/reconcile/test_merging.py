from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile import merging
from dateline.reconcile.merging import connected, grouped

Rows = Mapping[str, Mapping[str, float]]
NAMES = "abcdefgh"
WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1]),
    st.floats(-4, 4).map(lambda w: round(w, 3)),
)


def rows(weights: Mapping[tuple[str, str], float]) -> Rows:
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), weight in weights.items():
        out[one][other] = out[other][one] = weight
    return out


def groups(weights: Mapping[tuple[str, str], float], names: str = NAMES) -> list[tuple[str, ...]]:
    held = rows(weights)
    return grouped(names, lambda name: held.get(name, {}), 0.0)


def test_the_two_that_fit_best_are_joined_first() -> None:
    assert groups({("a", "b"): 3.0, ("b", "c"): 2.0, ("a", "c"): -4.0}, "abc") == [("a", "b"), ("c",)]


def test_what_fits_on_average_joins_though_one_pair_does_not() -> None:
    assert groups({("a", "b"): 3.0, ("b", "c"): 2.0, ("a", "c"): -1.0}, "abc") == [("a", "b", "c")]


def test_pairs_that_were_never_compared_count_against_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = {("a", "b"): 1.0, ("b", "c"): 0.9}
    assert groups(chain, "abc") == [("a", "b"), ("c",)]
    monkeypatch.setattr(merging, "STRANGERS", -0.5)
    assert groups(chain, "abc") == [("a", "b", "c")]


@given(WEIGHTS, st.randoms())
def test_the_order_of_pairs_and_names_changes_nothing(
    weights: dict[tuple[str, str], float], random: object
) -> None:
    items, names = list(weights.items()), list(NAMES)
    random.shuffle(items)  # type: ignore[attr-defined]
    random.shuffle(names)  # type: ignore[attr-defined]
    assert groups(dict(items), "".join(names)) == groups(weights)


@given(WEIGHTS)
def test_connected_parts_may_be_grouped_one_by_one(weights: dict[tuple[str, str], float]) -> None:
    held = rows(weights)
    parts = {connected(name, lambda n: held.get(n, {}), 0.0) for name in NAMES}
    apart = [group for part in parts for group in grouped(part, lambda n: held.get(n, {}), 0.0)]
    assert sorted(apart) == groups(weights)


@given(WEIGHTS)
def test_groups_hold_each_name_once(weights: dict[tuple[str, str], float]) -> None:
    assert sorted(name for group in groups(weights) for name in group) == list(NAMES)
