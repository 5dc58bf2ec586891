from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.echoes import Origins, independent
from dateline.reconcile.tolls import counted
from dateline.reconcile.views import Told, view_of
from dateline.records.claim import Casualty, CasualtyKind, GroundedPlace, Speaker
from dateline.records.evidence import Evidence, Interval, Known, Range, Unknown
from tests.builders import MADE, TEXT, changed, evidence, strike
from tests.reconcile.made import around, day


def worded(text: str) -> Evidence:
    return Evidence(document="page.txt", start=0, end=len(text), text=text, made=MADE)


def casualty(words: str, low: int, high: int | None = -1, kind: CasualtyKind = "killed") -> Casualty:
    return Casualty(
        kind=kind, amount=Range(low=low, high=low if high == -1 else high), evidence=worded(words)
    )


def told(report: str, *casualties: Casualty, published: int = 12, by: str = "", **changes: Any) -> Told:
    source = Speaker(words=by, kind="person", evidence=evidence(TEXT, "Tell Zafra"))
    fields: dict[str, Any] = {"sources": (source,) if by else (), **changes}
    if casualties:
        fields["casualties"] = casualties
    return strike(report, **fields), around(report, published, outlet=f"outlet {report}")


def test_rival_tolls_stand_side_by_side_with_who_says_them_and_when() -> None:
    field = view_of(
        [
            told("a", casualty("three people", 3), by="Idris Faroun"),
            told("b", casualty("three people", 3), published=13, by="Idris Faroun"),
            told("c", casualty("nine people", 9), published=14, by="Mara Tolle"),
            told("d", casualty("nine people", 9), published=15, by="Orla Venn"),
        ],
        {},
    )["killed"]
    assert field.state == "rival" and (field.low, field.high) == (3, 9)
    assert [(v.words, v.origins, v.first, v.last) for v in field.values] == [
        ("9", 2, dt.date(2017, 11, 14), dt.date(2017, 11, 15)),
        ("3", 1, dt.date(2017, 11, 12), dt.date(2017, 11, 13)),
    ]
    assert tuple(sorted(field.values[1].sources)) == ("Idris Faroun → outlet a", "Idris Faroun → outlet b")
    assert "origins" in field.rule


def test_the_codebook_decides_what_is_best_and_says_so() -> None:
    claims = [told("a", casualty("three people", 3)), told("b", casualty("nine people", 9), published=14)]
    by_ucdp, by_acled = view_of(claims, {})["killed"], view_of(claims, {}, "acled")["killed"]
    assert by_ucdp.best and by_ucdp.best.words == "9"  # as many origins: the later
    assert by_acled.best and by_acled.best.words == "3" and by_acled.rule == "the lowest count told"


def test_echoes_do_not_outvote_an_independent_source() -> None:
    copies = [told(name, casualty("three people", 3)) for name in "abc"]
    others = [told("x", casualty("nine people", 9)), told("y", casualty("nine people", 9))]
    family = dict.fromkeys("abc", "a")
    best = view_of([*copies, *others], family)["killed"].best
    assert best and (best.words, best.origins) == ("9", 2)


@pytest.mark.parametrize(
    ("words", "low", "wanted"),
    [
        ("three people", 3, Range(low=3, high=3)),
        ("3", 3, Range(low=3, high=3)),
        ("the commander", 1, Range(low=1, high=None)),
        ("a 15-year-old boy", 1, Range(low=1, high=None)),
    ],
)
def test_people_without_a_number_are_so_many_or_more(words: str, low: int, wanted: Range) -> None:
    claim = strike(casualties=(casualty(words, low),)).claim
    assert counted(claim, "killed") == wanted
    assert counted(claim, "wounded") is None


def test_a_number_of_some_kind_of_people_says_nothing_of_others() -> None:
    guards = Casualty(
        kind="killed", amount=Range(low=2, high=2), evidence=worded("two guards"), who=worded("two guards")
    )
    assert counted(strike(casualties=(guards,)).claim, "killed") == Range(low=2, high=None)


def test_an_age_is_no_count() -> None:
    sentence = worded("Idris Faroun, 47, was killed at the bridge.")
    claim = strike(casualties=(casualty("Idris Faroun, 47", 47),), sentence=sentence).claim
    assert counted(claim, "killed") is None


def test_a_count_without_a_limit_leaves_the_high_open() -> None:
    field = view_of([told("a", casualty("the commander", 1))], {})["killed"]
    assert (field.low, field.high, field.state) == (1, None, "agreed")
    both = view_of([told("a", casualty("the commander", 1)), told("b", casualty("five people", 5))], {})[
        "killed"
    ]
    assert (both.low, both.high, both.state) == (1, 5, "agreed")


def test_whoever_was_wounded_may_be_among_the_dead() -> None:
    hurt = casualty("the commander", 1, kind="wounded")
    dead = view_of([told("a", casualty("one person", 1), hurt)], {})["wounded"]
    assert dead.low == 0 and "among the dead" in dead.rule
    assert view_of([told("a", hurt)], {})["wounded"].low == 1


def test_what_nobody_tells_is_unknown_and_not_nought() -> None:
    view = view_of([told("a", casualties=Unknown(reason="none"), grounded_when=Unknown(reason="none"))], {})
    assert view["killed"].state == "unknown" and view["killed"].low is None and view["killed"].best is None
    assert view["when"].state == "unknown" and "when" in view["when"].reason
    with pytest.raises(KeyError):
        view["weather"]


def test_a_week_does_not_contradict_a_day_of_it() -> None:
    week = Interval(start=dt.date(2017, 11, 6), end=dt.date(2017, 11, 12), precision="week")
    one = told("a", grounded_when=Known(value=week, evidence=()))
    field = view_of([one, told("b")], {})["when"]
    assert field.state == "agreed" and field.best and field.best.words == "2017-11-11"
    other = told("c", grounded_when=Known(value=day(3), evidence=()))
    assert view_of([one, told("b"), other], {})["when"].state == "rival"


def test_a_place_that_no_gazetteer_has_is_given_in_its_words_and_stays_unknown() -> None:
    missing = GroundedPlace(index=0, place=Unknown(reason="no gazetteer entry for it"), score=0.0, why="test")
    view = view_of([told("a", grounded_places=(missing,)), told("b", grounded_places=(missing,))], {})
    field = view["place"]
    assert field.state == "unknown" and field.best is None and field.reason
    assert [(v.words, v.origins) for v in field.values] == [("Tell Zafra (not in the gazetteer)", 2)]
    both = view_of([told("a", grounded_places=(missing,)), told("b")], {})["place"]
    assert both.state == "agreed" and both.best and both.best.content == "gn:990001"


def test_a_field_never_has_more_origins_than_the_event() -> None:
    claims = [told("a", casualty("three people", 3)), told("b", casualty("nine people", 9))]
    claims += [told(report, by="Idris Faroun") for report in "ab"]
    view = view_of(claims, {})
    whole = independent(((g.claim, a) for g, a in claims), {})
    assert whole == 1
    assert all(v.origins <= whole for field in view.fields for v in field.values)
    assert all(Origins(((g.claim, a) for g, a in claims), {}).of([name]) == 1 for name in "ab")


def test_counts_of_one_kind_are_exact_alone_and_open_beside_everybody() -> None:
    def soldiers(words: str, number: int) -> Casualty:
        count = Range(low=number, high=number)
        return Casualty(kind="killed", amount=count, evidence=worded(words), who=worded(words))

    nine, more = told("a", soldiers("nine soldiers", 9)), told("b", soldiers("twenty-two soldiers", 22))
    field = view_of([nine, more], {})["killed"]
    assert (field.state, field.low, field.high) == ("rival", 9, 22)
    assert sorted(v.words for v in field.values) == ["22", "9"]
    beside = view_of([nine, told("c", casualty("thirty people", 30))], {})["killed"]
    assert beside.state == "agreed" and sorted(v.words for v in beside.values) == ["30", "9 or more"]


def test_places_by_their_names() -> None:
    field = view_of([told("a"), told("b")], {})["place"]
    assert field.best and (field.best.words, field.best.content) == ("Tall Zafrā", "gn:990001")


@given(st.permutations(range(4)))
def test_the_order_of_claims_changes_nothing(order: list[int]) -> None:
    claims = [told(str(n), casualty("some people", 3 + n % 2)) for n in range(4)]
    assert view_of([claims[n] for n in order], {}) == view_of(claims, {})


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), min_size=1, max_size=6))
def test_low_and_high_hold_every_value(amounts: list[tuple[int, int]]) -> None:
    claims = [told(str(n), casualty("9 people", low, low + more)) for n, (low, more) in enumerate(amounts)]
    for codebook in ("ucdp", "acled"):
        field = view_of(claims, {}, codebook)["killed"]  # type: ignore[arg-type]
        assert field.low is not None and field.high is not None
        for value in field.values:
            assert isinstance(value.content, Range) and value.content.high is not None
            assert field.low <= value.content.low and value.content.high <= field.high


def test_none_of_the_injuries_was_grave_counts_nobody() -> None:
    assert counted(strike(casualties=(casualty("none", 0),)).claim, "killed") is None
    assert counted(strike(casualties=(casualty("no one", 0),)).claim, "killed") is not None


@pytest.mark.parametrize(
    ("kind", "role", "tells"),
    [
        ("RETREAT", "from", True),
        ("RETREAT", "to", False),
        ("TERRITORY", "to", True),
        ("TERRITORY", "toward", False),
        ("ASSAULT", "from", False),
        ("ASSAULT", "at", True),
    ],
)
def test_a_withdrawal_is_where_somebody_left_and_an_entry_where_he_went(
    kind: Any, role: Any, tells: bool
) -> None:
    made = strike()
    (place,) = made.claim.places  # type: ignore[misc]
    claim = changed(made, type=kind, places=(msgspec.structs.replace(place, role=role),))
    found = view_of([(claim, around(claim.claim.report))], {})["place"]
    assert (found.state == "agreed") is tells
