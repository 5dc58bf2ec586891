from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.read.text import TextReading, read_text

#: A dump of a page with everything on it, in the order such dumps have.
PAGE = """Red Dune fighters flee river town toward the hills

Red Dune fighters on lorries in Qadra, north of Westmark.

Qadra ( Red Dune fighters have fled their posts in the river town of Qadra, an official said.

"They left all their posts in Qadra and went toward Senn," Idris Venn, a Home Guard leader, said on Sunday.

On Saturday, the site quoted a source as saying that a Red Dune judge was killed in an air strike.

Last week, Oda Brandt, mayor of Qadra, said that no more than twenty fighters remained.


Leave a Reply
  1. Westmark should bomb all of Senn and kill every one of them.

  2. The army killed ninety people there last night, nobody writes about it.

Leave a Reply

Your email address will not be published. Required fields are marked *

Home Guard retakes the airport of Olm

Army shells the harbour of Senn with rockets"""

BODY = [
    "Troops entered the northern part of the town on Monday, the governor said in a statement.",
    "Two soldiers were killed and five others wounded in the fighting, he added.",
    "The rebels denied that they had left the town and said that the battle went on.",
]


def labels(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.label, text[block.start : block.end]) for block in read_text(text, title).blocks]


def check(text: str, reading: TextReading) -> None:
    position = 0
    for block in reading.blocks:
        assert not text[position : block.start].strip()
        assert position <= block.start < block.end <= len(text)
        position = block.end
    assert not text[position:].strip()


def test_a_dumped_page_comes_apart() -> None:
    found = labels(PAGE)
    assert [label for label, _ in found] == [
        *("headline", "caption", "dateline", "body", "body", "body", "body"),
        *("boilerplate", "comment", "comment", "boilerplate", "boilerplate", "related", "related"),
    ]
    assert found[2][1] == "Qadra ("
    assert found[3][1].startswith("Red Dune fighters have fled")
    assert found[8][1].startswith("1. Westmark should bomb")
    check(PAGE, read_text(PAGE))


def test_a_plain_body_is_body_throughout() -> None:
    for separator in ("\n\n", "\n", "\r\n", " "):
        text = separator.join(BODY)
        assert {label for label, _ in labels(text)} == {"body"}
        assert {label for label, _ in labels(text.lower())} == {"body"}
        assert {label for label, _ in labels(text.upper())} == {"body"}


def test_one_line_of_old_wire_copy_loses_only_its_dateline() -> None:
    text = "olm, 9 jan 90 (west-press) -- [text] " + "   ".join(BODY).lower()
    assert [label for label, _ in labels(text)] == ["dateline", "body"]
    dateline = read_text(text).dateline
    assert dateline is not None
    assert dateline.date is not None
    assert text[slice(*dateline.date)] == "9 jan 90"


def test_a_headline_needs_sentences_behind_it() -> None:
    assert labels("Bomb kills three in Olm market") == [("body", "Bomb kills three in Olm market")]
    text = "Bomb kills three in Olm market\n\n" + "\n\n".join(BODY)
    assert labels(text)[0] == ("headline", "Bomb kills three in Olm market")


def test_a_given_title_finds_the_headline() -> None:
    text = "Kestrel Wire\n\nWorld\n\nTruce holds.\n\n" + "\n\n".join(BODY)
    assert ("headline", "Truce holds.") in labels(text, "Truce holds")
    assert ("body", "Truce holds.") in labels(text)


def test_the_front_of_a_report() -> None:
    front = [
        "Truce holds in Olm",
        "By Mara Tolle",
        "March 14, 2031 8:20 am",
        "Smoke over the harbour. (Photo: Jon Abery)",
    ]
    found = labels("\n\n".join([*front, f"OLM, Westmark (EWN) — {BODY[0]}", *BODY[1:]]))
    assert [label for label, _ in found] == [
        *("headline", "byline", "byline", "caption", "dateline", "body", "body", "body")
    ]


def test_a_dateline_on_its_own_line() -> None:
    found = labels("Truce holds in Olm\n\nOLM, Westmark (EWN) —\n\n" + "\n\n".join(BODY))
    assert [label for label, _ in found] == ["headline", "dateline", "body", "body", "body"]


def test_furniture_inside_and_behind_the_body() -> None:
    text = "\n\n".join(
        [
            *(BODY[0], "Advertisement", BODY[1], "Read more: Army retakes the airport of Senn", BODY[2]),
            *(
                "(Reporting by Mara Tolle; Editing by Jon Abery)",
                "Follow us on Twitter",
                "© 2031 Example Post",
            ),
        ]
    )
    assert [label for label, _ in labels(text)] == [
        *("body", "boilerplate", "body", "related", "body", "byline", "boilerplate", "boilerplate")
    ]


def test_a_list_of_other_stories_ends_at_a_sentence() -> None:
    stories = ["Army retakes the airport of Senn", "Rebels shell the port of Olm"]
    found = labels("\n\n".join([*BODY[:2], "You may also like", *stories, BODY[2]]))
    assert [label for label, _ in found] == ["body", "body", "boilerplate", "related", "related", "body"]


def test_headlines_at_the_end_are_other_stories() -> None:
    stories = ["Army retakes the airport of Senn", "Rebels shell the port of Olm again"]
    assert [label for label, _ in labels("\n\n".join([*BODY, *stories]))][3:] == ["related", "related"]
    assert [label for label, _ in labels("\n\n".join([*BODY, stories[0]]))][3:] == ["body"]


def test_a_comments_link_above_the_article_does_not_swallow_it() -> None:
    text = "\n\n".join(["Truce holds in Olm", "3 Comments", *BODY])
    assert [label for label, _ in labels(text)] == ["headline", "boilerplate", "body", "body", "body"]


def test_comments_have_their_authors() -> None:
    text = "\n\n".join(
        [
            *BODY,
            "2 Comments",
            "riverman says:",
            "March 14, 2031 at 3:40 pm",
            "Lies.",
            "Lena says:",
            "Kill them all.",
        ]
    )
    blocks = [block for block in read_text(text).blocks if block.label == "comment"]
    found = [(text[b.start : b.end], b.author, b.said) for b in blocks]
    assert ("Lies.", "riverman", "March 14, 2031 at 3:40 pm") in found
    assert ("Kill them all.", "Lena", None) in found


def test_time_is_linear() -> None:
    started = time.perf_counter()
    for text in ("a " * 500_000, "(" * 1_000_000, "Photo " * 150_000, ("By A" * 100 + "\n") * 2_000):
        check(text, read_text(text))
    assert time.perf_counter() - started < 20


LINES = st.sampled_from(
    [
        *PAGE.split("\n\n"),
        *BODY,
        "",
        "By Mara Tolle",
        "3 Comments",
        "riverman says:",
        "Related",
        "OLM (EWN) —",
        "x",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
@example([], "\n")
def test_every_word_lies_in_one_block(lines: list[str], separator: str) -> None:
    text = separator.join(lines)
    check(text, read_text(text))
    check(text, read_text(text, title="Truce holds"))


@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=6))
def test_sentences_alone_are_always_body(lines: list[str]) -> None:
    assert {label for label, _ in labels("\n\n".join(lines))} == {"body"}


STORY = "\n".join(BODY) + "\n"


@pytest.mark.parametrize(
    "section",
    [
        "Idris V. 2 hours ago\nthe army killed 50 rebels in Senn\nLike Reply\nOda 1h\nJets burned Olm too.\n",
        "Idris V.\n2 hours ago\nThe army killed 50 rebels in Senn.\n\nOda\n3 days ago\nJets burned Olm.\n",
        "Idris V. · 3d\nThe army killed 50 rebels in Senn.\ngull | just now\nJets burned Olm.\n",
        "Idris V.\nThe army killed 50 rebels in Senn.\nLike · Reply · 2h\nJets burned Olm.\nReply\n",
        "The army killed 50 rebels in Senn.\nReport comment\nUpvote\nJets burned Olm.\n",
        "Leave a Reply\n1. The army killed 50 rebels in Senn, jets burned Olm.\n",
    ],
)
def test_a_comment_section_without_a_heading_is_no_body(section: str) -> None:
    found = labels(STORY + section)
    assert [words for label, words in found if label == "body"] == BODY
    rest = " ".join(words for label, words in found if label == "comment")
    assert "50 rebels in Senn" in rest and "burned Olm" in rest


def test_a_comments_author_and_time_may_share_a_line() -> None:
    blocks = read_text(STORY + "Idris V. 2 hours ago\nthey left\nOda 1h\nThey did not.\n").blocks
    said = [(block.author, block.said) for block in blocks if block.label == "comment"]
    assert said == [("Idris V.", "2 hours ago")] * 2 + [("Oda", "1h")] * 2


@pytest.mark.parametrize(
    "line", ["Mara Tolle 2 hours ago", "The siege began 20 days ago", "Share", "Like this story", "Report"]
)
def test_one_line_of_that_kind_opens_no_section(line: str) -> None:
    assert [words for label, words in labels(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}") if label == "body"][
        -1
    ] == BODY[1]


@pytest.mark.parametrize(
    "line",
    [
        "Elsewhere in Delta News: bomb kills nine in Senn; jets strike Olm.",
        "Elsewhere on Example24: Bomb kills nine in Senn",
        "Also in the news: A bomb killed nine people in Senn on Friday.",
        "Read next: Bomb kills nine in Senn",
        "In other news: jets strike Olm.",
        "More from Delta News: Jets strike Olm.",
    ],
)
def test_other_stories_in_the_body_are_related(line: str) -> None:
    found = labels(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}")
    assert found == [("body", BODY[0]), ("related", line), ("body", BODY[1])]


def test_sentences_under_a_heading_of_other_news_are_related() -> None:
    items = ["A bomb killed nine people in Senn on Friday.", "Jets struck the harbour of Olm on Saturday."]
    found = labels("\n\n".join([*BODY, "Also in the news:", *items]))
    assert found[-3:] == [("boilerplate", "Also in the news:"), *(("related", item) for item in items)]


@pytest.mark.parametrize(
    "line",
    [
        "Elsewhere in Westmark: a bomb killed nine people in Senn.",
        "Elsewhere in Westmark, a bomb killed nine people in Senn.",
        "In other news conferences, he said that nine people were killed.",
    ],
)
def test_news_from_elsewhere_in_the_country_is_body(line: str) -> None:
    assert ("body", line) in labels(f"{BODY[0]}\n\n{line}\n\n{BODY[1]}")
