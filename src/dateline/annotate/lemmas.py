"""The lemma of a word by what it is: exceptions the treebank taught, irregular verbs, then a dictionary.

The dictionary is simplemma's (MIT). Measured by ``dateline evaluate ud_ewt``; a head of the encoder that chose edit scripts
was worse on verbs it had not seen ("besieged", "retook"), so there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import simplemma

from dateline.annotate.inflections import irregular_verb

_LOOKED_UP = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
_INFLECTED = frozenset({"VBD", "VBN", "VBG", "VBZ"})


class Lemmas:
    """Looks lemmas up; keeps those it has found."""

    def __init__(self, exceptions: Mapping[str, Mapping[str, str]]) -> None:
        """Take the exceptions: by Penn tag, the lemmas of words in small letters."""
        self._exceptions = exceptions
        self._found: dict[tuple[str, str], str] = {}

    def lemma(self, word: str, upos: str, xpos: str) -> str:
        """The lemma of a word with this universal part of speech and this Penn tag, in small letters."""
        key = (word, xpos)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > 100_000:
                self._found.clear()
            found = self._found[key] = self._look_up(word.lower(), upos, xpos)
        return found

    def _look_up(self, word: str, upos: str, xpos: str) -> str:
        known = self._exceptions.get(xpos, {}).get(word)
        if known is None and xpos in _INFLECTED:
            known = irregular_verb(word)
        if known is not None:
            return known
        if upos not in _LOOKED_UP or (upos == "NOUN" and xpos == "NN"):
            return word
        return (simplemma.lemmatize(word, lang="en") if word else "").lower() or word


def exceptions(words: Iterable[tuple[str, str, str, str]]) -> dict[str, dict[str, str]]:
    """The exceptions that words teach, given as (word, universal part of speech, Penn tag, lemma).

    A word counts with the lemma it has most often, if it has it twice.
    """
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for word, upos, xpos, lemma in words:
        if lemma not in ("", "_"):
            counts.setdefault((xpos, word.lower()), Counter())[upos, lemma.lower()] += 1
    plain = Lemmas({})
    found: dict[str, dict[str, str]] = {}
    for (xpos, word), seen in sorted(counts.items()):
        (upos, lemma), times = seen.most_common(1)[0]
        if times > 1 and plain.lemma(word, upos, xpos) != lemma:
            found.setdefault(xpos, {})[word] = lemma
    return found
