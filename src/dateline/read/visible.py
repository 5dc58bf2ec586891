"""Dates that a page shows its readers: those of the article itself, told by words, markup and position.

A date counts where it says that it is one of publication or change ("Veröffentlicht am", "Updated"), where
the names of its elements say so, or where it stands alone beside the headline. Those of comments, of other
stories, of rights and in sentences do not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

from dateline.read.dates import find_day, parse_interval
from dateline.read.heading import Headline
from dateline.read.marks import Marks
from dateline.read.page import Page, Segment
from dateline.records.evidence import Interval, Record

Sense = Literal["published", "modified"]

_ON = r"(?: (?:on|at|am|el|il|em|op|von|vom|le|den|in))?[:\s]*"
PUBLISHED_WORD = re.compile(
    r"\b(?:first )?(?:published|posted|publication date|date published|released|publi[ée]e?|publicad[oa]|pubblicato"
    r"|mise? en ligne|posté|fecha de publicación|data de publicação|ver(?:ö|oe)ffentlicht|erschienen|erstellt|geschrieben"
    r"|eingestellt|verfasst|gepostet|gepubliceerd|geplaatst|publicera[dt]|publisert|offentliggjort|julkaistu"
    r"|opublikowan[oa]|publikováno|vydáno|yayın(?:lanma)?(?: tarihi)?|опубликован[оаы]?|опубліковано|дата публикации"
    r"|تاريخ النشر|نشر)\b" + _ON,
    re.IGNORECASE,
)
UPDATED_WORD = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|changed|revised|reviewed|(?:zuletzt )?aktualisiert|aktualisierung"
    r"|ge(?:ä|ae)ndert|(?:letzte )?(?:ä|ae)nderung|(?:letzter? )?stand|überarbeitet|bearbeitet|mise? à jour"
    r"|actualizad[oa]|atualizad[oa]|aggiornato|bijgewerkt|uppdatera[dt]|oppdatert|opdateret|päivitetty|zaktualizowano"
    r"|aktualizováno|güncellen?me(?: tarihi)?|обновлен[оа]|оновлено|آخر تحديث)\b" + _ON,
    re.IGNORECASE,
)
_OTHER_WORD = re.compile(
    r"©|\(c\)|\b(?:copyright|registriert|registered|joined|mitglied|member|accessed|abgerufen|zugriff|beginn|termin"
    r"|expires|g(?:ü|ue)ltig|born|geboren|died|gestorben|isbn|seit|since|bis|until|deadline|antwort|reply|says|wrote"
    r"|schrieb|ab|archived?)\b",
    re.IGNORECASE,
)
_NAMED_PUBLISHED = re.compile(
    r"publish|pubdate|pub-date|entry-?(?:date|meta)|post-?(?:date|meta|info)|posted|article-?(?:date|meta|info)"
    r"|date-?header|dateline|byline|news-?date|released",
    re.IGNORECASE,
)
_NAMED_DATE = re.compile(r"date(?!pick)|datum|time(?!line)|meta|info|zeit|author|autor|fecha", re.IGNORECASE)
_NAMED_MODIFIED = re.compile(r"updated|modified|last-?(?:mod|update)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|kommentar|disqus|\breply|related|recent|popular|trending|calendar|upcoming|recommend|similar|\bmore-|\bnext|\bprev|navigation|\bnav\b|copyright|ticker|mostread|most-read"
    r"|carousel|slider|(?:^|\s)signature|tweet|twitter|(?:^|[\s_-])today|current-?date",
    re.IGNORECASE,
)
# Some themes keep the article's own date in such a box beside its headline.
_BESIDE = re.compile(r"sidebar|teaser|widget|aside|footer", re.IGNORECASE)
# What holds the article alone in common systems, TYPO3's among them, whatever stands around it.
_SINGLE = re.compile(
    r"news-?single|single-?(?:news|post|entry|article)|(?:news|article)-?detail", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag dienstag"
    " mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so uhr am pm at on um den der of the by von vom datum"
    " date news gmt utc est edt cet cest mez".split()
)

# A year with another number beside it, or a day, a month and two digits; in one line.
_LIKELY = re.compile(
    r"\d(?:[^\d\n][^\n]{0,30}?\d{4}|\d{3}[^\d\n]{1,16}\d|\d?\. ?\d\d?\. ?\d\d|\d? [^\W\d_]{3,10}\.? \d\d\b)"
)

#: Lines with a date of their own are short and hold few other words.
_LONGEST = 200
_FEW_WORDS, _MOST_WORDS = 3, 9

#: On 192 pages whose day is known, the best date from this score on was right on 155 and wrong on 8 (some of
#: these by the key's own slips); on 29 there was none.
_LEAST_SCORE = 4
#: A date that no other contradicts needs less: a line of its own, or names that speak of a date.
_LONE_SCORE = 2

#: Years of two digits ("12.11.17") are read as POSIX has it: 69 to 99 are of the last century.
_PIVOT = dt.date(2068, 12, 31)

_NEAR, _CLOSE = 8, 4
_NEAR_BEHIND = 30

_PLACE = re.compile(
    r"\W{0,3}(?:[A-ZÄÖÜ][\w./-]*(?:[ /][\w./-]+){0,4}\s?[,|–-]\s?)?(?:den |am |le |on )?\(?", re.IGNORECASE
)
_DASH = re.compile(r"\)?\.?\s?(?:[–—:|/]|-{1,2}\s|\(|\))")
_SENTENCE = re.compile(r"\s[\"“„«»‚'(]{0,2}[A-ZÄÖÜ]")
# "This entry was posted on ... and is filed under ..."
_ENTRY = re.compile(
    r"(?:this|dieser?|der|die) (?:entry|post|article|story|item|eintrag|beitrag|artikel) (?:was|wurde)\b",
    re.IGNORECASE,
)
_FIRST = 14
_LONGEST_DATELINE = 70
_LONGEST_PIECE = 14


class Shown(Record, frozen=True):
    """A date that the page shows: its days, the words, what it is the date of, and how that was told.

    ``as_of`` is that of a "Stand: 12.11.2017" beside the headline, which in German stands for either sense.
    """

    days: Interval
    words: str
    sense: Sense
    how: str
    score: int
    distance: int
    timed: bool = False
    as_of: bool = False


def shown_days(page: Page, marks: Marks, day_first: bool | None) -> tuple[Shown, ...]:
    """The dates of the article that a page shows, the likeliest first."""
    headline = marks.headline
    found = [
        *_times(page, marks, headline, day_first),
        *_lines(page, marks, headline, day_first),
        *_datelines(page, headline, day_first),
        *_pieces(page, headline, day_first),
        *_titles(marks, day_first),
    ]
    likely = [each for each in found if each.score >= _LEAST_SCORE]
    if not likely and len({each.days.start for each in found}) == 1:
        likely = found[:1]
    return tuple(sorted(likely, key=lambda each: (-each.score, abs(each.distance))))


def _lines(page: Page, marks: Marks, headline: Headline, day_first: bool | None) -> Iterator[Shown]:
    """The dates in short stretches of text."""
    for i in marks.matching(_LIKELY):
        segment = page.segments[i]
        text = segment.text
        if len(text) > _LONGEST and not _ENTRY.match(text):
            continue
        position = 0
        while (date := find_day(text[position:], today=_PIVOT, day_first=day_first)) is not None:
            start, end = position + date.start, position + date.end
            before = f"{_label_above(page.segments, i)} {text[position:start]}"
            shown = _judged(segment.element, date.interval, text[start:end], before, text, headline, i, 0)
            if shown is not None:
                yield shown
            position = end


def _datelines(page: Page, headline: Headline, day_first: bool | None) -> Iterator[Shown]:
    """The dates in datelines of the first paragraphs ("Olm, 12. November 2017 - ...")."""
    if headline.index is None:
        return
    for i, segment in enumerate(
        page.segments[headline.index + 1 : headline.index + _FIRST], start=headline.index + 1
    ):
        text = segment.text
        if len(text) < _LONGEST_DATELINE or not _LIKELY.search(text, 0, _LONGEST_DATELINE):
            continue
        date = find_day(text[:_LONGEST_DATELINE], today=_PIVOT, day_first=day_first)
        if date is None or not _PLACE.fullmatch(text[: date.start]):
            continue
        if not (_DASH.match(text, date.end) or (date.start == 0 and _SENTENCE.match(text, date.end))):
            continue
        yield Shown(
            days=date.interval,
            words=text[date.start : date.end],
            sense="published",
            how="dateline",
            score=_LEAST_SCORE + 1,
            distance=headline.distance(i),
        )


def _titles(marks: Marks, day_first: bool | None) -> Iterator[Shown]:
    """The date that the page's title starts with: "14.03.2031 | Truce holds in Olm"."""
    for title in (*marks.metas.get("og:title", ())[:1], " ".join(marks.title.split())):
        date = find_day(title, today=_PIVOT, day_first=day_first)
        if date is not None and date.start == 0 and _DASH.match(title, date.end):
            words = title[: date.end]
            yield Shown(
                days=date.interval,
                words=words,
                sense="published",
                how="title",
                score=_LEAST_SCORE,
                distance=_NEAR,
            )


def _pieces(page: Page, headline: Headline, day_first: bool | None) -> Iterator[Shown]:
    """The dates that stand in pieces one below the other, as on a leaf of a calendar: "12", "Nov", "2017"."""
    segments = page.segments
    if headline.index is None:
        return
    for i in range(max(0, headline.index - _NEAR), min(headline.index + _NEAR, len(segments) - 1)):
        if len(segments[i].text) > _LONGEST_PIECE:
            continue
        for count in (2, 3):
            parts = [segment.text for segment in segments[i : i + count]]
            words = " ".join(parts)
            if max(map(len, parts)) > _LONGEST_PIECE or not _LIKELY.search(words):
                continue
            date = find_day(words, day_first=day_first)
            whole = any(find_day(part, today=_PIVOT, day_first=day_first) for part in parts)
            if date is not None and date.start == 0 and not whole:
                shown = _judged(segments[i].element, date.interval, words, "", words, headline, i, 1)
                if shown is not None:
                    yield shown
                    return


def _times(page: Page, marks: Marks, headline: Headline, day_first: bool | None) -> Iterator[Shown]:
    """The dates of ``time`` elements, which may show something else ("two days ago")."""
    if not marks.times:
        return
    places: dict[Any, int] = {}
    for i, segment in enumerate(page.segments):
        places.setdefault(segment.element, i)
    for element in marks.times[:200]:
        words = " ".join("".join(element.itertext()).split())
        value = (element.get("datetime") or "").strip()
        days = parse_interval(value, day_first=day_first)
        written = value
        if days is None:
            date = find_day(words, today=_PIVOT, day_first=day_first)
            if date is None:
                continue
            days, written = date.interval, words[date.start : date.end]
        holder = next((e for e in (element, *element.iterancestors()) if e in places), None)
        index = places[holder] if holder is not None else 10_000
        text = page.segments[index].text if holder is not None else words
        at = text.find(words) if words else -1
        before = text[: max(at, 0)]
        if holder is not None:
            before = f"{_label_above(page.segments, index)} {before}"
        bonus = 5 if element.get("pubdate") is not None else 2
        shown = _judged(element, days, written, before, text, headline, index, bonus)
        if shown is not None:
            yield shown


def _judged(
    element: Any,
    days: Interval,
    words: str,
    before: str,
    text: str,
    headline: Headline,
    index: int,
    bonus: int,
) -> Shown | None:
    """The date with its score and sense, or None where it is another thing's or too little speaks for it."""
    if _OTHER_WORD.search(before[-60:]):
        return None
    sense, label = _sense(before)
    label = label or _behind(text, words)
    if index == headline.index:
        others = 0
    elif _ENTRY.match(text):
        others = _MOST_WORDS
    else:
        others = _other_words(text.replace(words, " "))
    if others > (2 * _MOST_WORDS if label else _MOST_WORDS) or (
        len(text) > 100 and text[-1] in ".!?" and not label
    ):
        return None
    distance = headline.distance(index)
    names = _names(element, headline, near=-_CLOSE <= distance <= 2 * _NEAR, labelled=bool(label))
    if names is None:
        return None
    score = bonus + (5 if label else 0) + (2 if others <= _FEW_WORDS else 1 if others <= 5 else 0)
    joined = " ".join(names)
    if _NAMED_PUBLISHED.search(joined):
        score += 3
    elif _NAMED_DATE.search(joined):
        score += 2
    own = element.get("class") or ""
    if (
        not label
        and element.get("pubdate") is None
        and _NAMED_MODIFIED.search(own)
        and not _NAMED_PUBLISHED.search(own)
    ):
        sense = "modified"
    if 0 < distance <= _CLOSE:
        score += 3
    elif -_CLOSE <= distance <= 0 or 0 < distance <= _NEAR:
        score += 2
    if score < _LONE_SCORE:
        return None
    how = (
        f"shown behind '{label.strip(' :')}'"
        if label
        else "shown beside the headline"
        if abs(distance) <= _NEAR
        else "shown"
    )
    return Shown(
        days=days,
        words=words,
        sense=sense,
        how=how,
        score=score,
        distance=distance,
        timed=bonus > 0,
        as_of=label.lower().startswith("stand") and abs(distance) <= _NEAR,
    )


def _other_words(text: str) -> int:
    """How many words stand beside a date that are neither part of one nor say what it is of."""
    others = _counted(text)
    return others if others <= _FEW_WORDS else _counted(UPDATED_WORD.sub(" ", PUBLISHED_WORD.sub(" ", text)))


def _counted(text: str) -> int:
    return sum([word.lower() not in _EMPTY_WORDS for word in _WORD.findall(text)])


def _sense(before: str) -> tuple[Sense, str]:
    """What the words before a date make of it, and those words."""
    if not before or before.isspace():
        return "published", ""
    last: tuple[int, Sense, str] = (-1, "published", "")
    for sense, pattern in (("published", PUBLISHED_WORD), ("modified", UPDATED_WORD)):
        for match in pattern.finditer(before):
            if match.start() > last[0] and len(before) - match.end() <= 40:
                last = (match.start(), sense, match[0])  # type: ignore[assignment]
    return last[1], last[2]


def _behind(text: str, words: str) -> str:
    """The word of publication that follows a date, as German has it: "wurde am 12.11.2017 um 9 Uhr gepostet"."""
    at = text.find(words) + len(words)
    match = PUBLISHED_WORD.search(text, at, at + _NEAR_BEHIND) if _ENTRY.match(text) else None
    return match[0] if match is not None else ""


def _label_above(segments: Sequence[Segment], index: int) -> str:
    """The line above, where it is one that labels what follows: "Published:"."""
    above = segments[index - 1].text if index else ""
    return above if len(above) <= 30 and (above.endswith(":") or PUBLISHED_WORD.fullmatch(above)) else ""


def _names(element: Any, headline: Headline, *, near: bool, labelled: bool) -> list[str] | None:
    """The names of an element and the nearest around it; None where they lie in another part of the page."""
    names: list[str] = []
    for depth, each in enumerate((element, *element.iterancestors())):
        if each in headline.holders:
            break
        tag = each.tag
        own = f"{each.get('class') or ''} {each.get('id') or ''}"
        if own != " ":
            part = _part(own)
            if depth and part == "single":
                names.append(own)
                break
            if part == "elsewhere" or (part == "beside" and not (near or labelled)):
                return None
            if depth < 4:
                names.append(f"{own} {each.get('itemprop') or ''}")
        if tag == "nav" or (not (near or labelled) and tag in ("aside", "footer")):
            return None
    return names


@lru_cache(maxsize=50_000)
def _part(names: str) -> Literal["single", "elsewhere", "beside"] | None:
    """The part of a page that a class and an id speak of, as far as it matters to dates."""
    if _SINGLE.search(names):
        return "single"
    if _ELSEWHERE.search(names):
        return "elsewhere"
    return "beside" if _BESIDE.search(names) else None
