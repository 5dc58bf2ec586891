"""What the tests of the store share."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import zlib
from pathlib import Path

import msgspec
from alembic import command
from alembic.config import Config

from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Known
from dateline.store import migrations, rows
from dateline.store.files import engine_of
from dateline.store.schema import APPLICATION_ID
from tests.builders import MADE, TEXT, capture, grounded_report, strike

#: Columns of places and actors that the first schema lacks.
_LATER = ("when_start", "when_end", "kind")
LANTERN = "https://lantern-post.example/2017/strike"


def run_record() -> Run:
    return Run(
        id="u-1",
        started=dt.datetime(2017, 11, 13, 9, tzinfo=dt.UTC),
        coder="0.1.0",
        stages=(MADE,),
        dictionaries="abc",
    )


def page(
    salt: object = "",
    *,
    url: str | None = LANTERN,
    own: str | None = None,
    fetched: dt.datetime | None = None,
    claims: int = 1,
    document: str | None = None,
    text: str | None = None,
    **changes: object,
) -> tuple[Capture, GroundedReport]:
    """A capture fetched from this address, and its report, which gives ``own`` as its address."""
    name = document or f"page {salt}"
    text = text or f"{TEXT} {salt}"
    taken = msgspec.structs.replace(capture(text), url=url, fetched=fetched)
    if own is not None:
        changes["url"] = Known(value=own, evidence=())
    made = tuple(strike(name, salt=(salt, part)) for part in range(claims))
    return taken, grounded_report(text, document=name, claims=made, capture=taken.id, **changes)


def old_case(path: Path, pages: list[tuple[Capture, GroundedReport]]) -> None:
    """Make a case of revision 0001 that holds the pages, with the columns and records of that time."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    path.touch()
    engine = engine_of(path, wait=5)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        _insert(connection, "runs", rows.run_row(run_record()))
        for number, (taken, made) in enumerate(pages):
            _insert_page(connection, number, taken, made)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _insert_page(connection: sqlite3.Connection, number: int, taken: Capture, made: GroundedReport) -> None:
    added = dt.datetime(2017, 11, 13) + dt.timedelta(minutes=number)
    about = made.annotated.report
    captured = rows.capture_row(taken, added) | {"content": zlib.compress(taken.content)}
    del captured["charset"]
    _insert(connection, "captures", captured)
    record = msgspec.to_builtins(about)
    for later in ("kind", "kind_reason", "entries", "notices"):
        del record[later]
    for block in record["blocks"]:
        for later in ("depth", "image", "flags"):
            del block[later]
    row = rows.report_row(about, made.silence, run_record(), address=None, taken=added) | {"record": record}
    for later in ("address", "taken", "newest", "kind", "notices", "header"):
        del row[later]
    _insert(connection, "reports", row)
    for position, claim in enumerate(made.claims):
        _insert(connection, "claims", rows.claim_row(about.id, position, claim))
        for table, held in (
            ("claim_places", rows.place_rows(claim)),
            ("claim_actors", rows.actor_rows(claim)),
        ):
            for row in held:
                then = {name: value for name, value in row.items() if name not in _LATER}
                _insert(connection, table, {"claim": claim.claim.id, **then})
    for block in rows.block_rows(about):
        _insert(connection, "blocks_fts", {key: block[key] for key in ("report", "label", "text")})


def _insert(connection: sqlite3.Connection, table: str, row: rows.Row) -> None:
    names = ", ".join(row)
    values = [_plain(value) for value in row.values()]
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", values)


def _plain(value: object) -> object:
    """The value as SQLAlchemy wrote it."""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str | bytes | int | float | None):
        return value
    return json.dumps(msgspec.to_builtins(value))
