"""``dateline code``: code pages and write their claims; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from dateline.cli import options
from dateline.cli.outcome import FAILED, outcome
from dateline.errors import UsageError


def code(
    paths: options.Paths = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    form: options.FormatOption = options.Format.table,
    unfold: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            parser=options.from_one,
            help="After the table, unfold claim N: its words, field by field.",
        ),
    ] = None,
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
    """Code pages: print who did what to whom, where, when, according to whom. Stores nothing."""
    with outcome():
        from dateline.cli.coding import Coding, dump_fields
        from dateline.cli.fetching import Web
        from dateline.cli.output import columns, has_color, standard_output, write
        from dateline.records.claim import GroundedClaim
        from dateline.records.header import Header, header_of

        if unfold is not None and form is not options.Format.table:
            raise UsageError(
                f"--unfold goes with --format table, not {form}; `--format jsonl` has all fields"
            )
        coding = Coding(
            paths,
            published=published,
            outlet=outlet,
            dump=dump_fields(id_field, text_field, title_field, published_field),
            jobs=jobs,
            web=Web(delay=delay, contact=contact, allow_private=allow_private),
            limit=limit,
        )
        out = standard_output(data=form is not options.Format.table)
        # A bar on stderr would run through what is written to the same terminal meanwhile.
        quiet = form is not options.Format.table and out.isatty()
        chosen: list[tuple[Header, GroundedClaim]] = []

        def rows() -> Iterator[tuple[Header, GroundedClaim]]:
            number = 0
            for _, result in coding.run(progress=not quiet):
                header = header_of(result.annotated.report)
                for claim in result.claims:
                    number += 1
                    if number == unfold:
                        chosen.append((header, claim))
                    yield header, claim

        count = write(form, rows(), out)
        if chosen:
            from dateline.export.unfold import write_unfolded

            out.write("\n")
            write_unfolded(*chosen[0], out, width=columns(), color=has_color(out))
        elif unfold is not None and count:
            held = "there is 1 claim" if count == 1 else f"there are {count} claims"
            raise UsageError(f"--unfold {unfold}: {held}; give a number from the table")
        if coding.failed:
            out.flush()
            raise typer.Exit(FAILED)
