"""Case: the captures, reports and claims of one investigation in one SQLite file.

What ``add`` has acknowledged is on the disk: it returns after the commit, and SQLite (write-ahead log,
``synchronous=FULL``) syncs each commit. One process writes at a time; others wait for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from dateline.errors import CaseError, UsageError
from dateline.reconcile.single import events_of
from dateline.records.capture import Capture
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Record
from dateline.records.header import Header, header_of
from dateline.records.report import Report
from dateline.records.source import Source
from dateline.store import rows, schema, sources
from dateline.store.encoding import storable
from dateline.store.failures import named
from dateline.store.files import WRITES, make_file, open_engine
from dateline.store.filters import EVERYTHING, Filter, conditions

#: Seconds a lock is waited for; adding one report takes milliseconds.
WAIT = 30.0


class ReportRow(Record, frozen=True):
    """A report of the case: its header, its number of claims, why there are none, when it was added."""

    header: Header
    claims: int
    silence: str | None
    added: dt.datetime


class Hit(Record, frozen=True):
    """A block found by its words: its document, its label, and the words around them."""

    document: str
    label: str
    words: str


class Case:
    """An open case. Use it as a context manager, or ``close`` it."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})

    @classmethod
    def open(cls, path: str | Path, wait: float = WAIT) -> Case:
        """The case in this file. Raises CaseError, NotACase, NewerCase or CaseLocked; never makes a file."""
        return cls(Path(path), open_engine(Path(path), wait))

    @classmethod
    def create_or_open(cls, path: str | Path, wait: float = WAIT) -> Case:
        """The case in this file, which is made where there is none. Raises as ``open`` does."""
        if not Path(path).exists():
            with named(Path(path)):
                make_file(Path(path))
        return cls.open(path, wait)

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def has(self, capture: str) -> bool:
        """Whether the capture of this identifier is in the case."""
        with self._reading() as connection:
            return _has(connection, capture)

    def add(self, capture: Capture, report: GroundedReport, run: Run) -> bool:
        """Whether the capture was new and is now in the case with its report and claims, on the disk.

        A capture that is there already changes nothing. All is written in one transaction.
        """
        with self._writing() as connection:
            if _has(connection, capture.id):
                return False
            try:
                self._write(connection, capture, report, run)
            except IntegrityError as error:
                name = report.annotated.report.document
                raise CaseError(
                    f"{self.path}: {name} cannot be added ({error.orig}); this is a fault of Dateline's, "
                    "please report it with the page"
                ) from error
        return True

    def _write(self, connection: Connection, capture: Capture, report: GroundedReport, run: Run) -> None:
        about = report.annotated.report
        _insert(connection, schema.captures, [rows.capture_row(capture, dt.datetime.now(dt.UTC))])
        if connection.scalar(select(schema.runs.c.id).where(schema.runs.c.id == run.id)) is None:
            _insert(connection, schema.runs, [rows.run_row(run)])
        _insert(connection, schema.reports, [rows.report_row(about, report.silence, run)])
        _insert(connection, schema.claims, rows.claim_rows(report))
        _insert(connection, schema.claim_places, [r for c in report.claims for r in rows.place_rows(c)])
        _insert(connection, schema.claim_actors, [r for c in report.claims for r in rows.actor_rows(c)])
        events = events_of(report.claims)
        _insert(connection, schema.events, [rows.event_row(event) for event in events])
        links = [{"event": event.id, "claim": claim} for event in events for claim in event.claims]
        _insert(connection, schema.event_claims, links)
        if blocks := rows.block_rows(about):
            command = f"INSERT INTO {schema.FTS_TABLE} (report, label, text) VALUES (:report, :label, :text)"
            connection.execute(text(command), blocks)

    def claims(self, wanted: Filter = EVERYTHING) -> Iterator[tuple[Header, GroundedClaim]]:
        """The claims asked for, each with its report's header, in the order they were added."""
        claims, reports, captures = schema.claims, schema.reports, schema.captures
        query = (
            select(claims.c.report, claims.c.record)
            .join(reports, claims.c.report == reports.c.id)
            .join(captures, reports.c.capture == captures.c.id)
            .where(*conditions(wanted))
            .order_by(captures.c.added, reports.c.id, claims.c.position)
        )
        with self._reading() as connection:
            header: Header | None = None
            for report, record in connection.execution_options(yield_per=100).execute(query):
                if header is None or header.report != report:
                    header = _header(connection, report)
                yield header, msgspec.convert(record, GroundedClaim)

    def undated(self, wanted: Filter) -> int:
        """How many claims the filter leaves out only because their date is unknown."""
        if not wanted.timed:
            return 0
        query = (
            select(func.count())
            .select_from(schema.claims.join(schema.reports, schema.claims.c.report == schema.reports.c.id))
            .where(schema.claims.c.when_start.is_(None), *conditions(wanted.untimed()))
        )
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims the case holds, all of them or those asked for."""
        query = (
            select(func.count())
            .select_from(schema.claims.join(schema.reports, schema.claims.c.report == schema.reports.c.id))
            .where(*conditions(wanted))
        )
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def claim(self, name: str) -> tuple[Header, GroundedClaim]:
        """The one claim whose identifier starts so ("c-1a2b", "1a2b"). Raises UsageError unless it is one."""
        claims = schema.claims
        start = name.strip().lower().removeprefix("c-")
        query = (
            select(claims.c.id, claims.c.report, claims.c.record)
            .where(claims.c.id.startswith(f"c-{start}", autoescape=True))
            .order_by(claims.c.id)
            .limit(6)
        )
        with self._reading() as connection:
            found = connection.execute(query).all() if start else []
            if len(found) == 1:
                row = found[0]
                return _header(connection, row.report), msgspec.convert(row.record, GroundedClaim)
        if not found:
            raise UsageError(f"{self.path}: no claim {name!r}; `dateline claims` lists their identifiers")
        names = ", ".join(row.id for row in found[:5]) + (" ..." if len(found) > 5 else "")
        raise UsageError(f"{self.path}: several claims start with {name!r}: {names}; give more of it")

    def reports(self) -> Iterator[ReportRow]:
        """The reports, in the order they were added, also those without a claim."""
        reports, captures, claims = schema.reports, schema.captures, schema.claims
        number = select(func.count()).where(claims.c.report == reports.c.id).scalar_subquery()
        query = (
            select(reports.c.record, reports.c.silence, captures.c.added, number.label("claims"))
            .join(captures, reports.c.capture == captures.c.id)
            .order_by(captures.c.added, reports.c.id)
        )
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=100).execute(query):
                yield ReportRow(
                    header=header_of(msgspec.convert(row.record, Report)),
                    claims=row.claims,
                    silence=row.silence,
                    added=row.added.replace(tzinfo=dt.UTC),
                )

    def capture(self, name: str) -> Capture | None:
        """The capture of this identifier, its bytes as they came; None where there is none."""
        with self._reading() as connection:
            row = connection.execute(select(schema.captures).where(schema.captures.c.id == name)).first()
        return None if row is None else rows.capture_of_row(dict(row._mapping))

    def search(self, words: str, limit: int | None = None) -> Iterator[Hit]:
        """The blocks that hold all these words, best first, each with its label: also readers' comments.

        At most ``limit`` of them. Raises UsageError where there is no word to search for.
        """
        terms = _terms(words)
        query = text(
            f"SELECT r.document, f.label, snippet({schema.FTS_TABLE}, 2, '[', ']', ' … ', 16) "
            f"FROM {schema.FTS_TABLE} AS f JOIN reports AS r ON r.id = f.report "
            f"WHERE {schema.FTS_TABLE} MATCH :terms ORDER BY f.rank, f.rowid LIMIT :limit"
        )
        values = {"terms": terms, "limit": -1 if limit is None else limit}
        with self._reading() as connection:
            for document, label, found in connection.execute(query, values):
                yield Hit(document=document, label=label, words=found)

    def hits(self, words: str) -> int:
        """How many blocks hold all these words. Raises as ``search`` does."""
        query = text(f"SELECT count(*) FROM {schema.FTS_TABLE} WHERE {schema.FTS_TABLE} MATCH :terms")
        with self._reading() as connection:
            return int(connection.scalar(query, {"terms": _terms(words)}) or 0)

    def source(self, url: str) -> Source | None:
        """The source of this address; None where there is none."""
        with self._reading() as connection:
            return sources.one(connection, url)

    def sources(self) -> list[Source]:
        """The sources, by name."""
        with self._reading() as connection:
            return sources.everyone(connection)

    def save_source(self, source: Source) -> None:
        """Keep the source, in place of the one of its address; it is on the disk on return."""
        with self._writing() as connection:
            sources.save(connection, source)

    def seen(self, source_url: str, keys: Sequence[str]) -> frozenset[str]:
        """Those of the keys that ``note_seen`` was given for the source of this address."""
        with self._reading() as connection:
            return sources.seen(connection, source_url, keys)

    def note_seen(self, source_url: str, keys: Sequence[str]) -> None:
        """Keep these keys as handled; they are on the disk on return. Known ones change nothing."""
        with self._writing() as connection:
            sources.note_seen(connection, source_url, keys)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with named(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with named(self.path), self._writer.begin() as connection:
            yield connection


def _terms(words: str) -> str:
    """The words as a query of the full-text index, each quoted. Raises UsageError where there is none."""
    terms = re.findall(r"\w+", storable(words))
    if not terms:
        raise UsageError(f"{words!r} holds no word to search for")
    return " ".join(f'"{term}"' for term in terms)


def _has(connection: Connection, capture: str) -> bool:
    query = select(schema.captures.c.id).where(schema.captures.c.id == capture)
    return connection.scalar(query) is not None


def _insert(connection: Connection, table: Any, values: list[rows.Row]) -> None:
    if values:
        connection.execute(insert(table), values)


def _header(connection: Connection, report: str) -> Header:
    record = connection.scalar(select(schema.reports.c.record).where(schema.reports.c.id == report))
    return header_of(msgspec.convert(record, Report))
