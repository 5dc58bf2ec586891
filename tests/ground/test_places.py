from __future__ import annotations

import msgspec

from dateline.ground.context import context_of
from dateline.ground.gazetteer import Gazetteer
from dateline.ground.places import PlaceGrounder
from dateline.records.annotation import AnnotatedReport, Mention
from dateline.records.claim import GroundedPlace, Place, PlaceRole
from dateline.records.evidence import Unknown
from tests.ground.made import CATALOGUE, annotated, claim, mention, role, words


def ground(
    text: str, gazetteer: Gazetteer, *roles: PlaceRole, mentions: tuple[Mention, ...] = ()
) -> tuple[GroundedPlace, ...]:
    return PlaceGrounder(*_parts(annotated(text, *mentions), gazetteer)).ground(claim(text, *roles))


def _parts(report: AnnotatedReport, gazetteer: Gazetteer) -> tuple:  # type: ignore[type-arg]
    return report, context_of(report, CATALOGUE, gazetteer), gazetteer


def sole(text: str, gazetteer: Gazetteer, one: PlaceRole, *mentions: Mention) -> Place | Unknown:
    return ground(text, gazetteer, one, mentions=mentions)[0].place


def test_a_place_is_tied_to_its_entry_with_score_and_reason(places: Gazetteer) -> None:
    text = "Iraqi jets hit Rawa, west of Anbar, near Qaim."
    found = ground(
        text,
        places,
        role(text, "Rawa", "Anbar"),
        mentions=(mention(text, "Rawa"), mention(text, "Anbar"), mention(text, "Qaim")),
    )[0]
    assert isinstance(found.place, Place) and found.place.id == "dl:rawa"
    assert 0.7 < found.score <= 1
    assert "Anbar" in found.why and "near" in found.why


def test_a_name_that_no_source_has_is_unknown_with_its_holder(places: Gazetteer) -> None:
    text = "They fled toward al-Maleha, south of Salahuddin."
    found = sole(text, places, role(text, "al-Maleha", "Salahuddin"), mention(text, "Salahuddin"))
    assert isinstance(found, Unknown)
    assert found.reason == "no gazetteer entry for 'al-Maleha'"
    assert found.candidates == ("dl:salahuddin",)


def test_a_namesake_elsewhere_is_not_taken(places: Gazetteer) -> None:
    text = "They fled to Douma, south of Salahuddin."
    found = sole(text, places, role(text, "Douma", "Salahuddin"), mention(text, "Salahuddin"))
    assert isinstance(found, Unknown)
    assert "elsewhere" in found.reason and "dl:douma" in found.candidates


def test_a_small_place_in_a_country_the_report_never_touches_is_not_taken(places: Gazetteer) -> None:
    text = "Iraqi troops left Rawa for Fuenlabrada de los Montes."
    found = sole(
        text,
        places,
        role(text, "Fuenlabrada de los Montes"),
        mention(text, "Rawa"),
        mention(text, "Iraqi", "nationality", entry="iraqi"),
    )
    assert isinstance(found, Unknown) and "does not touch" in found.reason


def test_the_reports_country_decides_between_namesakes(places: Gazetteer) -> None:
    for nationality, entry in (("Iraqi", "dl:sinjar"), ("Lebanese", "gn:266826")):
        name = "Sinjar" if nationality == "Iraqi" else "Tripoli"
        text = f"{nationality} troops entered {name}, in Lebanon or Iraq."
        holder = "Iraq" if nationality == "Iraqi" else "Lebanon"
        found = sole(text, places, role(text, name), mention(text, holder))
        assert isinstance(found, Place) and found.id == entry


def test_far_candidates_that_score_alike_leave_the_place_unknown(places: Gazetteer) -> None:
    text = "A blast shook Santa Maria."
    place = sole(text, places, role(text, "Santa Maria"))
    assert isinstance(place, Unknown)
    assert len(place.candidates) >= 2 and "may be" in place.reason


def test_the_state_that_holds_it_decides(places: Gazetteer) -> None:
    text = "A blast shook Paris, Texas."
    found = sole(text, places, role(text, "Paris", "Texas"), mention(text, "Texas"), mention(text, "Paris"))
    assert isinstance(found, Place) and found.province == "Texas"


def test_a_province_word_decides_between_town_and_province(places: Gazetteer) -> None:
    for text, entry in (
        ("Jets hit Aleppo.", "dl:aleppo"),
        ("Jets hit Aleppo province.", "dl:aleppo-province"),
        ("Jets hit the province of Aleppo.", "dl:aleppo-province"),
        ("Jets hit Aleppo city.", "dl:aleppo"),
    ):
        found = sole(text, places, role(text, "Aleppo"), mention(text, "Aleppo"))
        assert isinstance(found, Place) and found.id == entry, text


def test_the_town_is_the_name_it_stands_for(places: Gazetteer) -> None:
    text = "Troops left Rawa. Jets hit the town."
    one = PlaceRole(
        role="at", words="the town", evidence=words(text, "the town"), antecedent=words(text, "Rawa")
    )
    found = ground(text, places, one, mentions=(mention(text, "Rawa"),))[0]
    assert isinstance(found.place, Place) and found.place.id == "dl:rawa"
    assert "'the town' stands for 'Rawa'" in found.why


def test_a_facility_is_never_replaced_by_its_town(places: Gazetteer) -> None:
    text = "Jets hit the Zafran mosque in Rawa."
    found = sole(text, places, role(text, "the Zafran mosque", "Rawa"), mention(text, "Rawa"))
    assert isinstance(found, Unknown)
    assert found.candidates == ("dl:rawa",)


def test_common_words_are_no_names_even_where_a_village_bears_one(places: Gazetteer) -> None:
    text = "Jets hit a village hideout in Rawa."
    found = sole(text, places, role(text, "hideout", "Rawa"), mention(text, "Rawa"))
    assert isinstance(found, Unknown) and "no name of a place" in found.reason


def test_a_text_without_capitals_is_read_all_the_same(places: Gazetteer) -> None:
    text = "jets hit rawa in anbar."
    found = sole(text, places, role(text, "rawa", "anbar"), mention(text, "rawa"), mention(text, "anbar"))
    assert isinstance(found, Place) and found.id == "dl:rawa"


def test_a_part_of_a_place_is_looked_up_as_the_place(places: Gazetteer) -> None:
    text = "Jets hit central Rawa and East Mosul."
    found = ground(text, places, role(text, "central Rawa"), role(text, "East Mosul"))
    assert [getattr(f.place, "id", None) for f in found] == ["dl:rawa", "dl:east-mosul"]
    assert [f.index for f in found] == [0, 1]


def test_a_claim_without_places_has_none(places: Gazetteer) -> None:
    text = "Jets struck."
    bare = msgspec.structs.replace(claim(text), places=Unknown(reason="no place is worded"))
    assert PlaceGrounder(*_parts(annotated(text), places)).ground(bare) == ()


def test_a_village_does_not_own_the_name_of_a_capital(places: Gazetteer) -> None:
    for text in ("They fired a missile at Riyadh.", "Iraqi diplomats, and a missile, went to Riyadh."):
        known = (mention(text, "Iraqi", "nationality", entry="iraqi"),) if "Iraqi" in text else ()
        found = sole(text, places, role(text, "Riyadh"), mention(text, "Riyadh"), *known)
        assert isinstance(found, Place) and found.country == "SA"
    text = "Iraqi troops entered Riyadh, southwest of Kirkuk."
    found = sole(
        text,
        places,
        role(text, "Riyadh", "Kirkuk"),
        mention(text, "Iraqi", "nationality", entry="iraqi"),
        mention(text, "Riyadh"),
        mention(text, "Kirkuk"),
    )
    assert isinstance(found, Place) and found.id == "dl:riyadh-kirkuk"


def test_no_entry_of_ours_owns_the_name_of_a_far_better_known_place(places: Gazetteer) -> None:
    """The names of cities of 300,000 and of capitals; ours that are the better known are left out."""
    for name, country in (("Mansura", "EG"), ("Arak", "IR"), ("Palmira", "CO"), ("Samara", "RU")):
        assert places.candidates(name)[0].place.country == country, name


def test_a_small_namesake_is_not_taken_on_its_name_alone(places: Gazetteer) -> None:
    for name in ("Fuenlabrada de los Montes", "Katangli"):
        text = f"A blast shook {name}."
        for mentions in ((), (mention(text, name),)):
            found = sole(text, places, role(text, name), *mentions)
            assert isinstance(found, Unknown), name
            assert "nothing but its name" in found.reason and found.candidates


def test_a_small_place_is_taken_where_the_report_names_its_country(places: Gazetteer) -> None:
    name = "Fuenlabrada de los Montes"
    text = f"A blast in Spain shook {name}."
    found = sole(text, places, role(text, name), mention(text, "Spain"), mention(text, name))
    assert isinstance(found, Place) and found.country == "ES"


def test_regions_of_conflict_are_known_by_name_alone(places: Gazetteer) -> None:
    expected = {
        "Sinai": "EG", "North Sinai": "EG", "Gaza": "PS", "West Bank": "PS", "Darfur": "SD", "Kordofan": "SD",
        "Tigray": "ET", "Amhara": "ET", "Donbass": "UA", "Donetsk oblast": "UA", "Kharkiv": "UA",
        "Luhansk": "UA", "Crimea": "UA", "Nagorno-Karabakh": "AZ", "Kashmir": "XX", "Kandahar": "AF",
        "Helmand": "AF", "North Waziristan": "PK", "Sahel": "XX", "Lake Chad": "XX", "Borno": "NG",
        "North Kivu": "CD", "Katanga": "CD", "Tripoli": "LY", "Cyrenaica": "LY", "Golan Heights": "SY",
        "Bekaa Valley": "LB", "Eastern Ghouta": "SY", "Rakhine": "MM", "Mindanao": "PH", "Marawi": "PH",
        "Hodeidah": "YE", "Shabwa": "YE", "Aden": "YE", "Cabo Delgado": "MZ", "Islamabad": "PK",
    }  # fmt: skip
    for name, country in expected.items():
        text = f"A blast shook {name}."
        found = sole(text, places, role(text, name), mention(text, name))
        assert isinstance(found, Place) and found.country == country, name
