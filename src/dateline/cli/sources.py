"""``dateline sources``: how the sources of a case fare."""

from __future__ import annotations

import datetime as dt

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import outcome, say


def sources(
    case: options.CaseOption = options.DEFAULT_CASE,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """List what is collected again and again: last success, items, errors, next try. Times are in UTC."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output

        with opened_case(case) as opened:
            found = opened.sources()
        out = standard_output(data=form is not options.ListFormat.table)
        if form is options.ListFormat.jsonl:
            from dateline.export.jsonl import json_text
            from dateline.records.evidence import to_builtins

            for source in found:
                out.write(json_text(to_builtins(source)) + "\n")
        elif found:
            from dateline.cli.listing import write_sources

            write_sources(found, out, now=dt.datetime.now(dt.UTC), width=columns(), color=has_color(out))
        if not found:
            say(f"{case}: no sources yet; `dateline watch FEEDS.toml --case {case}` collects from some")
