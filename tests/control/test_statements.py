from __future__ import annotations

from dateline.control.sides import Sides
from dateline.control.statements import days_of, in_order, statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.control import Statement, Told
from tests.control.made import CATALOGUE, day, on, said_by, told

SIDES = Sides(CATALOGUE)
OLM = said_by("premier-olm")


def statements(*claims: Told) -> list[Statement]:
    return in_order(s for one in claims for s in statements_of(one, SIDES, load_nouns()))


def test_a_day_bounds_from_both_sides_and_what_was_said_from_above() -> None:
    assert days_of(told("marsh", "capture", when=on(day(3), day(5)), published=day(9))) == (day(3), day(5))
    assert days_of(told("marsh", "capture", published=day(9))) == (None, day(9))
    said = told("marsh", "capture", source=OLM, said=on(day(7)), published=day(9))
    assert days_of(said) == (None, day(7))
    assert days_of(told("marsh", "capture")) == (None, None)
    assert days_of(told("marsh", "capture", when=on(day(1), day(30)), published=day(9))) == (day(1), day(9))
    assert days_of(told("marsh", "capture", when=on(day(5)), published=day(3))) == (day(5), day(5))


def test_only_what_is_real_and_tells_of_control() -> None:
    assert len(statements(told("marsh", "capture"))) == 1
    assert statements(told("marsh", "capture", reality="announced")) == []
    assert statements(told("marsh", "release", kind="RETREAT")) == []
    assert statements(told("marsh", "aerial", kind="ASSAULT")) == []
    assert statements(told("marsh", "enter", reality="denied")) == []
    assert [s.act for s in statements(told("marsh", "hold", reality="denied"))] == ["denies"]


def test_people_neither_take_nor_leave_places() -> None:
    for mode in ("capture", "withdraw", "enter", "hold"):
        assert statements(told("premier-olm", mode)) == []


def test_what_is_announced_and_what_is_near_a_place_says_nothing_of_it() -> None:
    assert len(statements(told("marsh", "capture"))) == 1
    assert statements(told("marsh", "capture", reality="announced")) == []
    assert statements(told("marsh", "capture", role="near")) == []


def test_within_a_report_what_was_held_comes_before_what_was_taken_and_that_before_what_was_retaken() -> None:
    held = told("marsh", "hold", published=day(5))
    taken = told("dune", "capture", published=day(5))
    retaken = told("tarnish-army", "recapture", when=on(day(3)), published=day(5))
    marked = {s.act if not s.recapture else "retakes": s for s in statements(held, taken, retaken)}
    assert {name: s.earlier for name, s in marked.items()} == {"holds": True, "takes": True, "retakes": False}
    assert marked["holds"].last == day(3)
    other = told("marsh", "hold", published=day(5), report="r-2")
    assert not any(s.earlier for s in statements(other, retaken) if s.act == "holds")


def test_rivals_of_one_rank_in_a_report_stay_beside_each_other() -> None:
    found = statements(told("marsh", "capture", published=day(5)), told("dune", "capture", published=day(5)))
    assert [s.earlier for s in found] == [False, False]


def test_fighters_who_remain_are_no_older_news_than_those_who_left() -> None:
    left = told("marsh", "withdraw", published=day(5), source=OLM)
    remain = told("marsh", "hold", published=day(5), source=OLM, reality="under-way")
    assert [s.earlier for s in statements(left, remain)] == [False, False]


def test_who_frees_a_place_for_his_own_side() -> None:
    (found,) = statements(told(None, "recapture", source=OLM))
    assert found.side.roots == ("tarnia",) and "nobody is named" in found.side.how
    (taken,) = statements(told(None, "capture", source=OLM))
    assert taken.side.roots == ()
    (lost,) = statements(told(None, "recapture", source=OLM, loser="tarnish-army"))
    assert lost.side.roots == ()
