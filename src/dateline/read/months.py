"""Names of months in the languages of news pages, with their numbers.

English names and short forms, and those of German, French, Spanish, Italian, Portuguese, Dutch and Polish.
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
    "januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia",
    "februar febr février fevrier févr febrero febbraio fevereiro fev februari lutego",
    "märz maerz mär mrz mars marzo março marco maart mrt marca",
    "avril avr abril abr aprile kwietnia",
    "mai mayo maggio mag maio mei maja",
    "juni juin junio giugno giu junho czerwca",
    "juli juillet juil julio luglio lug julho lipca",
    "août aout agosto ago augustus sierpnia",
    "septembre septiembre setiembre settembre set setembro września",
    "oktober okt octobre octubre ottobre ott outubro out października",
    "novembre noviembre novembro listopada",
    "dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia",
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
