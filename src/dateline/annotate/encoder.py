"""Dateline's own encoder: one pass of one small network over a text, and every layer that it knows.

The network gives numbers for pieces; what turns these into layers is here. Long texts are read in overlapping
windows, windows of like length together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, islice, pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from dateline.annotate.decoding import (
    Floats,
    Ints,
    best_tags,
    legal_steps,
    legal_tags,
    rows_of,
    spans_of,
)
from dateline.annotate.layers import Layers, Read, Said, Span
from dateline.annotate.lemmas import Lemmas
from dateline.annotate.network import Answers, load_network
from dateline.annotate.parts import Item, batches, joined, parts_of
from dateline.annotate.pieces import Cutter, Pieces
from dateline.annotate.splitting import split
from dateline.annotate.trees import Grammar, likely
from dateline.annotate.windows import Window, rough_opens, windows_of

#: Pieces of one call of the network, padding included.
_ROOM = 4096

#: Windows are padded to the next multiple of this.
_PAD = 16

#: The branches that are run where grammar and names are enough.
_BRIEF = ("grammar", "facts")

#: From this many sentences' share on a word opens one.
_OPENS = 0.5

#: How much less likely than not a word may be in a scope (logarithm of the odds), chosen on the development part of
#: ConanDoyle-neg: scopes are cut short otherwise (recall .70 at precision .88).
_INSIDE = -1.0

#: Words of a sentence, at most: the time and the memory that a tree takes grow faster than its square. The longest
#: sentence of the treebank that it was taught on has 159.
LONGEST = 250

#: The most and the least that factuality can be.
_SURE = 3.0

#: Words between a cue and what belongs to it, at most.
_FAR = 120
_NEVER = -1e4

_NOTHING = Layers(
    opens=(), upos=(), xpos=(), lemmas=(), heads=(), deprels=(), names=(), said=(), triggers=(), factuality=(),
    cues=(), scopes=(), times=(), carries=(), cuts=(),
)  # fmt: skip

Numbers = dict[str, Floats]


class Encoder:
    """Reads texts into layers. Raises DictionaryError where its network is not there or is another one."""

    def __init__(self, answers: Answers | None = None, brief: bool = False) -> None:
        """Load the network that is shipped, or take one. ``brief`` gives sentences, grammar and names alone, sooner."""
        self._answers = answers or load_network(branches=_BRIEF if brief else None)
        self._brief = brief
        self._cutter = Cutter(self._answers.vocabulary)
        self._blas = ThreadpoolController().select(user_api="blas")
        self._lemmas = Lemmas(self._answers.lemmas)
        lists = self._answers.lists
        self._grammar = Grammar(self._answers.joints, lists["deprel"])
        self._legal = {head: legal_steps(lists[head]) for head in ("names", "times", "negation")}

    @property
    def version(self) -> str:
        """The first characters of the network's SHA-256."""
        return self._answers.version

    def read(self, texts: Sequence[str]) -> list[Read]:
        """The words of each text and their layers."""
        items = [Item(text=text, words=tuple(split(text))) for text in texts]
        return [
            Read(text=item.text, words=tuple(item.words), layers=layers)
            for item, layers in zip(items, self.run(items), strict=True)
        ]

    def read_words(
        self, items: Iterable[tuple[str, Sequence[tuple[int, int]], Sequence[int] | None]]
    ) -> list[Layers]:
        """The layers of given words; of given sentences where the third of an item says which words open them."""
        return self.run(
            [
                Item(text=text, words=words, opens=opens or (), whole=opens is not None)
                for text, words, opens in items
            ]
        )

    def run(self, items: Sequence[Item]) -> list[Layers]:
        """The layers of each item, whatever the others are."""
        parts = [parts_of(item) for item in items]
        found: list[Layers] = []
        with self._blas.limit(limits=1):  # small matrices: a second thread only waits
            for some in batches([part for each in parts for part in each]):
                found += self._read(some)
        read = iter(found)
        return [joined([(len(part.words), next(read)) for part in each]) for each in parts]

    def _read(self, items: Sequence[Item]) -> list[Layers]:
        """The layers of some items, decoded as one text: no sentence, paragraph or link goes from one into another."""
        starts = np.cumsum([0, *(len(item.words) for item in items)]).tolist()
        count = starts[-1]
        if not count:
            return [_NOTHING] * len(items)
        lists = self._answers.lists
        numbers = self._numbers(items, starts)
        opens, cuts = self._opens(numbers["opens"], items, starts)
        bounds = [*opens, count]
        forms = [item.text[a:b] for item in items for a, b in item.words]
        parts, tags = _parts_and_tags(numbers["upos"], numbers["xpos"], self._answers.tags)
        upos = [lists["upos"][k] for k in parts.tolist()]
        xpos = [lists["xpos"][k] for k in tags.tolist()]
        heads, deprels = self._grammar.read(numbers, bounds)
        lemmas = list(map(self._lemmas.lemma, forms, upos, xpos))
        sentences = np.searchsorted(opens, starts).tolist()
        names = _shared(self._tags("names", numbers, bounds), starts)
        found = [
            Layers(
                opens=tuple(o - a for o in opens[sentences[n] : sentences[n + 1]]),
                upos=tuple(upos[a:b]),
                xpos=tuple(xpos[a:b]),
                lemmas=tuple(lemmas[a:b]),
                heads=tuple(h - a for h in heads[a:b]),
                deprels=tuple(deprels[a:b]),
                names=names[n],
                cuts=tuple(k - a for k in cuts if a <= k < b),
            )
            for n, (a, b) in enumerate(pairwise(starts))
        ]
        return found if self._brief else self._told(items, numbers, starts, bounds, found)

    def _told(
        self,
        items: Sequence[Item],
        numbers: Numbers,
        starts: Sequence[int],
        bounds: Sequence[int],
        found: Sequence[Layers],
    ) -> list[Layers]:
        """The layers found so far with those of what is said, and of what is told of events."""
        sentences = np.searchsorted(bounds[:-1], starts).tolist()
        factuality = np.clip(numbers["factuality"][:, 0], -_SURE, _SURE).tolist()
        carries = _carries(numbers["carries"][:, 0], bounds)
        cues = self._tags("negation", numbers, bounds)
        cues_of = _shared(cues, starts)
        times = _shared(self._tags("times", numbers, bounds), starts)
        triggers = _shared(self._triggers(numbers["trigger"]), starts)
        scopes = _scopes(numbers["scope"], cues, bounds)
        said = self._said(items, numbers, starts)
        negated = np.cumsum([0, *(len(each) for each in cues_of)]).tolist()
        return [
            msgspec.structs.replace(
                found[n],
                said=said[n],
                triggers=triggers[n],
                factuality=tuple(factuality[a:b]),
                cues=cues_of[n],
                scopes=tuple(
                    tuple(Span(s.first - a, s.last - a) for s in each)
                    for each in scopes[negated[n] : negated[n + 1]]
                ),
                times=times[n],
                carries=tuple(carries[sentences[n] : sentences[n + 1]]),
            )
            for n, (a, b) in enumerate(pairwise(starts))
        ]

    def _numbers(self, items: Sequence[Item], starts: Sequence[int]) -> Numbers:
        """The numbers of every head for each word of all texts, one text behind the other."""
        pieces = [self._cutter.cut(item.text, item.words) for item in items]
        found = {head: np.empty((starts[-1], size), np.float32) for head, size in self._answers.sizes.items()}
        todo = [
            (n, window)
            for n, (item, each) in enumerate(zip(items, pieces, strict=True))
            for window in windows_of(each.firsts.tolist(), rough_opens(item.text, item.words))
        ]

        def room(job: tuple[int, Window]) -> int:
            """Pieces with padding; by the window alone, so that nothing beside it changes its numbers."""
            firsts = pieces[job[0]].firsts
            return -(-int(firsts[job[1].last] - firsts[job[1].first] + 2) // _PAD) * _PAD

        todo.sort(key=room)
        for length, jobs in groupby(todo, room):
            while batch := list(islice(jobs, max(1, _ROOM // length))):
                self._run(pieces, starts, batch, length, found)
        return found

    def _run(
        self,
        pieces: Sequence[Pieces],
        starts: Sequence[int],
        jobs: Sequence[tuple[int, Window]],
        length: int,
        found: Numbers,
    ) -> None:
        rows = [(pieces[n], int(pieces[n].firsts[w.first]), int(pieces[n].firsts[w.last])) for n, w in jobs]
        ids = np.zeros((len(rows), length), np.int64)
        shapes = np.zeros((len(rows), length), np.int64)
        for r, (each, a, b) in enumerate(rows):
            ids[r, 0], ids[r, b - a + 1] = self._answers.first, self._answers.last
            ids[r, 1 : b - a + 1] = each.ids[a:b]
            shapes[r, 1 : b - a + 1] = each.shapes[a:b]
        given = self._answers.run(ids, shapes)
        for r, (n, window) in enumerate(jobs):
            each, a, _ = rows[r]
            own = each.firsts[window.own : window.until] - a + 1
            into = slice(starts[n] + window.own, starts[n] + window.until)
            for head, numbers in given.items():
                found[head][into] = numbers[r, own]

    @staticmethod
    def _opens(numbers: Floats, items: Sequence[Item], starts: Sequence[int]) -> tuple[list[int], list[int]]:
        """The words that open a sentence, the first word of an item among them; and those that do for length alone.

        A sentence that is too long (a table, a list, a text without stops) is cut at its likeliest word.
        """
        likelihood = 1 / (1 + np.exp(numbers[:, 0] - numbers[:, 1]))
        opens = likelihood >= _OPENS
        stands = np.zeros(len(opens), bool)
        for item, a, b in zip(items, starts, starts[1:], strict=False):
            if item.whole:
                opens[a:b] = False
            closed = [a + k for k in item.closed]
            opens[closed] = False
            likelihood[closed] -= 1  # only where there is no other
            opens[[a + k for k in item.opens]] = True
            opens[a : a + 1] = b > a or opens[a : a + 1]
            stands[a:b] = item.whole
        found: list[int] = []
        cuts: list[int] = []
        for first, last in pairwise([*np.flatnonzero(opens).tolist(), len(opens)]):
            found.append(first)
            while last - found[-1] > LONGEST and not stands[first]:
                half = found[-1] + LONGEST // 2
                found.append(half + int(likelihood[half : found[-1] + LONGEST + 1].argmax()))
                cuts.append(found[-1])
        return found, cuts

    def _tags(self, head: str, numbers: Numbers, bounds: Sequence[int]) -> tuple[Span, ...]:
        """The spans of a head that marks them, none across sentences."""
        return spans_of(legal_tags(numbers[head], bounds, *self._legal[head]), self._answers.lists[head])

    def _said(self, items: Sequence[Item], numbers: Numbers, starts: Sequence[int]) -> list[tuple[Said, ...]]:
        """The attributions of each item: each cue with the sources and contents that are linked to it."""
        chains = self._answers.chains
        paragraphs = [a + k for item, a in zip(items, starts, strict=False) for k in _paragraphs(item)]
        rows, lengths = rows_of(numbers["said"].reshape(-1, 3, 3), [*paragraphs, starts[-1]])
        steps, start = chains["steps"].copy(), chains["start"].copy()
        steps[:, 0, 2] += _NEVER
        start[:, 2] += _NEVER
        best = best_tags(rows, lengths, steps, start, chains["end"])
        roles = [
            _shared(spans_of(_unrolled(best[..., k], lengths), ("O", "B-", "I-")), starts) for k in range(3)
        ]
        return [
            _linked(spans, numbers["link_from"][a:b], numbers["link_to"][a:b])
            for (a, b), spans in zip(pairwise(starts), zip(*roles, strict=True), strict=True)
        ]

    def _triggers(self, numbers: Floats) -> tuple[Span, ...]:
        answers = self._answers.lists["trigger"]
        found = numbers.argmax(1)
        at = np.flatnonzero(found).tolist()
        return tuple(
            Span(i, i + 1, answers[k] if answers[k] != "other" else "")
            for i, k in zip(at, found[at].tolist(), strict=True)
        )


def _parts_and_tags(upos: Floats, xpos: Floats, legal: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """The likeliest part of speech of each word, and Penn tag, that go together."""
    parts, tags = upos.argmax(1), xpos.argmax(1)
    apart = np.flatnonzero(~legal[parts, tags])
    if len(apart):
        pairs = likely(upos[apart])[:, :, None] + likely(xpos[apart])[:, None]
        pairs[:, ~legal] = _NEVER
        parts[apart], tags[apart] = np.divmod(pairs.reshape(len(apart), -1).argmax(1), legal.shape[1])
    return parts, tags


def _shared(spans: Sequence[Span], starts: Sequence[int]) -> list[tuple[Span, ...]]:
    """The spans of each item, counted from its first word."""
    at = np.searchsorted([s.first for s in spans], starts).tolist()
    return [
        tuple(Span(s.first - a, s.last - a, s.label) for s in spans[i:j])
        for a, i, j in zip(starts, at, at[1:], strict=False)
    ]


def _linked(roles: Sequence[tuple[Span, ...]], link_from: Floats, link_to: Floats) -> tuple[Said, ...]:
    """The attributions of one text's sources, cues and contents: each cue with those that fit it best."""
    source, cue, content = roles
    if not cue:
        return tuple(Said(source=(), cue=(), content=(span,)) for span in content)
    firsts = np.array([span.first for span in cue])
    others = [(span.first, k, span) for k, spans in enumerate((source, content)) for span in spans]
    groups: list[tuple[list[Span], list[Span]]] = [([], []) for _ in cue]
    alone: list[Said] = []
    if others:
        at = np.array([first for first, _, _ in others])
        fit = link_from[at] @ link_to[firsts].T
        fit[np.abs(at[:, None] - firsts) > _FAR] += _NEVER
        for (first, k, span), which in zip(others, fit.argmax(1).tolist(), strict=True):
            if abs(first - firsts[which]) <= _FAR:
                groups[which][k].append(span)
            elif k == 1:
                alone.append(Said(content=(span,)))
    found = [
        Said(source=tuple(sources), cue=(span,), content=tuple(contents))
        for span, (sources, contents) in zip(cue, groups, strict=True)
    ]
    return (*found, *alone)


def _unrolled(rows: Ints, lengths: Ints) -> Ints:
    """The rows one behind the other; a tag that goes on from another row never does, for it would not be legal."""
    inside = np.arange(rows.shape[1]) < lengths[:, None]
    found: Ints = rows[inside]
    return found


def _paragraphs(item: Item) -> list[int]:
    """The first word, and words that stand on a new line."""
    breaks = [
        i
        for i, (before, word) in enumerate(pairwise(item.words), start=1)
        if "\n" in item.text[before[1] : word[0]]
    ]
    return [0, *breaks] if item.words else []


def _scopes(numbers: Floats, cues: Sequence[Span], bounds: Sequence[int]) -> list[tuple[Span, ...]]:
    """What each cue negates: the words in some scope of its sentence, those of the nearest cue."""
    inside = numbers[:, 1] - numbers[:, 0] > _INSIDE
    sentences = (np.searchsorted(bounds, [cue.first for cue in cues], "right") - 1).tolist()
    found: list[tuple[Span, ...]] = []
    for cue, sentence in zip(cues, sentences, strict=True):
        rivals = [c for c, other in zip(cues, sentences, strict=True) if other == sentence]
        first, last = bounds[sentence], bounds[sentence + 1]
        spans: list[Span] = []
        for i in (np.flatnonzero(inside[first:last]) + first).tolist():
            if min(rivals, key=lambda c: abs(c.first - i)) is cue:
                if spans and spans[-1].last == i:
                    spans[-1] = Span(spans[-1].first, i + 1)
                else:
                    spans.append(Span(i, i + 1))
        found.append(tuple(spans))
    return found


def _carries(numbers: Floats, bounds: Sequence[int]) -> list[float]:
    likelihood = 1 / (1 + np.exp(-numbers))
    sums = np.add.reduceat(likelihood, bounds[:-1]) / np.diff(bounds)
    found: list[float] = sums.tolist()
    return found
