from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.annotate.names import is_other_person
from dateline.records.annotation import AnnotatedReport

Reader = Callable[[str], AnnotatedReport]


def named(annotated: AnnotatedReport, kind: str) -> list[tuple[str, str | None]]:
    return [(m.text, m.entry) for m in annotated.mentions if m.kind == kind]


@pytest.mark.parametrize("name", ["Islamic State", "IS", "ISIS", "ISIL", "Daesh"])
def test_one_group_under_all_its_names(annotate: Reader, name: str) -> None:
    entries = dict(named(annotate(f"Members of {name} fled the town of Rawa on Sunday."), "armed-group"))
    assert entries[name] == "islamic-state"


def test_is_the_verb_is_no_group(annotate: Reader) -> None:
    assert named(annotate("The town is quiet, and it is said that nobody is there."), "armed-group") == []


def test_a_known_surname_of_somebody_else(annotate: Reader) -> None:
    text = "Mustafa al-Abadi, a baker, opened his shop. Prime Minister Haider al-Abadi spoke in Baghdad."
    people = named(annotate(text), "person")
    assert ("Haider al-Abadi", "haider-al-abadi") in people
    assert all(entry is None for name, entry in people if "Mustafa" in name)
    assert is_other_person("Mustafa al-Abadi", 8, 16, "person")
    assert not is_other_person("President Assad", 10, 15, "person")


def test_places_known_and_unknown(annotate: Reader) -> None:
    annotated = annotate(
        "Troops freed Ebeidi and Krabla regions and the village of Tell Samkara near Haditha."
    )
    places = {m.text: m.how for m in annotated.mentions if m.kind == "place"}
    assert places["Haditha"] == "gazetteer"
    assert {"Ebeidi", "Krabla", "Tell Samkara"} <= places.keys()


def test_a_person_by_office(annotate: Reader) -> None:
    annotated = annotate("Karim Adel, mayor of Haditha, told Reuters about the attack.")
    assert "Karim Adel" in [name for name, _ in named(annotated, "person")]
    assert ("Reuters", "reuters") in named(annotated, "outlet")


def test_old_wire_copy_has_places_too(annotate: Reader) -> None:
    text = "guerrillas attacked the local command post in bogota with mortars today, according to military sources."
    assert "bogota" in [name for name, _ in named(annotate(text), "place")]
