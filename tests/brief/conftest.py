from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import pipeline as stages
from dateline.brief.area import Asked
from dateline.brief.made import brief_of
from dateline.brief.record import Brief
from dateline.cli.main import app
from dateline.pipeline import Pipeline
from dateline.store.case import Case
from dateline.store.filters import Filter

SAMPLES = Path(__file__).parents[2] / "examples" / "western-anbar-2017"
SINCE, UNTIL, MADE = dt.date(2017, 10, 20), dt.date(2017, 11, 30), dt.date(2026, 1, 2)


@pytest.fixture(scope="session")
def anbar(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of the sample pages on western Anbar."""
    path = tmp_path_factory.mktemp("brief") / "anbar.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "standard", lambda: pipeline)
        done = CliRunner().invoke(app, ["add", str(SAMPLES), "--case", str(path)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    with Case.open(path) as case:
        yield case


def asked(since: dt.date = SINCE, until: dt.date = UNTIL, **changes: object) -> Asked:
    return Asked(wanted=Filter(since=since, until=until), **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def brief(anbar: Case) -> Brief:
    """The brief of all of it."""
    return brief_of(anbar, asked(title="Western Anbar"), MADE)


@pytest.fixture(scope="session")
def empty(anbar: Case) -> Brief:
    """The brief of a period before all that is told."""
    return brief_of(anbar, asked(dt.date(1990, 1, 1), dt.date(1990, 1, 31)), MADE)


@pytest.fixture(scope="session")
def make(anbar: Case) -> Callable[..., Brief]:
    return lambda **changes: brief_of(anbar, asked(**changes), MADE)
