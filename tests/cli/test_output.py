from __future__ import annotations

import io
from pathlib import Path

import pytest

from dateline.cli.output import has_color, replaced, standard_output
from dateline.errors import DatelineError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert has_color(Terminal()) and not has_color(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not has_color(Terminal())


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(KeyError), replaced(path) as out:
        out.write("half")
        raise KeyError
    assert path.read_text() == "old"
    with replaced(path) as out:
        out.write("Tall Zafrā\n\ud800")
        assert path.read_text() == "old"
    assert path.read_text(encoding="utf-8") == "Tall Zafrā\n\\ud800"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]


def test_a_disk_that_fails_is_named(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with pytest.raises(DatelineError, match=r"out\.csv: cannot be written \(No space"), replaced(path):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_data_is_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    out = standard_output(data=True)
    out.write("Zafrā")
    out.flush()
    assert raw.getvalue() == "Zafrā".encode()


def test_a_table_on_an_old_terminal_loses_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    out = standard_output(data=False)
    out.write("ā")
    out.flush()
    assert raw.getvalue() == b"\\u0101"
