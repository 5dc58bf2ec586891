from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from dateline import pipeline
from dateline.pipeline import Pipeline
from dateline.records.capture import Capture
from dateline.records.claim import GroundedReport
from dateline.records.evidence import Unknown
from tests.builders import changed
from tests.cli.conftest import Command
from tests.cli.fakes import Fake


class Newer(Fake):
    """The same coder, but for the dead, of whom it says nothing, and the estimate, which it does not make."""

    version = "1"

    def _one(self, capture: Capture) -> GroundedReport:
        made = super()._one(capture)
        claims = tuple(
            changed(g, casualties=Unknown(reason="no casualties are worded")) for g in made.claims[:1]
        )
        return msgspec.structs.replace(made, claims=claims)


@pytest.fixture
def filled(dateline: Command, page: Path) -> Command:
    assert dateline("add", str(page), "--published", "2017-11-12").exit_code == 0
    return dateline


def test_the_same_coder_changes_nothing(filled: Command) -> None:
    done = filled("recode")
    assert done.exit_code == 0 and "coded 1 report anew, which changed 0 claims" in done.stdout
    assert len([line for line in filled("runs").stdout.splitlines() if line.startswith("u-")]) == 2
    assert "changed no claim of an earlier run" in filled("runs", "diff").stderr


def test_what_a_newer_coder_changed_is_told_and_decisions_stay(
    filled: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [json.loads(line) for line in filled("claims", "--format", "jsonl").stdout.splitlines()]
    names = [line.split()[0] for line in filled("claims").stdout.splitlines() if "ASSAULT" in line]
    assert filled("correct", names[0], "killed", "7", "--by", "Ada").exit_code == 0
    other = next(line.split()[0] for line in filled("claims").stdout.splitlines() if "FORCE" in line)
    assert filled("accept", other, "--by", "Ada").exit_code == 0
    monkeypatch.setattr(pipeline, "standard", lambda: Pipeline([Newer()]))
    done = filled("recode")
    assert done.exit_code == 0 and "which changed 2 claims" in done.stdout
    told = filled("runs", "diff").stdout
    assert "changed killed" in told and "not told" in told and "gone" in told
    lines = [json.loads(line) for line in filled("runs", "diff", "--format", "jsonl").stdout.splitlines()]
    assert sorted(line["kind"] for line in lines) == ["changed", "gone"]
    decisions = [json.loads(line) for line in filled("decisions", "--format", "jsonl").stdout.splitlines()]
    assert [bool(row["orphaned"]) for row in decisions] == [False, True]
    assert "orphaned: 1 of 1" in " ".join(filled("decisions").stdout.split())
    (line,) = filled("events", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["fields"]["killed"]["low"] == 7
    assert len(claims) == 2


def test_a_run_that_is_not_there_is_said(filled: Command) -> None:
    done = filled("runs", "diff", "u-none")
    assert done.exit_code == 2 and "no run u-none; `dateline runs --case" in done.stderr
