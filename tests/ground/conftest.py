"""One index for all tests of grounding, built once in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ground.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gazetteer")
    open_gazetteer(folder).close()
    return folder


@pytest.fixture(scope="session")
def places(index_folder: Path) -> Iterator[Gazetteer]:
    with open_gazetteer(index_folder) as gazetteer:
        yield gazetteer
