from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records.evidence import Known, Unknown
from dateline.store.address import address_key, own_key

NONE = Unknown(reason="no address is given")


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example/2017/strike?id=3&page=2",
        "http://www.lantern.example/2017/strike/?page=2&id=3",
        " HTTPS://WWW.Lantern.Example:443/2017/strike?id=3&page=2#comments ",
        "https://lantern.example./2017/strike?utm_source=x&id=3&fbclid=1&gclid=2&page=2&UTM_Medium=y&at_medium=RSS",
        "https://reader@lantern.example/2017/%73trike?id=3&&page=2",
    ],
)
def test_spellings_of_one_address_have_one_key(url: str) -> None:
    assert address_key(url) == "lantern.example/2017/strike?id=3&page=2"


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example/2017/Strike?id=3&page=2",
        "https://lantern.example/2017/strike?id=3",
        "https://lantern.example:8080/2017/strike?id=3&page=2",
        "https://news.lantern.example/2017/strike?id=3&page=2",
        "https://lantern.example/2017%2Fstrike?id=3&page=2",
    ],
)
def test_other_pages_have_other_keys(url: str) -> None:
    assert address_key(url) not in (None, "lantern.example/2017/strike?id=3&page=2")


@pytest.mark.parametrize(
    "url",
    ["", "page.txt", "/2017/strike", "mailto:a@b.example", "ftp://b.example/a", "http://", "https://[::1/a",
     "https://a.example:port/", "https://./a"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_has_none(url: str) -> None:
    assert address_key(url) is None


def test_letters_of_any_script_have_one_spelling() -> None:
    escaped = "lantern.example/%D8%B1%D8%A7%D9%88%D8%A9"
    assert address_key("https://lantern.example/راوة") == escaped
    assert address_key("https://lantern.example/%d8%b1%d8%a7%d9%88%d8%a9/") == escaped
    assert address_key("https://lantern.example/\ud800") is not None


@given(st.text())
def test_any_text_is_answered_and_a_key_is_its_own_key(words: str) -> None:
    address_key(words)
    key = address_key(f"https://lantern.example/{words}")
    assert key is None or address_key(f"https://{key}") == key


def own(url: str) -> Known[str]:
    return Known(value=url, evidence=())


def test_the_address_that_a_report_gives_for_its_own_has_a_key() -> None:
    assert own_key(own("https://lantern.example/strike"), "mirror.example/strike") == "lantern.example/strike"
    assert own_key(own("https://lantern.example/strike"), None) == "lantern.example/strike"
    assert own_key(NONE, "mirror.example/strike") is None


def test_an_own_address_that_names_only_the_site_is_not_taken() -> None:
    assert own_key(own("https://lantern.example/"), "lantern.example/strike") is None
    assert own_key(own("https://lantern.example/"), None) is None


@pytest.mark.parametrize(
    ("given", "place", "taken"),
    [
        ("https://lantern.example/article.php", "lantern.example/article.php?id=3", False),
        ("https://lantern.example/news/", "lantern.example/news?story=raid-on-tell-zafra", False),
        ("https://lantern.example/article.php?id=3", "lantern.example/article.php?id=3&from=feed", True),
        ("https://lantern.example/raid-on-tell-zafra", "lantern.example/raid-on-tell-zafra?from=feed", True),
        ("https://lantern.example/a/33021", "lantern.example/a/33021?from=feed", True),
        ("https://lantern.example/raid", "lantern.example/?p=33021", True),
    ],
)
def test_an_own_address_without_what_tells_the_page_is_not_taken(given: str, place: str, taken: bool) -> None:
    assert own_key(own(given), place) == (address_key(given) if taken else None)
