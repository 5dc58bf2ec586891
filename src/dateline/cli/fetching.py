"""How the command line fetches: its options as a fetcher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.cli.options import DEFAULT_DELAY
from dateline.cli.outcome import say
from dateline.records.evidence import Record
from dateline.version import installed_version

if TYPE_CHECKING:
    from dateline.collect.fetch import Fetcher, Manners


class Web(Record, frozen=True):
    """The options of fetching: the pause in seconds, whom to write to, and whether to go to private places."""

    delay: float = DEFAULT_DELAY
    contact: str | None = None
    allow_private: bool = False


def remark(words: str) -> None:
    """Say something on standard error, under the program's name."""
    say(f"dateline: {words}")


def fetcher_of(web: Web, manners: Manners | None = None) -> Fetcher:
    """A fetcher by these options; ``manners`` other than the usual ones. Raises UsageError."""
    import msgspec

    from dateline.collect.fetch import Fetcher, Manners, user_agent

    return Fetcher(
        user_agent(installed_version(), web.contact),
        allow_private=web.allow_private,
        opening="allow it with --allow-private",
        manners=msgspec.structs.replace(manners or Manners(), delay=web.delay),
        note=remark,
    )
