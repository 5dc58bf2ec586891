from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.collect.entries import Stamp, address, stamp


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Mon, 06 Jan 2031 03:04:05 +0200", 1),
        ("Mon, 06 Jan 2031 03:04:05 GMT", 3),
        ("2031-01-06T03:04:05Z", 3),
        ("2031-01-06T03:04:05.5+02:00", 1),
    ],
)
def test_a_moment_is_told_in_utc(text: str, hour: int) -> None:
    found = stamp(f" {text}\n")
    assert found is not None and found.moment is not None
    assert found.text == text
    assert found.moment.replace(microsecond=0) == dt.datetime(2031, 1, 6, hour, 4, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["2031-01-06", "2031-01-06T03:04:05", "Mon, 06 Jan 2031 03:04:05 -0000", "soon", "9" * 500]
)
def test_no_moment_is_made_up(text: str) -> None:
    assert stamp(text) == Stamp(text=text[:200])


def test_no_text_is_no_stamp() -> None:
    assert stamp(None) is None
    assert stamp(" \n") is None


@pytest.mark.parametrize(
    "text",
    [
        "https://lantern.example/a?b=c#d",
        "HTTP://LANTERN.EXAMPLE",
        "http://[::1]:8080/x",
        "https://بيان.example/خبر",
    ],
)
def test_addresses_are_kept_as_written(text: str) -> None:
    assert address(f" {text} ") == text


def test_what_starts_with_www_is_an_address() -> None:
    assert address("www.lantern.example") == "https://www.lantern.example"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "lantern.example",
            "ftp://a.example",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://",
            "https:///x",
        ),
        *(
            "http://a b",
            "http://a.example/\x00",
            "http://[::1",
            "http://a.example:99999/",
            "http://a.example:x/",
        ),
        "https://a.example/" + "x" * 9000,
    ],
)
def test_what_is_none_is_none(text: str) -> None:
    assert address(text) is None


@given(st.text(max_size=60))
def test_any_text_is_one_or_none(text: str) -> None:
    for start in ("", "http://", "https://[", "www."):
        found = address(start + text)
        assert found is None or found.lower().startswith("http")
    stamp(text)
