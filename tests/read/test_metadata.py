from __future__ import annotations

import pytest

from dateline.read.authors import split_names
from dateline.read.metadata import Day, PageMetadata, read_metadata
from dateline.read.page import Page


def read(head: str, body: str = "<p>x</p>") -> PageMetadata:
    return read_metadata(Page(f"<html><head>{head}</head><body>{body}</body></html>"))


def day(found: tuple[Day, ...]) -> str:
    return found[0].days.start.isoformat()


def test_a_page_that_says_nothing_gives_nothing() -> None:
    found = read("")
    assert found == PageMetadata(signs=found.signs)


def test_linked_data_comes_first() -> None:
    found = read(
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "No"},'
        '{"@type": ["NewsArticle"], "headline": "Truce  holds", "datePublished": "2031-03-14",'
        '"dateModified": "2031-03-15", "author": [{"name": "Mara Tolle"}, {"name": "Jon Abery"}],'
        '"publisher": {"name": "Kestrel Wire"},'
        '"comment": {"@type": "Comment", "datePublished": "2029-01-01"}}]}</script>'
        '<meta property="article:published_time" content="2030-01-01">'
    )
    assert found.title is not None
    assert found.outlet is not None
    assert (found.title.value, found.title.words) == ("Truce holds", "Truce  holds")
    assert (found.outlet.value, found.outlet.how) == ("Kestrel Wire", "JSON-LD publisher")
    assert (day(found.published), day(found.modified)) == ("2031-03-14", "2031-03-15")
    assert [author.value for author in found.authors] == ["Mara Tolle", "Jon Abery"]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2031-03-14T08:00:00Z">',
        '<meta name="DC.date" content="2031-03-14">',
        '<meta name="pubdate" content="20310314">',
        '<meta name="date" content="soon"><meta name="publish-date" content="March 14, 2031">',
        '<script type="application/ld+json">{broken</script><meta name="date" content="2031-03-14">',
    ],
)
def test_dates_in_meta_elements(head: str) -> None:
    assert day(read(head).published) == "2031-03-14"


def test_microdata_of_comments_is_not_the_articles() -> None:
    marked = '<time itemprop="datePublished" datetime="2031-03-14">then</time>'
    assert day(read("", marked).published) == "2031-03-14"
    assert read("", f'<div id="comments">{marked}</div>').published == ()


def test_no_day_is_taken_from_copyright_lines() -> None:
    found = read(
        '<link rel="canonical" href="https://kestrel.example/2031/03/14/truce">',
        "<h1>Truce holds</h1><footer>© 14 March 2031 Kestrel Wire</footer>",
    )
    assert found.published == found.shown == ()
    assert found.outlet is None
    assert found.url is not None
    assert found.url.value == "https://kestrel.example/2031/03/14/truce"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Mara Tolle and Jon Abery", ("Mara Tolle", "Jon Abery")),
        ("Mara Tolle, Jon Abery", ("Mara Tolle", "Jon Abery")),
        ("https://kestrel.example/mara", ()),
        ("admin", ()),
        ("14 March 2031", ()),
    ],
)
def test_names_in_bylines(words: str, names: tuple[str, ...]) -> None:
    assert split_names(words) == names
