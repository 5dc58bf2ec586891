from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.features import features_of
from dateline.records.evidence import Range
from tests.reconcile.made import day, place, raid, telling


def level(name: str, one: dict[str, Any], other: dict[str, Any]) -> str:
    found = {f.name: f.level for f in features_of(telling("a", **one), telling("b", **other))}
    assert found == {f.name: f.level for f in features_of(telling("b", **other), telling("a", **one))}
    return found[name]


def counts(low: int, high: int | None) -> dict[str, Any]:
    return {"killed": Range(low=low, high=high)}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (counts(3, 3), counts(3, 3), "same"),
        (counts(3, 3), counts(2, 4), "within"),
        (counts(3, None), counts(9, 9), "within"),
        (counts(3, 3), counts(4, 4), "beside"),
        (counts(3, 3), counts(9, None), "apart"),
        (counts(3, 3), {}, "unsaid"),
    ],
)
def test_counts(one: dict[str, Any], other: dict[str, Any], wanted: str) -> None:
    assert level("killed", one, other) == wanted


@pytest.mark.parametrize(("far", "wanted"), [(34.0, "same"), (34.1, "near"), (36.0, "apart")])
def test_places_by_distance(far: float, wanted: str) -> None:
    assert level("place", {"places": (place(),)}, {"places": (place("Velm", far),)}) == wanted


@pytest.mark.parametrize(("other", "wanted"), [(5, "same"), (6, "beside"), (9, "apart"), (25, "far")])
def test_days_by_gap(other: int, wanted: str) -> None:
    assert level("when", {"days": day(5)}, {"days": day(other)}) == wanted


@pytest.mark.parametrize(("other", "wanted"), [(1, "same day"), (2, "next day"), (5, "week"), (29, "weeks")])
def test_publication_by_gap(other: int, wanted: str) -> None:
    assert level("published", {"published": 1}, {"published": other}) == wanted


def test_shared_names_and_towns() -> None:
    assert level("names", {"names": frozenset({"a b", "c d"})}, {"names": frozenset({"a b", "c d"})}) == "two"
    assert level("names", {"names": frozenset({"a b"})}, {"names": frozenset({"c d"})}) == "none"
    assert level("towns", {"towns": ("kell", "velm")}, {"towns": ("velm", "kell")}) == "shared"
    assert level("towns", {"towns": ("kell",)}, {"towns": ("kell", "velm")}) == "main"


def test_reasons_show_the_words() -> None:
    words = {f.name: f.words for f in features_of(raid("a"), raid("b"))}
    assert "idris faroun" in words["names"]
    assert words["published"] == "0 days apart"


def test_pages_that_tell_nothing_are_not_compared_by_text() -> None:
    alike = {"signature": tuple(range(128))}
    assert level("text", alike, alike) == "copy"
    assert level("text", {**alike, "claims": ()}, alike) == "unsaid"


@given(st.frozensets(st.sampled_from("abcdefghij")), st.frozensets(st.sampled_from("abcdefghij")))
def test_more_words_in_common_never_lower_the_level(one: frozenset[str], other: frozenset[str]) -> None:
    order = ["unsaid", "none", "hardly", "few", "some", "much", "many", "most"]
    same = level("words", {"marks": one}, {"marks": one})
    assert order.index(level("words", {"marks": one}, {"marks": other})) <= max(order.index(same), 1)


@pytest.mark.parametrize(
    ("other", "wanted"),
    [("a b c", "most"), ("a b x y z", "much"), ("a w x y z", "some"), ("v w x y z", "none")],
)
def test_words_that_carry_the_claims(other: str, wanted: str) -> None:
    assert level("told", {"words": frozenset("abcde")}, {"words": frozenset(other.split())}) == wanted
    assert level("told", {}, {"words": frozenset(other.split())}) == "unsaid"


def test_modes() -> None:
    one, other = {"modes": frozenset({"aerial"})}, {"modes": frozenset({"explosives"})}
    assert level("modes", one, other) == "none" and level("modes", one, one) == "one"


def test_what_differs_in_day_and_weapon_or_place_differs_more_than_twice() -> None:
    one = telling("a", days=day(3), means=frozenset({"mortar"}), modes=frozenset({"heavy-weapons"}))
    other = telling("b", days=day(10), means=frozenset({"roadside-bomb"}), modes=frozenset({"explosives"}))
    levels = {f.name: f.level for f in features_of(one, other)}
    assert levels["against"] == "two"
    assert {f.name for f in features_of(one, telling("c", days=day(10), means=frozenset({"mortar"})))} & {
        "against"
    } == set()
    far = msgspec.structs.replace(other, places=(place("Velm", 35.0),))
    here = msgspec.structs.replace(one, places=(place(),))
    assert {f.name: f.level for f in features_of(here, far)}["against"] == "more"


def test_a_suicide_bomber_is_a_bomb() -> None:
    one = telling("a", modes=frozenset({"suicide-attack"}))
    other = telling("b", modes=frozenset({"explosives"}))
    assert {f.name: f.level for f in features_of(one, other)}["modes"] == "one"
