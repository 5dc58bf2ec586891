"""Reporters who tell a true history with delays, errors, interest and echoes, and the answer that is known.

``Noise`` says how bad they are. At ``Noise.of(0)`` each report is true, complete and a reporter's own; at
``Noise.of(1)`` half of them are copies, a third is a party's word, and fields are wrong or missing as given there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Literal

from dateline.evaluate.simulation.lines import (
    MEANS,
    NAMES,
    colour,
    headline_of,
    held_before,
    line_of,
    territory,
)
from dateline.evaluate.simulation.pages import Line, Source, day_text, page_of
from dateline.evaluate.simulation.world import SIDES, SPEAKERS, Happening, World
from dateline.records.claim import GroundedReport, Place
from dateline.records.evidence import Record

#: What a claim of the simulation truly is: of a happening, of what was so at a time, or of nothing at all.
AnswerKind = Literal["happening", "state", "false"]

OUTLETS = tuple(
    f"{name} {kind}"
    for kind in ("Ledger", "Courier", "Dispatch")
    for name in ("Ash", "Birch", "Cedar", "Elm")
)


class Noise(Record, frozen=True):
    """Shares of reports (or of fields), in 0..1, that go wrong in each way; ``delay`` and ``coverage`` are means.

    ``coverage`` is how many outlets write of a happening on their own, ``delay`` how many days late they are, and
    ``situations`` how many reports of who holds some place come with each happening.
    ``undated`` and ``unnamed`` fields are left out; ``wrong_day``, ``wrong_place``, ``wrong_toll`` and
    ``wrong_side`` are errors. ``interest`` is the share told on a party's word alone; ``lies`` how often, for each
    happening, a party claims a gain that it never made; ``echo`` the share of reports that are copied by another.
    ``growing`` is the share of reports of the day itself that know only of those who were found dead by then.
    """

    coverage: float = 4.0
    situations: float = 0.5
    delay: float = 0.0
    undated: float = 0.0
    unnamed: float = 0.0
    wrong_day: float = 0.0
    wrong_place: float = 0.0
    wrong_toll: float = 0.0
    wrong_side: float = 0.0
    interest: float = 0.0
    lies: float = 0.0
    echo: float = 0.0
    growing: float = 0.0

    @classmethod
    def of(cls, level: float) -> Noise:
        """Noise of all kinds at once, from none (0) to much (1)."""
        return cls(
            delay=2.0 * level,
            undated=0.5 * level,
            unnamed=0.3 * level,
            wrong_day=0.25 * level,
            wrong_place=0.1 * level,
            wrong_toll=0.4 * level,
            wrong_side=0.08 * level,
            interest=0.35 * level,
            lies=0.15 * level,
            echo=0.5 * level,
            growing=level,
        )


class Answer(Record, frozen=True):
    """What a claim truly is; ``happening`` is the identifier of what it tells of, None for states and lies."""

    kind: AnswerKind
    happening: str | None


class Filed(Record, frozen=True):
    """A report, the day it was captured, the true answer of each of its claims, and whose copy it is, if one."""

    report: GroundedReport
    taken: dt.date
    answers: dict[str, Answer]
    copy_of: str | None = None


def filed(world: World, noise: Noise, seed: int = 0) -> Iterator[Filed]:
    """What reporters make of the world, in the order of its happenings; the same for the same seed.

    Each happening is told by ``noise.coverage`` outlets on average; one is told of at least once.
    """
    for number, happening in enumerate(world.happenings):
        chance = Random(f"reporters {world.seed} {seed} {number}")
        count = 1 + _few(chance, noise.coverage - 1)
        for n, outlet in enumerate(chance.sample(OUTLETS, min(count, len(OUTLETS)))):
            name = f"{happening.id}-{n}"
            first = _written(world, noise, happening, outlet, chance, name, seed)
            yield first
            if chance.random() < noise.echo:
                yield _copied(first, outlet, chance, f"{name}-copy", seed)
        for n in range(_few(chance, noise.situations)):
            situation = _situation(world, noise, happening, chance, f"{happening.id}-state-{n}", seed)
            if situation is not None:
                yield situation
        if chance.random() < noise.lies:
            yield _lied(world, happening, chance, f"{happening.id}-lie", seed)


def _few(chance: Random, mean: float) -> int:
    """How many come where ``mean`` come on average, none most often (geometric)."""
    count = 0
    while mean > 0 and chance.random() < mean / (1 + mean) and count < 50:
        count += 1
    return count


def _written(
    world: World, noise: Noise, it: Happening, outlet: str, chance: Random, name: str, seed: int
) -> Filed:
    late = _few(chance, noise.delay)
    published = it.day + dt.timedelta(days=late)
    wrong_place = chance.random() < noise.wrong_place
    place = world.places[chance.choice(world.near[it.place]) if wrong_place else it.place]
    day: dt.date | None = it.day
    if chance.random() < noise.wrong_day:
        day = min(published, it.day + dt.timedelta(days=chance.choice((-2, -1, 1, 2))))
    if chance.random() < noise.undated:
        day = None
    actor: str | None = it.actor
    if chance.random() < noise.wrong_side:
        actor = chance.choice([side for side in SIDES if side != it.actor])
    if chance.random() < noise.unnamed:
        actor = None
    toll = it.early if late == 0 and chance.random() < noise.growing else it.killed
    if toll and chance.random() < noise.wrong_toll:
        toll = max(1, round(toll * chance.uniform(0.5, 1.7)))
    sources = _sources(it, chance) if chance.random() < noise.interest else _witness(chance)
    line = line_of(it, place, actor, day, toll, chance, sources)
    filled, answers = [line], [Answer(kind="happening", happening=it.id)]
    if it.target is not None and it.kind == "capture" and chance.random() < 0.3:
        filled.append(held_before(it.target, world.places[it.place]))
        answers.append(Answer(kind="state", happening=None))
    headline = headline_of(it, place, toll)
    report = page_of(
        name, outlet, published, headline, tuple(filled), f"{world.seed} {seed}", colour(place, chance)
    )
    made = {claim.claim.id: answer for claim, answer in zip(report.claims, answers, strict=True)}
    return Filed(report=report, taken=published, answers=made)


def _copied(first: Filed, outlet: str, chance: Random, name: str, seed: int) -> Filed:
    """Another outlet's copy: the same words, who said them, and the first outlet behind them."""
    about = first.report.annotated.report
    other = chance.choice([one for one in OUTLETS if one != outlet])
    published = first.taken + dt.timedelta(days=chance.randint(0, 1))
    lines = tuple(_again(first.report, n, outlet) for n in range(len(first.report.claims)))
    headline = about.text[: about.blocks[0].end]
    colour = tuple(about.text[b.start : b.end] for b in about.blocks[1 + len(lines) :])
    report = page_of(name, other, published, headline, lines, f"{seed} {about.id}", colour)
    answers = zip(report.claims, first.answers.values(), strict=True)
    return Filed(
        report=report,
        taken=published,
        answers={claim.claim.id: answer for claim, answer in answers},
        copy_of=about.id,
    )


def _again(report: GroundedReport, number: int, outlet: str) -> Line:
    """The line that the claim was made of, with the first outlet named in it."""
    grounded = report.claims[number]
    claim = grounded.claim
    entries = {item.side: item.entry.value for item in grounded.actors if hasattr(item.entry, "value")}
    chain = tuple(
        Source(words=s.words, kind=s.kind, entry=s.entry, affiliation=getattr(s.affiliation, "value", None))
        for s in claim.sources
    )
    place = grounded.places[0].place
    assert isinstance(place, Place)
    counts = (
        {} if not isinstance(claim.casualties, tuple) else {c.kind: c.amount.low for c in claim.casualties}
    )
    return Line(
        text=f"{claim.sentence.text[:-1]}, {outlet} reported.",
        type=claim.type,
        mode=getattr(claim.mode, "value", ""),
        reality=claim.reality.value,
        place=place,
        role=claim.places[0].role if isinstance(claim.places, tuple) else "at",
        actor=entries.get("actors"),
        actor_words=claim.actors[0].words if isinstance(claim.actors, tuple) else "",
        recipient=entries.get("recipients"),
        recipient_words=claim.recipients[0].words if isinstance(claim.recipients, tuple) else "",
        day=getattr(grounded.when, "value", None) and grounded.when.value.start,  # type: ignore[union-attr]
        killed=counts.get("killed"),
        wounded=counts.get("wounded"),
        victim=next((m.text for m in report.annotated.mentions if m.kind == "person"), None),
        means=claim.means[0].words if isinstance(claim.means, tuple) else None,
        sources=(*chain, Source(words=outlet, kind="outlet")),
    )


def _situation(
    world: World, noise: Noise, it: Happening, chance: Random, name: str, seed: int
) -> Filed | None:
    """A report of who holds some place on the day, by its reporter's own word; None where nobody does."""
    number = chance.randrange(len(world.places))
    side = world.holder(number, it.day)
    if side is None:
        return None
    if chance.random() < noise.wrong_side:
        side = chance.choice([other for other in SIDES if other != side])
    place = world.places[number]
    line = territory(
        f"The {NAMES[side]} holds {place.name}.", "hold", place, side, None, None, (), reality="under-way"
    )
    outlet = chance.choice(OUTLETS)
    report = page_of(
        name, outlet, it.day, f"Life in {place.name}", (line,), f"{seed} state", colour(place, chance)
    )
    answer = Answer(kind="state", happening=None)
    return Filed(report=report, taken=it.day, answers={report.claims[0].claim.id: answer})


def _lied(world: World, it: Happening, chance: Random, name: str, seed: int) -> Filed:
    """A party's word that it took a place which another held all day, or nobody did."""
    number = chance.randrange(len(world.places))
    liar = chance.choice([side for side in SIDES if side != world.holder(number, it.day)])
    place = world.places[number]
    who = Source(words=NAMES[SPEAKERS[liar]], kind="person", entry=SPEAKERS[liar], affiliation=liar)
    words = f"The {NAMES[liar]} took {place.name} on {day_text(it.day)}, {who.words} said."
    line = territory(words, "capture", place, liar, None, it.day, (who,))
    report = page_of(
        name,
        chance.choice(OUTLETS),
        it.day,
        f"{NAMES[liar]} says it took {place.name}",
        (line,),
        f"{seed} lie",
    )
    return Filed(
        report=report,
        taken=it.day,
        answers={report.claims[0].claim.id: Answer(kind="false", happening=None)},
    )


def _sources(it: Happening, chance: Random) -> tuple[Source, ...]:
    """A party as the one source: for a gain who gained, for a withdrawal the enemy, else either side."""
    rivals = [side for side in SIDES if side != it.actor]
    side = chance.choice(rivals) if it.kind == "withdrawal" else it.actor
    if it.kind in MEANS and it.target is not None and chance.random() < 0.5:
        side = it.target
    speaker = SPEAKERS[side]
    return (Source(words=NAMES[speaker], kind="person", entry=speaker, affiliation=side),)


def _witness(chance: Random) -> tuple[Source, ...]:
    """The reporter's own word, a witness, or a doctor."""
    words = chance.choice(("", "a resident", "a doctor"))
    return (Source(words=words, kind="unnamed"),) if words else ()
