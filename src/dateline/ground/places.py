"""A claim's places tied to gazetteer entries: one entry where the report settles it, else unknown.

Each candidate for a name is scored by how the name matches, how many people live there, how much the report
speaks of its country, how near it is to the report's other places, whether it lies in what the words put
around it ("Rawa, west of Anbar"), and whether it is of the kind the words name ("Aleppo province"). Two
candidates that are far apart and score alike leave the place unknown, with both. So does a sole candidate
that lies elsewhere than the words or the report put it, and a facility that no gazetteer has: it is never
replaced by its town.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import exp, log10

from dateline.annotate.coreference import either
from dateline.ground.context import MOST_CANDIDATES, NOWHERE, Context
from dateline.ground.distance import kilometres
from dateline.ground.gazetteer import Gazetteer, Hit
from dateline.ground.keys import place_key
from dateline.records.annotation import AnnotatedReport, Mention
from dateline.records.claim import Claim, GroundedPlace, Place, PlaceRole
from dateline.records.evidence import Evidence, Record, Unknown

#: What each piece of a score counts. They add up to 1 where everything speaks for a candidate.
_MATCH, _PEOPLE, _COUNTRY, _NEAR, _WITHIN = 0.15, 0.35, 0.2, 0.1, 0.2
_MATCHES = {"supplement": 1.0, "primary": 0.8, "alternate": 0.65}
#: Added or taken away for the kind of area the words name, and for a province that shares a town's name.
_KIND, _NAMESAKE = 0.2, 0.08
#: Candidates that score within this of the best, and lie farther off than _APART km, make a name ambiguous.
#: Measured on gold names of 200 local-news articles (LGL): at 0.04 instead of 0.06, 48 more names are placed
#: right and 49 more wrong, so what lies between is left open.
_MARGIN, _APART = 0.06, 60.0
#: A place of fewer people in a country that the report never touches is not taken.
_FAMOUS = 100_000
#: Nor is a place of fewer people than this of which nothing but its name speaks: it is somebody's namesake.
_NOTED = 15_000
#: How far a place may lie from the middle of what is said to hold it, in km.
_REACH: Mapping[str, float] = {
    "country": 3000.0,
    "province": 300.0,
    "region": 250.0,
    "feature": 250.0,
    "district": 60.0,
    "settlement": 60.0,
    "facility": 60.0,
}
_AREA = r"(?:province|governorate|state|department|region|oblast|muhafazah)"
_TOWN = r"(?:city|town|village|suburb|neighbou?rhood|camp)"
_COMPASS = re.compile(
    r"^(?:the )?"
    r"(?:(?:north|south)?-?(?:east|west)?(?:ern)?|central|downtown|upper|lower|greater|rural|inner|outer) "
    r"(?:part of |parts of )?(?=\S)",
    re.IGNORECASE,
)


class _Scored(Record, frozen=True):
    hit: Hit
    score: float
    why: str


class PlaceGrounder:
    """Grounds the places of one report; the same name in the same surroundings is looked up once."""

    def __init__(self, annotated: AnnotatedReport, context: Context, gazetteer: Gazetteer) -> None:
        self._text = annotated.report.text
        self._caseless = not any(c.isupper() for c in self._text)
        # "the town" is the name that it stands for
        self._stands_for = {
            (m.start, m.end): annotated.mentions[m.refers_to].text
            for m in annotated.mentions
            if m.refers_to is not None and m.kind == "place" and m.refers_to < len(annotated.mentions)
        }
        self._either = either(annotated.mentions)
        self._context = context
        self._gazetteer = gazetteer
        self._done: dict[tuple[str, ...], tuple[Place | Unknown, float, str]] = {}

    def ground(self, claim: Claim) -> tuple[GroundedPlace, ...]:
        """A GroundedPlace for each place of the claim, in the same order; () where it has none."""
        if isinstance(claim.places, Unknown):
            return ()
        return tuple(self._ground(i, role) for i, role in enumerate(claim.places))

    def _ground(self, index: int, role: PlaceRole) -> GroundedPlace:
        named = role.antecedent or role.evidence
        words = role.antecedent.text if role.antecedent is not None else role.words
        kind = self._kind_beside(named)
        within = () if role.antecedent is not None else role.within
        around = tuple(self._stands_for.get((e.start, e.end), e.text) for e in within)
        several = self._either.get((named.start, named.end)) if role.antecedent is None else None
        if several is not None:
            return self._open(index, words, several)
        key = (words, kind, *around)
        if key not in self._done:
            self._done[key] = self._find(words, kind, around)
        place, score, why = self._done[key]
        if role.antecedent is not None and not isinstance(place, Unknown):
            why = f"'{role.words}' stands for '{words}'; {why}"
        return GroundedPlace(index=index, place=place, score=score, why=why)

    def _open(self, index: int, words: str, several: tuple[Mention, ...]) -> GroundedPlace:
        """A place unknown between those that its words may stand for."""
        found = [self._find(m.text, "", ())[0] for m in several]
        ids = (m.text if isinstance(p, Unknown) else p.id for m, p in zip(several, found, strict=True))
        reason = f"'{words}' may stand for {' or '.join(m.text for m in several)}"
        return GroundedPlace(
            index=index,
            place=Unknown(reason=reason, candidates=tuple(dict.fromkeys(ids))),
            score=0.0,
            why=reason,
        )

    def _kind_beside(self, named: Evidence) -> str:
        """ "area" or "town" where such a word stands in or beside the name, else ""."""
        if named.layer != "report":
            return ""
        before = self._text[max(0, named.start - 24) : named.start]
        phrase = f"{named.text} {self._text[named.end : named.end + 16].lstrip()}"
        for label, word in (("area", _AREA), ("town", _TOWN)):
            after = rf"^{re.escape(named.text)} {word}\b|\b{word}$"
            if re.search(rf"\b{word} of $", before, re.I) or re.search(after, phrase, re.I):
                return label
            if re.search(rf"\b{word}$", named.text, re.I):
                return label
        return ""

    def _find(self, words: str, kind: str, around: tuple[str, ...]) -> tuple[Place | Unknown, float, str]:
        holders = [h for name in around if (h := self._holder(name)) is not None]
        found = self._candidates(words)
        if not found:
            return self._missing(words, holders)
        context = [p for k, p in self._context.points.items() if k != place_key(words)]
        scored = sorted(
            (self._score(hit, found, kind, holders, context) for hit in found),
            key=lambda s: (-s.score, s.hit.place.id),
        )
        best = scored[0]
        elsewhere = self._elsewhere(words, best.hit, holders)
        if elsewhere:
            ids = tuple(s.hit.place.id for s in scored[:5])
            return Unknown(reason=elsewhere, candidates=ids), 0.0, elsewhere
        rivals = [
            s for s in scored[1:] if best.score - s.score < _MARGIN and _apart(best.hit.place, s.hit.place)
        ]
        if rivals:
            return _ambiguous(words, [best, *rivals[:4]])
        return best.hit.place, round(min(max(best.score, 0.0), 1.0), 3), best.why

    def _candidates(self, words: str) -> tuple[Hit, ...]:
        if not self._is_name(words):
            return ()
        found = self._gazetteer.candidates(words)
        if not found:
            bare = _COMPASS.sub("", re.sub(r"['’]s$", "", words.strip()))
            found = self._gazetteer.candidates(bare) if bare != words else ()
        return found[:MOST_CANDIDATES]

    def _is_name(self, words: str) -> bool:
        """Whether a word of it is capitalised, where the report has capitals at all."""
        return self._caseless or any(c.isupper() for c in words)

    def _holder(self, name: str) -> Place | None:
        """What a name around the place means, by itself: areas first."""
        point = self._context.points.get(place_key(name))
        if point is not None:
            return point
        found = self._candidates(name)
        countries = self._context.countries
        ranked = sorted(found, key=lambda h: -countries.get(h.place.country, 0.0))
        if not ranked or (countries and ranked[0].place.country not in countries):
            return None
        return ranked[0].place

    def _missing(self, words: str, holders: list[Place]) -> tuple[Unknown, float, str]:
        if not self._is_name(words):
            reason = f"'{words}' is no name of a place"
        else:
            reason = f"no gazetteer entry for '{words}'"
        return Unknown(reason=reason, candidates=tuple(h.id for h in holders)), 0.0, reason

    def _score(
        self, hit: Hit, found: tuple[Hit, ...], kind: str, holders: list[Place], points: list[Place]
    ) -> _Scored:
        place = hit.place
        why = [f"{hit.name_match} name"]
        score = _MATCH * _MATCHES[hit.name_match] + _PEOPLE * _people(hit)
        share = self._context.countries.get(place.country, 0.0)
        if share:
            score += _COUNTRY * min(1.0, 0.4 + share)
            why.append(f"the report speaks of {place.country}")
        near = _nearness(place, points)
        if near > 0.3:
            why.append("near other places of the report")
        score += _NEAR * near
        held = [h for h in holders if _holds(h, place)]
        if held:
            score += _WITHIN
            why.append(f"in or by {held[0].name}")
        # out of what could be told at all, so that a name without surroundings is not thought worse of
        score /= (
            _MATCH
            + _PEOPLE
            + _COUNTRY * bool(self._context.countries)
            + _NEAR * bool(points)
            + _WITHIN * bool(holders)
        )
        if kind:
            wide = place.kind in ("province", "region", "country")
            score += _KIND if wide == (kind == "area") else -_KIND
        elif place.kind == "province" and any(h.place.kind == "settlement" for h in found):
            score -= _NAMESAKE
        return _Scored(hit=hit, score=score, why="; ".join(why))

    def _elsewhere(self, words: str, hit: Hit, holders: list[Place]) -> str:
        """Why even the best candidate is not taken, or ""."""
        place = hit.place
        if holders and not any(_holds(h, place) for h in holders):
            return f"the gazetteer has '{words}' only elsewhere than in or by {holders[0].name}"
        if holders or hit.name_match == "supplement":
            return ""
        countries = self._context.countries
        touched = place.country in countries
        if countries and not touched and hit.population < _FAMOUS:
            return f"the gazetteer has '{words}' only in countries that the report does not touch"
        alone = not touched or self._context.sole.get(place.country) == place_key(words)
        if alone and hit.population < _NOTED:
            return f"nothing but its name speaks for '{words}' being {_described(place)}, a small place"
        return ""


def _people(hit: Hit) -> float:
    """How well known a place is, in 0..1, by the number of its people."""
    if hit.place.kind == "country" or hit.place.country == NOWHERE:
        return 1.0
    if hit.place.kind == "province":
        return 0.85
    return min(1.0, (log10(max(hit.population, 100)) - 2) / 5.3)


def _nearness(place: Place, points: list[Place]) -> float:
    """How near the closest of the report's other places is, in 0..1: one half at about 100 km."""
    known = (kilometres(place, p) for p in points if p.id != place.id and p.kind != "country")
    return max((exp(-d / 150.0) for d in known if d is not None), default=0.0)


def _holds(holder: Place, place: Place) -> bool:
    """Whether one place may lie in, or by, another."""
    if holder.id == place.id or NOWHERE in (holder.country, place.country):
        return True
    if holder.kind == "country":
        return holder.country == place.country
    if holder.kind == "province" and (holder.name, holder.country) == (place.province, place.country):
        return True
    far = kilometres(holder, place)
    if far is None:
        return holder.country == place.country
    return far <= _REACH[holder.kind]


def _apart(one: Place, other: Place) -> bool:
    """Whether two candidates are different places, not two entries of one."""
    if other.kind == "province" and one.province == other.name and one.country == other.country:
        return False
    if one.kind == "province" and other.province == one.name and one.country == other.country:
        return False
    far = kilometres(one, other)
    if one.country == other.country and {one.kind, other.kind} == {"province", "settlement"}:
        # a province and the town that it is named after
        return far is not None and far > _REACH["province"]
    return one.country != other.country if far is None else far > _APART


def _ambiguous(words: str, scored: list[_Scored]) -> tuple[Unknown, float, str]:
    described = " or ".join(_described(s.hit.place) for s in scored[:3])
    reason = f"'{words}' may be {described}"
    return Unknown(reason=reason, candidates=tuple(s.hit.place.id for s in scored)), 0.0, reason


def _described(place: Place) -> str:
    return f"{place.name} ({', '.join(p for p in (place.province, place.country) if p)})"
