from __future__ import annotations

import pytest

from dateline.read.language import Linguist

LINGUIST = Linguist()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "en",
            "Troops entered the town on Monday after the rebels had left, the mayor said. They met no fire.",
        ),
        (
            "en",
            "the guerrillas attacked the convoy with rifles and left two drivers dead, according to police.",
        ),
        ("fr", "Les soldats ont repris la ville samedi après trois jours de combats, selon un porte-parole."),
        (
            "de",
            "Die Soldaten haben am Samstag nach dreitägigen Kämpfen die Stadt eingenommen, hieß es gestern.",
        ),
        ("es", "Los soldados recuperaron el sábado la ciudad después de tres días de combates, según él."),
        ("ar", "دخلت القوات المدينة يوم السبت بعد ثلاثة أيام من القتال بحسب ما قاله المتحدث باسم المحافظ"),
    ],
)
def test_languages_are_told(code: str, words: str) -> None:
    found = LINGUIST.language(words)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Boum!",
        "Krieg",
        "qadra senn olm westmark ostland abery strand venn tolle brandt kestrel north port",
    ],
)
def test_short_or_unclear_texts_stay_undecided(words: str) -> None:
    assert LINGUIST.language(words) is None


def test_markup_settles_what_the_text_does_not() -> None:
    linguist = Linguist()
    assert linguist.language("Bombe à Olm.") is None
    assert linguist.language("Bombe à Olm.", "fr-FR") is None, (
        "too short to leave a page out for its template"
    )
    found = linguist.language("Truce in Olm.", "en-GB")
    assert found is not None
    assert (found.code, found.how) == ("en", "the page's markup")


def test_markup_is_believed_where_function_words_bear_it_out() -> None:
    german = (
        "Die Soldaten haben am Samstag nach drei Tagen die Stadt und das Tor zu dem Hafen eingenommen. " * 3
    )
    linguist = Linguist()
    found = linguist.language(german, "de-DE")
    assert found is not None
    assert (found.code, found.how) == ("de", "the page's markup, borne out by function words")
    assert "_identifier" not in vars(linguist), "no model is loaded for it"
    other = linguist.language(german, "nl")
    assert other is not None
    assert other.code == "de"
    english = linguist.language(
        "The soldiers have left the town, and the mayor said that they met no fire. " * 3, "de"
    )
    assert english is not None
    assert english.code == "en"


def test_long_texts_are_looked_at_all_over() -> None:
    english = "The soldiers have left the town, and the mayor said that they met no fire. " * 40
    quoted = "Die Soldaten haben die Stadt verlassen, sagte der Bürgermeister gestern. " * 8
    found = LINGUIST.language(english + quoted + english)
    assert found is not None
    assert found.code == "en"
