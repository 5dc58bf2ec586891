"""The encoder with a network that answers by the piece: what is tested is the way from numbers to layers."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from dateline.annotate import parts
from dateline.annotate.encoder import LONGEST, Encoder
from dateline.annotate.layers import Said, Span
from dateline.annotate.network import Answers
from dateline.annotate.parts import Item

WORDS = "[PAD] [UNK] [CLS] [SEP] the army took rawa on friday , it said . not is held".split()
LISTS = {
    "opens": ["no", "yes"],
    "upos": ["NOUN", "VERB", "PUNCT"],
    "xpos": ["NN", "VBD", "."],
    "deprel": ["root", "nsubj", "obj", "punct"],
    "names": ["O", "B-place", "I-place", "B-state-force", "I-state-force"],
    "times": ["O", "B-DATE", "I-DATE"],
    "trigger": ["none", "other", "TERRITORY"],
    "negation": ["O", "B-", "I-"],
    "scope": ["no", "yes"],
}
SIZES = {head: len(answers) for head, answers in LISTS.items() if head != "deprel"} | {
    "arc_from": 4, "arc_to": 4, "label_from": 4, "label_to": 4, "link_from": 2, "link_to": 2, "said": 9,
    "factuality": 1, "carries": 1,
}  # fmt: skip
TOLD: dict[str, dict[str, int]] = {
    "upos": {"took": 1, "said": 1, ".": 2, ",": 2},
    "xpos": {"took": 1, "said": 1, ".": 2, ",": 2},
    "names": {"army": 3, "rawa": 1},
    "times": {"friday": 1},
    "trigger": {"took": 2, "said": 1},
    "negation": {"not": 1},
    "scope": {"took": 1},
}


class Network:
    """Answers by the piece; keeps the shapes it was asked with."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def __call__(
        self, ids: NDArray[np.int64], shapes: NDArray[np.int64]
    ) -> Mapping[str, NDArray[np.float32]]:
        self.asked.append(ids.shape)
        assert ids.shape == shapes.shape
        found = {head: np.zeros((*ids.shape, size), np.float32) for head, size in SIZES.items()}
        for place, number in np.ndenumerate(ids):
            word = WORDS[number]
            for head, told in TOLD.items():
                found[head][place][told.get(word, 0)] = 5.0
            found["opens"][place][1 if number == WORDS.index("the") else 0] = 5.0
            found["factuality"][place] = 9.0 if word == "took" else -1.0
            found["carries"][place] = 4.0 if word in ("took", "rawa") else 0.0
            roles = np.zeros((3, 3))
            roles[:, 0] = 1.0
            for k, (first, rest) in enumerate((("it", ()), ("said", ()), ("army", ("took", "rawa")))):
                roles[k, 1] = 5.0 if word == first else 0.0
                roles[k, 2] = 5.0 if word in rest else 0.0
            found["said"][place] = roles.ravel()
            found["arc_from"][place][0] = 1.0
            found["arc_to"][place][0] = 5.0 if word in ("took", "said") else 0.0
            found["label_from"][place][1 if word == "army" else 2] = 6.0
        return found


def encoder() -> tuple[Encoder, Network]:
    network = Network()
    label = np.zeros((4, 4), np.float32)
    label[1, 1] = label[2, 2] = 1.0
    vocabulary = "\n".join(WORDS)
    answers = Answers(
        run=network,
        sizes=SIZES,
        lists=LISTS,
        joints={
            "root": np.array([2.0, 0, 0, 0], np.float32), "root_label": np.zeros(4, np.float32),
            "label.weight": label, "label.bias": np.zeros(4, np.float32),
        },
        chains={
            "steps": np.zeros((3, 3, 3), np.float32), "start": np.zeros((3, 3), np.float32),
            "end": np.zeros((3, 3), np.float32),
        },
        tags=np.eye(3, dtype=bool), lemmas={}, vocabulary=vocabulary, first=2, last=3, version="test",
    )  # fmt: skip
    return Encoder(answers), network


TEXT = "The army took Rawa on Friday, it said. The army held."


def test_every_layer_of_a_text() -> None:
    (read,) = encoder()[0].read([TEXT])
    layers = read.layers
    assert [TEXT[a:b] for a, b in read.words][:4] == ["The", "army", "took", "Rawa"]
    assert layers.opens == (0, 10)
    assert layers.lemmas is not None and layers.lemmas[:4] == ("the", "army", "take", "rawa")
    assert layers.names == (Span(1, 2, "state-force"), Span(3, 4, "place"), Span(11, 12, "state-force"))
    assert layers.times == (Span(5, 6, "DATE"),)
    assert layers.triggers == (Span(2, 3, "TERRITORY"), Span(8, 9, ""))
    assert layers.said == (Said(source=(Span(7, 8),), cue=(Span(8, 9),), content=(Span(1, 4), Span(11, 12))),)
    assert layers.factuality is not None and layers.factuality[2] == 3.0  # never beyond the scale
    assert layers.carries is not None and layers.carries[0] > layers.carries[1] > 0
    assert layers.cues == ()


def test_a_tree_for_each_sentence_and_none_across() -> None:
    (read,) = encoder()[0].read([TEXT])
    heads, deprels = read.layers.heads or (), read.layers.deprels or ()
    assert all(head < 10 for head in heads[:10]) and all(head >= 10 for head in heads[10:])
    assert [d for i, d in enumerate(deprels) if heads[i] == i] == ["root", "root"]
    assert "root" not in [d for i, d in enumerate(deprels) if heads[i] != i]


def test_given_sentences_are_kept_and_words_that_open_none_do_not() -> None:
    made, _ = encoder()
    words = ((0, 3), (4, 8), (9, 13), (14, 18))
    (layers,) = made.read_words([(TEXT, words, (0, 2))])
    assert layers.opens == (0, 2)
    (layers,) = made.run([Item(text="army the army", words=((0, 4), (5, 8), (9, 13)), closed=(1,))])
    assert layers.opens == (0,)


@pytest.mark.parametrize("empty", ["", "  \n "])
def test_a_text_without_words_has_empty_layers(empty: str) -> None:
    (read,) = encoder()[0].read([empty])
    assert read.words == ()
    assert read.layers.heads == () and read.layers.said == ()


def test_long_texts_are_read_in_windows_and_nothing_is_cut_off() -> None:
    made, network = encoder()
    text = " ".join([TEXT] * 60)
    one, long, _ = made.read([TEXT, text, ""])
    assert len(long.words) == 60 * len(one.words)
    assert sum(shape[0] for shape in network.asked) > 3
    assert max(shape[1] for shape in network.asked) <= 256
    assert [s.label for s in long.layers.names or ()] == [s.label for s in one.layers.names or ()] * 60
    assert made.read([TEXT])[0] == one


def test_a_text_without_the_end_of_a_sentence_is_cut_at_its_likeliest_words() -> None:
    made, _ = encoder()
    text = "rawa " * 600
    (read,) = made.read([text])
    assert read.layers.cuts == read.layers.opens[1:] != ()  # type: ignore[index]
    assert max(b - a for a, b in pairwise([*(read.layers.opens or ()), 600])) <= LONGEST
    words = [(5 * k, 5 * k + 4) for k in range(600)]
    (given,) = made.read_words([(text, words, (0,))])  # a treebank's own sentence stays as it is
    assert (given.opens, given.cuts) == ((0,), ())
    half = LONGEST // 2
    shut = tuple(k for k in range(half, LONGEST + 1) if k != half + 7)
    (layers,) = made.run([Item(text=text, words=words[: LONGEST + 9], closed=shut)])
    assert layers.cuts == (half + 7,)
    (short,) = made.run([Item(text=text, words=words[:LONGEST])])
    assert (short.opens, short.cuts) == ((0,), ())


def test_a_text_in_parts_has_the_layers_of_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    made, _ = encoder()
    text = "\n".join([TEXT] * 9)
    (whole,) = made.read([text])
    monkeypatch.setattr(parts, "_PART", 40)
    (cut,) = made.read([text])
    assert (cut.layers.opens, cut.layers.heads, cut.layers.names, cut.layers.lemmas) == (
        whole.layers.opens,
        whole.layers.heads,
        whole.layers.names,
        whole.layers.lemmas,
    )
    last = (cut.layers.said or ())[-1].cue[0]
    assert text[slice(*cut.words[last.first])] == "said"


@cache
def shipped() -> Encoder:
    return Encoder(brief=True)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 1500,
        "killed," * 1500,
        "Delmoro | 12 | killed | " * 200,
        " ".join(str(k % 97) for k in range(2000)),
        "rebels killed soldiers and " * 200,
        "attack of " * 700,
        "-".join(["killed"] * 1400),
    ],
    ids=["quotation marks", "commas", "table", "numbers", "run-on", "chain", "hyphens"],
)
def test_time_and_memory_are_bounded_whatever_has_no_end_of_a_sentence(text: str) -> None:
    shipped().read(["Warm."])
    tracemalloc.start()
    started = time.process_time()
    (read,) = shipped().read([text])
    seconds = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 10  # some 0.3 s on an idle machine; minutes, or no memory left, without a limit
    assert peak < 200e6
    opens, heads = read.layers.opens or (), read.layers.heads or ()
    for first, last in pairwise([*opens, len(read.words)]):
        assert last - first <= LONGEST
        assert sum(heads[k] == k for k in range(first, last)) == 1
