from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reconcile.reconciler import Reconciler
from dateline.reconcile.tellings import Telling
from dateline.records.event import Event
from dateline.records.evidence import Range
from tests.builders import estimate, grounded_report, strike
from tests.reconcile.made import day, place, raid, telling


def events(*tellings: Telling) -> list[Event]:
    reconciler = Reconciler()
    reconciler.add_tellings(tellings)
    return list(reconciler.events())


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


@settings(deadline=None)
@given(st.permutations(SOME), st.integers(1, 5))
def test_the_order_of_adding_and_how_many_at_a_time_change_nothing(order: list[Telling], size: int) -> None:
    reconciler = Reconciler()
    for at in range(0, len(order), size):
        reconciler.add_tellings(order[at : at + size])
    assert list(reconciler.events()) == events(*SOME)


@settings(deadline=None)
@given(st.permutations(SOME))
def test_the_changes_told_add_up_to_the_events(order: list[Telling]) -> None:
    reconciler, held = Reconciler(), dict[str, Event]()
    for each in order:
        change = reconciler.add_tellings([each])
        for name in change.gone:
            held.pop(name, None)
        held |= {event.id: event for event in change.events}
    assert held == {event.id: event for event in reconciler.events()}


def test_what_is_far_away_is_not_touched() -> None:
    reconciler = Reconciler()
    reconciler.add_tellings([raid("a"), raid("b")])
    far = telling("x", names=frozenset({"orla venn"}), towns=("ostrel",))
    change = reconciler.add_tellings([far])
    assert [event.claims for event in change.events] == [("c-x",)] and change.gone == ()
    assert reconciler.add_tellings([far]).events == ()


def test_reports_are_added_by_what_they_tell() -> None:
    report = grounded_report(claims=(strike(), strike(salt=2), estimate()))
    change = Reconciler().add(report)
    assert sorted(len(event.claims) for event in change.events) == [1, 2]
    assert [why.rule for e in change.events for link in e.links for why in link.why] == ["one report"]
    assert list(Reconciler([report]).events()) == sorted(change.events, key=lambda e: e.id)


def test_a_report_without_claims_makes_no_event() -> None:
    silent = grounded_report(silence="no event words")
    assert Reconciler().add(silent).events == ()
    placed = Reconciler([silent], silent=True)
    assert list(placed.events()) == [] and len(placed.groups()) == 1


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
