"""Which way the imports go: nothing below the command line needs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dateline

SOURCE = Path(dateline.__file__).parent


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def users_of(package: str, *above: str) -> set[str]:
    """The modules that import something of a package, those of it and of the packages above it left out."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if not name.startswith((f"{package}/", *above)) and any(
            each == f"dateline.{package}" or each.startswith(f"dateline.{package}.")
            for each in imported(path)
        ):
            found.add(name)
    return found


def test_only_the_command_itself_needs_the_command_line() -> None:
    assert users_of("cli") == {"__main__.py"}


def test_only_the_command_line_needs_the_desk() -> None:
    assert users_of("desk", "cli/") == set()
