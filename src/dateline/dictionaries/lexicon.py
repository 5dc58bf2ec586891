"""The event and speech words of the coder, from ``dictionaries/events.toml`` and ``speech.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from dateline.codebooks.ontology import load_ontology
from dateline.dictionaries.tables import load_tables
from dateline.errors import DictionaryError
from dateline.records.claim import CasualtyKind, EventType, Reality

Slot = Literal["actor", "recipient", "at", "from", "to", "means", "topic", "none"]


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One meaning of some words: the event they tell and what fills its places (see events.toml)."""

    id: str
    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    subject: Slot = "actor"
    object: Slot = "recipient"
    of: Slot | None = None
    with_: Slot = msgspec.field(name="with", default="recipient")
    between: Slot = "actor"
    against: Slot = "recipient"
    to: Slot | None = None
    if_subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    if_object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    casualty: CasualtyKind | None = None
    casualty_subject: CasualtyKind | None = None
    reality: Reality | None = None
    consequence: bool = False
    reciprocal: bool = False
    strong: bool = False
    speech: bool = False
    credit: bool = False
    need_object: bool = False
    need_subject: bool = False
    need_place: bool = False
    need_link: bool = False
    need_hostile: bool = False


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Frames by the word that triggers them, and the verbs that lend a noun their subject.

    ``verbs`` is keyed by lemma, ``nouns`` by the last word; of several frames the first that fits counts.
    """

    verbs: Mapping[str, tuple[tuple[str, Frame], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    doing: frozenset[str]
    happening: frozenset[str]
    undergoing: frozenset[str]


class Speech(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of saying, and words that say how real a thing is (see speech.toml)."""

    say: frozenset[str]
    speak: frozenset[str]
    toll: frozenset[str]
    deny: frozenset[str]
    responsibility: frozenset[str]
    committing: frozenset[str]
    claim_own: frozenset[str]
    doubted: frozenset[str]
    reports: frozenset[str]
    untruths: frozenset[str]
    truths: frozenset[str]
    unverified: frozenset[str]
    announced: frozenset[str]
    expected: frozenset[str]
    hypothetical: frozenset[str]
    threatened: frozenset[str]
    prevented: frozenset[str]
    attempted: frozenset[str]
    undertakings: frozenset[str]
    implicative: frozenset[str]
    accomplished: frozenset[str]
    beaten: frozenset[str]
    under_way: frozenset[str]
    requested: frozenset[str]
    memorials: frozenset[str]
    remembering: frozenset[str]
    background_words: tuple[str, ...]


@cache
def load_lexicon() -> Lexicon:
    """The event words, checked against the ontology. Raises DictionaryError naming the frame at fault."""
    data = load_tables("events.toml")
    ontology = load_ontology()
    verbs: dict[str, list[tuple[str, Frame]]] = {}
    nouns: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for raw in data["frame"]:
        try:
            frame = msgspec.convert(raw, Frame)
            ontology.check(frame.type, frame.mode)
        except (msgspec.ValidationError, DictionaryError) as error:
            raise DictionaryError(f"events.toml, frame {raw.get('id')!r}: {error}") from error
        for verb in frame.verbs:
            key = verb.replace("+", " ").split()[0]
            verbs.setdefault(key, []).append((verb, frame))
        for noun in frame.nouns:
            parts = tuple(noun.split())
            nouns.setdefault(parts[-1], []).append((parts, frame))
    for found in verbs.values():  # longer patterns say more: "open+fire" before "open"
        found.sort(key=lambda item: -len(item[0].replace("+", " ").split()))
    for these in nouns.values():
        these.sort(key=lambda item: -len(item[0]))
    light = data["light"]
    return Lexicon(
        verbs={k: tuple(v) for k, v in verbs.items()},
        nouns={k: tuple(v) for k, v in nouns.items()},
        doing=frozenset(light["doing"]),
        happening=frozenset(light["happening"]),
        undergoing=frozenset(light["undergoing"]),
    )


@cache
def load_speech() -> Speech:
    """The words of saying and of reality. Raises DictionaryError."""
    try:
        return msgspec.convert(load_tables("speech.toml"), Speech)
    except msgspec.ValidationError as error:
        raise DictionaryError(f"speech.toml: {error}") from error
