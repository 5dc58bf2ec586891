"""What people decided of a claim holds for the same claim in other versions of its page."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.records.claim import GroundedClaim, GroundedReport
from dateline.records.evidence import Interval, Known, Range, Unknown
from dateline.review.corrections import Correction
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import TEXT, changed, strike
from tests.store.made import LANTERN, page, run_record

NOON = dt.datetime(2017, 11, 13, 12, tzinfo=dt.UTC)
ALL = Filter(all_versions=True)


def version(number: int, text: str = TEXT, claims: int = 1, **changes: Any) -> tuple[Any, GroundedReport]:
    """The page as it was fetched so many days later, each version with a last line of its own."""
    text = f"{text}\n\nUpdated {number} times."
    name = f"version {number}"
    taken, made = page(
        number, document=name, url=LANTERN, fetched=NOON + dt.timedelta(days=number), text=text
    )
    report = made.annotated.report
    told = tuple(
        changed(strike(name, report.text, salt=(number, part)), report=report.id, **changes)
        for part in range(claims)
    )
    return taken, msgspec.structs.replace(made, claims=told)


@pytest.fixture
def case(tmp_path: Path) -> Any:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        opened.add(*version(1), run_record())
        yield opened


def only(case: Case, wanted: Filter = Filter()) -> GroundedClaim:  # noqa: B008
    ((_, grounded),) = case.claims(wanted)
    return grounded


def test_a_rejected_claim_stays_rejected_in_the_next_version(case: Case) -> None:
    first = only(case)
    case.decide("reject", [first.claim.id], "Ada", note="an old photo")
    case.add(*version(2), run_record())
    assert list(case.claims()) == [] and list(case.events()) == []
    held = only(case, Filter(review="rejected"))
    assert held.claim.id != first.claim.id
    assert [(j.kind, j.by, j.note) for j in held.judgements] == [("reject", "Ada", "an old photo")]
    assert [(row.orphaned, row.superseded) for row in case.decisions()] == [((), ())]
    (decision,) = (row.decision.id for row in case.decisions())
    case.decide("undo", [decision], "Ada")
    assert only(case).claim.id == held.claim.id and only(case).judgements == ()
    assert len(list(case.events())) == 1
    assert {g.judgements for _, g in case.claims(ALL)} == {()}


def test_what_is_decided_of_the_newest_version_holds_for_earlier_ones(case: Case) -> None:
    case.add(*version(2), run_record())
    case.decide("accept", [only(case).claim.id], "Ada")
    assert [len(g.judgements) for _, g in case.claims(ALL)] == [1, 1]


def test_other_words_are_another_claim_and_the_decision_says_so(case: Case) -> None:
    first = only(case).claim.id
    decision = case.decide("reject", [first], "Ada")
    rewritten = TEXT.replace("Mayor Idris Faroun told", "Mayor Idris Faroun later told")
    case.add(*version(2, rewritten), run_record())
    assert only(case).judgements == ()
    (row,) = case.decisions()
    assert (row.decision.id, row.orphaned, row.superseded) == (decision.id, (), (first,))
    before = dt.date.today() - dt.timedelta(days=1)
    assert case.decisions(before) == []


def test_a_correction_finds_its_words_where_they_stand_now(case: Case) -> None:
    report = case.versions(LANTERN)[0].report
    start = report.text.index("guards")
    given = Correction(value={"low": 4, "high": 4}, words="guards", start=start, end=start + 6)
    case.decide("correct", [only(case).claim.id], "Ada", field="killed", correction=given)
    longer = "An earlier version gave another day.\n\n" + TEXT
    case.add(*version(2, longer), run_record())
    (killed,) = only(case).claim.casualties
    text = case.versions(LANTERN)[-1].report.text
    assert killed.amount == Range(low=4, high=4)
    assert killed.evidence.start == start + len(longer) - len(TEXT)
    assert text[killed.evidence.start : killed.evidence.end] == killed.evidence.text == "guards"


def test_words_that_the_text_lacks_now_give_way_to_the_claim_s_own(case: Case) -> None:
    report = case.versions(LANTERN)[0].report
    start = report.text.index("yesterday")
    given = Correction(value={"low": 4, "high": 4}, words="yesterday", start=start, end=start + 9)
    case.decide("correct", [only(case).claim.id], "Ada", field="killed", correction=given)
    case.add(*version(2, TEXT.replace(" yesterday", "")), run_record())
    claim = only(case).claim
    (killed,) = claim.casualties
    assert (killed.amount, killed.evidence.text) == (Range(low=4, high=4), claim.evidence.text)


def test_merges_and_splits_hold_in_the_next_version(case: Case) -> None:
    taken, other = page("far", url="https://far.example/a", fetched=NOON)
    told = changed(
        strike("page far", salt="far"),
        report=other.annotated.report.id,
        type="AID",
        mode=Unknown(reason="none"),
        grounded_when=Unknown(reason="no day"),
    )
    case.add(taken, msgspec.structs.replace(other, claims=(told,)), run_record())
    assert len(list(case.events())) == 2
    merge = case.decide("merge", [g.claim.id for _, g in case.claims()], "Ada")
    case.add(*version(2), run_record())
    (event,) = case.events()
    assert sorted(h.document for h, _ in event.told) == ["page far", "version 2"]
    case.decide("undo", [merge.id], "Ada")
    assert len(list(case.events())) == 2


def test_claims_of_one_sentence_are_told_apart_by_their_order(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case:
        case.add(*version(1, claims=2), run_record())
        _, second = (g for _, g in case.claims())
        case.decide("reject", [second.claim.id], "Ada")
        case.add(*version(2, claims=2), run_record())
        assert [bool(g.judgements) for _, g in case.claims(ALL)] == [False, False]
        kept = only(case)
        case.add(*version(3, claims=3), run_record())
        assert [g.judgements for _, g in case.claims()] == [(), (), ()]
        assert kept.claim.id not in {g.claim.id for _, g in case.claims()}
        (row,) = case.decisions()
        assert row.superseded == (second.claim.id,)


def recoded(case: Case, number: int, salt: str, claims: int = 1, **changes: Any) -> None:
    taken, made = version(number)
    report = made.annotated.report
    told = tuple(
        changed(strike(report.document, report.text, salt=(salt, part)), report=report.id, **changes)
        for part in range(claims)
    )
    run = msgspec.structs.replace(run_record(), id=f"u-{salt}-{number}", coder="0.9.0")
    case.replace(taken.id, msgspec.structs.replace(made, claims=told), run)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_coding_anew_goes_by_the_decisions_in_whatever_order(tmp_path: Path, order: tuple[int, int]) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case:
        case.add(*version(1), run_record())
        case.decide("reject", [only(case).claim.id], "Ada")
        case.add(*version(2), run_record())
        for number in order:
            recoded(case, number, "same")
        assert list(case.claims()) == [] and list(case.events()) == []
        for number in order:
            recoded(case, number, "twice", claims=2)
        counts = len(list(case.claims(ALL))), [len(each.told) for each in case.events()]
        assert counts == (4, [2])
        (row,) = case.decisions()
        assert row.orphaned and row.stands


def test_an_undo_frees_what_was_laid_by_another_version(case: Case) -> None:
    decision = case.decide("reject", [only(case).claim.id], "Ada")
    case.add(*version(2), run_record())
    taken, made = version(1)
    run = msgspec.structs.replace(run_record(), id="u-none")
    case.replace(taken.id, msgspec.structs.replace(made, claims=()), run)
    assert len(list(case.claims())) == len(list(case.events())) == 1  # what it was of is made no longer
    case.decide("undo", [decision.id], "Ada")
    assert only(case).judgements == ()


def test_the_same_words_of_another_day_are_another_claim(case: Case) -> None:
    case.decide("reject", [only(case).claim.id], "Ada")
    week = Known(value=Interval(start=dt.date(2017, 11, 18), end=dt.date(2017, 11, 18)), evidence=())
    case.add(*version(7, grounded_when=week), run_record())
    assert only(case).judgements == ()


def test_what_was_decided_before_a_version_came_holds_from_its_capture_on(
    case: Case,
) -> None:
    case.decide("reject", [only(case).claim.id], "Ada")
    with sqlite3.connect(case.path) as connection:  # it was decided a day after the first capture
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE decisions SET at = '2017-11-14 13:00:00.000000'")
    case.add(*version(4), run_record())
    for day in (17, 18, 30):
        as_of = Filter(as_of=dt.date(2017, 11, day))
        assert list(case.claims(as_of)) == [] and list(case.events(as_of)) == []


def test_a_claim_of_an_earlier_version_leads_to_the_event_of_now(case: Case) -> None:
    first = only(case).claim.id
    before = case.event(first).event.id
    case.add(*version(2), run_record())
    assert case.event(first).told[0][0].document == "version 2"
    assert case.event(before).event.id == case.event(first).event.id


def test_merges_are_read_once_and_anew_after_a_change(case: Case) -> None:
    other = Case.open(case.path)
    taken, made = page("far", url="https://far.example/a", fetched=NOON)
    told = changed(
        strike("page far", salt="far"),
        report=made.annotated.report.id,
        type="AID",
        mode=Unknown(reason="none"),
        grounded_when=Unknown(reason="no day"),
    )
    case.add(taken, msgspec.structs.replace(made, claims=(told,)), run_record())
    names = [g.claim.id for _, g in case.claims()]
    with case.history() as history:
        assert not history._bonds
    merge = other.decide("merge", names, "Ada")  # another process, say
    with case.history() as history:
        assert history._bonds.together(names[0]) == {names[1]}
        kept = history._bonds
    with case.history() as history:
        assert history._bonds is kept
    case.decide("undo", [merge.id], "Ada")
    with case.history() as history:
        assert not history._bonds
    other.close()
