"""Claims of how many fighters or troops somebody has."""

from __future__ import annotations

from dateline.code.casualties import force_estimates
from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.participants import participants
from dateline.code.places import places_of
from dateline.code.sources import Attribution
from dateline.code.times import when_of
from dateline.dictionaries.lexicon import Frame, Speech
from dateline.records.claim import Claim, ForceEstimate, Participant, PlaceRole, Speaker, When
from dateline.records.evidence import Known, Unknown, Why, identifier

_FRAME = Frame(id="force-estimate", type="FORCE-ESTIMATE", mode="count")


def estimates_of(g: Graph, attribution: Attribution, speech: Speech) -> list[Claim]:
    """A claim for each estimate of forces in the report, with the place of the speaker's office where none is worded."""
    out: list[Claim] = []
    for verb, estimate, whose in force_estimates(g):
        frame_words = g.of_tokens(verb, verb + 1)
        actors = participants(g, [whose], "actors")
        if not actors:
            continue
        sentence = g.sentence_of[verb]
        draft = Draft(frame=_FRAME, anchor=verb, first=verb, last=verb + 1, verb=verb, nodes={verb})
        draft.put("recipient", whose)
        draft.obliques = [
            (g.case(k), k)
            for k in [*g.kids(verb, "obl"), *g.kids(whose, "nmod")]
            if g.case(k) not in ("at", "of")
        ]
        places = places_of(g, draft)
        when = when_of(g, draft, speech)
        if not places:
            places = _office_place(g, attribution.chain(verb))
        start, end = (
            min(frame_words.start, estimate.evidence.start, actors[0].evidence.start),
            max(frame_words.end, estimate.evidence.end, actors[0].evidence.end),
        )
        if not sentence.start <= start < end <= sentence.end:
            start, end = sentence.start, sentence.end
        out.append(_estimate_claim(g, attribution, draft, estimate, actors, places, when, (start, end)))
    return out


def _office_place(g: Graph, sources: tuple[Speaker, ...]) -> tuple[PlaceRole, ...]:
    """The place of the speaker's office ("Rawa mayor"), of which an estimate without a place of its own speaks."""
    for speaker in sources[:1]:
        if isinstance(speaker.role, Known):
            for office in speaker.role.evidence:
                for m in g.annotated.mentions:
                    if m.kind == "place" and office.start <= m.start and m.end <= office.end:
                        return (
                            PlaceRole(
                                role="at",
                                words=m.text,
                                evidence=g.of_mention(m),
                                relation="the speaker's office",
                            ),
                        )
    return ()


def _estimate_claim(
    g: Graph,
    attribution: Attribution,
    draft: Draft,
    estimate: ForceEstimate,
    actors: tuple[Participant, ...],
    places: tuple[PlaceRole, ...],
    when: When | None,
    stretch: tuple[int, int],
) -> Claim:
    start, end = stretch
    sentence = g.sentence_of[draft.anchor]
    words = g.of_tokens(draft.first, draft.last)
    nothing = Unknown(reason="an estimate of forces tells no deed")
    return Claim(
        id=identifier("c", g.report.id, "FORCE-ESTIMATE", estimate.evidence.start),
        report=g.report.id,
        type="FORCE-ESTIMATE",
        mode=Known(value="count", evidence=(estimate.evidence,), how="a number of fighters or troops"),
        reality=Known(value="happened", evidence=(words,), how="told as a fact"),
        actors=actors,
        recipients=nothing,
        places=places or Unknown(reason="no place is named in this sentence"),
        when=when if when is not None else Unknown(reason="no day of the estimate is worded"),
        casualties=nothing,
        forces=(estimate,),
        means=nothing,
        sources=attribution.chain(draft.anchor),
        evidence=g.evidence(start, end),
        sentence=g.evidence(sentence.start, sentence.end),
        why=Why(rule="force-estimate", words=words.text, score=0.73),
        confidence=0.73,
    )
