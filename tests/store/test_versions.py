from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.errors import UsageError
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.header import Version
from dateline.records.report import Notice
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import TEXT, evidence
from tests.store.made import LANTERN, page, run_record

DAY = dt.datetime(2017, 11, 12, 9, tzinfo=dt.UTC)
LATER = DAY + dt.timedelta(hours=1)

ADDER = """
import sys
from dateline.store.case import Case
from tests.store.made import page, run_record

with Case.create_or_open(sys.argv[1]) as case:
    for number in range(15):
        assert case.add(*page(f"{sys.argv[2]} {number}"), run_record())
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def add(case: Case, made: tuple[Capture, GroundedReport]) -> int:
    return case.add(*made, run_record())


def documents(case: Case, name: str = LANTERN) -> list[str]:
    return [row.report.document for row in case.versions(name)]


def test_an_address_captured_again_is_a_new_version(case: Case) -> None:
    add(case, page("first", fetched=DAY))
    add(case, page("other", url="https://lantern-post.example/2017/other"))
    add(case, page("second", url=f"{LANTERN}/?utm_source=feed#top", fetched=LATER, claims=2))
    assert documents(case) == ["page first", "page second"]
    first, second = case.versions(LANTERN)
    assert (first.newest, first.claims, first.taken, first.fetched) == (False, 1, DAY, DAY)
    assert (second.newest, second.claims, second.taken) == (True, 2, LATER)
    assert first.added <= second.added and first.sha256 != second.sha256
    assert documents(case, "page other") == ["page other"]


def test_only_the_newest_version_is_given_unless_all_are_asked_for(case: Case) -> None:
    add(case, page("first", fetched=DAY))
    add(case, page("second", fetched=LATER, claims=2))
    every = Filter(all_versions=True)
    assert [header.document for header, _ in case.claims()] == ["page second"] * 2
    assert [header.document for header, _ in case.claims(every)] == ["page first"] + ["page second"] * 2
    assert (case.count(), case.count(every), case.earlier(), case.earlier(every)) == (2, 3, 1, 0)
    assert (case.earlier(Filter(type="ASSAULT")), case.earlier(Filter(type="PROTEST"))) == (1, 0)
    (row,) = case.reports()
    assert (row.header.document, row.version) == ("page second", Version(number=2, of=2, newest=True))
    assert row.header.version == row.version
    rows = list(case.reports(all_versions=True))
    assert [(row.version.number, row.version.of, row.version.newest) for row in rows] == [
        (1, 2, False),
        (2, 2, True),
    ]


def test_an_older_version_that_is_added_later_stays_older(case: Case) -> None:
    add(case, page("new", fetched=LATER))
    add(case, page("old", fetched=DAY))
    assert documents(case) == ["page old", "page new"]
    assert [header.document for header, _ in case.claims()] == ["page new"]


def test_what_says_that_the_page_is_gone_does_not_stand_for_it(case: Case) -> None:
    for place, kind in enumerate(("cookie wall", "report", "report", "not found", "paywall stub")):
        add(case, page(place, fetched=DAY + dt.timedelta(hours=place), kind=kind))
        assert [row.header.document for row in case.reports()] == [f"page {min(place, 2)}"]
    assert [row.newest for row in case.versions(LANTERN)] == [False, False, True, False, False]


def test_the_same_bytes_of_the_same_address_are_no_new_version(case: Case) -> None:
    taken, made = page("first")
    assert add(case, (taken, made)) == 1
    assert not add(case, page("first", fetched=LATER))
    renamed = msgspec.structs.replace(taken, id="k-renamed")
    assert not case.add(renamed, made, run_record())
    assert case.capture("k-renamed") is None and documents(case) == ["page first"]


RAID = "A raid on the depot at Old Quay was called off before dawn, the harbour master told the Gazette."
SECTION = "https://lantern-post.example/latest-news"


def test_other_articles_that_give_one_address_are_no_versions(case: Case) -> None:
    for hour in range(2):
        fetched = DAY + dt.timedelta(hours=hour)
        add(case, page(f"strike {hour}", own=SECTION, url=f"{SECTION}/1", fetched=fetched))
        add(
            case,
            page(f"raid {hour}", own=SECTION, url=f"{SECTION}/2", fetched=fetched, text=f"{RAID} {hour}"),
        )
        add(
            case,
            page(f"file {hour}", own=SECTION, url=None, fetched=fetched, text=f"Rain fell. It is {hour}."),
        )
    assert documents(case, f"{SECTION}/2") == ["page raid 0", "page raid 1"]
    assert documents(case, SECTION) == ["page strike 0", "page strike 1"]
    assert [row.header.document for row in case.reports()] == [
        "page file 0", "page strike 1", "page raid 1", "page file 1"
    ]  # fmt: skip


def test_one_article_at_several_addresses_is_one_report(case: Case) -> None:
    for hour, url in enumerate((LANTERN, f"{LANTERN}/amp", "https://m.lantern-post.example/strike", None)):
        add(case, page(hour, own=LANTERN, url=url, fetched=DAY + dt.timedelta(hours=hour)))
    add(case, page("gone", own=LANTERN, url=f"{LANTERN}?print=1", text="Subscribe.", kind="paywall stub"))
    assert len(documents(case)) == 5
    assert [row.header.document for row in case.reports()] == ["page 3"]


def test_an_article_that_was_rewritten_is_a_new_version_at_its_address(case: Case) -> None:
    add(case, page("first", own=LANTERN, url=f"{LANTERN}/amp", fetched=DAY))
    add(case, page("second", own=LANTERN, url=f"{LANTERN}/amp", fetched=LATER, text=RAID))
    assert documents(case) == ["page first", "page second"]


def test_a_page_that_begins_to_give_its_address_stays_one_report(case: Case) -> None:
    add(case, page("first", url="https://mirror.example/1", fetched=DAY))
    add(case, page("second", own=LANTERN, url="https://mirror.example/1", fetched=LATER))
    add(case, page("other", own=SECTION, url="https://mirror.example/1", fetched=LATER, text=RAID))
    assert documents(case, "https://mirror.example/1") == ["page first", "page second"]
    assert documents(case, SECTION) == ["page other"]


def test_reports_without_an_address_have_no_versions(case: Case) -> None:
    for salt in ("first", "second"):
        add(case, page(salt, url=None, own="https://lantern-post.example/"))
    assert [row.version for row in case.reports()] == [Version(number=1, of=1, newest=True)] * 2
    assert documents(case, "page first") == ["page first"]


def test_a_report_is_found_by_identifier_document_and_address(case: Case) -> None:
    add(case, page("first", own=LANTERN, url="https://mirror.example/1"))
    add(case, page("other", url=None))
    name = case.versions(LANTERN)[0].report.id
    for way in (name, name[:9], name[2:9].upper(), "page first", "www.lantern-post.example/2017/strike/"):
        assert documents(case, way) == ["page first"]
    for none in ("page", "zz", "", "r-", "%", "https://mirror.example/1"):
        with pytest.raises(UsageError, match=r"no report .*`dateline reports`"):
            case.versions(none)


def test_several_reports_of_one_name_are_named(case: Case) -> None:
    for number in range(7):
        add(case, page(number, url=None, document="-"))
    with pytest.raises(UsageError, match=r"several reports are named '-': r-\w+ \(-\); .* \.\.\.; give one"):
        case.versions("-")


def test_kind_and_notices_are_listed(case: Case) -> None:
    words = evidence(TEXT, "Two killed")
    kinds = ("correction", "update", "update")
    notices = tuple(Notice(kind=kind, evidence=words) for kind in kinds)  # type: ignore[arg-type]
    add(case, page("first", notices=notices, kind="live blog"))
    (row,) = case.reports()
    assert (row.kind, row.notices) == ("live blog", ("correction", "update"))
    (version,) = case.versions(LANTERN)
    assert version.report.notices == notices


def test_two_processes_add_versions_of_one_address(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ADDER, str(path), name], env=os.environ | {"PYTHONPATH": paths}
        )
        for name in ("one", "other")
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    with Case.open(path) as case:
        rows = case.versions(LANTERN)
        assert len(rows) == 30
        assert [row.newest for row in rows] == [False] * 29 + [True]
        assert [row.version.of for row in case.reports()] == [30]
