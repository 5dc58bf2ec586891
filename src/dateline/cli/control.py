"""``dateline control``: who held a place, or all places, as claims tell it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import outcome, say

if TYPE_CHECKING:
    from dateline.control.history import History
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
        from dateline.cli.query import place_names
        from dateline.control.history import histories, only_on
        from dateline.control.spells import STALE_AFTER
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.dictionaries.nouns import load_nouns
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
        known = options.last_day(as_of, "--as-of")
        day = options.last_day(on, "--on") or known or dt.date.today()
        names = () if place is None else place_names(place)
        silence = stale_after or STALE_AFTER
        catalogue = load_catalogue()
        holders = {entry.id: entry.name for entry in catalogue.entries.values()}

        def read(opened: Case, asked: tuple[str, ...], wanted: tuple[str, ...]) -> list[History]:
            return histories(
                opened.told(asked, known),
                catalogue,
                load_nouns(),
                names=wanted,
                stale_after=silence,
                today=known or dt.date.today(),
            )

        everywhere: list[History] = []
        with opened_case(case) as opened:
            found = read(opened, names, names)
            others = _by_spelling(found, names)
            if others:  # reports that write the place otherwise tell of it, too
                found = read(opened, (*names, *others), (*names, *others))
            elif names and not found:
                everywhere = read(opened, (), ())
                found = _shown_as(everywhere, names)
            first = opened.first_taken()
            claims = 0 if found or known is not None else _claims_at(opened, names)
        if as_map or on is not None:
            found = only_on(found, day)
        if as_list:
            count = write_places(found, standard_output(data=False))
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
            had = f"of what had been captured by {known}, " if known is not None else ""
            say(f"{case}: {had}no claim tells who held {what}{_and_now(place, everywhere, claims)}")


def _is_given(context: typer.Context, name: str) -> bool:
    """Whether the user gave the option."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _by_spelling(found: list[History], names: tuple[str, ...]) -> tuple[str, ...]:
    """The gazetteer's identifiers of the places that bear the names only as some reports write them."""
    from dateline.control.places import is_named
    from dateline.records.claim import Place

    places = [history.place for history in found if names and not is_named(history.place, names)]
    return tuple(dict.fromkeys(one.place.id for one in places if isinstance(one.place, Place)))


def _shown_as(everywhere: list[History], names: tuple[str, ...]) -> list[History]:
    """Those whose name is shown so: that of a part ("Kell crossing") stands in no report."""
    from dateline.control.places import is_named

    return [history for history in everywhere if is_named(history.place, names, history.spellings)]


def _claims_at(opened: Case, names: tuple[str, ...]) -> int:
    """How many claims of any type are at places of these names."""
    from dateline.store.filters import Filter

    return opened.count(Filter(places=names)) if names else 0


def _and_now(place: str | None, everywhere: list[History], claims: int) -> str:
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
