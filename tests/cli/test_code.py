from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline import pipeline
from dateline.cli.coding import Coding
from dateline.errors import UsageError
from tests.builders import TEXT
from tests.cli.conftest import Command
from tests.cli.fakes import fake, reading_fake


def test_a_page_gives_a_table(dateline: Command, page: Path) -> None:
    done = dateline("code", str(page))
    assert done.exit_code == 0
    assert "ASSAULT" in done.stdout and "near Tell Zafra" in done.stdout and "≤ 20" in done.stdout
    assert done.stderr == ""


def test_json_lines_carry_the_flat_fields(dateline: Command, page: Path) -> None:
    done = dateline("code", str(page), "--format", "jsonl", "--published", "2017-11-12")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["type"] for line in lines] == ["ASSAULT", "FORCE-ESTIMATE"]
    for line in lines:
        assert line["doc"] == str(page)
        assert line["published"] == "2017-11-12"
        start, end = line["evidence"]
        assert TEXT[start:end] == line["record"]["claim"]["evidence"]["text"]


def test_csv_and_geojson(dateline: Command, page: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("code", str(page), "--format", "csv").stdout)))
    assert [row["type"] for row in rows] == ["ASSAULT", "FORCE-ESTIMATE"]
    assert rows[0]["published"] == ""
    found = json.loads(dateline("code", str(page), "--format", "geojson").stdout)
    assert [f["geometry"] is None for f in found["features"]] == [False, True]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input_is_read(dateline: Command, arguments: tuple[str, ...]) -> None:
    done = dateline("code", *arguments, "--format", "jsonl", stdin=TEXT)
    assert done.exit_code == 0
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == ["-", "-"]


def test_a_dump_is_read_by_the_fields_named(dateline: Command, tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    lines = [{"nr": "story-1", "body": TEXT, "on": "2017-11-12"}, {"nr": "story-2", "body": TEXT + " again"}]
    dump.write_text("\n".join(map(json.dumps, lines)))
    done = dateline(
        "code",
        str(dump),
        "--id-field",
        "nr",
        "--text-field",
        "body",
        "--published-field",
        "on",
        "--format",
        "jsonl",
    )
    assert done.exit_code == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["doc"] for line in found] == ["story-1"] * 2 + ["story-2"] * 2
    assert [line["published"] for line in found] == ["2017-11-12"] * 2 + [None] * 2


def test_another_network_than_datelines_own_is_named_once(
    dateline: Command, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DATELINE_NETWORK" not in dateline("code", str(page), str(page)).stderr
    monkeypatch.setenv("DATELINE_NETWORK", "/made/here.zip")
    done = dateline("code", str(page), str(page))
    said = "words are read with the network of DATELINE_NETWORK, /made/here.zip, not with Dateline's own"
    assert done.stderr.count(said) == 1


def test_a_page_with_no_claim_says_so_and_why(dateline: Command, tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The market was open, and nothing happened.")
    done = dateline("code", str(quiet))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"{quiet}: no claims: no event words" in done.stderr
    assert f"{quiet}: guessed" in done.stderr
    assert f"{quiet}: 1 of 2 sentences were not read" in done.stderr


def test_what_cannot_be_read_is_named_and_the_rest_is_done(
    dateline: Command, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bad.txt").write_text("a fault")
    names = [str(tmp_path / name) for name in ("none.txt", "empty.txt", "bad.txt")]
    done = dateline("code", names[0], str(page), *names[1:], "--format", "jsonl")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 2
    errors = done.stderr.splitlines()
    assert len(errors) == 3
    assert all(any(f"dateline: {name}: " in line for line in errors) for name in names)
    assert "a fault of the coder's" in done.stderr and "Traceback" not in done.stderr


def test_a_claim_is_unfolded_after_the_table(dateline: Command, page: Path) -> None:
    done = dateline("code", str(page), "--unfold", "2")
    assert done.exit_code == 0
    table, _, unfolded = done.stdout.partition("FORCE-ESTIMATE · happened")
    assert "according to whom" in table and "[place: Tell Zafra]" in unfolded


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unfold", "3"], "there are 2 claims"),
        (["--unfold", "1", "--format", "csv"], "--unfold goes with --format table"),
        (["--published", "tomorrow"], "--published 'tomorrow' is no date"),
        (["--published", "9999-01-01"], "still to come"),
    ],
)
def test_wrong_usage_is_exit_code_2(dateline: Command, page: Path, arguments: list[str], words: str) -> None:
    done = dateline("code", str(page), *arguments)
    assert done.exit_code == 2
    assert words in done.stderr


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--jobs", "0"], ["--no-such-option"]])
def test_wrong_options_are_exit_code_2(dateline: Command, page: Path, arguments: list[str]) -> None:
    assert dateline("code", str(page), *arguments).exit_code == 2


def test_without_a_page_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UsageError, match="name files, folders or addresses"):
        Coding([])


def test_two_processes_give_what_one_does(dateline: Command, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}")
    one = dateline("code", str(tmp_path), "--format", "jsonl")
    two = dateline("code", str(tmp_path), "--format", "jsonl", "--jobs", "2")
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout and len(one.stdout.splitlines()) == 12


def test_nothing_is_stored(dateline: Command, page: Path, tmp_path: Path) -> None:
    dateline("code", str(page))
    assert [entry.name for entry in tmp_path.iterdir()] == ["page.txt"]


def test_a_page_named_twice_is_coded_once(dateline: Command, page: Path) -> None:
    done = dateline("code", str(page), str(page), "--format", "jsonl")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == f"dateline: {page}: named more than once; read once\n"


def test_two_records_of_one_id_are_told_apart(dateline: Command, tmp_path: Path) -> None:
    dump = tmp_path / "d.jsonl"
    dump.write_text("\n".join(json.dumps({"id": "s", "text": TEXT + end}) for end in ("", " a", " b")))
    done = dateline("code", str(dump), "--format", "jsonl")
    assert done.exit_code == 0
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == [
        "s",
        "s",
        "s:2",
        "s:2",
        "s:3",
        "s:3",
    ]
    assert done.stderr.count("the id 's' was there before") == 1


@pytest.mark.parametrize("start", ["", "<html><body><p>"])
def test_what_is_too_large_could_not_be_read(
    dateline: Command, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setattr("dateline.read.stage.LONGEST_ARTICLE", 1000)
    monkeypatch.setattr("dateline.read.stage.LARGEST_PAGE", 1000)
    monkeypatch.setattr(pipeline, "standard", reading_fake)
    large = tmp_path / "large.txt"
    large.write_text(start + "Troops left. " * 100)
    done = dateline("code", str(large), str(page), "--format", "jsonl")
    assert done.exit_code == 1
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == [str(page), str(page)]
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"dateline: {large}: too l") and ("; give " in line or "; save " in line)


def test_several_pages_are_told_apart(dateline: Command, page: Path, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text(TEXT + " again", encoding="utf-8")
    done = dateline("code", "page.txt", "second.txt")
    heads = [line.split(" · ")[0] for line in done.stdout.splitlines() if " · " in line]
    assert heads == ["page.txt", "second.txt"]
    assert "page.txt" not in dateline("code", "page.txt").stdout


def test_empty_standard_input_and_an_address_name_the_mend(dateline: Command) -> None:
    done = dateline("code", stdin="")
    assert done.exit_code == 1 and "name a file, or give text on standard input" in done.stderr
    done = dateline("code", "http://127.0.0.1/page.html")
    assert done.exit_code == 1 and "a loopback address; give the address of a public web page" in done.stderr


def test_a_wrong_field_is_said_once_and_each_line_counted(dateline: Command, tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"id": 1, "body": "x"}\n' * 30)
    done = dateline("add", "d.jsonl")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1 and "30 records in a row" in done.stderr
    assert "30 could not be read" in done.stdout


@pytest.mark.parametrize(("terminal", "there"), [(True, False), (True, True), (False, False)])
def test_building_the_index_is_said_on_a_terminal(
    page: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool, there: bool
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    stream = Stream()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(pipeline, "standard", fake)
    monkeypatch.setattr("dateline.ground.gazetteer.has_index", lambda: there)
    assert len(list(Coding([str(page)]).run())) == 1
    said = stream.getvalue() == "dateline: building the index of places, once: ~5 s\n"
    assert said == (terminal and not there)
