"""A case that an earlier version of Dateline made is brought to today's schema with nothing lost."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.errors import CaseError
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.store.case import Case
from dateline.store.filters import Filter
from dateline.store.lineage import sign_of
from dateline.store.schema import REVISIONS
from tests.builders import capture, grounded_report
from tests.store.made import LANTERN, old_case, page, run_record
from tests.store.test_schema import differences

DAY = dt.datetime(2017, 11, 12, tzinfo=dt.UTC)
OPENER = "import sys; from dateline.store.case import Case; Case.open(sys.argv[1]).close()"


def pages() -> list[tuple[Capture, GroundedReport]]:
    """Two versions of one address, the newer one first; the same bytes under two names; a file."""
    twice = [capture("Twice.", document=name) for name in ("one", "other")]
    return [
        page("new", own=f"{LANTERN}?utm_source=x", fetched=DAY),
        page("old", fetched=DAY - dt.timedelta(days=1)),
        *((taken, grounded_report("Twice.", document="t", claims=(), capture=taken.id)) for taken in twice),
        page("file", url=None, claims=2),
    ]


def revision(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    finally:
        connection.close()


def test_all_that_an_old_case_held_is_in_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    old_case(path, pages())
    assert revision(path) == "0001"
    with Case.open(path) as case:
        for taken, made in pages():
            assert case.capture(taken.id) == taken
            assert not case.add(taken, made, run_record())
        claims = [claim for _, made in pages() for claim in made.claims]
        assert [claim for _, claim in case.claims(Filter(all_versions=True))] == claims
        assert (case.count(), case.earlier()) == (3, 1)
        assert [row.header.document for row in case.reports()] == ["page new", "t", "t", "page file"]
        assert [row.report.document for row in case.versions(LANTERN)] == ["page old", "page new"]
        assert case.versions("page old")[0].report == pages()[1][1].annotated.report
        assert [hit.document for hit in case.search("brigade file")] == ["page file"]
        with case._engine.connect() as connection:
            count = connection.exec_driver_sql("SELECT count(*), sum(size) FROM contents").one()
            assert tuple(count) == (4, sum(len(t.content) for t, _ in pages()) - len(b"Twice."))
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            told = "SELECT place_id, kind, when_start, when_end FROM claim_places"
            assert {tuple(row) for row in connection.exec_driver_sql(told)} == {
                ("gn:990001", "settlement", "2017-11-11", "2017-11-11")
            }
            days = "SELECT DISTINCT when_start FROM claim_actors"
            assert [tuple(row) for row in connection.exec_driver_sql(days)] == [("2017-11-11",)]
            signs = {sign_of(claim) for claim in claims}
            assert set(connection.exec_driver_sql("SELECT sign FROM claims").scalars()) == signs
            places = "SELECT position, label FROM blocks ORDER BY id LIMIT 2"
            assert [tuple(row) for row in connection.exec_driver_sql(places)] == [(0, "body"), (1, "comment")]
    assert revision(path) == REVISIONS[-1]
    assert differences(path) == []


def test_other_articles_of_one_address_in_an_old_case_are_parted(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    section = "https://lantern-post.example/latest-news"
    raid = "A raid on the depot at Old Quay was called off before dawn, the harbour master said."
    old_case(
        path,
        [
            page("strike", own=section, url=None),
            page("raid", own=section, url=None, text=raid),
            page("flood", own=section, url=f"{section}/3", text="The river rose over the old quay."),
            page("strike again", own=section, url=None),
        ],
    )
    with Case.open(path) as case:
        documents = [row.header.document for row in case.reports()]
        assert documents == ["page raid", "page flood", "page strike again"]
        assert [row.report.document for row in case.versions(f"{section}/3")] == ["page flood"]


def test_damaged_bytes_in_an_old_case_are_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    (taken, made), (whole, _) = page("a"), page("b")
    old_case(path, [page("a"), page("b")])
    connection = sqlite3.connect(path)
    connection.execute("UPDATE captures SET content = x'00' WHERE id = ?", [taken.id])
    connection.commit()
    connection.close()
    with Case.open(path) as case:
        assert case.capture(whole.id) == whole
        assert case.versions(made.annotated.report.id)[0].report == made.annotated.report
        with pytest.raises(CaseError, match=taken.id):
            case.capture(taken.id)


def test_an_old_case_that_cannot_be_brought_up_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.db"
    old_case(path, pages())
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM runs")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CaseError, match=r"case\.db: its table reports refers to what is not there"):
        Case.open(path)
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    with pytest.raises(CaseError, match=r"case\.db: it cannot be written to"):
        Case.open(path)
    assert path.read_bytes() == before


def test_tellings_of_an_old_case_are_found_by_the_keys_of_now(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    with Case.create_or_open(path) as case:
        for number in range(3):
            case.add(*page(number, claims=2), run_record())
    keys = "SELECT key, telling FROM telling_keys ORDER BY key, telling"
    connection = sqlite3.connect(path)
    before = connection.execute(keys).fetchall()
    connection.execute("UPDATE telling_keys SET key = key + 1")
    connection.execute("UPDATE alembic_version SET version_num = '0004'")
    connection.commit()
    Case.open(path).close()
    assert connection.execute(keys).fetchall() == before != []
    connection.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_kill_in_the_middle_of_the_upgrade_loses_nothing(tmp_path: Path) -> None:
    held = [page(number, claims=3) for number in range(400)]
    old = tmp_path / "old.db"
    old_case(old, held)
    chance = random.Random(20171112)
    interrupted = 0
    for attempt in range(6):
        path = tmp_path / f"case {attempt}.db"
        shutil.copy(old, path)
        opener = opening(path)
        wal = path.with_name(f"{path.name}-wal")
        while opener.poll() is None and not (wal.exists() and wal.stat().st_size):
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.2))
        opener.send_signal(signal.SIGKILL)
        opener.wait()
        interrupted += revision(path) == "0001"
        with Case.open(path) as case:
            assert case.count(Filter(all_versions=True)) == 3 * len(held)
            assert all(case.capture(taken.id) == taken for taken, _ in held)
            with case._engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert revision(path) == REVISIONS[-1]
    assert interrupted


def test_two_processes_open_an_old_case_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    held = [page(number) for number in range(50)]
    old_case(path, held)
    openers = [opening(path) for _ in range(2)]
    assert [opener.wait(60) for opener in openers] == [0, 0]
    with Case.open(path) as case:
        assert case.count(Filter(all_versions=True)) == 50


def opening(path: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    command = [sys.executable, "-c", OPENER, str(path)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": paths})
