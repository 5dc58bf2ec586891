"""Statements: what each claim says of who holds a place, and since which days it may be so.

Only what happened, is under way or is told as background counts; what was announced, threatened, expected or
only possible changes nothing. A denial is kept as what it is.

A claim without a day came about at some time before it was said, or at the latest when its report was
published: such a statement has no first day. A report may tell what was before its own news without saying
when ("the town that the militia held"). Such statements are told apart by what they say, not by a day that nobody
gave: what was held came before what was taken, and what was taken before what was taken back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dateline.control.home import at_home, local
from dateline.control.interest import interest_of, origin_key
from dateline.control.places import places_of
from dateline.control.sides import NO_FORCE, NOBODY, Sides, same
from dateline.dictionaries.nouns import NounKinds
from dateline.records.claim import EventType, GroundedClaim, Place
from dateline.records.control import ControlAct, Side, Statement, Told
from dateline.records.evidence import Interval, Known, Unknown

#: The event types that control is read from.
TYPES: tuple[EventType, ...] = ("TERRITORY", "RETREAT")
#: What is under way is not done: who is taking or leaving a place has neither taken nor left it.
_DONE = frozenset({"happened", "background"})
_LASTING = frozenset({"holds", "shares", "surrounds"})
_REAL = _DONE | {"under-way"}
_SINCE = re.compile(r"\bsince(?: (?:the|late|early|last|at least))*\s*$", re.IGNORECASE)
_ACTS: dict[str, ControlAct] = {
    "capture": "takes",
    "recapture": "takes",
    "hand-over": "takes",
    "hold": "holds",
    "enter": "enters",
    "clear": "enters",
    "contest": "shares",
    "besiege": "surrounds",
}


def statements_of(told: Told, sides: Sides, nouns: NounKinds) -> Iterator[Statement]:
    """What the claim says of each of its places; nothing where it says nothing of who holds it."""
    grounded = told.claim
    claim = grounded.claim
    act = _act(grounded)
    if act is None:
        return
    if act == "shares" and _is_alone(told):
        return  # who fights for a place with nobody who is named, or tried to take it, is not told to be in it
    first, last = days_of(told)
    interest = interest_of(told, sides, nouns)
    first_source = claim.sources[0].words if claim.sources else None
    outlet = told.header.outlet
    for place, spelled in places_of(grounded, act):
        home = sides.home(place.place.country) if isinstance(place.place, Place) else None
        side, loser, recapture = _who(told, sides, act, home)
        if side.how == NO_FORCE and (act != "takes" or _is_person(told)):
            continue  # residents who leave or enter a place, or a politician who "took" it, change nothing
        yield Statement(
            claim=claim.id,
            report=told.header.report,
            place=place,
            act=act,
            side=side,
            loser=loser,
            first=first,
            last=last,
            interest=local(interest, home, sides),
            origin=origin_key(told, sides),
            origin_words=first_source
            or (outlet.value if isinstance(outlet, Known) else told.header.document),
            known=told.taken,
            words=claim.evidence.text,
            day_words=_day_words(told),
            earlier=claim.reality.value == "background" and first is None,
            recapture=recapture,
            spelled=spelled,
            lasts=act == "holds" and (claim.reality.value == "under-way" or _is_since(told)),
            home=home,
        )


def _day_words(told: Told) -> str | None:
    """The words for the day it came about, else for the day on which it was said."""
    claim = told.claim.claim
    times = [claim.when, *(speaker.said for speaker in claim.sources)]
    return next((time.words for time in times if not isinstance(time, Unknown)), None)


def _is_since(told: Told) -> bool:
    """Whether the words for its day tell since when it was so ("had held it since June"): it was so until the news."""
    claim = told.claim.claim
    if isinstance(claim.when, Unknown):
        return False
    before = claim.sentence.text[: max(0, claim.when.evidence.start - claim.sentence.start)]
    return bool(_SINCE.search(before)) or claim.when.words.casefold().startswith("since ")


def _is_person(told: Told) -> bool:
    actors = told.claim.claim.actors
    return not isinstance(actors, Unknown) and all(one.kind == "person" for one in actors)


def _is_alone(told: Told) -> bool:
    """Whether the claim names one side at most."""
    claim = told.claim.claim
    named = [one for one in (claim.actors, claim.recipients) if not isinstance(one, Unknown)]
    return sum(map(len, named)) < 2


def _act(grounded: GroundedClaim) -> ControlAct | None:
    claim = grounded.claim
    mode = claim.mode.value if isinstance(claim.mode, Known) else None
    reality = claim.reality.value
    if claim.type == "RETREAT":
        return "leaves" if mode == "withdraw" and reality in _DONE else None
    if claim.type != "TERRITORY" or mode is None:
        return None
    act = _ACTS.get(mode)
    if reality == "denied":
        return "denies" if act in ("takes", "holds") else None
    return act if reality in (_REAL if act in _LASTING else _DONE) else None


def _who(told: Told, sides: Sides, act: ControlAct, home: str | None) -> tuple[Side, Side | None, bool]:
    """The side that the act is of, who held the place before, and whether it was taken back."""
    claim = told.claim.claim
    mode = claim.mode.value if isinstance(claim.mode, Known) else ""
    doer = at_home(sides.of(told.claim, "actors"), home, told, sides)
    other = at_home(sides.of(told.claim, "recipients"), home, told, sides)
    loser = other if other.roots else None
    if mode == "hand-over":  # who gives is the actor, who gets is the recipient
        if other == NOBODY and doer.words:
            how = f"{doer.words} gave it up, and nobody who got it was read from the words"
            other = msgspec.structs.replace(NOBODY, how=how)
        gave = bool(doer.roots) or doer.kind != "unknown"
        return other, doer if gave else None, False
    if act == "shares" and other.roots:
        roots = tuple(sorted({*doer.roots, *other.roots}))
        return msgspec.structs.replace(doer, roots=roots, words=f"{doer.words}; {other.words}"), None, False
    if mode == "recapture" and doer == NOBODY and claim.sources:
        origin = interest_root(told, sides)
        if origin is not None and not (loser is not None and origin in loser.roots):
            # whoever tells the freeing of a place as his own side's good news means his own side
            how = f"nobody is named; {claim.sources[0].words} tells it for {sides.name(origin)}"
            doer = sides.of_entry(origin, sides.name(origin), how)
    return doer, loser, mode == "recapture"


def interest_root(told: Told, sides: Sides) -> str | None:
    """The side for which the claim's first source speaks, by its entry or its affiliation."""
    origin = told.claim.claim.sources[0]
    affiliation = origin.affiliation.value if isinstance(origin.affiliation, Known) else None
    grounded = next((a.entry for a in told.claim.actors if a.side == "sources" and a.index == 0), None)
    entry = grounded.value if isinstance(grounded, Known) else origin.entry
    return sides.party_root(entry) or sides.party_root(affiliation)


def days_of(told: Told) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which it may have come about; None where nothing bounds it.

    It cannot have come about after it was said, or its report published ("this year").
    """
    grounded = told.claim
    bounds: list[Interval] = [said.value for said in grounded.said if isinstance(said, Known)]
    published = told.header.published
    bounds += [published.value] if isinstance(published, Known) else []
    told_by = min((days.end for days in bounds), default=None)
    if not isinstance(grounded.when, Known):
        return None, told_by
    first, last = grounded.when.value.start, grounded.when.value.end
    return first, last if told_by is None or told_by < first else min(last, told_by)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """The statements, those marked that their own report tells as having been before its news of the place.

    Who holds it by the word of somebody else than who tells the news is no past but contradicts the news: a hold
    without a day is then put on the news' day.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.report, statement.place.key), []).append(statement)
    return [marked for group in groups.values() for marked in _marked(group)]


def _marked(group: Sequence[Statement]) -> Iterator[Statement]:
    news = [s for s in group if _rank(s) and not s.earlier]
    for statement in group:
        against = [s for s in news if _contradicts(statement, s)]
        days = [s.last for s in (*against, statement) if s.last is not None]
        if against and days:
            yield msgspec.structs.replace(statement, last=min(days))
            continue
        later = [s for s in news if _overtakes(s, statement)]
        if not later or statement.earlier:
            yield statement
            continue
        days = [day for s in later if (day := s.first or s.last) is not None]
        last = min([*days, *([statement.last] if statement.last else [])], default=None)
        yield msgspec.structs.replace(statement, earlier=True, last=last)


def _rank(statement: Statement) -> int:
    """How late in a place's story such a statement stands, where no day tells; 0 where it does not say."""
    if statement.act == "takes":
        return 3 if statement.recapture else 2
    return {"holds": 1, "leaves": 2}.get(statement.act, 0)


def _contradicts(hold: Statement, news: Statement) -> bool:
    """Whether somebody else than who tells the ``news``, or his side, says that another side holds the place."""
    if not hold.lasts or hold.earlier or hold.first is not None or news.act != "takes":
        return False
    if not hold.side.words or same(hold.side, news.side):
        return False
    quoted = not hold.origin.startswith("outlet:") and hold.origin != news.origin
    root = hold.interest.root
    return quoted and (root is None or root not in news.side.roots)


def _overtakes(news: Statement, old: Statement) -> bool:
    """Whether ``old``, which has no day, must have been before ``news`` of the same report."""
    if old.first is not None or old.act not in ("takes", "holds") or news is old or _contradicts(old, news):
        return False
    if news.act == "leaves":
        return old.act == "takes" and same(news.side, old.side)
    if bool(old.side.roots) and same(news.side, old.side):
        return False
    return (_rank(news), news.first is not None) > (_rank(old), False)
