from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.store.case import Case
from tests.cli.conftest import Command
from tests.store.made import page, run_record

PERIOD = ("--since", "2017-11", "--until", "2017-11-30")


@pytest.fixture
def filled(dateline: Command, tmp_path: Path) -> Command:
    with Case.create_or_open(tmp_path / "dateline.db") as case:
        for number in range(2):
            case.add(*page(number, url=f"https://lantern-post.example/{number}"), run_record())
    return dateline


def test_markdown_goes_to_standard_output(filled: Command) -> None:
    done = filled("brief", *PERIOD, "--title", "Velm *this* week")
    assert done.exit_code == 0 and done.stdout.startswith("# Velm \\*this\\* week\n")
    assert "According to " in done.stdout and "[^1]: " in done.stdout


def test_a_file_is_written_by_its_ending(filled: Command, tmp_path: Path) -> None:
    for name, start in (
        ("a.html", b"<!doctype html>"),
        ("a.json", b"{"),
        ("a.md", b"# "),
        ("a.pdf", b"%PDF-"),
    ):
        done = filled("brief", *PERIOD, "--output", name)
        assert done.exit_code == 0 and (tmp_path / name).read_bytes().startswith(start), done.stderr
        assert done.stderr == f"{name}: a brief of all places of the case, 2017-11-01 to 2017-11-30\n"
    assert json.loads((tmp_path / "a.json").read_bytes())["happened"]
    done = filled("brief", *PERIOD, "--output", "a.md")
    assert done.exit_code == 2 and "replace it with --force" in done.stderr
    assert filled("brief", *PERIOD, "--output", "a.md", "--force").exit_code == 0
    assert filled("brief", *PERIOD, "--output", "dateline.db", "--force").exit_code == 2


def test_a_pdf_goes_into_a_pipe_and_not_to_a_terminal(
    filled: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = filled("brief", *PERIOD, "--format", "pdf")
    assert done.exit_code == 0 and done.stdout_bytes.startswith(b"%PDF-")
    monkeypatch.setattr("dateline.cli.brief._is_terminal", lambda: True)
    done = filled("brief", *PERIOD, "--format", "pdf")
    assert done.exit_code == 2 and "give --output FILE" in done.stderr and not done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "a brief is of a period; give its first day (since)"),
        (("--since", "2017"), "a brief is of a period; give its last day (until)"),
        (("--since", "2018", "--until", "2017"), "since 2018-01-01 is after until 2017-12-31; swap them"),
        ((*PERIOD, "--bbox", "1,2"), "the box '1,2': give four numbers"),
        ((*PERIOD, "--bbox", "1,2,3,4", "--place", "Velm"), "places and a box are two areas"),
        ((*PERIOD, "--format", "doc"), "--format 'doc': no such format; choose one of md, html, pdf, json"),
        ((*PERIOD, "--type", "NOISE"), "type 'NOISE' is no event type"),
        ((*PERIOD, "--place", "..."), "place '...' holds no word"),
        ((*PERIOD, "--case", "none.db"), "none.db"),
    ],
)
def test_mistakes_are_named_with_their_mend(filled: Command, arguments: tuple[str, ...], said: str) -> None:
    done = filled("brief", *arguments)
    assert done.exit_code in (1, 2) and said in done.stderr and done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_place_that_nothing_bears_is_said(filled: Command) -> None:
    done = filled("brief", *PERIOD, "--place", "Nowhereville", "--place", "Ostrel")
    assert done.exit_code == 0 and "no place in the case is named 'Nowhereville'" in done.stderr
    assert "No event with a known day in the period 2017-11-01 to 2017-11-30 is told of" in done.stdout


def test_a_case_without_claims_says_how_to_add_some(dateline: Command, tmp_path: Path) -> None:
    Case.create_or_open(tmp_path / "dateline.db").close()
    done = dateline("brief", *PERIOD)
    assert done.exit_code == 0 and "the case holds no claims; `dateline add PATH" in done.stderr
    assert "This says nothing of whether anything happened" in done.stdout
