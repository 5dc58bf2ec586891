"""Names of dictionary entries and of whoever decides, for the command line."""

from __future__ import annotations

import getpass
from collections.abc import Mapping


def entry_names() -> Mapping[str, str]:
    """The name of each dictionary entry, by its identifier."""
    from dateline.dictionaries.catalogue import load_catalogue

    return {entry.id: entry.name for entry in load_catalogue().entries.values()}


def decider(given: str | None) -> str:
    """Who decides: the name given, else that of the account."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
