"""A page's markup without what shows no words: scripts, styles, pictures that stand in the page itself.

Saved pages hold their pictures as ``data:`` addresses and their programs in the page; both may make up most
of it. Tags stay, so every element keeps its XPath, and so do a page's facts for machines (JSON-LD).
"""

from __future__ import annotations

import re

_OPENING = re.compile(r"<(script|style)\b[^>]{0,2000}>", re.IGNORECASE)
_FACTS = re.compile(r"ld\+json", re.IGNORECASE)
_DATA = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60}[;,][^\s\"'<>)]{100,}")


def without_ballast(markup: str) -> str:
    """The markup with scripts, styles and ``data:`` addresses emptied. Time is linear."""
    return _DATA.sub("data:,", _emptied(markup))


def _emptied(markup: str) -> str:
    """The markup with its scripts and styles emptied; one that is never closed is left as it is."""
    kept: list[str] = []
    position = 0
    while (opening := _OPENING.search(markup, position)) is not None:
        closing = re.compile(f"</{opening[1]}", re.IGNORECASE).search(markup, opening.end())
        if closing is None:
            break
        facts = _FACTS.search(opening[0]) is not None
        kept.append(markup[position : closing.start() if facts else opening.end()])
        position = closing.start()
    kept.append(markup[position:])
    return "".join(kept)
