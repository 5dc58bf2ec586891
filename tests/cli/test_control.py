from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dateline.dictionaries import catalogue
from dateline.store.case import Case
from tests.cli.conftest import Command
from tests.control.made import CATALOGUE, day, on, said_by, told
from tests.store.made import page, run_record


@pytest.fixture
def filled(dateline: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setattr(catalogue, "load_catalogue", lambda: CATALOGUE)
    taken = told("marsh", "capture", when=on(day(3)), published=day(3), report="r-0")
    own = told("tarnish-army", "recapture", when=on(day(9)), published=day(9), source=said_by("premier-olm"))
    with Case.create_or_open(tmp_path / "dateline.db") as case:
        for number, one in ((4, taken), (10, own)):
            moment = dt.datetime(2017, 11, number, 12, tzinfo=dt.UTC)
            capture, report = page(number, url=f"https://lantern-post.example/{number}", fetched=moment)
            with_claim = type(report)(
                annotated=report.annotated, claims=(one.claim,), silence=None, made=report.made
            )
            case.add(capture, with_claim, run_record())
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
        ([], "give a PLACE, or --map"),
        (["Kell", "--as-of", "soon"], "--as-of 'soon' is no date"),
        (["Kell", "--on", "2017-13"], "--on '2017-13' is no date"),
        (["Kell", "--stale-after", "0"], "0 is too small"),
        (["Kell", "--case", "gone.db"], "gone.db"),
    ],
)
def test_what_cannot_be_asked(filled: Command, arguments: list[str], words: str) -> None:
    done = filled("control", *arguments)
    assert done.exit_code in (1, 2) and words in done.stderr


def test_an_empty_case_says_so(dateline: Command, tmp_path: Path) -> None:
    with Case.create_or_open(tmp_path / "dateline.db"):
        pass
    done = dateline("control", "--map")
    assert done.exit_code == 0 and "the case holds no reports" in done.stderr
