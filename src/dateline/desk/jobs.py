"""Jobs: pages that are being added, one after the other, and how far each job is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

import msgspec

from dateline.errors import DatelineError
from dateline.records.evidence import Record, identifier
from dateline.store.case import Case

#: Jobs whose progress can still be asked for.
_KEPT: Final = 100
#: Jobs that may wait; each may hold files of many MiB.
_WAITING: Final = 20
#: Seconds that the last page is waited for.
_LAST: Final = 60.0
#: Lines of what could not be read that are kept of a job.
_LINES: Final = 50


class Progress(Record, frozen=True):
    """How far a job is: of ``total`` pages (None: not known yet) ``done`` were looked at, ``document`` last.

    ``claims`` and ``reports`` were added, ``versions`` of the reports are new versions, ``known`` pages were there already,
    ``failed`` could not be read.
    ``errors`` are lines that say what could not be read, ``error`` why the job as a whole failed.
    """

    job: str
    done: int = 0
    total: int | None = None
    document: str | None = None
    reports: int = 0
    claims: int = 0
    versions: int = 0
    known: int = 0
    failed: int = 0
    errors: tuple[str, ...] = ()
    error: str | None = None
    finished: bool = False


class Job:
    """A job that is under way."""

    def __init__(
        self, name: str, work: Callable[[Job, Case], None], by: str, closing: threading.Event
    ) -> None:
        self.name, self.work, self.by = name, work, by
        self._closing = closing
        self._progress = Progress(job=name)
        self._lock = threading.Lock()

    @property
    def progress(self) -> Progress:
        """How far it is."""
        with self._lock:
            return self._progress

    @property
    def is_over(self) -> bool:
        """Whether the desk is closing: no other page is to be begun."""
        return self._closing.is_set()

    def tell(self, **changes: object) -> None:
        """Note how far it is."""
        with self._lock:
            self._progress = msgspec.structs.replace(self._progress, **changes)

    def fail(self, line: str) -> None:
        """Note what could not be read."""
        with self._lock:
            errors = (*self._progress.errors, line)[-_LINES:]
            self._progress = msgspec.structs.replace(self._progress, errors=errors)


class Full(Exception):
    """Too many jobs wait."""


class Jobs:
    """The jobs of a desk: one thread works on them, which ends with the process."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._count = 0
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def start(self, work: Callable[[Job, Case], None], by: str) -> Job:
        """The job that does this work when its turn comes. Raises Full."""
        with self._lock:
            if sum(not job.progress.finished for job in self._jobs.values()) >= _WAITING:
                raise Full
            self._count += 1
            job = Job(identifier("j", id(self), self._count), work, by, self._closing)
            self._jobs[job.name] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dateline-desk-jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def get(self, name: str) -> Job | None:
        """The job of this name; None where it is not known any more."""
        return self._jobs.get(name)

    def close(self) -> None:
        """Let the page under way be the last one, and wait for it."""
        self._closing.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(_LAST)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None and not job.is_over:
            try:
                job.work(job, self._case)
            except DatelineError as error:
                job.tell(error=str(error))
            except Exception as error:  # the thread must live on, and the person be told
                job.tell(error=f"a fault of Dateline's ({type(error).__name__}: {error}); please report it")
            finally:
                job.tell(finished=True)
        while job is not None:
            job.tell(error="the desk was stopped before it was this one's turn; add it again", finished=True)
            job = self._queue.get()
