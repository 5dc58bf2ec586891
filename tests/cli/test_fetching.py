from __future__ import annotations

import time
from pathlib import Path

import pytest

from dateline.cli.fetching import Web, fetcher_of
from dateline.errors import UsageError
from dateline.store.case import Case
from tests.builders import TEXT
from tests.cli.conftest import Command
from tests.collect.serving import Site, serving

QUICK = ("--allow-private", "--delay", "0")


def feed(site: Site, *names: str) -> str:
    """The address of a feed of these pages, which claim nothing."""
    for name in names:
        site.page(f"/{name}", f"The market of {name} was open.")
    items = "".join(f"<item><link>{site.address}/{name}</link></item>" for name in names)
    return site.page("/feed", f'<rss version="2.0"><channel>{items}</channel></rss>')


def test_addresses_are_added(dateline: Command) -> None:
    with serving() as site:
        site.page("/page", TEXT)
        done = dateline("add", site.address + "/page", site.address + "/none", *QUICK)
        assert done.exit_code == 1
        assert done.stdout == "dateline.db: added 1 report, 2 claims; 1 could not be read\n"
        assert "/none: the server answers 404 Not Found" in done.stderr
        assert site.asked[0].headers["user-agent"].startswith("Dateline/")
    with Case.open("dateline.db") as case:
        (row,) = case.reports()
        assert row.header.document == site.address + "/page"


def test_feeds_are_added_up_to_a_limit(dateline: Command) -> None:
    with serving() as site:
        address = feed(site, "a", "b", "c")
        options = ("--limit", "2", "--contact", "desk@lantern.example", *QUICK)
        done = dateline("add", address, *options)
        assert done.stdout.startswith("dateline.db: added 2 reports")
        assert site.paths() == ["/feed", "/a", "/b"]
        assert site.asked[0].headers["user-agent"].endswith("(+desk@lantern.example)")


@pytest.mark.parametrize("kept", [False, True])
def test_what_an_address_gave_is_kept_before_the_next_is_asked(
    dateline: Command, tmp_path: Path, kept: bool
) -> None:
    """Whether the feed is an address or a file."""
    counts = []

    with serving() as site:
        address = feed(site, "a", "b", "c")
        site.pages["/c"] = lambda asked: (200, {}, count())

        def count() -> bytes:
            with Case.open("dateline.db") as case:
                counts.append(sum(1 for _ in case.reports()))
            return b"The market of c was open."

        if kept:
            address = str(tmp_path / "feed.xml")
            Path(address).write_bytes(site.pages["/feed"][2])  # type: ignore[index]
        dateline("add", address, *QUICK)
    assert counts == [2]


def test_addresses_are_coded(dateline: Command) -> None:
    with serving() as site:
        done = dateline("code", site.page("/page", TEXT), *QUICK)
    assert done.exit_code == 0
    assert "Tell Zafra" in done.stdout


def test_without_leave_nothing_private_is_asked(dateline: Command) -> None:
    with serving() as site:
        done = dateline("add", site.page("/page", TEXT))
        assert done.exit_code == 1 and "--allow-private" in done.stderr
        assert site.asked == []


@pytest.mark.parametrize(
    "options", [("--delay", "soon"), ("--delay", "-1"), ("--delay", "nan"), ("--limit", "0")]
)
def test_wrong_options_are_refused(dateline: Command, options: tuple[str, str]) -> None:
    assert dateline("add", "http://127.0.0.1/", *options).exit_code == 2


def test_a_contact_that_cannot_be_sent_is_refused(dateline: Command) -> None:
    done = dateline("add", "http://127.0.0.1/", "--contact", "café")
    assert done.exit_code == 2 and "--contact" in done.stderr
    with pytest.raises(UsageError):
        fetcher_of(Web(contact="a\nb"))


def test_the_delay_is_kept(dateline: Command) -> None:
    with serving() as site:
        started = time.monotonic()
        dateline("add", site.page("/page", TEXT), "--allow-private", "--delay", "0.3")
    assert time.monotonic() - started >= 0.3
