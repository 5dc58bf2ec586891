from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dateline.dictionaries import catalogue
from dateline.records.control import Told
from dateline.records.evidence import Unknown
from dateline.store.case import Case
from tests.cli.conftest import Command
from tests.control.made import CATALOGUE, day, on, said_by, told
from tests.store.made import page, run_record


def keep(folder: Path, *claims: tuple[int, Told]) -> None:
    """A case with a report for each claim, captured on that day of November 2017."""
    with Case.create_or_open(folder / "dateline.db") as case:
        for number, one in claims:
            moment = dt.datetime(2017, 11, number, 12, tzinfo=dt.UTC)
            capture, report = page(number, url=f"https://lantern-post.example/{number}", fetched=moment)
            with_claim = type(report)(
                annotated=report.annotated, claims=(one.claim,), silence=None, made=report.made
            )
            case.add(capture, with_claim, run_record())


@pytest.fixture
def filled(dateline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setattr(catalogue, "load_catalogue", lambda: CATALOGUE)
    taken = told("marsh", "capture", when=on(day(3)), published=day(3), report="r-0")
    own = told("tarnish-army", "recapture", when=on(day(9)), published=day(9), source=said_by("premier-olm"))
    keep(tmp_path, (4, taken), (10, own))
    return dateline


def states(stdout: str) -> list[tuple[str, str | None]]:
    return [(s["state"], s["first"]) for s in map(json.loads, stdout.splitlines())]


def test_the_spells_of_a_place(filled: Command) -> None:
    done = filled("control", "Kell")
    assert done.exit_code == 0 and "stale after 90 days of silence" in done.stdout
    found = states(filled("control", "kell", "--format", "jsonl").stdout)
    assert found == [("held", "2017-11-03"), ("contested", "2017-11-09"), ("stale", "2018-02-08")]
    found = states(filled("control", "kell", "--format", "jsonl", "--stale-after", "3").stdout)
    assert found[1] == ("stale", "2017-11-07")


def test_as_of_a_day_only_what_was_had_by_then(filled: Command) -> None:
    done = filled("control", "Kell", "--as-of", "2017-11-09", "--format", "jsonl")
    assert states(done.stdout) == [("held", "2017-11-03")]
    done = filled("control", "Velm Bridge", "--as-of", "2017-11-09")
    assert "of what had been captured by 2017-11-09, no claim tells who held 'Velm Bridge'" in done.stderr
    done = filled("control", "Kell", "--as-of", "2017-11-03")
    assert done.stdout == "" and "nothing had been captured by 2017-11-03" in done.stderr
    assert "the first report was on 2017-11-04; --on 2017-11-03 tells" in done.stderr


def test_on_a_day_only_the_state_of_it(filled: Command) -> None:
    assert states(filled("control", "Kell", "--on", "2017-11-05", "--format", "jsonl").stdout) == [
        ("held", "2017-11-03")
    ]
    done = filled("control", "Kell", "--on", "2017-11-01")
    assert done.stdout == "" and "no claim tells who held 'Kell' on 2017-11-01" in done.stderr


def test_a_map(filled: Command) -> None:
    found = json.loads(filled("control", "--map", "--as-of", "2017-11-10").stdout)
    assert [f["properties"]["state"] for f in found["features"]] == ["contested"]
    assert (found["on"], found["as_of"]) == ("2017-11-10", "2017-11-10")
    found = json.loads(filled("control", "Kell", "--map", "--on", "2017-11-04").stdout)
    assert [f["properties"]["state"] for f in found["features"]] == ["held"]
    done = filled("control", "Nowhere", "--map")
    assert json.loads(done.stdout)["features"] == [] and "no claim tells who held 'Nowhere'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give a PLACE, or --list for their names, or --map"),
        (["--map", "--format", "jsonl"], "--map has one format"),
        (["--list", "--format", "table"], "--list has one format"),
        (["--map", "--list"], "two outputs"),
        (["Kell", "--as-of", "soon"], "--as-of 'soon' is no date"),
        (["Kell", "--on", "2017-13"], "--on '2017-13' is no date"),
        (["Kell", "--stale-after", "0"], "0 is too small"),
        (["Kell", "--case", "gone.db"], "gone.db"),
    ],
)
def test_what_cannot_be_asked(filled: Command, arguments: list[str], words: str) -> None:
    done = filled("control", *arguments)
    assert done.exit_code in (1, 2) and words in done.stderr


@pytest.fixture
def spelled(dateline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Kell as two reports write it, the Kell crossing, and a village that no gazetteer knows."""
    monkeypatch.setattr(catalogue, "load_catalogue", lambda: CATALOGUE)
    short, long = "They took Kell", "They took al-Kell"
    crossing, village = "They took the al-Kell crossing", "They took Umm Sarw"
    unknown = Unknown(reason="no gazetteer entry")
    keep(
        tmp_path,
        (4, told("marsh", "capture", when=on(day(3)), published=day(3), sentence=short)),
        (9, told("dune", "capture", when=on(day(8)), published=day(8), sentence=long, name="al-Kell")),
        (10, told("dune", "capture", when=on(day(8)), published=day(9), sentence=crossing, name="al-Kell")),
        (11, told("dune", "capture", published=day(9), place=unknown, sentence=village, name="Umm Sarw")),
    )
    return dateline


@pytest.mark.parametrize("name", ["Kell", "al-Kell", "AL KELL", "t:kell"])
def test_a_place_is_found_by_its_name_and_by_every_spelling_with_all_that_is_told_of_it(
    spelled: Command, name: str
) -> None:
    done = spelled("control", name, "--format", "jsonl")
    found = [(s["place"]["name"], s["state"], s["first"]) for s in map(json.loads, done.stdout.splitlines())]
    assert ("Kell", "held", "2017-11-03") in found and ("Kell", "held", "2017-11-08") in found
    assert ("Kell crossing", "held", "2017-11-08") in found


@pytest.mark.parametrize("name", ["Kell crossing", "al-Kell crossing"])
def test_a_part_of_a_place_is_found_as_it_is_shown_and_as_it_is_written(spelled: Command, name: str) -> None:
    done = spelled("control", name, "--format", "jsonl")
    assert {s["place"]["name"] for s in map(json.loads, done.stdout.splitlines())} == {"Kell crossing"}


def test_near_names_and_where_to_look_are_said_of_a_name_that_nothing_bears(spelled: Command) -> None:
    done = spelled("control", "al-Kel")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "no claim tells who held 'al-Kel'; like it: Kell · settlement" in done.stderr
    assert (
        "also written al-Kell" in done.stderr and "`dateline control --list` names the places" in done.stderr
    )
    far = spelled("control", "Zorbistan").stderr
    assert "like it" not in far and "`dateline control --list`" in far


def test_a_place_that_other_claims_name_is_not_unknown(filled: Command, tmp_path: Path) -> None:
    wells = Unknown(reason="no gazetteer entry")
    plan = told("marsh", "capture", place=wells, reality="announced", sentence="Dry Wells", name="Dry Wells")
    keep(tmp_path, (20, plan))
    done = filled("control", "Dry Wells")
    assert (
        "who held 'Dry Wells'; 1 other claim names it: `dateline claims --place 'Dry Wells'`" in done.stderr
    )
    assert "other claim" not in filled("control", "Kell", "--on", "2017-01-01").stderr


def test_the_places_can_be_listed(spelled: Command) -> None:
    done = spelled("control", "--list")
    assert done.stdout.splitlines() == [
        "Kell · settlement · Velm, IQ · also written al-Kell · 2 claims",
        "Kell crossing · part · Velm, IQ · also written al-Kell crossing · 1 claim",
        "Umm Sarw · not resolved: no gazetteer entry · 1 claim",
    ]
    assert spelled("control", "Umm Sarw", "--list").stdout.startswith("Umm Sarw")


def test_an_empty_case_says_so(dateline: Command, tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "dateline.db"):
        pass
    done = dateline("control", "--map")
    assert done.exit_code == 0 and "the case holds no reports" in done.stderr
