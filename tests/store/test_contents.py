from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dateline.errors import CaseError
from dateline.store.case import Case
from dateline.store.contents import unpacked
from dateline.store.schema import contents
from tests.builders import capture, grounded_report
from tests.store.made import page, run_record


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create_or_open(tmp_path / "case.db") as opened:
        yield opened


def test_the_same_bytes_of_two_documents_are_kept_once_and_compressed(case: Case) -> None:
    taken = [capture("Twice. " * 1000, document=name) for name in ("one", "other")]
    for one in taken:
        assert case.add(one, grounded_report("Twice.", claims=(), capture=one.id), run_record())
    with case._engine.connect() as connection:
        (row,) = connection.execute(select(contents)).all()
    assert (row.sha256, row.size) == (taken[0].sha256, 7000)
    assert len(row.content) < 100
    assert [case.capture(one.id) for one in taken] == taken


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\x00", zlib.compress(b"Other bytes."), zlib.compress(b"x" * 10**7), zlib.compress(b"Page.")[:-4]],
)
def test_bytes_that_are_not_those_that_were_added_are_refused(case: Case, damaged: bytes) -> None:
    taken, made = page()
    case.add(taken, made, run_record())
    with case._writer.begin() as connection:
        connection.execute(update(contents).values(content=damaged))
    with pytest.raises(CaseError, match=rf"case\.db: the bytes of capture {taken.id} are not those"):
        case.capture(taken.id)
    assert case.count() == 1


def test_no_more_is_unpacked_than_was_packed() -> None:
    packed = zlib.compress(b"x" * 100)
    assert unpacked(packed, 100) == b"x" * 100
    assert unpacked(packed, 99) is None
    assert unpacked(b"no", 100) is None
