from __future__ import annotations

from dateline.ground.actors import ground_actors
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
    found = ground_actors(one, CATALOGUE)
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
    assert ground_actors(claim(TEXT, actors=nobody, recipients=nobody), CATALOGUE) == ()
