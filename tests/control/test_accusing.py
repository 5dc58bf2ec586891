from __future__ import annotations

import msgspec
import pytest

from dateline.control.accusing import Accusing
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import Speaker
from dateline.records.control import Told
from tests.control.made import CATALOGUE, said_by, told

ACCUSING = Accusing(CATALOGUE, load_nouns())
HOSPITAL = said_by("a doctor", kind="unnamed")


def struck(actor: str, source: Speaker | None, kind: str = "ASSAULT") -> Told:
    """An assault by somebody, as somebody tells it."""
    one = told(actor, "capture", source=source)
    claim = msgspec.structs.replace(one.claim.claim, type=kind)
    return msgspec.structs.replace(one, claim=msgspec.structs.replace(one.claim, claim=claim))


def blamed(*claims: Told) -> set[str]:
    return set(ACCUSING.blamed((one.header, one.claim) for one in claims))


@pytest.mark.parametrize(
    ("actor", "source", "is_blamed"),
    [
        ("marsh", None, False),
        ("marsh", HOSPITAL, False),
        ("marsh", said_by("premier-olm"), True),
        ("marsh", said_by("Idris Faroun", role="defence minister"), True),
        ("marsh", said_by("Nobody Known", affiliation="marsh-south"), False),
        ("tarnish-army", said_by("premier-olm"), False),
        ("tarnish-army", said_by("Idris Faroun", role="defence minister"), False),
        ("tarnish-army", said_by("Idris Faroun", role="commander of the Southern Marsh"), True),
        ("dune", said_by("the rebels", affiliation="marsh", kind="organisation"), True),
        ("fighters", said_by("premier-olm"), True),
        ("fighters", said_by("Idris Faroun", role="defence minister"), True),
        ("fighters", said_by("the rebels", affiliation="marsh", kind="organisation"), False),
        ("fighters", HOSPITAL, False),
        ("troops", said_by("premier-olm"), False),
        ("troops", said_by("Nobody Known", affiliation="marsh-south"), True),
    ],
)
def test_whom_an_adversary_alone_names_is_blamed(actor: str, source: Speaker | None, is_blamed: bool) -> None:
    one = struck(actor, source)
    assert blamed(one) == ({actor} if is_blamed else set())


def test_who_is_named_by_somebody_else_too_is_blamed_no_more() -> None:
    by_the_state = struck("marsh", said_by("premier-olm"))
    assert blamed(by_the_state, struck("marsh", HOSPITAL)) == set()
    assert blamed(by_the_state, struck("dune", HOSPITAL)) == {"marsh"}


def test_who_is_said_to_have_taken_a_town_is_not_blamed() -> None:
    assert blamed(struck("marsh", said_by("premier-olm"), "TERRITORY")) == set()
