"""Case: the captures, reports and claims of one investigation in one SQLite file.

What ``add`` has acknowledged is on the disk: it returns after the commit, and SQLite (write-ahead log,
``synchronous=FULL``) syncs each commit. One process writes at a time; others wait for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from dateline.dictionaries.catalogue import load_catalogue
from dateline.errors import CaseError, ReportRefused, UnknownName, UsageError
from dateline.reconcile.surroundings import Surroundings, surroundings_of
from dateline.reconcile.tellings import Telling, tellings_from
from dateline.records.capture import Capture
from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.decision import Run
from dateline.records.header import Header
from dateline.records.report import Report
from dateline.records.source import Source
from dateline.review.overlay import Reviewed
from dateline.store import (
    binding,
    contents,
    decisions,
    gathering,
    judging,
    picked,
    recaptures,
    recoding,
    rows,
    schema,
    search,
    sources,
    states,
    versions,
)
from dateline.store.columns import Columns, Ints
from dateline.store.filters import EVERYTHING, Filter, conditions, of_standing
from dateline.store.picked import Listed, Standing
from dateline.store.reconciling import Reconciling
from dateline.store.reviewed import ReviewedCase
from dateline.store.search import Hit
from dateline.store.standing import captured, so_on
from dateline.store.versions import ReportRow, VersionRow
from dateline.store.weighed import Floats, Weights


class Case(ReviewedCase):
    """An open case. Use it as a context manager, or ``close`` it."""

    def known(self, capture: Capture) -> bool:
        """Whether the capture is in the case. If so, it is kept that it was had again, and when."""
        with self._reading() as connection:
            there = _has(connection, capture.id)
            again = there and recaptures.recapture(connection, capture) is not None
        if again:
            with self._writing() as connection:
                self._keep_again(connection, capture)
        return there

    def add(
        self,
        capture: Capture,
        report: GroundedReport,
        run: Run,
        *,
        seen: tuple[str, Sequence[str]] | None = None,
    ) -> int:
        """How many versions the report has now that the capture is in the case with it and its claims, on the disk.

        1 is a new report. 0 where the capture was there already, or its bytes had been had from the report's
        address; then at most the time is kept. ``seen``, a source's address and an item's keys, is noted with
        it, as ``note_seen`` does. All is written in one transaction.
        """
        about = report.annotated.report
        around = surroundings_of(report, load_catalogue().agencies)
        tellings = tellings_from(report.claims, around)
        with self._writing() as connection:
            holding = self._holding(connection)
            address = versions.address_of(connection, about, capture.url)
            if seen is not None:
                sources.note_seen(connection, *seen)
            held = address is not None and versions.held(connection, address, capture.sha256)
            if held or _has(connection, capture.id):
                self._keep_again(connection, capture)
                return 0
            try:
                count = self._write(connection, capture, report, run, address, around, tellings)
            except IntegrityError as error:
                raise ReportRefused(
                    f"{self.path}: {about.document} cannot be added ({error.orig}); this is a fault of "
                    "Dateline's, please report it with the page"
                ) from error
            holding.restate([about.id], address if count > 1 else None)
            return count

    def _write(
        self,
        connection: Connection,
        capture: Capture,
        report: GroundedReport,
        run: Run,
        address: str | None,
        around: Surroundings,
        tellings: Sequence[Telling],
    ) -> int:
        """How many versions the report has, after its rows were inserted."""
        about = report.annotated.report
        added = dt.datetime.now(dt.UTC)
        contents.keep(connection, capture.sha256, capture.content)
        _insert(connection, schema.captures, [rows.capture_row(capture, added)])
        recoding.keep_run(connection, run)
        row = rows.report_row(about, report.silence, run, address=address, taken=capture.fetched or added)
        _insert(connection, schema.reports, [row])
        count = 1 if address is None else versions.mark_newest(connection, address)
        made = ((n, claim, Reviewed(claim=claim, review=None)) for n, claim in enumerate(report.claims))
        states.begin(connection, about.id, made, run.id)
        search.keep(connection, rows.block_rows(about))
        since = None
        if count > 1:
            binding.forget(connection)
            since = decisions.lay(connection, about.id, None, None)
        reconciling = Reconciling(connection, added)
        reconciling.add(around, tellings, address if count > 1 else None)
        if count > 1:
            reconciling.refresh(about.id, around, since or row["taken"])
        return count

    def _keep_again(self, connection: Connection, capture: Capture) -> None:
        """Keep that bytes which the case has were had again, and when, and mark what stands now."""
        found = recaptures.recapture(connection, capture)
        if found is not None:
            recaptures.keep(connection, found)
            versions.mark_newest(connection, found.address)
            Reconciling(connection, dt.datetime.now(dt.UTC)).restand(found.address)
            self._holding(connection).restate((), found.address)

    def replace(self, capture: str, report: GroundedReport, run: Run) -> None:
        """Put what a new run made of a capture that is in the case in place of what the last one did.

        What the last run made is kept and ends now; people's decisions stay and are laid on what is made now. All is
        written in one transaction. Raises CaseError where the capture is not in the case.
        """
        around = surroundings_of(report, load_catalogue().agencies)
        moment = dt.datetime.now(dt.UTC)
        with self._writing() as connection:
            if not _has(connection, capture):
                raise CaseError(f"{self.path}: holds no capture {capture}; add the page with `dateline add`")
            holding = self._holding(connection)
            changed = recoding.replace(connection, report, around, run, moment)
            holding.restate(changed)

    def captures(self) -> list[str]:
        """The identifiers of the captures, in the order they were added."""
        with self._reading() as connection:
            query = select(schema.captures.c.id).order_by(schema.captures.c.added, schema.captures.c.id)
            return list(connection.scalars(query))

    def text(self, report: str) -> str:
        """The text of the report of this identifier, as it was read last. Raises CaseError where there is none."""
        query = select(schema.reports.c.record).where(schema.reports.c.id == report)
        with self._reading() as connection:
            record = connection.scalar(query)
        if record is None:
            raise CaseError(f"{self.path}: holds no report {report}")
        return str(record["text"])

    def claims(self, wanted: Filter = EVERYTHING) -> Iterator[tuple[Header, GroundedClaim]]:
        """The claims asked for, each with its report's header, in the order they were added.

        Those of a report's earlier versions only where the filter asks for all versions.
        """
        claims, reports, captures = schema.claims, schema.reports, schema.captures
        query = (
            select(claims.c.report, claims.c.record, *versions.about(wanted.as_of))
            .join(reports, claims.c.report == reports.c.id)
            .join(captures, reports.c.capture == captures.c.id)
            .where(*conditions(wanted))
            .order_by(captures.c.added, reports.c.id, claims.c.position)
        )
        with self._reading() as connection:
            header: Header | None = None
            for row in connection.execution_options(yield_per=100).execute(query):
                if header is None or header.report != row.report:
                    header = versions.header_of_row(row)
                yield header, msgspec.convert(row.record, GroundedClaim)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims ``claims`` gives."""
        return self._count(*conditions(wanted))

    def holds(self, wanted: Filter = EVERYTHING) -> bool:
        """Whether ``claims`` gives any."""
        query = select(schema.claims.c.row).where(*conditions(wanted))
        with self._reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def undated(self, wanted: Filter) -> int:
        """How many claims the filter leaves out only because their date is unknown."""
        if not wanted.timed:
            return 0
        return self._count(schema.claims.c.when_start.is_(None), *conditions(wanted.untimed()))

    def earlier(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims the filter leaves out only because they are of an earlier version of a report."""
        if wanted.all_versions:
            return 0
        return self._count(~of_standing(wanted.as_of), *conditions(wanted.of_all_versions()))

    def _count(self, *where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(schema.claims).where(*where)
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def claim(self, name: str, as_of: dt.date | None = None) -> tuple[Header, GroundedClaim]:
        """The one claim whose identifier starts so ("c-1a2b", "1a2b"), as it is now or was known on a day.

        Also one that was rejected, or that no coder makes any more.

        Raises UsageError unless it is one.
        """
        claims, reports = schema.claims, schema.reports
        with self._reading() as connection:
            try:
                found = judging.claim_named(connection, name)
            except UnknownName as error:
                raise UnknownName(f"{self.path}: {error.words}", error.listed) from error
            except UsageError as error:
                raise UsageError(f"{self.path}: {error}") from error
            query = (
                select(claims.c.record, *versions.about(as_of))
                .join(reports, claims.c.report == reports.c.id)
                .where(claims.c.id == found)
                .order_by(claims.c.until.is_not(None), claims.c.row.desc())
                .limit(1)
            )
            if as_of is not None:
                query = query.where(so_on(claims, as_of), captured(as_of))
            row = connection.execute(query).first()
            if row is None:
                raise UsageError(f"{self.path}: {found} was not known on {as_of}; leave out --as-of")
            return versions.header_of_row(row), msgspec.convert(row.record, GroundedClaim)

    def columns(self, as_of: dt.date | None = None, before: Columns | None = None) -> Columns:
        """What claims are filtered and counted by, in memory; ``before`` is what an earlier call gave, without a day."""
        with self._reading() as connection:
            return gathering.read(connection, as_of, before)

    def weigh(self, columns: Columns, weights: Weights) -> tuple[Ints, Ints, Floats]:
        """By event of the columns the number of independent origins and of the dead that are told at least.

        And by claim how sure the coder was of it.
        """
        with self._reading() as connection:
            weights.read(connection)
            return weights.origins(connection, columns), weights.dead(columns), weights.confidence(columns)

    def claims_of_rows(
        self, rows: Iterable[int], as_of: dt.date | None = None
    ) -> Iterator[tuple[Header, GroundedClaim]]:
        """The claims of these rows of ``columns``, each with its report's header, in the order they were added."""
        with self._reading() as connection:
            yield from picked.claims_of_rows(connection, rows, as_of)

    def place_reasons(self, rows: Iterable[int]) -> dict[tuple[int, str], str]:
        """Why places of the claims of these rows of ``columns`` are not resolved, by row and words ("": none is named)."""
        with self._reading() as connection:
            return picked.place_reasons(connection, rows)

    def standing(self, claim: str, as_of: dt.date | None = None) -> Standing | None:
        """The claim of this identifier with its review and as the coder made it; None where it is made no longer."""
        with self._reading() as connection:
            return picked.standing(connection, claim, as_of)

    def report(self, name: str, as_of: dt.date | None = None) -> tuple[Report, Header, list[Standing]]:
        """The report of this identifier, its header, and its claims as they are now or were known on a day.

        Raises UnknownName where there is none.
        """
        with self._reading() as connection:
            found = picked.report_named(connection, name, as_of)
            if found is None:
                raise UnknownName(f"{self.path}: holds no report {name!r}", "reports")
            return *found, picked.standing_of(connection, name, as_of)

    def page_of_reports(
        self,
        words: str | None = None,
        outlet: str | None = None,
        *,
        offset: int = 0,
        limit: int = 50,
        as_of: dt.date | None = None,
    ) -> tuple[int, list[Listed]]:
        """How many reports have these words in their title or name, and some of them, the one added last first."""
        with self._reading() as connection:
            return picked.page_of_reports(connection, words, outlet, offset, limit, as_of)

    def reports_holding(self, words: str) -> list[str]:
        """The reports with a block that holds all these words. Raises UsageError where there is no word."""
        with self._reading() as connection:
            return search.holding(connection, words)

    def reports(self, *, all_versions: bool = False, as_of: dt.date | None = None) -> Iterator[ReportRow]:
        """The reports, in the order they were added, also those without a claim; of each the version that stands."""
        with self._reading() as connection:
            yield from versions.listed(connection, all_versions=all_versions, as_of=as_of)

    def versions(self, name: str) -> list[VersionRow]:
        """The versions of the report of this identifier (or its start), document or address, oldest first.

        Raises UsageError unless it names one report.
        """
        with self._reading() as connection:
            return versions.versions_of(connection, name)

    def capture(self, name: str) -> Capture | None:
        """The capture of this identifier, its bytes as they came; None where there is none.

        Raises CaseError where the bytes are not those that were added.
        """
        with self._reading() as connection:
            row = connection.execute(select(schema.captures).where(schema.captures.c.id == name)).first()
            if row is None:
                return None
            content = contents.content_of(connection, row.sha256)
        if content is None:
            raise CaseError(
                f"{self.path}: the bytes of capture {name} are not those that were added; the file is "
                "damaged, take the last copy of it"
            )
        return rows.capture_of_row(dict(row._mapping), content)

    def search(
        self,
        words: str,
        limit: int | None = None,
        *,
        flagged: bool = False,
        as_of: dt.date | None = None,
        marks: tuple[str, str] = ("[", "]"),
    ) -> Iterator[Hit]:
        """The blocks that hold all these words, best first, each with its label: also readers' comments.

        At most ``limit`` of them. With ``flagged`` only flagged comments, all of them where there are no
        words. ``marks`` stand before and after what was found. Raises UsageError where there is no word to search for.
        """
        with self._reading() as connection:
            yield from search.found(connection, words, limit, flagged=flagged, as_of=as_of, marks=marks)

    def hits(self, words: str, *, flagged: bool = False, as_of: dt.date | None = None) -> int:
        """How many blocks ``search`` finds without a limit. Raises as it does."""
        with self._reading() as connection:
            return search.number(connection, words, flagged=flagged, as_of=as_of)

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


def _has(connection: Connection, capture: str) -> bool:
    query = select(schema.captures.c.id).where(schema.captures.c.id == capture)
    return connection.scalar(query) is not None


def _insert(connection: Connection, table: Any, values: list[rows.Row]) -> None:
    if values:
        connection.execute(insert(table), values)
