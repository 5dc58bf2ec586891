from __future__ import annotations

import pytest

from dateline.read.containers import Containers
from dateline.read.page import Page
from dateline.read.page_comments import Comment, comments_of


def comments(markup: str) -> list[Comment]:
    page = Page(f'<html><body><p>Article.</p><div id="comments">{markup}</div></body></html>')
    containers = Containers(())
    own = [segment for segment in page.segments if containers.kind(segment.element) == "comment"]
    return comments_of(own, lambda element: containers.holder(element, "comment"))


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


def test_what_stands_in_no_item_is_a_comment_too() -> None:
    [found] = comments("<p>Lies!</p>")
    assert (found.text, found.author, found.said) == ("Lies!", None, None)
