from __future__ import annotations

import pytest

from dateline.annotate.encoder_parser import EncoderParser
from dateline.annotate.parser import Parse
from dateline.annotate.words import words_of


@pytest.fixture(scope="module")
def parser() -> EncoderParser:
    return EncoderParser()


def parses(parser: EncoderParser, *blocks: str, names: tuple[str, ...] = ()) -> tuple[str, list[Parse]]:
    text = "\n\n".join(blocks)
    prepared = []
    for block in blocks:
        start = text.index(block)
        whole = [(text.index(n), text.index(n) + len(n)) for n in names if n in block]
        prepared.append(words_of(text, start, start + len(block), whole, parser.split))
    (found_parses,) = parser.parse([(text, prepared)])
    return text, found_parses


def test_a_name_is_one_token_with_the_place_of_its_head(parser: EncoderParser) -> None:
    text, (parse,) = parses(
        parser, "Troops of the Popular Mobilization Forces took Rawa.", names=("Popular Mobilization Forces",)
    )
    words = [t.text for t in parse.tokens]
    assert words == ["Troops", "of", "the", "Popular Mobilization Forces", "took", "Rawa", "."]
    forces = parse.tokens[3]
    assert (forces.upos, forces.deprel, words[forces.head]) == ("PROPN", "nmod", "Troops")
    assert all(text[t.start : t.end] == t.text for t in parse.tokens)
    assert words[parse.tokens[0].head] == "took"


def test_each_block_counts_its_own_tokens(parser: EncoderParser) -> None:
    _, (first, second) = parses(parser, "The army left. Rebels came.", "Families fled al-Maleha.")
    assert [t.i for t in second.tokens] == list(range(len(second.tokens)))
    assert all(0 <= t.head < len(second.tokens) for t in second.tokens)
    assert first.opens == [0, 4]
    assert second.opens == [0]
    assert "al-Maleha" in [t.text for t in second.tokens]
    assert [(second.tokens[s.first].text, s.label) for s in second.names if s.label == "place"] == [
        ("al-Maleha", "place")
    ]


def test_a_block_without_words(parser: EncoderParser) -> None:
    assert parser.parse([("", [[]]), ("x", [])]) == [[Parse(tokens=[], opens=[], names=[])], []]
