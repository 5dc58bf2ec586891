"""``dateline claims``, ``show``, ``export``, ``reports``, ``search``: read a case back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import nothing_by, opened_case
from dateline.cli.outcome import outcome, say
from dateline.records.days import first_day, last_day

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
    reality: options.RealityOption = None,
    review: options.ReviewOption = None,
    as_of: options.AsOf = None,
    all_versions: options.AllVersions = False,
    form: options.FormatOption = options.Format.table,
) -> None:
    """List the claims of a case."""
    with outcome():
        from dateline.cli.output import standard_output, write

        wanted = wanted_claims(
            since, until, place, actor, kind, outlet, reality, review, as_of=as_of, all_versions=all_versions
        )
        with opened_case(case) as opened:
            out = standard_output(data=form is not options.Format.table)
            count = write(form, opened.claims(wanted), out, ids=True)
            _say_left_out(opened, wanted, count)
            _say_unheard(opened, place, actor, wanted)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The identifier of a claim or event, or the first digits of it. With --versions the report's, or "
            "its name or address.",
        ),
    ],
    case: options.CaseOption = options.DEFAULT_CASE,
    versions: Annotated[
        bool, typer.Option("--versions", help="The versions of a report, and what changed between them.")
    ] = False,
    as_of: options.AsOf = None,
    codebook: options.CodebookOption = options.Codebook.ucdp,
) -> None:
    """Unfold one claim (its sentence, and each field with its words) or one event (fields, claims, links)."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output

        out = standard_output(data=False)
        with opened_case(case) as opened:
            if versions:
                from dateline.export.versions import write_versions

                write_versions(opened.versions(name), out, width=columns(), color=has_color(out))
            elif name.strip().lower().startswith("e-"):
                from dateline.dictionaries.forms import entry_names
                from dateline.export.events import write_event

                happening = opened.event(name, last_day(as_of, "--as-of"), codebook.value)
                write_event(happening, entry_names(), out, width=columns(), color=has_color(out))
            else:
                from dateline.export.unfold import write_unfolded

                day = last_day(as_of, "--as-of")
                write_unfolded(*opened.claim(name, day), out, width=columns(), color=has_color(out))


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
    reality: options.RealityOption = None,
    review: options.ReviewOption = None,
    as_of: options.AsOf = None,
    all_versions: options.AllVersions = False,
) -> None:
    """Write the claims of a case for other programs."""
    with outcome():
        from dateline.cli.output import check_output, replaced, standard_output, write

        wanted = wanted_claims(
            since, until, place, actor, kind, outlet, reality, review, as_of=as_of, all_versions=all_versions
        )
        if output is not None:
            check_output(output, case=case, force=force)
        with opened_case(case) as opened:
            if output is None:
                count = write(form, opened.claims(wanted), standard_output(data=True))
            else:
                with replaced(output) as out:
                    count = write(form, opened.claims(wanted), out)
                say(f"{output}: {count} claim{'' if count == 1 else 's'}")
            _say_left_out(opened, wanted, count)
            _say_unheard(opened, place, actor, wanted)


def reports(
    case: options.CaseOption = options.DEFAULT_CASE,
    as_of: options.AsOf = None,
    all_versions: options.AllVersions = False,
) -> None:
    """List the reports of a case, and why some have no claim."""
    with outcome():
        from dateline.cli.listing import write_reports
        from dateline.cli.output import columns, has_color, standard_output

        out = standard_output(data=False)
        with opened_case(case) as opened:
            day = last_day(as_of, "--as-of")
            rows = opened.reports(all_versions=all_versions, as_of=day)
            count = write_reports(rows, out, width=columns(), color=has_color(out), all_versions=all_versions)
            nothing = None if count else nothing_by(opened, day)
        if not count:
            say(nothing or f"{case}: no reports yet; `dateline add PATH --case {case}` adds some")


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Words that must all be there.", show_default=False),
    ] = None,
    case: options.CaseOption = options.DEFAULT_CASE,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=options.from_one, help="Show at most this many finds.")
    ] = 20,
    flagged: Annotated[
        bool, typer.Option("--flagged", help="Only flagged comments; without a word, all of them.")
    ] = False,
    as_of: options.AsOf = None,
) -> None:
    """Find words in everything that was read, readers' comments too; each find says what it is part of."""
    with outcome():
        from dateline.cli.listing import hit_line
        from dateline.cli.output import standard_output
        from dateline.errors import UsageError

        if not words and not flagged:
            raise UsageError("nothing to search for; give one or more words, or --flagged")
        out = standard_output(data=False)
        wanted = " ".join(words or [])
        day = last_day(as_of, "--as-of")
        shown = 0
        with opened_case(case) as opened:
            for hit in opened.search(wanted, limit, flagged=flagged, as_of=day):
                shown += 1
                out.write(hit_line(hit) + "\n")
            more = opened.hits(wanted, flagged=flagged, as_of=day) - shown if shown == limit else 0
            nothing = None if shown else nothing_by(opened, day)
        if more > 0:
            out.flush()
            say(f"{case}: {more} more; `--limit {shown + more}` shows all")
        if nothing is not None:
            say(nothing)
        elif not shown:
            what = "flagged comment" if flagged else "block"
            say(f"{case}: no {what} holds all of: {wanted}" if wanted else f"{case}: no comment is flagged")


def wanted_claims(
    since: str | None,
    until: str | None,
    place: str | None,
    actor: str | None,
    kind: str | None,
    outlet: str | None,
    reality: str | None,
    review: str | None,
    *,
    as_of: str | None,
    all_versions: bool = False,
) -> Filter:
    """The filter that the options ask for. Raises UsageError where one of them is no such value."""
    from dateline.dictionaries.forms import actor_names, place_names
    from dateline.store.filters import Filter

    return Filter(
        since=first_day(since, "--since"),
        until=last_day(until, "--until"),
        places=() if place is None else place_names(place),
        actors=() if actor is None else actor_names(actor),
        type=kind,
        outlet=outlet,
        reality=reality,
        review=review,
        all_versions=all_versions,
        as_of=last_day(as_of, "--as-of"),
    )


def _say_left_out(case: Case, wanted: Filter, count: int) -> None:
    """Say on stderr what was left out for want of a date or as outdated, and why nothing came at all."""
    from dateline.store.filters import Filter

    nothing = None if count else nothing_by(case, wanted.as_of)
    if nothing is not None:
        say(nothing)
        return
    undated = case.undated(wanted)
    if undated:
        verb = "claim is" if undated == 1 else "claims are"
        say(f"{case.path}: {undated} {verb} left out because the date is unknown")
    earlier = case.earlier(wanted)
    if earlier:
        claims, them = ("claim", "it") if earlier == 1 else ("claims", "them")
        verb = "is" if earlier == 1 else "are"
        say(
            f"{case.path}: {earlier} {claims} of earlier versions {verb} left out; --all-versions shows {them}"
        )
    if not count:
        held = case.count(Filter(all_versions=True))
        reason = f"none of the {held} claims matches" if held else "the case holds no claims"
        say(f"{case.path}: {reason}; `dateline reports --case {case.path}` lists what was read")


def _say_unheard(case: Case, place: str | None, actor: str | None, wanted: Filter) -> None:
    """Say on stderr which of the names asked for nothing in the case bears; a case without claims has none."""
    from dateline.store.filters import Filter

    if not case.holds(Filter(all_versions=True)):
        return
    if place is not None and not case.holds(Filter(places=wanted.places, all_versions=True)):
        say(f"{case.path}: no place in the case is named {place!r}")
    if actor is not None and not case.holds(Filter(actors=wanted.actors, all_versions=True)):
        say(f"{case.path}: no actor or target in the case is named {actor!r}")
