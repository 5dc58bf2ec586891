"""The exceptions Dateline raises.

::

    DatelineError
    ├── InputError            an input cannot be read; the rest goes on
    │   ├── MissingInput      no such file or folder, a broken link, no permission
    │   ├── UnreadableInput   empty, binary, or of a kind that is not read
    │   └── BadDump           a line of a dump is not what it should be
    ├── UsageError            wrong options, a date that is none
    ├── CaseError             a case file cannot be used
    │   ├── NotACase          the file is no Dateline case
    │   ├── NewerCase         made by a newer Dateline
    │   └── CaseLocked        another process is writing to it
    └── DictionaryError       a dictionary or data file is missing or malformed

Every message names the input and says what to do about it.
"""

from __future__ import annotations


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


class UsageError(DatelineError):
    """Wrong options."""


class CaseError(DatelineError):
    """A case file cannot be used."""


class NotACase(CaseError):
    """The file is no Dateline case."""


class NewerCase(CaseError):
    """The case was made by a newer Dateline."""


class CaseLocked(CaseError):
    """Another process is writing to the case."""


class DictionaryError(DatelineError):
    """A dictionary or data file is missing or malformed."""
