from __future__ import annotations

from collections.abc import Callable

from dateline.annotate.coreference import last_name
from dateline.records.annotation import AnnotatedReport

Reader = Callable[[str], AnnotatedReport]


def links(annotated: AnnotatedReport) -> dict[str, str]:
    return {
        m.text: annotated.mentions[m.refers_to].text for m in annotated.mentions if m.refers_to is not None
    }


def test_a_last_name_repeats_the_full_name(annotate: Reader) -> None:
    found = links(
        annotate("Karim al-Obeidi, an officer, spoke. The withdrawal, according to Obeidi, began at night.")
    )
    assert found["Obeidi"] == "Karim al-Obeidi"


def test_the_town_is_the_place_not_what_contains_it(annotate: Reader) -> None:
    found = links(annotate("Fighters left Rawa, west of Anbar.\n\nSoldiers entered the town on Friday."))
    assert found["the town"] == "Rawa"


def test_of_several_places_the_one_the_report_is_about(annotate: Reader) -> None:
    text = (
        "Troops entered Haditha. The mayor of Haditha spoke. Shells from Ramadi hit Haditha again, and families "
        "went to Ramadi. Nobody was left in the town."
    )
    assert links(annotate(text)).get("the town") == "Haditha"


def test_nothing_is_linked_where_no_place_was_named(annotate: Reader) -> None:
    assert links(annotate("The town was quiet. Shops in the city were closed.")) == {}


def test_last_name_drops_the_article() -> None:
    assert last_name("Qutri al-Obeidi") == "obeidi"
