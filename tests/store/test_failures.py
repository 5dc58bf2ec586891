from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.errors import CaseError, CaseLocked, DiskFull, NotACase
from dateline.store.failures import case_error, named


def failure(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_BUSY, CaseLocked, "another process is writing to it"),
        (sqlite3.SQLITE_FULL, DiskFull, "make room"),
        (sqlite3.SQLITE_NOTADB, NotACase, "no SQLite database"),
        (sqlite3.SQLITE_IOERR_READ, CaseError, "check the disk"),
        (sqlite3.SQLITE_MISUSE, CaseError, r"the database refused \(no\)"),
    ],
)
def test_what_the_database_says_is_named(tmp_path: Path, code: int, kind: type, words: str) -> None:
    with pytest.raises(kind, match=rf"case\.db: .*{words}") as raised, named(tmp_path / "case.db"):
        raise failure(code)
    assert type(raised.value) is kind


def test_a_disk_that_fails_for_want_of_room_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's side files cannot be made there, which it reports as a failure."""
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=4096))
    assert type(case_error(Path("case.db"), failure(sqlite3.SQLITE_IOERR_SHMSIZE))) is DiskFull
    assert type(case_error(Path("case.db"), failure(sqlite3.SQLITE_CORRUPT))) is CaseError
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: (_ for _ in ()).throw(OSError("gone")))
    assert type(case_error(Path("case.db"), failure(sqlite3.SQLITE_IOERR_SHMSIZE))) is CaseError
