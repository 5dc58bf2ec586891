"""Where claims are written: standard output or a file, in one of the formats."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from dateline.errors import DatelineError, UsageError
from dateline.records.claim import GroundedClaim
from dateline.records.header import Header

#: The endings of the files that SQLite keeps beside a case.
_SIDES = ("-wal", "-shm", "-journal")

Rows = Iterable[tuple[Header, GroundedClaim]]


def standard_output(*, data: bool) -> TextIO:
    """Standard output that takes any character; in UTF-8 where ``data`` for other programs is written."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8" if data else None, errors="backslashreplace")
    return out


def has_color(out: TextIO) -> bool:
    """Whether to colour: only on a terminal, and not where NO_COLOR is set (no-color.org)."""
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The terminal's columns, or those of $COLUMNS; 100 for a pipe."""
    return shutil.get_terminal_size((100, 24)).columns


def write(form: str, rows: Rows, out: TextIO, *, ids: bool = False) -> int:
    """The number of claims written in this format; ``ids``: the table shows identifiers, not numbers."""
    if form == "jsonl":
        from dateline.export.jsonl import write_jsonl

        return write_jsonl(rows, out)
    if form == "csv":
        from dateline.export.csv import write_csv

        return write_csv(rows, out)
    if form == "geojson":
        from dateline.export.geojson import write_geojson

        return write_geojson(rows, out)
    from dateline.export.table import write_table

    return write_table(rows, out, width=columns(), color=has_color(out), ids=ids)


def check_output(path: Path, *, case: Path, force: bool) -> None:
    """Raise UsageError where writing ``path`` would cost the case, or, without ``force``, another file."""
    for part in (case, *(case.with_name(case.name + end) for end in _SIDES)):
        if _same(path, part):
            raise UsageError(f"--output {path}: this is the case itself; name another file")
    if path.is_dir() or not os.path.lexists(path):
        return
    if not force:
        raise UsageError(
            f"--output {path}: there is such a file; name another one, or replace it with --force"
        )
    if not path.is_file():
        raise UsageError(f"--output {path}: not a usual file; without --output all goes to standard output")


def _same(one: Path, other: Path) -> bool:
    try:
        if one.resolve() == other.resolve():
            return True
        return one.samefile(other)
    except (OSError, RuntimeError):  # one of them is not there, or a link leads back to itself
        return False


@contextmanager
def replaced(path: Path) -> Iterator[TextIO]:
    """A stream whose text becomes the file when all of it is written; until then the old file stays."""
    with replaced_bytes(path) as raw:
        out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="\n")
        yield out
        out.flush()
        out.detach()


@contextmanager
def replaced_bytes(path: Path) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if not path.parent.is_dir():
        raise UsageError(f"--output {path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise UsageError(f"--output {path}: a folder; name a file in it")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with draft.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise DatelineError(f"{path}: cannot be written ({error.strerror}); check folder and disk") from error
    finally:
        draft.unlink(missing_ok=True)
