"""The pieces that the patterns of time words are made of. All of them read words in lower case."""

from __future__ import annotations

import re

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
