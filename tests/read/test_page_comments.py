from __future__ import annotations

from typing import Any

import pytest

from dateline.read.containers import Containers
from dateline.read.page import Page, Segment
from dateline.read.page_comments import Comment, comments_of


def comments(markup: str) -> list[Comment]:
    page = Page(f'<html><body><p>Article.</p><div id="comments">{markup}</div></body></html>')
    containers = Containers(page)
    own = [s for s, kind in zip(page.segments, containers.kinds, strict=True) if kind == "comment"]

    def section(segment: Segment) -> Any:
        box = containers.holder(segment, "comment")
        return None if box is None else page.boxes[box].element

    return comments_of(own, section)


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="comment"><b class="author">gull</b><p class="date">4 June 2029</p><p>Lies!</p></div>',
        '<ol class="commentlist"><li><cite>gull</cite><p class="date">4 June 2029</p><p>Lies!</p></li></ol>',
        '<div class="comment"><span class="user-name">gull</span> <span>4 June 2029</span><p>Lies!</p>'
        '<p><time datetime="4 June 2029"></time></p></div>',
        '<div itemprop="comment"><p>gull says:</p><p>4 June 2029</p><p>Lies!</p><p>Reply</p></div>',
    ],
)
def test_a_comment_has_its_author_and_time(markup: str) -> None:
    [found] = comments(markup)
    assert (found.text, found.author, found.said) == ("Lies!", "gull", "4 June 2029")


def test_an_answer_is_a_comment_of_its_own() -> None:
    found = comments(
        '<li class="comment"><p>Lies!</p><ol class="children"><li class="comment"><p>So do you.</p>'
        "<p>All of you.</p></li></ol></li>"
    )
    assert [comment.text for comment in found] == ["Lies!", "So do you.\nAll of you."]


def test_headings_and_forms_are_no_comments() -> None:
    assert comments("<h3>3 Comments</h3><form>Name *</form><p>Required fields are marked *</p>") == []


def test_a_section_without_items_is_left_to_its_words() -> None:
    assert comments("<p>Lies!</p>") == []


def test_a_paragraph_beside_the_items_is_a_comment_too() -> None:
    words = "They came at night and burnt the grain store, I saw it."
    found = comments(f'<div class="comment"><p>Lies!</p></div><p>{words}</p><p>Sort by best</p>')
    assert [comment.text for comment in found] == ["Lies!", words]


@pytest.mark.parametrize(
    ("markup", "depths"),
    [
        (
            '<li class="comment depth-1"><p>One.</p><ol><li class="comment depth-2"><p>Two.</p></li></ol></li>',
            [0, 1],
        ),
        (
            '<div class="comment"><p>One.</p></div><div class="indented"><div class="comment"><p>Two.</p></div></div>',
            [0, 1],
        ),
        (
            '<div class="comment" data-depth="0"><p>One.</p></div><div class="comment" data-depth="3"><p>Two.</p></div>',
            [0, 3],
        ),
        ('<ul><li class="post"><p>One.</p><ul><li class="post"><p>Two.</p></li></ul></li></ul>', [0, 1]),
        ('<div class="comment"><p>One.</p></div><div class="comment"><p>Two.</p></div>', [None, None]),
        (
            '<li class="comment depth-1"><article class="comment-body"><p>One.</p></article><ol>'
            '<li class="comment depth-2"><article class="comment-body"><p>Two.</p></article></li></ol></li>',
            [0, 1],
        ),
    ],
)
def test_depth_is_known_where_the_page_shows_it(markup: str, depths: list[int | None]) -> None:
    assert [comment.depth for comment in comments(markup)] == depths


def test_a_rendered_disqus_thread() -> None:
    [found] = comments(
        '<ul id="post-list"><li class="post"><div class="post-body"><header><span class="post-byline">'
        '<span class="author">gull</span></span> <span class="post-meta"><a class="time-ago">an hour ago</a></span>'
        '</header><div class="post-message"><p>Lies!</p></div><footer><a>Reply</a> <a>Share ›</a></footer></div></li></ul>'
    )
    assert (found.text, found.author, found.said) == ("Lies!", "gull", "an hour ago")


def test_a_drupal_comment() -> None:
    [found] = comments(
        '<div class="comment"><div class="submitted"><p class="commenter-name">gull (not verified)</p>'
        '<p class="comment-time">4 June 2029</p></div><div class="content"><p>Lies!</p></div></div>'
    )
    assert (found.text, found.author, found.said) == ("Lies!", "gull", "4 June 2029")


def test_a_comment_after_its_answers_goes_on() -> None:
    found = comments(
        '<div class="comment"><p>Lies!</p><div class="comment"><p>So do you.</p></div><p>All of it.</p></div>'
    )
    assert [comment.text for comment in found] == ["Lies!\nAll of it.", "So do you."]
