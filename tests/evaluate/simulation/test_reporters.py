from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.evaluate.simulation.reporters import Filed, Noise, filed
from dateline.evaluate.simulation.world import catalogue_of_sides, make_world
from dateline.records.claim import Claim
from dateline.records.evidence import Evidence, Known, Unknown

WORLD = make_world(2, happenings=120)
TRUE = list(filed(WORLD, Noise.of(0)))
LOUD = list(filed(WORLD, Noise.of(1)))
BY_ID = {it.id: it for it in WORLD.happenings}


def evidence_of(claim: Claim) -> Iterator[Evidence]:
    yield claim.evidence
    for field in (claim.actors, claim.recipients, claim.places, claim.casualties, claim.means, claim.sources):
        if not isinstance(field, Unknown):
            yield from (one.evidence for one in field)
    if not isinstance(claim.when, Unknown):
        yield claim.when.evidence


@pytest.mark.parametrize("reports", [TRUE, LOUD], ids=["true", "loud"])
def test_every_field_points_at_its_words(reports: list[Filed]) -> None:
    for one in reports:
        text = one.report.annotated.report.text
        assert set(one.answers) == {claim.claim.id for claim in one.report.claims}
        for grounded in one.report.claims:
            for evidence in evidence_of(grounded.claim):
                assert text[evidence.start : evidence.end] == evidence.text
        for mention in one.report.annotated.mentions:
            assert text[mention.start : mention.end] == mention.text
        for block in one.report.annotated.report.blocks:
            assert text[block.start : block.end].strip()


def test_the_seed_makes_the_reports_and_no_two_have_one_identifier() -> None:
    assert list(filed(WORLD, Noise.of(1))) == LOUD
    assert list(filed(WORLD, Noise.of(1), seed=1)) != LOUD
    assert len({one.report.annotated.report.id for one in LOUD}) == len(LOUD)
    claims = [claim.claim.id for one in LOUD for claim in one.report.claims]
    assert len(set(claims)) == len(claims)


def test_without_noise_all_is_true() -> None:
    told = set()
    for one in TRUE:
        assert one.copy_of is None
        for grounded in one.report.claims:
            answer = one.answers[grounded.claim.id]
            assert answer.kind != "false"
            if answer.happening is None:
                continue
            it = BY_ID[answer.happening]
            told.add(it.id)
            assert isinstance(grounded.when, Known) and grounded.when.value.start == it.day == one.taken
            assert grounded.places[0].place == WORLD.places[it.place]
            assert grounded.claim.actors[0].entry == it.actor  # type: ignore[index]
            killed = grounded.claim.casualties
            assert isinstance(killed, Unknown) or killed[0].amount.low == it.killed
    assert told == set(BY_ID)


def test_with_noise_each_fault_occurs() -> None:
    answers = {claim: answer for one in LOUD for claim, answer in one.answers.items()}
    assert any(answer.kind == "false" for answer in answers.values())
    assert any(one.copy_of for one in LOUD)
    claims = [g for one in LOUD for g in one.report.claims if answers[g.claim.id].happening]
    assert any(isinstance(g.when, Unknown) for g in claims)
    assert any(g.claim.actors[0].entry is None for g in claims)  # type: ignore[index]
    truths = [BY_ID[str(answers[g.claim.id].happening)] for g in claims]
    assert any(
        isinstance(g.when, Known) and g.when.value.start != it.day
        for g, it in zip(claims, truths, strict=True)
    )
    assert any(g.places[0].place != WORLD.places[it.place] for g, it in zip(claims, truths, strict=True))
    assert any(s.party == Known(value=True, evidence=()) for g in claims for s in g.claim.sources)


def test_a_copy_keeps_the_words_and_names_the_first_outlet() -> None:
    reports = {one.report.annotated.report.id: one for one in LOUD}
    for one in LOUD:
        if one.copy_of is None:
            continue
        first = reports[one.copy_of]
        outlet = first.report.annotated.report.outlet.value  # type: ignore[union-attr]
        assert one.report.annotated.report.outlet.value != outlet  # type: ignore[union-attr]
        assert one.taken >= first.taken
        for copied, original in zip(one.report.claims, first.report.claims, strict=True):
            assert copied.claim.sources[-1].words == outlet
            assert copied.claim.sources[:-1] == tuple(
                speaker
                for speaker in copied.claim.sources
                if speaker.words in {s.words for s in original.claim.sources}
            )
            assert copied.when == original.when and copied.places[0].place == original.places[0].place
        assert list(one.answers.values()) == list(first.answers.values())


def test_a_lie_is_told_by_the_liar_of_a_place_he_does_not_hold() -> None:
    catalogue = catalogue_of_sides()
    lies = [one for one in LOUD if any(a.kind == "false" for a in one.answers.values())]
    for one in lies:
        (grounded,) = one.report.claims
        liar = grounded.claim.actors[0].entry  # type: ignore[index]
        number = WORLD.places.index(grounded.places[0].place)  # type: ignore[arg-type]
        assert WORLD.holder(number, one.taken) != liar
        speaker = catalogue.get(str(grounded.claim.sources[0].entry))
        assert speaker is not None and speaker.affiliation in (liar, "sim-state")
