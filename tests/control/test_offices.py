from __future__ import annotations

import pytest

from dateline.control.offices import office_of, outlet_kind
from dateline.dictionaries.nouns import load_nouns


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("President", "state"),
        ("vice-president", "state"),
        ("prime minister", "state"),
        ("Defence Minister", "state"),
        ("health minister", "state"),
        ("the defence ministry", "state"),
        ("foreign secretary", "state"),
        ("governor", "state"),
        ("a presidential aide", "state"),
        ("a senior official", "state"),
        ("security officials", "state"),
        ("the government", "state"),
        ("army spokesman", "state"),
        ("the military", "state"),
        ("police chief", "state"),
        ("General", "state"),
        ("rebel spokesman", "armed"),
        ("a guerrilla leader", "armed"),
        ("militants", "armed"),
        ("Lt. Col.", "unknown"),
        ("spokeswoman", "unknown"),
        ("a spokesman for the separatists", "armed"),
        ("an official of the defence ministry", "state"),
    ],
)
def test_offices_of_a_party(words: str, kind: str) -> None:
    found = office_of(words, load_nouns())
    assert found is not None and found[1] == kind


@pytest.mark.parametrize(
    "words",
    [
        "mayor",
        "deputy mayor",
        "local official",
        "a health official",
        "hospital spokesman",
        "UN spokesman",
        "U.N. official",
        "secretary general",
        "director general",
        "attorney general",
        "former defence minister",
        "retired minister",
        "council president",
        "party president",
        "opposition leader",
        "president of the football club",
        "Red Cross spokeswoman",
        "a doctor at a military hospital",
        "residents of a government district",
        "two farmers from a rebel town",
        "an activist in the army quarter",
        "teacher",
        "Fenn",
        "",
    ],
)
def test_offices_of_nobodys(words: str) -> None:
    assert office_of(words, load_nouns()) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("state television", "state"),
        ("the state-run news agency", "state"),
        ("rebel radio", "armed"),
        ("Army Times", None),
        ("the Lantern Post", None),
        ("Garden State Herald", None),
    ],
)
def test_outlets_that_are_a_partys_by_name(words: str, kind: str | None) -> None:
    assert outlet_kind(words) == kind
