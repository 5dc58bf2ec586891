from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.records.evidence import Interval, Known
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import capture, changed, estimate, grounded_report, strike
from tests.store.made import run_record

DAY = dt.date(2017, 11, 11)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """An air strike on 11 November, one in the whole of October, and an estimate without a date."""
    october = Interval(start=dt.date(2017, 10, 1), end=dt.date(2017, 10, 31), precision="month")
    earlier = changed(
        strike(salt="october"), grounded_when=Known(value=october, evidence=()), mode=strike().claim.mode
    )
    with Case.create_or_open(Path(tmp_path_factory.mktemp("filters")) / "case.db") as opened:
        opened.add(capture(), grounded_report(claims=(strike(), earlier, estimate())), run_record())
        yield opened


def matches(case: Case, **wanted: Any) -> list[str]:
    names = {strike().claim.id: "strike", strike(salt="october").claim.id: "october"}
    return [names.get(c.claim.id, "estimate") for _, c in case.claims(Filter(**wanted))]


def test_nothing_asked_gives_all(case: Case) -> None:
    assert matches(case) == ["strike", "october", "estimate"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (DAY, DAY, ["strike"]),
        (DAY, None, ["strike"]),
        (None, dt.date(2017, 10, 1), ["october"]),
        (dt.date(2017, 10, 31), dt.date(2017, 11, 10), ["october"]),
        (dt.date(2017, 11, 1), dt.date(2017, 11, 10), []),
        (dt.date(2017, 1, 1), dt.date(2017, 12, 31), ["strike", "october"]),
    ],
)
def test_time_is_met_where_the_days_touch(
    case: Case, since: dt.date | None, until: dt.date | None, found: list[str]
) -> None:
    assert matches(case, since=since, until=until) == found
    assert case.undated(Filter(since=since, until=until)) == 1


def test_undated_claims_are_counted_under_the_other_filters_only(case: Case) -> None:
    assert case.undated(Filter()) == 0
    assert case.undated(Filter(since=DAY, type="ASSAULT")) == 0
    assert case.undated(Filter(since=DAY, type="force-estimate")) == 1


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ("Tell Zafra", 3),
        ("tell zafra", 3),
        ("TALL ZAFRA", 2),
        ("zafra", 3),
        ("zaf", 0),
        ("Al Anbar", 2),
        ("anbar", 2),
        ("IQ", 2),
        ("iq", 2),
        ("SY", 0),
        ("gn:990001", 2),
        ("gn:1", 0),
        ("100%", 0),
    ],
)
def test_a_place_is_met_by_name_words_province_country_or_identifier(
    case: Case, place: str, count: int
) -> None:
    assert len(matches(case, places=(place,))) == count


def test_of_several_names_any_will_do(case: Case) -> None:
    assert len(matches(case, places=("Nowhere", "IQ"))) == 2
    assert len(matches(case, actors=("Nobody", "army"))) == 3


@pytest.mark.parametrize(
    ("actor", "count"),
    [
        ("army", 3),
        ("Army Jets", 3),
        ("jets", 3),
        ("jet", 0),
        ("commander", 2),
        ("Idris Faroun", 0),
        ("told", 0),
    ],
)
def test_an_actor_is_met_as_doer_or_target_but_not_as_source(case: Case, actor: str, count: int) -> None:
    assert len(matches(case, actors=(actor,))) == count


def test_type_and_outlet(case: Case) -> None:
    assert matches(case, type="FORCE-ESTIMATE") == ["estimate"]
    assert matches(case, type="assault", since=DAY) == ["strike"]
    assert len(matches(case, outlet="lantern post")) == 3
    assert matches(case, outlet="Lantern Posts") == []


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"type": "WAR"}, "the types are .*ASSAULT"),
        ({"places": ("?!",)}, "place .*holds no word"),
        ({"outlet": ""}, "outlet .*holds no word"),
        ({"actors": ("...",)}, "actor .*holds no word"),
        ({"since": DAY, "until": dt.date(2017, 1, 1)}, "after until"),
    ],
)
def test_what_can_match_nothing_is_wrong_usage(case: Case, wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        matches(case, **wanted)
