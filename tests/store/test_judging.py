"""Decisions of people: laid on claims and events, kept through new runs, undone, and known as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.errors import UsageError
from dateline.records.claim import GroundedClaim, GroundedReport, Place
from dateline.records.evidence import Range, Unknown
from dateline.review.corrections import Correction
from dateline.store import judging
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.builders import changed, strike
from tests.store.made import page, run_record

NOON = dt.datetime(2017, 11, 13, 12, tzinfo=dt.UTC)
KELL = Place(id="dl:kell", name="Kell", kind="settlement", country="IQ", latitude=33.0, longitude=43.0)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Three pages of three sites that tell of the same strike, and one on which nobody else writes."""
    with Case.create_or_open(tmp_path / "case.db") as opened:
        for name in ("one", "two", "three"):
            opened.add(*reported(name), run_record())
        opened.add(*reported("far", text="Mayor Idris Faroun told of the bridge."), run_record())
        yield opened


def reported(name: str, text: str | None = None, **changes: Any) -> tuple[Any, GroundedReport]:
    taken, made = page(name, url=f"https://{name}.example/a", fetched=NOON - dt.timedelta(days=2))
    claims = made.claims
    if text is not None:
        claims = tuple(
            changed(g, type="AID", mode=Unknown(reason="none"), grounded_when=Unknown(reason="no day"))
            for g in claims
        )
    claims = tuple(changed(g, report=made.annotated.report.id, **changes) for g in claims)
    return taken, msgspec.structs.replace(made, claims=claims)


def claims(case: Case, **wanted: Any) -> dict[str, GroundedClaim]:
    return {h.document: g for h, g in case.claims(Filter(**wanted))}


def grouped(case: Case, as_of: dt.date | None = None) -> list[list[str]]:
    return sorted(sorted(h.document for h, _ in each.told) for each in case.events(Filter(as_of=as_of)))


def named(case: Case, document: str) -> str:
    return claims(case)[document].claim.id


def test_reports_of_one_strike_are_one_event(case: Case) -> None:
    assert grouped(case) == [["page far"], ["page one", "page three", "page two"]]


def test_a_claim_is_accepted_rejected_and_freed_again(case: Case) -> None:
    one = named(case, "page one")
    case.decide("accept", [one], "Ada")
    assert list(claims(case, review="accepted")) == ["page one"]
    rejected = case.decide("reject", [one], "Ben", note="the photo is of 2014")
    assert list(claims(case)) == ["page two", "page three", "page far"]
    assert grouped(case) == [["page far"], ["page three", "page two"]]
    (held,) = claims(case, review="rejected").values()
    assert [(j.kind, j.by, j.note) for j in held.judgements] == [
        ("accept", "Ada", None),
        ("reject", "Ben", "the photo is of 2014"),
    ]
    assert case.claim(one)[1] == held
    case.decide("undo", [rejected.id], "Ada")
    assert grouped(case) == [["page far"], ["page one", "page three", "page two"]]
    assert list(claims(case, review="accepted")) == ["page one"]
    with pytest.raises(UsageError, match="undone already, by Ada at 20"):
        case.decide("undo", [rejected.id], "Ada")


def test_what_is_accepted_after_all_comes_back_to_its_event(case: Case) -> None:
    one = named(case, "page one")
    case.decide("reject", [one], "Ada")
    accepted = case.decide("accept", [one], "Ben")
    assert grouped(case) == [["page far"], ["page one", "page three", "page two"]]
    case.decide("undo", [accepted.id], "Ada")
    assert grouped(case) == [["page far"], ["page three", "page two"]]


def test_a_decision_of_nothing_or_of_no_kind_is_refused(case: Case) -> None:
    for kind in ("accept", "undo"):
        with pytest.raises(UsageError, match=f"{kind} of nothing; name a"):
            case.decide(kind, [], "Ada")
    with pytest.raises(UsageError, match="'frob' is no decision"):
        case.decide("frob", [named(case, "page one")], "Ada")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no words are picked"):
        given = Correction(value={"low": 1, "high": 1}, words=" ", start=3, end=4)
        case.decide("correct", [named(case, "page one")], "Ada", field="killed", correction=given)
    assert case.decisions() == []


def test_an_undo_is_undone(case: Case) -> None:
    rejected = case.decide("reject", [named(case, "page far")], "Ada")
    undo = case.decide("undo", [rejected.id], "Ada")
    assert len(claims(case)) == 4
    case.decide("undo", [undo.id], "Ada")
    assert len(claims(case)) == 3


CORRECTIONS = [
    ("type", "PROTEST", lambda g: g.claim.type == "PROTEST"),
    ("mode", "explosives", lambda g: g.claim.mode.value == "explosives"),
    ("reality", "denied", lambda g: g.claim.reality.value == "denied"),
    (
        "when",
        {"start": "2017-11-09", "end": "2017-11-10"},
        lambda g: g.when.value.start == dt.date(2017, 11, 9),
    ),
    ("place", msgspec.to_builtins(KELL), lambda g: g.places[0].place == KELL),
    (
        "actors",
        [{"words": "Mud Pier men", "entry": None}],
        lambda g: g.claim.actors[0].words == "Mud Pier men",
    ),
    ("killed", {"low": 3, "high": None}, lambda g: g.claim.casualties[-1].amount == Range(low=3, high=None)),
    ("wounded", {"low": 3, "high": 4}, lambda g: g.claim.casualties[-1].kind == "wounded"),
]


@pytest.mark.parametrize(("field", "value", "holds"), CORRECTIONS)
def test_a_field_is_corrected_by_a_value_with_who_and_when(
    case: Case, field: str, value: Any, holds: Any
) -> None:
    one = named(case, "page one")
    machine = claims(case)["page one"]
    decision = case.decide("correct", [one], "Ada", field=field, correction=Correction(value=value))
    now = claims(case, review="corrected")["page one"]
    assert holds(now) and not holds(machine)
    assert [(j.decision, j.field, j.by) for j in now.judgements] == [(decision.id, field, "Ada")]
    assert decision.machine is not None and msgspec.json.decode(decision.value or "")["value"]
    assert (
        f'"stage":"person","version":"{decision.id}"' in msgspec.json.encode(now).decode() or field == "type"
    )
    case.decide("undo", [decision.id], "Ada")
    assert claims(case)["page one"] == machine


@pytest.mark.parametrize("field", ["mode", "when", "place", "actors", "recipients", "killed"])
def test_a_field_is_corrected_to_unknown(case: Case, field: str) -> None:
    one = named(case, "page one")
    case.decide("correct", [one], "Ada", field=field, correction=Correction(value=None))
    now = claims(case)["page one"]
    held = {"place": "places", "killed": "casualties"}.get(field, field)
    unknown = getattr(now.claim, held)
    assert isinstance(unknown, Unknown) and unknown.reason == "Ada says that it is not known"
    if field == "when":
        assert isinstance(now.when, Unknown) and list(claims(case, since=dt.date(2017, 1, 1))) == [
            "page two",
            "page three",
        ]


def test_filters_go_by_what_was_corrected(case: Case) -> None:
    one = named(case, "page one")
    place = Correction(value=msgspec.to_builtins(KELL), words="Tell Zafra", start=23, end=33)
    case.decide("correct", [one], "Ada", field="place", correction=place)
    assert list(claims(case, places=("Kell",))) == ["page one"]
    spot = claims(case)["page one"].claim.places
    assert not isinstance(spot, Unknown) and spot[0].evidence.start == 23
    assert claims(case)["page one"].places[0].why == "corrected by Ada"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("colour", "red", "is no field that can be corrected"),
        ("type", "WAR", "is no event type"),
        ("type", None, "cannot be unknown"),
        ("mode", "singing", "ASSAULT has no mode 'singing'"),
        ("reality", "maybe", "is no reality; use one of happened"),
        ("when", "Monday", "cannot be the when"),
        ("when", {"start": "2017-11-09", "end": "2017-11-01"}, "give the earlier day first"),
        ("killed", {"low": 9, "high": 3}, "give the lower one first"),
        ("place", "Kell", "cannot be the place"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(case: Case, field: str, value: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        case.decide(
            "correct", [named(case, "page one")], "Ada", field=field, correction=Correction(value=value)
        )
    assert case.decisions() == []


def test_words_that_do_not_stand_where_they_are_said_to_are_refused(case: Case) -> None:
    given = Correction(value={"low": 1, "high": 1}, words="Tell Zafra", start=40, end=50)
    with pytest.raises(UsageError, match="'Tell Zafra' does not stand at 40 to 50 of its report"):
        case.decide("correct", [named(case, "page one")], "Ada", field="killed", correction=given)


def test_events_are_merged_and_split(case: Case) -> None:
    one, far = named(case, "page one"), named(case, "page far")
    merged = case.decide("merge", [case.event(one).event.id, far], "Ada")
    assert grouped(case) == [["page far", "page one", "page three", "page two"]]
    split = case.decide("split", [one], "Ben")
    assert grouped(case) == [["page far", "page three", "page two"], ["page one"]]
    case.decide("undo", [merged.id], "Ada")
    assert grouped(case) == [["page far"], ["page one"], ["page three", "page two"]]
    case.decide("undo", [split.id], "Ada")
    assert grouped(case) == [["page far"], ["page one", "page three", "page two"]]
    with pytest.raises(UsageError, match="no other claim to part from"):
        case.decide("split", [far], "Ada")
    with pytest.raises(UsageError, match="needs two claims"):
        case.decide("merge", [far], "Ada")


def test_later_reports_go_by_the_decisions(case: Case) -> None:
    one = named(case, "page one")
    case.decide("split", [one], "Ada")
    case.add(*reported("four"), run_record())
    groups = grouped(case)
    assert ["page one"] in groups or ["page four", "page one"] in groups
    assert not any({"page one", "page two"} <= set(group) for group in groups)


def test_two_claims_of_one_report_are_parted(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case:
        case.add(*page("x", claims=2), run_record())
        assert [len(h.event.claims) for h in case.events()] == [2]
        (first, _) = (g.claim.id for _, g in case.claims())
        decision = case.decide("split", [first], "Ada")
        assert [len(h.event.claims) for h in case.events()] == [1, 1]
        case.decide("undo", [decision.id], "Ada")
        assert [len(h.event.claims) for h in case.events()] == [2]


def test_what_was_decided_later_was_not_known_before(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([NOON, NOON + dt.timedelta(days=2), NOON + dt.timedelta(days=4)])

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return next(moments)

    monkeypatch.setattr("dateline.store.case.dt.datetime", Clock)
    one, far = named(case, "page one"), named(case, "page far")
    case.decide("correct", [one], "Ada", field="killed", correction=Correction(value={"low": 9, "high": 9}))
    case.decide("merge", [far, one], "Ada")
    case.decide("reject", [named(case, "page two")], "Ada")
    monkeypatch.undo()
    days = [NOON.date() + dt.timedelta(days=n) for n in (-1, 0, 2, 4)]
    known = [claims(case, as_of=day)["page one"].judgements != () for day in days]
    assert known == [False, True, True, True]
    apart = [["page far"], ["page one", "page three", "page two"]]
    assert grouped(case, days[0]) == grouped(case, days[1]) == apart
    assert grouped(case, days[2]) == [["page far", "page one", "page three", "page two"]]
    assert grouped(case, days[3]) == grouped(case) == [["page far", "page one", "page three"]]
    assert len(case.decisions(days[1])) == 1 and len(case.decisions(days[0])) == 0


def recoded(case: Case, document: str, salt: str, **changes: Any) -> None:
    """A new run makes of a page one claim of this name."""
    taken, made = reported(document.removeprefix("page "))
    held = strike(document, made.annotated.report.text, salt=salt, report=made.annotated.report.id, **changes)
    run = msgspec.structs.replace(run_record(), id=f"u-{salt}", coder="0.9.0")
    case.replace(taken.id, msgspec.structs.replace(made, claims=(held,)), run)


def test_a_new_run_keeps_what_is_the_same_and_shows_what_is_not(case: Case) -> None:
    taken, made = reported("one")
    run = msgspec.structs.replace(run_record(), id="u-2")
    before = claims(case)
    case.replace(taken.id, made, run)
    assert case.differences("u-2") == [] and claims(case) == before
    changed_toll = changed(made.claims[0], casualties=Unknown(reason="no casualties are worded"))
    run = msgspec.structs.replace(run_record(), id="u-3")
    case.replace(taken.id, msgspec.structs.replace(made, claims=(changed_toll,)), run)
    (found,) = case.differences("u-3")
    assert (found.kind, found.fields, found.header.document) == ("changed", ("killed",), "page one")
    assert [run.id for run in case.runs()] == ["u-1", "u-2", "u-3"]
    assert claims(case, as_of=NOON.date())["page one"] == before["page one"]


def test_decisions_go_along_to_what_a_new_run_makes(case: Case) -> None:
    one = named(case, "page one")
    case.decide("correct", [one], "Ada", field="killed", correction=Correction(value={"low": 9, "high": 9}))
    case.decide("split", [one], "Ada")
    recoded(case, "page one", "again")
    now = claims(case)["page one"]
    assert now.claim.id != one and [j.field for j in now.judgements] == ["killed"]
    assert ["page one"] in grouped(case)
    assert [row.orphaned for row in case.decisions()] == [(), ()]
    assert [found.kind for found in case.differences("u-again")] == ["gone", "new"]


def test_a_decision_on_what_is_made_no_longer_is_kept_as_orphaned(case: Case) -> None:
    one = named(case, "page one")
    decision = case.decide(
        "correct", [one], "Ada", field="killed", correction=Correction(value={"low": 9, "high": 9})
    )
    recoded(case, "page one", "other", type="PROTEST", mode=Unknown(reason="none"))
    (row,) = case.decisions()
    assert (row.decision, row.stands, row.orphaned) == (decision, True, (one,))
    assert claims(case)["page one"].judgements == ()
    # a still newer coder makes it again
    taken, made = reported("one")
    case.replace(taken.id, made, msgspec.structs.replace(run_record(), id="u-back"))
    assert [row.orphaned for row in case.decisions()] == [()]
    assert [j.field for j in claims(case)["page one"].judgements] == ["killed"]


def test_a_decision_does_not_jump_to_a_claim_beside_it(tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "case.db") as case:
        taken, made = page("x", claims=2)
        case.add(taken, made, run_record())
        wrong, right = made.claims
        case.decide("reject", [wrong.claim.id], "Ada")
        run = msgspec.structs.replace(run_record(), id="u-2")
        case.replace(taken.id, msgspec.structs.replace(made, claims=(right,)), run)
        assert [(g.claim.id, g.judgements) for _, g in case.claims()] == [(right.claim.id, ())]
        assert [row.orphaned for row in case.decisions()] == [(wrong.claim.id,)]


def test_what_is_left_of_a_merge_stays_together(case: Case) -> None:
    one, two, far = (named(case, f"page {name}") for name in ("one", "two", "far"))
    case.decide("merge", [one, two, far], "Ada")
    case.decide("reject", [min(one, two, far)], "Ada")
    left = [name for name in (one, two, far) if name != min(one, two, far)]
    assert case.event(left[0]).event.id == case.event(left[1]).event.id


def test_names_that_mean_nothing_are_said(case: Case) -> None:
    for kind, name in (("accept", "c-none"), ("accept", "e-none"), ("undo", "d-none")):
        with pytest.raises(UsageError, match=f"no .* '{name}'"):
            case.decide(kind, [name], "Ada")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="give --by NAME"):
        case.decide("accept", [named(case, "page one")], " ")


def test_a_decision_that_fails_leaves_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(judging, "Reconciling", fails)
    with pytest.raises(RuntimeError, match="in the middle"):
        case.decide("reject", [named(case, "page one")], "Ada")
    assert case.decisions() == [] and len(claims(case)) == 4


def test_later_words_outrank_earlier_ones_and_it_shows(case: Case) -> None:
    one, two = named(case, "page one"), named(case, "page two")
    first = case.decide("accept", [one], "Ada")
    case.decide("reject", [one, two], "Ben")
    for toll in (5, 4):
        given = Correction(value={"low": toll, "high": toll})
        case.decide("correct", [two], "Ada", field="killed", correction=given)
    assert [row.outranked for row in case.decisions()] == [True, False, True, False]
    assert case.decisions()[0].decision == first and all(row.stands for row in case.decisions())


def test_an_event_where_a_claim_is_needed_is_told_with_its_claims(case: Case) -> None:
    event = case.event(named(case, "page one")).event
    with pytest.raises(
        UsageError, match=f"'{event.id}' is an event; name one of its claims: {event.claims[0]}"
    ):
        case.claim(event.id)


def test_decisions_on_claims_are_found_without_the_others(case: Case) -> None:
    one, two, far = (named(case, each) for each in ("page one", "page two", "page far"))
    first = case.decide("accept", [one, far], "Ada")
    both = case.decide("merge", [one, two], "Ada")
    case.decide("reject", [two], "Ada")
    last = case.decide("reject", [one], "Ben")
    undo = case.decide("undo", [last.id], "Ada")
    assert [row.decision for row in case.decisions(on=[one])] == [first, both, last]
    assert case.decisions(on=[one]) == [row for row in case.decisions() if one in row.decision.subjects]
    assert [row.stands for row in case.decisions(on=[one])] == [True, True, False]
    case.decide("undo", [undo.id], "Ada")
    case.decide("reject", [far], "Ben")
    assert case.decisions(on=[one])[0].outranked
    assert case.decisions(on=[one]) == [row for row in case.decisions() if one in row.decision.subjects]
    assert not case.decisions(on=["c-none"])
