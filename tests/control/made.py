"""Claims of control built by hand. The people, groups and places are made up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dateline.control.history import histories
from dateline.dictionaries.catalogue import Catalogue, Entry
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import (
    EventType,
    GroundedActor,
    GroundedPlace,
    Participant,
    Place,
    PlaceRole,
    PlaceRoleName,
    Speaker,
    SpeakerKind,
    When,
)
from dateline.records.control import ControlSpell, Told
from dateline.records.evidence import Evidence, Interval, Known, Unknown, identifier
from dateline.records.header import Header
from tests import builders

CATALOGUE = Catalogue(
    [
        Entry(id="tarnia", kind="government", name="Government of Tarnia", country="IQ", party=True),
        Entry(id="tarnish-army", kind="state-force", name="Tarnish army", parent="tarnia", party=True),
        Entry(id="premier-olm", kind="person", name="Aro Olm", affiliation="tarnia"),
        Entry(id="tarnian", kind="nationality", name="Tarnian", country="IQ"),
        Entry(id="ostria", kind="government", name="Government of Ostria", country="DE"),
        Entry(id="ostrian-army", kind="state-force", name="Ostrian army", parent="ostria", party=True),
        Entry(id="minister-ell", kind="person", name="Una Ell", affiliation="ostria"),
        Entry(id="ostrian-news", kind="outlet", name="Ostrian News", affiliation="ostria"),
        Entry(id="ostrian", kind="nationality", name="Ostrian", country="DE"),
        Entry(id="peace-mission", kind="organisation", name="Peace Mission"),
        Entry(id="marsh", kind="armed-group", name="Marsh Brigade", party=True),
        Entry(id="marsh-south", kind="armed-group", name="Southern Marsh", parent="marsh", party=True),
        Entry(id="dune", kind="armed-group", name="Red Dune", party=True),
        Entry(id="marsh-radio", kind="outlet", name="Marsh Radio", affiliation="marsh"),
        Entry(id="defence-minister", kind="role", name="defence minister"),
        Entry(id="mayor", kind="role", name="mayor"),
        Entry(id="lantern", kind="outlet", name="Lantern Post"),
    ],
    "test",
)
KELL = Place(
    id="t:kell", name="Kell", kind="settlement", country="IQ", province="Velm", latitude=1.0, longitude=2.0
)
VELM = Place(id="t:velm", name="Velm", kind="province", country="IQ")

UNSAID = Unknown(reason="no day is worded")


def day(number: int, month: int = 11) -> dt.date:
    """A day of 2017, November unless said otherwise."""
    return dt.date(2017, month, number)


def on(first: dt.date, last: dt.date | None = None) -> Known[Interval]:
    """Known days."""
    return Known(value=Interval(start=first, end=last or first), evidence=())


def words(text: str, start: int = 0) -> Evidence:
    """Words at that offset."""
    return Evidence(document="page", start=start, end=start + len(text), text=text, made=builders.MADE)


def who(name: str | None, label: str = "") -> Participant:
    """A participant: an entry of the catalogue, or words that are none ("troops")."""
    entry = CATALOGUE.get(name or "")
    kind = entry.kind if entry else "armed-group" if name == "fighters" else "state-force"
    return Participant(
        words=label or (entry.name if entry else name or ""),
        kind=kind,
        evidence=words(name or ""),
        entry=entry.id if entry else None,
    )


def said_by(
    name: str,
    kind: SpeakerKind = "person",
    affiliation: str | None = None,
    role: str = "",
    entry: str | None = None,
) -> Speaker:
    """A speaker: an entry of the catalogue, or a name that is none, with an affiliation and an office.

    ``entry`` is what other words than an entry's identifier are tied to.
    """
    found = CATALOGUE.get(name)
    belongs = Known(value=affiliation, evidence=()) if affiliation else Unknown(reason="none is worded")
    return Speaker(
        words=found.name if found else name,
        kind=kind,
        evidence=words(name),
        entry=found.id if found else entry,
        affiliation=belongs,
        role=Known(value=role, evidence=()) if role else Unknown(reason="none is worded"),
    )


def told(
    actor: str | None,
    mode: str,
    *,
    when: Known[Interval] | Unknown = UNSAID,
    published: dt.date | None = None,
    source: Speaker | None = None,
    loser: str | None = None,
    role: PlaceRoleName | None = None,
    place: Place | Unknown = KELL,
    report: str = "r-1",
    outlet: str = "Lantern Post",
    taken: dt.date | None = None,
    kind: EventType | None = None,
    reality: Any = "happened",
    said: Known[Interval] | Unknown = UNSAID,
    sentence: str = "Kell",
    name: str = "Kell",
    relation: str | None = None,
    label: str = "",
    since: str = "",
) -> Told:
    """A claim about Kell: who, what, when it was, when its report came out, and who says so.

    ``label`` words the actor, ``since`` the day as the sentence does.
    """
    kind = kind or ("RETREAT" if mode == "withdraw" else "TERRITORY")
    role = role or ("from" if mode == "withdraw" else "at")
    actors = (who(actor, label),) if actor else Unknown(reason="the words name nobody")
    recipients = (who(loser),) if loser else Unknown(reason="the words name nobody")
    grounded = [
        GroundedActor(side=side, index=0, entry=Known(value=found.id, evidence=()))  # type: ignore[arg-type]
        for side, one in (("actors", actor), ("recipients", loser))
        if (found := CATALOGUE.get(one or "")) is not None
    ]
    at = sentence.index(name)
    salt = (
        actor,
        mode,
        when,
        published,
        source and source.words,
        loser,
        place,
        report,
        outlet,
        taken,
        reality,
        relation,
        label,
    )
    claim = builders.strike(
        salt=repr(salt),
        type=kind,
        mode=Known(value=mode, evidence=()),
        reality=Known(value=reality, evidence=()),
        actors=actors,
        recipients=recipients,
        places=(PlaceRole(role=role, words=name, evidence=words(name, at), relation=relation),),
        when=When(words=since, evidence=words(since, sentence.index(since)))
        if since
        else Unknown(reason="no day is worded"),
        casualties=Unknown(reason="none are worded"),
        sources=(source,) if source else (),
        sentence=words(sentence),
        grounded_when=when,
        grounded_said=(said,) if source else (),
        grounded_places=(GroundedPlace(index=0, place=place, score=1.0, why=""),),
        grounded_actors=tuple(grounded),
    )
    header = Header(
        report=report,
        document=f"{report}.txt",
        title=Unknown(reason="none"),
        outlet=Known(value=outlet, evidence=()),
        published=on(published) if published else Unknown(reason="no day"),
        url=Unknown(reason="none"),
    )
    return Told(header=header, claim=claim, taken=taken or published or day(30))


def spells(*claims: Told, **more: Any) -> list[ControlSpell]:
    """The spells of the one place that the claims tell of."""
    (history,) = histories(claims, CATALOGUE, load_nouns(), **more)
    return list(history.spells)


def short(found: list[ControlSpell]) -> list[tuple[object, ...]]:
    """State, holder, first and last day of each."""
    return [(s.state, s.holder if isinstance(s.holder, str) else None, s.first, s.last) for s in found]


def key(*parts: object) -> str:
    """A stable name."""
    return identifier("x", *parts)
