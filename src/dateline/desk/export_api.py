"""The API of exporting: what is asked for as a file, in every form that the command line writes."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, TextIO

import msgspec
import numpy as np
from fastapi import APIRouter, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from dateline.desk import openapi
from dateline.desk.accounts import AccountsError
from dateline.desk.answers import answer
from dateline.desk.explore_api import Box
from dateline.desk.exploring import Explored
from dateline.desk.labels import accusing, entries
from dateline.desk.listing import ordered
from dateline.desk.mapped import Mapped
from dateline.desk.persons import Analyst, address_of
from dateline.desk.state import Desk, DeskNow
from dateline.desk.wanted import Asked, box_of
from dateline.errors import UsageError
from dateline.export.csv import write_csv
from dateline.export.event_rows import write_event_csv, write_event_geojson
from dateline.export.events import write_event_lines
from dateline.export.geojson import write_geojson
from dateline.export.jsonl import write_jsonl
from dateline.store.happenings import FORGOTTEN, Happening

router = APIRouter(prefix="/api", tags=["export"])

#: Bytes that are sent at once.
_PART: Final = 1 << 18

#: The forms of claims: what writes them, the media type, the end of the file's name.
CLAIMS: Final[Mapping[str, tuple[Callable[[Any, TextIO], int], str, str]]] = {
    "jsonl": (write_jsonl, "application/jsonl", "jsonl"),
    "csv": (write_csv, "text/csv; charset=utf-8", "csv"),
    "geojson": (write_geojson, "application/geo+json", "geojson"),
}
#: The forms of events.
EVENTS: Final[Mapping[str, tuple[Callable[[Any, TextIO], int], str, str]]] = {
    "events.csv": (
        lambda found, out: write_event_csv(found, entries(), accusing(), out),
        "text/csv; charset=utf-8",
        "csv",
    ),
    "events.geojson": (
        lambda found, out: write_event_geojson(found, entries(), accusing(), out),
        "application/geo+json",
        "geojson",
    ),
    "events.jsonl": (write_event_lines, "application/jsonl", "jsonl"),
}


@router.get("/export/forms", responses=openapi.answers("Forms"))
def forms(desk: DeskNow, analyst: Analyst) -> Response:
    """The forms in which claims and events can be had."""
    return answer({"claims": list(CLAIMS), "events": list(EVENTS)})


@router.get("/export", responses={200: {"content": {"application/octet-stream": {}}}})
def export(
    analyst: Analyst,
    asked: Asked,
    desk: DeskNow,
    request: Request,
    form: Annotated[str, Query(max_length=40)],
    bbox: Box = None,
) -> Response:
    """The claims or events that are asked for as a file; CSV is safe to open in a spreadsheet."""
    if form not in CLAIMS and form not in EVENTS:
        raise UsageError(f"no form {form!r}; choose one of {', '.join((*CLAIMS, *EVENTS))}")
    shown = desk.snapshots.of(asked.as_of) if asked.origins is None else desk.weighed(asked.as_of)
    found = Explored(shown, msgspec.structs.replace(asked, box=box_of(bbox)), desk.case)
    write, media_type, suffix = CLAIMS[form] if form in CLAIMS else EVENTS[form]
    number, name = tempfile.mkstemp(suffix=f".{suffix}")
    path = Path(name)
    with open(number, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:  # noqa: PTH123  a number
        try:
            if form in CLAIMS:
                rows = shown.columns.row[np.flatnonzero(found.claims())].tolist()
                count = write(desk.case.claims_of_rows(rows, asked.as_of), out)
            else:
                count = write(_happenings(desk, shown, found), out)
        except BaseException:
            path.unlink()
            raise
    about = {
        "form": form,
        "count": count,
        "query": str(request.url.query)[:500],
        "case": str(desk.case.path),
        "from": address_of(request),
    }
    try:
        desk.accounts.note(analyst.name, "export", about)
    except AccountsError:
        path.unlink()
        raise
    kind = "events" if form in EVENTS else "claims"
    named = f'attachment; filename="dateline-{kind}-{dt.date.today()}.{suffix}"'
    headers = {"Content-Disposition": named, "Content-Length": str(path.stat().st_size)}
    done = BackgroundTask(path.unlink, missing_ok=True)
    return StreamingResponse(_read(path), media_type=media_type, headers=headers, background=done)


def _read(path: Path) -> Iterator[bytes]:
    """The file's bytes in parts; it is gone when they are read, or nobody reads on."""
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                yield part
    finally:
        path.unlink(missing_ok=True)


def _happenings(desk: Desk, shown: Mapped, found: Explored) -> Iterator[Happening]:
    with desk.case.history(shown.columns.as_of) as history:
        for number, code in enumerate(ordered(shown, found.events, "day").tolist()):
            if number % FORGOTTEN == 0:
                history.forget()
            for index in shown.columns.of_event.items(code)[:1].tolist():
                group = history.group_of_claim(shown.columns.identifier[index])
                happening = None if group is None else history.happening(group)
                if happening is not None:
                    yield happening
