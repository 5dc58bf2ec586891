"""Text made safe for each kind of markup, so that nothing in a page's words can become a mark of it.

What comes from pages has been through ``words.told``, which takes out all that turns the direction of text; the
isolates that are left are the brief's own.
"""

from __future__ import annotations

import html
import re
import unicodedata

_ISOLATES = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
#: What XML 1.0 does not allow, beside control characters and surrogates.
_NO_XML = re.compile("[\ufffe\uffff]")
#: What may begin something in Markdown (CommonMark, and GitHub's tables, strokes, mathematics and mentions).
_MARKS = re.compile(r"[\\`*_{}\[\]#|~$@]")
_FIRST = re.compile(r"^(\s*)(?:([-+=!])|(\d+)([.)]))")
_ADDRESS = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=www)\.")


def xml(text: str) -> str:
    """The text for XML and HTML, in content and in double-quoted attributes."""
    return html.escape(_NO_XML.sub("\ufffd", clean(text)), quote=True)


def html_text(text: str) -> str:
    """The text for HTML: what is isolated for its direction is an element of its own."""
    return _ISOLATES.sub(r"<bdi>\1</bdi>", xml(text))


def markdown(text: str) -> str:
    """The text for Markdown: every sign that could begin something is escaped, addresses become no links."""
    safe = _ADDRESS.sub(lambda m: f"\0{ord(m[0])};", clean(text).replace("\0", " "))
    safe = _MARKS.sub(lambda m: f"\\{m[0]}", safe)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\0", "&#")
    return _FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", safe)


def address(text: str) -> str | None:
    """The text where it is the address of a page that may be linked to; None for all else."""
    return text if _LINKABLE.fullmatch(text) else None


def clean(text: str) -> str:
    """The text without control characters and what turns direction, every stretch of white space one space."""
    kept = "".join(" " if unicodedata.category(c) in _STEERING or c in _TURNING else c for c in text)
    return re.sub(r"\s+", " ", kept)


_LINKABLE = re.compile(r"https?://[A-Za-z0-9\-._~%!*;:@&=+$,/?#]+")
_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
