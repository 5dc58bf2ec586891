"""The dateline that opens a report, split from its first sentence.

Forms, in the order they are tried: the old wires' "san salvador, 9 jan 90 (acan-efe) -- [text]"; a place
and an agency in brackets, "MOSUL, Iraq (AP) — "; brackets that were cut off when the page was saved,
"Anbar ( Militants have ..."; the agency alone, "(CBS) — "; a place and a dash, "SALT LAKE CITY — ".
What might as well be the subject of the sentence is left alone.
"""

from __future__ import annotations

import re

from dateline.records.evidence import Record

#: Datelines are short; the longest wire forms with two bracketed notes stay below this.
_WITHIN = 240

_WORD = r"(?:(?:al|el|as|ar|ad|an|ash|at|az|de|la|las|los|del|of)[- ])?[A-Z][\w'’./-]*"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,3}}"
_PLACES = rf"(?P<place>{_PLACE}(?:, ?{_PLACE}){{0,2}})"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = rf"(?P<date>(?i:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}}|\d{{2}})?))"
_DASH = r"(?:--+|[-–—―])"
_STARTS = r"(?=[\"“‘'«\[(]{0,2}[A-Z0-9])"

_WIRE = re.compile(
    rf"(?P<place>[^\W\d_][^\d()\[\]\n]{{1,60}}?),\s+(?P<date>\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}|\s+\d{{2}})?)"
    rf"(?:\s*\((?P<outlet>[^()\n]{{2,60}})\))?\s*{_DASH}\s*(?:\[[^\]]{{1,80}}\]\s*)*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    rf"{_PLACES}(?:,? {_DAY})?,?\s*\((?P<outlet>[^()\n]{{2,60}})\)(?P<dash>\s*{_DASH})?\s*{_STARTS}"
)
# In a text without capitals: only with an agency that is known, or a day, as any noun may stand so.
_LOWER_WORD = r"[^\W\d_][\w'’./-]*"
_LOWER_PLACE = rf"{_LOWER_WORD}(?: {_LOWER_WORD}){{0,3}}"
_LOWER = re.compile(
    rf"(?P<place>{_LOWER_PLACE}(?:, ?{_LOWER_PLACE}){{0,2}}?)(?:,? {_DAY})?,?\s*"
    rf"\((?P<outlet>[^()\n]{{2,60}})\)\s*(?:{_DASH}\s*)?(?:\[[^\]]{{1,80}}\]\s*)*(?=\S)"
)
_CUT_OFF = re.compile(rf"{_PLACES}\s?\((?:\s+|(?P<outlet>[\w-]+\.(?:com|net|org|info|tv|news))\s+){_STARTS}")
_AGENCY = re.compile(rf"\((?P<outlet>[^()\n]{{2,40}})\)\s*{_DASH}\s*{_STARTS}")
_DASHED = re.compile(rf"{_PLACES}(?:,? {_DAY})?,?(?:\s+{_DASH}\s+|—\s*){_STARTS}")

_OUTLET_LIKE = re.compile(
    r"[\w-]+\.(?:com|net|org|info|tv|news|[a-z]{2})|reuters|afp|ap|upi|efe|acan-efe|ansa|xinhua|tass|dpa|ians|"
    r"pti|sana|associated press|agence france-presse|itar-tass|notimex|kyodo|irna|prensa latina|anadolu|cnn|cbs|bbc",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:State|Army|Forces?|Police|Officials?|President|Minister|General|Colonel|Group|Party|Government|"
    r"Council|Islamic|Mr|Mrs|Dr|The)\b"
)
_SENTENCE_START = re.compile(
    r"^(?:on|in|at|by|since|from|after|before|late|early|until|between|posted|updated|published)\b|\. |day\b",
    re.IGNORECASE,
)


class Dateline(Record, frozen=True):
    """A dateline: characters up to ``end``, the sentence's first character; its parts as spans."""

    end: int
    place: tuple[int, int] | None = None
    outlet: tuple[int, int] | None = None
    date: tuple[int, int] | None = None

    def moved(self, by: int) -> Dateline:
        """The same dateline, counted from another start."""

        def span(pair: tuple[int, int] | None) -> tuple[int, int] | None:
            return (pair[0] + by, pair[1] + by) if pair else None

        return Dateline(
            end=self.end + by, place=span(self.place), outlet=span(self.outlet), date=span(self.date)
        )


def split_dateline(text: str) -> Dateline | None:
    """The dateline a paragraph opens with, or None. Offsets count from the paragraph's start."""
    head = text[:_WITHIN]
    match = _wire(head) or _bracketed(head) or _cut_off(head) or _AGENCY.match(head)
    match = match or _dashed(head) or _lower(head)
    if match is None or match.end() >= len(text.rstrip()):
        return None
    spans = {
        name: match.span(name)
        for name in ("place", "outlet", "date")
        if name in match.re.groupindex and match[name] is not None
    }
    return Dateline(end=match.end(), **spans)


def _wire(head: str) -> re.Match[str] | None:
    """ "place, 9 jan 90 (agency) -- [text]"; a sentence's own first words are none."""
    match = _WIRE.match(head)
    return None if match is None or _SENTENCE_START.search(match["place"]) else match


def _bracketed(head: str) -> re.Match[str] | None:
    """ "PLACE (AGENCY) - "; without the dash only where the brackets hold an agency's or a site's name."""
    match = _BRACKETED.match(head)
    if match is None:
        return None
    if match["dash"] is None and not _OUTLET_LIKE.fullmatch(match["outlet"]):
        return None
    return None if _NO_PLACE.search(match["place"]) else match


def _lower(head: str) -> re.Match[str] | None:
    """ "place (agency) - " in a text without capitals, as old wire copy is kept."""
    match = _LOWER.match(head) if head == head.lower() else None
    if match is None or not _OUTLET_LIKE.fullmatch(match["outlet"]):
        return None
    place = match["place"]
    return None if _NO_PLACE.search(place.title()) or _SENTENCE_START.search(place) else match


def _cut_off(head: str) -> re.Match[str] | None:
    """ "PLACE ( Sentence ...": brackets that open and are never closed nearby."""
    match = _CUT_OFF.match(head)
    return None if match is None or ")" in head[match.end() : match.end() + 60] else match


def _dashed(head: str) -> re.Match[str] | None:
    """ "PLACE - Sentence"; a pair of dashes around an aside is none."""
    match = _DASHED.match(head)
    if match is None:
        return None
    place = match["place"]
    if place.isupper() and len(place) > 2:
        return match
    aside = re.search(r"\s[-–—]\s|—", head[match.end() : match.end() + 150])
    words = place.split()
    if aside or _NO_PLACE.search(place) or (len(words) > 3 and "," not in place):
        return None
    return match
