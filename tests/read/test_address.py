from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.address import (
    day_in_address,
    domain_of,
    is_front,
    live_address,
    month_in_address,
    own_address,
)

SITE = "https://www.kestrel.example"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/2031/03/14/truce",
            "/2031/3/14/truce",
            "/news/2031-03-14/truce",
            "/2031/mar/14/truce",
            "/truce-20310314",
        ),
        *("/news/20310314/truce", "/14-03-2031-truce/17.html", "/a/2031_03_14.html"),
    ],
)
def test_days_in_addresses(path: str) -> None:
    found = day_in_address(SITE + path)
    assert found is not None
    assert found.days.start.isoformat() == "2031-03-14"
    assert found.words in path


@pytest.mark.parametrize(
    "path", ["", "/2031/03/truce", "/truce-120310314", "/2031/13/40/x", "/2031/", "/v2031.03.14.7"]
)
def test_addresses_without_a_day(path: str) -> None:
    assert day_in_address(SITE + path) is None


def test_a_month_is_only_told() -> None:
    assert month_in_address(f"{SITE}/2031/03/truce") == "2031-03"
    assert month_in_address(f"{SITE}/2031/43/truce") is None


def test_archived_pages_are_those_of_their_own_site() -> None:
    kept = f"https://web.archive.org/web/20310501000000/{SITE}/2031/03/14/truce"
    assert live_address(kept) == f"{SITE}/2031/03/14/truce"
    found = day_in_address(kept)
    assert found is not None
    assert found.days.start.isoformat() == "2031-03-14"
    assert domain_of(kept) == "kestrel.example"


def test_front_pages_and_canonical_addresses() -> None:
    assert [is_front(SITE + path) for path in ("", "/", "/index.html", "/truce", "/?p=3")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert own_address(f"{SITE}/truce?from=feed", "https://kestrel.example/truce")
    assert not own_address(f"{SITE}/truce", SITE)
    assert not own_address(f"{SITE}/truce", "https://other.example/truce")


@given(st.text(max_size=60))
def test_any_words_are_an_address_or_none(words: str) -> None:
    for url in (words, f"https://{words}", f"{SITE}/{words}"):
        day_in_address(url)
        month_in_address(url)
        domain_of(url)
        is_front(url)
