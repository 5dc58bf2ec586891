"""A brief as a PDF, set by Typst (an extra) with the fonts that ship with Dateline.

The text goes to Typst as data, never as its markup. Only our own fonts are used, so that the same brief looks the same
everywhere; they have Latin, Greek, Cyrillic, Arabic and Hebrew letters. Letters of other scripts are told in words.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import msgspec

from dateline.brief.document import Document, beyond, document_of, heading_of, stretches
from dateline.brief.markup import address, clean
from dateline.brief.record import Brief, Footnote, SourceUsed
from dateline.brief.words import count, reads_leftwards, told
from dateline.errors import DatelineError
from dateline.records.evidence import to_builtins

#: What is said where Typst is not installed.
MISSING = "a PDF needs Typst, which is not installed; `pip install 'dateline[desk]'` installs it, or take --format html"


def pdf_of(brief: Brief) -> bytes:
    """The brief as a PDF. Raises DatelineError where Typst is not installed or cannot set it."""
    try:
        import typst
    except ImportError as error:
        raise DatelineError(MISSING) from error
    data = msgspec.json.encode(data_of(brief)).decode()
    with as_file(files("dateline.brief") / "data") as folder:
        try:
            made = typst.compile(
                folder / "brief.typ",
                root=folder,
                font_paths=[folder],
                ignore_system_fonts=True,
                sys_inputs={"brief": data},
                format="pdf",
                timestamp=dt.datetime.combine(brief.made, dt.time(), dt.UTC),
            )
        except typst.TypstError as error:
            raise DatelineError(f"the PDF cannot be set ({error}); take --format html") from error
    return bytes(made)


def data_of(brief: Brief) -> dict[str, Any]:
    """What the template is given: the document with all text as it can be shown."""
    document = document_of(brief)
    lacking: Counter[str] = Counter()
    data: dict[str, Any] = _shown(_plain(document), lacking)
    data["made"] = [brief.made.year, brief.made.month, brief.made.day]
    data["turned"] = reads_leftwards(document.title)
    if lacking:
        number = sum(lacking.values())
        scripts = ", ".join(sorted(lacking))
        text = (
            f"The fonts of this PDF lack {count(number, 'character')} of the text ({scripts}); how many is told in brackets "
            "where they stand. The brief as HTML has them."
        )
        data["blocks"][-1]["lines"].append({"pieces": [{"text": text, "notes": []}]})
    return data


def _plain(document: Document) -> dict[str, Any]:
    """The document as plain values, footnotes and sources as the template takes them."""
    data: dict[str, Any] = to_builtins(document)
    for block, plain in zip(document.blocks, data["blocks"], strict=True):
        if plain["is"] == "footnotes":
            plain["notes"] = [_footnote(note) for note in block.notes]  # type: ignore[union-attr]
        elif plain["is"] == "sources":
            plain["sources"] = [{**_head(used), "notes": list(used.notes)} for used in block.sources]  # type: ignore[union-attr]
    return data


def _footnote(note: Footnote) -> dict[str, Any]:
    return {
        **_head(note),
        "number": note.number,
        "sentence": [[text, strong] for text, strong in stretches(note)],
        "also": [told(each.text) for each in beyond(note)],
    }


def _head(note: Footnote | SourceUsed) -> dict[str, str]:
    outlet, title, published, where = heading_of(note)
    return {"head": f"{outlet}, “{title}”, {published}", "address": where, "link": address(where) or ""}


def _shown(value: Any, lacking: Counter[str]) -> Any:
    """The value with all its texts as the fonts can show them; what they lack is counted by script."""
    if isinstance(value, str):
        return shown(value, lacking)
    if isinstance(value, list | tuple):
        return [_shown(each, lacking) for each in value]
    if isinstance(value, dict):
        return {key: each if key == "is" else _shown(each, lacking) for key, each in value.items()}
    return value


def shown(text: str, lacking: Counter[str] | None = None) -> str:
    """The text, letters that no font has told in brackets: "[2 characters, CJK]"."""

    def told_of(match: re.Match[str]) -> str:
        letters = [c for c in match[0] if not c.isspace()]
        scripts = Counter(_script(c) for c in letters)
        if lacking is not None:
            lacking.update(scripts)
        number = count(len(letters), "character")
        return f"\u2068[{number}, {', '.join(sorted(scripts))}]\u2069"

    cleaned = "\n".join(clean(line) for line in text.split("\n")) if "<svg" in text else clean(text)
    return _lacked().sub(told_of, cleaned)


@cache
def _lacked() -> re.Pattern[str]:
    """A stretch of characters that the fonts lack, with the blanks between."""
    ranges = (files("dateline.brief") / "data" / "coverage.txt").read_text("ascii").split()
    had = "".join(f"\\U{int(a, 16):08x}-\\U{int(b, 16):08x}" for a, b in (row.split("-") for row in ranges))
    return re.compile(f"[^{had}\\s](?:\\s*[^{had}\\s])*")


def _script(letter: str) -> str:
    if unicodedata.category(letter)[0] not in "LM":
        return "signs"
    return unicodedata.name(letter, "unnamed").split()[0].split("-")[0]
