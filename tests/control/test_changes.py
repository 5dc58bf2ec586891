from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.control.changes import _JOINABLE, NEVER, SLACK, Change, _alike, _dated, _is_near, changes_of
from dateline.control.sides import Sides, same
from dateline.control.statements import statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.control import ControlAct, Side, Statement, Told
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


def slowly(statements: list[Statement]) -> list[Change]:
    """The changes as the rules tell, by looking at all found so far for each statement."""
    ordered = sorted(statements, key=lambda s: (s.last or NEVER, s.first or dt.date.min, s.claim))
    found: list[Change] = []

    def rival_between(change: Change, last: dt.date) -> bool:
        took = [c for c in found if c.act == "takes" and change.day < c.day <= last]
        return any((not same(c.side, change.side)) == (change.act == "takes") for c in took)

    def fitting(told: Statement) -> Iterator[Change]:
        first, last = told.first, told.last or NEVER
        for change in found:
            if not _alike(change, told) or rival_between(change, last):
                continue
            if _dated(told) and first is not None:
                near = change.first is not None and first - SLACK <= change.last
                if near and change.first is not None and change.first - SLACK <= last:
                    yield change
            elif (change.day <= last or change.first is None) and _is_near(change, told):
                yield change

    joined = [s for s in ordered if s.act in _JOINABLE and _dated(s)]
    for each in [*joined, *(s for s in ordered if s not in joined)]:
        fits = fitting(each) if each.act in _JOINABLE else iter(())
        best = max(fits, key=lambda c: (bool(c.side.roots), c.day), default=None)
        if best is not None:
            best.add(each)
        else:
            found.append(Change(each.act, each.side, each.first, each.last or NEVER, [each]))
    return sorted(found, key=lambda change: change.order)


ACTS: tuple[ControlAct, ...] = ("takes", "takes", "leaves", "holds")
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.sampled_from(["marsh", "dune", "tarnish-army", "troops", "fighters"]),
        st.integers(0, 60),
        st.sampled_from([0, 0, 0, 3, 12, None]),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(DRAWN)
def test_looking_at_what_is_near_finds_what_looking_at_all_does(
    drawn: list[tuple[ControlAct, str, int, int | None, bool]],
) -> None:
    statements = []
    for number, (act, who, begins, length, dated) in enumerate(drawn):
        (made,) = statements_of(told(who, "capture", report=f"r-{number:02}"), SIDES, load_nouns())
        first = dt.date(2017, 11, 1) + dt.timedelta(days=begins)
        last = first + dt.timedelta(days=length or 0)
        days = {"first": first if length is not None else None, "last": last if dated or length else None}
        if days["last"] is None:
            days["first"] = None
        statements.append(msgspec.structs.replace(made, act=act, claim=f"c-{number:02}", **days))
    assert [outline(c) for c in changes_of(statements)] == [outline(c) for c in slowly(statements)]


def outline(
    change: Change,
) -> tuple[ControlAct, Side, dt.date | None, dt.date, dt.date, list[str]]:
    claims = [statement.claim for statement in change.statements]
    return change.act, change.side, change.first, change.last, change.day, claims
