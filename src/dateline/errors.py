"""The exceptions Dateline raises.

::

    DatelineError
    ├── InputError            an input cannot be read; the rest goes on
    │   ├── MissingInput      no such file or folder, a broken link, no permission
    │   ├── UnreadableInput   empty, binary, or of a kind that is not read
    │   ├── BadDump           a line of a dump is not what it should be
    │   └── FetchError        an address cannot be had
    │       ├── RefusedAddress    not http or https, a private address, a password in it
    │       │   └── Misled        a name that leads to a private address, now
    │       ├── RobotsDenied      the site's robots.txt asks not to fetch it
    │       ├── TooLarge          more bytes than are taken, as sent or unpacked
    │       ├── BadAnswer         the server says no (403, 404, ...), or redirects in circles
    │       ├── ServerBusy        429 or 503: later, the server says or hopes
    │       └── Unreachable       no answer, half of one, too slow, or a fault of the server's
    ├── Stopped               a wait was cut short because the program is to end
    ├── UsageError            wrong options, a date that is none
    │   └── UnknownName       nothing, or more than one thing, in the case is named so
    ├── DecidedMeanwhile      another decision stands there that who decides has not seen
    ├── CaseError             a case file cannot be used
    │   ├── NotACase          the file is no Dateline case
    │   ├── NewerCase         made by a newer Dateline
    │   ├── CaseLocked        another process is writing to it
    │   ├── DiskFull          there is no room to write to it
    │   └── ReportRefused     one report does not fit in, by a fault of the coder's
    └── DictionaryError       a dictionary or data file is missing or malformed

Every message names the input and says what to do about it.
"""

from __future__ import annotations

from typing import Literal


class DatelineError(Exception):
    """The base of all errors Dateline raises on purpose."""


class InputError(DatelineError):
    """An input cannot be read. ``name`` is the input, ``reason`` what is wrong and the mend."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.name, self.reason)


class MissingInput(InputError):
    """No such file or folder, a broken link, or no permission to read it."""


class UnreadableInput(InputError):
    """The input is empty, binary, or of a kind that is not read."""


class BadDump(InputError):
    """A line of a dump is not JSON, or lacks the field that was named."""


class FetchError(InputError):
    """An address cannot be had. ``retry``: it may be had later, as it is."""

    retry = False

    def of(self, name: str, reason: str) -> FetchError:
        """The same kind of error, of another address."""
        return type(self)(name, reason)


class RefusedAddress(FetchError):
    """The address may not be fetched: its scheme, port or host, or a password in it."""


class Misled(RefusedAddress):
    """The host's name leads to a private address: by malice, or for as long as a network asks for a login."""

    retry = True


class RobotsDenied(FetchError):
    """The site's robots.txt asks not to fetch the address."""


class TooLarge(FetchError):
    """The answer has more bytes than are taken, as sent or unpacked."""


class BadAnswer(FetchError):
    """The server refuses, has no such page, or redirects in circles."""


class ServerBusy(FetchError):
    """The server asks to come later: after ``retry_after`` seconds where it says so."""

    retry = True

    def __init__(self, name: str, reason: str, retry_after: float | None = None) -> None:
        super().__init__(name, reason)
        self.retry_after = retry_after

    def of(self, name: str, reason: str) -> ServerBusy:
        """The same kind of error, of another address."""
        return ServerBusy(name, reason, self.retry_after)

    def __reduce__(self) -> tuple[type[ServerBusy], tuple[str, str, float | None]]:  # type: ignore[override]
        return type(self), (self.name, self.reason, self.retry_after)


class Unreachable(FetchError):
    """No answer, half of one, one that comes too slowly, or a fault of the server's."""

    retry = True


class Stopped(DatelineError):
    """A wait was cut short because the program is to end."""


class UsageError(DatelineError):
    """Wrong options."""


class UnknownName(UsageError):
    """Nothing in the case is named so. ``words`` say what, ``listed`` is the command that lists what there is."""

    def __init__(self, words: str, listed: Literal["claims", "decisions", "events", "reports"]) -> None:
        super().__init__(f"{words}; `dateline {listed}` lists what there is")
        self.words, self.listed = words, listed

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, str]]:
        return type(self), (self.words, self.listed)


class DecidedMeanwhile(DatelineError):
    """Decisions stand that who decides has not seen. ``decisions`` are their identifiers."""

    def __init__(self, words: str, decisions: tuple[str, ...]) -> None:
        super().__init__(words)
        self.decisions = decisions

    def __reduce__(self) -> tuple[type[DecidedMeanwhile], tuple[str, tuple[str, ...]]]:
        return type(self), (str(self), self.decisions)


class CaseError(DatelineError):
    """A case file cannot be used."""


class NotACase(CaseError):
    """The file is no Dateline case."""


class NewerCase(CaseError):
    """The case was made by a newer Dateline."""


class CaseLocked(CaseError):
    """Another process is writing to the case."""


class DiskFull(CaseError):
    """There is no room to write to the case; what it holds is kept."""


class ReportRefused(CaseError):
    """One report cannot be added, by a fault of the coder's; others can."""


class DictionaryError(DatelineError):
    """A dictionary or data file is missing or malformed."""
