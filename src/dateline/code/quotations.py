"""Where a report quotes: stretches between quotation marks that are long enough to be speech."""

from __future__ import annotations

import re

_QUOTE = re.compile(r"“([^”]*)(?:”|$)|\"\"?([^\"]*)(?:\"\"?|$)", re.S)
#: Shorter quotations are words held up, not speech.
_LEAST = 12


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each quotation in ``text[start:end]``; straight quotes pair up in the order they come."""
    return [m.span() for m in _QUOTE.finditer(text, start, end) if len(m[1] or m[2] or "") >= _LEAST]
