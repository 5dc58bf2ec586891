from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.records.report import Block, Flag
from dateline.store.case import Case
from tests.builders import TEXT
from tests.store.made import page, run_record

INSULT = "vermin"
THREAT = "should all be burned"
COMMENTS = (
    "A calm word on the brigade.",
    f"These {INSULT} of the brigade {THREAT}, " + "I say it again and again " * 10,
    "The last word.",
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A report with three comments of which the second bears two flags."""
    text = "\n\n".join((TEXT, *COMMENTS))
    blocks = [Block(label="body", start=0, end=len(TEXT))]
    for comment in COMMENTS:
        start = text.index(comment)
        flags = tuple(
            Flag(kind=kind, reason=f"the words “{words}”", start=text.index(words), end=text.index(words) + len(words))
            for kind, words in (("incitement", THREAT), ("insult", INSULT))
            if words in comment
        )  # fmt: skip
        blocks.append(Block(label="comment", start=start, end=start + len(comment), flags=flags))
    with Case.create_or_open(tmp_path / "case.db") as opened:
        opened.add(*page("before"), run_record())
        opened.add(*page("flagged", url=None, text=text, blocks=tuple(blocks)), run_record())
        yield opened


def test_a_flagged_comment_says_so_wherever_it_is_found(case: Case) -> None:
    hits = {hit.words[:8]: hit for hit in case.search("brigade") if hit.document == "page flagged"}
    assert len(hits) == 3
    flags = hits["These ve"].flags
    assert [(flag.kind, flag.reason) for flag in flags] == [
        ("incitement", f"the words “{THREAT}”"),
        ("insult", "the words “vermin”"),
    ]
    assert [COMMENTS[1][flag.start : flag.end] for flag in flags] == [THREAT, INSULT]
    assert hits["A calm w"].flags == ()


def test_flagged_comments_are_found_by_words_or_all_listed(case: Case) -> None:
    (hit,) = case.search("brigade", flagged=True)
    assert "[brigade]" in hit.words
    assert list(case.search("calm", flagged=True)) == []
    (hit,) = case.search("", flagged=True)
    assert hit.words.startswith(f"These {INSULT} of the brigade [{THREAT}], I say") and hit.words.endswith(
        " …"
    )
    assert len(hit.words) < 150
    assert (
        case.hits("brigade", flagged=True),
        case.hits("calm", flagged=True),
        case.hits("", flagged=True),
    ) == (
        1,
        0,
        1,
    )
    assert list(case.search("", 0, flagged=True)) == []


@pytest.mark.parametrize("words", ["", "!"])
def test_a_search_for_no_word_is_wrong_usage(case: Case, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        list(case.search(words))
    if words:
        with pytest.raises(UsageError, match="no word"):
            case.hits(words, flagged=True)


def test_what_stayed_in_a_page_is_found_once_and_what_was_taken_out_too(tmp_path: Path) -> None:
    day = dt.datetime(2017, 11, 12, tzinfo=dt.UTC)
    with Case.create_or_open(tmp_path / "case.db") as case:
        for hour, words in enumerate(("Nobody dared to speak.", "All was calm.", "All was calm!")):
            text = TEXT.replace("jets hit", "two jets hit") if hour else TEXT
            blocks = (
                Block(label="body", start=0, end=len(text)),
                Block(label="comment", start=len(text) + 1, end=len(text) + 1 + len(words)),
            )
            fetched = day + dt.timedelta(hours=hour)
            made = page(hour, fetched=fetched, text=f"{text} {words}", blocks=blocks)
            case.add(*made, run_record())
        found = [(hit.document, hit.stands) for hit in case.search("jets")]
        assert sorted(found) == [("page 0", False), ("page 2", True)] and case.hits("jets") == 2
        assert [(hit.document, hit.stands) for hit in case.search("nobody dared")] == [("page 0", False)]
        again, _ = page(1, fetched=day + dt.timedelta(hours=3), text=f"{text} All was calm.")
        assert case.known(again)
        assert sorted((hit.document, hit.stands) for hit in case.search("calm")) == [
            ("page 1", True),
            ("page 2", False),
        ]
        assert {(hit.document, hit.stands) for hit in case.search("jets")} == {
            ("page 0", False),
            ("page 1", True),
        }


def test_words_are_found_as_they_had_been_captured_by_a_day(case: Case) -> None:
    day = dt.datetime(2017, 11, 12, tzinfo=dt.UTC)
    case.add(*page("old", fetched=day), run_record())
    case.add(*page("new", fetched=day + dt.timedelta(days=3)), run_record())
    days = (dt.date(2017, 11, 11), day.date(), day.date() + dt.timedelta(days=3), None)
    found = [[(hit.document, hit.stands) for hit in case.search("hideout", as_of=when)] for when in days]
    assert found[:2] == [[], [("page old", True)]]
    assert found[2] == [("page new", True)]
    assert [case.hits("hideout", as_of=when) for when in days] == [len(each) for each in found]
