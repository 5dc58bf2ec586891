"""``dateline add``: code pages into a case."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import FAILED, outcome, say

if TYPE_CHECKING:
    from dateline.store.case import Case


def add(
    paths: options.Paths = None,
    case: options.CaseOption = options.DEFAULT_CASE,
    published: options.Published = None,
    outlet: options.Outlet = None,
    jobs: options.Jobs = None,
    id_field: options.IdField = None,
    text_field: options.TextField = None,
    title_field: options.TitleField = None,
    published_field: options.PublishedField = None,
    limit: options.Limit = None,
    delay: options.Delay = options.DEFAULT_DELAY,
    contact: options.Contact = None,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Code pages into a case file. What is in it already is left as it is."""
    with outcome():
        from dateline.cli.coding import Coding, dump_fields
        from dateline.cli.fetching import Web
        from dateline.cli.output import standard_output
        from dateline.errors import ReportRefused
        from dateline.records.capture import Capture
        from dateline.records.decision import Run

        coding = Coding(
            paths,
            published=published,
            outlet=outlet,
            dump=dump_fields(id_field, text_field, title_field, published_field),
            jobs=jobs,
            web=Web(delay=delay, contact=contact, allow_private=allow_private),
            limit=limit,
        )
        out = standard_output(data=False)
        reports = claims = known = later = 0
        with ExitStack() as closing:
            # A case that is there is checked before anything is read; a new one is made for the first report.
            opened = closing.enter_context(opened_case(case)) if case.exists() else None

            def ready() -> Case:
                nonlocal opened
                if opened is None:
                    opened = closing.enter_context(opened_case(case, make=True))
                return opened

            def wanted(capture: Capture) -> bool:
                nonlocal known
                there = opened is not None and opened.known(capture)
                known += there
                return not there

            run: Run | None = None
            for capture, result in coding.run(wanted):
                run = run or coding.this_run()
                try:
                    number = ready().add(capture, result, run)
                except ReportRefused as error:
                    coding.fail(error)
                    continue
                if number:
                    reports += 1
                    later += number > 1
                    claims += len(result.claims)
                else:
                    known += 1
        versions = f" ({_number(later, 'new version')})" if later else ""
        parts = [f"added {_number(reports, 'report')}{versions}, {_number(claims, 'claim')}"]
        parts += [f"{known} already there"] if known else []
        parts += [f"{coding.failed} could not be read"] if coding.failed else []
        parts += ["no case was made"] if opened is None else []
        out.write(f"{case}: {'; '.join(parts)}\n")
        if known and (published or outlet):
            say(
                "dateline: reports that were already there keep the date and outlet they were added with; "
                "to code them anew, add them to another case"
            )
        if coding.failed:
            out.flush()
            raise typer.Exit(FAILED)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
