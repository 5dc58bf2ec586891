from __future__ import annotations

import pytest

from dateline.ground.context import context_of
from dateline.ground.gazetteer import Gazetteer
from tests.ground.made import CATALOGUE, annotated, mention


def test_nationalities_actors_and_sure_places_speak_for_countries(places: Gazetteer) -> None:
    text = "Iraqi troops left Rawa while Red Dune men stayed in Douma."
    report = annotated(
        text,
        mention(text, "Iraqi", "nationality", entry="iraqi"),
        mention(text, "Red Dune", "armed-group", entry="red-dune"),
        mention(text, "Rawa"),
        mention(text, "Douma"),
    )
    context = context_of(report, CATALOGUE, places)
    assert sum(context.countries.values()) == pytest.approx(1)
    assert context.countries["IQ"] > context.countries["SY"] > 0
    assert context.points["rawa"].id == "dl:rawa"


def test_a_name_of_many_countries_speaks_for_none(places: Gazetteer) -> None:
    text = "They met in Tripoli."
    context = context_of(annotated(text, mention(text, "Tripoli")), CATALOGUE, places)
    assert context.countries == {}
    assert context.points == {}


def test_the_date_line_counts(places: Gazetteer) -> None:
    line = "Mosul, 9 May (Lantern Post) "
    context = context_of(annotated(line + "Two men fled.", dateline=line), CATALOGUE, places)
    assert set(context.countries) == {"IQ"}


def test_a_country_that_one_name_alone_speaks_for_is_told(places: Gazetteer) -> None:
    text = "Iraqi troops left Rawa for Fuenlabrada de los Montes."
    foreign = mention(text, "Fuenlabrada de los Montes")
    own = (mention(text, "Rawa"), mention(text, "Iraqi", "nationality", entry="iraqi"))
    found = context_of(annotated(text, foreign, *own), CATALOGUE, places)
    assert found.sole == {"ES": "fuenlabrada de los montes"}
