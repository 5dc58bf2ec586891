"""``dateline events``, ``echoes``: what the claims of a case were put together to."""

from __future__ import annotations

from dateline.cli import options
from dateline.cli.cases import nothing_by, opened_case
from dateline.cli.outcome import outcome, say
from dateline.records.days import last_day


def events(
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
    codebook: options.CodebookOption = options.Codebook.ucdp,
    form: options.FormatOption = options.Format.table,
) -> None:
    """List the events that claims of one or many reports tell; one is given if one of its claims fits."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.cli.query import wanted_claims
        from dateline.control.accusing import Accusing
        from dateline.dictionaries.catalogue import load_catalogue
        from dateline.dictionaries.forms import entry_names
        from dateline.dictionaries.nouns import load_nouns
        from dateline.export.event_rows import write_event_csv, write_event_geojson
        from dateline.export.events import write_event_lines, write_events

        wanted = wanted_claims(since, until, place, actor, kind, outlet, reality, review, as_of=as_of)
        accusing = Accusing(load_catalogue(), load_nouns())
        with opened_case(case) as opened:
            found = opened.events(wanted, codebook.value)
            out = standard_output(data=form is not options.Format.table)
            if form is options.Format.jsonl:
                count = write_event_lines(found, out)
            elif form is options.Format.csv:
                count = write_event_csv(found, entry_names(), accusing, out)
            elif form is options.Format.geojson:
                count = write_event_geojson(found, entry_names(), accusing, out)
            else:
                count = write_events(
                    found, entry_names(), accusing, out, width=columns(), color=has_color(out)
                )
            nothing = None if count else nothing_by(opened, wanted.as_of)
        if not count:
            say(nothing or f"{case}: no event fits; `dateline claims --case {case}` lists what is told")


def echoes(
    case: options.CaseOption = options.DEFAULT_CASE,
    as_of: options.AsOf = None,
    form: options.ListFormatOption = options.ListFormat.table,
) -> None:
    """List the reports that go back to one origin: near-copies, and what one source told to several."""
    with outcome():
        from dateline.cli.output import columns, has_color, standard_output
        from dateline.export.echoes import write_echo_lines, write_echoes

        day = last_day(as_of, "--as-of")
        with opened_case(case) as opened:
            found = opened.echoes(day)
            nothing = nothing_by(opened, day)
        if form is options.ListFormat.jsonl:
            count = write_echo_lines(found, standard_output(data=True))
        else:
            out = standard_output(data=False)
            count = write_echoes(found, out, width=columns(), color=has_color(out))
        if not count:
            say(
                nothing
                or f"{case}: every report is of an origin of its own, as far as its words and sources tell"
            )
