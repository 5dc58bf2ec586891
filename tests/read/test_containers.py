from __future__ import annotations

import pytest

from dateline.read.containers import Containers, Kind
from dateline.read.page import Page


def kinds(markup: str) -> list[Kind | None]:
    return Containers(Page(f"<html><body>{markup}</body></html>")).kinds


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        ('<div id="comments">x</div>', "comment"),
        ('<ol class="comment-list">x</ol>', "comment"),
        ('<div class="sect_commentlinks">x</div>', "comment"),
        ('<div id="disqus_thread">x</div>', "comment"),
        ('<div itemscope itemtype="https://schema.org/Comment">x</div>', "comment"),
        ('<article class="post has-comments comment-status-open">x</article>', None),
        ('<section class="commentary">x</section>', None),
        ('<span class="comments-link">x</span>', "furniture"),
        ('<ul id="recentcomments">x</ul>', "furniture"),
        ('<div class="related-posts">x</div>', "related"),
        ('<figcaption class="x">x</figcaption>', "caption"),
        ('<p class="wp-caption-text">x</p>', "caption"),
        ('<nav class="x">x</nav>', "furniture"),
        ('<div class="story">x</div>', None),
        ("<form><p>Name</p></form>", "furniture"),
        (f"<form><p>{'words ' * 500}</p></form>", None),
    ],
)
def test_boxes_say_what_they_are(box: str, kind: str | None) -> None:
    assert kinds(box) == [kind]


def test_a_comment_in_any_box_is_a_comment_and_else_the_innermost_box_counts() -> None:
    assert kinds('<div id="comments"><div class="related">x</div></div>') == ["comment"]
    assert kinds('<div class="related"><figcaption>x</figcaption></div>') == ["caption"]


def test_a_container_of_the_headline_is_part_of_the_article() -> None:
    page = Page(
        '<div class="comments-page"><h1>Title</h1><p id="a">x</p>'
        '<div id="comments"><p id="b">y</p></div></div>'
    )
    containers = Containers(page, page.segments[:1])
    assert containers.kinds == [None, None, "comment"]
    holder = containers.holder(page.segments[2], "comment")
    assert holder is not None
    assert page.boxes[holder].element.get("id") == "comments"
    assert containers.holder(page.segments[1], "comment") is None
    containers.release(holder)
    assert containers.kinds == [None, None, None]
