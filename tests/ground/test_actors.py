from __future__ import annotations

from dateline.dictionaries.catalogue import load_catalogue
from dateline.ground.actors import ground_actors
from dateline.ground.forces import Forces
from dateline.records.claim import Participant, Speaker
from dateline.records.evidence import Known, Unknown
from tests.ground.made import CATALOGUE, claim, words

TEXT = "Red Dune men hit some villagers, a source told the Lantern Post."


def person(some: str, entry: str | None = None) -> Participant:
    return Participant(words=some, kind="armed-group", evidence=words(TEXT, some), entry=entry)


def test_each_participant_and_source_has_an_entry_or_a_reason() -> None:
    one = claim(
        TEXT,
        actors=(person("Red Dune", "red-dune"),),
        recipients=(person("villagers"), person("men", "gone")),
        sources=(Speaker(words="a source", kind="unnamed", evidence=words(TEXT, "a source")),),
    )
    found = ground_actors(one, CATALOGUE, Forces(CATALOGUE))
    assert [(a.side, a.index) for a in found] == [
        ("actors", 0),
        ("recipients", 0),
        ("recipients", 1),
        ("sources", 0),
    ]
    assert isinstance(found[0].entry, Known) and found[0].entry.value == "red-dune"
    assert found[0].entry.evidence[0].text == "Red Dune"
    reasons = [a.entry.reason for a in found[1:] if isinstance(a.entry, Unknown)]
    assert reasons == [
        "no dictionary entry for 'villagers'",
        "the dictionaries have no entry 'gone' any more",
        "'a source' is not named",
    ]


def test_nobody_named_is_nobody_grounded() -> None:
    nobody = Unknown(reason="nobody is named")
    assert ground_actors(claim(TEXT, actors=nobody, recipients=nobody), CATALOGUE, Forces(CATALOGUE)) == ()


def test_a_nationality_and_a_kind_of_force_is_that_force_by_its_own_words() -> None:
    text = "Iraqi troops shot at Egyptian security forces."
    catalogue = load_catalogue()
    soldiers, others = (
        Participant(words=w, kind="state-force", evidence=words(text, w))
        for w in ("Iraqi troops", "Egyptian security forces")
    )
    one = claim(text, actors=(soldiers,), recipients=(others,))
    actor, recipient = (a.entry for a in ground_actors(one, catalogue, Forces(catalogue)))
    assert isinstance(actor, Known) and actor.value == "iraqi-security-forces"
    assert actor.evidence == (soldiers.evidence,)
    assert "nationality and kind of force" in actor.how
    assert isinstance(recipient, Unknown) and "may be" in recipient.reason
    assert recipient.candidates == ("egyptian-armed-forces", "egyptian-police")


def test_a_speaker_is_no_force() -> None:
    text = "Iraqi soldiers said so."
    catalogue = load_catalogue()
    speaker = Speaker(words="Iraqi soldiers", kind="organisation", evidence=words(text, "Iraqi soldiers"))
    nobody = Unknown(reason="nobody is named")
    one = claim(text, actors=nobody, recipients=nobody, sources=(speaker,))
    assert isinstance(ground_actors(one, catalogue, Forces(catalogue))[0].entry, Unknown)
