from __future__ import annotations

import pytest
from lxml import html

from dateline.read.containers import Containers, own_kind


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ('<div id="comments">', "comment"),
        ('<ol class="comment-list">', "comment"),
        ('<div id="disqus_thread">', "comment"),
        ('<div itemscope itemtype="https://schema.org/Comment">', "comment"),
        ('<article class="post has-comments comment-status-open">', None),
        ('<section class="commentary">', None),
        ('<span class="comments-link">', "furniture"),
        ('<div class="related-posts">', "related"),
        ('<figcaption class="x">', "caption"),
        ('<p class="wp-caption-text">', "caption"),
        ('<nav class="x">', "furniture"),
        ('<div class="story">', None),
    ],
)
def test_elements_say_what_they_are(tag: str, kind: str | None) -> None:
    assert own_kind(html.fragment_fromstring(tag)) == kind


def test_a_container_of_the_headline_is_part_of_the_article() -> None:
    root = html.document_fromstring(
        '<div class="comments-page"><h1>Title</h1><p id="a">x</p>'
        '<div id="comments"><p id="b">y</p></div></div>'
    )
    containers = Containers((root.find(".//h1"),))
    article, comment = root.get_element_by_id("a"), root.get_element_by_id("b")
    assert containers.kind(article) is None
    assert containers.kind(comment) == "comment"
    assert containers.holder(comment, "comment").get("id") == "comments"
    containers.release(root.get_element_by_id("comments"))
    assert containers.kind(comment) is None


def test_a_form_around_a_whole_page_is_no_form() -> None:
    small = html.fragment_fromstring("<form><p>Name</p></form>")
    large = html.fragment_fromstring(f"<form><p>{'words ' * 500}</p></form>")
    assert (own_kind(small), own_kind(large)) == ("furniture", None)
