from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.gate import AFTER, BEFORE, HEAD, Gate, sentences
from dateline.dictionaries.catalogue import load_catalogue

QUIET = "The choir sang in the old hall. Nobody minded the rain. Tickets cost little. "


@cache
def gate() -> Gate:
    return Gate(load_catalogue())


def read(text: str) -> list[str]:
    return [text[a:b] for a, b in gate().stretches(text, 0, len(text))]


def passes(text: str) -> bool:
    return any(gate().of_blocks(text, [(0, len(text))]))


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three people in the village.",
        "The army retook Tell Hamra on Sunday.",
        "An airstrike hit the bakery.",
        "Rebels took the governor hostage.",
        "About 300 fighters remain in the old town.",
        "Fighters of the Islamic State left the valley.",
        "MILITANTS SHELLED THE AIRPORT.",
        "the town is under the control of the rebels.",
        "Soldiers pulled back from the ridge.",
        "The ministers met in Geneva.",
    ],
)
def test_a_short_report_of_an_event_passes(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        QUIET,
        QUIET * 40,
        QUIET * 10 + "The two mayors met for lunch. " + QUIET * 10,
        QUIET * 10 + "The striker hit the post. The coach took the blame. " + QUIET * 10,
    ],
)
def test_news_of_other_things_does_not_pass(text: str) -> None:
    assert not passes(text)


def test_sentences_with_an_event_word_are_read_with_their_neighbours() -> None:
    quiet = [
        "The hall was old.",
        "It was wet all day.",
        "A band played on.",
        "The bread was warm.",
        "Birds sang.",
        "Tea was poured.",
    ]
    text = " ".join([*quiet, "Gunmen attacked the mill.", *quiet, *quiet])
    stretches = read(text)
    head, middle = stretches
    assert head == " ".join(quiet[:HEAD])
    assert middle == " ".join([*quiet[-BEFORE:], "Gunmen attacked the mill.", *quiet[:AFTER]])


def test_nothing_is_read_of_a_text_without_event_words() -> None:
    assert read(QUIET) == []


def test_a_pattern_needs_all_its_words_in_one_sentence() -> None:
    assert read("They opened the door.") == []
    assert read("They opened fire.") == ["They opened fire."]


def test_a_report_with_words_of_conflict_enough_is_read_whole() -> None:
    paragraphs = [
        "The hall was old.",
        "The wall was red.",
        "It was a bright day.",
        "Gunmen attacked the mill.",
        "Nobody knew why.",
        "Tea was poured.",
    ]
    text = "\n\n".join(paragraphs)
    blocks = []
    for p in paragraphs:
        start = text.index(p)
        blocks.append((start, start + len(p)))
    found = gate().of_blocks(text, blocks)
    assert [text[a:b] for part in found for a, b in part] == paragraphs


def test_what_is_in_no_block_is_not_looked_at() -> None:
    text = "Gunmen attacked the mill. The hall was old."
    start = text.index("The hall")
    assert gate().of_blocks(text, [(start, len(text))]) == [[]]
    assert gate().of_blocks(text, []) == []


def test_a_dense_stretch_of_a_long_report_is_read_alone() -> None:
    war = "Rebels shelled the town. Soldiers shot back at the gunmen. Militants killed nine policemen. " * 5
    text = QUIET * 60 + war + QUIET * 60
    (head, middle) = read_report(text)
    assert head.startswith("The choir")
    assert war.strip() in middle
    assert len(middle) < len(war) + 2 * len(QUIET)


def read_report(text: str) -> list[str]:
    (part,) = gate().of_blocks(text, [(0, len(text))])
    return [text[a:b] for a, b in part]


def test_abbreviations_end_no_sentence() -> None:
    text = "He met Lt. Gen. A. Karim. Then he left."
    assert [text[a:b].strip() for a, b in sentences(text, 0, len(text))] == [
        "He met Lt. Gen. A. Karim.",
        "Then he left.",
    ]


@settings(deadline=None)
@given(st.text(alphabet="aB.! \n\"'’-killed gunmen", max_size=120))
def test_stretches_ascend_inside_the_range(text: str) -> None:
    start, end = len(text) // 4, len(text)
    at = start
    for a, b in gate().stretches(text, start, end):
        assert at <= a < b <= end
        assert text[a:b] == text[a:b].strip()
        at = b


@settings(deadline=None)
@given(st.text(max_size=120))
def test_sentences_cover_the_text(text: str) -> None:
    found = list(sentences(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in found).split() == text.split()


@pytest.mark.parametrize(
    "unit", ["a", ".", "a.", ". ", "\n", "'", ".'", "-", "a-", "kill ", "K. ", "\u0301", "’”"]
)
def test_time_grows_with_the_length(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    gate()
    started = time.process_time()
    passes(text)
    assert (
        time.process_time() - started < 5
    )  # about 0.2 s on an idle machine; minutes where it grew with the square
