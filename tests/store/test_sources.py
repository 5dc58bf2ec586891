from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dateline.records.source import Source
from dateline.store.case import Case

FEED = "https://lantern-post.example/feed.xml"
NOON = dt.datetime(2017, 11, 12, 12, tzinfo=dt.UTC)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def test_a_source_comes_back_as_it_was_saved_last(case: Case) -> None:
    assert (case.source(FEED), case.sources()) == (None, [])
    first = Source(url=FEED, name="Lantern Post", kind="feed", etag='"\udc80"', checked=NOON)
    case.save_source(first)
    assert case.source(FEED) == first
    second = msgspec.structs.replace(first, items=3, succeeded=NOON, error="503", next=NOON)
    case.save_source(second)
    assert (case.source(FEED), case.sources()) == (second, [second])


def test_sources_are_listed_by_name(case: Case) -> None:
    for name in ("Orsa Herald", "Lantern Post", "Miran Voice"):
        case.save_source(Source(url=f"https://{name[0]}.example/", name=name, kind="page"))
    assert [source.name for source in case.sources()] == ["Lantern Post", "Miran Voice", "Orsa Herald"]


def test_what_was_seen_is_known_of_its_source_only(case: Case) -> None:
    keys = [f"item {number}" for number in range(1200)] + ["half \ud800", ""]
    case.note_seen(FEED, keys[::2])
    case.note_seen(FEED, keys[::2] + keys[:10] + keys[:10])
    assert case.seen(FEED, keys) == {*keys[::2], *keys[:10]}
    assert case.seen(FEED, []) == case.seen("https://other.example/", keys) == frozenset()


def test_what_was_saved_is_there_for_another_process(case: Case) -> None:
    source = Source(url=FEED, name="Lantern Post", kind="sitemap")
    case.save_source(source)
    case.note_seen(FEED, ["one"])
    with Case.open(case.path) as other:
        assert other.source(FEED) == source
        assert other.seen(FEED, ["one", "two"]) == {"one"}
