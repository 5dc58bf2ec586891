from __future__ import annotations

import datetime as dt
import time

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.reconcile.difference import Change, Difference, difference
from dateline.records.evidence import Interval, Known, Unknown
from dateline.records.report import Block, BlockLabel, Report
from tests.builders import report

HEAD: tuple[BlockLabel, str] = ("headline", "Jets hit Tell Zafra")
FIRST: tuple[BlockLabel, str] = ("body", "On Saturday army jets hit a hideout near Tell Zafra.")
SECOND: tuple[BlockLabel, str] = ("body", "Mayor Idris Faroun said that the road to Orsa was closed.")
PICTURE: tuple[BlockLabel, str] = ("caption", "Smoke over Tell Zafra on Saturday.")


def made(*parts: tuple[BlockLabel, str], **changes: object) -> Report:
    """A report of these blocks."""
    blocks = []
    text = ""
    for label, words in parts:
        start = len(text)
        text += words
        blocks.append(Block(label=label, start=start, end=len(text)))
        text += "\n\n"
    return msgspec.structs.replace(report(text), blocks=tuple(blocks), **changes)


def told(change: Change) -> str:
    marks = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[piece.where].format(piece.words) for piece in change.pieces)


def listed(changes: Difference) -> list[tuple[str, str, str]]:
    return [(c.what, c.of, told(c)) for c in (*changes.header, *changes.paragraphs)]


def test_the_same_text_has_no_difference_whatever_its_blank_space() -> None:
    spaced = ("body", FIRST[1].replace(" ", "\n "))
    one_block = ("body", f"{FIRST[1]}\n \n\n{SECOND[1]}")
    assert difference(made(HEAD, FIRST), made(HEAD, spaced)) == Difference(
        header=(), paragraphs=(), comments_new=0, comments_gone=0
    )
    assert listed(difference(made(FIRST, SECOND), made(one_block))) == []


def test_what_was_added_removed_and_changed() -> None:
    third: tuple[BlockLabel, str] = ("body", FIRST[1].replace("a hideout", "two hideouts"))
    assert listed(difference(made(HEAD, FIRST, PICTURE), made(HEAD, third, SECOND))) == [
        (
            "changed",
            "body",
            "On Saturday army jets hit [-a hideout-] {+two hideouts+} near Tell Zafra.",
        ),
        ("removed", "caption", f"[-{PICTURE[1]}-]"),
        ("added", "body", f"{{+{SECOND[1]}+}}"),
    ]


def test_paragraphs_that_share_few_words_are_not_one_that_changed() -> None:
    assert [c.what for c in difference(made(FIRST), made(SECOND)).paragraphs] == ["removed", "added"]


def test_a_paragraph_under_another_label_is_another() -> None:
    caption: tuple[BlockLabel, str] = ("caption", FIRST[1])
    assert [c.what for c in difference(made(FIRST), made(caption)).paragraphs] == ["removed", "added"]


def test_comments_are_counted_and_other_blocks_left_out() -> None:
    first: tuple[BlockLabel, str] = ("comment", "First!")
    other: tuple[BlockLabel, str] = ("comment", "Second.")
    related: tuple[BlockLabel, str] = ("related", "Rain in Orsa")
    changes = difference(made(FIRST, first, related), made(FIRST, first, first, other))
    assert (listed(changes), changes.comments_new, changes.comments_gone) == ([], 2, 0)
    assert difference(made(FIRST, first), made(FIRST, other)).comments_gone == 1


def test_the_header_is_compared_too() -> None:
    day = Interval(start=dt.date(2017, 11, 12), end=dt.date(2017, 11, 12))
    later = msgspec.structs.replace(day, moment="2017-11-12T15:40:00+03:00")
    changes = difference(
        made(FIRST, authors=Known(value=("Ada Orne", "Bo Lind"), evidence=())),
        made(
            FIRST,
            title=Known(value="Jets hit Tell  Miran", evidence=()),
            authors=Unknown(reason="no byline"),
            published=Known(value=later, evidence=()),
            modified=Known(value=msgspec.structs.replace(day, end=dt.date(2017, 11, 30)), evidence=()),
            kind="paywall stub",
        ),
    )
    assert listed(changes) == [
        ("changed", "title", "Jets hit Tell [-Zafra-] {+Miran+}"),
        ("removed", "authors", "[-Ada Orne, Bo Lind-]"),
        ("changed", "published", "[-2017-11-12-] {+2017-11-12T15:40:00+03:00+}"),
        ("added", "modified", "{+2017-11-12 to 2017-11-30+}"),
        ("changed", "kind", "[-report-] {+paywall stub+}"),
    ]


def test_a_title_that_is_the_headline_is_told_once() -> None:
    other: tuple[BlockLabel, str] = ("headline", "Jets hit Tell Miran")
    old, new = (made(part, title=Known(value=part[1], evidence=())) for part in (HEAD, other))
    assert listed(difference(old, new)) == [("changed", "headline", "Jets hit Tell [-Zafra-] {+Miran+}")]


def words_of(report: Report) -> list[str]:
    return [word for b in report.blocks for word in report.text[b.start : b.end].split()]


PARTS = st.lists(
    st.tuples(
        st.sampled_from(["headline", "body", "caption"]),
        st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=8).map(" ".join),
    ),
    max_size=8,
)


@given(PARTS, PARTS)
def test_the_changes_lead_from_the_old_words_to_the_new(old: list[object], new: list[object]) -> None:
    """The words that only one version has are those by which their numbers differ."""
    before, after = made(*old), made(*new)  # type: ignore[arg-type]
    changes = difference(before, after)
    pieces = [piece for change in changes.paragraphs for piece in change.pieces]
    gone = sorted(word for piece in pieces if piece.where == "old" for word in piece.words.split())
    come = sorted(word for piece in pieces if piece.where == "new" for word in piece.words.split())
    assert sorted(words_of(before) + come) == sorted(words_of(after) + gone)
    assert not changes.header
    if old == new:
        assert not pieces


def test_huge_texts_are_compared_in_seconds() -> None:
    before = made(*[("body", " ".join(str(n * m % 7) for m in range(60))) for n in range(1500)])
    after = made(*[("body", " ".join(str(n * m % 11) for m in range(60))) for n in range(1500)])
    long = made(("body", "a b " * 50_000)), made(("body", "b c " * 50_000))
    start = time.perf_counter()
    difference(before, after)
    assert [c.what for c in difference(*long).paragraphs] == ["changed"]
    assert time.perf_counter() - start < 10
