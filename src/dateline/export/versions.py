"""The versions of a report for people: when each was fetched, and what changed from each to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TextIO

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import day_words
from dateline.export.terminal import WIDTH, plain, rendered
from dateline.reconcile.difference import Change, Difference, Piece, difference
from dateline.records.evidence import Interval, Known, Unknown
from dateline.records.report import NoticeKind
from dateline.store.versions import VersionRow

#: What is said of a report that bears such a notice.
NOTICES: Mapping[NoticeKind, str] = {
    "update": "updated",
    "correction": "corrected",
    "retraction": "retracted",
    "modified": "modified",
}

_CONTEXT = 8  # unchanged words shown before and after changed ones
_STYLES = {"both": "", "old": "red strike", "new": "green"}


def write_versions(
    versions: Sequence[VersionRow], out: TextIO, *, width: int = WIDTH, color: bool = False
) -> None:
    """Write the versions, the oldest first, and then each difference; "3 as 1" says the same again as version 1.

    In a changed paragraph words that went are in [-...-] and new ones in {+...+}; with ``color`` they are
    coloured instead.
    """
    parts: list[RenderableType] = [_table(versions)]
    stands = max((number for number, row in enumerate(versions, start=1) if row.newest), default=0)
    if 0 < stands < len(versions):
        parts += ["", f"Version {stands} stands for all: what came later holds less of the article."]
    for number, (old, new) in enumerate(pairwise(versions), start=1):
        changes = difference(old.report, new.report)
        parts += ["", Text(f"From version {number} to version {number + 1}", style="bold"), ""]
        parts += [Padding(line, (0, 0, 0, 2)) for line in _lines(changes, color)]
    if len(versions) == 1:
        parts += ["", "There is no other version in the case."]
    out.write(rendered(*parts, width=width, color=color))


def notice_words(kinds: Sequence[NoticeKind]) -> str:
    """What the notices say of a report ("updated, corrected"), each once."""
    return ", ".join(NOTICES[kind] for kind in dict.fromkeys(kinds))


def _table(versions: Sequence[VersionRow]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    noted = any(row.report.notices for row in versions)
    kinds = any(row.report.kind != "report" for row in versions)
    heads = ["#", "report", "fetched (UTC)", "published", "modified", "claims", "sha-256"]
    heads += ["what it is"] if kinds else []
    heads += ["notices"] if noted else []
    for head in heads:
        table.add_column(head, overflow="fold", justify="right" if head == "claims" else "left")
    numbers: dict[str, int] = {}
    for number, row in enumerate(versions, start=1):
        before = numbers.setdefault(row.report.id, number)
        taken = _time(row.taken) if row.fetched else f"added {_time(row.added)}"
        cells = [
            f"{number} as {before}" if row.again else str(number),
            row.report.id,
            taken if _time(row.last) == _time(row.taken) else f"{taken} to {_time(row.last)}",
            _days(row.report.published),
            _days(row.report.modified),
            str(row.claims),
            row.sha256[:12],
        ]
        cells += [row.report.kind] if kinds else []
        cells += [notice_words([notice.kind for notice in row.report.notices])] if noted else []
        table.add_row(*(Text(cell) for cell in cells), style="bold" if row.newest else "")
    return table


def _time(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _days(field: Known[Interval] | Unknown) -> str:
    if isinstance(field, Unknown):
        return "unknown"
    return plain(field.value.moment or day_words(field.value))


def _lines(changes: Difference, color: bool) -> Iterator[Text]:
    for change in (*changes.header, *changes.paragraphs):
        yield _line(change, color)
    comments = [
        f"{count} {word}"
        for count, word in ((changes.comments_new, "new"), (changes.comments_gone, "gone"))
        if count
    ]
    if comments:
        yield Text.assemble(("comments: ", "bold"), ", ".join(comments))
    if not changes.header and not changes.paragraphs:
        yield Text("Title, dates, authors, headline, text and captions are the same.")


def _line(change: Change, color: bool) -> Text:
    if change.what != "changed":
        (piece,) = change.pieces
        style = _STYLES[piece.where] if color else ""
        return Text.assemble((f"{change.of} {change.what}: ", "bold"), (plain(piece.words), style))
    line = Text.assemble((f"{change.of} changed: ", "bold"))
    last = len(change.pieces) - 1
    for place, piece in enumerate(change.pieces):
        before = change.pieces[place - 1].where if place else None
        if before is not None and (color or {before, piece.where} != {"old", "new"}):
            line.append(" ")
        line.append_text(_piece(piece, first=place == 0, last=place == last, color=color))
    return line


def _piece(piece: Piece, *, first: bool, last: bool, color: bool) -> Text:
    if piece.where == "both":
        return Text(_shortened(plain(piece.words).split(" "), first=first, last=last))
    words = plain(piece.words)
    if color:
        return Text(words, style=_STYLES[piece.where])
    return Text(f"[-{words}-]" if piece.where == "old" else f"{{+{words}+}}")


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    """Unchanged words, with "…" for those far from a change."""
    head = [] if first else words[:_CONTEXT]
    tail = [] if last else words[len(words) - _CONTEXT :]
    if len(words) <= len(head) + len(tail) + 2:
        return " ".join(words)
    return " ".join([*head, "…", *tail])
