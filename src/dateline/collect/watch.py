"""Watch: sources collected again and again into a case, each new page once.

In a round the sources that are due are visited by a few threads, several sites at a time. A visit asks the
source with the ETag and the date of its last answer, takes the items that were not seen, the newest first,
fetches their pages and hands them over. One thread, the caller's, codes each page and adds it to the case.

Nothing acknowledged is lost and nothing is added twice, whenever the process dies:

- a page and the note that its item was seen are committed together;
- the ETag of a source is kept only when every item it listed has been dealt with, so that the items that
  were not are listed again;
- an item whose page may be had later is not noted; one whose page the server does not have is noted when that
  was so for the third time.

A source that fails is asked again after a minute, then after twice as long each time, or when its server says.
A full disk, or a case that another process writes to, is waited for.
"""

from __future__ import annotations

import datetime as dt
import queue
import random
import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import msgspec

from dateline.collect.clock import Clock
from dateline.collect.fetch import Fetcher
from dateline.collect.plan import Watched
from dateline.collect.visits import Known, Page, Visited, visit
from dateline.errors import (
    CaseLocked,
    DatelineError,
    DiskFull,
    InputError,
    ReportRefused,
    ServerBusy,
    Stopped,
)
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.decision import Run
from dateline.records.evidence import Record
from dateline.records.source import Source

#: Sources visited at a time; most of a visit is waiting.
VISITORS = 8

#: Seconds of one visit while others wait for the end of the round. Some sites ask for minutes between two pages.
LONGEST_VISIT = 300.0

#: Seconds before a source that failed is asked again: at first, doubled each time, and at most.
FIRST_RETRY = 60.0
LONGEST_RETRY = 6 * 3600.0

#: Seconds that a server's Retry-After is heeded for.
LONGEST_ASKED = 24 * 3600.0

#: Seconds before a case that could not be written to is tried again: at first, doubled each time, at most.
FIRST_WAIT = 5.0
LONGEST_WAIT = 300.0

#: Seconds between two looks at the schedule. The system's clock may be set meanwhile.
LOOK = 60.0


T = TypeVar("T")


class Kept(Known, Protocol):
    """What is asked of a case."""

    def known(self, capture: Capture) -> bool: ...  # noqa: D102
    def add(  # noqa: D102
        self,
        capture: Capture,
        report: GroundedReport,
        run: Run,
        *,
        seen: tuple[str, Sequence[str]] | None = None,
    ) -> int: ...
    def save_source(self, source: Source) -> None: ...  # noqa: D102
    def note_seen(self, source_url: str, keys: Sequence[str]) -> None: ...  # noqa: D102


class Round(Record, frozen=True):
    """What one round did: sources asked and failed, reports and claims added, pages that could not be had.

    ``versions`` counts those of the reports that are new versions of reports of before.
    """

    asked: int = 0
    failed: int = 0
    reports: int = 0
    versions: int = 0
    claims: int = 0
    lost: int = 0


class Watch:
    """The sources of a plan, and the case they are collected into."""

    def __init__(
        self,
        plan: Sequence[Watched],
        case: Kept,
        fetcher: Fetcher,
        code: Callable[[Capture], GroundedReport | InputError],
        run: Run,
        *,
        say: Callable[[str], None],
        chance: random.Random | None = None,
        tries: int | None = None,
        visitors: int = VISITORS,
    ) -> None:
        """``code`` codes one page; ``run`` is recorded beside it; ``say`` is told what happens, in lines.

        ``tries`` is how often it is tried to write to a case on a full disk; None is until it works.
        The fetcher's clock is the watch's as well: stopping it ends the watch after the page in hand.
        """
        self._plan = list(plan)
        self._case = case
        self._fetcher = fetcher
        self._clock: Clock = fetcher.clock
        self._code = code
        self._run = run
        self._say = say
        self._chance = chance or random.Random()
        self._tries = tries
        self._visitors = visitors

    def forever(self) -> None:
        """Rounds, each when a source is due, until the clock is stopped. Raises CaseError."""
        while not self._clock.stopped:
            due = self.due()
            try:
                if due:
                    self.round(due, LONGEST_VISIT)
                else:
                    self._clock.sleep(min(LOOK, self._until_next()))
            except Stopped:
                return

    def due(self) -> list[Watched]:
        """The sources whose turn it is."""
        now = self._clock.now()
        return [source for source in self._plan if self._turn(source, now) <= now]

    def _turn(self, source: Watched, now: dt.datetime) -> dt.datetime:
        """When a source is to be asked; at once where that is unknown, or absurd since a clock was set."""
        state = self._case.source(source.url)
        if state is None or state.next is None:
            return now
        furthest = max(2 * source.every, LONGEST_RETRY, LONGEST_ASKED)
        return now if (state.next - now).total_seconds() > furthest else state.next

    def _until_next(self) -> float:
        now = self._clock.now()
        return max(1.0, (min(self._turn(source, now) for source in self._plan) - now).total_seconds())

    def round(self, sources: Sequence[Watched] | None = None, seconds: float = float("inf")) -> Round:
        """Visit these sources, by default all, and add what is new. Raises CaseError, and Stopped.

        A visit that takes longer than so many seconds goes on in a later round.
        """
        waiting: queue.SimpleQueue[Watched] = queue.SimpleQueue()
        events: queue.Queue[Page | Visited] = queue.Queue(maxsize=self._visitors)
        chosen = self._plan if sources is None else sources
        for source in chosen:
            waiting.put(source)
        for _ in range(min(self._visitors, len(chosen))):
            threading.Thread(target=self._visit_all, args=(waiting, events, seconds), daemon=True).start()
        done = Round(asked=len(chosen))
        left = len(chosen)
        try:
            while left:
                try:
                    event = events.get(timeout=0.1)
                except queue.Empty:
                    event = None
                if self._clock.stopped:
                    raise Stopped("stopped during a round")
                if isinstance(event, Page):
                    done = self._take(event, done)
                elif event is not None:
                    left -= 1
                    done = self._settle(event, done)
        finally:
            self._say(self._line(done, left))
        return done

    # In the visitors' threads

    def _visit_all(
        self, waiting: queue.SimpleQueue[Watched], events: queue.Queue[Page | Visited], seconds: float
    ) -> None:
        """Visit what is waiting, until nothing is."""
        while not self._clock.stopped:
            try:
                source = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                for event in visit(source, self._case, self._fetcher, self._say, seconds):
                    events.put(event)
            except Stopped:
                return
            except DatelineError as error:
                events.put(Visited(source=source, error=error))
            except Exception as error:  # a fault in one visit must not cost the other sources
                what = f"{type(error).__name__}: {error}"
                fault = InputError(
                    source.url, f"the visit failed ({what}); please report it with the address"
                )
                events.put(Visited(source=source, error=fault))

    # In the caller's thread

    def _take(self, event: Page, done: Round) -> Round:
        """Code a page and add it, and note its item with it."""
        page = event.page
        seen = (event.source.url, event.keys) if event.keys else None
        result: GroundedReport | DatelineError | None = None
        if isinstance(page, InputError):
            result = page
        elif not self._lasting(lambda: self._case.known(page)):
            result = self._code(page)
            if isinstance(result, GroundedReport):
                try:
                    done = self._added(page, result, seen, event.source, done)
                except ReportRefused as error:
                    result = error
        if seen is not None and not isinstance(result, GroundedReport):
            self._lasting(lambda: self._case.note_seen(*seen))
        if not isinstance(result, DatelineError):
            return done
        self._say(f"{result}; it is tried again at the next visit" if event.again else str(result))
        return msgspec.structs.replace(done, lost=done.lost + 1)

    def _added(
        self,
        page: Capture,
        report: GroundedReport,
        seen: tuple[str, Sequence[str]] | None,
        source: Watched,
        done: Round,
    ) -> Round:
        """The round with this report, where it is new and now in the case. Raises ReportRefused."""
        version = self._lasting(lambda: self._case.add(page, report, self._run, seen=seen))
        if not version:
            return done
        state = self._state(source)
        self._lasting(lambda: self._case.save_source(msgspec.structs.replace(state, items=state.items + 1)))
        return msgspec.structs.replace(
            done,
            reports=done.reports + 1,
            versions=done.versions + (version > 1),
            claims=done.claims + len(report.claims),
        )

    def _settle(self, event: Visited, done: Round) -> Round:
        """Keep how a visit went, and when the next one is due."""
        source, error, now = event.source, event.error, self._clock.now()
        state = msgspec.structs.replace(self._state(source), name=source.name, checked=now)
        if event.answered:
            state = msgspec.structs.replace(state, etag=event.etag, modified=event.modified)
        if event.kind is not None:
            state = msgspec.structs.replace(state, kind=event.kind)
        if error is None:
            wait = min(source.every, FIRST_RETRY) if event.late else source.every
            wait *= self._chance.uniform(0.95, 1.05)
            state = msgspec.structs.replace(state, succeeded=now, failing=0, error=None)
        else:
            state = msgspec.structs.replace(
                state, failures=state.failures + 1, failing=state.failing + 1, error=str(error)
            )
            wait = self._back_off(state.failing, error)
            named = "" if source.name == source.url else f"{source.name}: "
            self._say(f"{named}{error}; it is asked again in {_span(wait)}")
        state = msgspec.structs.replace(state, next=now + dt.timedelta(seconds=wait))
        self._lasting(lambda: self._case.save_source(state))
        return msgspec.structs.replace(done, failed=done.failed + (error is not None))

    def _back_off(self, failing: int, error: DatelineError) -> float:
        """The seconds before a source that failed so often in a row is asked again."""
        wait = min(FIRST_RETRY * 2.0 ** min(failing - 1, 20), LONGEST_RETRY) * self._chance.uniform(0.8, 1.2)
        asked = error.retry_after if isinstance(error, ServerBusy) else None
        return max(wait, min(asked or 0.0, LONGEST_ASKED))

    def _state(self, source: Watched) -> Source:
        state = self._case.source(source.url)
        return state or Source(url=source.url, name=source.name, kind=source.kind or "feed")

    def _lasting(self, write: Callable[[], T]) -> T:
        """What ``write`` gives, tried again while the disk is full or the case locked. Raises Stopped."""
        wait = FIRST_WAIT
        tried = 1
        while True:
            try:
                return write()
            except (DiskFull, CaseLocked) as error:
                if tried == self._tries:
                    raise
                self._say(f"{error}; what is in the case is kept, and it is tried again in {_span(wait)}")
            self._clock.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
            tried += 1

    def _line(self, done: Round, left: int) -> str:
        """One line about a round."""
        versions = f" ({_count(done.versions, 'new version')})" if done.versions else ""
        parts = [
            f"{_count(done.reports, 'new report')}{versions} with {_count(done.claims, 'claim')}",
            f"{_count(done.asked - left, 'source')} asked",
        ]
        parts += [f"{done.failed} failed"] if done.failed else []
        parts += [f"{_count(done.lost, 'page')} could not be read"] if done.lost else []
        parts += ["stopped before the end"] if left else []
        return f"{self._clock.now():%Y-%m-%d %H:%M} UTC: {'; '.join(parts)}"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _span(seconds: float) -> str:
    """ "40 s", "12 min", "3 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.0f} h"
