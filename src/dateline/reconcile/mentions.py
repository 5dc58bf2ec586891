"""Mentions of events that are given as words: which of them are one happening, by words alone.

Where reports are coded, tellings are compared; this is for mentions that somebody else has found. Two are compared
if their head words have one lemma, one stem, or one frame of the coder's lexicon. How alike their documents and their
sentences are, and how common the word is, then counts for or against, as in ``scoring``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import log, sqrt

from dateline.reconcile.merging import grouped
from dateline.records.evidence import Record

#: Log-odds from which on groups are joined. Fitted on one part of the topics, the other part gives 0.751 CoNLL F1
#: at -1, 0.743 at -0.5 and 0.737 at 0, and the parts swapped 0.746, 0.740 and 0.727.
THRESHOLD = -1.0
_ALIKE = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
_CONTEXT = (0.05, 0.1, 0.15, 0.25, 0.35)
_COMMON = (0.03, 0.08, 0.2, 0.5)
_ENDINGS = tuple(
    "ations ation ition ments ment ings ing sion tion ers er or ance ence ed es s e al y".split()
)
#: A word that so large a share of documents has tells nothing of a sentence.
_EVERYWHERE = 0.25
_STEM = 6

#: Log-odds by feature and level, fitted by benchmarks/mentions.py on the development topics of ECB+.
BASE = -1.16
WEIGHTS: Mapping[tuple[str, str], float] = {
    ("common", "0"): 0.67,
    ("common", "1"): 0.34,
    ("common", "2"): 0.40,
    ("common", "3"): 1.11,
    ("common", "4"): -1.25,
    ("documents", "0"): -3.10,
    ("documents", "1"): -3.26,
    ("documents", "2"): -1.09,
    ("documents", "3"): -0.27,
    ("documents", "4"): 0.51,
    ("documents", "5"): 0.81,
    ("documents", "6"): 1.46,
    ("documents", "7"): 2.08,
    ("documents", "8"): 2.11,
    ("documents", "one"): 0.77,
    ("frame", "yes"): -1.30,
    ("frame, one document", "yes"): -1.06,
    ("lemma", "yes"): -0.14,
    ("lemma, one document", "yes"): 1.41,
    ("sentences", "0"): -0.29,
    ("sentences", "1"): -0.25,
    ("sentences", "2"): -0.16,
    ("sentences", "3"): -0.07,
    ("sentences", "4"): 0.20,
    ("sentences", "5"): 0.58,
    ("stem", "yes"): 0.68,
    ("stem, one document", "yes"): 0.42,
}


class EventMention(Record, frozen=True):
    """A mention: the lemma of its head word, the frames it has in the lexicon, the lemmas of its sentence."""

    id: str
    document: str
    lemma: str
    frames: frozenset[str]
    sentence: frozenset[str]


class Words:
    """How rare words are among documents, and how alike documents are, given the lemmas of each."""

    def __init__(self, documents: Mapping[str, Sequence[str]]) -> None:
        counts = {name: Counter(lemmas) for name, lemmas in documents.items()}
        found = Counter(lemma for each in counts.values() for lemma in each)
        self._rare = {lemma: log(len(counts) / n) for lemma, n in found.items()}
        self.share = {lemma: n / len(counts) for lemma, n in found.items()}
        self._vectors = {
            name: {lemma: (1 + log(n)) * self._rare[lemma] for lemma, n in each.items()}
            for name, each in counts.items()
        }
        self._lengths = {n: sqrt(sum(v * v for v in each.values())) for n, each in self._vectors.items()}

    def alike(self, one: str, other: str) -> float:
        """The cosine of two documents, in 0..1."""
        a, b = self._vectors[one], self._vectors[other]
        length = self._lengths[one] * self._lengths[other]
        return sum(a[lemma] * b[lemma] for lemma in sorted(a.keys() & b.keys())) / length if length else 0.0

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much of what two sentences say they have in common, rare words counting more, in 0..1."""
        length = self._weight(one) * self._weight(other)
        return self._weight(one & other) / sqrt(length) if length else 0.0

    def _weight(self, lemmas: frozenset[str]) -> float:
        return sum(self._rare[w] for w in sorted(lemmas) if self.share.get(w, 1.0) < _EVERYWHERE)


def levels_of(one: EventMention, other: EventMention, words: Words) -> list[tuple[str, str]] | None:
    """How two mentions compare, as levels of features; None where they have nothing of a word in common."""
    if one.lemma == other.lemma:
        how = "lemma"
    elif stem_of(one.lemma) == stem_of(other.lemma):
        how = "stem"
    elif one.frames & other.frames:
        how = "frame"
    else:
        return None
    same = one.document == other.document
    alike = "one" if same else str(_level(words.alike(one.document, other.document), _ALIKE))
    levels = [(f"{how}, one document" if same else how, "yes"), ("documents", alike)]
    levels.append(("sentences", str(_level(words.overlap(one.sentence, other.sentence), _CONTEXT))))
    if how == "lemma":
        levels.append(("common", str(_level(words.share.get(one.lemma, 0.0), _COMMON))))
    return levels


def stem_of(lemma: str) -> str:
    """The lemma's first letters without its ending: one for "announcement" and "announce"."""
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)][:_STEM]
    return lemma[:_STEM]


def mention_groups(
    mentions: Sequence[EventMention],
    words: Words,
    *,
    base: float | None = None,
    weights: Mapping[tuple[str, str], float] | None = None,
) -> list[tuple[str, ...]]:
    """The identifiers of the mentions of each happening; other ``weights`` may be given, to fit them."""
    base, weights = BASE if base is None else base, WEIGHTS if weights is None else weights
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in compared(mentions):
        levels = levels_of(one, other, words)
        if levels is not None:
            weight = round(base + sum(weights.get(level, 0.0) for level in levels), 3)
            rows[one.id][other.id] = rows[other.id][one.id] = weight
    return grouped((m.id for m in mentions), rows, THRESHOLD)


def compared(mentions: Sequence[EventMention]) -> list[tuple[EventMention, EventMention]]:
    """The pairs that have a lemma, a stem or a frame in common, each once."""
    keyed: dict[str, list[EventMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: m.id):
        for key in (f"stem {stem_of(mention.lemma)}", f"lemma {mention.lemma}", *sorted(mention.frames)):
            keyed[key].append(mention)
    pairs = {(a.id, b.id): (a, b) for group in keyed.values() for a, b in combinations(group, 2)}
    return [pairs[key] for key in sorted(pairs)]


def _level(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
