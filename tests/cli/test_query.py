from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.dictionaries.forms import actor_names, place_names
from dateline.records.report import Block, Flag
from dateline.store.case import Case
from tests.builders import TEXT
from tests.cli.conftest import Command
from tests.store.made import LANTERN, old_case, run_record
from tests.store.made import page as made_page


@pytest.fixture
def filled(dateline: Command, page: Path) -> Command:
    assert dateline("add", str(page), "--published", "2017-11-12").exit_code == 0
    return dateline


def types(stdout: str) -> list[str]:
    return [json.loads(line)["type"] for line in stdout.splitlines()]


def test_claims_are_listed_with_identifiers_that_show_takes(filled: Command) -> None:
    done = filled("claims")
    assert done.exit_code == 0 and "ASSAULT" in done.stdout and "FORCE-" in done.stdout
    name = next(line.split()[0] for line in done.stdout.splitlines() if "ASSAULT" in line)
    shown = filled("show", name)
    assert shown.exit_code == 0
    assert "[place: Tell Zafra]" in shown.stdout and "Tall Zafrā (gn:990001)" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["ASSAULT", "FORCE-ESTIMATE"]),
        (["--type", "assault"], ["ASSAULT"]),
        (["--place", "tell zafra"], ["ASSAULT", "FORCE-ESTIMATE"]),
        (["--place", "Iraq"], ["ASSAULT"]),
        (["--actor", "Sakran forces"], ["ASSAULT", "FORCE-ESTIMATE"]),
        (["--actor", "Nobody"], []),
        (["--outlet", "Lantern Post", "--since", "2017-11"], ["ASSAULT"]),
        (["--until", "2016"], []),
    ],
)
def test_filters(filled: Command, arguments: list[str], found: list[str]) -> None:
    done = filled("claims", "--format", "jsonl", *arguments)
    assert done.exit_code == 0
    assert types(done.stdout) == found
    assert ("none of the 2 claims matches" in done.stderr) == (not found)
    left_out = "1 claim is left out because the date is unknown" in done.stderr
    assert left_out == ("--since" in arguments or "--until" in arguments)


def test_export_to_standard_output_and_to_a_file(filled: Command, tmp_path: Path) -> None:
    assert types(filled("export", "jsonl").stdout) == ["ASSAULT", "FORCE-ESTIMATE"]
    done = filled("export", "csv", "--output", "out.csv", "--type", "ASSAULT")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "out.csv: 1 claim\n" in done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert [row["type"] for row in rows] == ["ASSAULT"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["dateline.db", "out.csv", "page.txt"]
    assert json.loads(filled("export", "geojson").stdout)["type"] == "FeatureCollection"


def test_an_export_that_fails_leaves_the_old_file(filled: Command, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    done = filled("export", "csv", "--output", "out.csv", "--type", "WAR")
    assert done.exit_code == 2
    assert (tmp_path / "out.csv").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("target", ["gone/out.csv", "."])
def test_an_output_that_cannot_be_is_wrong_usage(filled: Command, target: str) -> None:
    done = filled("export", "csv", "--output", target)
    assert done.exit_code == 2 and "--output" in done.stderr


def test_reports_are_listed_with_why_there_is_no_claim(filled: Command) -> None:
    filled("add", stdin="The market was open, and nothing happened.")
    done = filled("reports")
    assert done.exit_code == 0
    (quiet,) = [line for line in done.stdout.splitlines() if line.startswith("- ")]
    assert "no event words" in quiet
    assert "page.txt" in done.stdout and "Lantern Post" in done.stdout


def test_comments_are_found_and_labelled(filled: Command) -> None:
    done = filled("search", "burned", "brigade")
    assert "comment: " in done.stdout and "[Brigade] [burned]" in done.stdout
    done = filled("search", "unheard")
    assert done.stdout == "" and "no block holds all of: unheard" in done.stderr
    assert filled("search", "!").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ["claims"],
        ["show", "ab"],
        ["show", "ab", "--versions"],
        ["export", "csv"],
        ["reports"],
        ["search", "a"],
    ],
)
def test_a_missing_case_is_said_and_not_made(dateline: Command, tmp_path: Path, command: list[str]) -> None:
    done = dateline(*command)
    assert done.exit_code == 1
    assert "dateline.db: no such case" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_claim_that_is_not_there_is_wrong_usage(filled: Command) -> None:
    done = filled("show", "zzzz")
    assert done.exit_code == 2 and "no claim 'zzzz'" in done.stderr


def test_an_empty_case_says_that_it_is_empty(dateline: Command) -> None:
    Case.create_or_open("dateline.db").close()
    done = dateline("claims")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "the case holds no claims" in done.stderr
    assert "no reports yet" in dateline("reports").stderr


def test_names_are_widened_by_what_the_dictionaries_know(dateline: Command) -> None:
    assert actor_names("sakran FORCES") == ("sakran FORCES", "army", "Army of Sakra", "Sakran forces")
    assert actor_names("army") == ("army", "Army of Sakra", "Sakran forces")
    assert actor_names("Nobody") == ("Nobody",)
    assert place_names("iraq") == ("iraq", "IQ")
    assert place_names("Tell Zafra") == ("Tell Zafra",)


def test_a_search_shows_a_few_and_says_how_many_more(filled: Command, tmp_path: Path) -> None:
    dump = tmp_path / "d.jsonl"
    dump.write_text("\n".join(json.dumps({"id": n, "text": f"{TEXT} {n}"}) for n in range(24)))
    assert filled("add", str(dump)).exit_code == 0
    done = filled("search", "brigade", "burned")
    assert len(done.stdout.splitlines()) == 20
    assert done.stderr == "dateline.db: 5 more; `--limit 25` shows all\n"
    done = filled("search", "brigade", "burned", "--limit", "25")
    assert (len(done.stdout.splitlines()), done.stderr) == (25, "")
    assert filled("search", "brigade", "--limit", "0").exit_code == 2


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_case_is_never_written_over(
    filled: Command, tmp_path: Path, ending: str, force: list[str]
) -> None:
    before = Path("dateline.db").read_bytes()
    (tmp_path / "linked").symlink_to(f"dateline.db{ending}")
    (tmp_path / "folder").mkdir()
    names = [f"dateline.db{ending}", f"folder/../dateline.db{ending}", "linked"]
    if not ending:
        (tmp_path / "hard").hardlink_to("dateline.db")
        names.append("hard")
    for name in names:
        done = filled("export", "csv", "--output", name, *force)
        assert done.exit_code == 2 and f"--output {name}: this is the case itself" in done.stderr
    assert Path("dateline.db").read_bytes() == before
    assert (tmp_path / "linked").is_symlink()


def test_a_file_that_is_there_is_replaced_with_force_only(filled: Command, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")
    done = filled("export", "csv", "--output", "out.csv")
    assert done.exit_code == 2
    assert "--output out.csv: there is such a file" in done.stderr and "--force" in done.stderr
    assert (tmp_path / "out.csv").read_text() == "old"
    assert filled("export", "csv", "--output", "out.csv", "--force").exit_code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("claim,doc,")
    (tmp_path / "broken").symlink_to("gone")
    assert filled("export", "csv", "--output", "broken").exit_code == 2


def test_a_name_that_nothing_in_the_case_bears_is_said(filled: Command) -> None:
    done = filled("claims", "--actor", "Nobody")
    assert done.exit_code == 0
    assert "no actor or target in the case is named 'Nobody'" in done.stderr
    done = filled("export", "csv", "--place", "Nowhere")
    assert done.exit_code == 0 and "no place in the case is named 'Nowhere'" in done.stderr
    assert "is named" not in filled("claims", "--place", "Tell Zafra", "--until", "2016").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "xls"], "choose one of jsonl, csv, geojson"),
        (["claims", "--format", "xls"], "choose one of table, jsonl, csv, geojson"),
        (["search", "a", "--limit", "0"], "0 is too small; give 1 or more"),
        (["search", "a", "--limit", "few"], "'few' is no whole number; give 1 or more"),
    ],
)
def test_a_wrong_value_is_said_in_plain_words(filled: Command, arguments: list[str], words: str) -> None:
    done = filled(*arguments)
    assert done.exit_code == 2
    assert words in " ".join(done.stderr.replace("│", " ").split())


@pytest.fixture
def versions(dateline: Command) -> Command:
    """A case with two versions of one address; the first has two claims, the second one."""
    with Case.create_or_open("dateline.db") as case:
        case.add(*made_page("first", claims=2), run_record())
        text = f"{TEXT.replace('a hideout', 'two hideouts')} Nobody did."
        case.add(*made_page("second", text=text, kind="live blog"), run_record())
    return dateline


def test_claims_of_earlier_versions_are_left_out_and_said_to_be(versions: Command) -> None:
    for command in (["claims", "--format", "jsonl"], ["export", "jsonl"]):
        done = versions(*command)
        assert len(types(done.stdout)) == 1
        assert "2 claims of earlier versions are left out; --all-versions shows them" in done.stderr
        done = versions(*command, "--all-versions")
        assert (len(types(done.stdout)), done.stderr) == (3, "")
    done = versions("claims", "--type", "PROTEST")
    assert "earlier" not in done.stderr and "none of the 3 claims matches" in done.stderr


def test_an_old_case_is_said_to_be_brought_up_to_date(dateline: Command) -> None:
    for command in (["reports"], ["claims"], ["show", "c"], ["search", "a"], ["export", "csv"], ["sources"],
                    ["add", "none.txt"]):  # fmt: skip
        Path("dateline.db").unlink(missing_ok=True)
        old_case(Path("dateline.db"), [made_page("first")])
        words = (
            "dateline: dateline.db: made by an earlier version of Dateline; its 0 MiB are brought up to date"
        )
        assert dateline(*command).stderr.startswith(words)
        assert "earlier version" not in dateline(*command).stderr


def test_reports_are_listed_once_or_in_all_versions(versions: Command) -> None:
    done = versions("reports")
    assert "page second" in done.stdout and "page first" not in done.stdout and "live blog" in done.stdout
    done = versions("reports", "--all-versions")
    assert "1 of 2" in done.stdout and "2 of 2" in done.stdout and "page first" in done.stdout


def test_the_versions_of_a_report_are_shown_with_what_changed(versions: Command) -> None:
    for arguments in (["--versions", LANTERN], ["page first", "--versions"]):
        done = versions("show", *arguments)
        assert done.exit_code == 0
        assert "From version 1 to version 2" in done.stdout
        assert "[-a hideout-]{+two hideouts+}" in done.stdout
        assert "kind changed: [-report-]{+live blog+}" in done.stdout
        assert "comments: 1 new, 1 gone" in done.stdout
    done = versions("show", "--versions", "nowhere")
    assert done.exit_code == 2 and "no report 'nowhere'" in done.stderr


def test_flagged_comments_are_listed(dateline: Command) -> None:
    start = TEXT.index("burned")
    flag = Flag(kind="incitement", reason="a call to burn", start=start, end=start + len("burned"))
    comment = Block(label="comment", start=TEXT.index("The Blue"), end=len(TEXT), flags=(flag,))
    with Case.create_or_open("dateline.db") as case:
        case.add(*made_page("calm"), run_record())
        assert dateline("search", "--flagged").stderr == "dateline.db: no comment is flagged\n"
        case.add(*made_page("flagged", text=TEXT, blocks=(comment,)), run_record())
    said = "page flagged, comment, flagged: incitement (a call to burn): "
    done = dateline("search", "--flagged")
    assert done.stdout == f"{said}The Blue Brigade [burned] Qasr Miran yesterday!\n"
    assert f"{said}The Blue [Brigade] burned" in dateline("search", "brigade").stdout
    assert len(dateline("search", "brigade").stdout.splitlines()) == 2
    assert len(dateline("search", "--flagged", "brigade").stdout.splitlines()) == 1
    assert "no flagged comment holds all of: calm" in dateline("search", "--flagged", "calm").stderr
    done = dateline("search")
    assert done.exit_code == 2 and "give one or more words, or --flagged" in done.stderr
