from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import UnreadableInput
from dateline.evaluate.files import content_of, files_of


def test_a_file_is_itself_and_a_folder_gives_those_of_the_first_pattern_that_fits(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.json"):
        (tmp_path / name).write_text("x", "utf-8")
    assert files_of(tmp_path / "c.json", "ud", "*.txt") == [tmp_path / "c.json"]
    assert [file.name for file in files_of(tmp_path, "ud", "*.xml", "*.txt", "*.json")] == ["a.txt", "b.txt"]


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"holds no a\.txt nor b\.txt; give a file of the exam ud"):
        files_of(tmp_path, "ud", "a.txt", "b.txt")
    with pytest.raises(UnreadableInput, match="none: does not exist"):
        files_of(tmp_path / "none", "ud", "a.txt")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableInput, match=r"a\.txt: cannot be read .*exam ud"):
        content_of(file, "ud")
    file.write_bytes("für\r\nalle".encode())
    assert content_of(file, "ud") == "für\nalle"
