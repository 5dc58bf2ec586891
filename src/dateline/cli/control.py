"""``dateline control``: who held a place, or all places, as claims tell it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import outcome, say


def control(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="PLACE",
            help="A place, or a province or country for all places in it.",
            show_default=False,
        ),
    ] = None,
    case: options.CaseOption = options.DEFAULT_CASE,
    as_map: Annotated[
        bool, typer.Option("--map", help="Every place as a point in GeoJSON, in its state on the day.")
    ] = False,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Only the state on this day. Default with --map: that of --as-of, or today."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only from what had been captured by the end of this day (UTC)."),
    ] = None,
    stale_after: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            parser=options.from_one,
            help="Days of silence after which a state is stale. Default: 90.",
            show_default=False,
        ),
    ] = None,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """Tell who held a place from when to when, and by which claims."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.cli.query import place_names
        from dateline.control.history import histories, only_on
        from dateline.control.spells import STALE_AFTER
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.dictionaries.nouns import load_nouns
        from dateline.errors import UsageError
        from dateline.export.control import write_control, write_map, write_spells

        if place is None and not as_map:
            raise UsageError("whose control? give a PLACE, or --map for all places")
        known = options.last_day(as_of, "--as-of")
        day = options.last_day(on, "--on") or known or dt.date.today()
        names = () if place is None else place_names(place)
        silence = stale_after or STALE_AFTER
        catalogue = load_catalogue()
        holders = {entry.id: entry.name for entry in catalogue.entries.values()}
        with opened_case(case) as opened:
            found = histories(
                opened.told(names, known),
                catalogue,
                load_nouns(),
                names=names,
                stale_after=silence,
                today=known or dt.date.today(),
            )
            first = opened.first_taken()
        if as_map or on is not None:
            found = only_on(found, day)
        if as_map:
            out = standard_output(data=True)
            count = write_map(found, holders, out, on=day, as_of=known, stale_after=silence)
        elif form is options.ListFormat.jsonl:
            count = write_spells(found, standard_output(data=True))
        else:
            out = standard_output(data=False)
            count = write_control(found, holders, out, width=columns(), color=has_color(out))
            if count:
                out.write(f"\nstale after {silence} days of silence\n")
        if count:
            return
        if first is None:
            say(f"{case}: the case holds no reports")
        elif known is not None and first > known:
            say(
                f"{case}: nothing had been captured by {known}, the first report was on {first}; "
                f"--on {known} tells what is known now of that day"
            )
        else:
            what = f"{place!r}" if place is not None else "any place"
            what += f" on {day}" if as_map or on is not None else ""
            say(
                f"{case}: no claim tells who held {what}; `dateline claims --type TERRITORY` lists what is told"
            )
