"""What the database says when it cannot go on, as errors that name the case and the mend."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dateline.errors import CaseError, CaseLocked, DiskFull, NotACase

_REASONS = {
    sqlite3.SQLITE_PERM: "no permission to use it; change its permissions or run as its owner",
    sqlite3.SQLITE_READONLY: "it cannot be written to; change its permissions or copy it to another folder",
    sqlite3.SQLITE_IOERR: "the disk failed while it was read or written; check the disk",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; take the last copy of it, or recover what is left with "
    "`sqlite3 CASE .recover`",
    sqlite3.SQLITE_FULL: "the disk is full; make room and run the same command again",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder is there and may be written to",
}


#: Bytes of room below which a failure of the disk is taken for a lack of it. SQLite's side files begin with 32 KiB.
_LEAST_ROOM = 256 * 1024


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turn an error of the database into a CaseError that names the case."""
    try:
        yield
    except DBAPIError as error:
        raise case_error(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise case_error(path, error) from error


def case_error(path: Path, error: BaseException) -> CaseError:
    """The CaseError for an error of SQLite."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseLocked(f"{path}: another process is writing to it; wait until it is done and try again")
    if code == sqlite3.SQLITE_NOTADB:
        return NotACase(f"{path}: it is no SQLite database; name a file that `dateline add` made")
    if code == sqlite3.SQLITE_IOERR and _room(path) < _LEAST_ROOM:
        code = sqlite3.SQLITE_FULL  # its side files could not be made or grow
    kind = DiskFull if code == sqlite3.SQLITE_FULL else CaseError
    return kind(f"{path}: {_REASONS.get(code, f'the database refused ({error})')}")


def _room(path: Path) -> float:
    """The bytes that are free where the file is; without end where nobody can tell."""
    try:
        return shutil.disk_usage(path.absolute().parent).free
    except OSError:
        return float("inf")
