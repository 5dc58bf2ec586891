from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.blocks import FORTNIGHT, Blocks, bearing, comparable, keys_of, same_kind
from dateline.reconcile.signatures import likeness, signature_of
from dateline.reconcile.tellings import ANY, Telling
from dateline.records.event import RelationKind
from tests.reconcile.made import day, place, raid, telling


def near(one: Telling, other: Telling) -> bool:
    return [t.id for t in Blocks([one]).near(other)] == [one.id]


def test_one_name_is_enough_however_long_between() -> None:
    one = telling("a", 1, names=frozenset({"idris faroun"}))
    assert near(one, telling("b", 30, names=frozenset({"idris faroun"})))
    assert not near(one, telling("b", 1, names=frozenset({"mara tolle"})))


def test_near_copies_meet_whatever_else_they_say() -> None:
    text = " ".join(f"word{n}" for n in range(120))
    one = telling("a", None, signature=signature_of(text))
    assert near(one, telling("b", None, signature=signature_of(text + " more")))


def test_rewrites_meet_where_neither_has_a_day_and_within_a_fortnight() -> None:
    words = [f"word{n}" for n in range(120)]
    one, other = signature_of(" ".join(words)), signature_of(" ".join([*words[:96], *words[:24]]))
    assert 0.6 < likeness(one, other) < 0.9
    assert near(telling("a", None, signature=one), telling("b", None, signature=other))
    for day_of_one in range(1, 31 - FORTNIGHT):
        first = telling("a", day_of_one, signature=one)
        assert near(first, telling("b", day_of_one + FORTNIGHT, signature=other))
    assert not near(telling("a", 1, signature=one), telling("b", 30, signature=other))


@given(st.one_of(st.none(), st.integers(1, 30)), st.one_of(st.none(), st.integers(1, 30)))
def test_whole_copies_meet_at_any_time(one: int | None, other: int | None) -> None:
    text = signature_of(" ".join(f"word{n}" for n in range(120)))
    assert near(telling("a", one, signature=text), telling("b", other, signature=text))


@given(st.integers(1, 30), st.integers(1, 30))
def test_reports_of_one_town_meet_within_a_fortnight(one: int, other: int) -> None:
    met = near(telling("a", one, towns=("kell",)), telling("b", other, towns=("kell",)))
    assert met or abs(one - other) > FORTNIGHT
    assert not met or abs(one - other) <= 2 * FORTNIGHT


@given(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), st.integers(5, 8))
def test_near_places_meet_on_near_days(up: float, across: float, when: int) -> None:
    one = telling("a", days=day(5), places=(place(),))
    other = telling("b", days=day(when), places=(place("Velm", 34.0 + up, 42.0 + across),))
    assert near(one, other)


def test_far_places_and_far_days_do_not_meet() -> None:
    one = telling("a", days=day(5), places=(place(),))
    assert not near(one, telling("b", days=day(5), places=(place("Ostrel", 36.0, 42.0),)))
    assert not near(one, telling("b", days=day(25), places=(place(),)))


def test_a_report_is_not_compared_with_itself_nor_families_with_others() -> None:
    assert not comparable(raid("a"), raid("a", id="t-2"))
    assert not comparable(raid("a"), raid("b", family="talks", stance="ahead"))
    assert same_kind(raid("a"), raid("b", family=ANY))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"stance": "denied"}, "denies"),
        ({"stance": "summed"}, "sums-up"),
        ({"stance": "recalled", "published": 20}, "recalls"),
        ({"stance": "ahead", "published": 9}, "announces"),
        ({"family": "law", "published": 14}, "follows"),
        ({"stance": "recalled", "published": 9}, None),
        ({"stance": "ahead", "published": 20}, None),
        ({"family": "law", "published": 9}, None),
    ],
)
def test_what_bears_on_a_happening_and_how(changes: dict[str, object], kind: RelationKind | None) -> None:
    told = raid("b", days=day(12))
    bearer = raid("a", **changes)  # type: ignore[arg-type]
    assert bearing(bearer, told) == kind
    assert not same_kind(bearer, told)


def test_two_summaries_are_never_one_happening() -> None:
    assert not same_kind(raid("a", stance="summed"), raid("b", stance="summed"))


def test_keys_depend_on_the_telling_only_and_adding_again_changes_nothing() -> None:
    blocks = Blocks([raid("a"), raid("a")])
    assert len(blocks) == 1
    assert keys_of(raid("a")) == keys_of(raid("a"))
    assert [t.id for t in blocks] == ["t-a"] and "t-a" in blocks and blocks["t-a"] == raid("a")
