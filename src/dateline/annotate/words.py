"""Words of a block for the parser: a name of the dictionaries ("al-Hashd al-Shaabi"), a place's name, an age is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dateline.records.evidence import Record


class Word(Record, gc=False, frozen=True):
    """A word ``text[start:end]``; ``opens`` a sentence for certain."""

    start: int
    end: int
    #: Whether it is a name that is kept whole.
    name: bool = False
    opens: bool = False
    #: False where the parser must not start a sentence.
    may_open: bool = True


#: A word of the tokeniser: start, end.
Splitter = Callable[[str], list[tuple[int, int]]]

_ARTICLE_NAME = re.compile(r"\b[AaEe][dlnrstz]h?-[A-Z][\w’'‘]*(?:-[A-Z][\w’']*)*")
#: Names of places that start with a word for hill, well, valley, ruin, ... in Arabic, which parsers split.
_TOPONYM = re.compile(
    r"(?<=[\w,;(] )(?:Tell|Tall|Tal|Khirbet|Khirbat|Umm|Bir|Wadi|Deir|Dayr|Kafr|Beit|Bayt|Ain|Ayn|Ras|Jebel|Jabal|Jisr)[ -]"
    r"(?:(?:al|el|ar|as|ash|ad|an|at|az|ez)-)?[A-Z][\w’'-]+"
)
_COMPOUND = re.compile(
    r"\b\d+[- ](?:year|month|week|day)s?[- ]old\b|\b[A-Za-z][\w.]*-"
    r"(?:tak(?:e|es|en|ing)|led|held|controlled|backed|run|based|linked|affiliated|owned|wide|made|styled|called)\b"
)
_SENTENCE_GAP = re.compile(
    r"(?<=[.!?][\"”'’)])[^\S\n]{2,}|(?<=[.!?])[^\S\n]{2,}(?=\S)|\n[^\S\n]*(?=\S)|:[^\S\n]{2,}(?=\S)"
)
_TITLES = "Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Brig|Sgt|Sen|Rep|Gov|St|Jan|Feb|Aug|Sept?|Oct|Nov|Dec"
_NO_STOP = re.compile(rf"\b(?:{_TITLES})\.$", re.IGNORECASE)


#: Words that a capital at the start of a sentence must not turn into names.
FUNCTION_WORDS = frozenset(
    (
        "near in on at from after before during while as since for with by meanwhile also earlier later "
        "inside outside around across over under two three four five six seven eight nine ten several "
        "some many most all both no one according despite between among following"
    ).split()
)


def words_of(
    text: str, start: int, end: int, names: Iterable[tuple[int, int]], split: Splitter
) -> list[Word]:
    """The words of ``text[start:end]``, in order; ``names``, which are kept whole, must not overlap."""
    whole = [(a, b, True) for a, b in names]
    for pattern in (_TOPONYM, _ARTICLE_NAME, _COMPOUND):
        for m in pattern.finditer(text, start, end):
            if not any(a < m.end() and m.start() < b for a, b, _ in whole):
                whole.append((m.start(), m.end(), pattern is not _COMPOUND))
    pieces: list[tuple[int, int, bool]] = []
    at = start
    for a, b, is_name in sorted(whole):
        if a < at:
            continue
        pieces += [(s + at, e + at, False) for s, e in split(text[at:a])]
        pieces.append((a, b, is_name))
        at = b
    pieces += [(s + at, e + at, False) for s, e in split(text[at:end])]
    gaps = [m.end() for m in _SENTENCE_GAP.finditer(text, start, end)]
    out: list[Word] = []
    g = 0
    before = ""
    for s, e, is_name in pieces:
        while g < len(gaps) and gaps[g] < s:
            g += 1
        opens = not out or (g < len(gaps) and gaps[g] == s)
        if out and opens and "\n" not in text[out[-1].end : s] and _NO_STOP.search(before):
            opens = False
        may_open = opens or not (before[-1:] in ",;(" or before == "-" or _NO_STOP.search(before))
        out.append(Word(start=s, end=e, name=is_name, opens=opens, may_open=may_open))
        before = text[s:e]
    return out


def is_caseless(text: str) -> bool:
    """Whether a text has letters but (almost) no capitals, as old wire copy kept by archives."""
    letters = sum(map(str.isalpha, text[:20000]))
    capitals = sum(map(str.isupper, text[:20000]))
    return letters > 40 and capitals * 200 < letters
