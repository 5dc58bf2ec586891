from __future__ import annotations

from collections.abc import Callable

import pytest

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


def test_the_village_is_what_was_called_so_and_the_same_one_what_was_named_last(annotate: Reader) -> None:
    opening = "Rebels leave Haditha\n\nRebels left Haditha on Friday. A bomb hit a post near {} on Thursday. It rained.\n\n"
    called = annotate(opening.format("the village of Rawa") + "Jets struck a store near the village.")
    assert links(called)["the village"] == "Rawa"
    same = annotate(opening.format("Rawa") + "Jets struck a store near the same village.")
    assert links(same)["same village"] == "Rawa"
    either = annotate(opening.format("Rawa") + "Jets struck a store near the village.")
    assert meant(either, "the village") == {"Rawa", "Haditha"}


def test_a_month_is_no_place(annotate: Reader) -> None:
    for text in ("Clashes broke out at Lower Brask in June 2023.", "Rebels took Karsa in March last year."):
        assert not {m.text for m in annotate(text).mentions if m.kind == "place"} & {"June", "March"}


def meant(annotated: AnnotatedReport, words: str = "the town") -> set[str]:
    return {
        annotated.mentions[m.refers_to].text
        for m in annotated.mentions
        if m.text == words and m.refers_to is not None
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Rebels to leave Haditha\n\nRebels will withdraw from Haditha on Friday.\n\nThe fighters would go to Rawa, an elder "
            "said.\n\nSoldiers have surrounded the town since April.",
            {"Haditha"},
        ),
        ("Rebels fled Haditha for Rawa. Soldiers entered the town at dawn.", {"Haditha"}),
        (
            "Shelling of Haditha and Rawa\n\nShells hit Haditha and Rawa. Rebels left the town.",
            {"Haditha", "Rawa"},
        ),
        (
            "Rebels will leave Haditha. They would go to Rawa. Soldiers surrounded the town.",
            {"Haditha", "Rawa"},
        ),
        (
            "Bombs fell on Haditha. Officials in Ramadi denied it. Soldiers entered the town.",
            {"Haditha", "Ramadi"},
        ),
        (
            "Bombs fell on Haditha, Iraq. The army of Iraq said nothing. Soldiers entered the town.",
            {"Haditha"},
        ),
        (
            "HADITHA, Iraq (Tamarisk Wire) — Bombs fell on Haditha on Monday.\n\nThe wounded were taken to Ramadi. "
            "Soldiers entered the town.",
            {"Haditha"},
        ),
    ],
)
def test_the_town_is_where_it_happens_or_may_be_any_of_several(
    annotate: Reader, text: str, places: set[str]
) -> None:
    assert meant(annotate(text)) == places
