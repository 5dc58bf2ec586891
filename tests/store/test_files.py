from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from dateline.errors import CaseError, CaseLocked, NewerCase, NotACase
from dateline.store.case import Case
from dateline.store.files import make_file
from tests.builders import capture, grounded_report
from tests.store.made import run_record


def case_at(path: Path) -> Path:
    with Case.create_or_open(path) as case:
        assert case.add(capture(), grounded_report(), run_record())
    return path


def refused(path: Path, kind: type[CaseError], *words: str) -> None:
    """Opening is refused with these words and the file's name, and the file stays as it was."""
    before = path.read_bytes() if path.is_file() else None
    for way in (Case.open, Case.create_or_open):
        with pytest.raises(kind) as caught, way(path, wait=0.1) as case:
            list(case.claims())
        assert str(path) in str(caught.value)
        for word in words:
            assert word in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_case_is_one_file_when_it_is_closed(tmp_path: Path) -> None:
    case_at(tmp_path / "case.db")
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.db"]


def test_a_case_with_odd_characters_in_its_name(tmp_path: Path) -> None:
    path = case_at(tmp_path / "50% of?it#é ü.db")
    with Case.open(path) as case:
        assert case.count() == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_missing_case_is_named_with_the_mend_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(CaseError, match=r"none\.db: no such case; `dateline add"):
        Case.open(path)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"no folder .*gone"):
        Case.create_or_open(tmp_path / "gone" / "case.db")


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    refused(tmp_path, CaseError, "a folder")


@pytest.mark.parametrize("content", [b"hello, I am a page", b"SQLite format 2\x00" + b"x" * 200])
def test_a_file_of_another_kind_is_no_case(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    refused(path, NotACase, "not a Dateline case")


def test_an_empty_file_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    refused(path, NotACase, "empty")


def test_another_programs_database_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE claims (id)")
    connection.commit()
    connection.close()
    refused(path, NotACase, "not a Dateline case")


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = case_at(tmp_path / "case.db")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    refused(path, NewerCase, "0999", "update Dateline")


@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_a_damaged_case_is_named_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    path = case_at(tmp_path / "case.db")
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.write_bytes(content[:100] + b"\xff" * 60000 + content[60100:])
    refused(path, CaseError, "damaged")


def test_a_case_that_is_locked_says_so(tmp_path: Path) -> None:
    path = case_at(tmp_path / "case.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Case.open(path, wait=0.1) as case:
            assert case.count() == 1  # reading goes on beside a writer
            with pytest.raises(CaseLocked, match="another process is writing"):
                case.add(capture("Another page."), grounded_report("Another page.", claims=()), run_record())
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_case_on_a_read_only_disk_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = case_at(tmp_path / "case.db")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Case.open(path) as case:
        assert case.count() == 1
        with pytest.raises(CaseError, match="cannot be written to"):
            case.add(capture("Another page."), grounded_report("Another page.", claims=()), run_record())
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.db"]


def test_making_a_case_leaves_one_that_is_there(tmp_path: Path) -> None:
    path = case_at(tmp_path / "case.db")
    make_file(path)
    with Case.open(path) as case:
        assert case.count() == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.db"]


def test_what_is_stored_is_synced_and_checked(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case, case._engine.connect() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
