from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.jsonld import read_linked, texts, types_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "@graph",
                    "author",
                    "name",
                    "datePublished",
                    "headline",
                    "publisher",
                    "@value",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def test_a_graph_and_its_references() -> None:
    data = {
        "@graph": [
            {"@type": "Person", "@id": "#mara", "name": "Mara Tolle"},
            {"@type": "NewsArticle", "headline": "Truce holds", "author": [{"@id": "#mara"}, "Jon Abery"]},
            {"@type": "https://schema.org/WebPage", "datePublished": "2031-03-14"},
        ]
    }
    found = read_linked([json.dumps(data)], "", None)
    assert [node["headline"] for node in found.articles] == ["Truce holds"]
    assert list(found.strings("datePublished")) == ["2031-03-14"]
    author, other = found.resolved(found.articles[0]["author"])
    assert isinstance(author, dict)
    assert (author["name"], other) == ("Mara Tolle", "Jon Abery")


def test_of_several_articles_the_pages_own_leads() -> None:
    data = [
        {"@type": "NewsArticle", "headline": "Rain in Olm", "url": "https://kestrel.example/rain"},
        {"@type": "NewsArticle", "headline": "Truce holds", "url": "https://kestrel.example/truce"},
    ]
    scripts = [json.dumps(data)]
    assert read_linked(scripts, "Truce holds | Kestrel", None).articles[0]["headline"] == "Truce holds"
    named = read_linked(scripts, "Kestrel", "https://kestrel.example/truce")
    assert named.articles[0]["headline"] == "Truce holds"


def test_what_sites_break_is_mended() -> None:
    node = '{"@type": "NewsArticle", "headline": "Truce\nholds",}'
    for script in (f"<!-- {node} -->", f"//<![CDATA[\n{node}\n//]]>", f"{node};"):
        assert len(read_linked([script], "", None).articles) == 1
    assert read_linked(["{broken", "[" * 5000], "", None).nodes == ()


def test_strings_of_values() -> None:
    assert list(texts(["a", " ", 3, "b"])) == ["a", "b"]
    assert list(texts({"@value": " 2031-03-14 "})) == ["2031-03-14"]
    assert types_of({"@type": ["http://schema.org/NewsArticle/", 3]}) == ("NewsArticle",)


@given(JSON)
def test_any_json_is_read(data: object) -> None:
    found = read_linked([json.dumps(data)], "title", "https://kestrel.example/")
    for node in found.nodes:
        for key in ("author", "publisher"):
            found.resolved(node.get(key))
    list(found.strings("datePublished"))
