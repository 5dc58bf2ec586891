"""Names made comparable for filters: case, diacritics and punctuation away, a blank around each word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.dictionaries.normal import normal_key

_NO_WORD = re.compile(r"[^\w]+|_+")


def key_of(name: str) -> str:
    """The name's words, each with a blank before and after it (" tell zafra "); "" where it has none.

    So a name is in another as whole words exactly where its key is in the other's key.
    """
    words = _NO_WORD.sub(" ", normal_key(name)).split()
    return f" {' '.join(words)} " if words else ""


def keys_of(names: Iterable[str | None]) -> str:
    """The keys of all names, a bar between them, so that nothing is found across two of them."""
    return "|".join(dict.fromkeys(key for name in names if name and (key := key_of(name))))
