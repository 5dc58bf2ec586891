"""The pieces that the patterns of time words are made of. All of them read words in lower case."""

from __future__ import annotations

import re
from collections.abc import Mapping

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTS = {
    word: number
    for number, words in enumerate(
        ("a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
    for word in words.split()
} | {"eleven": 11, "twelve": 12, "twenty": 20}
#: Days of a unit, where words leave the day of the count open.
DAYS = {"hour": 0, "night": 1, "day": 1, "week": 7}
#: Days from publication to the day that these words mean.
NEAR = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "last night": -1,
    "overnight": 0,
    "last evening": -1,
    "tomorrow": 1,
    "night before last": -2,
    "day before last": -2,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
LIMITS = frozenset({"since", "before", "after", "until", "till", "from", "by", "as of"})

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
NUMBER = r"\d\d?(?:st|nd|rd|th|d)?"
DAY_RANGE = rf"(?P<day>{NUMBER})(?:(?: ?[-–] ?| to | and | through )(?P<last>{NUMBER}))?"
YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
PART = r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|nightfall|overnight)"
SHIFT = (
    r"(?P<shift>(?:at )?the (?:end|beginning|start|middle) of"
    r"|(?:earlier|early|later|late)(?: in| on)?|mid(?:dle of)?)"
)
COUNT = (
    r"(?:(?:a )?(?P<vague>several|few|some|number of|couple of)|a (?P<pair>couple)|(?P<count>\d{1,4}|[a-z]+))"
)
UNIT = r"(?P<unit>hour|night|day|week|month|year)s?"
LEADING = re.compile(
    r"^(on|in|during|at|by|since|until|till|before|after|from|between|for|over|within|around|as of"
    r"|throughout) "
)
HEDGE = re.compile(r"^(?:about|around|only|just|nearly|almost|approximately|some) (?=\w)")


def third_named(shift: str) -> str:
    """The third of a month that a shift ("early", "the end of") means: "early", "mid" or "late"."""
    if "mid" in shift:
        return "mid"
    return "late" if "late" in shift or "end" in shift else "early"


def count_named(found: Mapping[str, str]) -> int | None:
    """The number that a match of COUNT names, 1 where it has none; None where it is vague."""
    if found.get("vague", "") == "couple of" or "pair" in found:
        return 2
    words = found.get("count", "" if "vague" in found else "one")
    return int(words) if words.isdecimal() else COUNTS.get(words)


def day_named(words: str) -> int:
    """The number of a day worded as NUMBER: 11 for "11th"."""
    return int(re.sub(r"\D+", "", words))
