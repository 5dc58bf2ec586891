"""The case as a file: checked before SQLite touches it, made in one step, brought to the newest revision."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from dateline.dictionaries import catalogue
from dateline.errors import CaseError, NewerCase, NotACase
from dateline.store import binding
from dateline.store.encoding import decoded, encoded
from dateline.store.failures import named
from dateline.store.holding import Holding, rules_of
from dateline.store.recoding import lay_on_versions
from dateline.store.reconciling import reconcile_all
from dateline.store.schema import APPLICATION_ID, REVISIONS
from dateline.store.shelf import rekey

_MAGIC = b"SQLite format 3\x00"
_ID_AT = slice(68, 72)  # where the file format keeps PRAGMA application_id

#: The revision from which on a case keeps events and control.
_HISTORY = "0003"
#: The revision from which on tellings are kept by the keys of now.
_KEYED = "0005"

#: The execution option of connections that will write: they take the write lock at once.
WRITES = "dateline_writes"

#: What is told, in a line, of what takes long.
Note = Callable[[str], None]


def check_file(path: Path) -> None:
    """Raise NotACase or CaseError where this is no case that can be read; the file is only read."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise CaseError(f"{path}: no such case; `dateline add PATH --case {path}` makes one") from error
    except IsADirectoryError as error:
        raise CaseError(f"{path}: a folder, not a case; name a file in it") from error
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if not head:
        raise NotACase(f"{path}: the file is empty; delete it or name another one")
    if not head.startswith(_MAGIC):
        raise NotACase(f"{path}: not a Dateline case; name a file that `dateline add` made")
    if int.from_bytes(head[_ID_AT], "big") != APPLICATION_ID:
        raise NotACase(
            f"{path}: an SQLite database, but not a Dateline case; name a file that `dateline add` made"
        )


def engine_of(path: Path, wait: float) -> Engine:
    """An engine over the file. A lock is waited for ``wait`` seconds; what is committed is on the disk."""
    fixed = not is_writable(path)
    # A case that cannot be written to, say on a read-only disk, is read without its usual side files.
    frozen = fixed and not path.with_name(path.name + "-wal").exists()
    address = path.absolute().as_uri() + ("?immutable=1" if frozen else "?mode=rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        max_overflow=-1,  # as many as ask at once: threads of the desk, of which there are some forty
        json_serializer=encoded,
        json_deserializer=decoded,
    )
    event.listen(engine, "begin", _begin)
    return engine


def is_writable(path: Path) -> bool:
    """Whether the case may be written to; its side files lie beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _begin(connection: Connection) -> None:
    binding.begin(connection)
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def bring_up(engine: Engine, path: Path, note: Note | None) -> None:
    """Bring the case to the newest revision, after a note; raise NewerCase where it is beyond it."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found == REVISIONS[-1]:
        return
    if found not in REVISIONS:
        raise NewerCase(
            f"{path}: made by a newer version of Dateline (its schema is {found}, the newest known here is "
            f"{REVISIONS[-1]}); update Dateline"
        )
    if note is not None:
        size = path.stat().st_size / 1024**2
        note(
            f"{path}: made by an earlier version of Dateline; its {size:,.0f} MiB are brought up to date, once, "
            "and earlier versions cannot read it then"
        )
    with _rebuilding(engine, path) as connection:
        migrate(connection)
        rules = rules_of(catalogue.load_catalogue())
        if found < _HISTORY:
            reconcile_all(connection)
            Holding(connection, rules).fill()
        else:
            if found < _KEYED:
                rekey(connection)
            holding = Holding(connection, rules)
            holding.restate(lay_on_versions(connection, dt.datetime.now(dt.UTC)))


@contextlib.contextmanager
def _rebuilding(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection in a transaction whose foreign keys are checked only at its end: tables can be rebuilt."""
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        driver = connection.connection.cursor()
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise CaseError(
                        f"{path}: its table {broken[0]} refers to what is not there; it stays as it is, take "
                        "the last copy of it"
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
            driver.close()


def migrate(connection: Connection) -> None:
    """Run the revisions that the database lacks, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def make_file(path: Path) -> None:
    """Make an empty case. It appears under its name whole or not at all; one that is there is left."""
    if not path.parent.is_dir():
        raise CaseError(f"{path}: there is no folder {path.parent}; make it first")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        draft.touch(exist_ok=False)
        engine = engine_of(draft, wait=5)
        try:
            with _rebuilding(engine, path) as connection:
                migrate(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            with contextlib.closing(sqlite3.connect(draft)) as direct:
                direct.execute("PRAGMA journal_mode = WAL")
        finally:
            engine.dispose()
        _place(draft, path)
    except OSError as error:
        raise CaseError(
            f"{path}: cannot be made ({error.strerror}); check the permissions of {path.parent}"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless another process was faster."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)
    with contextlib.suppress(OSError):  # not every system lets a folder be synced
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def open_engine(path: Path, wait: float, note: Note | None = None) -> Engine:
    """An engine over a checked case of the newest revision. Raises CaseError and its kinds."""
    check_file(path)
    engine = engine_of(path, wait)
    try:
        with named(path):
            bring_up(engine, path, note)
    except BaseException:
        engine.dispose()
        raise
    return engine
