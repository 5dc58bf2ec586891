"""The ``dateline`` command: its commands in the order of the help, and its options of its own.

Heavy modules (the parser, the database) are imported by the commands that need them, so that ``--help``
and mistakes answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from dateline.cli.add import add
from dateline.cli.brief import brief
from dateline.cli.code import code
from dateline.cli.control import control
from dateline.cli.decide import accept, correct, decisions, merge, reject, review, split, undo
from dateline.cli.desk import desk, users
from dateline.cli.evaluate import evaluate
from dateline.cli.events import echoes, events
from dateline.cli.outcome import INTERRUPTED
from dateline.cli.query import claims, export, reports, search, show
from dateline.cli.runs import recode, runs
from dateline.cli.sources import sources
from dateline.cli.watch import watch

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from dateline.version import installed_version

        typer.echo(f"dateline {installed_version()}")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Read news pages about armed conflict into sourced, dated, located claims.

    Exit codes: 0 done; 1 some input, or the case, could not be used; 2 wrong usage.
    """


COMMANDS: tuple[Callable[..., None], ...] = (
    *(code, add, watch, claims, events, show, export, control, brief, echoes, reports, search, sources),
    *(review, accept, reject, correct, merge, split, undo, decisions, recode, desk, evaluate),
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(runs)
app.add_typer(users)


def run() -> None:
    """Run the command that the arguments name; ends the process with its exit code."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
