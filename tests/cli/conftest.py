from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import pipeline
from dateline.cli.main import app
from dateline.dictionaries import catalogue
from tests.builders import TEXT
from tests.cli.fakes import fake, few_entries

Command = Callable[..., Result]


@pytest.fixture
def dateline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs a command in an empty folder, with the tests' pipeline; other exceptions than exits are raised."""
    monkeypatch.setattr(pipeline, "standard", fake)
    monkeypatch.setattr(catalogue, "load_catalogue", few_entries)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=stdin, catch_exceptions=False)

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
