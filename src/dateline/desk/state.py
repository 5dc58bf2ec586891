"""The desk's state: what every request works with."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request

from dateline.control.history import History
from dateline.desk.accounts import Accounts, AccountsError
from dateline.desk.jobs import Jobs
from dateline.desk.limits import Attempts
from dateline.desk.mapped import Mapped
from dateline.desk.reading import Annotation
from dateline.desk.snapshots import Snapshots
from dateline.records.evidence import Record
from dateline.review.written import decider
from dateline.store.case import Case
from dateline.version import installed_version

#: Answers that are kept for who asks the same again.
_KEPT = 256

_LOG = logging.getLogger(__name__)


class Settings(Record, frozen=True):
    """How a desk is served.

    ``login``: accounts are in use. ``names`` are host names it goes by. ``page`` is the folder of the built page, ``layers``
    one with the analyst's own boundaries. ``largest`` is how many bytes a request may have. ``secure``: people reach it by
    HTTPS only, and so does the cookie.
    """

    login: bool = False
    names: tuple[str, ...] = ()
    page: Path = Path(__file__).with_name("page")
    layers: Path | None = None
    largest: int = 64 * 1024 * 1024
    cookie: str = "dateline"
    secure: bool = False


class Desk:
    """An open case with what the desk keeps beside it. Close it."""

    def __init__(self, case: Case, accounts: Accounts, settings: Settings) -> None:
        self.case, self.accounts, self.settings = case, accounts, settings
        self.version = installed_version()
        self.snapshots = Snapshots(case)
        self.attempts = Attempts()
        self.jobs = Jobs(case)
        self.annotated = Annotation()
        #: The states of places today and the days on which states changed, each with what they were made of.
        self.states: tuple[object, dict[str, History]] | None = None
        self.changes: tuple[object, tuple[list[tuple[dt.date, int]], dt.date | None]] | None = None
        #: Who the one person of a desk without accounts is.
        self.local = decider(None) or "analyst"
        #: What that person's sessions are named, by which they end with this start of the desk; None with accounts. No
        #: account's name begins with a space.
        self.alone: str | None = None if settings.login else f" {secrets.token_urlsafe(16)}"
        self._token: str | None = None if settings.login else secrets.token_urlsafe(32)
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def close(self) -> None:
        """Stop what runs beside the requests; the case and the accounts are the caller's."""
        self.jobs.close()
        self.snapshots.close()

    def weighed(self, as_of: dt.date | None = None) -> Mapped:
        """What is shown of the case, with the number of origins and of dead of each event, which may take a while."""
        return self.snapshots.weighed(as_of)

    @property
    def token(self) -> str | None:
        """The token that opens a desk without accounts, until somebody has used it."""
        return self._token

    def take(self, token: str) -> bool:
        """Whether this is the token; it can be used once."""
        with self._lock:
            if self._token is None or not secrets.compare_digest(token.encode(), self._token.encode()):
                return False
            self._token = None
            return True

    def note_done(self, who: str, what: str, about: Mapping[str, Any]) -> None:
        """Write into the audit log what is done and stands; where that fails, into the log of the process."""
        try:
            self.accounts.note(who, what, about)
        except AccountsError as error:
            _LOG.error("%s; it misses: %s, %s, %s", error, who, what, dict(about))

    def kept(self, asked: tuple[object, ...], make: Callable[[], bytes], version: object = None) -> bytes:
        """The answer to what is asked, made where it is not kept since the case changed.

        Who looked at the case before gives the ``version`` from before that: what has changed since is then asked anew.
        """
        key = (self.snapshots.version if version is None else version, *asked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found


DeskNow = Annotated[Desk, Depends(desk_of)]
