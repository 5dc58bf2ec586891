"""The grammar and names of prepared words, by Dateline's encoder. The only module that knows the encoder.

The encoder reads the words of a treebank; the coder wants a name ("Popular Mobilization Forces") as one word. So the
prepared words are cut further here, read, and what was read of their parts is put together again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import pairwise

import numpy as np

from dateline.annotate.encoder import Encoder
from dateline.annotate.layers import Layers, Span
from dateline.annotate.mending import mended, rooted
from dateline.annotate.parser import Parse
from dateline.annotate.parts import Item
from dateline.annotate.splitting import split
from dateline.annotate.words import Word
from dateline.dictionaries.lexicon import load_lexicon
from dateline.records.annotation import Token


class EncoderParser:
    """The encoder behind one door: prepared words in, Universal Dependencies and names out.

    Raises DictionaryError where its network is not there or is another one.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Load the network that is shipped, or take one."""
        self._encoder = encoder or Encoder(brief=True)
        self._deeds = frozenset(load_lexicon().nouns)
        self.version = f"encoder-{self._encoder.version}"

    def split(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word of ``text`` (white space left out)."""
        return split(text)

    def parse(self, reports: Sequence[tuple[str, Sequence[list[Word]]]]) -> list[list[Parse]]:
        """For each report (its text, the words of each block in order) one Parse a block."""
        items: list[Item] = []
        parts: list[list[int]] = []  # for each report, the prepared word of each of its smaller ones
        for text, blocks in reports:
            words: list[tuple[int, int]] = []
            wholes: list[int] = []
            opens: list[int] = []
            closed: list[int] = []
            n = 0
            for block in blocks:
                for k, word in enumerate(block):
                    if word.opens or not k:
                        opens.append(len(words))
                    elif not word.may_open:
                        closed.append(len(words))
                    inner = split(text[word.start : word.end]) or [(0, word.end - word.start)]
                    closed += range(len(words) + 1, len(words) + len(inner))
                    words += [(word.start + a, word.start + b) for a, b in inner]
                    wholes += [n] * len(inner)
                    n += 1
            items.append(Item(text=text, words=words, opens=opens, closed=closed))
            parts.append(wholes)
        found = []
        for (text, blocks), wholes, layers in zip(reports, parts, self._encoder.run(items), strict=True):
            tokens, opens, names = _joined(text, [w for b in blocks for w in b], wholes, layers, self._deeds)
            cuts = [wholes[k] for k in layers.cuts or ()]
            found.append(_by_block(blocks, tokens, opens, names, cuts))
        return found


def _joined(
    text: str, words: Sequence[Word], wholes: Sequence[int], layers: Layers, deeds: Set[str]
) -> tuple[list[Token], list[int], list[Span]]:
    """The tokens of prepared words from what was read of their parts ``wholes``."""
    upos, lemmas = layers.upos or (), layers.lemmas or ()
    bounds = np.searchsorted(wholes, range(len(words) + 1)).tolist()
    heads, deprels, xpos = mended(layers, [word.name for word in words], bounds, deeds)
    cores = []
    for a, b in pairwise(bounds):
        out = [k for k in range(a, b) if heads[k] == k or not a <= heads[k] < b] or [a]
        core = next((k for k in reversed(out) if upos[k] in ("PROPN", "NOUN")), out[0])
        core = next((k for k in out if heads[k] == k), core)
        cores.append(core)
    opens = list(dict.fromkeys(wholes[k] for k in layers.opens or ()))
    above = rooted([wholes[heads[core]] for core in cores], opens)
    tokens = []
    for i, (word, core) in enumerate(zip(words, cores, strict=True)):
        written = text[word.start : word.end]
        whole = bounds[i + 1] - bounds[i] > 1
        tokens.append(
            Token(
                i=i,
                start=word.start,
                end=word.end,
                text=written,
                lemma=written.lower() if whole or word.name else lemmas[core],
                upos="PROPN" if word.name and upos[core] in ("NOUN", "X", "ADJ", "VERB") else upos[core],
                xpos=("NNPS" if xpos[core] in ("NNS", "NNPS") else "NNP") if word.name else xpos[core],
                deprel=deprels[core],
                head=above[i],
            )
        )
    names = [Span(wholes[s.first], wholes[s.last - 1] + 1, s.label) for s in layers.names or ()]
    return tokens, opens, names


def _by_block(
    blocks: Sequence[list[Word]],
    tokens: Sequence[Token],
    opens: Sequence[int],
    names: Sequence[Span],
    cuts: Sequence[int],
) -> list[Parse]:
    found = []
    first = 0
    marks = [s.first for s in names]
    for block in blocks:
        last = first + len(block)
        mine = slice(bisect_left(opens, first), bisect_left(opens, last))
        here = names[bisect_left(marks, first) : bisect_left(marks, last)]
        found.append(
            Parse(
                tokens=[
                    Token(
                        i=t.i - first, start=t.start, end=t.end, text=t.text, lemma=t.lemma, upos=t.upos,
                        xpos=t.xpos, deprel=t.deprel, head=t.head - first,
                    )
                    for t in tokens[first:last]
                ],
                opens=[k - first for k in opens[mine]],
                names=[Span(s.first - first, s.last - first, s.label) for s in here if s.last <= last],
                cuts=sum(first <= k < last for k in cuts),
            )
        )  # fmt: skip
        first = last
    return found
