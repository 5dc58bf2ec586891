from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.collect.watch import Watch
from dateline.errors import DiskFull
from dateline.store.case import Case
from tests.cli.conftest import Command
from tests.cli.test_fetching import QUICK, feed
from tests.collect.serving import Site, serving


def plan(site: Site, *paths: str) -> str:
    """The name of a plan that lists these paths of the site."""
    sources = [f'[[source]]\nurl = "{site.address}{path}"\nname = "{path}"\n' for path in paths]
    Path("feeds.toml").write_text("\n".join(sources), encoding="utf-8")
    return "feeds.toml"


def test_one_round_adds_what_is_new(dateline: Command) -> None:
    with serving() as site:
        feed(site, "a", "b")
        feeds = plan(site, "/feed")
        done = dateline("watch", feeds, "--once", *QUICK)
        assert done.exit_code == 0 and done.stdout == ""
        assert re.fullmatch(
            r"dateline: \d{4}-\d\d-\d\d \d\d:\d\d UTC: 2 new reports with 0 claims; 1 source asked\n",
            done.stderr,
        )
        feed(site, "c", "a", "b")
        assert "1 new report with" in dateline("watch", feeds, "--once", *QUICK).stderr
        assert "0 new reports with" in dateline("watch", feeds, "--once", *QUICK).stderr
        assert site.paths().count("/a") == 1
    with Case.open("dateline.db") as case:
        assert [source.items for source in case.sources()] == [3]
    assert "/feed" in dateline("sources").stdout


def test_a_source_that_fails_is_said_and_the_others_are_read(dateline: Command) -> None:
    with serving() as site:
        feed(site, "a")
        done = dateline("watch", plan(site, "/none", "/feed"), "--once", "--case", "my.db", *QUICK)
    assert done.exit_code == 1
    assert "dateline: /none: " in done.stderr and "404 Not Found" in done.stderr
    assert "1 new report with 0 claims; 2 sources asked; 1 failed" in done.stderr
    with Case.open("my.db") as case:
        (error,) = [source.error for source in case.sources() if source.name == "/none"]
        assert error is not None and "404" in error


def test_a_wrong_plan_is_wrong_usage(dateline: Command, tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text("[[source]]\nurl = 3\n")
    done = dateline("watch", "feeds.toml")
    assert done.exit_code == 2 and "feeds.toml, line 1: url is no text" in done.stderr
    assert dateline("watch", "none.toml").exit_code == 2
    assert not (tmp_path / "dateline.db").exists()


def test_a_full_disk_ends_one_round(dateline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Case, *arguments: object, **named: object) -> bool:
        raise DiskFull("dateline.db: the disk is full; make room and run the same command again")

    monkeypatch.setattr("dateline.collect.watch.FIRST_WAIT", 0.01)
    with serving() as site:
        feed(site, "a")
        feeds = plan(site, "/feed")
        with monkeypatch.context() as patch:
            patch.setattr(Case, "add", full)
            done = dateline("watch", feeds, "--once", *QUICK)
        assert done.exit_code == 1
        assert done.stderr.count("what is in the case is kept") == 2
        assert "1 new report" in dateline("watch", feeds, "--once", *QUICK).stderr


def test_the_pipeline_and_the_clock_are_the_commands_own(
    dateline: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --once it goes on until a signal comes."""

    def signalled(self: Watch) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
        assert self._clock.stopped

    monkeypatch.setattr(Watch, "forever", signalled)
    with serving() as site:
        done = dateline("watch", plan(site, "/feed"), *QUICK)
    assert done.exit_code == 0
    assert "goes on from there" in done.stderr


WATCHER = """
from dateline import pipeline
from dateline.cli.main import run
from dateline.dictionaries import catalogue
from tests.cli.fakes import fake, few_entries

pipeline.standard = fake
catalogue.load_catalogue = few_entries
run()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system's signals are others")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_the_page_in_hand(tmp_path: Path, number: signal.Signals) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    with serving() as site:
        feed(site, *(f"p{place}" for place in range(50)))
        (tmp_path / "feeds.toml").write_text(f'[[source]]\nurl = "{site.address}/feed"\n')
        arguments = ["watch", "feeds.toml", "--allow-private", "--delay", "0.05"]
        process = subprocess.Popen(
            [sys.executable, "-c", WATCHER, *arguments],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": paths},
        )
        deadline = time.monotonic() + 20
        while len(site.paths()) < 5 and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(number)
        said = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    assert "stopped before the end" in said and "goes on from there" in said
    with Case.open(tmp_path / "dateline.db") as case:
        count = sum(1 for _ in case.reports())
    assert 1 <= count < 50
    assert f"{count} new report" in said
