"""Snapshots: the columns of a case in memory, kept as the case is, and those of past days that were asked for of late."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import OrderedDict

from dateline.desk.mapped import Mapped, mapped
from dateline.store.agenda import Agenda, Weighed
from dateline.store.case import Case
from dateline.store.weighed import Weights

_LOG = logging.getLogger(__name__)
#: Past days that are kept. Each takes as much memory as the present.
_DAYS = 3


class Snapshots:
    """What is shown of a case, now and as of days. Several threads may share it."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._watched = case.watch()
        self._lock = threading.Lock()
        self._past_lock = threading.Lock()
        self._version: int | None = None
        self._now: Mapped | None = None
        self._weights = Weights()
        self._weighing = threading.Lock()
        self._wanted = threading.Event()
        self._agenda: Agenda | None = None
        self._asking = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._past: OrderedDict[dt.date, tuple[int, Mapped]] = OrderedDict()

    def close(self) -> None:
        """Let go of the case, once what is being worked out is done."""
        self._closed = True
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()
        self._watched.close()

    def keep_weighed(self) -> None:
        """From now on count the origins of events beside the requests, whenever the case has changed."""
        self._wanted.set()
        self._thread = threading.Thread(target=self._weigh, name="dateline-desk-origins", daemon=True)
        self._thread.start()

    def _weigh(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._closed:
                return
            try:
                self.weighed()
            except Exception:  # who asks is told; the next change of the case is counted all the same
                _LOG.warning("origins of events could not be counted", exc_info=True)

    def weighed(self, as_of: dt.date | None = None) -> Mapped:
        """The same as ``of``, with the number of origins and dead of each event; it may take a while."""
        shown = self.of(as_of)
        with self._weighing:
            if shown.origins is None or shown.killed is None:
                weights = self._weights if as_of is None else Weights()
                origins, killed, confidence = self._case.weigh(shown.columns, weights)
                count = len(shown.start)
                shown.set_weights(origins[:count], killed[:count], confidence)
        return shown

    def agenda(self) -> Agenda:
        """What a person should decide, in its order; it may take a while."""
        shown = self.weighed()
        with self._asking:
            if self._agenda is None or self._agenda.columns is not shown.columns:
                assert shown.killed is not None
                weighed = Weighed(shown.columns, shown.killed, shown.confidence)
                self._agenda = self._case.agenda(weighed)
            return self._agenda

    @property
    def version(self) -> int:
        """A number that is another one after each change of the case."""
        with self._lock:
            return self._watched.version

    def of(self, as_of: dt.date | None = None) -> Mapped:
        """What is shown of the case as it is now, or was known on a day."""
        return self._present() if as_of is None else self._as_of(as_of)

    def _present(self) -> Mapped:
        with self._lock:
            version = self._watched.version
            if self._now is None or version != self._version:
                before = None if self._now is None else self._now.columns
                self._now = mapped(self._case.columns(before=before))
                self._version = version
                self._wanted.set()
            return self._now

    def _as_of(self, day: dt.date) -> Mapped:
        version = self.version
        with self._past_lock:
            held = self._past.get(day)
            # what was known by a day that is over changes only by what is fetched late
            if held is None or held[0] != version:
                held = (version, mapped(self._case.columns(day)))
                self._past[day] = held
            self._past.move_to_end(day)
            while len(self._past) > _DAYS:
                self._past.popitem(last=False)
            return held[1]
