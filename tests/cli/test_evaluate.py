"""``dateline evaluate`` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.evaluate import made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    facts = {"with": ["left the river town"], "without": [made.MENU], "date": "2025-03-14"}
    return made.pages(tmp_path / "set", {"one.html": facts, "two.html": facts}, {"one.html": made.page()})


def test_a_table_with_the_baselines_beside_ours(dateline: Command, folder: Path) -> None:
    done = dateline("evaluate", "pages", str(folder))
    assert done.exit_code == 0
    for word in ("1 documents", "dateline", "trafilatura", "htmldate", "segment_f1", "1.000"):
        assert word in done.stdout
    assert "two.html" in done.stderr and "left out" in done.stderr


def test_json_is_one_object(dateline: Command, folder: Path) -> None:
    done = dateline("evaluate", "pages", str(folder), "--json", "--limit", "1")
    result = json.loads(done.stdout)
    assert set(result) == {"exam", "path", "documents", "seconds", "metrics", "baselines"}
    assert result["exam"] == "pages" and result["documents"] == 1
    assert result["metrics"]["segment_f1"] == 1
    assert done.stderr == ""


def test_a_floor_that_is_missed_is_named_and_fails(dateline: Command, folder: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"pages": {"segment_f1": 0.9}}')
    assert dateline("evaluate", "pages", str(folder), "--floors", str(floors)).exit_code == 0
    floors.write_text('{"pages": {"segment_f1": 0.9, "date_wrong": -0.1}}')
    done = dateline("evaluate", "pages", str(folder), "--floors", str(floors))
    assert done.exit_code == 1
    assert "date_wrong 0.000 is above -0.1" in done.stderr and "segment_f1" not in done.stderr


def test_mistakes(dateline: Command, tmp_path: Path) -> None:
    unknown = dateline("evaluate", "page", str(tmp_path))
    assert unknown.exit_code == 2
    assert "articles" in unknown.stderr and "pages" in unknown.stderr and "labels" in unknown.stderr
    wrong = dateline("evaluate", "articles", str(tmp_path))
    assert wrong.exit_code == 1 and "ground-truth.json" in wrong.stderr
    assert dateline("evaluate", "pages", str(tmp_path), "--limit", "0").exit_code == 2
