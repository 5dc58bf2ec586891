from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dictionaries.normal import Normal, normal_key


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Dae’sh", "dae'sh"),
        ("Da‘esh", "da'esh"),
        ("al–Hashd al-Shaabi", "al hashd al shaabi"),
        ("  Erdoğan\u00a0 ", "erdogan"),
        ("Médecins Sans\nFrontières", "medecins sans frontieres"),
        ("Yıldırım", "yildirim"),
        ("Łódź", "lodz"),
        ("e\u0301t\u00e9", "ete"),
    ],
)
def test_key_folds_case_quotes_hyphens_marks_and_space(form: str, key: str) -> None:
    assert normal_key(form) == key


def test_line_break_is_a_space_but_blank_line_is_not() -> None:
    assert Normal("Islamic\n   State").text == "islamic state"
    assert Normal("Islamic\n\nState").text == "islamic\nstate"


def test_span_leads_back_over_shortened_stretches() -> None:
    text = "the  \n  so\u0301-called   Da’esh"
    normal = Normal(text)
    start = normal.text.index("da'esh")
    first, after = normal.span(start, start + len("da'esh"))
    assert text[first:after] == "Da’esh"


@given(st.text(max_size=60))
def test_offsets_lead_back_to_a_stretch_with_the_same_key(text: str) -> None:
    normal = Normal(text)
    last = 0
    for i, char in enumerate(normal.text):
        first, after = normal.span(i, i + 1)
        assert 0 <= first < after <= len(text)
        assert first >= last
        last = first
        if not char.isspace():
            assert Normal(text[first:after]).text == char


@given(st.text(max_size=40), st.text(alphabet="abcXYZ", min_size=1, max_size=8), st.text(max_size=40))
def test_a_word_is_found_where_it_stands(before: str, word: str, behind: str) -> None:
    text = f"{before} {word} {behind}"
    normal = Normal(text)
    starts = [m.start() for m in re.finditer(f"(?=({re.escape(word.lower())}))", normal.text)]
    spans = {normal.span(start, start + len(word)) for start in starts}
    assert (len(before) + 1, len(before) + 1 + len(word)) in spans


@given(st.text(max_size=40))
def test_key_is_stable_and_plain(form: str) -> None:
    key = normal_key(form)
    assert normal_key(key) == key
    assert "\n" not in key
    assert key == key.strip()


def test_no_combining_mark_survives() -> None:
    assert not any(unicodedata.combining(c) for c in normal_key("Çavuşoğlu Über ñandú"))
