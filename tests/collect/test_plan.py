from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.plan import LIMIT, Watched, parse_plan, read_plan, seconds_of
from dateline.errors import UsageError

PLAN = """
[defaults]
every = "2h"
outlet = "Lantern Post"

[[source]]
url = "https://news.example/feed.xml"

[[source]]
url = "https://other.example/sitemap.xml#top"
name = "Other"
kind = "sitemap"
every = "10m"
outlet = "The Other"
limit = 5
"""


def test_a_plan_is_its_sources() -> None:
    first, second = parse_plan(PLAN, "feeds.toml")
    address = "https://news.example/feed.xml"
    assert first == Watched(url=address, name=address, every=7200, outlet="Lantern Post", limit=LIMIT)
    assert second == Watched(
        url="https://other.example/sitemap.xml",
        name="Other",
        kind="sitemap",
        every=600,
        outlet="The Other",
        limit=5,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[source]\nurl = 1", r"feeds\.toml: not TOML: .*line 1"),
        ("", "lists no source"),
        ("[source]\nurl = 'https://news.example/'", "no list of tables"),
        ("defaults = 3", "no table"),
        ("every = '1h'", "unknown key 'every'; known are source, defaults"),
        (
            "[defaults]\nurl = 'x'\n[[source]]\nurl = 'https://news.example/'",
            r"\[defaults\]: unknown key 'url'",
        ),
        ("\n[[source]]\nname = 'x'", "line 2: has no url"),
        ("[[source]]\nurl = 3", "line 1: url is no text"),
        ("[[source]]\nurl = 'news.example'", "line 1: url: news.example: no address of the web"),
        ("[[source]]\nurl = 'file:///etc/passwd'", "only http and https"),
        (
            "[[source]]\nurl = 'https://news.example/'\nkind = 'rss'",
            "kind 'rss' is none of feed, sitemap, page",
        ),
        ("[[source]]\nurl = 'https://news.example/'\nevery = 30", "every is no text"),
        ("[[source]]\nurl = 'https://news.example/'\nevery = 'often'", "every 'often' is no span of time"),
        ("[[source]]\nurl = 'https://news.example/'\nevery = '5s'", "every '5s' is not from"),
        ("[[source]]\nurl = 'https://news.example/'\nlimit = 0", "limit 0 is no whole number"),
        ("[[source]]\nurl = 'https://news.example/'\nlimit = true", "limit True is no whole number"),
        ("[[source]]\nurl = 'https://news.example/'\nevry = '5m'", "unknown key 'evry'"),
        (
            "[[source]]\nurl = 'https://a.example/'\n[[source]]\nurl = 'https://a.example/#b'",
            "line 3: .*before",
        ),
    ],
)
def test_mistakes_are_named(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse_plan(text, "feeds.toml")


@given(st.text(max_size=200))
def test_any_text_is_a_plan_or_a_mistake(text: str) -> None:
    try:
        assert parse_plan(text, "feeds.toml")
    except UsageError as error:
        assert str(error).startswith("feeds.toml")


def test_spans_of_time() -> None:
    assert [seconds_of(text) for text in ("90s", "30m", " 6 h ", "1d", "1", "", "m", "-1m")] == [
        *(90, 1800, 21600, 86400),
        *[None] * 4,
    ]


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_plan(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_plan(tmp_path)
    path = tmp_path / "feeds.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_plan(path)
    path.write_text(PLAN, encoding="utf-8-sig")
    assert len(read_plan(path)) == 2
