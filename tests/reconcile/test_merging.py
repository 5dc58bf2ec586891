from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile import merging
from dateline.reconcile.merging import Neighbours, connected, grouped, unit

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


def among(held: Rows) -> Neighbours:
    return lambda names: [held.get(name, {}) for name in names]


def groups(weights: Mapping[tuple[str, str], float], names: str = NAMES) -> list[tuple[str, ...]]:
    return grouped(names, rows(weights), 0.0)


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
    parts = {connected(name, among(held), 0.0) for name in NAMES}
    apart = [group for part in parts for group in grouped(part, held, 0.0)]
    assert sorted(apart) == groups(weights)


@given(WEIGHTS)
def test_groups_hold_each_name_once(weights: dict[tuple[str, str], float]) -> None:
    assert sorted(name for group in groups(weights) for name in group) == list(NAMES)


def test_a_large_unit_is_cut_where_its_ties_are_weakest() -> None:
    chain = {(f"n{n:03}", f"n{n + 1:03}"): 0.7 if n % 10 == 9 else 2.0 for n in range(199)}
    held = rows(chain)
    units = {unit(name, among(held), 0.0) for name in held}
    assert len(connected("n000", among(held), 0.0)) == 200
    assert sorted(len(each) for each in units) == [10] * 20


def test_ties_that_none_is_stronger_than_are_not_cut() -> None:
    for weight in (0.3, 1.7, 2.9, 4.5, 9.0):
        held = rows({(f"n{a:03}", f"n{b:03}"): weight for b in range(120) for a in range(b)})
        assert len(unit("n000", among(held), 0.0)) == 120
        assert len(grouped(held, held, 0.0)) == 1


@given(WEIGHTS)
def test_each_name_of_a_unit_has_the_same_unit(weights: dict[tuple[str, str], float]) -> None:
    held = rows(weights)

    def of(name: str) -> frozenset[str]:
        return unit(name, among(held), 0.0)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "LARGEST", 3)
        assert all(of(other) == of(name) for name in NAMES for other in of(name))


@given(
    WEIGHTS, st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] < p[1]))
)
def test_pairs_that_are_together_end_in_one_group(
    weights: dict[tuple[str, str], float], together: set[tuple[str, str]]
) -> None:
    held = rows(weights)
    found = grouped(NAMES, held, 0.0, together)
    assert sorted(name for group in found for name in group) == list(NAMES)
    assert all(any({one, other} <= set(group) for group in found) for one, other in together)
