"""What is open in a case: the order, the numbers, and what people's words answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import make_world
from dateline.store.agenda import Agenda, Task
from dateline.store.case import Case
from tests.store.test_happenings import filled

WAR = list(filed(make_world(5, places=5, days=12, happenings=30), Noise.of(0.9), 5))


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(tmp_path_factory.mktemp("war")) / "case.db"
    filled(path, WAR).close()
    return path


@pytest.fixture
def case(war: Path, tmp_path: Path) -> Iterator[Case]:
    path = tmp_path / "case.db"
    path.write_bytes(war.read_bytes())
    with Case.open(path) as opened:
        yield opened


def pairs(agenda: Agenda) -> list[Task]:
    return list(agenda.tasks("pair"))


def event_of(case: Case) -> dict[str, str]:
    return {claim: each.event.id for each in case.events() for claim in each.event.claims}


def test_what_weighs_most_comes_first(case: Case) -> None:
    agenda = case.agenda()
    tasks = list(agenda.tasks())
    ranks = [task.uncertainty * task.importance for task in tasks]
    assert ranks == sorted(ranks, reverse=True)
    assert {task.kind for task in tasks} == {"pair", "claim"}
    assert len(tasks) == agenda.left() == agenda.left("pair") + agenda.left("claim")
    assert len({task.id for task in tasks}) == len(tasks)
    for kind in ("pair", "claim"):
        assert list(agenda.tasks(kind)) == [task for task in tasks if task.kind == kind]
        assert agenda.left(kind) == len(list(agenda.tasks(kind)))
    assert all(agenda.named(task.id) == task for task in tasks)
    assert agenda.named("c-none") is None and agenda.named("c-none~c-other") is None


def test_pairs_are_near_the_threshold_and_each_is_asked_once(case: Case) -> None:
    found, events = pairs(case.agenda()), event_of(case)
    assert all(abs(task.weight) <= 1.1 for task in found)
    apart = [frozenset((events[task.one], events[task.other or ""])) for task in found if not task.joined]
    assert len(apart) > 3 and len(set(apart)) == len(apart) and all(len(each) == 2 for each in apart)
    assert any(task.joined for task in found)
    assert all(events[task.one] == events[task.other or ""] for task in found if task.joined)


def test_what_is_decided_is_not_asked_again_and_counts_as_done(case: Case) -> None:
    before = case.agenda()
    task = next(task for task in pairs(before) if not task.joined)
    decision = case.decide("split", [task.one], "Ada", rest=[task.other or ""])
    after = case.agenda()
    assert task.id not in {each.id for each in pairs(after)}
    assert (after.left("pair"), after.done("pair")) == (before.left("pair") - 1, 1)
    case.decide("undo", [decision.id], "Ada")
    assert pairs(case.agenda()) == pairs(before) and case.agenda().done("pair") == 0
    claim = next(before.tasks("claim")).id
    case.decide("reject", [claim], "Ada")
    assert case.agenda().done("claim") == 1
    assert claim not in {each.id for each in case.agenda().tasks("claim")}


def test_a_claim_joined_with_one_that_is_parted_is_not_asked_of(case: Case) -> None:
    """A and B were joined and B and C parted: nobody is asked of A and C."""
    found, events = pairs(case.agenda()), event_of(case)
    ties: dict[str, list[tuple[str, str, str]]] = {}
    for task in found:
        if not task.joined:
            one, other = task.one, task.other or ""
            ties.setdefault(events[one], []).append((events[other], one, other))
            ties.setdefault(events[other], []).append((events[one], other, one))
    asked = {frozenset((events[t.one], events[t.other or ""])): t for t in found if not t.joined}
    middle, (_, of_middle, one), (_, _, other) = next(
        (middle, first, second)
        for middle, held in ties.items()
        for first in held
        for second in held
        if frozenset((first[0], second[0])) in asked and first[0] != second[0]
    )
    assert middle == events[of_middle]
    case.decide("merge", [of_middle, one], "Ada")
    now = event_of(case)
    case.decide("split", [of_middle], "Ada", rest=[other])
    now = event_of(case)
    left = {frozenset((now[t.one], now[t.other or ""])) for t in pairs(case.agenda()) if not t.joined}
    assert now[of_middle] == now[one]
    assert frozenset((now[one], now[other])) not in left


def test_parts_of_an_event_are_asked_of_until_somebody_said(case: Case) -> None:
    task = next(task for task in pairs(case.agenda()) if task.joined)
    case.decide("merge", [task.one, task.other or ""], "Ada")
    assert task.id not in {each.id for each in pairs(case.agenda())}


def test_an_empty_case_has_nothing_open(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "empty.db") as case:
        assert list(case.agenda().tasks()) == [] and case.agenda().left() == case.agenda().done() == 0
