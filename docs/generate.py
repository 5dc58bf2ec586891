"""Writes the generated parts of the documentation: the reference, and the output of the commands it shows.

    python docs/generate.py            write what has changed
    python docs/generate.py --check    write nothing; name the files that would change, exit 1 if there are any

In README.md and docs/ these comments are instructions:

    <!-- run: dateline code examples/... -->     the fenced block below it is replaced by ``$ command`` and what the
                                                 command prints; ``run, exit 1:`` where it ends with that code
    <!-- file: pages.jsonl -->                   the fenced block below it is such a file, for the commands after it
    <!-- serve: HOST/PATH = FILE -->             this address answers with the file, for the commands after it
    <!-- now: 2017-11-14 19:05 -->               the time in UTC for the commands after it, as far as they show it
    <!-- version: 0.0.9 without besiege casualties -->    the version of Dateline for the commands after it, which may lack
                                                 rules and fields
    <!-- generated: NAME --> ... <!-- end: NAME -->    what lies between is written by ``from_code.generated``

The commands of one page share a temporary folder, which holds a copy of ``examples``; case files and exports go
there. A command is ``dateline ...``, which runs in this process, or ``python FILE``; it may say ``{id N}`` for the
identifier in row N of the table above it. The width is 100 columns, without colour. The web is pretended
(``pretend.py``): only what a page serves is there.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import from_code
from pretend import World, pretended

from dateline import pipeline
from dateline.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT / "src")}

_BLOCK = re.compile(
    r"^<!-- (?P<what>run|file)(?:, exit (?P<exit>\d+))?: (?P<words>.+?) -->\n"
    r"```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_SETTING = re.compile(r"^<!-- (?P<what>serve|now|version): (?P<words>.+?) -->$", re.MULTILINE)
_PART = re.compile(r"(?<=<!-- generated: )(\w+)( -->\n).*?(?=<!-- end: \1 -->)", re.DOTALL)
_ROW_ID = re.compile(r"^((?:[edu]-)?[0-9a-f]{6,16}) ", re.MULTILINE)


#: The pipeline as it ships, opened at first use and kept for all pages.
_opened = cache(pipeline.standard)


class DocumentError(Exception):
    """A page holds a command that does not do what the page says."""


def pages() -> list[Path]:
    """The pages that are written by hand: README.md and docs/, without the reference."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if page.parent != ROOT / "docs" / "reference"]


def has_blocks(page: Path) -> bool:
    """Whether the page shows a command's output."""
    return any(match["what"] == "run" for match in _BLOCK.finditer(_read(page)))


def with_parts(text: str) -> str:
    """The page with its generated parts as the code gives them now."""
    parts = from_code.generated()
    return _PART.sub(lambda m: f"{m[1]}{m[2]}{parts[m[1]]}", text)


def with_output(text: str, name: str) -> str:
    """The page with the output of its commands as they give it now. Raises DocumentError, naming the page."""
    out: list[str] = []
    end = 0
    table = ""
    found = sorted([*_BLOCK.finditer(text), *_SETTING.finditer(text)], key=lambda match: match.start())
    with _workplace() as world:
        for match in found:
            if match.re is _SETTING:
                _set(world, match["what"], match["words"], name)
                continue
            out.append(text[end : match.start("body")])
            end = match.end("body")
            if match["what"] == "file":
                Path(match["words"]).write_text(match["body"], encoding="utf-8")
                out.append(match["body"])
                continue
            command = _with_ids(match["words"], table, name)
            body = output(command, int(match["exit"] or 0), name)
            table = body if _ROW_ID.search(body) else table
            out.append(f"$ {command}\n{body}")
    return "".join(out) + text[end:]


def _set(world: World, what: str, words: str, name: str) -> None:
    """Set the time, the version, or what an address answers. Raises DocumentError."""
    try:
        if what == "now":
            world.set_time(words)
        elif what == "version":
            world.set_version(words)
        else:
            address, file = words.split(" = ")
            world.serve(address, Path(file).resolve(strict=True))
    except (OSError, ValueError) as error:
        raise DocumentError(f"{name}: `{what}: {words}` cannot be done ({error}); change the page") from error


def output(command: str, exit_code: int, name: str) -> str:
    """What the command prints, standard error among it. Raises DocumentError for another exit code."""
    program, *arguments = shlex.split(command)
    if program == "dateline":
        code, text = _dateline(arguments)
    elif program == "python":
        whole = [sys.executable, "-X", "utf8", *arguments]
        done = subprocess.run(
            whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
        )
        code, text = done.returncode, done.stdout
    else:
        raise DocumentError(f"{name}: `{command}`: only `dateline` and `python` are run; change the page")
    if code != exit_code:
        raise DocumentError(f"{name}: `{command}` ended with {code}, not {exit_code}:\n{text}")
    return "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines())


def _dateline(arguments: list[str]) -> tuple[int, str]:
    """The exit code, and what the command writes, in the order in which a terminal would show it."""
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    code = 0
    with redirect_stdout(screen), redirect_stderr(screen):
        try:
            app(arguments, prog_name="dateline")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    screen.seek(0)
    return code, screen.read()


def _with_ids(command: str, table: str, name: str) -> str:
    identifiers = _ROW_ID.findall(table)

    def identifier(match: re.Match[str]) -> str:
        row = int(match[1])
        if not 1 <= row <= len(identifiers):
            raise DocumentError(f"{name}: `{command}`: the table above it has no row {row}; change the page")
        return str(identifiers[row - 1])

    return re.sub(r"\{id (\d+)\}", identifier, command)


@contextmanager
def _workplace() -> Iterator[World]:
    """A temporary folder with the examples, as the current one, and a pretended web.

    The pipeline is opened once for all pages.
    """
    standard, environment = pipeline.standard, dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.environ.update(SETTINGS)
        try:
            with chdir(folder), pretended() as world:
                pipeline.standard = lambda: world.coder(_opened())
                yield world
        finally:
            pipeline.standard = standard
            os.environ.clear()
            os.environ.update(environment)


def main(arguments: list[str]) -> int:
    """The exit code: 0 where nothing has changed or all was written, 1 where ``--check`` found a change."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    check = bool(arguments)
    wanted = {ROOT / path: text for path, text in from_code.reference().items()}
    for page in pages():
        wanted[page] = with_output(with_parts(_read(page)), _name(page))
    changed = [page for page, text in wanted.items() if not page.exists() or _read(page) != text]
    stray = [page for page in sorted((ROOT / "docs" / "reference").glob("*.md")) if page not in wanted]
    for page in (*changed, *stray):
        sys.stdout.write(f"{_name(page)}\n")
        if check:
            continue
        if page in stray:
            page.unlink()
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted[page], encoding="utf-8", newline="\n")
    return 1 if check and (changed or stray) else 0


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
