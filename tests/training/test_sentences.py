"""Composed sentences: every layer is whole, every tree is one, and nobody real is named."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from training.composed.sentences import KINDS, compose

from dateline.annotate.layers import Read, Span
from dateline.codebooks.ontology import load_ontology
from dateline.dictionaries.catalogue import Catalogue

TEXTS = 1500


@pytest.fixture(scope="module")
def reads() -> list[Read]:
    return list(compose(TEXTS, seed=7))


def words_of(read: Read) -> list[str]:
    return [read.text[start:end] for start, end in read.words]


def spans_of(read: Read) -> list[Span]:
    layers = read.layers
    said = [span for s in layers.said or () for part in (s.source, s.cue, s.content) for span in part]
    scopes = [span for scope in layers.scopes or () for span in scope]
    return [
        *said,
        *scopes,
        *(layers.names or ()),
        *(layers.triggers or ()),
        *(layers.cues or ()),
        *(layers.times or ()),
    ]


def test_same_seed_same_texts() -> None:
    assert list(compose(50, seed=3)) == list(compose(50, seed=3))
    assert list(compose(50, seed=3)) != list(compose(50, seed=4))


def test_words_stand_in_order(reads: list[Read]) -> None:
    for read in reads:
        at = 0
        for start, end in read.words:
            assert at <= start < end <= len(read.text)
            assert not read.text[at:start].strip() and not any(c.isspace() for c in read.text[start:end])
            at = end
        assert at == len(read.text)


def test_layers_are_whole(reads: list[Read]) -> None:
    for read in reads:
        layers, n = read.layers, len(read.words)
        for layer in (
            layers.upos,
            layers.xpos,
            layers.lemmas,
            layers.heads,
            layers.deprels,
            layers.factuality,
        ):
            assert layer is not None and len(layer) == n
        assert layers.opens and layers.opens[0] == 0 and list(layers.opens) == sorted(set(layers.opens))
        assert layers.carries is not None and len(layers.carries) == len(layers.opens)
        assert (
            layers.cues is not None and layers.scopes is not None and len(layers.cues) == len(layers.scopes)
        )


def test_every_sentence_is_one_tree(reads: list[Read]) -> None:
    for read in reads:
        heads, opens, relations = read.layers.heads or (), read.layers.opens or (), read.layers.deprels or ()
        for first, last in zip(opens, (*opens[1:], len(heads)), strict=True):
            assert [relations[i] for i in range(first, last) if heads[i] == i] == ["root"]
            for i in range(first, last):
                assert (relations[i] == "root") == (heads[i] == i)
                seen: set[int] = set()
                while heads[i] != i:
                    assert i not in seen and first <= heads[i] < last
                    seen.add(i)
                    i = heads[i]


def test_spans_lie_inside(reads: list[Read]) -> None:
    for read in reads:
        for span in spans_of(read):
            assert 0 <= span.first < span.last <= len(read.words)
        for layer in (read.layers.names, read.layers.times, read.layers.triggers):
            ordered = list(layer or ())
            assert all(a.last <= b.first for a, b in pairwise(ordered))
        for said in read.layers.said or ():
            assert said.cue and said.content
            taken = [
                i
                for part in (said.source, said.cue, said.content)
                for s in part
                for i in range(s.first, s.last)
            ]
            assert len(taken) == len(set(taken)), read.text


def test_labels_exist(reads: list[Read]) -> None:
    events = {e.id for e in load_ontology().event}
    for read in reads:
        layers = read.layers
        assert {t.label for t in layers.triggers or ()} <= events
        assert {s.label for s in layers.names or ()} <= KINDS
        assert {s.label for s in layers.times or ()} <= {"DATE", "TIME", "DURATION", "SET"}
        assert all(math.isnan(f) or -3 <= f <= 3 for f in layers.factuality or ())


def test_every_trigger_says_how_sure_it_is(reads: list[Read]) -> None:
    for read in reads:
        facts = read.layers.factuality or ()
        for span in read.layers.triggers or ():
            assert any(not math.isnan(facts[i]) for i in range(span.first, span.last)), read.text


def test_nobody_real_is_named(reads: list[Read], catalogue: Catalogue) -> None:
    real = [
        f for e in catalogue.by_kind("person") for f in catalogue.aliases_of(e.id) if " " in f or f in e.exact
    ]
    for read in reads:
        text = f" {' '.join(words_of(read))} ".casefold().replace(" - ", "-")
        assert not [f for f in real if f" {f.casefold()} " in text], read.text


def test_there_is_variety(reads: list[Read]) -> None:
    shapes = {(r.layers.upos, r.layers.heads, r.layers.deprels) for r in reads}
    assert len(shapes) > 0.95 * TEXTS
    types = {t.label for r in reads for t in r.layers.triggers or ()}
    assert len(types) > 14
    assert any(r.layers.cues for r in reads) and any(r.layers.said for r in reads)
    carried = [c for r in reads for c in r.layers.carries or ()]
    assert 0.5 < sum(carried) / len(carried) < 0.95
