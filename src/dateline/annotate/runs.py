"""Runs of words that look like a name, in order; days and months beside them are no part of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.annotate.words import FUNCTION_WORDS
from dateline.records.annotation import Token

_LINKS = frozenset(
    {
        "of",
        "de",
        "del",
        "la",
        "el",
        "al",
        "bin",
        "ibn",
        "abu",
        "um",
        "van",
        "von",
        "-",
        "’",
        "'",
        "y",
        "los",
        "las",
    }
)
_DAYS = frozenset(
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
        "September October November December"
    ).split()
)


def runs_of(tokens: Sequence[Token], taken: Sequence[bool], caseless: bool) -> list[tuple[int, int]]:
    """Runs of name-like words (first, last), in order, broken at dictionary matches and punctuation."""
    out: list[tuple[int, int]] = []
    i, n = 0, len(tokens)
    while i < n:
        if taken[i] or not is_name_word(tokens, i, caseless):
            i += 1
            continue
        j = i + 1
        while j < n and not taken[j]:
            if is_name_word(tokens, j, caseless):
                j += 1
            elif (
                tokens[j].text.lower() in _LINKS
                and tokens[j].text.lower() != "of"
                and j + 1 < n
                and not taken[j + 1]
                and is_name_word(tokens, j + 1, caseless)
            ):
                j += 2
            else:
                break
        first = i
        for k in range(i, j) if not caseless else ():
            if _is_day(tokens, k):
                if first < k:
                    out.append((first, k))
                first = k + 1
        if first < j:
            out.append((first, j))
        i = j
    return out


def _is_day(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is a day or a month that stands beside a name ("On Monday Delmoro was shelled"), no part of it."""
    t, base = tokens[i], tokens[0].i
    if t.text not in _DAYS:
        return False
    part = ("flat", "compound")
    head = tokens[t.head - base] if 0 <= t.head - base < len(tokens) else t
    beside = (tokens[k] for k in (i - 1, i + 1) if 0 <= k < len(tokens))
    if t.deprel in part and head.text[:1].isupper():  # but "Saturday morning"
        return False
    return t.deprel.startswith(("obl", "nmod", *part)) and not any(
        k.head == t.i and k.deprel in (*part, "amod") and k.text[:1].isupper() for k in beside
    )


def is_name_word(tokens: Sequence[Token], i: int, caseless: bool) -> bool:
    """Whether a word is written and read as a part of a name."""
    t = tokens[i]
    if not t.text[:1].isalpha() or t.text.lower() in FUNCTION_WORDS:
        return False
    if caseless:
        return (
            t.upos in ("PROPN", "NOUN", "ADJ", "X")
            and t.deprel not in ("root",)
            and t.xpos in ("NNP", "NNPS", "NN", "JJ", "FW", "NNS")
        )
    if not (
        t.text[0].isupper() or re.match(r"(?:al|el|ar|as|ash|ad|an|at|az|abul|abu|bin)-[A-Z]|abul?$", t.text)
    ):
        return False
    first = (
        i == 0
        or tokens[i - 1].text in ("“", '"', ".", ":", "‘")
        or (tokens[i].head == i and t.upos == "VERB")
    )
    if (
        first
        and t.upos not in ("PROPN",)
        and not (t.upos in ("NOUN", "ADJ") and i + 1 < len(tokens) and tokens[i + 1].upos == "PROPN")
    ):
        return False
    return t.upos in ("PROPN", "NOUN", "ADJ", "X") or (
        t.upos in ("VERB", "ADV", "INTJ", "ADP") and not first and len(t.text) > 3
    )
