"""``dateline recode``, ``dateline runs``: code anew what a case holds, and see what that changed."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import FAILED, outcome, say

runs = typer.Typer(
    name="runs",
    invoke_without_command=True,
    help="List the runs that coded a case; `runs diff` tells what one of them changed.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@runs.callback()
def listed(context: typer.Context, case: options.CaseOption = options.DEFAULT_CASE) -> None:
    """List the runs that coded a case; `runs diff` tells what one of them changed."""
    context.obj = case
    if context.invoked_subcommand is not None:
        return
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.export.runs import write_runs

        with opened_case(case) as opened:
            found = opened.runs()
        out = standard_output(data=False)
        if found:
            write_runs(found, out, width=columns(), color=has_color(out))
        else:
            say(f"{case}: no runs yet; `dateline add PATH --case {case}` makes one")


@runs.command()
def diff(
    context: typer.Context,
    run: Annotated[
        str | None,
        typer.Argument(
            metavar="RUN",
            help="A run, by its identifier or the first digits of it. Default: the last one.",
            show_default=False,
        ),
    ] = None,
    case: options.CaseOption = options.DEFAULT_CASE,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """Tell which claims of earlier runs a run changed, no longer made, or made beside them."""
    if case == options.DEFAULT_CASE:
        case = context.obj  # as in `runs --case FILE diff`
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.errors import UsageError
        from dateline.export.runs import write_difference_lines, write_differences

        with opened_case(case) as opened:
            held = opened.runs()
            start = f"u-{(run or '').strip().lower().removeprefix('u-')}"
            fits = [each for each in held if each.id.startswith(start)] if run else held[-1:]
            if len(fits) != 1:
                what = f"several runs start with {run!r}" if fits else f"no run {run or ''}".rstrip()
                raise UsageError(f"{what}; `dateline runs --case {case}` lists them")
            found = opened.differences(fits[0].id)
        if form is options.ListFormat.jsonl:
            write_difference_lines(found, standard_output(data=True))
        elif found:
            out = standard_output(data=False)
            write_differences(found, out, width=columns(), color=has_color(out))
        if not found:
            say(f"{case}: {fits[0].id} changed no claim of an earlier run")


def recode(case: options.CaseOption = options.DEFAULT_CASE) -> None:
    """Code anew, with this version of Dateline, all that a case holds. Decisions stay, and so does what was said."""
    with outcome():
        from dateline import pipeline
        from dateline.cli.output import standard_output
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.errors import DatelineError
        from dateline.version import run_of

        failed = done = 0
        coder = pipeline.standard()
        run = run_of(coder.versions, load_catalogue().version)
        with opened_case(case) as opened:
            for name in opened.captures():
                try:
                    capture = opened.capture(name)
                    if capture is not None:
                        for report in coder.run([capture]):
                            opened.replace(name, report, run)
                            done += 1
                except DatelineError as error:
                    failed += 1
                    say(f"dateline: {error}")
            changed = len(opened.differences(run.id))
        out = standard_output(data=False)
        reports = f"{done} report{'' if done == 1 else 's'}"
        claims = f"{changed} claim{'' if changed == 1 else 's'}"
        out.write(f"{case}: coded {reports} anew, which changed {claims}\n")
        if changed:
            out.write(f"dateline runs diff {run.id[:10]} --case {case}\n")
        if failed:
            out.flush()
            raise typer.Exit(FAILED)
