"""The entries of a live blog: each its own dated part of the report's text.

They are told by JSON-LD (``liveBlogUpdate``), by repeated elements with a ``time`` each, or by lines that are a
time of day ("14:35 GMT"). A time without a day belongs to the last day named above it; where none is named,
to the report's own, as long as the entries' times run one way and it was not changed on a later day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.read.clock import ClockTime, time_behind
from dateline.read.dates import find_day, parse_interval
from dateline.read.jsonld import texts
from dateline.read.marks import Found, Marks, in_comment
from dateline.read.witness import Witness
from dateline.records.evidence import Evidence, Interval, Known, Record, Unknown
from dateline.records.report import CODED_LABELS, Block, Entry

_LIVE = re.compile(
    r"\blive(?:[ -]?(?:blog|ticker|updates?|coverage|feed))\b|\blive\s?(?::|[|–—]|-\s)|[|–—-]\s?(?:as it happened|live)\b"
    r"|\bas it happened\b|\bminute[ -]by[ -]minute\b|\b(?:news|war|conflict)[ -]?ticker\b",
    re.IGNORECASE,
)
_LIVE_PATH = re.compile(r"/live(?:blog)?s?/|live-?(?:blog|ticker|updates)", re.IGNORECASE)
_HEAD = re.compile(
    r"\W{0,3}(?P<time>(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:uhr|h|hrs)\b)?(?:\s?\(?(?:[A-Z]{2,4}"
    r"|[A-Z][a-z]+ time|local time)\b\)?)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?)\s*(?:[-–—:|]|\Z|\s(?=[A-Z\"“]))",
    re.ASCII,
)
_MARKUP = re.compile(r"<[^>]{0,300}>")
_WORDS = re.compile(r"\S+")

_DAY_ABOVE = "time of the entry and the day above it"

#: Fewer entries than this are a list of something else.
FEWEST = 3
_MOST = 1000
_LONGEST_HEAD = 90
_OPENING = 50
_SHORTEST = 6


class Update(Record, frozen=True):
    """An entry as the page's markup has it: where it is (an XPath) or its first words, its day, its title."""

    day: Interval | None
    words: str = ""
    how: str = ""
    pointer: str | None = None
    openings: tuple[str, ...] = ()
    title: str | None = None


def says_live(title: str, address: str) -> bool:
    """Whether a title or an address says that the page is a live blog."""
    return _LIVE.search(title) is not None or _LIVE_PATH.search(address) is not None


def updates_of(marks: Marks) -> tuple[Update, ...]:
    """The entries that a page's markup names: by JSON-LD, else, where the page says that it is live, by elements."""
    linked = tuple(_linked(marks))
    if len(linked) >= FEWEST:
        return linked
    address = marks.address.value if marks.address else ""
    if "LiveBlogPosting" not in marks.linked.types and not says_live(marks.title, address):
        return linked
    return tuple(_repeated(marks)) or linked


def entries_of_page(
    updates: Sequence[Update], text: str, blocks: Sequence[Block], witness: Witness
) -> tuple[Entry, ...]:
    """The entries of a live blog's page as stretches of the report's text, in the order of the text."""
    own = [block for block in blocks if block.label not in ("comment", "related", "headline")]
    places: list[tuple[int, Update]] = []
    squeezed, offsets = _squeezed(text) if any(not each.pointer for each in updates) else ("", [])
    for update in updates:
        if update.pointer is not None:
            inside = [b for b in own if b.pointer and f"{b.pointer}/".startswith(f"{update.pointer}/")]
            if inside:
                places.append((min(block.start for block in inside), update))
        found = (squeezed.find(_key(opening)[:_OPENING]) for opening in update.openings)
        at = next((at for at in found if at >= 0), None)
        if at is not None:
            places.append((offsets[at], update))
    places.sort(key=lambda place: place[0])
    places = [place for i, place in enumerate(places) if not i or place[0] != places[i - 1][0]]
    last = max((block.end for block in own if block.label in CODED_LABELS), default=0)
    return tuple(
        Entry(
            start=start,
            end=len(text[:end].rstrip()),
            published=_published(update, witness),
            title=update.title,
        )
        for (start, update), end in zip(places, [*(s for s, _ in places[1:]), last], strict=False)
        if start < end
    )


def entries_of_text(
    text: str,
    blocks: Sequence[Block],
    published: Known[Interval] | Unknown,
    modified: Known[Interval] | Unknown,
    witness: Witness,
) -> tuple[Entry, ...]:
    """The entries that lines with a time of day head, in the order of the text; none where they are too few."""
    heads: list[tuple[int, int, ClockTime, tuple[dt.date, Evidence] | None]] = []
    day: tuple[dt.date, Evidence] | None = None
    last = 0
    for start, end, coded in _lines(text, blocks):
        words = text[start:end]
        last = end if coded else last
        match = _HEAD.match(words)
        time = time_behind(f" {match['time']}", 0) if match else None
        named = find_day(words[:_LONGEST_HEAD])
        if match and time is not None:
            if named is not None and named.start <= match.end() + 20:
                day = (named.day, witness.span(start + named.start, start + named.end))
            heads.append((start, start + match.end("time"), time, day))
        elif named is not None and len(words) <= _LONGEST_HEAD and len(_WORDS.findall(words)) <= 8:
            day = (named.day, witness.span(start + named.start, start + named.end))
    if len(heads) < FEWEST:
        return ()
    own = _own_day([time for _, _, time, named in heads if named is None], published, modified)
    ends = [*(start for start, *_ in heads[1:]), last]
    return tuple(
        Entry(
            start=start,
            end=len(text[:end].rstrip()),
            published=_timed(time, witness.span(start, stop), named, own),
        )
        for (start, stop, time, named), end in zip(heads, ends, strict=True)
        if start < end
    )


def is_of_an_entry(published: Known[Interval], entries: Sequence[Entry]) -> bool:
    """Whether a day that the page shows is one that stands above its entries, and so not its own."""
    if not published.how.startswith(("shown", "date line")):
        return False
    words = {e.text for e in published.evidence}
    return any(
        isinstance(entry.published, Known)
        and entry.published.how == _DAY_ABOVE
        and entry.published.evidence[-1].text in words
        for entry in entries
    )


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, bool]]:
    """Where each line of the report's own blocks starts and ends, and whether it is coded."""
    for block in blocks:
        if block.label in ("comment", "related", "headline"):
            continue
        start = block.start
        for line in text[block.start : block.end].split("\n"):
            yield start, start + len(line), block.label in CODED_LABELS
            start += len(line) + 1


def _own_day(
    times: Sequence[ClockTime], published: Known[Interval] | Unknown, modified: Known[Interval] | Unknown
) -> tuple[dt.date, Evidence] | None:
    """The report's own day, where all entries without a day can be of it."""
    if isinstance(published, Unknown) or published.value.precision != "day":
        return None
    if isinstance(modified, Known) and modified.value.start > published.value.end:
        return None
    clock = [time.words[:5] for time in times]
    if clock != sorted(clock) and clock != sorted(clock, reverse=True):
        return None
    return published.value.start, published.evidence[0]


def _timed(
    time: ClockTime,
    words: Evidence,
    named: tuple[dt.date, Evidence] | None,
    own: tuple[dt.date, Evidence] | None,
) -> Known[Interval] | Unknown:
    """The time of an entry on the day named above it, else on the report's own."""
    day = named or own
    if day is None:
        return Unknown(reason=f"the entry has only a time of day ({time.words})", candidates=(time.words,))
    date, evidence = day
    value = Interval(start=date, end=date, moment=f"{date.isoformat()}T{time.words}")
    how = _DAY_ABOVE if named else "time of the entry and the report's day"
    return Known(value=value, evidence=(words, evidence), how=how)


def _published(update: Update, witness: Witness) -> Known[Interval] | Unknown:
    if update.day is None:
        return Unknown(reason="the entry gives no day")
    found = Found(value=update.words, words=update.words, how=update.how)
    return Known(value=update.day, evidence=(witness.markup(found),), how=update.how)


def _linked(marks: Marks) -> Iterator[Update]:
    """The updates of JSON-LD's live blog."""
    for node in marks.linked.articles:
        for each in marks.linked.resolved(node.get("liveBlogUpdate"))[:_MOST]:
            if isinstance(each, str):
                continue
            words = next(texts(each.get("datePublished")), "") or next(texts(each.get("dateModified")), "")
            title = next(texts(each.get("headline")), None)
            openings = (title or "", next(texts(each.get("articleBody")), ""))
            yield Update(
                day=parse_interval(words),
                words=words,
                how="JSON-LD liveBlogUpdate",
                openings=tuple(
                    _MARKUP.sub(" ", opening) for opening in openings if len(_key(opening)) >= _SHORTEST
                ),
                title=title,
            )


def _repeated(marks: Marks) -> Iterator[Update]:
    """The largest group of neighbouring elements that hold one ``time`` each."""
    times = [each for each in marks.times[:_MOST] if each.get("datetime") and not in_comment(each)]
    held: dict[Any, int] = {}
    for each in times:
        for holder in (each, *each.iterancestors()):
            held[holder] = held.get(holder, 0) + 1
    groups: dict[Any, list[tuple[Any, Any]]] = {}
    for each in times:
        holder = each
        while holder.getparent() is not None and held[holder.getparent()] == held[each]:
            holder = holder.getparent()
        if holder.getparent() is not None:
            groups.setdefault((holder.getparent(), holder.tag), []).append((holder, each))
    largest = max(groups.values(), key=len, default=[])
    if len(largest) < FEWEST:
        return
    for holder, each in largest:
        words = each.get("datetime").strip()
        day = parse_interval(words)
        if day is None:
            continue
        heading = next(holder.iter("h2", "h3", "h4"), None)
        title = " ".join("".join(heading.itertext()).split()) if heading is not None else None
        yield Update(
            day=day, words=words, how="time element", pointer=marks.page.pointer(holder), title=title or None
        )


def _key(words: str) -> str:
    return "".join(words.split()).casefold()


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without blanks and in lower case, and where each of its characters stands in the text."""
    offsets = [i for i, c in enumerate(text) if not c.isspace() for _ in c.casefold()]
    return _key(text), offsets
