from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TEXT
from tests.cli.conftest import Command


@pytest.fixture
def filled(dateline: Command, page: Path) -> Command:
    assert dateline("add", str(page), "--published", "2017-11-12").exit_code == 0
    return dateline


def claims(filled: Command, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in filled("claims", "--format", "jsonl", *options).stdout.splitlines()]


def first(filled: Command) -> str:
    return next(line.split()[0] for line in filled("claims").stdout.splitlines() if "ASSAULT" in line)


def test_a_claim_is_rejected_with_a_note_and_freed_by_an_undo(filled: Command) -> None:
    name = first(filled)
    done = filled("reject", name, "--by", "Ada", "--note", "a photo of 2014")
    assert done.exit_code == 0 and "reject of 1 claim by Ada" in done.stdout
    assert len(claims(filled)) == 1 and len(claims(filled, "--review", "rejected")) == 1
    listed = filled("decisions")
    assert "a photo of 2014" in listed.stdout and "yes" in listed.stdout
    decision = next(word for word in listed.stdout.split() if word.startswith("d-"))
    assert filled("undo", decision, "--by", "Ben").exit_code == 0
    assert len(claims(filled)) == 2 and "undone" in filled("decisions").stdout


def test_an_undo_says_what_was_decided_since(filled: Command) -> None:
    name = first(filled)
    decided = filled("accept", name, "--by", "Ada").stdout.split("dateline undo ")[1][:10]
    filled("reject", name, "--by", "Ben")
    done = filled("undo", decided, "--by", "Ada")
    assert done.exit_code == 0
    assert "reject by Ben (d-" in done.stderr and "still stands" in done.stderr
    done = filled("undo", decided, "--by", "Ada")
    assert done.exit_code == 2 and "is undone already, by Ada at 20" in done.stderr


def test_an_accepted_claim_shows_so(filled: Command) -> None:
    assert filled("accept", first(filled), "--by", "Ada").exit_code == 0
    assert len(claims(filled, "--review", "accepted")) == 1
    assert len(claims(filled, "--review", "open")) == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("killed", "9", "correct killed to 9"),
        ("killed", "3-5", "correct killed to 3 to 5"),
        ("wounded", "20+", "correct wounded to 20"),
        ("when", "2017-11-09..2017-11-10", "correct when to 2017-11-09 to 2017-11-10"),
        ("mode", "unknown", "correct mode to unknown"),
        ("type", "protest", "correct type to PROTEST"),
        ("actors", "Mud Pier men, Islamic State", "correct actors to Mud Pier men, Islamic State"),
        ("place", "Mosul", "correct place to Mosul"),
    ],
)
def test_a_field_is_corrected(filled: Command, field: str, value: str, said: str) -> None:
    done = filled("correct", first(filled), field, value, "--by", "Ada")
    assert done.exit_code == 0, done.stderr
    (line,) = filled("decisions", "--format", "jsonl").stdout.splitlines()
    row = json.loads(line)
    assert row["decision"]["field"] == field and row["decision"]["machine"] and row["stands"]
    assert said in " ".join(filled("decisions").stdout.split())
    assert len(claims(filled, "--review", "corrected")) == 1


def test_the_words_of_a_correction_are_found_in_the_report(filled: Command) -> None:
    assert filled("correct", first(filled), "killed", "2", "--words", "two", "--by", "Ada").exit_code == 0
    (line,) = filled("decisions", "--format", "jsonl").stdout.splitlines()
    value = json.loads(json.loads(line)["decision"]["value"])
    assert TEXT[value["start"] : value["end"]] == value["words"] == "two"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["correct", "ID", "killed", "many"], "'many' is no count of killed; write 5, 3-9, 20+ or unknown"),
        (["correct", "ID", "when", "Monday"], "write YYYY-MM-DD"),
        (["correct", "ID", "place", "Xqzwv"], "the gazetteer has none of this name"),
        (["correct", "ID", "colour", "red"], "is no field that can be corrected"),
        (["correct", "ID", "killed", "3", "--words", "nowhere said"], "not in the report"),
        (["accept", "c-none"], "no claim 'c-none'"),
        (["undo", "d-none"], "no decision 'd-none'"),
        (["merge", "ID"], "a merge needs two claims"),
        (["split", "ID"], "no other claim to part from"),
    ],
)
def test_what_cannot_be_decided_is_said(filled: Command, arguments: list[str], message: str) -> None:
    name = first(filled)
    done = filled(*(name if each == "ID" else each for each in arguments), "--by", "Ada")
    assert done.exit_code == 2 and message in done.stderr
    assert not filled("decisions").stdout


def test_a_name_that_several_places_bear_is_settled_by_its_identifier(filled: Command) -> None:
    done = filled("correct", first(filled), "place", "Springfield", "--by", "Ada")
    assert done.exit_code == 2 and "several bear this name" in done.stderr
    shown = done.stderr.split("several bear this name: ")[1]
    choice = shown[shown.index("[") + 1 : shown.index("]")]
    assert filled("correct", first(filled), "place", f"Springfield [{choice}]", "--by", "Ada").exit_code == 0


def test_claims_are_merged_and_split(filled: Command) -> None:
    ids = [line["claim"] for line in claims(filled)]
    assert filled("merge", *ids, "--by", "Ada").exit_code == 0
    (event,) = filled("events", "--format", "jsonl").stdout.splitlines()
    assert sorted(json.loads(event)["claims"]) == sorted(ids)
    assert filled("split", ids[0], "--by", "Ada").exit_code == 0
    assert len(filled("events", "--format", "jsonl").stdout.splitlines()) == 2


def test_review_lists_what_is_open_and_counts_it(filled: Command) -> None:
    done = filled("review")
    assert done.exit_code == 0
    assert "open now: 0 of pairs, 2 of claims; decided: 0 of pairs, 0 of claims" in done.stderr
    assert done.stdout.count("right: dateline accept") == 2
    lines = [json.loads(line) for line in filled("review", "--format", "jsonl").stdout.splitlines()]
    assert {line["one"] for line in lines} == {line["claim"] for line in claims(filled)}
    weights = [line["uncertainty"] * line["importance"] for line in lines]
    assert weights == sorted(weights, reverse=True)
    filled("accept", lines[0]["one"], "--by", "Ada")
    done = filled("review", "--limit", "1", "--kind", "claim", "--format", "jsonl")
    assert [json.loads(line)["one"] for line in done.stdout.splitlines()] == [lines[1]["one"]]
    assert "open now: 0 of pairs, 1 of claims; decided: 0 of pairs, 1 of claims" in done.stderr
    assert not filled("review", "--kind", "pair").stdout
    assert filled("review", "--kind", "event").exit_code == 2


def test_who_decides_is_the_account_where_nobody_is_named(
    filled: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    assert "by ada" in filled("accept", first(filled)).stdout
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    done = filled("accept", first(filled))
    assert done.exit_code == 2 and "give --by NAME" in done.stderr
