from __future__ import annotations

import datetime as dt
import io

import msgspec
import pytest

from dateline.export.versions import notice_words, write_versions
from dateline.records.evidence import Interval, Known
from dateline.records.report import Notice, Report
from dateline.store.versions import VersionRow
from tests.builders import TEXT, evidence, report

NOON = dt.datetime(2017, 11, 12, 12, tzinfo=dt.UTC)


def version(text: str = TEXT, hours: int = 0, *, fetched: bool = True, **changes: object) -> VersionRow:
    taken = NOON + dt.timedelta(hours=hours)
    made: Report = report(text, **changes)
    return VersionRow(
        report=made,
        taken=taken,
        last=taken,
        again=False,
        fetched=taken if fetched else None,
        added=taken,
        sha256="ab" * 32,
        claims=hours + 1,
        newest=False,
    )


def written(*rows: VersionRow, color: bool = False) -> str:
    out = io.StringIO()
    write_versions(rows, out, width=200, color=color)
    return out.getvalue()


def test_versions_are_listed_with_their_times_and_what_changed() -> None:
    shown = written(version(), version(TEXT.replace("a hideout", "two hideouts") + "\n\nNo!", 2))
    lines = shown.splitlines()
    assert lines[0].split()[:4] == ["#", "report", "fetched", "(UTC)"]
    assert "2017-11-12 12:00" in lines[2] and "2017-11-12 14:00" in lines[3] and "abababababab" in lines[2]
    assert "From version 1 to version 2" in lines
    assert (
        "  body changed: On Saturday army jets hit [-a hideout-]{+two hideouts+} near Tell Zafra, killing the Red "
        "Dune commander …"
    ) in lines
    assert "  comments: 1 new, 1 gone" in lines


def test_words_far_from_a_change_are_left_out() -> None:
    words = " ".join(f"w{n}" for n in range(60))
    shown = written(version(words), version(words.replace("w30", "new")))
    assert (
        "  body changed: … w22 w23 w24 w25 w26 w27 w28 w29 [-w30-]{+new+} w31 w32 w33 w34 w35 w36 w37 w38 …\n"
    ) in shown
    both = written(version(words), version(words.replace("w10 ", "").replace("w50", "new")))
    assert "w9 [-w10-] w11 w12 w13 w14 w15 w16 w17 w18 … w42 w43" in both


def test_colour_stands_in_place_of_brackets() -> None:
    rows = version(), version(TEXT.replace("a hideout", "two hideouts"), 1)
    shown = written(*rows, color=True)
    assert "\x1b[" in shown and "[-" not in shown and "{+" not in shown
    assert "\x1b" not in written(*rows)


def test_a_page_cannot_steer_the_terminal() -> None:
    rows = version(), version(TEXT.replace("a hideout", "\x1b[2J\u202ea \u2066hideout\x07"), 1)
    for color in (False, True):
        shown = written(*rows, color=color)
        for steering in ("\x1b[2J", "\u202e", "\u2066", "\x07"):
            assert steering not in shown


def test_one_version_says_that_there_is_no_other() -> None:
    assert "There is no other version in the case." in written(version())


def test_two_versions_with_the_same_text_say_so() -> None:
    assert "headline, text and captions are the same" in written(version(), version(hours=1))


def test_a_version_that_was_not_fetched_says_when_it_was_added() -> None:
    assert "added 2017-11-12 12:00" in written(version(fetched=False))


def test_a_page_that_returned_to_what_it_said_says_so() -> None:
    first, second = version(), version(TEXT.replace("a hideout", "two hideouts"), 2)
    last = NOON + dt.timedelta(hours=9)
    third = msgspec.structs.replace(first, taken=NOON + dt.timedelta(hours=4), last=last, again=True)
    shown = written(first, second, third)
    lines = shown.splitlines()
    assert lines[4].startswith("3 as 1") and "2017-11-12 16:00 to 2017-11-12 21:00" in lines[4]
    assert "From version 2 to version 3" in lines
    assert "body changed: On Saturday army jets hit [-two hideouts-]{+a hideout+}" in shown


def test_it_is_said_which_version_stands_where_it_is_not_the_last() -> None:
    full, stub = version(), version("Subscribe.", 1, kind="paywall stub")
    shown = written(msgspec.structs.replace(full, newest=True), stub)
    assert "Version 1 stands for all: what came later holds less of the article." in shown
    assert "stands for all" not in written(full, msgspec.structs.replace(stub, newest=True))


def test_kind_notices_and_times_are_shown_where_there_are_any() -> None:
    words = evidence(TEXT, "Two killed")
    notices = tuple(Notice(kind=kind, evidence=words) for kind in ("update", "correction", "update"))  # type: ignore[arg-type]
    moment = Interval(start=NOON.date(), end=NOON.date(), moment="2017-11-12T15:40+03:00")
    row = version(notices=notices, kind="live blog", modified=Known(value=moment, evidence=()))
    head, _, line = written(row).splitlines()[:3]
    assert "notices" in head and "what it is" in head
    assert "updated, corrected" in line and "live blog" in line and "2017-11-12T15:40+03:00" in line
    assert "notices" not in written(version()) and "what it is" not in written(version())


@pytest.mark.parametrize(
    ("kinds", "words"), [((), ""), (("retraction", "modified", "retraction"), "retracted, modified")]
)
def test_notices_in_words(kinds: tuple[str, ...], words: str) -> None:
    assert notice_words(msgspec.convert(kinds, tuple[str, ...])) == words  # type: ignore[arg-type]
