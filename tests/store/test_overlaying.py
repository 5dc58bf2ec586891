"""Decisions that would be laid over ones which who decides has not seen."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import DecidedMeanwhile
from dateline.store import overlaying
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.store.made import page, run_record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        for name in ("one", "two"):
            opened.add(*page(name, url=f"https://{name}.example/a"), run_record())
    return tmp_path / "case.db"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with Case.open(path) as opened:
        yield opened


def claims(case: Case) -> list[str]:
    return [grounded.claim.id for _, grounded in case.claims()]


def test_what_was_not_seen_is_not_laid_over(case: Case) -> None:
    one, two = claims(case)
    first = case.decide("accept", [one], "Ada", seen=[])
    case.decide("accept", [two], "Ada", seen=[])
    with pytest.raises(DecidedMeanwhile, match=r"accepted by Ada at .* since you looked") as told:
        case.decide("reject", [one], "Ben", seen=[])
    assert told.value.decisions == (first.id,)
    case.decide("note", [one], "Ben", note="of no sort", seen=[])
    case.decide("merge", [one, two], "Ben", seen=[])
    case.decide("reject", [one], "Ben", seen=[first.id])
    assert len(case.decisions()) == 5


def test_what_was_taken_back_stands_in_nobodys_way(case: Case) -> None:
    one, _ = claims(case)
    first = case.decide("accept", [one], "Ada")
    undo = case.decide("undo", [first.id], "Ada")
    case.decide("undo", [undo.id], "Ada")
    with pytest.raises(DecidedMeanwhile):
        case.decide("reject", [one], "Ben", seen=[])
    case.decide("undo", [first.id], "Ada")
    case.decide("reject", [one], "Ben", seen=[])


def test_a_split_looks_at_both_sides_that_are_named(case: Case) -> None:
    one, two = claims(case)
    merged = case.decide("merge", [one, two], "Ada")
    parted = case.decide("split", [two], "Ada", rest=[one], seen=[merged.id])
    with pytest.raises(DecidedMeanwhile, match="split by Ada") as told:
        case.decide("split", [one], "Ben", rest=[two], seen=[merged.id])
    assert told.value.decisions == (parted.id,)


def test_an_undo_tells_what_was_laid_over_meanwhile(case: Case) -> None:
    one, two = claims(case)
    first = case.decide("accept", [one, two], "Ada")
    last = case.decide("reject", [two], "Ben")
    with pytest.raises(DecidedMeanwhile, match=r"rejected by Ben at .* after what you take back") as told:
        case.decide("undo", [first.id], "Ada", seen=[])
    assert told.value.decisions == (last.id,)
    case.decide("undo", [last.id], "Ben", seen=[])
    case.decide("undo", [first.id], "Ada", seen=[])
    assert [row.stands for row in case.decisions() if row.decision.kind != "undo"] == [False, False]


def test_an_undo_of_what_is_overlaid_leaves_the_later_one(case: Case) -> None:
    one, _ = claims(case)
    first = case.decide("accept", [one], "Ada")
    last = case.decide("reject", [one], "Ben")
    undo = case.decide("undo", [first.id], "Ada")
    assert case.overlaid(undo) == [last]
    assert case.overlaid(case.decide("undo", [last.id], "Ada")) == []
    assert case.overlaid(last) == []


def test_no_second_connection_decides_between_the_look_and_the_deed(
    case: Case, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = claims(case)
    told: list[DecidedMeanwhile] = []

    def decide() -> None:
        with Case.open(path) as other:
            try:
                other.decide("reject", [one], "Ben", seen=[])
            except DecidedMeanwhile as error:
                told.append(error)

    thread = threading.Thread(target=decide)
    look = overlaying.refuse_unseen

    def looked(*given: Any, **more: Any) -> None:
        look(*given, **more)
        if thread.ident is None:
            thread.start()
            thread.join(0.5)
            assert thread.is_alive()

    monkeypatch.setattr(overlaying, "refuse_unseen", looked)
    made = case.decide("accept", [one], "Ada", seen=[])
    thread.join(30)
    assert [row.decision for row in case.decisions()] == [made]
    assert [error.decisions for error in told] == [(made.id,)]


def test_a_decision_on_another_version_of_the_page_is_seen_and_guarded(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "versions.db") as case:
        for number, taken in enumerate((1, 5)):
            moment = dt.datetime(2031, 1, taken, tzinfo=dt.UTC)
            case.add(*page(f"v{number}", url="https://one.example/a", fetched=moment), run_record())
        old, new = sorted(
            (grounded.claim.id for _, grounded in case.claims(Filter(all_versions=True))),
            key=lambda name: name in claims(case),
        )
        first = case.decide("accept", [old], "Ada")
        assert [row.decision for row in case.decisions(on=[new])] == [first]
        with pytest.raises(DecidedMeanwhile, match="accepted by Ada"):
            case.decide("reject", [new], "Ben", seen=[])
        case.decide("reject", [new], "Ben", seen=[first.id])


def test_a_merge_is_refused_over_an_unseen_split_of_what_it_takes_along(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "three.db") as case:
        for name in ("one", "two", "three"):
            case.add(*page(name, url=f"https://{name}.example/a"), run_record())
        x, y, w = claims(case)
        merged = case.decide("merge", [x, w], "Ada")
        parted = case.decide("split", [x], "Ada", rest=[y])
        with pytest.raises(DecidedMeanwhile, match="split by Ada") as told:
            case.decide("merge", [y, w], "Ben", seen=[merged.id])
        assert parted.id in told.value.decisions
        assert parted in [row.decision for row in case.decisions(on=[y])]
