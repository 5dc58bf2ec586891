from __future__ import annotations

import msgspec
import pytest

from dateline.control.interest import interest_of, origin_key, stake
from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import Speaker
from dateline.records.control import Statement, Told
from dateline.records.evidence import Known
from tests.control.made import CATALOGUE, said_by, told

SIDES = Sides(CATALOGUE)


def statement(one: Told) -> Statement:
    (found,) = statements_of(one, SIDES, load_nouns())
    return found


@pytest.mark.parametrize(
    ("source", "party", "root"),
    [
        (None, False, None),
        (said_by("premier-olm"), True, "tarnia"),
        (said_by("Nobody Known", affiliation="marsh-south"), True, "marsh"),
        (said_by("Idris Faroun", role="mayor"), False, None),
        (said_by("Idris Faroun", role="brigade spokesman"), True, None),
        (said_by("the military", kind="organisation"), True, None),
        (said_by("an officer", kind="unnamed"), True, None),
        (said_by("a doctor", kind="unnamed"), False, None),
        (said_by("Army Times", kind="outlet"), False, None),
        (said_by("Captain Army", kind="person"), False, None),
    ],
)
def test_interest(source: Speaker | None, party: bool, root: str | None) -> None:
    found = interest_of(told("marsh", "capture", source=source), SIDES, load_nouns())
    assert (found.party, found.root) == (party, root)


def test_a_party_that_only_the_claim_knows() -> None:
    source = msgspec.structs.replace(
        said_by("Voice of Velm", kind="organisation"), party=Known(value=True, evidence=())
    )
    found = interest_of(told("marsh", "capture", source=source), SIDES, load_nouns())
    assert (found.party, found.root) == (True, None)


def test_a_report_of_a_partys_outlet_speaks_for_the_party() -> None:
    found = interest_of(told("marsh", "capture", outlet="Marsh Radio"), SIDES, load_nouns())
    assert (found.party, found.root) == (True, "marsh")


@pytest.mark.parametrize(
    ("actor", "mode", "source", "loser", "found"),
    [
        ("marsh", "capture", said_by("marsh-south", kind="organisation"), None, "own"),
        ("marsh", "capture", said_by("premier-olm"), None, "party"),
        ("marsh", "capture", said_by("premier-olm"), "tarnish-army", "against"),
        ("marsh", "withdraw", said_by("premier-olm"), None, "own"),
        ("marsh", "withdraw", said_by("marsh-south", kind="organisation"), None, "against"),
        ("marsh", "withdraw", said_by("the military", kind="organisation"), None, "own"),
        ("marsh", "withdraw", said_by("Idris Faroun", role="mayor"), None, "none"),
        ("marsh", "hold", said_by("marsh-south", kind="organisation"), None, "own"),
    ],
)
def test_stake(actor: str, mode: str, source: Speaker, loser: str | None, found: str) -> None:
    assert stake(statement(told(actor, mode, source=source, loser=loser))) == found


def test_the_loss_of_who_held_it_is_an_admission() -> None:
    army = SIDES.of(told("tarnish-army", "capture").claim, "actors")
    one = statement(told("marsh", "capture", source=said_by("premier-olm")))
    assert (stake(one), stake(one, army)) == ("party", "against")


def test_origins() -> None:
    olm = said_by("premier-olm")
    assert origin_key(told("marsh", "capture", source=olm, outlet="One")) == origin_key(
        told("marsh", "capture", source=olm, outlet="Two")
    )
    doctor = said_by("a doctor", kind="unnamed")
    assert origin_key(told("marsh", "capture", source=doctor, outlet="One")) != origin_key(
        told("marsh", "capture", source=doctor, outlet="Two")
    )
    assert origin_key(told("marsh", "capture", outlet="One")) == "outlet:one"
