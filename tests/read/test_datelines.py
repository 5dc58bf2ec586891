from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.datelines import split_dateline


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("QADRA (Example24) - ", "Troops entered the town."),
        ("QADRA (ExampleNews.com) — ", "Troops entered the town."),
        ("Qadra (ExampleNews.com) ", "Troops entered the town."),
        ("OLM, Westmark (EW) — ", "“We left,” he said."),
        ("Qadra ( ", "Militants have fled the town, an official said."),
        ("Qadra (", "ExampleNews.com) is the name of a site, he said."),
        ("WEST OLM CITY — ", "Police said so."),
        ("Olm, Westm. – ", "Two boys were hurt."),
        ("(EWN) — ", "Five people were hurt."),
        ("OLM, Nov. 3 (EWN) -- ", "The mayor left."),
        ("olm, 9 jan 90 (west-press) -- [text] ", "the guerrillas left the town."),
        ("OLM, 3 JAN 90 -- [REPORT] [ARMY PRESS OFFICE,\nAPO] [TEXT] ", "THE BATTALION LEFT."),
        ("olm, 4 sep 89 (efe) -- [text] ", "the guerrillas left the town."),
        ("olm (ap) - ", "westmark troops killed two rebels."),
        ("west olm, westmark (reuters) -- ", "two rebels were killed."),
        ("olm, jan 9 (upi) ", "two rebels were killed."),
        ("olm, 18 aug (west-press) -- ", "it was reported today that the army left."),
    ],
)
def test_datelines_are_split(line: str, rest: str) -> None:
    found = split_dateline(line + rest)
    if line == "Qadra (":
        assert found is None
        return
    assert found is not None
    assert (line + rest)[found.end :] == rest


@pytest.mark.parametrize(
    "words",
    [
        "the army (ap) - it said so.",
        "two people died in the attack (west-press) - officials said so.",
        "red dune brigade (rdb) - militants have fled.",
        "Red Dune Brigade (RDB) militants have fled.",
        "The army (backed by jets) - It said so.",
        "Idris Venn – Westmark's premier – announced a truce.",
        "Islamic Council – The group said it had left.",
        "At least 12 people - most of them children - were hurt.",
        "On Monday, 12 December - the day of the vote - troops left.",
        "Qadra (the river town) saw fighting.",
        "Police said the town was quiet.",
        "QADRA (Example24) -",
        "",
    ],
)
def test_subjects_and_asides_are_no_datelines(words: str) -> None:
    assert split_dateline(words) is None


def test_the_parts_of_a_dateline_are_spans() -> None:
    text = "olm, 9 jan 90 (west-press) -- [text] the guerrillas left."
    found = split_dateline(text)
    assert found is not None
    assert found.place is not None
    assert found.date is not None
    assert found.outlet is not None
    parts = [text[start:end] for start, end in (found.place, found.date, found.outlet)]
    assert parts == ["olm", "9 jan 90", "west-press"]
    moved = found.moved(10)
    assert (moved.end, moved.place) == (found.end + 10, (10, 13))


@given(st.text(st.sampled_from("Ab (),-—.1[]\n "), max_size=60))
def test_what_is_split_leaves_a_sentence(text: str) -> None:
    found = split_dateline(text)
    assert found is None or (0 < found.end < len(text) and text[found.end :].strip())
