from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.encoder import Encoder, Item
from dateline.annotate.encoder_parser import EncoderParser
from dateline.annotate.layers import Layers, Span
from dateline.annotate.mending import rooted
from dateline.annotate.words import words_of


class Told:
    """An encoder that says of every text what it was told: (word, part of speech, tag, relation, head) in order."""

    version = "told"

    def __init__(self, *words: tuple[str, str, str, str, int], names: tuple[Span, ...] = ()) -> None:
        self.text = " ".join(word for word, *_ in words)
        _, upos, xpos, deprels, heads = zip(*words, strict=True)
        self.layers = Layers(
            opens=(0,), upos=upos, xpos=xpos, lemmas=tuple(w.lower() for w, *_ in words), heads=heads,
            deprels=deprels, names=names,
        )  # fmt: skip

    def run(self, items: Sequence[Item]) -> list[Layers]:
        return [self.layers for _ in items]


def mended(told: Told, *names: str) -> dict[str, tuple[str, str]]:
    """The relation and head of each word that the parser makes of it."""
    parser = EncoderParser(cast(Encoder, told))
    whole = [(told.text.index(n), told.text.index(n) + len(n)) for n in names]
    words = words_of(told.text, 0, len(told.text), whole, parser.split)
    ((parse,),) = parser.parse([(told.text, [words])])
    return {t.text: (t.deprel, parse.tokens[t.head].text) for t in parse.tokens}


def test_a_noun_before_a_finite_verb_is_its_subject() -> None:
    found = mended(
        Told(("strike", "NOUN", "NN", "compound", 1), ("hit", "VERB", "VBD", "root", 1), ("Rawa", "PROPN", "NNP", "obj", 1))
    )  # fmt: skip
    assert found["strike"] == ("nsubj", "hit")


def test_a_title_hangs_on_the_name_and_not_the_name_on_the_title() -> None:
    told = Told(
        ("by", "ADP", "IN", "case", 1), ("Envoy", "PROPN", "NNP", "obl:agent", 4), ("Karim", "PROPN", "NNP", "flat", 1),
        ("Adel", "PROPN", "NNP", "flat", 1), ("held", "VERB", "VBN", "root", 4),
        names=(Span(2, 4, "person"),),
    )  # fmt: skip
    found = mended(told)
    assert found["Karim"] == ("obl:agent", "held")
    assert found["Envoy"] == ("compound", "Karim")
    assert found["by"] == ("case", "Karim")
    assert mended(told, "Karim Adel")["Karim Adel"] == ("obl:agent", "held")


def test_an_owner_hangs_on_what_it_owns() -> None:
    found = mended(
        Told(
            ("hails", "VERB", "VBZ", "root", 0), ("Iraq", "PROPN", "NNP", "obj", 0), ("'s", "PART", "POS", "case", 1),
            ("liberation", "NOUN", "NN", "nmod", 1),
        )
    )  # fmt: skip
    assert found["Iraq"] == ("nmod:poss", "liberation")
    assert found["liberation"] == ("obj", "hails")
    assert found["'s"] == ("case", "Iraq")


def test_what_describes_a_subject_hangs_on_it() -> None:
    found = mended(
        Told(
            ("soldiers", "NOUN", "NNS", "nsubj", 1), ("captured", "VERB", "VBD", "nsubj:pass", 3),
            ("were", "AUX", "VBD", "aux:pass", 3), ("killed", "VERB", "VBN", "root", 3),
        )
    )  # fmt: skip
    assert found["soldiers"] == ("nsubj:pass", "killed")
    assert found["captured"] == ("acl", "soldiers")


def test_a_clause_does_not_hang_on_its_subject() -> None:
    found = mended(
        Told(
            ("claims", "NOUN", "NNS", "root", 0), ("that", "SCONJ", "IN", "mark", 5), ("Israel", "PROPN", "NNP", "nsubj", 3),
            ("bombed", "VERB", "VBD", "acl", 0), ("were", "AUX", "VBD", "aux:pass", 5),
            ("rejected", "VERB", "VBN", "acl", 0),
        )
    )  # fmt: skip
    assert found["rejected"] == ("root", "rejected")
    assert found["claims"] == ("nsubj:pass", "rejected")
    assert found["that"] == ("mark", "bombed")
    assert found["bombed"] == ("acl", "claims")


def test_a_noun_behind_a_verb_without_a_preposition_is_its_object() -> None:
    found = mended(
        Told(("freed", "VERB", "VBD", "root", 0), ("regions", "NOUN", "NNS", "obl", 0), ("in", "ADP", "IN", "case", 3),
             ("Anbar", "PROPN", "NNP", "obl", 0))
    )  # fmt: skip
    assert found["regions"] == ("obj", "freed")
    assert found["Anbar"] == ("obl", "freed")


def test_what_follows_a_deed_hangs_on_it_but_for_its_day() -> None:
    prevented = ("prevented", "VERB", "VBD", "root", 0)
    attack = ("attack", "NOUN", "NN", "obj", 0)
    on = ("on", "ADP", "IN", "case", 3)
    place = mended(Told(prevented, attack, on, ("Rawa", "PROPN", "NNP", "obl", 0)))
    assert place["Rawa"] == ("nmod", "attack")
    day = mended(Told(prevented, attack, on, ("Friday", "PROPN", "NNP", "obl", 0)))
    assert day["Friday"] == ("obl", "prevented")


def test_a_round_number_is_no_place() -> None:
    found = mended(
        Told(
            ("flew", "VERB", "VBD", "root", 0), ("over", "ADP", "IN", "case", 3), ("800", "NUM", "CD", "nummod", 3),
            ("missions", "NOUN", "NNS", "obl", 0),
        )
    )  # fmt: skip
    assert found["over"] == ("advmod", "800")
    assert found["missions"] == ("obj", "flew")


@given(st.data())
def test_every_word_leads_to_a_root_of_its_sentence(data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 7), min_size=1, max_size=3))
    opens = [0, *itertools.accumulate(lengths)][:-1]
    heads = [
        data.draw(st.integers(first, first + length - 1))
        for first, length in zip(opens, lengths, strict=True)
        for _ in range(length)
    ]
    found = rooted(heads, opens)
    for k, sentence in enumerate(s for s, length in enumerate(lengths) for _ in range(length)):
        seen = k
        for _ in range(8):
            seen = found[seen]
        assert found[seen] == seen
        assert opens[sentence] <= seen < opens[sentence] + lengths[sentence]
    if all(any(heads[j] == j for j in range(o, o + n)) for o, n in zip(opens, lengths, strict=True)):
        whole = rooted(found, opens)
        assert whole == found


@given(st.data())
def test_whatever_was_read_every_word_leads_to_a_root(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 8))
    relations = [
        "nsubj",
        "obj",
        "obl",
        "flat",
        "iobj",
        "acl",
        "advcl",
        "case",
        "mark",
        "aux:pass",
        "appos",
        "nmod",
    ]
    tags = [
        ("VERB", "VBN"),
        ("VERB", "VBD"),
        ("PROPN", "NNP"),
        ("NOUN", "NN"),
        ("PART", "POS"),
        ("AUX", "VBD"),
    ]
    words = []
    for _ in range(count):
        upos, xpos = data.draw(st.sampled_from(tags))
        relation = data.draw(st.sampled_from(relations))
        word = data.draw(st.sampled_from(["on", "attack", "over"]))
        words.append((word, upos, xpos, relation, data.draw(st.integers(0, count - 1))))
    told = Told(*words, names=(Span(0, 1, "person"),))
    parser = EncoderParser(cast(Encoder, told))
    ((parse,),) = parser.parse([(told.text, [words_of(told.text, 0, len(told.text), [], parser.split)])])
    for token in parse.tokens:
        seen = token
        for _ in range(count + 1):
            seen = parse.tokens[seen.head]
        assert seen.head == seen.i


def test_a_noun_between_after_and_a_verb_is_the_subject_of_that_verb() -> None:
    words = [
        ("left", "VERB", "VBD", "root", 0), ("after", "ADP", "IN", "case", 3), ("a", "DET", "DT", "det", 3),
        ("raid", "NOUN", "NN", "obl", 0), ("killed", "VERB", "VBD", "advcl", 0), ("two", "NUM", "CD", "obj", 4),
    ]  # fmt: skip
    found = mended(Told(*words))
    assert found["raid"] == ("nsubj", "killed")
    assert found["after"] == ("mark", "killed")
    apart = mended(Told(*words[:4], ("and", "CCONJ", "CC", "cc", 5), ("killed", "VERB", "VBD", "advcl", 0)))
    assert apart["raid"] == ("obl", "left")
