from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reconcile.bonds import Bonds, bonds_of
from dateline.reconcile.events import events_of
from dateline.reconcile.reconciler import Reconciler, reconciled
from dateline.reconcile.shelf import MemoryShelf
from dateline.reconcile.tellings import Telling, tellings_of
from dateline.records.event import Event
from dateline.records.evidence import Interval, Range
from tests.builders import estimate, grounded_report, strike
from tests.reconcile.made import day, place, raid, telling


def shelf_of(tellings: Iterable[Telling], size: int = 100) -> MemoryShelf:
    """The shelf after so many tellings were added at a time."""
    shelf = MemoryShelf()
    for part in batched(tellings, size):
        Reconciler(shelf).add(part)
    return shelf


def batched(tellings: Iterable[Telling], size: int) -> list[list[Telling]]:
    held = list(tellings)
    return [held[at : at + size] for at in range(0, len(held), size)]


def events(*tellings: Telling) -> list[Event]:
    return list(events_of(shelf_of(tellings)))


def claims(found: list[Event]) -> list[tuple[str, ...]]:
    return sorted(event.claims for event in found)


def test_reports_of_one_raid_are_one_event_with_its_links() -> None:
    (event,) = events(raid("a"), raid("b", 13), raid("c", 13))
    assert event.claims == ("c-a", "c-b", "c-c")
    assert len(event.links) == 2
    assert all(link.why and 0.5 < link.score <= 1 and not link.doubtful for link in event.links)
    assert event.rivals == ()


def test_other_places_and_people_are_other_events() -> None:
    other = telling(
        "x", names=frozenset({"orla venn"}), towns=("ostrel",), marks=frozenset({"orla", "ostrel"})
    )
    assert claims(events(raid("a"), raid("b"), other)) == [("c-a", "c-b"), ("c-x",)]


def test_a_late_report_joins_by_names_and_a_growing_toll_does_not_part() -> None:
    early = raid("a", 11, killed=Range(low=3, high=3), days=day(11))
    later = raid("b", 12, killed=Range(low=9, high=9), days=day(11))
    late = raid("c", 30, killed=Range(low=11, high=11), days=day(11))
    assert claims(events(early, later, late)) == [("c-a", "c-b", "c-c")]


def test_the_same_place_on_another_day_is_another_event() -> None:
    one = raid("a", 3, days=day(2), places=(place(),), names=frozenset())
    other = raid("b", 20, days=day(19), places=(place(),), names=frozenset())
    assert claims(events(one, other)) == [("c-a",), ("c-b",)]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"stance": "denied", "published": 13}, "denies"),
        ({"stance": "ahead", "published": 10}, "announces"),
        ({"stance": "recalled", "published": 25}, "recalls"),
        ({"stance": "summed", "published": 13}, "sums-up"),
        ({"family": "law", "published": 13}, "follows"),
    ],
)
def test_what_bears_on_an_event_is_attached_and_no_part_of_it(changes: dict[str, Any], kind: str) -> None:
    found = events(raid("a", 12), raid("b", 12), raid("z", **changes))
    assert claims(found) == [("c-a", "c-b"), ("c-z",)]
    event = next(e for e in found if "c-a" in e.claims)
    assert [(r.kind, r.claim, r.event) for r in event.relations] == [(kind, "c-z", event.id)]
    assert event.relations[0].why and event.relations[0].score > 0.5


def test_a_summary_is_attached_to_each_event_that_it_folds() -> None:
    other: dict[str, Any] = {
        "names": frozenset({"orla venn", "tam berrel"}),
        "marks": frozenset({"orla", "venn", "tam", "berrel", "ostrel"}),
        "towns": ("ostrel",),
    }
    total: dict[str, Any] = {
        "names": other["names"] | raid("a").around.names,
        "marks": other["marks"] | raid("a").around.marks,
        "towns": ("kell", "ostrel"),
        "stance": "summed",
    }
    found = events(raid("a", days=day(11)), telling("x", days=day(10), **other), telling("z", **total))
    assert claims(found) == [("c-a",), ("c-x",), ("c-z",)]
    assert [[r.kind for r in e.relations] for e in found if "c-z" not in e.claims] == [
        ["sums-up"],
        ["sums-up"],
    ]


def test_a_denial_in_the_same_report_is_attached_by_what_it_says() -> None:
    told = raid("a", days=day(11))
    denial = raid("a", id="t-denial", claims=("c-denial",), stance="denied", days=day(11), main=False)
    (event,) = [e for e in events(told, denial) if e.claims == ("c-a",)]
    assert [(r.kind, r.claim) for r in event.relations] == [("denies", "c-denial")]


def test_links_near_the_threshold_are_told_from_both_sides() -> None:
    one = telling("a", 12, towns=("kell",))
    other = telling("b", 15, towns=("kell",))
    found = events(one, other)
    links = [link for event in found for link in (*event.links, *event.rivals)]
    assert links and all(link.doubtful for link in links)


SOME = [
    raid("a", 11),
    raid("b", 12, days=day(11)),
    raid("c", 13, names=frozenset({"idris faroun"})),
    raid("d", 13, names=frozenset({"mara tolle"}), days=day(10)),
    telling("e", 13, towns=("kell",), days=day(11)),
    telling("f", 20, towns=("kell",), names=frozenset({"orla venn"})),
    raid("g", 21, names=frozenset({"orla venn"})),
    raid("h", 14, stance="denied"),
    raid("i", 14, family="law"),
    raid("j", 13, stance="summed"),
    raid("k", 5, stance="ahead"),
]
#: More than a unit holds, each near the next ones only.
CHAIN = [
    raid(f"n{n:02}", 1 + n // 6, names=frozenset({f"name {n // 2}", f"name {n // 2 + 1}"}), marks=frozenset())
    for n in range(130)
]


@settings(deadline=None)
@given(st.permutations(SOME), st.integers(1, 5))
def test_the_order_of_adding_and_how_many_at_a_time_change_nothing(order: list[Telling], size: int) -> None:
    assert list(events_of(shelf_of(order, size))) == events(*SOME)


@settings(deadline=None)
@given(st.permutations(SOME), st.integers(0, len(SOME)))
def test_what_was_removed_leaves_no_trace(order: list[Telling], kept: int) -> None:
    shelf = shelf_of(order, 1)
    Reconciler(shelf).remove(telling.id for telling in order[kept:])
    assert list(events_of(shelf)) == events(*order[:kept])


@settings(deadline=None, max_examples=8)
@given(st.permutations(CHAIN), st.integers(0, len(CHAIN)))
def test_long_chains_are_cut_alike_in_any_order(order: list[Telling], kept: int) -> None:
    shelf = shelf_of(order, 1)
    gone = order[kept:]
    Reconciler(shelf).remove(telling.id for telling in gone)
    Reconciler(shelf).add(gone)
    assert list(events_of(shelf)) == events(*CHAIN)


def test_what_is_far_away_is_not_touched() -> None:
    shelf = shelf_of([raid("a"), raid("b")])
    far = telling("x", names=frozenset({"orla venn"}), towns=("ostrel",))
    assert Reconciler(shelf).add([far]) == {far.id}
    assert Reconciler(shelf).add([far]) == frozenset()


def test_what_people_join_is_one_event_and_what_they_part_is_not() -> None:
    bonds = Bonds()
    bonds.merge(["c-a", "c-x"])
    bonds.split(["c-b"], ["c-a"])
    other = telling("x", names=frozenset({"orla venn"}), towns=("ostrel",))
    shelf = MemoryShelf()
    Reconciler(shelf, bonds).add([raid("a"), raid("b"), other])
    found = list(events_of(shelf, bonds))
    assert claims(found) == [("c-a", "c-x"), ("c-b",)]
    joined = next(event for event in found if "c-a" in event.claims)
    assert [link.why[0].rule for link in joined.links] == ["decision"] and not joined.rivals


@settings(deadline=None)
@given(st.permutations(SOME), st.data())
def test_words_of_people_count_the_same_whenever_they_come(order: list[Telling], data: st.DataObject) -> None:
    names = [claim for each in SOME for claim in each.claims]
    pairs = st.tuples(
        st.sampled_from(["merge", "split"]), st.lists(st.sampled_from(names), min_size=2, max_size=4)
    )
    words = [(kind, some[:1], some) for kind, some in data.draw(st.lists(pairs, max_size=4))]
    words = [(kind, some if kind == "merge" else out, some) for kind, out, some in words]
    bonds = bonds_of(words, {})
    first = MemoryShelf()
    Reconciler(first, bonds).add(order)
    later = shelf_of(order, 2)
    Reconciler(later).rebind(bonds, names)
    assert list(events_of(later, bonds)) == list(events_of(first, bonds))


@settings(deadline=None)
@given(st.permutations(SOME))
def test_a_split_outranks_what_the_machine_joins(order: list[Telling]) -> None:
    bonds = bonds_of([("split", ["c-a"], ["c-b", "c-g"])], {})
    shelf = MemoryShelf()
    Reconciler(shelf, bonds).add(order)
    assert all(
        "c-a" not in event.claims or not {"c-b", "c-g"} & set(event.claims) for event in events_of(shelf)
    )


def test_reports_are_reconciled_whole() -> None:
    report = grounded_report(claims=(strike(), estimate()))
    found = list(events_of(reconciled([report])))
    assert sorted(claim for event in found for claim in event.claims) == sorted(
        g.claim.id for g in report.claims
    )


def test_a_report_without_claims_makes_no_event_but_can_be_placed() -> None:
    silent = grounded_report(claims=())
    assert list(events_of(reconciled([silent]))) == []
    (placed,) = tellings_of(silent, silent=True)
    assert shelf_of([placed]).groups() == [(placed.id,)]


def test_what_one_report_keeps_apart_another_does_not_join() -> None:
    def two(report: str, published: int) -> list[Telling]:
        strike_words = {"modes": frozenset({"aerial"}), "words": frozenset({"jets", "bombed", "store"})}
        bomb_words = {"modes": frozenset({"explosives"}), "words": frozenset({"bomber", "checkpoint"})}
        return [
            raid(report, published, id=f"t-{report}-1", claims=(f"c-{report}-1",), **strike_words),
            raid(report, published, id=f"t-{report}-2", claims=(f"c-{report}-2",), **bomb_words),
        ]

    found = events(*two("a", 12), *two("b", 12), *two("d", 13))
    assert claims(found) == [("c-a-1", "c-b-1", "c-d-1"), ("c-a-2", "c-b-2", "c-d-2")]


def test_a_report_of_both_in_one_telling_does_not_pull_them_together() -> None:
    one = raid("a", 12, id="t-a-1", claims=("c-a-1",))
    other = raid("a", 12, id="t-a-2", claims=("c-a-2",))
    found = claims(events(one, other, raid("b", 12)))
    assert ("c-a-1", "c-a-2", "c-b") not in found and len(found) == 2


def test_a_merge_of_two_reports_brings_their_near_copies_along() -> None:
    other: dict[str, Any] = {
        "names": frozenset({"orla venn"}),
        "towns": ("ostrel",),
        "marks": frozenset({"orla"}),
    }
    tellings = [raid("a"), raid("b"), raid("c"), telling("x", **other), telling("y", **other)]
    bonds = bonds_of([("merge", ["c-a", "c-x"], ())], {})
    shelf = MemoryShelf()
    Reconciler(shelf, bonds).add(tellings)
    assert claims(list(events_of(shelf, bonds))) == [("c-a", "c-b", "c-c", "c-x", "c-y")]
    bonds = bonds_of([("merge", ["c-a", "c-x"], ()), ("split", ["c-b"], ["c-y"])], {})
    Reconciler(shelf, bonds).rebind(bonds, ["c-a", "c-b", "c-x", "c-y"])
    found = claims(list(events_of(shelf, bonds)))
    assert any({"c-a", "c-x"} <= set(event) for event in found)
    assert not any({"c-b", "c-y"} <= set(event) for event in found)


def test_who_holds_a_place_is_not_who_took_it() -> None:
    told: dict[str, Any] = {"family": "ground", "days": day(11), "places": (place(),)}
    taken = raid("a", modes=frozenset({"recapture"}), actors=frozenset({"army"}), **told)
    held = raid("b", modes=frozenset({"hold"}), actors=frozenset({"red-dune"}), **told)
    assert claims(events(taken, held)) == [("c-a",), ("c-b",)]
    also = raid("c", modes=frozenset({"enter"}), actors=frozenset({"army"}), **told)
    assert claims(events(taken, also)) == [("c-a", "c-c")]


def test_like_bombs_of_one_day_in_two_towns_are_two() -> None:
    def bomb(report: str, where: str, **changes: Any) -> Telling:
        there = place(where, {"Kell": 34.0, "Velm": 34.02, "Ostrel": 34.9}[where])
        fields = {"modes": frozenset({"explosives"}), "days": day(11), "killed": Range(low=3, high=3)}
        return telling(report, places=(there,), marks=frozenset({"friday"}), **{**fields, **changes})

    for other in ("Velm", "Ostrel"):
        assert claims(events(bomb("a", "Kell"), bomb("b", other))) == [("c-a",), ("c-b",)]
    alike = frozenset({"market", "roadside", "killed", "soldiers"})
    far = events(bomb("a", "Kell", words=alike), bomb("b", "Ostrel", words=alike))
    assert claims(far) == [("c-a",), ("c-b",)]
    (event,) = events(bomb("a", "Kell", words=alike), bomb("b", "Velm", words=alike))
    assert [link.doubtful for link in event.links] == [True]
    (event,) = events(bomb("a", "Kell"), bomb("b", "Kell"))
    assert [link.doubtful for link in event.links] == [False]
    guns = frozenset({"firearms"})
    (event,) = events(bomb("a", "Kell", modes=guns), bomb("b", "Velm", modes=guns))
    assert [link.doubtful for link in event.links] == [False]


def test_two_quarters_of_a_town_are_two_bombs() -> None:
    told: dict[str, Any] = {"names": frozenset(), "days": day(11), "modes": frozenset({"explosives"})}
    one = raid("a", quarters=frozenset({"ostrel"}), **told)
    near = raid("b", quarters=frozenset({"ostrell"}), **told)
    far = raid("c", quarters=frozenset({"tamm"}), **told)
    (event,) = events(one, near)
    assert not event.links[0].doubtful
    link = next(each for event in events(one, far) for each in (*event.links, *event.rivals))
    assert any(why.rule == "quarter: none" for why in link.why)


def test_what_is_told_again_years_later_with_its_day_and_place_is_no_second_event() -> None:
    told: dict[str, Any] = {"days": day(11), "places": (place(),), "killed": Range(low=12, high=12)}
    first, again = raid("a", 12, **told), raid("b", 12, stance="recalled", **told)
    year = dt.date(2018, 11, 11)
    around = msgspec.structs.replace(again.around, published=Interval(start=year, end=year))
    late = msgspec.structs.replace(again, around=around)
    assert claims(events(first, late)) == [("c-a", "c-b")]
    (event, _) = sorted(events(first, again), key=lambda e: e.claims)
    assert [r.kind for r in event.relations] == ["recalls"]


def test_a_likely_link_that_joins_nobody_says_why() -> None:
    two = raid("a", id="t-a2", claims=("c-a2",), days=day(3))
    found = events(raid("a", days=day(11)), two, raid("b", days=day(11)))
    links = [link for event in found for link in event.rivals if link.score > 0.5]
    assert links and all(link.why[0].rule == "not joined" for link in links)
    assert any("one report tells of both" in link.why[0].words for link in links)
    parted = bonds_of([("split", ["c-x"], ["c-y"])], {})
    shelf = MemoryShelf()
    Reconciler(shelf, parted).add([raid("x"), raid("y")])
    assert [event.rivals for event in events_of(shelf, parted)] == [(), ()]
