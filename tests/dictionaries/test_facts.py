"""The shipped dictionaries say what the public record says, and say it once."""

from __future__ import annotations

import re

import pytest

from dateline.codebooks.ontology import load_ontology
from dateline.dictionaries.catalogue import Catalogue, Entry, load_catalogue
from dateline.dictionaries.matcher import Matcher
from dateline.dictionaries.normal import normal_key

ROLE_TYPES = {
    "official", "military", "religious", "medical", "witness", "unnamed", "political", "police", "leader",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def entries(catalogue: Catalogue) -> list[Entry]:
    return list(catalogue.entries.values())


def test_every_form_belongs_to_one_entry(entries: list[Entry]) -> None:
    owner: dict[str, str] = {}
    for entry in entries:
        for form in (entry.name, *entry.aliases):
            if form not in entry.exact:
                assert owner.setdefault(normal_key(form), entry.id) == entry.id, form
    for entry in entries:
        for form in entry.exact:  # "JeM" and "JEM" are two groups, so exact forms are told apart by case
            assert owner.setdefault(form, entry.id) == entry.id, form
            assert owner.get(normal_key(form), entry.id) == entry.id, form


def test_links_lead_to_entries_and_never_round(catalogue: Catalogue, entries: list[Entry]) -> None:
    for entry in entries:
        seen = [entry.id]
        parent = entry.parent
        while parent is not None:
            assert parent not in seen, seen
            seen.append(parent)
            up = catalogue.get(parent)
            assert up is not None
            parent = up.parent
        assert entry.affiliation is None or catalogue.get(entry.affiliation) is not None


def test_fields_have_their_form(entries: list[Entry]) -> None:
    for entry in entries:
        assert re.fullmatch(r"[a-z0-9-]+", entry.id), entry.id
        assert entry.country is None or re.fullmatch(r"[A-Z]{2}", entry.country), entry.id
        if entry.since is not None and entry.until is not None:
            assert entry.since <= entry.until, entry.id
        if entry.kind in ("armed-group", "state-force", "government", "organisation", "outlet"):
            assert entry.type, entry.id
        if entry.kind == "person":
            assert entry.role, f"{entry.id}: nobody without a public office"


def test_types_of_weapons_are_modes_of_assault(catalogue: Catalogue) -> None:
    ontology = load_ontology()
    for entry in catalogue.by_kind("weapon"):
        if entry.type is not None:
            ontology.check("ASSAULT", entry.type)


def test_types_of_roles(catalogue: Catalogue) -> None:
    assert {e.type for e in catalogue.by_kind("role")} == ROLE_TYPES


@pytest.mark.parametrize(
    ("form", "entry_id"),
    [
        ("Islamic State", "islamic-state"),
        ("IS", "islamic-state"),
        ("ISIS", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("Dae’sh", "islamic-state"),
        ("so-called Islamic State", "islamic-state"),
        ("Islamic State of Iraq and the Levant", "islamic-state"),
        ("al-Hashd al-Shaabi", "popular-mobilization-forces"),
        ("Hashed al-Shaabi", "popular-mobilization-forces"),
        ("Popular Mobilisation Units", "popular-mobilization-forces"),
        ("PMF", "popular-mobilization-forces"),
        ("Iraqi security forces", "iraqi-security-forces"),
        ("Peshmerga", "peshmerga"),
        ("Assad regime", "government-of-syria"),
        ("Government of Iraq", "government-of-iraq"),
        ("U.S.-led coalition", "us-led-coalition"),
        ("Global Coalition", "us-led-coalition"),
        ("Jabhat al-Nusra", "al-nusra-front"),
        ("Sendero Luminoso", "sendero-luminoso"),
        ("Farabundo Marti National Liberation Front", "fmln"),
        ("the Extraditables", "extraditables"),
        ("Syrian Observatory for Human Rights", "sohr"),
        ("Haidar al-Abadi", "haider-al-abadi"),
        ("Ikhnews", "ikhnews"),
        ("Amaq", "amaq"),
        ("SVBIED", "suicide-vehicle"),
        ("rocket-propelled grenades", "rpg"),
        ("Lt. Col.", "colonel"),
        ("Iraqis", "nationality-iraqi"),
        ("U.S.", "nationality-american"),
    ],
)
def test_who_is_who(catalogue: Catalogue, form: str, entry_id: str) -> None:
    text = f"They met {form} in the morning"
    assert [m.entry_id for m in Matcher(catalogue).find(text)] == [entry_id]


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("badr-organization", "popular-mobilization-forces"),
        ("popular-mobilization-forces", "government-of-iraq"),
        ("ypg", "sdf"),
        ("quds-force", "irgc"),
        ("syrian-armed-forces", "government-of-syria"),
        ("extraditables", "medellin-cartel"),
    ],
)
def test_who_belongs_to_whom(catalogue: Catalogue, child: str, parent: str) -> None:
    entry = catalogue.get(child)
    assert entry is not None
    assert entry.parent == parent


@pytest.mark.parametrize(
    ("entry_id", "party"),
    [
        ("islamic-state", True),
        ("us-led-coalition", True),
        ("government-of-syria", True),
        ("icrc", False),
        ("kdp", False),
    ],
)
def test_parties_to_a_conflict(catalogue: Catalogue, entry_id: str, party: bool) -> None:
    entry = catalogue.get(entry_id)
    assert entry is not None
    assert entry.party is party


@pytest.mark.parametrize(
    ("outlet", "speaks_for"),
    [
        ("amaq", "islamic-state"),
        ("sana", "government-of-syria"),
        ("radio-venceremos", "fmln"),
        ("rudaw", "kdp"),
    ],
)
def test_whom_an_outlet_speaks_for(catalogue: Catalogue, outlet: str, speaks_for: str) -> None:
    entry = catalogue.get(outlet)
    assert entry is not None
    assert entry.affiliation == speaks_for


def test_there_is_a_nationality_for_most_countries(catalogue: Catalogue) -> None:
    assert len({e.country for e in catalogue.by_kind("nationality") if e.country}) > 180
