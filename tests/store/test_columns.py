from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.evaluate.simulation.reporters import Noise, filed
from dateline.evaluate.simulation.world import START, catalogue_of_sides, make_world
from dateline.records.capture import Given, Origin, capture_of
from dateline.records.evidence import Interval
from dateline.review.corrections import Correction
from dateline.store import columns
from dateline.store.case import Case
from dateline.store.columns import Columns
from dateline.store.filters import Filter
from dateline.store.weighed import Weights
from tests.store.made import page, run_record

WORLD = make_world(3, places=14, days=60, happenings=40)
LATER = "https://ledger.example/war"


def grow(case: Case, first: int, last: int) -> None:
    """Add some of the war's reports, as they were taken day by day."""
    for one in islice(filed(WORLD, Noise.of(0.5), 3), first, last):
        about = one.report.annotated.report
        taken = capture_of(
            about.text.encode(),
            media_type="text/plain",
            origin=Origin(kind="file", name=about.document),
            given=Given(document=about.document),
            fetched=dt.datetime.combine(one.taken, dt.time(12), dt.UTC),
        )
        report = msgspec.structs.replace(about, capture=taken.id)
        annotated = msgspec.structs.replace(one.report.annotated, report=report)
        case.add(taken, msgspec.structs.replace(one.report, annotated=annotated), run_record())


def decide(case: Case) -> None:
    """Decisions of every kind, and a page in two versions."""
    held = [grounded.claim.id for _, grounded in case.claims()]
    case.decide("accept", held[:5], "nadia")
    case.decide("reject", held[5:9], "nadia")
    case.decide("reject", held[20:21], "omar")
    case.decide("undo", [case.decide("reject", held[9:10], "nadia").id], "nadia")
    case.decide("merge", [held[30], held[-1]], "nadia")
    day = Interval(start=START, end=START + dt.timedelta(days=3), precision="span")
    case.decide(
        "correct", held[10:11], "nadia", field="when", correction=Correction(value=msgspec.to_builtins(day))
    )
    case.decide("correct", held[11:12], "nadia", field="type", correction=Correction(value="PROTEST"))
    fetched = dt.datetime.combine(START + dt.timedelta(days=20), dt.time(12), dt.UTC)
    case.add(*page("one", url=LATER, fetched=fetched), run_record())
    case.add(*page("two", url=LATER, fetched=fetched + dt.timedelta(days=9), claims=2), run_record())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    path = Path(tmp_path_factory.mktemp("columns")) / "case.db"
    with Case.create_or_open(path, catalogue=catalogue_of_sides()) as opened:
        grow(opened, 0, 150)
        decide(opened)
        yield opened


@pytest.fixture(scope="module")
def now(case: Case) -> Columns:
    return case.columns()


def names(held: Columns, wanted: Filter) -> tuple[list[str], list[str]]:
    fitting = held.fitting(wanted)
    events = [held.tables.events.values[code] for code in held.events_of(fitting)]
    return sorted(held.identifier[fitting]), sorted(events)


def told(case: Case, wanted: Filter) -> tuple[list[str], list[str]]:
    claims = sorted(grounded.claim.id for _, grounded in case.claims(wanted))
    with case.history(wanted.as_of) as history:
        events = sorted(str(history.event_name(group)) for group in history.groups(wanted))
    return claims, events


def maybe(*values: object) -> st.SearchStrategy[object]:
    return st.sampled_from((None, None, *values))


DAYS = st.none() | st.integers(-20, 90).map(lambda days: START + dt.timedelta(days=days))
PLACES = st.lists(
    st.sampled_from(["XX", "IQ", "iq", "nowhere", "gn:990001", "tall", *(p.name for p in WORLD.places[:6])]),
    max_size=2,
)
ACTORS = st.lists(
    st.sampled_from(
        ["army", "sim-marsh", "marsh", "commander", "nobody", *(e for e in catalogue_of_sides().entries)]
    ),
    max_size=2,
)
FILTERS = st.builds(
    Filter,
    since=DAYS,
    until=DAYS,
    places=PLACES.map(tuple),
    actors=ACTORS.map(tuple),
    type=maybe("ASSAULT", "territory", "RETREAT", "PROTEST"),
    outlet=maybe("Lantern Post", "post", "nobody's"),
    reality=maybe("happened", "DENIED", "announced", "did-not-happen"),
    review=maybe("open", "accepted", "corrected", "rejected"),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=FILTERS)
def test_the_columns_give_the_claims_and_events_that_the_case_gives(
    case: Case, now: Columns, wanted: Filter
) -> None:
    try:
        expected = told(case, wanted)
    except UsageError:
        return
    assert names(now, wanted) == expected


@pytest.mark.parametrize("after", [3, 25, 40, 61])
def test_so_they_do_of_a_past_day(case: Case, after: int) -> None:
    day = START + dt.timedelta(days=after)
    held = case.columns(day)
    some = (
        Filter(as_of=day),
        Filter(as_of=day, type="ASSAULT", since=START + dt.timedelta(days=5)),
        Filter(as_of=day, places=(WORLD.places[1].name,)),
    )
    for wanted in some:
        assert names(held, wanted) == told(case, wanted)


def test_what_is_read_later_is_added_to_what_was_read_before(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db", catalogue=catalogue_of_sides()) as case:
        held = case.columns()
        assert held.size == 0
        assert names(held, Filter()) == ([], [])
        weights = Weights()
        for change in (
            lambda: grow(case, 0, 30),
            lambda: grow(case, 30, 80),
            lambda: decide(case),
            lambda: grow(case, 80, 90),
            lambda: case.decide("undo", [case.decisions()[-1].decision.id], "nadia"),
        ):
            change()
            held = case.columns(before=held)
            for wanted in (
                Filter(),
                Filter(review="rejected"),
                Filter(type="ASSAULT"),
                Filter(actors=("sim-marsh",)),
            ):
                assert names(held, wanted) == told(case, wanted)
            check_weights(case, held, weights)


def check_weights(case: Case, held: Columns, weights: Weights) -> None:
    origins, dead, confidence = case.weigh(held, weights)
    codes = {name: code for code, name in enumerate(held.tables.events.values)}
    expected = {each.event.id: each.origins for each in case.events()}
    assert {name: int(origins[codes[name]]) for name in expected} == expected
    assert origins.sum() == sum(expected.values())
    sure = {g.claim.id: g.claim.confidence for _, g in case.claims()}
    assert {name: confidence[held.index[name]] for name in sure} == sure
    counted = [e for e in case.events() if e.view["killed"].values]
    for event in counted:
        assert dead[codes[event.event.id]] <= max(v.content.low for v in event.view["killed"].values)  # type: ignore[union-attr]


def test_origins_are_those_of_each_event(case: Case, now: Columns) -> None:
    check_weights(case, now, Weights())
    origins, _, _ = case.weigh(now, Weights())
    assert len(set(origins.tolist())) > 3


def test_a_name_without_a_word_is_refused(now: Columns) -> None:
    with pytest.raises(UsageError, match="holds no word"):
        now.at(["--"])
    with pytest.raises(UsageError, match="holds no word"):
        now.published([""])


def test_days_are_numbers_and_back() -> None:
    for day in (dt.date.min, dt.date(1970, 1, 1), dt.date(2017, 11, 11), dt.date.max):
        assert columns.day_of(columns.day_number(day)) == day


def test_a_watched_case_tells_when_another_wrote(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case, Case.open(tmp_path / "case.db") as other:
        watched = case.watch()
        first = watched.version
        assert watched.version == first
        other.add(*page("one"), run_record())
        assert watched.version != first
        second = watched.version
        case.add(*page("two", url="https://other.example/"), run_record())
        assert watched.version != second
        watched.close()


def test_what_is_picked_comes_as_claims_has_it(case: Case, now: Columns) -> None:
    rows = now.row[now.fitting(Filter(type="ASSAULT"))]
    assert list(case.claims_of_rows(rows.tolist()[::-1])) == list(case.claims(Filter(type="ASSAULT")))


def test_reports_come_a_page_at_a_time(case: Case) -> None:
    every = {row.header.report for row in case.reports()}
    total, first = case.page_of_reports(limit=100)
    _, second = case.page_of_reports(offset=100, limit=100)
    assert total == len(every)
    assert {each.row.header.report for each in (*first, *second)} == every
    total, found = case.page_of_reports("jets ZAFRA")
    assert total == 1
    assert found[0].row.header.document == "page two"
    assert case.page_of_reports(outlet="lantern")[0] == 1
    assert case.page_of_reports("100%")[0] == 0
