from __future__ import annotations

import datetime as dt
import io

import pytest

from dateline.cli.listing import hit_line, write_reports, write_sources
from dateline.records.header import Version, header_of
from dateline.records.report import Flag
from dateline.records.source import Source
from dateline.store.search import Hit
from dateline.store.versions import ReportRow
from tests.builders import report

NOON = dt.datetime(2017, 11, 12, 12, tzinfo=dt.UTC)


def row(**changes: object) -> ReportRow:
    values: dict[str, object] = {
        "header": header_of(report()),
        "claims": 2,
        "silence": None,
        "added": NOON,
        "kind": "report",
        "notices": (),
        "version": Version(number=1, of=1, newest=True),
    }
    return ReportRow(**(values | changes))  # type: ignore[arg-type]


def reports(*rows: ReportRow, all_versions: bool = False) -> list[str]:
    out = io.StringIO()
    assert write_reports(rows, out, width=160, color=False, all_versions=all_versions) == len(rows)
    return out.getvalue().splitlines()


def test_columns_come_only_where_a_report_needs_them() -> None:
    assert reports(row())[0].split() == ["document", "outlet", "published", "claims", "why", "none"]
    assert "what it is" in reports(row(), row(kind="live blog"))[0]
    assert "versions" in reports(row(version=Version(number=2, of=2, newest=True)))[0]
    head, _, line = reports(row(notices=("update", "retraction")))
    assert "notices" in head and "updated, retracted" in line
    assert reports() == []


def test_each_version_says_which_it_is() -> None:
    head, _, line = reports(row(version=Version(number=2, of=3, newest=False)), all_versions=True)
    assert "version" in head and "2 of 3" in line


def sources(*found: Source) -> list[str]:
    out = io.StringIO()
    write_sources(found, out, now=NOON, width=160, color=False)
    return out.getvalue().splitlines()[2:]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (7199, "1 hour ago"),
        (7200, "2 hours ago"),
        (86400 * 3, "3 days ago"),
    ],
)
def test_the_last_success_is_told_as_long_ago_and_as_a_time(seconds: int, words: str) -> None:
    moment = NOON - dt.timedelta(seconds=seconds)
    source = Source(
        url="https://a.example/", name="Lantern", kind="feed", checked=NOON, succeeded=moment, items=7
    )
    (line,) = sources(source)
    assert f"{words}, {moment:%Y-%m-%d %H:%M}" in line and " 7 " in line and "now" in line


def test_a_source_that_fails_says_how_often_when_next_and_why() -> None:
    failing = Source(
        url="https://a.example/",
        name="Lan\x1btern",
        kind="page",
        checked=NOON,
        failures=5,
        failing=2,
        next=NOON + dt.timedelta(hours=1),
        error="503\nService Unavailable",
    )
    (line,) = sources(failing)
    for words in (
        "Lan tern",
        "page",
        "never",
        "5 (2 in a row)",
        "2017-11-12 13:00",
        "503 Service Unavailable",
    ):
        assert words in line


def test_a_flagged_comment_says_why_on_its_line() -> None:
    flag = Flag(kind="incitement", reason="calls for\nkilling", start=0, end=2)
    hit = Hit(document="a\x07b", label="comment", words="[Up] with\n them", flags=(flag, flag))
    assert hit_line(hit) == "a b, comment, flagged: incitement (calls for killing): [Up] with them"
    assert hit_line(Hit(document="a", label="body", words="w")) == "a, body: w"
    assert (
        hit_line(Hit(document="a", label="body", words="w", stands=False)) == "a, body, in another version: w"
    )
