from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.bonds import NO_BONDS, Bonds, bonds_of


def test_a_merge_joins_and_a_split_parts() -> None:
    bonds = bonds_of([("merge", ["a", "b"], ()), ("split", ["c"], ["a"])], {})
    assert bonds.together("a") == {"b"} and bonds.apart("c") == {"a", "b"}
    assert bonds.decided("a", "b") and bonds.decided("a", "c") and bonds.decided("b", "c")


def test_a_later_merge_outranks_a_split_and_a_later_split_a_merge() -> None:
    bonds = Bonds()
    bonds.split(["a"], ["b"])
    bonds.merge(["a", "b"])
    assert bonds.together("a") == {"b"} and not bonds.apart("a")
    bonds.split(["a"], ["b"])
    assert not bonds.together("a") and bonds.apart("a") == {"b"}


def test_a_merge_frees_all_that_it_joins() -> None:
    bonds = bonds_of([("merge", ["a", "b"], ()), ("split", ["c"], ["b"]), ("merge", ["a", "c"], ())], {})
    assert not bonds.apart("b") and not bonds.apart("c")


def test_who_is_joined_with_one_of_an_event_again_is_of_the_whole_event() -> None:
    bonds = bonds_of([("split", ["b"], ["a", "c", "d"]), ("merge", ["b", "c"], ())], {})
    assert not bonds.apart("b") and not bonds.apart("c") and bonds.together("b") == {"c"}
    # others who were taken out stay apart, and so does whom another split names
    bonds = bonds_of([("split", ["b", "x"], ["a", "c"]), ("merge", ["b", "c"], ())], {})
    assert bonds.apart("x") == {"a", "b", "c"} and bonds.apart("a") == {"x"}
    bonds = bonds_of([("split", ["b"], ["a", "c"]), ("split", ["b"], ["a"]), ("merge", ["b", "c"], ())], {})
    assert bonds.apart("b") == {"a"}
    # and what is joined already takes nothing back
    words = [("split", ["b"], ["a", "c"]), ("merge", ["b", "c"], ()), ("split", ["b"], ["a"])]
    bonds = bonds_of([*words, ("merge", ["b", "e"], ())], {})
    assert bonds.apart("b") == {"a"}


def test_claims_go_by_their_present_names() -> None:
    bonds = bonds_of([("merge", ["old", "b"], ())], {"old": ("new",)})
    assert bonds.together("new") == {"b"} and not bonds.together("old")


def test_what_is_left_of_a_merge_stays_together() -> None:
    bonds = bonds_of([("merge", ["a", "b", "c"], ()), ("split", ["a"], ["b"])], {})
    assert bonds.together("b") == {"c"} and not bonds.together("a")
    bonds = bonds_of([("merge", ["a", "b", "c", "d"], ()), ("split", ["a", "d"], ["b"])], {})
    assert bonds.together("a") == {"d"} and bonds.together("b") == {"c"}


def test_who_parts_one_of_two_that_are_joined_parts_both() -> None:
    bonds = bonds_of([("merge", ["a", "b"], ()), ("split", ["b"], ["c"])], {})
    assert bonds.together("a") == {"b"} and bonds.apart("a") == bonds.apart("b") == {"c"}
    assert bonds.decided("a", "c") and bonds.claims() == {"a", "b", "c"}


def test_there_are_none_where_nobody_said_anything() -> None:
    assert not NO_BONDS and not NO_BONDS.decided("a", "b")


NAMES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4)


@given(st.lists(st.tuples(st.sampled_from(["merge", "split"]), NAMES, NAMES)), NAMES, NAMES)
def test_the_last_words_stand(
    words: list[tuple[str, list[str], list[str]]], some: list[str], rest: list[str]
) -> None:
    joined = bonds_of([*words, ("merge", some, ())], {})
    assert all(one == other or joined.decided(one, other) for one in some for other in some)
    assert all(other not in joined.apart(one) for one in some for other in some)
    parted = bonds_of([*words, ("split", some, rest)], {})
    assert all(other in parted.apart(one) for one in some for other in set(rest) - set(some))
    assert all(other not in parted.together(one) for one in some for other in set(rest) - set(some))


def test_what_is_joined_with_one_side_is_parted_from_the_other() -> None:
    bonds = bonds_of([("split", ["a"], ["b"]), ("merge", ["c", "b"], ())], {})
    assert bonds.apart("a") == {"b", "c"} and bonds.apart("c") == {"a"}
    assert bonds.about(["c"]) == {"a", "b", "c"}


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split"]),
        st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3),
        st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3),
    ),
    max_size=8,
)


@given(WORDS)
def test_wholes_are_all_claims_with_what_they_were_joined_with(
    words: list[tuple[str, set[str], set[str]]],
) -> None:
    bonds = bonds_of(words, {})
    wholes = bonds.wholes()
    assert sorted(map(sorted, wholes)) == sorted(
        map(sorted, {bonds.together(claim) | {claim} for claim in bonds.claims()})
    )
