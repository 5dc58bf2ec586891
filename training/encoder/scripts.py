"""Lemmas as edit scripts, few enough for a classifier to choose from: "-3" makes "stopped" into "stop".

A script is text: "=" leaves the word, "-2+y" cuts two characters from the end and adds "y" ("armies"), "!be" is a
whole lemma ("was"). Words and lemmas are lower-cased, for nothing in Dateline depends on a lemma's case.

Measured on English Web Treebank 2.x (``benchmarks/words.py``): the 161 scripts that three words of train need are
right for 99.6 % of dev's words; what they miss is mostly misspelt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: The script that leaves a word as it is.
SAME = "="

_CUT = re.compile(r"-([1-9]\d?)(?:\+(.+))?|\+(.+)", re.DOTALL)


def script(word: str, lemma: str) -> str:
    """The script that makes ``word`` into ``lemma`` by its end, or else gives the lemma whole.

    ``SAME`` where the lemma is empty, and for a number whose lemma only leaves out its commas.
    """
    word, lemma = word.lower(), lemma.lower()
    if not lemma or word == lemma or (word[:1].isdigit() and word.replace(",", "") == lemma):
        return SAME
    shared = 0
    for a, b in zip(word, lemma, strict=False):
        if a != b:
            break
        shared += 1
    cut = len(word) - shared
    if not shared or cut > 99:
        return f"!{lemma}"
    return (f"-{cut}" if cut else "") + (f"+{lemma[shared:]}" if len(lemma) > shared else "")


def apply(word: str, script: str) -> str:
    """The lemma of ``word`` under ``script``, lower-cased.

    Never fails: the word itself, lower-cased, where the script cannot be read or would leave nothing.
    """
    word = word.lower()
    if script[:1] == "!":
        return script[1:].lower() or word
    m = _CUT.fullmatch(script)
    if m is None:
        return word
    cut = int(m[1] or 0)
    if cut >= len(word):
        return word
    return (word[:-cut] if cut else word) + (m[2] or m[3] or "").lower()


def frequent(pairs: Iterable[tuple[str, str]], least: int = 3) -> list[str]:
    """The scripts that at least ``least`` of these (word, lemma) need, the most frequent first, ``SAME`` among them."""
    counts = Counter(script(word, lemma) for word, lemma in pairs)
    counts[SAME] = max(counts[SAME], least)
    return sorted((s for s, n in counts.items() if n >= least), key=lambda s: (-counts[s], s))
