"""Grounded reports from several worker processes, in the order of their captures.

Captures go out in chunks, one at a time to each worker, and no more than ``2 * jobs`` chunks are on their
way, so memory stays bounded however many there are. A capture that the coder fails on, or that takes its
worker down with it, becomes an InputError; all the others are coded.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess

from dateline.errors import DatelineError, InputError
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture, document_name
from dateline.records.claim import GroundedReport

Result = GroundedReport | InputError

#: Captures in a chunk: large enough for the parser's batches, small enough to share out evenly.
CHUNK = 16


def run(
    captures: Iterable[Capture], make: Callable[[], Pipeline], jobs: int = 1, chunk: int = CHUNK
) -> Iterator[Result]:
    """A grounded report, or an InputError, for each capture, in order.

    ``make`` is called once in each process; with ``jobs`` above 1 it must be a function that a new
    process can import. What it raises is raised here.
    """
    if jobs <= 1:
        pipeline: Pipeline | None = None
        source = iter(captures)
        while part := list(islice(source, chunk)):
            pipeline = pipeline or make()
            yield from coded(pipeline, part)
        return
    yield from _Pool(make, jobs).run(iter(captures), chunk)


def coded(pipeline: Pipeline, chunk: Sequence[Capture]) -> list[Result]:
    """A result for each capture; where the chunk fails, each is tried by itself."""
    try:
        return list(pipeline.run(chunk))
    except Exception as error:  # a fault in a stage must not cost the other captures
        if len(chunk) == 1:
            return [error if isinstance(error, InputError) else failed(chunk[0], error)]
    return [result for capture in chunk for result in coded(pipeline, [capture])]


def failed(capture: Capture, error: Exception) -> InputError:
    """The InputError for a capture on which a stage raised."""
    words = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return InputError(
        document_name(capture), f"the coder failed on it ({what}); please report it with the page"
    )


class _Task:
    """Captures that stand at ``place`` and after among all captures."""

    def __init__(self, place: int, captures: list[Capture]) -> None:
        self.place = place
        self.captures = captures


class _Worker:
    """A process that codes one task at a time. It sends None once it is ready, or the error it met."""

    def __init__(self, context: SpawnContext, make: Callable[[], Pipeline]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_work, args=(theirs, make), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: _Task | None = None

    def stop(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


class _Pool:
    """Workers, the tasks they hold, and the results that wait for their turn."""

    def __init__(self, make: Callable[[], Pipeline], jobs: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._make = make
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._tasks: deque[_Task] = deque()
        self._results: dict[int, Result] = {}

    def run(self, captures: Iterator[Capture], chunk: int) -> Iterator[Result]:
        taken = given = 0
        more = True
        try:
            while more or given < taken:
                while more and taken - given < 2 * self._jobs * chunk:
                    part = list(islice(captures, chunk))
                    more = len(part) == chunk
                    if part:
                        self._tasks.append(_Task(taken, part))
                        taken += len(part)
                self._hand_out()
                if given < taken and given not in self._results:
                    self._collect()
                while given in self._results:
                    yield self._results.pop(given)
                    given += 1
        finally:
            for worker in self._workers:
                worker.stop()

    def _hand_out(self) -> None:
        """Give each idle worker a task, and start another worker while tasks are waiting."""
        for worker in list(self._workers):
            if worker.ready and worker.task is None and self._tasks:
                self._give(worker, self._tasks.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(self._jobs - len(self._workers), len(self._tasks) - starting)):
            self._workers.append(_Worker(self._context, self._make))

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task = task
        try:
            worker.pipe.send(task.captures)
        except (BrokenPipeError, ConnectionError):
            self._bury(worker)

    def _collect(self) -> None:
        """Wait until a worker has something to say and take it."""
        speaking = set(wait([worker.pipe for worker in self._workers]))
        for worker in [w for w in self._workers if w.pipe in speaking]:
            try:
                said = worker.pipe.recv()
            except (EOFError, ConnectionError):
                self._bury(worker)
                continue
            if isinstance(said, DatelineError):
                raise said
            worker.ready = True
            if worker.task is not None and said is not None:
                self._results.update(enumerate(said, start=worker.task.place))
                worker.task = None

    def _bury(self, worker: _Worker) -> None:
        """Take a dead worker out. Its captures are tried again one by one; a lone one is the culprit."""
        self._workers.remove(worker)
        worker.process.join()
        code = worker.process.exitcode
        worker.stop()
        task = worker.task
        if not worker.ready:
            raise DatelineError(
                f"a worker process ended before it began (exit code {code}); use --jobs 1 to see why"
            )
        if task is None:
            return
        if len(task.captures) == 1:
            reason = f"the coder's process died on it (exit code {code}); please report it with the page"
            self._results[task.place] = InputError(document_name(task.captures[0]), reason)
            return
        singles = [_Task(task.place + i, [capture]) for i, capture in enumerate(task.captures)]
        self._tasks.extendleft(reversed(singles))


def _work(pipe: Connection, make: Callable[[], Pipeline]) -> None:
    """Code what comes through the pipe until it is closed. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DATELINE_THREADS", "1")  # the processes share the cores, not the threads of each
    try:
        pipeline = make()
    except DatelineError as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            chunk = pipe.recv()
        except (EOFError, ConnectionError):
            return
        try:
            pipe.send(coded(pipeline, chunk))
        except (BrokenPipeError, ConnectionError):
            return
