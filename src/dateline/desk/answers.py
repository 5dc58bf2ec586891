"""Answers: records and the desk's own shapes as JSON, and refusals, which are one line that names input and mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from dateline.errors import DatelineError, UnknownName
from dateline.export.jsonl import json_text
from dateline.export.terminal import plain

_MOST = 600
#: Where the page shows what there is to name.
_LISTED: Final = {
    "claims": "the reports show their claims",
    "decisions": "the list of decisions has them",
    "events": "the list of events has them",
    "reports": "the list of reports has them",
}


def body(value: Any) -> bytes:
    """The value, records among it, as JSON."""
    return json_text(value).encode()


def ready(made: bytes) -> Response:
    """The answer whose body was made already."""
    return Response(made, media_type="application/json")


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The value, records among it, as a JSON answer."""
    return Response(body(value), status, dict(headers or {}), media_type="application/json")


def reason_of(error: DatelineError) -> str:
    """What an error says, with the mend that the desk has where the command line has another one."""
    return f"{error.words}; {_LISTED[error.listed]}" if isinstance(error, UnknownName) else str(error)


def refusal(status: int, words: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """An answer that says in one line why not, and what to do; and ``more`` beside it."""
    line = plain(words)
    line = line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
    return answer({"error": line, **more}, status, headers)


def attachment(name: str) -> Mapping[str, str]:
    """The header of an answer that is to be saved as a file of this name (plain ASCII)."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}
