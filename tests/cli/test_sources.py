from __future__ import annotations

import datetime as dt
import json

import msgspec

from dateline.records.source import Source
from dateline.store.case import Case
from tests.cli.conftest import Command

NOON = dt.datetime(2017, 11, 12, 12, tzinfo=dt.UTC)
SOURCE = Source(
    url="https://a.example/feed", name="Lantern Post", kind="feed", succeeded=NOON, items=3, error="503"
)


def test_sources_are_listed(dateline: Command) -> None:
    with Case.create_or_open("dateline.db") as case:
        case.save_source(SOURCE)
    done = dateline("sources")
    assert done.exit_code == 0 and done.stderr == ""
    assert "Lantern Post" in done.stdout and "2017-11-12 12:00" in done.stdout and "503" in done.stdout
    done = dateline("sources", "--format", "jsonl")
    assert msgspec.convert(json.loads(done.stdout), Source) == SOURCE


def test_a_case_without_sources_says_how_they_get_there(dateline: Command) -> None:
    Case.create_or_open("dateline.db").close()
    for arguments in ([], ["--format", "jsonl"]):
        done = dateline("sources", *arguments)
        assert (done.exit_code, done.stdout) == (0, "")
        assert "no sources yet; `dateline watch FEEDS.toml --case dateline.db`" in done.stderr


def test_a_missing_case_or_a_wrong_format_is_said(dateline: Command) -> None:
    assert "no such case" in dateline("sources").stderr
    done = dateline("sources", "--format", "csv")
    assert done.exit_code == 2 and "choose one of table, jsonl" in done.stderr
