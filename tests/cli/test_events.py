from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.builders import TEXT
from tests.cli.conftest import Command


@pytest.fixture
def filled(dateline: Command, tmp_path: Path) -> Command:
    """Two pages with the same words, and one of something else."""
    for name, more in (("one", ""), ("two", " Traders kept their shops shut."), ("three", "")):
        text = f"{TEXT}{more}" if name != "three" else "The river rose."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        done = dateline("add", str(tmp_path / f"{name}.txt"), "--published", "2017-11-12", "--outlet", name)
        assert done.exit_code == 0
    return dateline


def test_events_are_listed_once_for_all_their_reports(filled: Command) -> None:
    done = filled("events", "--type", "ASSAULT")
    assert done.exit_code == 0 and done.stdout.count("e-") == 1
    line = next(line for line in done.stdout.splitlines() if "e-" in line)
    assert "ASSAULT" in line and "2017-11-11" in line


def test_events_as_lines_hold_fields_claims_and_reports(filled: Command) -> None:
    (line,) = filled("events", "--type", "ASSAULT", "--format", "jsonl").stdout.splitlines()
    event = json.loads(line)
    assert event["reports"] == 2 and len(event["claims"]) == 2
    assert event["fields"]["killed"]["values"][0]["claims"] == sorted(event["claims"])
    assert sorted(Path(name).name for name in event["documents"].values()) == ["one.txt", "two.txt"]


def test_an_event_is_unfolded_by_its_name(filled: Command) -> None:
    event = json.loads(filled("events", "--type", "ASSAULT", "--format", "jsonl").stdout)
    shown = filled("show", event["id"][:9])
    assert shown.exit_code == 0 and "2 claims in 2 reports" in shown.stdout
    assert "joined because" in shown.stdout and "Army jets" not in shown.stderr
    none = filled("show", "e-none")
    assert none.exit_code == 2 and "no event 'e-none'; `dateline events` lists" in none.stderr


def test_nothing_was_known_before_it_was_captured(filled: Command) -> None:
    for command in (["events"], ["claims"], ["reports"], ["echoes"]):
        done = filled(*command, "--as-of", "2017-11-01")
        assert done.exit_code == 0 and not done.stdout.strip().replace("dateline.db", ""), command
        assert "nothing had been captured by 2017-11-01, the first report was on " in done.stderr, command
        assert "no reports yet" not in done.stderr and "matches" not in done.stderr
    assert "no event fits" in filled("events", "--actor", "Nobody Of This Name").stderr
    assert "nothing had been captured" in filled("search", "army", "--as-of", "2017-11-01").stderr


def test_near_copies_are_echoes(filled: Command) -> None:
    done = filled("echoes")
    assert done.exit_code == 0 and "near-copies" in done.stdout
    assert "one.txt" in done.stdout and "two.txt" in done.stdout and "three.txt" not in done.stdout
    (family, *_) = map(json.loads, filled("echoes", "--format", "jsonl").stdout.splitlines())
    assert len(family["headers"]) == 2 and family["likeness"] > 0.5


def test_filters_by_reality_and_review_name_their_values(filled: Command) -> None:
    assert filled("claims", "--reality", "happened").exit_code == 0
    wrong = filled("claims", "--reality", "maybe")
    assert wrong.exit_code == 2 and "use one of happened" in wrong.stderr
    wrong = filled("events", "--review", "maybe")
    assert wrong.exit_code == 2 and "accepted, corrected, rejected, open" in wrong.stderr


def test_events_are_written_for_spreadsheets_and_maps(filled: Command) -> None:
    head, row = filled("events", "--type", "ASSAULT", "--format", "csv").stdout.splitlines()
    cells = dict(zip(head.split(","), next(csv.reader([row])), strict=True))
    assert cells["reports"] == "2" and len(cells["claims"].split("; ")) == 2
    made = json.loads(filled("events", "--type", "ASSAULT", "--format", "geojson").stdout)
    assert [feature["id"] for feature in made["features"]] == [cells["event"]]
