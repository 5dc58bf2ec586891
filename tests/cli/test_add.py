from __future__ import annotations

from pathlib import Path

import pytest

from dateline.store.case import Case
from tests.builders import TEXT, strike
from tests.cli.conftest import Command
from tests.collect.serving import serving


def test_pages_are_added_to_the_default_case(dateline: Command, page: Path) -> None:
    done = dateline("add", str(page))
    assert done.exit_code == 0
    assert done.stdout == "dateline.db: added 1 report, 2 claims\n"
    with Case.open("dateline.db") as case:
        assert case.count() == 2


def test_the_same_bytes_twice_change_nothing(dateline: Command, page: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(page.read_bytes())
    assert (
        dateline("add", str(page), str(copy)).stdout
        == "dateline.db: added 1 report, 2 claims; 1 already there\n"
    )
    before = Path("dateline.db").read_bytes()
    done = dateline("add", str(page), "--published", "2017-11-12")
    assert done.stdout == "dateline.db: added 0 reports, 0 claims; 1 already there\n"
    assert "keep the date" in done.stderr
    assert Path("dateline.db").read_bytes() == before


def test_new_versions_are_counted(dateline: Command) -> None:
    with serving() as site:
        for number, said in enumerate(("1 report", "1 report (1 new version)")):
            url = site.page("/strike", f"{TEXT} {number}")
            done = dateline("add", url, "--allow-private", "--delay", "0")
            assert done.stdout == f"dateline.db: added {said}, 2 claims\n"


def test_what_cannot_be_read_is_counted_and_the_rest_added(
    dateline: Command, page: Path, tmp_path: Path
) -> None:
    done = dateline("add", "none.txt", str(page), "--case", "my.db")
    assert done.exit_code == 1
    assert done.stdout == "my.db: added 1 report, 2 claims; 1 could not be read\n"
    assert "none.txt: no such file" in done.stderr
    assert not (tmp_path / "dateline.db").exists()


def test_a_report_that_does_not_fit_in_costs_no_other(
    dateline: Command, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two claims of one identifier are a fault of the coder's."""
    monkeypatch.setattr(
        "tests.cli.fakes.estimate", lambda document, text, salt: strike(document, text, salt=salt)
    )
    done = dateline("add", str(page), "-", stdin="The market was open.")
    assert done.exit_code == 1
    assert done.stdout == "dateline.db: added 1 report, 0 claims; 1 could not be read\n"
    assert "page.txt cannot be added" in done.stderr and "please report it with the page" in done.stderr


def test_silent_reports_are_stored_too(dateline: Command) -> None:
    done = dateline("add", stdin="The market was open, and nothing happened.")
    assert done.stdout == "dateline.db: added 1 report, 0 claims\n"
    assert "-: no claims: no event words" in done.stderr
    with Case.open("dateline.db") as case:
        assert [row.silence for row in case.reports()] == ["no event words"]


def test_the_run_is_recorded(dateline: Command, page: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(TEXT + " more")
    dateline("add", str(page), "more.txt")
    with Case.open("dateline.db") as case, case._engine.connect() as connection:
        runs = connection.exec_driver_sql("SELECT stages, dictionaries FROM runs").all()
    assert [tuple(row) for row in runs] == [('[{"stage":"fake","version":"0"}]', "abc")]


def test_a_file_that_is_no_case_is_refused_and_left(dateline: Command, page: Path) -> None:
    done = dateline("add", str(page), "--case", str(page))
    assert done.exit_code == 1
    assert "not a Dateline case" in done.stderr
    assert page.read_text(encoding="utf-8") == TEXT


def test_a_case_is_made_for_the_first_report_only(dateline: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = dateline("add", "empty", "--case", "new.db")
    assert done.exit_code == 1
    assert done.stdout == "new.db: added 0 reports, 0 claims; 1 could not be read; no case was made\n"
    assert not (tmp_path / "new.db").exists()


def test_a_page_that_fails_makes_no_case_either(dateline: Command, tmp_path: Path) -> None:
    done = dateline("add", "--case", "new.db", stdin="a fault")
    assert done.exit_code == 1 and "no case was made" in done.stdout
    assert not (tmp_path / "new.db").exists()
