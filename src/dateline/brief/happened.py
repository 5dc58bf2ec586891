"""Occurrences: an event as the brief tells it, each statement with who says so and its footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from msgspec.structs import replace

from dateline.brief.area import point_of
from dateline.brief.notes import Notes
from dateline.brief.record import (
    Line,
    Occurrence,
    Piece,
    Spot,
    Standing,
    Support,
    ToldField,
    ToldValue,
)
from dateline.brief.words import KINDS, Source, amount, attribution, count, noun, phrase, source, told
from dateline.export.amounts import day_words
from dateline.reconcile.tolls import counted
from dateline.reconcile.views import COUNTED, Field, Value, tells_where
from dateline.records.claim import CasualtyKind, GroundedClaim, Place
from dateline.records.event import Relation
from dateline.records.evidence import Interval, Known, Range, Unknown
from dateline.store.happenings import Happening, Told

#: Radius in km of the area that is drawn where the words name no point. They are signs of vagueness, not measurements.
AREAS: Mapping[str, float] = {"province": 60, "region": 60, "district": 20, "feature": 10}
#: The same where the words tell of the surroundings of a place ("south of Rawa").
BESIDE = 15.0

#: What is told as done.
DONE = frozenset({"happened", "under-way"})
_AHEAD = frozenset({"announced", "threatened", "expected", "hypothetical"})
_UNDONE = frozenset({"denied", "did-not-happen"})
_STEMS = {
    "denies": "Denied",
    "announces": "Announced beforehand",
    "recalls": "Looked back on",
    "sums-up": "Counted together with others",
    "follows": "Followed by something else",
}

#: Realities that the stem tells already.
_TOLD_BY_STEM = {"denies": _UNDONE, "announces": _AHEAD}


def occurrence(happening: Happening, names: Mapping[str, str], notes: Notes) -> Occurrence:
    """The event, its claims cited in ``notes``. ``names`` are those of dictionary entries, by entry."""
    notes.know(happening.told)
    realities = tuple(sorted({g.claim.reality.value for _, g in happening.told}))
    view = happening.view
    lines = tuple(lines_of(happening.told, notes))
    fields = tuple(_field(field, names, notes) for field in view.fields)
    days = view["when"].best
    kind = _kind(happening)
    return Occurrence(
        id=happening.event.id,
        heading=_heading(kind, fields),
        what=kind,
        days=days.content
        if days is not None and isinstance(days.content, Interval)
        else Unknown(reason=_no_day(happening.told)),
        standing=_standing(realities),
        support=_support(realities, happening),
        realities=realities,
        reports=happening.reports,
        origins=happening.origins,
        fields=fields,
        spots=tuple(_spots(happening.told)),
        lines=lines,
        figures=tuple(_figures(fields, notes, happening)),
        differences=tuple(_differences(fields, happening, notes)),
        gaps=tuple(_gaps(fields, happening, notes)),
        bearing=tuple(_bearing(happening.event.relations, notes)),
        claims=happening.event.claims,
    )


def standing_of(happening: Happening) -> Standing:
    """How the event is told."""
    return _standing(g.claim.reality.value for _, g in happening.told)


def _standing(realities: Iterable[str]) -> Standing:
    found = set(realities)
    if found & DONE:
        return "happened"
    if found & _AHEAD:
        return "announced"
    return "denied" if found & _UNDONE else "background"


def _support(realities: Iterable[str], happening: Happening) -> Support:
    """Origins count only where all its claims tell it as done; a denial disputes it."""
    found = set(realities)
    denied = any(relation.kind == "denies" for relation in happening.event.relations)
    if denied or (found & _UNDONE and found - _UNDONE):
        return "disputed"
    return "several origins" if happening.origins > 1 and found <= DONE else "one origin"


def _kind(happening: Happening) -> str:
    """What it is called: by the first type, and the mode that most of its claims tell."""
    best = happening.view["type"].best
    claims = [g.claim for _, g in happening.told if best is None or g.claim.type == best.content]
    modes = [c.mode.value for c in claims if isinstance(c.mode, Known)]
    mode = max(sorted(set(modes)), key=modes.count) if modes else None
    return noun(claims[0].type if claims else happening.told[0][1].claim.type, mode)


def _heading(kind: str, fields: Iterable[ToldField]) -> str:
    """What, where and when, by the values that come first; it says where sources differ."""
    parts = [kind[:1].upper() + kind[1:]]
    by_name = {field.name: field for field in fields}
    for name, unknown in (("place", "place unknown"), ("when", "day unknown")):
        field = by_name[name]
        if not field.values:
            parts.append(unknown)
        elif field.differs:
            parts.append(f"{field.values[0].words} (sources differ)")
        else:
            together = [v.words for v in field.values if v.claims == field.values[0].claims]
            parts.append(", ".join(together if field.state == "rival" else together[:1]))
    return " · ".join(parts)


def _no_day(claims: Iterable[tuple[object, GroundedClaim]]) -> str:
    reasons = dict.fromkeys(g.when.reason for _, g in claims if isinstance(g.when, Unknown))
    return "; ".join(reasons) or "no claim tells its day"


def lines_of(claims: Told, notes: Notes) -> Iterator[Line]:
    """What each source tells, each different phrase once, with all who say it; of one source the fullest phrases."""
    fullest: dict[Source, list[tuple[tuple[str, ...], list[str]]]] = {}
    for header, grounded in claims:
        parts = phrase(grounded)
        kept = fullest.setdefault(source(header, grounded.claim), [])
        for i, (other, ids) in enumerate(kept):
            if set(parts) <= set(other):
                ids.append(grounded.claim.id)
                break
            if set(other) < set(parts):
                kept[i] = (parts, [*ids, grounded.claim.id])
                break
        else:
            kept.append((parts, [grounded.claim.id]))
    by_phrase: dict[str, dict[Source, list[str]]] = {}
    for who, phrases in fullest.items():
        for parts, ids in phrases:
            by_phrase.setdefault(" ".join(parts), {}).setdefault(who, []).extend(ids)
    for words, sources in by_phrase.items():
        ids = [claim for each in sources.values() for claim in each]
        yield _line(f"According to {attribution(sources)}: {words}.", notes.cite(ids))


def _field(field: Field, names: Mapping[str, str], notes: Notes) -> ToldField:
    return ToldField(
        name=field.name,
        state=field.state,
        values=tuple(_value(value, names, notes) for value in field.values),
        rule=field.rule,
        low=field.low,
        high=field.high,
        reason=field.reason,
    )


def _value(value: Value, names: Mapping[str, str], notes: Notes) -> ToldValue:
    if isinstance(value.content, Range):
        words = amount(value.content)
    elif isinstance(value.content, Interval):
        words = day_words(value.content)
    else:
        words = told(names.get(value.words, value.words))
    return ToldValue(
        words=words,
        content=value.content,
        sources=tuple(dict.fromkeys(who(value.claims, notes))),
        origins=value.origins,
        claims=value.claims,
        notes=notes.cite(value.claims),
    )


def who(claims: Iterable[str], notes: Notes) -> list[Source]:
    """Who says so of each of these claims, as far as they are known."""
    found = [notes.told[name] for name in claims if name in notes.told]
    return [source(header, grounded.claim) for header, grounded in found]


def _figures(fields: Iterable[ToldField], notes: Notes, happening: Happening) -> Iterator[Line]:
    """A line for each kind that is counted: the values side by side, low and high, and whose rule put one first."""
    for field in fields:
        if field.name in COUNTED and field.values:
            pieces = [Piece(text=f"{field.name.capitalize()}: {bounds(field)}. ")]
            pieces += _side_by_side(field.values)
            pieces += _bound(field, "lowest", field.low, happening, notes)
            pieces += _bound(field, "highest", field.high, happening, notes)
            if len(field.values) > 1:
                pieces.append(Piece(text=f" First by the rule: {field.rule}."))
            yield Line(pieces=tuple(pieces))


def _bound(
    field: ToldField, name: str, number: int | None, happening: Happening, notes: Notes
) -> Iterator[Piece]:
    """Who gives the lowest or the highest count, where it is none of the values: of one report's counts one is."""
    ranges = [value.content for value in field.values if isinstance(value.content, Range)]
    if number is None or number in {r.low if name == "lowest" else r.high for r in ranges}:
        return
    claims = []
    for _, grounded in happening.told:
        count_told = counted(grounded.claim, cast(CasualtyKind, field.name))
        if count_told is not None and number == (count_told.low if name == "lowest" else count_told.high):
            claims.append(grounded.claim.id)
    if claims:
        text = f" The {name} count, according to {attribution(who(claims, notes))}: {number}"
        yield Piece(text=text, notes=notes.cite(claims))
        yield Piece(text=".")


def bounds(field: ToldField, *, short: bool = False) -> str:
    """The lowest and the highest count told, in words."""
    if field.low is None:
        return "unknown"
    if field.high is None:
        return f"{field.low} or more" + ("" if short else ", with no upper limit told")
    return (
        str(field.low)
        if field.low == field.high
        else f"{'' if short else 'from '}{field.low} to {field.high}"
    )


def _side_by_side(values: Iterable[ToldValue]) -> list[Piece]:
    pieces: list[Piece] = []
    for value in values:
        start = "; a" if pieces else "A"
        text = f"{start}ccording to {attribution(value.sources)}: {value.words}"
        origins = f" ({value.origins} independent origins)" if value.origins > 1 else ""
        pieces.append(Piece(text=text + origins, notes=value.notes))
    return [*pieces, Piece(text=".")]


def _differences(fields: Iterable[ToldField], happening: Happening, notes: Notes) -> Iterator[Line]:
    for field in fields:
        if field.differs and field.name not in COUNTED:
            head = "What happened" if field.name == "type" else field.name.capitalize()
            yield Line(pieces=(Piece(text=f"{head}, told differently. "), *_side_by_side(_nouns(field))))
    realities: dict[str, list[str]] = {}
    for _, grounded in happening.told:
        realities.setdefault(grounded.claim.reality.value, []).append(grounded.claim.id)
    if set(realities) & _UNDONE and set(realities) - _UNDONE:
        pieces = [Piece(text="Whether it happened, told differently.")]
        for reality, claims in sorted(realities.items()):
            text = f" According to {attribution(who(claims, notes))}: {reality.replace('-', ' ')}."
            pieces.append(Piece(text=text, notes=notes.cite(claims)))
        yield Line(pieces=tuple(pieces))


def _nouns(field: ToldField) -> Iterator[ToldValue]:
    """The values, event types by what the brief calls them."""
    for value in field.values:
        called = KINDS.get(value.content) if field.name == "type" and isinstance(value.content, str) else None
        yield value if called is None else replace(value, words=called[0])


def _gaps(fields: Iterable[ToldField], happening: Happening, notes: Notes) -> Iterator[Line]:
    """What is not told of it, with the reasons."""
    cited = notes.cite(happening.event.claims)
    for field in fields:
        if field.state != "unknown":
            continue
        if field.name == "when":
            yield _line(f"Day unknown: {_no_day(happening.told)}.", cited)
        elif field.name == "place":
            yield _line(f"Place unknown: {place_reason(happening) or field.reason}.", cited)
        elif field.name == "actors":
            yield _line("No claim that was read tells who did it.")
        elif field.name == "killed" and happening.told[0][1].claim.type == "ASSAULT":
            yield _line("Whether anybody was killed is not told: no claim gives a number.")


def place_reason(happening: Happening) -> str:
    """Why no place is known: by places of other roles, or words that could not be resolved; empty where there is none."""
    others: dict[str, None] = {}
    reasons: dict[str, None] = {}
    for _, grounded in happening.told:
        places = grounded.claim.places
        if isinstance(places, Unknown):
            continue
        for item in grounded.places:
            words = told(places[item.index].words)
            if isinstance(item.place, Unknown):
                reasons[f"“{words}”, {told(item.place.reason)}"] = None
            elif not tells_where(grounded.claim, places[item.index]):
                others[f"{places[item.index].role} {words}"] = None
    if others:
        reasons = {f"it is told only as {', '.join(others)}": None, **reasons}
    return "; ".join(reasons)


def _spots(claims: Iterable[tuple[object, GroundedClaim]]) -> Iterator[Spot]:
    """Where its places are, as far as they have coordinates: of each the most exact."""
    found: dict[str, Spot] = {}
    for _, grounded in claims:
        roles = grounded.claim.places
        if isinstance(roles, Unknown):
            continue
        for item in grounded.places:
            role = roles[item.index]
            if (
                tells_where(grounded.claim, role)
                and isinstance(item.place, Place)
                and item.place.kind != "country"
            ):
                spot = spot_of(item.place, vague=role.role == "near" or role.relation is not None)
                other = found.get(item.place.id)
                if spot is not None and (other is None or (other.radius_km or 0) > (spot.radius_km or 0)):
                    found[item.place.id] = spot
    yield from (found[key] for key in sorted(found))


def spot_of(place: Place, *, vague: bool) -> Spot | None:
    """Where the place is, as an area where it is one or the words are vague; None without coordinates."""
    point = point_of(place)
    if point is None:
        return None
    radius = AREAS.get(place.kind, BESIDE if vague else None)
    return Spot(key=place.id, name=place.name, latitude=point[0], longitude=point[1], radius_km=radius)


def _bearing(relations: Iterable[Relation], notes: Notes) -> Iterator[Line]:
    """What else bears on it: denials, announcements, what looks back on it."""
    for relation in relations:
        if relation.claim not in notes.told:
            continue
        header, grounded = notes.told[relation.claim]
        told_as = grounded.claim.reality.value
        bare = told_as in _TOLD_BY_STEM.get(relation.kind, DONE)
        by = attribution([source(header, grounded.claim)])
        words = f"{_STEMS[relation.kind]}, according to {by}: {' '.join(phrase(grounded, bare=bare))}."
        yield _line(words, notes.cite([relation.claim]))


def _line(text: str, numbers: tuple[int, ...] = ()) -> Line:
    return Line(pieces=(Piece(text=text, notes=numbers),))


def summary_counts(events: Iterable[Occurrence]) -> str:
    """How many are told by several independent origins, by one, and are disputed."""
    support = [event.support for event in events]
    return ", ".join(
        (
            f"{support.count('several origins')} by two or more independent origins",
            f"{support.count('one origin')} by one origin alone",
            f"{count(support.count('disputed'), 'disputed', 'disputed')}",
        )
    )
