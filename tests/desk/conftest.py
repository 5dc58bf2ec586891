from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from dateline.desk.accounts import Accounts
from dateline.store.case import Case
from tests.desk.made import CHEAP, Client, app_over, desk_in, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that the tests copy, which is faster than making it."""
    path = Path(tmp_path_factory.mktemp("desk")) / "filled.db"
    with Case.create_or_open(path) as opened:
        fill(opened)
        opened.control()
    return path


@pytest.fixture
def case(filled: Path, tmp_path: Path) -> Iterator[Case]:
    path = tmp_path / "case.db"
    shutil.copy(filled, path)
    with Case.open(path) as opened:
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
