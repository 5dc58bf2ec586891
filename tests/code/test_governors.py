"""What is denied, called off or prevented, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records.claim import Claim
from tests.code.reading import one, sources, where, who

Reader = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report that nine farmers were killed in Karsa is false, the army said.", "denied"),
        ("Claims that rebels captured Karsa are baseless.", "denied"),
        ("The ministry said reports that troops shelled Karsa were not true.", "denied"),
        ("It is not true that the army shelled Karsa, a colonel said.", "denied"),
        ("There was no truth in rumours that the army had shelled Karsa.", "denied"),
        ("Officials said it was a lie that troops had shelled Karsa.", "denied"),
        ("The rebels said a report of an attack on Karsa was a hoax.", "denied"),
        ("The army rejected reports of an attack on Karsa.", "denied"),
        ("A colonel contradicted reports that nine farmers were killed in Karsa.", "denied"),
        ("An air strike on Karsa was called off.", "did-not-happen"),
        ("The planned assault on Karsa was called off on Friday.", "did-not-happen"),
        ("The army called off its attack on Karsa.", "did-not-happen"),
        ("The army cancelled its planned attack on Karsa.", "did-not-happen"),
        ("An attack on Karsa was foiled.", "did-not-happen"),
        ("A raid on Karsa was averted.", "did-not-happen"),
        ("The army said it had bombed nothing in Karsa.", "did-not-happen"),
        ("The drill simulated an attack on Karsa.", "hypothetical"),
        ("The attack on Karsa was not called off.", "hypothetical"),
        ("The army postponed its attack on Karsa.", "announced"),
    ],
)
def test_what_is_denied_or_undone_did_not_happen(claims: Reader, text: str, expected: str) -> None:
    found = [c for c in claims(text) if c.type in ("ASSAULT", "TERRITORY")]
    assert [c.reality.value for c in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The reports that nine farmers were killed in Karsa are true, the army said.",
        "The army confirmed reports that nine farmers were killed in Karsa.",
        "Police failed to stop an attack on Karsa.",
        "The guards could not prevent an attack on Karsa that killed three men.",
        "The rebels called off talks after an attack on Karsa killed two men.",
        "The exercise was called off after rebels shelled Karsa.",
        "Nothing was left after jets bombed Karsa.",
        "The mayor said the claim that the bridge was safe was false and that rebels had shelled Karsa.",
    ],
)
def test_what_is_told_beside_a_denial_happened(claims: Reader, text: str) -> None:
    found = [c for c in claims(text) if c.type == "ASSAULT"]
    assert [c.reality.value for c in found] == ["happened"]


def test_the_raid_called_off_is_not_the_attack_before_it(claims: Reader) -> None:
    off, done = claims("The strike on Karsa was called off after an attack on Dornhal killed two pilots.")
    assert (off.reality.value, where(off)) == ("did-not-happen", [("at", "Karsa")])
    assert (done.reality.value, where(done)) == ("happened", [("at", "Dornhal")])


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The army did not bomb Karsa, Tarn said, contradicting reports by Valley Times that nine farmers were killed.",
            ["Valley Times", "Tarn"],
        ),
        ("Residents contradicted the army's claim that rebels killed nine farmers.", ["army", "Residents"]),
        ("The claim that nine farmers were killed in Karsa is false, the army said.", ["army"]),
    ],
)
def test_what_is_contradicted_is_told_by_whoever_said_it(claims: Reader, text: str, chain: list[str]) -> None:
    found = next(c for c in claims(text) if "farmers" in c.evidence.text)
    assert found.reality.value == "denied"
    assert sources(found) == chain


def test_who_is_said_to_have_shelled_is_not_the_shelled(claims: Reader) -> None:
    claim = one(claims("The rebels rejected reports that the army had shelled Karsa."), "ASSAULT")
    assert (who(claim), where(claim)) == (["army"], [("at", "Karsa")])
