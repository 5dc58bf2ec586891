from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.paragraphs import ends_sentence, paragraphs

SENTENCE = (
    "The governor said that troops had entered the northern part of the town before dawn and that the last "
    "of the gunmen had left it by the river road, where two lorries were found burning."
)


def texts(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


def test_blank_lines_part_paragraphs_with_any_line_end() -> None:
    assert texts("One.\n\n Two. \r\n \t\r\nThree.\r\rFour.") == ["One.", "Two.", "Three.", "Four."]


def test_single_line_breaks_part_sentences() -> None:
    assert texts(f"{SENTENCE}\n{SENTENCE}\n{SENTENCE}") == [SENTENCE] * 3


def test_a_headline_is_parted_from_the_sentence_below() -> None:
    assert texts(f"Troops enter Qadra\n{SENTENCE}") == ["Troops enter Qadra", SENTENCE]


def test_wrapped_lines_belong_together() -> None:
    wrapped = textwrap.fill(f"{SENTENCE} {SENTENCE}", 70)
    text = f"{wrapped}\n\n{textwrap.fill(SENTENCE, 70)}"
    assert texts(text) == text.split("\n\n")


def test_an_indent_starts_a_paragraph_of_wrapped_text() -> None:
    one = textwrap.fill(SENTENCE, 72, initial_indent="   ")
    found = texts(f"{one}\n{one}\n{one}")
    assert found == [one.strip()] * 3


def test_wrapped_capitals_belong_together() -> None:
    wrapped = textwrap.fill(f"{SENTENCE} {SENTENCE}".upper(), 75)
    assert texts(wrapped) == [wrapped]


def test_a_break_inside_a_sentence_joins() -> None:
    text = f"Also on Friday, he said, the \ncoalition\n struck three targets near the river.\n{SENTENCE}"
    assert texts(text) == [text.rsplit("\n", 1)[0], SENTENCE]


def test_a_list_of_headlines_is_not_joined() -> None:
    lines = ["Army retakes the airport of Senn after a siege", "Rebels shell the port of Olm for a third day"]
    assert texts("\n".join(lines)) == lines


def test_sentence_ends() -> None:
    assert all(map(ends_sentence, ("He left.", "He left.”", 'Left?"', "(Reporting by A.)", "He said:")))
    assert not any(map(ends_sentence, ("", "Army takes town", "the U.S.-led coalition")))


@given(st.text(st.sampled_from("aB .\n\r\t\u2028\x85\xa0-1"), max_size=120) | st.text(max_size=80))
def test_spans_are_in_order_and_hold_every_word(text: str) -> None:
    position = 0
    for span in paragraphs(text):
        assert not text[position : span.start].strip()
        assert position <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        position = span.end
    assert not text[position:].strip()
