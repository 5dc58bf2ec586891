from __future__ import annotations

import msgspec
import pytest

from dateline.control.interest import interest_of, origin_key, stake
from dateline.control.sides import Sides
from dateline.control.statements import statements_of
from dateline.dictionaries.nouns import load_nouns
from dateline.records.claim import SEVERAL, Speaker
from dateline.records.control import Statement, Told
from dateline.records.evidence import Known, Unknown
from tests.control.made import CATALOGUE, said_by, spells, told

SIDES = Sides(CATALOGUE)


def statement(one: Told) -> Statement:
    (found,) = statements_of(one, SIDES, load_nouns())
    return found


def several(words: str) -> Speaker:
    return msgspec.structs.replace(said_by(words, kind="unnamed"), role=Unknown(reason=SEVERAL))


@pytest.mark.parametrize(
    ("source", "party", "root"),
    [
        (None, False, None),
        (said_by("premier-olm"), True, "tarnia"),
        (said_by("Nobody Known", affiliation="marsh-south"), True, "marsh"),
        (said_by("Idris Faroun", role="mayor"), False, None),
        (said_by("Idris Faroun", role="brigade spokesman"), True, None),
        (said_by("Idris Faroun", role="defence minister"), True, None),
        (said_by("Idris Faroun", role="President"), True, None),
        (said_by("Idris Faroun", role="Tarnish army spokesman"), True, "tarnia"),
        (said_by("Idris Faroun", role="commander of the Southern Marsh"), True, "marsh"),
        (said_by("Idris Faroun", role="Ostrian foreign minister"), False, None),
        (said_by("Idris Faroun", role="spokesman", affiliation="peace-mission"), False, None),
        (said_by("Idris Faroun", role="spokesman", affiliation="Peace Makers"), True, None),
        (said_by("Idris Faroun", role="hospital spokesman"), False, None),
        (said_by("minister-ell"), False, None),
        (said_by("the government", kind="organisation"), True, None),
        (said_by("a presidential aide", kind="unnamed"), True, None),
        (said_by("state television", kind="outlet"), True, None),
        (said_by("the military", kind="organisation"), True, None),
        (said_by("an officer", kind="unnamed"), True, None),
        (said_by("a doctor", kind="unnamed"), False, None),
        (several("residents and a rebel commander"), False, None),
        (several("a doctor, an officer and residents"), False, None),
        (several("residents & a rebel commander"), False, None),
        (several("a rebel commander and an army officer"), True, None),
        (several("a rebel commander and Abu Yusuf"), True, None),
        (several("a rebel commander and one of his aides"), True, None),
        (several("the prime minister and his deputy"), True, None),
        (said_by("Army Times", kind="outlet"), False, None),
        (said_by("Captain Army", kind="person"), False, None),
    ],
)
def test_interest(source: Speaker | None, party: bool, root: str | None) -> None:
    found = interest_of(told("marsh", "capture", source=source), SIDES, load_nouns())
    assert (found.party, found.root) == (party, root)


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        (said_by("minister-ell"), "Lantern Post"),
        (said_by("Idris Faroun", role="Ostrian defence minister"), "Lantern Post"),
        (None, "Ostrian News"),
    ],
)
def test_a_government_is_a_party_where_its_own_forces_are_told_of(
    source: Speaker | None, outlet: str
) -> None:
    for actor, loser in (("ostrian-army", None), ("marsh", "ostrian-army"), ("troops", None)):
        one = told(actor, "capture", source=source, outlet=outlet, loser=loser)
        found = interest_of(one, SIDES, load_nouns())
        assert (found.party, found.root) == (True, "ostria")
    elsewhere = interest_of(told("marsh", "capture", source=source, outlet=outlet), SIDES, load_nouns())
    assert not elsewhere.party


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
        # nobody knows whose minister or spokesman: his own kind's gain is his, its loss his own
        ("troops", "capture", said_by("Idris Faroun", role="President"), None, "own"),
        ("tarnish-army", "capture", said_by("Idris Faroun", role="defence minister"), None, "own"),
        ("fighters", "capture", said_by("Idris Faroun", role="rebel spokesman"), None, "own"),
        ("fighters", "capture", said_by("Idris Faroun", role="President"), None, "party"),
        ("troops", "capture", said_by("Idris Faroun", role="rebel spokesman"), None, "party"),
        ("fighters", "capture", said_by("Idris Faroun", role="President"), "tarnish-army", "party"),
        ("troops", "capture", said_by("Idris Faroun", role="rebel spokesman"), "marsh", "party"),
        ("troops", "capture", said_by("Idris Faroun", role="General"), None, "own"),
        ("troops", "capture", said_by("premier-olm"), None, "own"),
    ],
)
def test_stake(actor: str, mode: str, source: Speaker, loser: str | None, found: str) -> None:
    assert stake(statement(told(actor, mode, source=source, loser=loser))) == found


def test_the_loss_of_who_held_it_is_an_admission() -> None:
    army = SIDES.of(told("tarnish-army", "capture").claim, "actors")
    one = statement(told("marsh", "capture", source=said_by("premier-olm")))
    assert (stake(one), stake(one, army)) == ("party", "against")


@pytest.mark.parametrize(
    ("role", "winner", "loser", "found"),
    [
        ("President", "fighters", "troops", "against"),
        ("rebel spokesman", "troops", "fighters", "against"),
        ("President", "fighters", "tarnish-army", "party"),
        ("rebel spokesman", "troops", "marsh", "party"),
    ],
)
def test_who_speaks_for_nobody_knows_whom_admits_the_loss_of_unnamed_ones_of_his_kind(
    role: str, winner: str, loser: str, found: str
) -> None:
    holder = SIDES.of(told(loser, "capture").claim, "actors")
    one = statement(told(winner, "capture", source=said_by("Idris Faroun", role=role)))
    assert stake(one, holder) == found


def test_origins() -> None:
    olm = said_by("premier-olm")
    assert origin_key(told("marsh", "capture", source=olm, outlet="One"), SIDES) == origin_key(
        told("marsh", "capture", source=olm, outlet="Two"), SIDES
    )
    doctor = said_by("a doctor", kind="unnamed")
    assert origin_key(told("marsh", "capture", source=doctor, outlet="One"), SIDES) != origin_key(
        told("marsh", "capture", source=doctor, outlet="Two"), SIDES
    )
    assert origin_key(told("marsh", "capture", outlet="One"), SIDES) == "outlet:one"


@pytest.mark.parametrize(
    ("state", "armed"),
    [
        ("President", "rebel leader"),
        ("army spokesman", "rebel spokesman"),
        ("defence minister", "militia commander"),
        ("Tarnish minister", "Marsh Brigade spokesman"),
    ],
)
def test_a_governments_word_and_a_rebels_word_weigh_the_same(state: str, armed: str) -> None:
    official, rebel = (said_by("Idris Faroun", role=role) for role in (state, armed))
    own = (told("tarnish-army", "capture", source=official), told("marsh", "capture", source=rebel))
    assert [stake(statement(one)) for one in own] == ["own", "own"]
    for one in own:
        assert [spell.state for spell in spells(one)] == ["contested"]
    other = (told("marsh", "capture", source=official), told("tarnish-army", "capture", source=rebel))
    assert [stake(statement(one)) for one in other] == ["party", "party"]


def test_an_office_that_the_dictionaries_know_is_no_person_whom_they_know() -> None:
    for words in ("defence minister", "Tarnian defence minister"):
        one = told(
            "tarnish-army", "capture", source=said_by(words, kind="organisation", entry="defence-minister")
        )
        assert statement(one).interest.party and stake(statement(one)) == "own"
    ostrian = said_by("Ostrian defence minister", kind="organisation", entry="defence-minister")
    assert stake(statement(told("troops", "capture", source=ostrian))) == "own"
    mayor = said_by("the mayor", kind="organisation", entry="mayor")
    assert stake(statement(told("tarnish-army", "capture", source=mayor))) == "none"
    tarnian = said_by("Tarnian defence minister", kind="organisation", entry="defence-minister")
    one, other = (told("troops", "capture", source=source) for source in (ostrian, tarnian))
    assert origin_key(one, SIDES) != origin_key(other, SIDES)


def test_a_governor_speaks_for_the_state_of_the_places_country() -> None:
    governor = said_by("Idris Faroun", role="governor")
    holder = SIDES.of(told("tarnish-army", "capture").claim, "actors")
    taken = statement(told("marsh", "capture", source=governor))
    assert taken.interest.root == "tarnia" and stake(taken, holder) == "against"
    assert stake(statement(told("tarnish-army", "withdraw", source=governor))) == "against"
    assert stake(statement(told("tarnish-army", "capture", source=governor))) == "own"
    foreign = statement(told("marsh", "capture", source=said_by("Idris Faroun", role="Ostrian governor")))
    assert foreign.interest.root != "tarnia"
    nowhere = told("marsh", "capture", source=governor, place=Unknown(reason="no entry"), name="Kell")
    assert statement(nowhere).interest.root is None
