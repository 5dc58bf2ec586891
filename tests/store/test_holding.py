"""What a case keeps of control is what the claims give from scratch, whatever was added, decided and read anew."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dateline.control.history import History, bearing, histories, only_on
from dateline.control.statements import TYPES
from dateline.dictionaries import catalogue
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import load_nouns
from dateline.evaluate.simulation.reporters import Filed, Noise, filed
from dateline.evaluate.simulation.world import START, catalogue_of_sides, make_world
from dateline.records.capture import Capture, Given, Origin, capture_of
from dateline.records.claim import GroundedReport
from dateline.records.decision import Run
from dateline.review.corrections import Correction
from dateline.store import controlled
from dateline.store.case import Case
from dateline.store.filters import Filter
from tests.store.made import old_case, run_record

SIDES = catalogue_of_sides()
WORLD = make_world(7, places=5, days=60, happenings=45)
TODAY = START + dt.timedelta(days=90)
NOW = dt.datetime.now(dt.UTC)
SITE = "https://lantern-post.example"


def pages(seed: int) -> list[tuple[Capture, GroundedReport]]:
    """The war's reports in any order, some of which are versions of one address."""
    chance = random.Random(seed)
    reports = [r for r in filed(WORLD, Noise.of(0.7), seed) if _of_control(r) or chance.random() < 0.1]
    chance.shuffle(reports)
    found = []
    for number, one in enumerate(reports):
        about = one.report.annotated.report
        taken = capture_of(
            about.text.encode(),
            media_type="text/plain",
            origin=Origin(kind="file", name=about.document),
            given=Given(document=about.document),
            url=f"{SITE}/{number * 2 // 3}",
            fetched=fetched(one.taken),
        )
        annotated = msgspec.structs.replace(
            one.report.annotated, report=msgspec.structs.replace(about, capture=taken.id)
        )
        found.append((taken, msgspec.structs.replace(one.report, annotated=annotated)))
    return found


def fetched(day: dt.date) -> dt.datetime:
    """When a report of that day was fetched: before today, on which people decide."""
    return NOW - dt.timedelta(days=100) + (day - START)


def _of_control(one: Filed) -> bool:
    return any(claim.claim.type in TYPES for claim in one.report.claims)


def anew(
    case: Case,
    names: tuple[str, ...] = (),
    as_of: dt.date | None = None,
    today: dt.date = TODAY,
    **more: Any,
) -> list[History]:
    return bearing(histories(case.told((), as_of), SIDES, load_nouns(), today=today, **more), names)


def check(case: Case, chance: random.Random) -> None:
    """The kept answers are those from scratch: all of it, of a day, of a name, as known on a day, less patient."""
    whole = anew(case)
    assert case.control(today=TODAY) == whole
    assert case.places_told() == [history.about for history in whole]
    for _ in range(4):
        today = START + dt.timedelta(days=chance.randrange(250))
        day = START + dt.timedelta(days=chance.randrange(250))
        found = histories(case.told(), SIDES, load_nouns(), today=today)
        assert case.control(today=today) == found
        assert case.control(on=day, today=today) == only_on(found, day)
    name = (chance.choice(WORLD.places).name,)
    assert case.control(name, today=TODAY) == anew(case, name)
    for ago in (0, 1, chance.randrange(100)):
        day = NOW.date() - dt.timedelta(days=ago)
        assert case.control(as_of=day, today=TODAY) == anew(case, as_of=day)
        assert case.control(name, as_of=day) == anew(case, name, day, today=day)
    assert case.control(stale_after=7, today=TODAY) == anew(case, stale_after=7)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_the_claims_give(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    waiting, added = pages(seed), []
    with Case.create_or_open(tmp_path / "case.db", catalogue=SIDES) as case:
        for _ in range(20):
            added.append(waiting.pop())
            case.add(*added[-1], run_record())
        for number in range(40):
            act = chance.choice(["add", "add", "again", "reject", "correct", "undo", "recode"])
            if act == "add":
                added.append(waiting.pop())
                case.add(*added[-1], run_record())
            elif act == "again":
                taken = chance.choice(added)[0]
                later = fetched(START + dt.timedelta(days=chance.randrange(90)))
                case.known(msgspec.structs.replace(taken, fetched=later))
            elif act == "recode":
                taken, report = chance.choice(added)
                case.replace(taken.id, recoded(report, added, chance), run(number))
            else:
                decide(case, act, chance)
            if number % 10 == 9:
                check(case, chance)
        told = list(case.told())
        assert len({t.header.report for t in told}) > 8
    with Case.open(tmp_path / "case.db", catalogue=SIDES) as case:
        check(case, chance)


def run(number: int) -> Run:
    return msgspec.structs.replace(run_record(), id=f"u-again-{number}")


def recoded(
    report: GroundedReport, added: list[tuple[Capture, GroundedReport]], chance: random.Random
) -> GroundedReport:
    """The report as another version may read it: with fewer claims, other places, another day of publication."""
    claims = []
    for claim in report.claims:
        draw = chance.random()
        if draw < 0.2:
            continue
        if draw < 0.4 and claim.places:
            other = chance.choice(WORLD.places)
            claim = msgspec.structs.replace(
                claim, places=(msgspec.structs.replace(claim.places[0], place=other),)
            )
        claims.append(claim)
    about = report.annotated.report
    if chance.random() < 0.3:
        later = chance.choice(added)[1].annotated.report.published
        about = msgspec.structs.replace(about, published=later)
    annotated = msgspec.structs.replace(report.annotated, report=about)
    return msgspec.structs.replace(report, annotated=annotated, claims=tuple(claims))


def decide(case: Case, act: str, chance: random.Random) -> None:
    if act == "undo":
        rows = [d.decision.id for d in case.decisions() if d.stands and d.decision.kind != "undo"]
        if rows:
            case.decide("undo", [chance.choice(rows)], "Ada")
        return
    names = [g.claim.id for _, g in case.claims(Filter(all_versions=True))]
    if act == "reject":
        case.decide("reject", [chance.choice(names)], "Ada")
        return
    field, value = chance.choice(
        [
            ("place", msgspec.to_builtins(chance.choice(WORLD.places))),
            ("when", {"start": "2031-01-09", "end": "2031-01-10"}),
            ("actors", [{"words": "the reeds", "entry": "sim-marsh"}]),
            ("reality", "denied"),
            ("type", "TERRITORY"),
            ("type", "PROTEST"),
        ]
    )
    case.decide("correct", [chance.choice(names)], "Ben", field=field, correction=Correction(value=value))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Case.create_or_open(path, catalogue=SIDES) as case:
        for taken, report in pages(1)[:20]:
            case.add(taken, report, run_record())
    return path


def others() -> Catalogue:
    """The dictionaries with the Marsh on another's side."""
    entries = [
        msgspec.structs.replace(e, parent="sim-dune") if e.id == "sim-marsh" else e
        for e in SIDES.entries.values()
    ]
    return Catalogue(entries, "others")


def test_with_other_dictionaries_all_is_worked_out_anew_once(filled: Path) -> None:
    notes: list[str] = []
    with Case.open(filled, note=notes.append, catalogue=others()) as case:
        wanted = histories(case.told(), others(), load_nouns(), today=TODAY)
        assert case.control(today=TODAY) == wanted != anew(case)
        assert case.control(today=TODAY) == wanted
    assert len(notes) == 1 and "who held what is worked out anew, once" in notes[0]


def test_what_other_dictionaries_made_is_given_up_by_a_change(filled: Path) -> None:
    taken, report = pages(1)[20]
    with Case.open(filled, catalogue=others()) as case:
        case.add(taken, report, run_record())
    with Case.open(filled, catalogue=SIDES) as case:
        assert case.control(today=TODAY) == anew(case)


def test_a_case_that_cannot_be_written_to_is_worked_out_from_its_claims(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controlled, "is_writable", lambda _: False)
    with Case.open(filled, catalogue=others()) as case:
        wanted = histories(case.told(), others(), load_nouns(), today=TODAY)
        assert case.control(today=TODAY) == wanted
        assert case.control((wanted[0].place.name,), today=TODAY)[0] == wanted[0]
        assert case.places_told() == [history.about for history in wanted]
        assert case.control(on=TODAY, today=TODAY) == only_on(wanted, TODAY)


def test_an_old_case_is_filled_as_it_is_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "load_catalogue", lambda: SIDES)
    path = tmp_path / "case.db"
    old_case(path, pages(2)[:20])
    with Case.open(path) as case:
        with case._engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM spells").scalar()
        assert case.control(today=TODAY) == anew(case)
        assert case.control()
