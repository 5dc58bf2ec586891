"""Names of months in the languages of news pages, with their numbers.

English names and short forms, and those of German, French, Spanish, Italian, Portuguese and Dutch.
"""

from __future__ import annotations

import re

_ENGLISH = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_OTHERS = (
    "januar jänner janvier janv enero ene gennaio gen janeiro januari",
    "februar febr février fevrier févr febrero febbraio fevereiro fev februari",
    "märz maerz mär mrz mars marzo março marco maart mrt",
    "avril avr abril abr aprile",
    "mai mayo maggio mag maio mei",
    "juni juin junio giugno giu junho",
    "juli juillet juil julio luglio lug julho",
    "août aout agosto ago augustus",
    "septembre septiembre setiembre settembre set setembro",
    "oktober okt octobre octubre ottobre ott outubro out",
    "novembre noviembre novembro",
    "dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)

_NUMBERS = {name: i for i, names in enumerate(_ENGLISH, start=1) for name in names} | {
    name: i for i, names in enumerate(_OTHERS, start=1) for name in names.split()
}


def _pattern(names: list[str]) -> str:
    """One pattern for these, the longest first; letters beyond ASCII in either case."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.sub(r"[^\x00-\x7f]", lambda m: f"[{m[0]}{m[0].upper()}]", name) for name in ordered)


#: For patterns with IGNORECASE and ASCII (with Unicode rules, "ſ" would match "s").
ENGLISH_MONTH = _pattern([name for names in _ENGLISH for name in names])
ANY_MONTH = _pattern(list(_NUMBERS))


def month_number(words: str) -> int | None:
    """The number of a month from its name, its short form or its digits; None where it is none."""
    return int(words) if words.isdigit() else _NUMBERS.get(words.lower().rstrip("."))
