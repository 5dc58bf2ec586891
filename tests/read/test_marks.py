from __future__ import annotations

import re

from tests.read.made import linked, marks


def test_elements_that_speak_of_the_page() -> None:
    found = marks(
        '<meta name="Author" content=" Mara Tolle "><meta property="og:title" content="">'
        '<link rel="Canonical" href="https://kestrel.example/truce"><title> Truce holds </title>'
        + linked('{"@type": "NewsArticle", "headline": "Truce holds"}'),
        '<h1>Truce holds</h1><time datetime="2031-03-14">then</time><svg><title>icon</title></svg>'
        '<span itemprop="name headline">x</span><a rel="nofollow author" href="/m">M</a><p class="ByLine byline">By M</p>',
    )
    assert found.metas == {"author": ["Mara Tolle"]}
    assert found.title.strip() == "Truce holds"
    assert found.address is not None
    assert (found.address.value, found.address.how) == ("https://kestrel.example/truce", "canonical link")
    assert len(found.times) == len(found.linked.articles) == 1
    assert {name: len(each) for name, each in found.microdata.items()} == {"name": 1, "headline": 1}
    assert [each.tag for each in found.credited] == ["a", "p"]


def test_an_address_is_one() -> None:
    found = marks(
        '<link rel="canonical" href="/truce"><meta property="og:url" content="https://kestrel.example/a">'
    )
    assert found.address is not None
    assert found.address.how == "meta og:url"
    assert marks('<meta property="og:url" content="javascript:void(0)">').address is None


def test_segments_that_a_pattern_finds() -> None:
    page = marks("", "<p>Olm 12</p><p>Qadra</p><p>3 or 4</p>")
    assert page.lines == "Olm 12\nQadra\n3 or 4"
    assert list(page.matching(re.compile(r"\d"))) == [0, 2]
    assert list(marks("", "").matching(re.compile("x"))) == []
