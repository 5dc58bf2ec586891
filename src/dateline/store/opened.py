"""OpenedCase: a case file that is open, and the transactions over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from dateline.dictionaries.catalogue import Catalogue
from dateline.store.failures import named
from dateline.store.files import WRITES, Note, make_file, open_engine

#: Seconds a lock is waited for; adding one report takes milliseconds.
WAIT = 30.0


class OpenedCase:
    """An open case. Use it as a context manager, or ``close`` it."""

    def __init__(
        self, path: Path, engine: Engine, note: Note | None = None, catalogue: Catalogue | None = None
    ) -> None:
        self.path = path
        self._note = note
        self._given = catalogue
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})

    @classmethod
    def open(
        cls,
        path: str | Path,
        wait: float = WAIT,
        note: Note | None = None,
        catalogue: Catalogue | None = None,
    ) -> Self:
        """The case in this file. Raises CaseError, NotACase, NewerCase or CaseLocked; never makes a file.

        A case that an earlier version made is brought up to date; ``note`` is told before, for it may take long.
        ``catalogue`` takes the place of the dictionaries that ship, by which sides are told.
        """
        return cls(Path(path), open_engine(Path(path), wait, note), note, catalogue)

    @classmethod
    def create_or_open(
        cls,
        path: str | Path,
        wait: float = WAIT,
        note: Note | None = None,
        catalogue: Catalogue | None = None,
    ) -> Self:
        """The case in this file, which is made where there is none. Raises as ``open`` does."""
        if not Path(path).exists():
            with named(Path(path)):
                make_file(Path(path))
        return cls.open(path, wait, note, catalogue)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def watch(self) -> Watched:
        """What tells whether the case has changed. Close it, too."""
        return Watched(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with named(self.path), self._writer.begin() as connection:
            yield connection


class Watched:
    """A connection that only asks whether another one has written to the case."""

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.raw_connection()

    @property
    def version(self) -> int:
        """A number that is another one after each change of the case."""
        cursor = self._connection.cursor()
        try:
            return int(cursor.execute("PRAGMA data_version").fetchone()[0])
        finally:
            cursor.close()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
