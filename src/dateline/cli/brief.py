"""``dateline brief``: a situation brief of a period and an area."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.cases import opened_case
from dateline.cli.outcome import outcome, say

if TYPE_CHECKING:
    from dateline.brief.write import Form
    from dateline.store.case import Case

_ENDINGS = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".json": "json"}


def brief(
    case: options.CaseOption = options.DEFAULT_CASE,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The first day (or month, or year). Needed.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The last day (or month, or year). Needed.", show_default=False),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            "--place", metavar="NAME", help="Only at this place, province or country; may be given again."
        ),
    ] = None,
    bbox: Annotated[
        str | None,
        typer.Option(metavar="W,S,E,N", help="Only at places in this box of degrees: west,south,east,north."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="WORDS", help="The title. Default: area and period.")
    ] = None,
    actor: options.ActorOption = None,
    kind: options.TypeOption = None,
    outlet: options.OutletFilter = None,
    reality: options.RealityOption = None,
    review: options.ReviewOption = None,
    as_of: options.AsOf = None,
    codebook: options.CodebookOption = options.Codebook.ucdp,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="md|html|pdf|json",
            help="How it is written. Default: by the ending of --output, else md.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to this file, not to standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if there is one.")] = False,
) -> None:
    """Write a situation brief: what happened, as told by whom, totals, control, disputes, gaps, evidence."""
    with outcome():
        from msgspec.structs import replace

        from dateline.brief.area import Asked, box_of
        from dateline.brief.write import brief_file
        from dateline.cli.output import check_output, replaced_bytes
        from dateline.cli.query import wanted_claims
        from dateline.dictionaries.forms import place_names
        from dateline.errors import UsageError

        written = _form(form, output)
        wanted = wanted_claims(since, until, None, actor, kind, outlet, reality, review, as_of=as_of)
        names = tuple(place or ())
        codes = tuple(dict.fromkeys(code for name in names for code in place_names(name)))
        asked = Asked(
            wanted=replace(wanted, places=codes),
            names=names,
            box=None if bbox is None else box_of(bbox),
            title=title or None,
            codebook=codebook.value,
        )
        asked.check()
        if output is not None:
            check_output(output, case=case, force=force)
        elif written == "pdf" and _is_terminal():
            raise UsageError("a PDF is no text for a terminal; give --output FILE, or lead it into a pipe")
        with opened_case(case) as opened:
            content = brief_file(opened, asked, written)
            _say_unheard(opened, names)
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            with replaced_bytes(output) as out:
                out.write(content)
            say(f"{output}: a brief of {asked.area}, {asked.since} to {asked.until}")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _form(form: str | None, output: Path | None) -> Form:
    """The format that is asked for, or that the file's name asks for. Raises UsageError."""
    from dateline.brief.write import FORMS
    from dateline.errors import UsageError

    ending = "" if output is None else output.suffix.lower()
    wanted = _ENDINGS.get(ending, "md") if form is None else form.strip().lower()
    for known in FORMS:
        if wanted == known:
            return known
    raise UsageError(f"--format {form!r}: no such format; choose one of {', '.join(FORMS)}")


def _say_unheard(opened: Case, names: tuple[str, ...]) -> None:
    """Say on stderr which of the places asked for nothing in the case bears; a case without claims has none."""
    from dateline.dictionaries.forms import place_names
    from dateline.store.filters import Filter

    if not opened.count(Filter(all_versions=True)):
        say(f"{opened.path}: the case holds no claims; `dateline add PATH --case {opened.path}` adds some")
        return
    for name in names:
        if not opened.count(Filter(places=place_names(name), all_versions=True)):
            say(f"{opened.path}: no place in the case is named {name!r}")
