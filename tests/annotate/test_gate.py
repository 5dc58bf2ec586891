from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.gate import AFTER, BEFORE, HEAD, Gate, sentences
from dateline.dictionaries.catalogue import load_catalogue

LINES = [
    "The hall was old.", "It was wet all day.", "A band played on.", "The bread was warm.", "Birds sang.", "Tea was poured.",
]  # fmt: skip
QUIET = "The choir sang in the old hall. Nobody minded the rain. Tickets cost little. "


@cache
def gate() -> Gate:
    return Gate(load_catalogue())


def read(text: str) -> list[str]:
    (part,) = gate().of_blocks(text, [(0, len(text))]).stretches
    return [text[a:b] for a, b in part]


def passes(text: str) -> bool:
    return bool(read(text))


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
    text = " ".join([*LINES * 5, "Gunmen attacked the mill.", *LINES * 5])
    head, middle = read(text)
    assert head == " ".join(LINES[:HEAD])
    assert middle == " ".join([*LINES[-BEFORE:], "Gunmen attacked the mill.", *LINES[:AFTER]])


@pytest.mark.parametrize(
    "plain",
    [
        "Gunmen killed 12 soldiers and wounded 30 in an ambush near Delmoro on Monday, the army said.",
        "Rebels shelled the bakery.",
        "Fighters of the Islamic State kidnapped the mayor.",
        "At least 14 people were killed in the valley.",
        "Nine villagers died when the bridge was blown up.",
        "The bombing left 12 dead.",
    ],
)
def test_a_sentence_that_is_plainly_of_conflict_is_read_wherever_it_stands(plain: str) -> None:
    war = " ".join(["Rebels shelled the town. Soldiers shot back. Militants killed nine policemen."] * 9)
    for before, after in (
        (QUIET * 10, ""),
        (QUIET * 100, QUIET * 100),
        (war + " " + QUIET * 100, QUIET * 100),
    ):
        text = before + plain + " " + after
        assert any(plain in stretch for stretch in read(text))
        ((passed,), sentences, unread) = gate().of_blocks(text, [(0, len(text))])
        assert 0 < unread < sentences
        assert text.count(". ") - 3 < sentences <= text.count(".")
        inside = " ".join(text[a:b] for a, b in passed)
        assert sentences - unread == inside.count(".")


@pytest.mark.parametrize(
    "other",
    [
        "The minister attacked the plan.",
        "The army bought 40 lorries.",
        "He killed the deal.",
        "Twelve people met for lunch.",
        "The storm hit the coast.",
    ],
)
def test_a_sentence_that_is_not_is_left_out_of_other_news(other: str) -> None:
    text = QUIET * 20 + other + " " + QUIET * 20
    assert read(text) == []
    assert gate().of_blocks(text, [(0, len(text))])[1:] == (121, 121)


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
    assert [text[a:b] for part in found.stretches for a, b in part] == paragraphs
    assert (found.sentences, found.unread) == (6, 0)


def test_what_is_in_no_block_is_not_looked_at() -> None:
    text = "Gunmen attacked the mill. The hall was old."
    start = text.index("The hall")
    assert gate().of_blocks(text, [(start, len(text))]) == ([[]], 1, 1)
    assert gate().of_blocks(text, []) == ([], 0, 0)


def test_a_dense_stretch_of_a_long_report_is_read_alone() -> None:
    war = "Rebels shelled the town. Soldiers shot back at the gunmen. Militants killed nine policemen. " * 5
    text = QUIET * 60 + war + QUIET * 60
    (head, middle) = read(text)
    assert head.startswith("The choir")
    assert war.strip() in middle
    assert len(middle) < len(war) + 2 * len(QUIET)


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
    (part,) = gate().of_blocks(text + "\n" + QUIET * 20, [(start, end)]).stretches
    for a, b in part:
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
