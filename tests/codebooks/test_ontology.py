"""The ontology's file agrees with the records, and a malformed one is refused with its mend."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.codebooks.ontology import load_ontology, ontology_of
from dateline.errors import DictionaryError
from dateline.records.claim import CasualtyKind, EventType, PlaceRoleName, Reality

SMALL = """
[[event]]
id = "AID"
definition = "Help."
example = "A convoy came to Kell."
quad = "material-cooperation"
recipient = "required"
[[reality]]
id = "happened"
definition = "Done."
example = "It rained."
[[casualty]]
id = "killed"
definition = "Dead."
[[place_role]]
id = "at"
definition = "There."
"""


def test_identifiers_are_those_of_the_records_in_the_same_order() -> None:
    ontology = load_ontology()
    assert tuple(e.id for e in ontology.event) == get_args(EventType)
    assert tuple(r.id for r in ontology.reality) == get_args(Reality)
    assert tuple(c.id for c in ontology.casualty) == get_args(CasualtyKind)
    assert tuple(p.id for p in ontology.place_role) == get_args(PlaceRoleName)


def test_modes_of_events() -> None:
    ontology = load_ontology()
    assert ontology.modes("AGREE") == ()
    assert ontology.modes("RETREAT") == ("withdraw", "release", "disarm", "ceasefire", "access", "resign")
    assert ontology.modes("TERRITORY") == (
        "capture", "recapture", "enter", "clear", "hold", "besiege", "hand-over", "contest",
    )  # fmt: skip
    assert ontology.modes("REQUEST") == ontology.modes("REJECT")
    assert len(ontology.modes("ASSAULT")) == 15
    assert (
        sum(len(e.mode) for e in ontology.event) == 76
    )  # PLOVER's 67, eight of TERRITORY, one of FORCE-ESTIMATE


def test_quads_and_recipients() -> None:
    ontology = load_ontology()
    assert {e.id for e in ontology.event if e.recipient == "required"} == {"COOPERATE", "AID", "SANCTION"}
    assert [e.id for e in ontology.event if e.quad == "verbal-conflict"] == [
        "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    ]  # fmt: skip
    assert [e.id for e in ontology.event if e.quad == "none"] == ["FORCE-ESTIMATE"]


def test_every_definition_is_a_sentence_and_no_example_serves_twice() -> None:
    ontology = load_ontology()
    modes = [m for e in ontology.event for m in e.mode]
    with_examples = [*ontology.event, *modes, *ontology.reality]
    for kind in [*with_examples, *ontology.casualty, *ontology.place_role]:
        assert kind.definition.endswith(".")
        assert 1 <= len(kind.definition.split()) <= 55, kind.id
    examples = [k.example for k in with_examples]
    assert len(set(examples)) == len(examples)
    assert all(e.endswith(".") for e in examples)


def test_check_accepts_what_there_is() -> None:
    ontology = load_ontology()
    for event in ontology.event:
        ontology.check(event.id, None)
        for mode in event.mode:
            ontology.check(event.id, mode.id)


@pytest.mark.parametrize(
    ("type_", "mode", "words"),
    [
        ("FIGHT", None, "'FIGHT' is no event type; use one of AGREE, CONSULT"),
        ("ASSAULT", "curfew", "ASSAULT has no mode 'curfew'; it has abduct, beat"),
        ("AGREE", "visit", "AGREE has no mode 'visit'; it has no mode at all"),
        ("ASSAULT", "", "ASSAULT has no mode ''"),
    ],
)
def test_check_refuses_what_there_is_not(type_: str, mode: str | None, words: str) -> None:
    with pytest.raises(DictionaryError, match=words):
        load_ontology().check(type_, mode)


def test_a_small_ontology_is_read() -> None:
    assert ontology_of(SMALL.encode()).modes("AID") == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[event]\n", "own.toml: not valid TOML"),
        (b"\xff\xfe", "own.toml: not valid TOML"),
        (SMALL.replace('"AID"', '"HELP"').encode(), r"own.toml: Invalid enum value 'HELP' .*event"),
        (SMALL.replace('quad = "material-cooperation"\n', "").encode(), "missing required field `quad`"),
        (SMALL.replace("quad =", "colour = 1\nquad =").encode(), "unknown field `colour`"),
        (SMALL.replace("Help.", " ").encode(), "event 'AID' has no definition; write one"),
        ((SMALL + SMALL[: SMALL.index("[[reality]]")]).encode(), "event 'AID' is given twice; keep one"),
        (b"", "missing required field `event`"),
    ],
)
def test_a_malformed_file_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(DictionaryError, match=words):
        ontology_of(content, "own.toml")


def test_the_ontology_is_read_once_and_cannot_be_changed() -> None:
    assert load_ontology() is load_ontology()
    with pytest.raises(AttributeError):
        load_ontology().event[0].quad = "none"  # type: ignore[misc]
