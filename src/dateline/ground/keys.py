"""The key under which a place name is filed and looked up, whatever its case, accents or hyphens."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'`\"´‘’‚‛“”ʻʼʽʾʿʹʺˈ′‵＇."
_SPACES = "-‐‑‒–—―_/,\t\n\r\u00a0"
#: Letters that carry no decomposition of their own.
_LETTERS = dict(zip("øłđðıəħŧŋ", "olddiahtn", strict=True)) | {"þ": "th", "æ": "ae", "œ": "oe"}
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|an|at|az) (?=\S\S)")
_AREA = (
    r"(?:province|governorate|department|district|city|town|village|region|prefecture|oblast|area|muhafazah?)"
)
_AROUND = re.compile(
    rf"(?:the )?{_AREA} of (?=\S)|(?<=\S) (?:{_AREA}|provinces|governorates|districts|oblasts)$|^the (?=\S)"
)
_SPACE_RUN = re.compile(r"\s+")


class _Table(dict[int, str]):
    """A translation table that is filled as characters turn up; combining marks are dropped."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.combining(char):
            made = ""
        else:
            made = _LETTERS.get(char, char)
        self[code] = made
        return made


def _table() -> _Table:
    table = _Table({ord(c): "" for c in _APOSTROPHES})
    table.update({ord(c): " " for c in _SPACES})
    return table


_TABLE = _table()


def place_key(name: str) -> str:
    """The name in lower case without accents, apostrophes and dots, its hyphens as single spaces.

    ``place_key("Dayr az-Zawr") == "dayr az zawr"``. A key has the same key.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    key = name.lower().translate(_TABLE).strip()
    return _SPACE_RUN.sub(" ", key) if "  " in key or not key.isascii() else key


def without_article(key: str) -> str:
    """The key without a leading Arabic article; the same key where it has none."""
    article = _ARTICLE.match(key)
    return key[article.end() :] if article else key


def without_area_words(key: str) -> str:
    """The key without "the", "province", "governorate", "city of" and the like around the name."""
    return _AROUND.sub("", key).strip() or key


def look_up_keys(name: str) -> tuple[str, ...]:
    """The keys to try for a name as a text words it, the most exact first."""
    key = place_key(name)
    if len(key) < 2:
        return ()
    bare = without_area_words(key)
    return tuple(dict.fromkeys((key, bare, without_article(key), without_article(bare))))
