from __future__ import annotations

import pytest

from dateline.read.furniture import (
    comment_author,
    heads_other_stories,
    is_boilerplate,
    is_byline,
    is_caption,
    is_comment_heading,
    is_form,
    is_other_story,
    is_title_like,
)

SENTENCES = (
    "Troops left the town on Monday, the mayor said.",
    "By Monday the army had entered the town.",
    "Readers of the paper (200,000) were told of the truce.",
    "Comments by the mayor angered the rebels.",
    "Related fighting broke out in Olm.",
    "The mayor gave no comment.",
    "Share prices fell after the attack.",
    "Five responses to the attack were weighed, the general said, and four were dropped.",
    "Photos of the dead were shown to their families.",
)


@pytest.mark.parametrize("words", SENTENCES)
def test_sentences_are_no_furniture(words: str) -> None:
    checks = (
        is_comment_heading,
        is_form,
        is_boilerplate,
        is_byline,
        is_other_story,
        heads_other_stories,
        is_caption,
    )
    assert not any(check(words) for check in checks)
    assert comment_author(words) is None
    assert not is_title_like(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Leave a Reply",
            "LEAVE A COMMENT",
            "3 Comments",
            "Comments (12)",
            "Comments",
            "2 thoughts on “Troops leave”",
        ),
        *(
            "Reader comments (2)",
            "No comments",
            "Leave a Reply Cancel reply",
            "Kommentare",
            "Join the conversation",
        ),
    ],
)
def test_comment_headings(words: str) -> None:
    assert is_comment_heading(words)


@pytest.mark.parametrize(
    "words",
    ["Your email address will not be published. Required fields are marked *", "Post Comment", "Name *"],
)
def test_forms(words: str) -> None:
    assert is_form(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Advertisement",
            "Share this:",
            "Follow us on Twitter",
            ">>Download the app for your phone",
            "© 2031 Example",
        ),
        *(
            "Copyright 2031 Example Post. All rights reserved.",
            "Tags: Olm, Qadra",
            "Read more",
            "* * *",
            "12:30",
        ),
    ],
)
def test_boilerplate(words: str) -> None:
    assert is_boilerplate(words)


@pytest.mark.parametrize(
    "words",
    [
        *("By Mara Tolle", "By M. Tolle and J. Abery", "(Reporting by Mara Tolle; Editing by Jon Abery)"),
        *("Example Post reporter Mara Tolle contributed to this report.",),
    ],
)
def test_bylines(words: str) -> None:
    assert is_byline(words)


@pytest.mark.parametrize(
    "words",
    [
        "File photo of a tank.",
        "(Photo: Mara Tolle)",
        "A picture shows smoke over Olm.",
        "Smoke over Olm. (Photo: M. Tolle)",
    ],
)
def test_captions(words: str) -> None:
    assert is_caption(words)


def test_other_stories() -> None:
    assert is_other_story("Read more: Army retakes the airport")
    assert is_other_story("RELATED: Army retakes the airport")
    assert heads_other_stories("You may also like")
    assert heads_other_stories("More news")
    assert comment_author("riverman says:") == "riverman"
