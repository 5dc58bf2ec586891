from __future__ import annotations

import pytest

from dateline.read.labels import Part, is_date_line, is_prose, is_sentence, label_parts

LEAD = "Troops entered the northern part of the town on Monday, the governor said in a statement."


def labels(*words: str, dumped: bool = False) -> list[str]:
    return [label.label for label in label_parts([Part(words=each) for each in words], dumped=dumped)]


@pytest.mark.parametrize(
    "words",
    [
        "March 14, 2031",
        "Published: Friday, March 14, 2031 3:40 pm GMT",
        "14 March 2031",
        "Updated 2031-03-14 at 08:20",
    ],
)
def test_date_lines(words: str) -> None:
    assert is_date_line(words)


@pytest.mark.parametrize(
    "words",
    ["March 14", "", "Rebels took the town on March 14, 2031", "The truce of March 14, 2031 has ended"],
)
def test_lines_with_more_than_a_date(words: str) -> None:
    assert not is_date_line(words)


def test_prose_is_long_and_closed() -> None:
    assert is_prose(LEAD)
    assert not is_prose("Troops left.")
    assert not is_prose(LEAD.rstrip("."))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Fighters on lorries in the desert near Olm.", "caption"),
        ("Fighters were on lorries in the desert near Olm.", "body"),
        ("Red Dune fighters on lorries in Olm.", "caption"),
        ("“Nobody in the town,” said a witness in Olm.", "body"),
        ("File photo of the bridge in Olm.", "caption"),
    ],
)
def test_a_caption_under_the_headline_has_no_finite_verb(words: str, label: str) -> None:
    assert labels("Truce holds in Olm", words, LEAD, dumped=True)[1] == label


def test_a_label_that_is_known_is_kept() -> None:
    parts = [Part(words="Truce", label="headline"), Part(words="Olm", label="caption"), Part(words=LEAD)]
    assert [label.label for label in label_parts(parts)] == ["headline", "caption", "body"]


def test_only_one_dateline_is_split() -> None:
    found = label_parts([Part(words=f"OLM (EWN) — {LEAD}"), Part(words=f"SENN (EWN) — {LEAD}")])
    assert [label.dateline is not None for label in found] == [True, False]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Two men died.", True),
        ("Troops " * 20, True),
        ("Two men", False),
        ("Army retakes Senn", False),
        ("Share.", False),
    ],
)
def test_short_sentences(words: str, is_one: bool) -> None:
    assert is_sentence(words.strip()) is is_one
