"""Small sets of pages for the exams, written by the tests that need them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

LEAD = (
    "The garrison of Harsun left the river town on Friday after a week of talks with the army, a spokesman "
    "for the governor said in the evening."
)
SECOND = (
    "Residents said that the shelling had stopped on Tuesday. The hospital of the town counted four dead and "
    "eleven wounded since the start of the month."
)
COMMENT = "I was in the market all night and nobody was killed there, it was a wedding."
MENU = "About our company"


def page(lead: str = LEAD, date: str = "2025-03-14T09:20:00+03:00", author: str = "Mara Tolle") -> str:
    """A page with a menu, two paragraphs and a comment."""
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Garrison leaves Harsun</title>"
        f"<meta property='article:published_time' content='{date}'><meta name='author' content='{author}'>"
        f"</head><body><nav><ul><li><a href='/about'>{MENU}</a></li></ul></nav><article>"
        f"<h1>Garrison leaves Harsun after talks</h1><p>{lead}</p>\n<p>{SECOND}</p></article>"
        "<div id='comments' class='comments-area'><h2>1 comment</h2><ol class='comment-list'>"
        "<li id='comment-1' class='comment'><cite class='fn'>Lena O.</cite>"
        f"<div class='comment-content'><p>{COMMENT}</p></div></li></ol></div></body></html>"
    )


def articles(folder: Path, gold: dict[str, str], pages: dict[str, bytes | str]) -> Path:
    """A set as the exam ``articles`` reads it; a page given as bytes is written as it is, not packed."""
    (folder / "html").mkdir(parents=True)
    entries = {
        name: {"articleBody": body, "url": f"https://tribune.example/{name}"} for name, body in gold.items()
    }
    (folder / "ground-truth.json").write_text(json.dumps(entries), encoding="utf-8")
    for name, content in pages.items():
        packed = content if isinstance(content, bytes) else gzip.compress(content.encode())
        (folder / "html" / f"{name}.html.gz").write_bytes(packed)
    return folder


def pages(folder: Path, gold: dict[str, dict[str, Any]], files: dict[str, str]) -> Path:
    """A set as the exam ``pages`` reads it, with gold by file name."""
    (folder / "pages").mkdir(parents=True)
    entries = {f"https://tribune.example/{file}": {"file": file, **facts} for file, facts in gold.items()}
    (folder / "evaldata.json").write_text(json.dumps(entries), encoding="utf-8")
    for file, content in files.items():
        (folder / "pages" / file).write_text(content, encoding="utf-8")
    return folder
