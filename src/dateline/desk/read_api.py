"""The API of reading: claims, reports with their marks and versions, places and who held them, search, sources, runs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from dateline.desk import openapi
from dateline.desk.answers import answer, reason_of
from dateline.desk.comparing import compared
from dateline.desk.explore_api import Identifier, Limit, Offset
from dateline.desk.persons import Reader, Refused
from dateline.desk.reading import MARKS, claim_told, decision_of, hit_told, report_told
from dateline.desk.state import DeskNow
from dateline.desk.wanted import Day, Words
from dateline.errors import UnknownName, UsageError
from dateline.export.runs import told
from dateline.export.terminal import plain
from dateline.records.days import last_day
from dateline.records.evidence import to_builtins

router = APIRouter(prefix="/api", tags=["read"])


@router.get("/claims/{claim}", responses=openapi.answers("ClaimTold"))
def claim(claim: Identifier, desk: DeskNow, reader: Reader, as_of: Day = None) -> Response:
    """One claim: each field with its words, what the coder had made of it, what people decided."""
    day = last_day(as_of, "as_of")
    try:
        header, grounded = desk.case.claim(claim, day)
    except UsageError as error:
        raise Refused(404, reason_of(error)) from error
    return answer(claim_told(desk, header, grounded, day))


@router.get("/reports", responses=openapi.answers("Reports"))
def reports(
    desk: DeskNow,
    reader: Reader,
    q: Words = None,
    outlet: Words = None,
    as_of: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """The reports, the one added last first: those with these words in their title or name."""
    total, found = desk.case.page_of_reports(
        q, outlet, offset=offset, limit=limit, as_of=last_day(as_of, "as_of")
    )
    items = [{**to_builtins(each.row), "flagged": each.flagged} for each in found]
    return answer({"total": total, "items": items})


@router.get("/reports/{report}", responses=openapi.answers("ReportTold"))
def report(report: Identifier, desk: DeskNow, reader: Reader, as_of: Day = None) -> Response:
    """A report's text and what is marked in it. Offsets count Unicode code points of ``text``."""
    day = last_day(as_of, "as_of")
    try:
        return answer(report_told(desk, report, day))
    except UnknownName as error:
        raise Refused(404, reason_of(error)) from error


@router.get("/reports/{report}/mentions", responses=openapi.answers("Mentions"))
def mentions(report: Identifier, desk: DeskNow, reader: Reader) -> Response:
    """Every mention of a name, place, time or number, as annotation reads them now; the first call takes seconds."""
    try:
        found, _, _ = desk.case.report(report)
    except UnknownName as error:
        raise Refused(404, reason_of(error)) from error
    return answer({"mentions": desk.annotated.mentions(found)})


@router.get("/reports/{report}/compare/{other}", responses=openapi.answers("Compared"))
def compare(report: Identifier, other: Identifier, desk: DeskNow, reader: Reader) -> Response:
    """Two versions of a report side by side, by paragraphs and words, and which claims came and went."""
    try:
        return answer(compared(desk.case.report(report), desk.case.report(other)))
    except UnknownName as error:
        raise Refused(404, reason_of(error)) from error


@router.get("/search", responses=openapi.answers("Found"))
def search(
    q: Annotated[str, Query(min_length=1, max_length=200)],
    desk: DeskNow,
    reader: Reader,
    limit: Limit = 20,
    flagged: bool = False,
    as_of: Day = None,
) -> Response:
    """The blocks that hold all these words, best first, readers' comments too."""
    day = last_day(as_of, "as_of")
    found = list(desk.case.search(q, limit, flagged=flagged, as_of=day, marks=MARKS))
    total = desk.case.hits(q, flagged=flagged, as_of=day) if len(found) == limit else len(found)
    return answer({"total": total, "items": [hit_told(desk, hit) for hit in found]})


@router.get("/decisions", responses=openapi.answers("Decisions"))
def decisions(
    desk: DeskNow,
    reader: Reader,
    subject: Words = None,
    as_of: Day = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """What people decided, the latest first; with ``subject`` on that claim, or about that decision."""
    held = desk.case.decisions(last_day(as_of, "as_of"))[::-1]
    if subject:
        held = [row for row in held if subject in row.decision.subjects or subject == row.decision.id]
    items = [decision_of(row) for row in held[offset : offset + limit]]
    return answer({"total": len(held), "items": items})


@router.get("/sources", responses=openapi.answers("Sources"))
def sources(desk: DeskNow, reader: Reader) -> Response:
    """What is collected again and again, and how it fares."""
    now = dt.datetime.now(dt.UTC)
    items = []
    for each in desk.case.sources():
        if each.failing:
            health = f"failing: {each.failing} in a row, {plain(each.error or 'no reason is given')}"
        elif each.succeeded is None:
            health = "never asked yet" if each.checked is None else "never answered yet"
        else:
            health = f"well, asked last {(now - each.succeeded).days} days ago"
        items.append({**to_builtins(each), "health": health, "failing_now": each.failing > 0})
    return answer({"items": items})


@router.get("/runs", responses=openapi.answers("Runs"))
def runs(desk: DeskNow, reader: Reader) -> Response:
    """The runs that coded the case, the last one first, each with how many claims it changed."""
    items = [
        {**to_builtins(run), "reports": reports, "changed": changed}
        for run, reports, changed in desk.case.runs_counted()
    ]
    return answer({"items": items[::-1]})


@router.get("/runs/{run}", responses=openapi.answers("RunTold"))
def run(run: Identifier, desk: DeskNow, reader: Reader) -> Response:
    """A run, and which claims of earlier runs it changed, no longer made, or made beside them."""
    found = next((each for each in desk.case.runs() if each.id == run), None)
    if found is None:
        raise Refused(404, f"no run {run!r}; /api/runs lists them")
    changes = [
        {
            **to_builtins(each),
            "told": [dict(zip(("field", "before", "after"), row, strict=True)) for row in told(each)],
        }
        for each in desk.case.differences(run)
    ]
    return answer({"run": found, "changes": changes})
