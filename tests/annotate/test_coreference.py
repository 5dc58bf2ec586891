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


def test_the_town_is_no_mountain_and_the_capital_no_besieged_valley(annotate: Reader) -> None:
    assert links(annotate("Fighters hold Mount Sorrel. The army denied shelling the town.")) == {}
    assert links(annotate("Rebels entered Dornhal. In the capital, people protested.")) == {}
    known = annotate("Rebels entered Dornhal, the capital. In the capital, people protested.")
    assert links(known)["the capital"] == "Dornhal"


def test_the_village_of_a_name_is_that_name(annotate: Reader) -> None:
    text = "Shells hit Dornhal. The army killed nine rebels near the village of Upper Brask two days earlier."
    assert "the village" not in links(annotate(text))


def test_a_month_is_no_place(annotate: Reader) -> None:
    for text in ("Clashes broke out at Lower Brask in June 2023.", "Rebels took Karsa in March last year."):
        assert not {m.text for m in annotate(text).mentions if m.kind == "place"} & {"June", "March"}
