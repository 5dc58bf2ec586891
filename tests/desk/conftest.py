from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from dateline.desk.accounts import Accounts
from dateline.dictionaries import catalogue
from dateline.store.case import Case
from tests.cli.fakes import few_entries
from tests.desk.made import CHEAP, Client, app_over, desk_in, fill


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        fill(opened)
        yield opened


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with Accounts(tmp_path / "users" / "desk.db", CHEAP) as opened:
        yield opened


@pytest.fixture
def app(case: Case, accounts: Accounts) -> Iterator[FastAPI]:
    """A desk of one person."""
    made = app_over(case, accounts)
    yield made
    desk_in(made).close()


@pytest.fixture
def client(app: FastAPI) -> Client:
    """The one person of a desk, who has opened it."""
    return Client(app).open(desk_in(app).token)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own dictionaries."""
    monkeypatch.setattr(catalogue, "load_catalogue", few_entries)
