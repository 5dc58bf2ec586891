"""Surroundings: what a whole report lends to each of its claims when they are compared with others'.

A claim alone seldom says enough: the headline has the place, the second paragraph the name, the last one the
street. All values here are words of the coded blocks; none of them depends on any other report.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.ground.keys import place_key
from dateline.reconcile.signatures import signature_of
from dateline.records.annotation import AnnotatedReport, Mention
from dateline.records.claim import GroundedReport, Participant
from dateline.records.evidence import Interval, Known, Record, Unknown
from dateline.records.report import CODED_LABELS, Report

#: Towns that are kept: those named most often, first those of the date line and the headline.
TOWNS = 4

_READ = CODED_LABELS | {"dateline"}
_WORD = re.compile(r"[^\W_][\w'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]olds?\b|, (?:aged )?(\d{1,2})(?=[,.;:]| of | was | from )")
_STREET = re.compile(
    r"\b((?:[NSEW]\.? |(?:North|South|East|West) )?(?:[A-Z][\w'’]+ |\d+(?:st|nd|rd|th) ){1,2})"
    r"(?:St(?:reet)?|Ave(?:nue)?|R(?:oa)?d|Dr(?:ive)?|Blvd|Boulevard|Lane|Ln|Court|Ct|Place|Pl|Way|Parkway|Pkwy"
    r"|Highway|Hwy|Circle|Cir|Terrace|Trail|Square|Alley|Bridge|Market|Mosque|Checkpoint|Crossing)\b"
)
_SIDE = re.compile(r"^(?:[nsew]\.? |north |south |east |west )")
_TITLES = frozenset("mr mrs ms dr gen col lt maj capt sgt det chief officer judge sheriff mayor sir".split())
#: What the gazetteer has as towns and texts mean as something else.
_NO_TOWNS = frozenset(
    "may march april june july august monday tuesday wednesday thursday friday saturday sunday hospital police "
    "man woman street home house university park church story update male female white black read posted "
    "published new best most will".split()
)
_NAMED = frozenset({"person", "place", "facility", "organisation"})
#: Words of names that tell little apart.
_COMMON = frozenset(
    "county street avenue road drive lane boulevard police sheriff department office hospital medical center "
    "centre school high church park north south east west city state states united national district attorney "
    "judge court superior circuit news channel press associated facebook twitter video photo university public "
    "officer detective chief captain sergeant lieutenant deputy university american general fire regional "
    "emergency crime stoppers homicide unit family community house apartments apartment home baptist saint james "
    "john michael david robert william army forces force ministry minister president government security".split()
)


class Surroundings(Record, frozen=True):
    """``names`` are people's ("first last") who are no speakers or officials; ``marks`` capitalised words and
    numbers; ``ages``, ``streets`` and ``towns`` as worded, made alike; ``rare`` the words of names of people,
    places and bodies, save those that every report has. ``signature`` is the text's MinHash;
    ``roots`` are the origins that the report as a whole goes back to (its outlet, an agency's byline).
    """

    report: str
    published: Interval | None
    outlet: str | None
    roots: frozenset[str]
    names: frozenset[str]
    marks: frozenset[str]
    ages: frozenset[str]
    streets: frozenset[str]
    towns: tuple[str, ...]
    rare: frozenset[str]
    signature: tuple[int, ...]


def surroundings_of(grounded: GroundedReport, agencies: frozenset[str] = frozenset()) -> Surroundings:
    """What the report lends to its claims. ``agencies`` are names of news agencies in lower case."""
    annotated = grounded.annotated
    report = annotated.report
    text = read_text(report)
    officials = _officials(grounded)
    marks = _marks(text)
    return Surroundings(
        report=report.id,
        published=report.published.value if isinstance(report.published, Known) else None,
        outlet=report.outlet.value.casefold() if isinstance(report.outlet, Known) else None,
        roots=_roots(report, agencies),
        names=_names(annotated, officials),
        marks=marks,
        ages=frozenset(a or b for a, b in _AGE.findall(text)),
        streets=frozenset(_street(name) for name in _STREET.findall(text)),
        towns=_towns(annotated),
        rare=_rare(annotated, marks),
        signature=signature_of(text),
    )


def read_text(report: Report) -> str:
    """The words of the blocks that are coded, and of the date line, a line each."""
    return "\n".join(report.text[b.start : b.end] for b in report.blocks if b.label in _READ)


def name_key(words: str) -> str | None:
    """A person's first and last name in lower case, without titles; None where there are not two.

    None, too, of a name that ends in a small word: "Red Dune commander" names no person.
    """
    parts = [_POSSESSIVE.sub("", part).strip(".,") for part in words.split()]
    parts = [part for part in parts if len(part) > 1 and part.casefold() not in _TITLES]
    while parts and parts[-1].casefold() in ("jr", "sr", "ii", "iii"):
        parts.pop()
    if len(parts) < 2 or (parts[-1][0].islower() and any(part[0].isupper() for part in parts)):
        return None
    return f"{parts[0]} {parts[-1]}".casefold()


def _names(annotated: AnnotatedReport, officials: frozenset[str]) -> frozenset[str]:
    keys = {
        name_key(m.text) for m in annotated.mentions if m.kind == "person" and m.role is None and _proper(m)
    }
    return frozenset(key for key in keys if key is not None and key not in officials)


def _proper(mention: Mention) -> bool:
    return all(part[0].isupper() or not part[0].isalpha() for part in mention.text.split())


def _officials(grounded: GroundedReport) -> frozenset[str]:
    """Those who speak, and those with an office: every report of a town has the same ones."""
    keys = {
        name_key(m.text) for m in grounded.annotated.mentions if m.kind == "person" and m.role is not None
    }
    keys |= {name_key(s.words) for g in grounded.claims for s in g.claim.sources}
    return frozenset(key for key in keys if key is not None)


def _marks(text: str) -> frozenset[str]:
    """Words that are written with a capital or as a number wherever they stand in the text."""
    words = _WORD.findall(text)
    small = {_POSSESSIVE.sub("", w) for w in words if w[0].islower()}
    marks = {_POSSESSIVE.sub("", w).casefold() for w in words if w[0].isupper() or w[0].isdigit()}
    return frozenset(w for w in marks - small if len(w) > 1)


def _rare(annotated: AnnotatedReport, marks: frozenset[str]) -> frozenset[str]:
    words = {
        _POSSESSIVE.sub("", word).casefold()
        for mention in annotated.mentions
        if mention.kind in _NAMED
        for word in _WORD.findall(mention.text)
        if word[0].isupper()
    }
    return frozenset(w for w in (words & marks) - _COMMON - _NO_TOWNS if len(w) > 3 and w.isalpha())


def _street(name: str) -> str:
    return _SIDE.sub("", place_key(name)).strip()


def _towns(annotated: AnnotatedReport) -> tuple[str, ...]:
    report = annotated.report
    front = [b for b in report.blocks if b.label in ("headline", "dateline")]
    counts: Counter[str] = Counter()
    for mention in annotated.mentions:
        key = place_key(mention.text)
        if mention.kind == "place" and mention.how == "gazetteer" and key not in _NO_TOWNS and len(key) > 2:
            counts[key] += 3 if any(b.start <= mention.start < b.end for b in front) else 1
    for block in front:
        if block.label == "dateline":
            head = re.split(r"[(\[,–—-]", report.text[block.start : block.end], maxsplit=1)[0]
            counts[place_key(head)] += 4
    ranked = sorted((key for key in counts if key), key=lambda key: (-counts[key], key))
    return tuple(ranked[:TOWNS])


def _roots(report: Report, agencies: frozenset[str]) -> frozenset[str]:
    """The agencies that the byline names, else the outlet, else the report itself."""
    authors = report.authors.value if isinstance(report.authors, Known) else ()
    found = {a.casefold() for a in authors} & agencies
    if found:
        return frozenset(f"outlet:{name}" for name in found)
    if isinstance(report.outlet, Known):
        return frozenset({f"outlet:{report.outlet.value.casefold()}"})
    return frozenset({f"report:{report.id}"})


def participant_names(participants: tuple[Participant, ...] | Unknown) -> frozenset[str]:
    """The names of the people among the participants."""
    if isinstance(participants, Unknown):
        return frozenset()
    keys = {name_key(p.words) for p in participants if p.kind == "person"}
    return frozenset(key for key in keys if key is not None)
