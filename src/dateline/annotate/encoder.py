"""Dateline's own encoder: one pass of one small network over a text, and every layer that it knows.

The network gives numbers for pieces; what turns these into layers is here. Long texts are read in overlapping
windows, windows of like length together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from dateline.annotate.decoding import Floats, best_tags, legal_steps, rows_of, spans_of, tree
from dateline.annotate.layers import Layers, Read, Said, Span
from dateline.annotate.lemmas import Lemmas
from dateline.annotate.network import Answers, load_network
from dateline.annotate.pieces import Cutter, Pieces
from dateline.annotate.splitting import split
from dateline.annotate.windows import Window, windows_of
from dateline.records.evidence import Record

#: Pieces of one call of the network, padding included.
_ROOM = 4096

#: From this many sentences' share on a word opens one.
_OPENS = 0.5

#: The most and the least that factuality can be.
_SURE = 3.0

#: Words between a cue and what belongs to it, at most.
_FAR = 120
_NEVER = -1e4

Numbers = dict[str, Floats]


class Item(Record, frozen=True):
    """A text, the characters of its words, and the words that open a sentence.

    ``opens`` are all that open one where ``whole``, else those that do for certain; ``closed`` never do.
    """

    text: str
    words: Sequence[tuple[int, int]]
    opens: Sequence[int] = ()
    whole: bool = False
    closed: Sequence[int] = ()


class Encoder:
    """Reads texts into layers. Raises DictionaryError where its network is not there or is another one."""

    def __init__(self, answers: Answers | None = None) -> None:
        """Load the network that is shipped, or take one."""
        self._answers = answers or load_network()
        self._cutter = Cutter(self._answers.vocabulary)
        self._blas = ThreadpoolController().select(user_api="blas")
        self._lemmas = Lemmas(self._answers.lemmas)
        lists = self._answers.lists
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
        pieces = [self._cutter.cut(item.text, item.words) for item in items]
        with self._blas.limit(limits=1):  # small matrices: a second thread only waits
            numbers = self._numbers(pieces)
            return [self._layers(item, each) for item, each in zip(items, numbers, strict=True)]

    def _numbers(self, pieces: Sequence[Pieces]) -> list[Numbers]:
        """The numbers of every head for each word of each text."""
        sizes = self._answers.sizes
        found = [
            {head: np.zeros((len(each.firsts) - 1, size), np.float32) for head, size in sizes.items()}
            for each in pieces
        ]
        todo = [(n, window) for n, each in enumerate(pieces) for window in windows_of(each.firsts.tolist())]

        def length(job: tuple[int, Window]) -> int:
            firsts = pieces[job[0]].firsts
            return int(firsts[job[1].last] - firsts[job[1].first])

        todo.sort(key=length)
        at = 0
        while at < len(todo):
            # Windows come by length, so the last of a batch is its longest.
            until = at + 1
            while until < len(todo) and (length(todo[until]) + 2) * (until + 1 - at) <= _ROOM:
                until += 1
            self._run(pieces, todo[at:until], found)
            at = until
        return found

    def _run(
        self, pieces: Sequence[Pieces], jobs: Sequence[tuple[int, Window]], found: list[Numbers]
    ) -> None:
        rows = [(pieces[n], int(pieces[n].firsts[w.first]), int(pieces[n].firsts[w.last])) for n, w in jobs]
        longest = max(b - a for _, a, b in rows) + 2
        ids = np.zeros((len(rows), longest), np.int64)
        shapes = np.zeros((len(rows), longest), np.int64)
        for r, (each, a, b) in enumerate(rows):
            ids[r, 0], ids[r, b - a + 1] = self._answers.first, self._answers.last
            ids[r, 1 : b - a + 1] = each.ids[a:b]
            shapes[r, 1 : b - a + 1] = each.shapes[a:b]
        given = self._answers.run(ids, shapes)
        for r, (n, window) in enumerate(jobs):
            each, a, _ = rows[r]
            own = each.firsts[window.own : window.until] - a + 1
            for head, numbers in given.items():
                found[n][head][window.own : window.until] = numbers[r, own]

    def _layers(self, item: Item, numbers: Numbers) -> Layers:
        count = len(item.words)
        if not count:
            return Layers(
                opens=(), upos=(), xpos=(), lemmas=(), heads=(), deprels=(), names=(), said=(), triggers=(),
                factuality=(), cues=(), scopes=(), times=(), carries=(),
            )  # fmt: skip
        lists = self._answers.lists
        opens = list(item.opens) if item.whole else self._opens(numbers["opens"], item)
        bounds = [*opens, count]
        heads, deprels = self._grammar(numbers, bounds)
        forms = [item.text[a:b] for a, b in item.words]
        upos, xpos = (_named(numbers[head], lists[head]) for head in ("upos", "xpos"))
        cues = self._tags("negation", numbers, bounds)
        return Layers(
            opens=tuple(opens),
            upos=upos,
            xpos=xpos,
            lemmas=tuple(map(self._lemmas.lemma, forms, upos, xpos)),
            heads=heads,
            deprels=deprels,
            names=self._tags("names", numbers, bounds),
            said=self._said(item, numbers),
            triggers=self._triggers(numbers["trigger"]),
            factuality=tuple(np.clip(numbers["factuality"][:, 0], -_SURE, _SURE).tolist()),
            cues=cues,
            scopes=_scopes(numbers["scope"], cues, bounds),
            times=self._tags("times", numbers, bounds),
            carries=_carries(numbers["carries"][:, 0], bounds),
        )

    @staticmethod
    def _opens(numbers: Floats, item: Item) -> list[int]:
        likely = 1 / (1 + np.exp(numbers[:, 0] - numbers[:, 1]))
        found = set(np.flatnonzero(likely >= _OPENS).tolist()) - set(item.closed)
        return sorted({0, *item.opens, *found})

    def _tags(self, head: str, numbers: Numbers, bounds: Sequence[int]) -> tuple[Span, ...]:
        """The spans of a head that marks them, none across sentences."""
        tags = self._answers.lists[head]
        steps, start = self._legal[head]
        rows, lengths = rows_of(numbers[head], bounds)
        best = best_tags(rows, lengths, steps, start, np.zeros(len(tags), np.float32))
        return spans_of(_unrolled(best, lengths), tags)

    def _grammar(self, numbers: Numbers, bounds: Sequence[int]) -> tuple[tuple[int, ...], tuple[str, ...]]:
        joints = self._answers.joints
        a, b = numbers["arc_from"], numbers["arc_to"]
        root = joints["root"][None]
        heads = np.empty(len(a), np.int64)
        for first, last in pairwise(bounds):
            scores = a[first:last] @ np.concatenate([root, b[first:last]]).T
            heads[first:last] = tree(scores) + first
        own = heads == np.arange(len(heads))
        above = np.where(own[:, None], joints["root_label"], numbers["label_to"][heads])
        scores = _active(numbers["label_from"] + above) @ joints["label.weight"].T + joints["label.bias"]
        labels = self._answers.lists["deprel"]
        at_root = labels.index("root")
        scores[own, at_root] = np.inf
        scores[~own, at_root] = -np.inf
        return tuple(heads.tolist()), _named(scores, labels)

    def _said(self, item: Item, numbers: Numbers) -> tuple[Said, ...]:
        """The attributions: each cue with the sources and contents that are linked to it."""
        chains = self._answers.chains
        paragraphs = [0, *_paragraphs(item), len(item.words)]
        scores = numbers["said"].reshape(-1, 3, 3)
        rows, lengths = rows_of(scores, paragraphs)
        steps, start = chains["steps"].copy(), chains["start"].copy()
        steps[:, 0, 2] += -1e4
        start[:, 2] += -1e4
        best = best_tags(rows, lengths, steps, start, chains["end"])
        source, cue, content = (
            spans_of(_unrolled(best[..., k], lengths), ("O", "B-", "I-")) for k in range(3)
        )
        if not cue:
            return tuple(Said(source=(), cue=(), content=(span,)) for span in content)
        firsts = np.array([span.first for span in cue])
        others = [(span.first, k, span) for k, spans in enumerate((source, content)) for span in spans]
        groups: list[tuple[list[Span], list[Span]]] = [([], []) for _ in cue]
        alone: list[Said] = []
        if others:
            at = np.array([first for first, _, _ in others])
            fit = numbers["link_from"][at] @ numbers["link_to"][firsts].T
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

    def _triggers(self, numbers: Floats) -> tuple[Span, ...]:
        answers = self._answers.lists["trigger"]
        return tuple(
            Span(i, i + 1, answers[k] if answers[k] != "other" else "")
            for i, k in enumerate(numbers.argmax(1).tolist())
            if k
        )


def _active(x: Floats) -> Floats:
    """GELU by the error function's usual close form, exact to 1e-4."""
    found: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return found


def _named(numbers: Floats, answers: Sequence[str]) -> tuple[str, ...]:
    return tuple(answers[k] for k in numbers.argmax(1).tolist())


def _unrolled(rows: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows one behind the other; a tag that goes on from another row never does, for it would not be legal."""
    return np.concatenate([row[:length] for row, length in zip(rows, lengths.tolist(), strict=True)])


def _paragraphs(item: Item) -> list[int]:
    """Words that stand on a new line."""
    return [
        i
        for i, (before, word) in enumerate(pairwise(item.words), start=1)
        if "\n" in item.text[before[1] : word[0]]
    ]


def _scopes(numbers: Floats, cues: Sequence[Span], bounds: Sequence[int]) -> tuple[tuple[Span, ...], ...]:
    """What each cue negates: the words in some scope of its sentence, those of the nearest cue."""
    inside = numbers.argmax(1) == 1
    found: list[tuple[Span, ...]] = []
    for k, cue in enumerate(cues):
        sentence = next((a, b) for a, b in pairwise(bounds) if a <= cue.first < b)
        rivals = [c for c in cues if sentence[0] <= c.first < sentence[1]]
        mine = [
            i
            for i in range(*sentence)
            if inside[i] and min(rivals, key=lambda c: abs(c.first - i)) is cues[k]
        ]
        spans: list[Span] = []
        for i in mine:
            if spans and spans[-1].last == i:
                spans[-1] = Span(spans[-1].first, i + 1)
            else:
                spans.append(Span(i, i + 1))
        found.append(tuple(spans))
    return tuple(found)


def _carries(numbers: Floats, bounds: Sequence[int]) -> tuple[float, ...]:
    likely = 1 / (1 + np.exp(-numbers))
    return tuple(float(likely[a:b].mean()) for a, b in pairwise(bounds))
