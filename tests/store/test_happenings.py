"""Events of a case: the same as in memory, in whatever order reports come, and as known on a past day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from dateline.dictionaries.catalogue import load_catalogue
from dateline.errors import UsageError
from dateline.evaluate.simulation.reporters import Filed, Noise, filed
from dateline.evaluate.simulation.world import make_world
from dateline.reconcile.events import events_of
from dateline.reconcile.reconciler import reconciled
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.event import Event
from dateline.records.evidence import Known
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import TEXT, changed, grounded_report, strike
from tests.builders import capture as made_capture
from tests.store.made import page, run_record

WAR = list(filed(make_world(3, places=8, days=30, happenings=18), Noise.of(0.6), 3))
DAY = dt.datetime(2017, 11, 12, 12, tzinfo=dt.UTC)


def capture(one: Filed) -> Capture:
    about = one.report.annotated.report
    return capture_of(
        about.text.encode(),
        media_type="text/plain",
        origin=Origin(kind="file", name=about.document),
        given=Given(document=about.document),
        fetched=dt.datetime.combine(one.taken, dt.time(12), dt.UTC),
    )


def filled(path: Path, reports: Iterable[Filed]) -> Case:
    case = Case.create_or_open(path)
    for one in reports:
        taken = capture(one)
        report = msgspec.structs.replace(one.report.annotated.report, capture=taken.id)
        annotated = msgspec.structs.replace(one.report.annotated, report=report)
        case.add(taken, msgspec.structs.replace(one.report, annotated=annotated), run_record())
    return case


def events(case: Case, as_of: dt.date | None = None) -> list[Event]:
    return sorted((h.event for h in case.events(Filter(as_of=as_of))), key=lambda event: event.id)


def in_memory(reports: Sequence[Filed]) -> list[Event]:
    agencies = load_catalogue().agencies
    return list(events_of(reconciled((one.report for one in reports), agencies)))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_events_are_those_of_memory_in_whatever_order_reports_come(tmp_path: Path, seed: int) -> None:
    order = list(WAR)
    Random(seed).shuffle(order)
    with filled(tmp_path / "case.db", order) as case:
        assert events(case) == in_memory(WAR)


def test_as_known_on_a_day_events_are_those_of_what_had_been_captured(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db", WAR) as case:
        for day in sorted({one.taken for one in WAR})[:: len(WAR) // 6]:
            known = [one for one in WAR if one.taken <= day]
            assert events(case, day) == in_memory(known)


def test_an_event_is_found_by_its_name_and_by_its_claims(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db", WAR) as case:
        event = max(events(case), key=lambda each: len(each.claims))
        assert case.event(event.id).event == case.event(event.claims[-1]).event == event
        happening = case.event(event.id[:-4])
        assert [g.claim.id for _, g in happening.told] == list(event.claims)
        assert happening.reports > 1 and 1 <= happening.origins <= happening.reports
        with pytest.raises(UsageError, match="no event 'e-none'"):
            case.event("e-none")


def test_a_filter_gives_whole_events_that_hold_a_claim_of_it(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db", WAR) as case:
        wanted = {g.claim.id for _, g in case.claims(Filter(type="RETREAT"))}
        found = list(case.events(Filter(type="RETREAT")))
        assert wanted and wanted <= {c for h in found for c in h.event.claims}
        assert all(wanted & set(h.event.claims) for h in found)


def test_only_the_version_that_stands_counts(tmp_path: Path) -> None:
    def names(case: Case, as_of: dt.date | None = None) -> list[str]:
        return [h.told[0][0].document for h in case.events(Filter(as_of=as_of))]

    with Case.create_or_open(tmp_path / "case.db") as case:
        case.add(*page("new", fetched=DAY), run_record())
        case.add(*page("old", fetched=DAY - dt.timedelta(days=2)), run_record())
        assert names(case) == ["page new"]
        assert names(case, DAY.date() - dt.timedelta(days=1)) == ["page old"]
        case.add(*page("newer", fetched=DAY + dt.timedelta(days=1)), run_record())
        assert names(case) == ["page newer"]
        # the page returns to what it was
        again, _ = page("old", fetched=DAY + dt.timedelta(days=5))
        assert case.known(again)
        assert names(case) == ["page old"]
        assert names(case, DAY.date()) == ["page new"]
        assert names(case, DAY.date() + dt.timedelta(days=1)) == ["page newer"]


def test_near_copies_are_families(tmp_path: Path) -> None:
    with filled(tmp_path / "case.db", WAR) as case, case.history() as history:
        families = history.copies()
        found = {name: family for family in families for name in family.reports}
        copies = [one for one in WAR if one.copy_of is not None]
        right = [
            one
            for one in copies
            if one.copy_of in found[one.report.annotated.report.id].reports
            if one.report.annotated.report.id in found
        ]
        assert copies and len(right) > 0.8 * len(copies)
        assert all(0.5 <= family.likeness <= 1 for family in families)


def test_denials_of_one_origin_count_once(tmp_path: Path) -> None:
    denied = Known(value="denied", evidence=())

    def add(case: Case, name: str, text: str, *, told: bool, **changes: Any) -> None:
        claims = [strike(name, salt=n, **changes) for n in range(1 if told else 2)]
        if not told:
            claims = [changed(each, reality=denied) for each in claims]
        taken = msgspec.structs.replace(made_capture(text), url=f"https://{name}.example/1")
        made = grounded_report(text, document=name, claims=tuple(claims), capture=taken.id)
        case.add(taken, made, run_record())

    with Case.create_or_open(tmp_path / "case.db") as case:
        add(case, "lantern", TEXT, told=True)
        add(case, "ledger", f"{TEXT} Nothing of it is true.", told=False)
        (found,) = [each for each in case.events() if each.event.relations]
        assert len([each for each in found.event.relations if each.kind == "denies"]) == 2
        assert found.denials == 1
