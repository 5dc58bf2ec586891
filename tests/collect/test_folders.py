from __future__ import annotations

from pathlib import Path

import pytest

from dateline.collect.dumps import DumpFields
from dateline.collect.folders import is_note, shown, walk
from tests.collect import made


def test_files_that_may_hold_pages_are_tried(tmp_path: Path) -> None:
    for name in ("a.html", "b.png", "c.json", ".d.txt", "e.atom"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "f.warc.gz").write_bytes(made.gzipped([made.record(1)]))
    (tmp_path / "g.gz").write_bytes(b"\x1f\x8b")
    assert [Path(str(item)).name for item in walk(tmp_path, (), None, [])] == [
        "a.html",
        "e.atom",
        "f.warc.gz",
    ]
    assert tmp_path / "c.json" in list(walk(tmp_path, (), DumpFields(), []))


def test_names_of_any_bytes_can_be_shown() -> None:
    assert shown(b"a\xff.html".decode("utf-8", "surrogateescape")) == "a\\udcff.html"


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("README.md", True),
        ("front.MD", True),
        ("readme", True),
        ("LICENSE", True),
        ("Readme.txt", True),
        ("notes.rst", True),
        ("readme.html", False),
        ("front.txt", False),
        ("saved", False),
        ("readme-of-the-siege.txt", False),
    ],
)
def test_notes_are_told_by_their_names(name: str, note: bool) -> None:
    assert is_note(Path(name)) is note


def test_notes_are_handed_on_apart(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("README.md", "a.txt", "sub/LICENSE"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    notes: list[Path] = []
    assert list(walk(tmp_path, (), None, notes)) == [tmp_path / "a.txt"]
    assert notes == [tmp_path / "README.md", tmp_path / "sub" / "LICENSE"]
