"""The application: routes, errors and guards put together over an open case."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.desk import (
    add_api,
    brief_api,
    decide_api,
    explore_api,
    export_api,
    openapi,
    page_api,
    place_api,
    read_api,
    users_api,
)
from dateline.desk.accounts import Accounts
from dateline.desk.answers import reason_of, refusal
from dateline.desk.guarding import Guarded
from dateline.desk.persons import Refused
from dateline.desk.state import Desk, Settings
from dateline.errors import CaseLocked, DatelineError, DecidedMeanwhile, DiskFull, InputError, UsageError
from dateline.store.case import Case

_ROUTERS = (explore_api, read_api, place_api, decide_api, add_api, export_api, brief_api, users_api)


def create_app(case: Case, accounts: Accounts, settings: Settings = Settings()) -> FastAPI:  # noqa: B008
    """The desk over this case; ``app.state.desk`` is its state. That, the case and the accounts are the caller's to close."""
    app = FastAPI(
        title="Dateline: the desk",
        version="1",
        description="Look at, check, correct and publish the events of a case.",
        openapi_url="/openapi.json",
        docs_url=None,  # their page would load scripts from elsewhere
        redoc_url=None,
        separate_input_output_schemas=False,
    )
    app.state.desk = Desk(case, accounts, settings)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.include_router(page_api.router)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(DatelineError, _failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(Guarded, names=settings.names, largest=settings.largest)
    app.openapi = lambda: openapi.described(app)  # type: ignore[method-assign]
    return app


def _refused(request: Request, error: Any) -> Response:
    return refusal(error.status, _named(request, error.words), error.headers)


def _named(request: Request, words: str) -> str:
    """The words with the case by its name: where it lies is nobody's business who only reads it."""
    path = request.app.state.desk.case.path
    return words.replace(str(path), path.name)


def _failed(request: Request, error: Any) -> Response:
    """What Dateline says of an input that cannot be used, or of a case that cannot be used now."""
    if isinstance(error, UsageError | InputError):
        return refusal(400, _named(request, reason_of(error)))
    if isinstance(error, DecidedMeanwhile):
        return refusal(409, str(error), decisions=error.decisions)
    if isinstance(error, CaseLocked | DiskFull):
        return refusal(503, _named(request, str(error)), {"Retry-After": "5"})
    return refusal(500, _named(request, str(error)))


def _invalid(request: Request, error: Any) -> Response:
    """What is wrong with the first field that is; what was given is not repeated, for it may be a password."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first.get("loc", ()) if part not in ("body", "query", "path"))
    return refusal(
        422, f"{where or 'the request'}: {first.get('msg', 'is not as it should be')}; /openapi.json says how"
    )


def _http(request: Request, error: Any) -> Response:
    words = {404: "no such address; /openapi.json lists what there is", 405: "this address is not asked so"}
    return refusal(error.status_code, words.get(error.status_code, str(error.detail)), error.headers)
