"""``dateline control``: who held a place, or all places, as claims tell it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import nothing_by, opened_case
from dateline.cli.outcome import outcome, say
from dateline.records.days import last_day

if TYPE_CHECKING:
    from dateline.control.history import History, PlaceTold
    from dateline.store.case import Case


def control(
    context: typer.Context,
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
    as_list: Annotated[
        bool,
        typer.Option(
            "--list", help="Only the names of the places, with their spellings and number of claims."
        ),
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
        from dateline.control.spells import STALE_AFTER
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.dictionaries.forms import place_names
        from dateline.errors import UsageError
        from dateline.export.control import write_control, write_map, write_places, write_spells

        if place is None and not (as_map or as_list):
            raise UsageError(
                "whose control? give a PLACE, or --list for their names, or --map for all places"
            )
        if (as_map or as_list) and _is_given(context, "form"):
            raise UsageError(f"--{'map' if as_map else 'list'} has one format; leave out --format")
        if as_map and as_list:
            raise UsageError("--map and --list are two outputs; give one of them")
        known = last_day(as_of, "--as-of")
        day = last_day(on, "--on") or known or dt.date.today()
        names = () if place is None else place_names(place)
        silence = stale_after or STALE_AFTER
        holders = {entry.id: entry.name for entry in load_catalogue().entries.values()}
        state_of = day if as_map or on is not None else None
        found: list[History] = []
        listed: list[PlaceTold] = []
        everywhere: list[PlaceTold] = []
        claims = 0
        with opened_case(case) as opened:
            if as_list and state_of is None:
                listed = opened.places_told(names, known)
            else:
                found = opened.control(names, on=state_of, as_of=known, stale_after=silence)
                listed = [history.about for history in found]
            if not listed and not (names and opened.places_told(names, known)):
                everywhere = opened.places_told((), known) if names else []
                claims = 0 if known is not None else _claims_at(opened, names)
            holds = opened.first_taken() is not None
            nothing = nothing_by(opened, known)
        if as_list:
            count = write_places(listed, standard_output(data=False))
        elif as_map:
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
        if not holds:
            say(f"{case}: the case holds no reports")
        elif nothing is not None:
            say(f"{nothing}; --on {known} tells what is known now of that day")
        else:
            what = f"{place!r}" if place is not None else "any place"
            what += f" on {day}" if as_map or on is not None else ""
            had = f"of what had been captured by {known}, " if known is not None else ""
            say(f"{case}: {had}no claim tells who held {what}{_and_now(place, everywhere, claims)}")


def _is_given(context: typer.Context, name: str) -> bool:
    """Whether the user gave the option."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _claims_at(opened: Case, names: tuple[str, ...]) -> int:
    """How many claims of any type are at places of these names."""
    from dateline.store.filters import Filter

    return opened.count(Filter(places=names)) if names else 0


def _and_now(place: str | None, everywhere: list[PlaceTold], claims: int) -> str:
    """What there is in the place of a place of which nothing is told: near names, other claims, and where to look."""
    from dateline.control.history import near
    from dateline.export.control import place_words

    if place is None:
        return "; `dateline claims --type TERRITORY` lists what is told"
    words = ""
    alike = near(everywhere, place)
    if alike:
        words += f"; like it: {'; '.join(place_words(history) for history in alike)}"
    if claims:
        number = "1 other claim names" if claims == 1 else f"{claims} other claims name"
        words += f"; {number} it: `dateline claims --place {place!r}`"
    return f"{words}; `dateline control --list` names the places of which it is told"
