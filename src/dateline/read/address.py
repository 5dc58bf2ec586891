"""What a report's address tells: the day of publication in its path, and the outlet's domain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from dateline.read.dates import DateFound, find_day, parse_interval
from dateline.records.evidence import Interval, Record

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?:)", re.IGNORECASE)
_DAY = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<part>[/_.-]?)(?P<month>0[1-9]|1[0-2]|(?<=\D)[1-9]|[a-z]{3})(?P=part)"
    r"(?P<day>0[1-9]|[12]\d|3[01]|(?<=\D)[1-9])(?!\d|\.\d)",
    re.IGNORECASE,
)
_DAY_LAST = re.compile(r"(?<![\d.])(?P<day>[0-3]\d)-(?P<month>[01]\d)-(?P<year>(?:19|20)\d\d)(?!\d|\.\d)")
_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/")
_COMMON = re.compile(r"^(?:www\d?|m|mobile|amp|web)\.")


class AddressDay(Record, frozen=True):
    """Days that an address names and its characters that do."""

    days: Interval
    words: str


def live_address(url: str) -> str:
    """The page's own address: that of the page kept where the address is a web archive's."""
    return _ARCHIVED.sub("", url)


def day_in_address(url: str) -> AddressDay | None:
    """The day in an address ("/2017/11/12/", "/2017/nov/12/", "-20171112", "12-11-2017"); None where there is none.

    A day without separators counts only between such as "/" and "-": serial numbers are no days.
    """
    path = _path(url)
    for pattern in (_DAY, _DAY_LAST):
        for match in pattern.finditer(path):
            if "part" in match.re.groupindex and not match["part"] and not _stands_apart(path, match):
                continue
            month = match["month"]
            words = f"{match['year']}-{month}-{match['day']}"
            found: DateFound | Interval | None
            found = (
                parse_interval(words)
                if month.isdigit()
                else find_day(f"{match['day']} {month} {match['year']}")
            )
            days = found.interval if isinstance(found, DateFound) else found
            if days is not None:
                return AddressDay(days=days, words=match[0])
    return None


def month_in_address(url: str) -> str | None:
    """The month that an address seems to name, as "2017-11".

    It is no evidence by itself: weeklies number their issues so ("/2019/10/" is week 10).
    """
    match = _MONTH.search(_path(url))
    return f"{match['year']}-{match['month']}" if match else None


def domain_of(url: str) -> str | None:
    """The domain of an address without "www.": "kestrel.example"; None where it has none."""
    host = _host(url)
    return host or None


def is_front(url: str) -> bool:
    """Whether an address is that of a site and of no page in it."""
    try:
        parts = urlsplit(live_address(url))
    except ValueError:
        return False
    path = parts.path.strip("/").lower()
    return (
        bool(parts.netloc)
        and not parts.query
        and re.fullmatch(r"(?:(?:index|home|default)\.\w{3,5}|home)?", path) is not None
    )


def own_address(given: str, canonical: str) -> bool:
    """Whether a canonical address may stand for a given one: it is of the same site, and no front page."""
    return _host(given) == _host(canonical) and (is_front(given) or not is_front(canonical))


def _stands_apart(path: str, match: re.Match[str]) -> bool:
    before, after = path[: match.start()][-1:], path[match.end() :][:1]
    return before in ("/", "-", "_", "") and after in ("/", "-", "_", ".", "")


def _path(url: str) -> str:
    try:
        return urlsplit(live_address(url)).path
    except ValueError:
        return ""


def _host(url: str) -> str:
    try:
        host = urlsplit(live_address(url)).hostname or ""
    except ValueError:
        return ""
    return _COMMON.sub("", host.lower())
