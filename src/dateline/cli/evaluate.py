"""``dateline evaluate``: take a public exam and print the figures beside those of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.outcome import FAILED, outcome, say

if TYPE_CHECKING:
    from rich.table import Table

    from dateline.evaluate.result import Result


def evaluate(
    exam: Annotated[
        str,
        typer.Argument(
            metavar="EXAM",
            help="articles, pages, labels, hatecheck, polnear, re3d, timex, ud_ewt, factuality, negation, muc4, "
            "incidents, ecbplus or ucdp_iraq.",
        ),
    ],
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The exam's files, as their authors publish them.")
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", parser=options.from_one, help="Take the first N documents only."),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Fail where a figure misses its floor in this JSON file."),
    ] = None,
) -> None:
    """Take a public exam: print Dateline's figures beside those of others on the same pages or texts."""
    with outcome():
        from dateline.cli.coding import say_network
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.evaluate.floors import load_floors, missed
        from dateline.evaluate.registry import take
        from dateline.export.terminal import rendered

        wanted = {} if floors is None else load_floors(floors)
        say_network()
        result = take(exam, path, limit)
        for problem in result.problems:
            say(problem)
        out = standard_output(data=json)
        if json:
            out.write(f"{_object(result)}\n")
        else:
            out.write(rendered(_table(result), width=columns(), color=has_color(out)))
        low = missed(result, wanted)
        for line in low:
            say(line)
        if low:
            out.flush()
            raise typer.Exit(FAILED)


def _object(result: Result) -> str:
    """The figures as one JSON object on one line; problems are told on standard error."""
    import msgspec

    fields = ("exam", "path", "documents", "seconds", "metrics", "baselines")
    return msgspec.json.encode({name: getattr(result, name) for name in fields}).decode()


def _table(result: Result) -> Table:
    """The figures, a metric a line, Dateline's first."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    title = f"{result.exam}: {result.documents} documents in {result.seconds:.1f} s"
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, title=title, title_justify="left")
    table.add_column("", no_wrap=True)
    table.add_column("dateline", justify="right")
    for name in result.baselines:
        table.add_column(name.replace("_", " "), justify="right")
    names = dict.fromkeys([*result.metrics, *(n for figures in result.baselines.values() for n in figures)])
    for name in names:
        columns = (result.metrics, *result.baselines.values())
        table.add_row(Text(name), *(_figure(figures.get(name)) for figures in columns))
    return table


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    if value == int(value) and value > 1:
        return str(int(value))
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
