"""A brief as bytes in the format asked for: what the command line and the desk call."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

from dateline.brief.area import Asked
from dateline.brief.made import brief_of
from dateline.brief.record import Brief
from dateline.errors import UsageError
from dateline.export.jsonl import json_text
from dateline.records.evidence import to_builtins
from dateline.store.case import Case

Form = Literal["md", "html", "pdf", "json"]
FORMS: tuple[Form, ...] = get_args(Form)

#: The media type of each format.
MEDIA: dict[Form, str] = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
}


def brief_file(case: Case, asked: Asked, form: Form, made: dt.date | None = None) -> bytes:
    """The brief of the case for what is asked, in this format; ``made`` is the day it is made on, today by default.

    Raises UsageError where the period, the area or the format cannot be, DatelineError where a PDF cannot be made.
    """
    return written(brief_of(case, asked, made), form)


def written(brief: Brief, form: Form) -> bytes:
    """The brief in this format. Raises UsageError for another, DatelineError where a PDF cannot be made."""
    if form == "md":
        from dateline.brief.markdown import markdown_of

        return _bytes(markdown_of(brief))
    if form == "html":
        from dateline.brief.page import page_of

        return _bytes(page_of(brief))
    if form == "pdf":
        from dateline.brief.pdf import pdf_of

        return pdf_of(brief)
    if form == "json":
        return _bytes(json_text(to_builtins(brief)) + "\n")
    raise UsageError(f"no format {form!r}; a brief is written as one of {', '.join(FORMS)}")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
