"""The options that commands share, and what is checked of them before anything is read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

#: The case that is used where --case is not given.
DEFAULT_CASE = Path("dateline.db")


class Format(StrEnum):
    """How claims and events are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


class DataFormat(StrEnum):
    """How claims are written for other programs."""

    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


class ListFormat(StrEnum):
    """How a list is written."""

    table = "table"
    jsonl = "jsonl"


F = TypeVar("F", bound=StrEnum)


def _one_of(formats: type[F], value: str) -> F:
    """The format of this name. Raises typer.BadParameter naming them all."""
    try:
        return formats(value.strip().lower())
    except ValueError as error:
        raise typer.BadParameter(f"no format {value!r}; choose one of {', '.join(formats)}") from error


def any_format(value: str) -> Format:
    """The value of --format. Raises typer.BadParameter."""
    return _one_of(Format, value)


def data_format(value: str) -> DataFormat:
    """The format that ``export`` is given. Raises typer.BadParameter."""
    return _one_of(DataFormat, value)


def list_format(value: str) -> ListFormat:
    """The value of --format of a list. Raises typer.BadParameter."""
    return _one_of(ListFormat, value)


def from_one(value: str | int) -> int:
    """A whole number from 1. Raises typer.BadParameter."""
    try:
        number = int(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no whole number; give 1 or more") from error
    if number < 1:
        raise typer.BadParameter(f"{number} is too small; give 1 or more")
    return number


def seconds(value: str | float) -> float:
    """A number of seconds, from 0 to an hour. Raises typer.BadParameter."""
    try:
        number = float(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no number of seconds; give one, as in 2.5") from error
    if not 0 <= number <= 3600:
        raise typer.BadParameter(f"{value} is not from 0 to 3600 seconds")
    return number


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Files, folders, dumps of JSON lines, web archives, addresses of pages, feeds and sitemaps, files "
        "of those, or - for standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD) of all the pages."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published the pages.")]
FormatOption = Annotated[
    Format,
    typer.Option("--format", metavar="|".join(Format), parser=any_format, help="How they are written."),
]
ListFormatOption = Annotated[
    ListFormat,
    typer.Option(
        "--format", metavar="|".join(ListFormat), parser=list_format, help="How the list is written."
    ),
]
IdField = Annotated[str | None, typer.Option(metavar="FIELD", help="Dumps: the field of the id.")]
TextField = Annotated[str | None, typer.Option(metavar="FIELD", help="Dumps: the field of the text.")]
TitleField = Annotated[str | None, typer.Option(metavar="FIELD", help="Dumps: the field of the title.")]
PublishedField = Annotated[
    str | None, typer.Option(metavar="FIELD", help="Dumps: the field of the day of publication.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=from_one,
        help="Worker processes. Default: one, or one for each processor for more than 24 pages.",
        show_default=False,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        parser=from_one,
        help="Only the newest N pages of each feed and sitemap.",
        show_default=False,
    ),
]
Delay = Annotated[
    float,
    typer.Option(metavar="SECONDS", parser=seconds, help="Pause between two requests to the same host."),
]
Contact = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Your e-mail or web address, told to each server that is asked."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Fetch from this machine and private networks too."),
]
DEFAULT_DELAY = 1.0
CaseOption = Annotated[Path, typer.Option("--case", metavar="FILE", help="The case file.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what was on or after this day (or month, or year).")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what was on or before this day (or month, or year).")
]
PlaceOption = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="Only at this place, province or country.")
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Only by or against this actor, by any name.")
]
TypeOption = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only of this event type.")]
OutletFilter = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Only from reports of this outlet.")
]
RealityOption = Annotated[
    str | None,
    typer.Option("--reality", metavar="NAME", help="Only what happened, was denied, announced, and so on."),
]
ReviewOption = Annotated[
    str | None,
    typer.Option(
        "--review", metavar="STATE", help="Only what is accepted, corrected, rejected, or open (undecided)."
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="As it was known on this day (UTC): captured and decided by its end."
    ),
]
AllVersions = Annotated[
    bool, typer.Option("--all-versions", help="Earlier versions of the reports too, not only the newest.")
]


class Codebook(StrEnum):
    """Whose rule chooses the count that stands first."""

    ucdp = "ucdp"
    acled = "acled"


CodebookOption = Annotated[
    Codebook,
    typer.Option(
        "--codebook", help="Which count stands first: that of most origins (ucdp), or the lowest (acled)."
    ),
]
