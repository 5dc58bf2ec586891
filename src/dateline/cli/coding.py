"""Coding what the command line names: collect, run the pipeline, say what could not be read."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from dateline import pipeline
from dateline.cli.fetching import Web, fetcher_of, remark
from dateline.cli.outcome import say
from dateline.collect.dumps import DumpFields, MissingField
from dateline.collect.entries import Listing
from dateline.collect.files import collect
from dateline.errors import DatelineError, InputError, UsageError
from dateline.records.capture import Capture, Given
from dateline.records.claim import GroundedReport
from dateline.records.days import published_day
from dateline.records.decision import Run
from dateline.scale.processes import CHUNK, run
from dateline.version import run_of

if TYPE_CHECKING:
    from dateline.collect.fetch import Fetcher

#: How an address starts.
ADDRESSES = ("http://", "https://", "www.")

#: Up to this many pages, starting more processes (2 to 3 s each) costs more than it saves.
FEW = 24
_PROGRESS_FROM = 4


class Coding:
    """The inputs of one command; ``failed`` counts those that could not be read, each said on stderr."""

    def __init__(
        self,
        paths: Sequence[str] | None,
        *,
        published: str | None = None,
        outlet: str | None = None,
        dump: DumpFields | None = None,
        jobs: int | None = None,
        web: Web = Web(),
        limit: int | None = None,
    ) -> None:
        """Raise UsageError where there is nothing to read, or an option's value is wrong.

        ``web`` is how addresses are fetched, ``limit`` the most pages of each feed and sitemap.
        """
        if not paths and (sys.stdin is None or sys.stdin.isatty()):
            raise UsageError(
                "nothing to read; name files, folders or addresses, or give text on standard input"
            )
        self.failed = 0
        self._paths = list(paths or ["-"])
        self._given = Given(published=published_day(published, "--published"), outlet=outlet)
        self._dump = dump
        self._jobs = jobs
        self._web = web
        self._limit = limit
        # Pages come from the web one a second, so each is coded, and kept, as soon as it is there. Addresses may
        # also be in files; that is seen when the first is fetched.
        self._slow = any(path.lower().startswith(ADDRESSES) for path in self._paths)
        self._pipeline: pipeline.Pipeline | None = None
        self._fetcher: Fetcher | None = None

    def this_run(self) -> Run:
        """The run to record beside what is coded; it starts now."""
        from dateline.dictionaries.catalogue import load_catalogue

        return run_of(self._made().versions, load_catalogue().version)

    def _made(self) -> pipeline.Pipeline:
        """The pipeline of this process, made once."""
        if self._pipeline is None:
            self._pipeline = pipeline.standard()
        return self._pipeline

    def run(
        self, wanted: Callable[[Capture], bool] | None = None, *, progress: bool = True
    ) -> Iterator[tuple[Capture, GroundedReport]]:
        """Each capture that is ``wanted``, with its report, in order; for silent ones the reason is said."""
        captures = (c for c in self._captures() if wanted is None or wanted(c))
        first: list[Capture] = []
        for capture in captures:
            first.append(capture)
            if self._slow or len(first) > FEW:
                break
        few = self._slow or len(first) <= FEW
        jobs = self._jobs or (1 if few else processors())
        if first:
            say_network()
            _say_index()
        waiting: deque[Capture] = deque()

        def handed_out() -> Iterator[Capture]:
            for capture in chain(first, captures):
                waiting.append(capture)
                yield capture

        shown = progress and sys.stderr.isatty() and len(first) >= _PROGRESS_FROM
        with _progress(len(first) if few else None, shown=shown) as done:
            make = self._made if jobs == 1 else pipeline.standard
            for result in run(handed_out(), make, jobs, 1 if self._slow else CHUNK):
                capture = waiting.popleft()
                done()
                if isinstance(result, InputError):
                    self.fail(result)
                    continue
                self._note(result)
                yield capture, result

    def _captures(self) -> Iterator[Capture]:
        stdin = sys.stdin.buffer if sys.stdin is not None else None

        items = collect(
            self._paths, given=self._given, dump=self._dump, stdin=stdin, note=remark, addresses=self._fetched
        )
        for item in items:
            if isinstance(item, InputError):
                self.fail(item)
            else:
                yield item

    def _fetched(self, listing: Listing) -> Iterator[Capture | InputError]:
        """What the addresses of a listing lead to; what fetches them is loaded when the first one comes."""
        from dateline.collect.web import from_listing

        self._slow = True
        if self._fetcher is None:
            self._fetcher = fetcher_of(self._web)
        yield from from_listing(listing, self._fetcher, self._given, remark, self._limit)

    def fail(self, error: DatelineError) -> None:
        """Count an input, or a report, that cannot be used, and say why."""
        self.failed += error.count if isinstance(error, MissingField) else 1
        say(f"dateline: {error}")

    def _note(self, result: GroundedReport) -> None:
        report = result.annotated.report
        for warning in (*report.warnings, *result.annotated.warnings):
            say(f"{report.document}: {warning}")
        if not result.claims:
            say(f"{report.document}: no claims: {result.silence or report.silence or 'no reason is given'}")


def say_network() -> None:
    """Say where another network than Dateline's own is named, so that a variable that was left over is seen."""
    other = os.environ.get("DATELINE_NETWORK")
    if other:
        say(
            f"dateline: words are read with the network of DATELINE_NETWORK, {other}, not with Dateline's own"
        )


def _say_index() -> None:
    """Say on a terminal, before the first use builds the index of places, that it takes a while."""
    if not sys.stderr.isatty():
        return
    from dateline.ground.gazetteer import has_index

    if not has_index():
        say("dateline: building the index of places, once: ~5 s")


def dump_fields(
    id_field: str | None, text_field: str | None, title_field: str | None, published_field: str | None
) -> DumpFields | None:
    """The dump's fields, the usual names where none is given; None where none of them is."""
    named = {
        "id_field": id_field,
        "text_field": text_field,
        "title_field": title_field,
        "published_field": published_field,
    }
    given = {name: field for name, field in named.items() if field is not None}
    return DumpFields(**given) if given else None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _progress(total: int | None, *, shown: bool) -> Iterator[Callable[[], None]]:
    """A function to call for each page done; it moves a bar on standard error where ``shown``."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    parts = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Lines that are written to stderr meanwhile go above the bar.
    with Progress(*parts, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("coding", total=total)
        yield lambda: bar.advance(task)
