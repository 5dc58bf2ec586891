"""Names of months in the languages of news pages, with their numbers.

English names and short forms, and those of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
the languages of Scandinavia, Finnish, Hungarian, Turkish, Russian, Ukrainian and Arabic. A name that means one
month here and another there is left out (Croatian "listopad").
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
    "januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia"
    " ledna tammikuuta január ocak января янв січня يناير",
    "februar febr février fevrier févr febrero febbraio fevereiro fev februari lutego"
    " února helmikuuta február şubat февраля фев лютого فبراير شباط",
    "märz maerz mär mrz mars marzo março marco maart mrt marca"
    " března maaliskuuta március mart марта березня مارس آذار",
    "avril avr abril abr aprile kwietnia dubna huhtikuuta április nisan апреля апр квітня أبريل ابريل نيسان",
    "mai mayo maggio mag maio mei maja května maj toukokuuta május mayıs мая травня مايو أيار",
    "juni juin junio giugno giu junho czerwca června kesäkuuta június haziran июня червня يونيو حزيران",
    "juli juillet juil julio luglio lug julho lipca července heinäkuuta július temmuz июля липня يوليو تموز",
    "août aout agosto ago augustus sierpnia"
    " srpna august elokuuta augusztus ağustos августа авг серпня أغسطس آب",
    "septembre septiembre setiembre settembre set setembro września"
    " září syyskuuta szeptember eylül сентября сен вересня سبتمبر أيلول",
    "oktober okt octobre octubre ottobre ott outubro out października"
    " října lokakuuta október ekim октября окт жовтня أكتوبر",
    "novembre noviembre novembro listopada listopadu marraskuuta kasım ноября ноя листопада نوفمبر",
    "dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia"
    " prosince joulukuuta aralık desember декабря дек грудня ديسمبر",
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
