from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store.case import Case
from tests.store.made import LANTERN, page, run_record

DAY = dt.datetime(2017, 11, 12, tzinfo=dt.UTC)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def have(case: Case, text: str, hour: int, url: str | None = LANTERN, *, coded: bool = True) -> int:
    """Have the page with this text at this hour; ``coded`` whether it is coded and added, known or not."""
    taken, made = page(text, url=url, fetched=DAY + dt.timedelta(hours=hour))
    if case.known(taken) and not coded:
        return 0
    return case.add(taken, made, run_record())


def stretches(case: Case) -> list[tuple[str, int, int, bool]]:
    """Each row of the versions: its document, its first and last hour, and whether it came again."""
    return [
        (row.report.document[-1], _hour(row.taken), _hour(row.last), row.again)
        for row in case.versions(LANTERN)
    ]


def _hour(moment: dt.datetime) -> int:
    return int((moment - DAY).total_seconds() // 3600)


def standing(case: Case) -> list[str]:
    return [row.header.document[-1] for row in case.reports()]


@pytest.mark.parametrize("coded", [True, False])
def test_a_page_that_returns_to_what_it_said_stands_as_it_is_now(case: Case, coded: bool) -> None:
    for hour, text in enumerate("ABA"):
        have(case, text, hour, coded=coded)
    assert stretches(case) == [("A", 0, 0, False), ("B", 1, 1, False), ("A", 2, 2, True)]
    assert standing(case) == ["A"]
    assert [header.document for header, _ in case.claims()] == ["page A"]
    row = case.versions(LANTERN)[2]
    assert row.fetched == row.taken == DAY + dt.timedelta(hours=2) and row.newest
    assert have(case, "B", 3) == 0 and standing(case) == ["B"]


def test_each_time_is_kept_and_each_stretch_is_one_row(case: Case) -> None:
    for hour, text in enumerate("AAAABBBBBAAAAA"):
        have(case, text, hour, coded=False)
    assert stretches(case) == [("A", 0, 3, False), ("B", 4, 8, False), ("A", 9, 13, True)]
    with case._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM recaptures").scalar() == 12


def test_what_is_known_already_is_not_written(case: Case) -> None:
    for hour in (0, 4, 8):
        have(case, "A", hour)
    before = case.path.with_name("case.db-wal").read_bytes()
    for hour in (0, 4, 8):
        have(case, "A", hour, coded=False)
    assert case.path.with_name("case.db-wal").read_bytes() == before


def test_the_same_bytes_of_another_address_or_of_a_file_are_no_return(case: Case) -> None:
    for hour, text in enumerate("AB"):
        have(case, text, hour)
    have(case, "A", 2, "https://lantern-post.example/other")
    have(case, "A", 2, None)
    taken, made = page("A", url=LANTERN)
    assert case.known(taken) and not case.add(taken, made, run_record())
    assert standing(case) == ["B"]


def test_a_stub_that_is_had_again_does_not_stand(case: Case) -> None:
    stub, made = page("S", fetched=DAY, kind="paywall stub")
    case.add(stub, made, run_record())
    have(case, "A", 1)
    again = msgspec.structs.replace(stub, fetched=DAY + dt.timedelta(hours=2))
    assert case.known(again)
    assert standing(case) == ["A"]
    assert [row[0] for row in stretches(case)] == ["S", "A", "S"]


@settings(deadline=None, max_examples=10)
@given(st.permutations(list(enumerate("AABABBBA"))))
def test_the_stretches_are_those_of_the_captures_in_any_order(moments: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Case.create_or_open(Path(folder) / "case.db") as case:
        for hour, text in moments:
            have(case, text, hour)
        found = {hour: text for text, first, last, _ in stretches(case) for hour in range(first, last + 1)}
        assert found == dict(enumerate("AABABBBA")) and standing(case) == ["A"]
