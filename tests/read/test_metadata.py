from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.metadata import Day, PageMetadata, day_first, read_metadata
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
    ("language", "address", "first"),
    [
        ("en-US", "", False),
        ("en-GB", "", True),
        ("en", "", None),
        ("", "", None),
        ("de", "", True),
        ("en", "https://kestrel.co.uk/truce", True),
        ("en", "https://kestrel.gov/truce", False),
    ],
)
def test_which_number_is_the_day(language: str, address: str, first: bool | None) -> None:
    assert day_first(language, address) is first


def test_the_language_that_the_markup_names() -> None:
    assert read_metadata(Page('<html lang="de-AT"><body><p>x</p></body></html>')).language is not None
    found = read('<meta property="og:locale" content="en_GB">').language
    assert found is not None
    assert (found.value, found.how) == ("en_GB", "meta og:locale")
    assert read('<meta http-equiv="content-language" content="all of them">').language is None


@pytest.mark.parametrize(
    ("body", "how"),
    [
        ('<span property="dc:date dc:created" content="2031-03-14T08:00:00+01:00">x</span>', "RDFa"),
        ('<abbr class="published" title="2031-03-14T08:00:00Z">08:00</abbr>', "abbr published"),
        ('<script>var page = {"publishedAt": "2031-03-14T08:00:00Z"};</script>', "script"),
    ],
)
def test_days_in_rarer_markup(body: str, how: str) -> None:
    found = read("", body).published
    assert (day(found), found[0].how) == ("2031-03-14", how)


def test_scripts_that_name_several_days_name_none() -> None:
    body = '<script>x = [{"publishedAt": "2031-03-14"}, {"publishedAt": "2031-03-15"}];</script>'
    assert read("", body).published == ()


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["author", "date", "og:title", "og:locale", "article:published_time", "og:type", "lastmod"]
        ),
        st.text(
            alphabet=st.characters(exclude_characters='"<>&', exclude_categories=["Cs", "Cc"]), max_size=30
        ),
        max_size=7,
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
)
def test_any_markup_is_read(metas: dict[str, str], words: str) -> None:
    head = "".join(f'<meta property="{name}" content="{content}">' for name, content in metas.items())
    found = read(
        f"{head}<title>{words}</title>", f'<h1>{words}</h1><time datetime="{words[:9]}">{words}</time>'
    )
    assert all(each.days.start <= each.days.end for each in (*found.published, *found.modified, *found.shown))


def test_the_outlet_beside_the_headline_stands_in_a_line_of_links() -> None:
    title = "<title>Truce holds in Olm - The Delta</title>"
    body = "<h1>Truce holds in Olm</h1>"
    named = read(title, f'<div><a href="/">The Delta</a> | <a href="/x">Latest</a></div>{body}').outlet
    assert named is not None
    assert (named.value, named.how) == ("The Delta", "title element and masthead")
    assert read(title, body).outlet is None
