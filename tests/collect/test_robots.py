from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.robots import LONGEST_CRAWL_DELAY, Rules, rules_of

HERE = "https://news.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nAllow: /", "/a", True),
        ("User-agent: dateline\nDisallow: /private\nAllow: /private/open", "/private/open/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("<html><body>Not found: /a</body></html>", "/a", True),
    ],
)
def test_rules(text: str, path: str, allowed: bool) -> None:
    assert rules_of(b"\xef\xbb\xbf" + text.encode()).allow(HERE + path) is allowed


@given(st.binary(max_size=300), st.text(st.characters(codec="ascii", min_codepoint=33), max_size=40))
def test_any_bytes_are_rules(content: bytes, path: str) -> None:
    rules = rules_of(b"User-agent: *\nCrawl-delay: " + content)
    assert rules.allow(f"{HERE}/{path}") in (True, False)
    assert 0 <= rules.delay <= LONGEST_CRAWL_DELAY


def test_patterns_made_to_be_slow_are_quick() -> None:
    rules = Rules("User-agent: *\nDisallow: /" + "*a" * 40 + "*b\n")
    started = time.monotonic()
    assert rules.allow(f"{HERE}/{'a' * 2000}")
    assert time.monotonic() - started < 1
