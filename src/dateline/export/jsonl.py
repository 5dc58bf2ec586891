"""JSON lines: the complete form. One claim a line, flat fields first, then everything with its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from dateline.export.flat import flat
from dateline.records.claim import GroundedClaim
from dateline.records.evidence import to_builtins
from dateline.records.header import Header


def write_jsonl(rows: Iterable[tuple[Header, GroundedClaim]], out: TextIO) -> int:
    """The number of claims written.

    Each line has the fields of ``dateline.export.flat``; ``record`` is the whole grounded claim and
    ``about`` the report's title, outlet, date and address, all with their evidence.
    """
    count = 0
    for header, claim in rows:
        line = {**flat(header, claim), "record": to_builtins(claim), "about": to_builtins(header)}
        out.write(json_text(line) + "\n")
        count += 1
    return count


def json_text(value: Any) -> str:
    """Plain values as JSON on one line, in UTF-8 where it can be."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can carry
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
