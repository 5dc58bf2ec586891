from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.authors import authors_of, is_organisation, split_names
from tests.read.made import linked, marks


def authors(head: str = "", body: str = "<p>x</p>", outlet: str | None = None) -> list[str]:
    return [found.value for found in authors_of(marks(head, body), outlet)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Mara Tolle and Jon Abery", ("Mara Tolle", "Jon Abery")),
        ("Von Mara Tolle, Jon Abery", ("Mara Tolle", "Jon Abery")),
        ("Veröffentlicht vonMara Tolle", ("Mara Tolle",)),
        ("View all posts by Mara Tolle", ("Mara Tolle",)),
        ("Submitted by Mara Tolle on Sun, 03/16/2031 - 07:15", ("Mara Tolle",)),
        ("Jon Abery, Jr.", ("Jon Abery Jr",)),
        ("J&ouml;rn Abery", ("Jörn Abery",)),
        ("Office for Woods and Forests", ("Office for Woods and Forests",)),
        ("Mara Tolle for Kestrel Wire", ("Mara Tolle",)),
        ("Olm Woods and Forests", ("Olm Woods and Forests",)),
        ("https://kestrel.example/mara", ()),
        ("kestrel.example/mara/tolle", ()),
        ("mara@kestrel.example", ()),
        ("admin", ()),
        ("14 March 2031", ()),
        ("", ()),
    ],
)
def test_names_in_bylines(words: str, names: tuple[str, ...]) -> None:
    assert split_names(words) == names


def test_catalogues_put_the_family_first() -> None:
    assert split_names("Tolle, Mara", catalogued=True) == ("Mara Tolle",)
    assert authors('<meta name="citation_author" content="Tolle, Mara">') == ["Mara Tolle"]


def test_sources_in_their_order() -> None:
    node = linked(
        '{"@type": "NewsArticle", "headline": "x", "author": {"@type": "Person", "name": "Mara Tolle"}}'
    )
    meta = '<meta name="author" content="Jon Abery">'
    line = "<h1>Truce holds</h1><p>By Reva Strand</p>"
    assert authors(node + meta, line) == ["Mara Tolle"]
    assert authors(meta, line) == ["Jon Abery"]
    assert authors("", line) == ["Reva Strand"]
    assert authors("", f'{line}<div class="byline">Von Ida Quell</div>') == ["Ida Quell"]
    assert authors("", '<a rel="author" href="/m">Mara Tolle</a><p class="comment-author">Jon</p>') == [
        "Mara Tolle"
    ]


def test_persons_come_before_organisations_and_the_outlet() -> None:
    meta = '<meta name="author" content="Kestrel Wire">'
    line = '<h1>Truce holds</h1><p class="byline">By Mara Tolle</p>'
    assert authors(meta, line, "Kestrel Wire") == ["Mara Tolle"]
    assert authors(meta, "<p>x</p>", "Kestrel Wire") == ["Kestrel Wire"]
    assert authors('<meta name="author" content="Staff Writer">', line) == ["Mara Tolle"]
    assert authors('<meta name="author" content="Staff Writer">') == ["Staff Writer"]
    assert is_organisation("Olm News Agency")
    assert not is_organisation("Mara Tolle")


def test_the_headline_and_lists_of_others_are_no_bylines() -> None:
    assert authors("", "<h1>By Monday The Truce Held</h1><p>x</p>") == []
    others = "".join(f'<p class="item-author-x">Mara Tolle {c}</p>' for c in ("Ab", "Be", "Ce", "De", "Ef"))
    assert authors("", f"<h1>Truce</h1>{others}") == []


@given(st.text(max_size=80))
def test_any_words_give_names_or_none(words: str) -> None:
    assert all(2 <= len(name) <= 60 for name in split_names(words))
    split_names(words, catalogued=True)
