from __future__ import annotations

from dateline.control.changes import NEVER, Change, changes_of
from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.control import Told
from tests.control.made import CATALOGUE, day, on, told

SIDES = Sides(CATALOGUE)


def changes(*claims: Told) -> list[Change]:
    return changes_of(s for one in claims for s in statements_of(one, SIDES, load_nouns()))


def test_reports_of_one_change_differ_by_a_day_or_two() -> None:
    (one,) = changes(
        told("marsh", "capture", when=on(day(3))), told("marsh", "capture", when=on(day(5)), report="r-2")
    )
    assert (one.first, one.last, one.day) == (day(3), day(5), day(3))
    assert (
        len(changes(told("marsh", "capture", when=on(day(3))), told("marsh", "capture", when=on(day(8)))))
        == 2
    )


def test_a_change_that_is_lost_and_made_again_is_another_one() -> None:
    found = changes(
        told("marsh", "capture", when=on(day(3))),
        told("dune", "capture", when=on(day(4))),
        told("marsh", "capture", when=on(day(5)), report="r-2"),
    )
    assert [(c.side.roots, c.day) for c in found] == [
        (("marsh",), day(3)),
        (("dune",), day(4)),
        (("marsh",), day(5)),
    ]


def test_words_without_a_day_join_the_last_such_change_unless_another_side_came_between() -> None:
    dated = told("marsh", "capture", when=on(day(3)))
    (one,) = changes(dated, told("marsh", "capture", published=day(9), report="r-2"))
    assert (one.day, len(one.statements)) == (day(3), 2)
    between = told("dune", "capture", when=on(day(6)), report="r-3")
    found = changes(dated, between, told("marsh", "capture", published=day(9), report="r-2"))
    assert [(c.side.roots, c.first, c.day) for c in found] == [
        (("marsh",), day(3), day(3)),
        (("dune",), day(6), day(6)),
        (("marsh",), None, day(9)),
    ]


def test_a_month_is_no_day_to_order_by() -> None:
    dated = told("marsh", "capture", when=on(day(20)))
    (one,) = changes(dated, told("marsh", "capture", when=on(day(1), day(30)), report="r-2"))
    assert one.day == day(20)


def test_unnamed_takers_join_those_of_their_kind() -> None:
    army = told("tarnish-army", "capture", when=on(day(3)))
    (one,) = changes(told("troops", "capture", when=on(day(3)), report="r-2"), army)
    assert one.side.roots == ("tarnia",)
    assert len(changes(told("fighters", "capture", when=on(day(3)), report="r-2"), army)) == 2


def test_who_left_is_never_guessed() -> None:
    found = changes(told("marsh", "withdraw", when=on(day(3))), told("fighters", "withdraw", when=on(day(3))))
    assert len(found) == 2


def test_what_has_no_day_at_all_comes_last() -> None:
    found = changes(told("marsh", "capture"), told("dune", "capture", when=on(day(3))))
    assert [c.day for c in found] == [day(3), NEVER]


def test_unnamed_words_confirm_only_a_state_that_took_it_back() -> None:
    from tests.control.made import said_by

    olm = said_by("premier-olm")
    own = told("tarnish-army", "recapture", when=on(day(3)), source=olm)
    (one,) = changes(own, told(None, "capture", when=on(day(3)), report="r-2"))
    assert not one.settled(None)
    (one,) = changes(own, told(None, "recapture", when=on(day(3)), report="r-2"))
    assert one.settled(None)
