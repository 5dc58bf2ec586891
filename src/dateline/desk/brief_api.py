"""The API of the brief: a period and an area as a page, as Markdown, as PDF or as its record."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.brief.area import Asked as AskedOf
from dateline.brief.area import box_of
from dateline.brief.page import style_source
from dateline.brief.write import MEDIA, Form, brief_file
from dateline.desk.answers import attachment
from dateline.desk.explore_api import Box
from dateline.desk.persons import Reader, Refused, address_of
from dateline.desk.state import DeskNow
from dateline.desk.wanted import Asked, Wanted, named_actors, named_places
from dateline.errors import DatelineError, UsageError
from dateline.reconcile.views import Codebook
from dateline.store.filters import Filter

router = APIRouter(prefix="/api", tags=["brief"])


@router.get("/brief", responses={200: {"content": {"application/octet-stream": {}}}})
def brief(
    reader: Reader,
    asked: Asked,
    desk: DeskNow,
    request: Request,
    bbox: Box = None,
    title: Annotated[str | None, Query(max_length=200)] = None,
    form: Form = "html",
    codebook: Codebook = "ucdp",
) -> Response:
    """A situation brief of the period from ``since`` to ``until`` at one place or in a box, with its evidence.

    Anybody reads it as JSON; as a file it is an export.
    """
    if form != "json" and "export" not in reader.can:
        raise Refused(
            403, f"{reader.name!r} is a reader here, and an export needs an analyst; ask for form=json"
        )
    box = box_of(bbox) if bbox else None
    about = AskedOf(
        wanted=_filter(asked), names=asked.places, box=box, title=title or None, codebook=codebook
    )
    try:
        content = brief_file(desk.case, about, form)
    except DatelineError as error:
        if type(error) is DatelineError:  # what makes PDF is not installed
            raise Refused(501, str(error)) from error
        raise
    # the brief's own styles, by their hash, and nothing else
    headers = {
        "Content-Security-Policy": f"default-src 'none'; style-src {style_source()}; img-src data:; "
        "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    }
    if form != "json":
        noted = {"form": f"brief.{form}", "query": str(request.url.query)[:500], "from": address_of(request)}
        desk.accounts.note(reader.name, "export", {**noted, "case": str(desk.case.path)})
        headers |= attachment(f"brief-{asked.since}-{asked.until}-{dt.date.today()}.{form}")
    return Response(content, media_type=MEDIA[form], headers=headers)


def _filter(asked: Wanted) -> Filter:
    """The one filter of a brief. Raises UsageError for what a brief is not made by."""
    several = {"type": asked.types, "outlet": asked.outlets, "reality": asked.realities}
    for name, values in several.items():
        if len(values) > 1:
            raise UsageError(f"{name}: a brief takes one; leave out {', '.join(values[1:])}")
    if asked.origins is not None or asked.words is not None:
        raise UsageError("a brief is not made by words or origins; leave out q and origins")
    return Filter(
        since=asked.since,
        until=asked.until,
        places=named_places(asked.places),
        actors=named_actors(asked.actors),
        type=next(iter(asked.types), None),
        outlet=next(iter(asked.outlets), None),
        reality=next(iter(asked.realities), None),
        review=asked.review,
        as_of=asked.as_of,
    )
