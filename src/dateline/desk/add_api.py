"""The API of adding: files or an address in, a job out, and its progress as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse

from dateline.desk import openapi
from dateline.desk.adding import Upload, add_address, add_files, check_address
from dateline.desk.answers import answer
from dateline.desk.explore_api import Identifier
from dateline.desk.jobs import Full, Job
from dateline.desk.persons import Analyst, Person, Reader, Refused, address_of
from dateline.desk.state import Desk, DeskNow
from dateline.errors import UsageError
from dateline.export.jsonl import json_text
from dateline.export.terminal import plain
from dateline.records.capture import Given
from dateline.records.days import published_day

router = APIRouter(prefix="/api", tags=["add"])

_FILES: Final = 200
_CHUNK: Final = 1024 * 1024
#: Seconds between two looks at a job, and after which something is sent though nothing happened, so that a lost connection
#: is noticed.
_LOOK: Final = 0.1
_AGAIN: Final = 10.0

Published = Annotated[str | None, Form(max_length=10)]
Outlet = Annotated[str | None, Form(max_length=200)]


class NewAddress(BaseModel):
    """The address of a page, feed or sitemap to fetch, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=1, max_length=2000)
    published: str | None = Field(default=None, max_length=10)
    outlet: str | None = Field(default=None, max_length=200)


@router.post("/add", responses=openapi.answers("Started"))
def add(
    desk: DeskNow,
    analyst: Analyst,
    request: Request,
    files: Annotated[list[UploadFile], File(max_length=_FILES)],
    published: Published = None,
    outlet: Outlet = None,
) -> Response:
    """Add pages, dumps or web archives; what comes out of each is told by the job's progress."""
    given = Given(published=published_day(published or None, "published"), outlet=outlet or None)
    upload = Upload()
    try:
        for file in files:
            with upload.place(file.filename or "page").open("wb") as out:
                while part := file.file.read(_CHUNK):
                    out.write(part)
        job = _started(desk, add_files(upload, given), analyst)
    except BaseException:
        upload.close()
        raise
    names = list(upload.names.values())
    _note(desk, analyst, request, {"files": names[:20], "number": len(names), "job": job.name})
    return answer({"job": job.name})


@router.post("/add/address", responses=openapi.answers("Started"))
def add_by_address(made: NewAddress, desk: DeskNow, analyst: Analyst, request: Request) -> Response:
    """Fetch a page, or the newest pages of a feed or sitemap, and add them. Private addresses are refused."""
    given = Given(published=published_day(made.published or None, "published"), outlet=made.outlet or None)
    address = made.url.strip()
    if "://" not in address:
        address = f"https://{address}"
    check_address(address)
    job = _started(desk, add_address(address, given), analyst)
    _note(desk, analyst, request, {"address": address[:300], "job": job.name})
    return answer({"job": job.name})


def _started(desk: Desk, work: object, person: Person) -> Job:
    if not callable(work):
        raise UsageError("nothing to add; give files or an address")
    try:
        return desk.jobs.start(work, person.name)
    except Full as error:
        raise Refused(503, "too much is being added already; wait until some of it is done") from error


def _note(desk: Desk, person: Person, request: Request, about: dict[str, object]) -> None:
    desk.note_done(person.name, "add", {**about, "case": str(desk.case.path), "from": address_of(request)})


@router.get("/jobs/{job}", responses=openapi.answers("Progress"))
def progress(job: Identifier, desk: DeskNow, reader: Reader) -> Response:
    """How far a job is."""
    return answer(_known(desk, job).progress)


@router.get("/jobs/{job}/progress", responses={200: {"content": {"text/event-stream": {}}}})
async def follow(job: Identifier, desk: DeskNow, reader: Reader) -> StreamingResponse:
    """How far a job is, each time that changes, until it is finished (server-sent events)."""
    return StreamingResponse(_told(_known(desk, job)), media_type="text/event-stream")


def _known(desk: Desk, name: str) -> Job:
    found = desk.jobs.get(name)
    if found is None:
        raise Refused(404, f"no job {plain(name)!r}; it is over, or the desk was started anew since")
    return found


async def _told(job: Job) -> AsyncIterator[str]:
    """The progress each time it is another one; no thread waits for it, however many people follow."""
    seen, rounds = job.progress, 0
    yield f"data: {json_text(seen)}\n\n"
    while not seen.finished:
        await asyncio.sleep(_LOOK)
        now, rounds = job.progress, rounds + 1
        if now is not seen:
            yield f"data: {json_text(now)}\n\n"
            seen, rounds = now, 0
        elif rounds * _LOOK >= _AGAIN:
            yield ": \n\n"
            rounds = 0
