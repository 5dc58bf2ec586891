"""Words of a block for the parser: names whole, old wire copy given its capitals back.

A general-purpose parser takes "IS" for a verb and splits "al-Hashd al-Shaabi" into six words. So each
dictionary name becomes one word here, read to the parser under a surface it knows (``read_as``), while
``start`` and ``end`` keep pointing at the words of the report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from dateline.records.evidence import Record

#: Words of war the parser misreads: what it is shown instead, and their true lemma.
RARE = {
    "retook": ("seized", "retake"),
    "retaken": ("seized", "retake"),
    "retake": ("seize", "retake"),
    "retakes": ("seizes", "retake"),
    "retaking": ("seizing", "retake"),
    "re-took": ("seized", "retake"),
    "re-taken": ("seized", "retake"),
    "re-take": ("seize", "retake"),
    "re-taking": ("capture", "re-taking"),
    "strafed": ("bombed", "strafe"),
    "mortared": ("bombed", "mortar"),
}


class Word(Record, gc=False, frozen=True):
    """A word ``text[start:end]``; ``read_as`` is what a general parser is shown; ``opens`` a sentence for certain."""

    start: int
    end: int
    read_as: str
    #: Whether it is a name that is kept whole.
    name: bool = False
    opens: bool = False
    #: False where the parser must not start a sentence.
    may_open: bool = True


class Name(Record, gc=False, frozen=True):
    """A stretch to keep whole, and the surface under which the parser reads it."""

    start: int
    end: int
    read_as: str


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


def surface(words: str, acronym: str = "ISIS") -> str:
    """One capitalised word that a parser reads as a name of the same number: "Forces", "ISIS", "Hashd"."""
    parts = re.findall(r"[^\W\d_]+", words)
    parts = [p for p in parts if p.lower() not in ("al", "el", "the", "of")] or parts
    if not parts:
        return words.replace(" ", "")
    last = parts[-1]
    if len(parts) == 1 and len(last) <= 4:
        return acronym
    if parts[0].lower() == "islamic":
        return acronym
    return str(last[:1].upper() + last[1:])


def words_of(text: str, start: int, end: int, names: Iterable[Name], split: Splitter) -> list[Word]:
    """The words of ``text[start:end]``, in order; ``names`` must not overlap."""
    whole = sorted(names, key=lambda n: n.start)
    compounds: set[int] = set()
    for pattern in (_TOPONYM, _ARTICLE_NAME, _COMPOUND):
        for m in pattern.finditer(text, start, end):
            if not any(n.start < m.end() and m.start() < n.end for n in whole):
                read_as = (
                    m.group().replace(" ", "-")
                    if pattern is _COMPOUND
                    else surface(m.group(), m.group()[-4:])
                )
                whole.append(Name(start=m.start(), end=m.end(), read_as=read_as))
                if pattern is _COMPOUND:
                    compounds.add(m.start())
    whole.sort(key=lambda n: n.start)
    pieces: list[tuple[int, int, str, bool]] = []
    at = start
    for name in whole:
        if name.start < at:
            continue
        pieces += [(s + at, e + at, text[s + at : e + at], False) for s, e in split(text[at : name.start])]
        pieces.append((name.start, name.end, name.read_as, name.start not in compounds))
        at = name.end
    pieces += [(s + at, e + at, text[s + at : e + at], False) for s, e in split(text[at:end])]
    gaps = [m.end() for m in _SENTENCE_GAP.finditer(text, start, end)]
    out: list[Word] = []
    g = 0
    before = ""
    for s, e, read_as, is_name in pieces:
        while g < len(gaps) and gaps[g] < s:
            g += 1
        opens = not out or (g < len(gaps) and gaps[g] == s)
        if out and opens and "\n" not in text[out[-1].end : s] and _NO_STOP.search(before):
            opens = False
        if opens and read_as.lower() in FUNCTION_WORDS:
            read_as = read_as.lower()
        if read_as.lower() in RARE:
            read_as = RARE[read_as.lower()][0]
        may_open = opens or not (before[-1:] in ",;(" or before == "-" or _NO_STOP.search(before))
        out.append(Word(start=s, end=e, read_as=read_as, name=is_name, opens=opens, may_open=may_open))
        before = text[s:e]
    return out


def is_caseless(text: str) -> bool:
    """Whether a text has letters but (almost) no capitals, as old wire copy kept by archives."""
    letters = sum(c.isalpha() for c in text[:20000])
    capitals = sum(c.isupper() for c in text[:20000])
    return letters > 40 and capitals * 200 < letters
