from __future__ import annotations

from dateline.read.comments import label_section, section_start
from dateline.read.labels import Part

LEAD = "Troops entered the northern part of the town on Monday, the governor said in a statement."


def parts(*words: str) -> list[Part]:
    return [Part(words=each) for each in words]


def test_a_section_needs_prose_before_it() -> None:
    assert section_start(parts("Truce holds", "3 Comments", LEAD, LEAD)) == 4
    assert section_start(parts("Truce holds", LEAD, "3 Comments", "Lies!")) == 2
    assert section_start(parts(LEAD, LEAD)) == 2


def test_a_long_rest_needs_a_sections_signs() -> None:
    assert section_start(parts(LEAD, "Comments", *[LEAD] * 20)) == 22
    assert section_start(parts(LEAD, "Comments", "riverman says:", *[LEAD] * 20)) == 1
    assert section_start(parts(LEAD, "Comments", f"1. {LEAD}", *[LEAD] * 20)) == 1


def test_a_section_holds_comments_a_form_and_other_stories() -> None:
    found = label_section(
        parts(
            *("Leave a Reply", "1. Kill them all", "2. Army killed ninety there", "Leave a Reply"),
            *("Required fields are marked *", "Army retakes the airport of Senn", LEAD),
        )
    )
    assert [label.label for label in found] == [
        *("boilerplate", "comment", "comment", "boilerplate", "boilerplate", "related", "comment")
    ]


def test_names_and_times_go_to_the_comment_below() -> None:
    found = label_section(
        parts("2 Comments", "gull", "Nov. 4, 16:20", "They lie.", "Ann says:", "So do you.")
    )
    assert [(label.author, label.said) for label in found[1:]] == [
        *(("gull", None), ("gull", "Nov. 4, 16:20"), ("gull", "Nov. 4, 16:20"), ("Ann", None), ("Ann", None))
    ]


def test_a_list_of_other_stories_holds_no_comments() -> None:
    found = label_section(
        parts("Comments", "Lies.", "Other stories", "Bomb wounds two at Senn station", "Prices")
    )
    assert [label.label for label in found] == [
        "boilerplate",
        "comment",
        "boilerplate",
        "related",
        "boilerplate",
    ]
