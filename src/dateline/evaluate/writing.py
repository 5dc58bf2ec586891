"""Text from the words of a set that keeps no text: put together as English is written.

The sets write "he did n't ( yet ) ." where a page has "he didn't (yet)."; a reader that is taught on the one
would be asked to read the other. Quotation marks in the Penn Treebank's form become plain ones, its names of
brackets become brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PENN = {
    "``": '"',
    "''": '"',
    "`": "'",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
#: What stands close to the word before it, and what the word after stands close to.
_CLOSES = re.compile(r"[,.;:?!%)\]}]+|/|''|['’](?:s|ll|ve|re|m|d|t)?|n['’]t|…", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{$£€#/]|``|`|-LRB-|-LSB-|-LCB-")
_CLOSING_NAMES = ("-RRB-", "-RSB-", "-RCB-")


def written(words: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text that the words of a sentence make, and the characters ``start, end`` of each."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at, close, quoted = 0, True, False
    for i, word in enumerate(words):
        surface = _PENN.get(word, word)
        ends_quote = word == '"' and (quoted or _ends_quote(words, i))
        if not (close or ends_quote or _CLOSES.fullmatch(word) or word in _CLOSING_NAMES):
            pieces.append(" ")
            at += 1
        pieces.append(surface)
        spans.append((at, at + len(surface)))
        at += len(surface)
        starts_quote = word == '"' and not ends_quote
        quoted = starts_quote or (quoted and not ends_quote)
        close = starts_quote or _OPENS.fullmatch(word) is not None
    return "".join(pieces), tuple(spans)


def _ends_quote(words: Sequence[str], i: int) -> bool:
    """Whether a plain quotation mark closes what an earlier sentence opened: 'region , " the mayor said'."""
    after = words[i + 1] if i + 1 < len(words) else ""
    return i > 0 and words[i - 1] in (",", ".", "?", "!") and (not after or after[0].islower())
