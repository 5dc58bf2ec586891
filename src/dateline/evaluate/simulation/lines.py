"""What reporters write: the sentences of a report, each with what it tells, and some that tell nothing."""

from __future__ import annotations

import datetime as dt
from random import Random

from dateline.evaluate.simulation.pages import Line, Source, day_text
from dateline.evaluate.simulation.world import STATE, Happening, catalogue_of_sides
from dateline.records.claim import Place, Reality

NAMES = {entry.id: entry.name for entry in catalogue_of_sides().entries.values()}
MEANS = {"bombing": "car bomb", "shelling": "mortar", "clash": "rifles"}
_MODES = {"bombing": "explosives", "shelling": "heavy-weapons", "clash": "firearms"}
_SUBJECTS = (
    "The price of flour", "A column of smoke", "The river ferry", "An old teacher", "The season's first rain",
    "A line of tractors", "The market", "A wedding party", "The power plant", "A flock of geese",
)  # fmt: skip
_VERBS = (
    "was talked of near",
    "could be seen from",
    "passed",
    "kept away from",
    "lay not far from",
    "stood by",
)
_OBJECTS = (
    "the grain silo", "the dam road", "the school yard", "the upper orchards", "the salt works",
    "the railway halt", "the tea houses", "the brick kilns", "the bus yard", "the almond groves",
)  # fmt: skip
_TIMES = (
    "all morning",
    "until dusk",
    "for the third day",
    "as on other days",
    "before the wind turned",
    "at noon",
)
_DOUBTED = ("troops", "fighters")


def line_of(
    it: Happening,
    place: Place,
    actor: str | None,
    day: dt.date | None,
    toll: int,
    chance: Random,
    sources: tuple[Source, ...],
) -> Line:
    """The sentence that tells of a happening, with these fields as the reporter has them."""
    named = f"{NAMES[actor]}" if actor else _DOUBTED[0 if it.actor == STATE else 1]
    when = f" on {day_text(day)}" if day else ""
    said = f", {sources[0].words} said" if sources else ""
    if it.kind == "capture":
        verb = chance.choice(("captured", "seized", "took control of"))
        return territory(
            f"Men of the {named} {verb} {place.name}{when}{said}.",
            "capture",
            place,
            actor,
            it,
            day,
            sources,
            named,
        )
    if it.kind == "withdrawal":
        verb = chance.choice(("withdrew from", "abandoned", "pulled out of"))
        return territory(
            f"The {named} {verb} {place.name}{when}{said}.",
            "withdraw",
            place,
            actor,
            None,
            day,
            sources,
            named,
        )
    if it.kind == "failed-assault":
        words = f"An attempt of the {named} to take {place.name} failed{when}{said}."
        return territory(words, "capture", place, actor, None, day, sources, named, reality="did-not-happen")
    means = MEANS[it.kind]
    wounded = it.wounded if it.wounded and chance.random() < 0.7 else None
    hurt = f" and wounded {wounded}" if wounded and wounded != toll else ""
    dead = f"killed {toll} people" if toll else "hurt nobody"
    among = f", among them {it.victim}" if toll and chance.random() < 0.5 else ""
    opening = chance.choice(
        (
            f"An attack with a {means} by the {named} in {place.name}{when}",
            f"In {place.name}, where the {named} used a {means}{when}, the attack",
            f"The {named}, with a {means}, struck {place.name}{when} and",
        )
    )
    words = f"{opening} {dead}{hurt}{among}{said}."
    return Line(
        text=words,
        type="ASSAULT",
        mode=_MODES[it.kind],
        reality="happened",
        place=place,
        role="at",
        actor=actor,
        actor_words=named,
        recipient=None,
        recipient_words="",
        day=day,
        killed=toll or None,
        wounded=wounded if hurt else None,
        victim=it.victim if among else None,
        means=means,
        sources=sources,
    )


def territory(
    words: str,
    mode: str,
    place: Place,
    actor: str | None,
    it: Happening | None,
    day: dt.date | None,
    sources: tuple[Source, ...],
    named: str = "",
    reality: Reality = "happened",
) -> Line:
    """A sentence that tells of who has a place: taken, held or left."""
    leaves = mode == "withdraw"
    target = it.target if it is not None and it.target is not None and NAMES[it.target] in words else None
    return Line(
        text=words,
        type="RETREAT" if leaves else "TERRITORY",
        mode=mode,
        reality=reality,
        place=place,
        role="from" if leaves else "at",
        actor=actor,
        actor_words=named or (NAMES[actor] if actor else ""),
        recipient=target,
        recipient_words=NAMES[target] if target else "",
        day=day,
        killed=None,
        wounded=None,
        victim=None,
        means=None,
        sources=sources,
    )


def held_before(side: str, place: Place) -> Line:
    """What was before, told in passing and without a day."""
    words = f"The {NAMES[side]} had held {place.name} before."
    return territory(words, "hold", place, side, None, None, (), reality="background")


def colour(place: Place, chance: Random) -> tuple[str, ...]:
    """Sentences that tell nothing of what happened, by which the pages of two reporters differ."""
    return tuple(
        f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)} {chance.choice(_TIMES)}."
        for _ in range(3)
    )


def headline_of(it: Happening, place: Place, toll: int) -> str:
    """The headline of a report of a happening."""
    if it.kind in MEANS:
        return f"{toll} killed in {place.name}" if toll else f"Attack in {place.name}"
    return {"capture": "Fight for", "withdrawal": "Fighters leave", "failed-assault": "Assault on"}[
        it.kind
    ] + f" {place.name}"
