from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.export.marks import Mark, marked, marks_of
from dateline.records.evidence import Evidence
from tests.builders import MADE, TEXT, evidence, strike


def test_each_fields_words_are_in_brackets_with_its_label() -> None:
    claim = strike().claim
    text = marked(claim.sentence, marks_of(claim), color=False).plain
    for part in (
        "[when: Saturday]",
        "[who: army jets]",
        "[place: Tell Zafra]",
        "[source: Idris Faroun]",
        "[says: told]",
        "[to whom, how many: the Red Dune commander]",
    ):
        assert part in text


def test_colour_marks_without_changing_the_sentence() -> None:
    claim = strike().claim
    text = marked(claim.sentence, marks_of(claim), color=True)
    assert text.plain == claim.sentence.text
    assert any(text.plain[s.start : s.end] == "army jets" for s in text.spans)


def test_marks_elsewhere_are_left_out() -> None:
    sentence = evidence(TEXT, "On Saturday army jets")
    text = marked(sentence, [Mark(start=0, end=3, label="who")], color=False)
    assert text.plain == sentence.text


def test_nested_marks_nest_and_crossing_ones_do_not() -> None:
    sentence = Evidence(document="d", start=10, end=20, text="abcdefghij", made=MADE)
    marks = [
        Mark(start=10, end=16, label="A"),
        Mark(start=12, end=14, label="B"),
        Mark(start=15, end=18, label="C"),
    ]
    assert marked(sentence, marks, color=False).plain == "[A: ab[B: cd]ef]ghij"


def test_a_sentence_whose_text_is_not_its_span_is_left_unmarked() -> None:
    sentence = Evidence(document="d", start=10, end=99, text="abc", made=MADE)
    assert marked(sentence, [Mark(start=10, end=12, label="who")], color=False).plain == "abc"


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=8))
def test_brackets_always_match_and_the_words_stay(spans: list[tuple[int, int]]) -> None:
    sentence = Evidence(document="d", start=0, end=10, text="abcdefghij", made=MADE)
    marks = [Mark(start=start, end=start + length, label="X") for start, length in spans]
    text = marked(sentence, marks, color=False).plain
    assert text.count("[") == text.count("]")
    assert text.replace("[X: ", "").replace("]", "") == "abcdefghij"
