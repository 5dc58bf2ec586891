from __future__ import annotations

from dateline.codebooks.ontology import load_ontology
from dateline.dictionaries.lexicon import load_lexicon, load_speech


def test_every_frame_is_in_the_ontology() -> None:
    ontology = load_ontology()
    frames = {f.id: f for found in load_lexicon().verbs.values() for _, f in found}
    frames |= {f.id: f for found in load_lexicon().nouns.values() for _, f in found}
    assert len(frames) > 50
    for frame in frames.values():
        ontology.check(frame.type, frame.mode)


def test_longer_patterns_come_first() -> None:
    patterns = [p for p, _ in load_lexicon().verbs["take"]]
    widths = [len(p.replace("+", " ").split()) for p in patterns]
    assert widths == sorted(widths, reverse=True)


def test_saying_words_are_lemmas() -> None:
    assert {"say", "tell", "deny"} <= load_speech().say
    assert load_speech().deny <= load_speech().say
