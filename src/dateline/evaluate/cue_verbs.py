"""Attributions by rule, the baseline of ``polnear``: a verb of saying, its subject, its clause.

On spaCy's parse. The cue is a verb of the list with its auxiliaries; the source is the subject with all that
depends on it; the content is the clause that the verb governs ("said that they had left"), else what stands in
quotation marks in the sentence. "According to X, Y" has a cue, a source and the rest of its sentence. Without
a content nothing is given. The list was written for this, not taken from the data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.evaluate.polnear import Attribution
from dateline.evaluate.spacy_small import parsed
from dateline.evaluate.spans import Chars, joined

VERBS = frozenset(
    (
        "say tell add announce report state claim declare confirm note explain reveal insist assert warn believe think "
        "estimate disclose admit acknowledge stress indicate mention allege maintain argue contend comment write tweet "
        "suggest conclude recall affirm emphasize reiterate hope fear predict promise vow know feel deny testify "
        "joke complain concede remark reply respond boast caution agree ask wonder"
    ).split()
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_CLAUSES = frozenset({"ccomp"})
_QUOTED = re.compile(r'“[^”]+”|"[^"]+"')
_ENDS = " \t\n,;:—–-"


def attributions(texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
    """The attributions of each text. Raises DictionaryError where spaCy's model is not installed."""
    return [
        tuple(found for sentence in document.sents for found in _of_sentence(text, sentence))
        for text, document in zip(texts, parsed(texts), strict=True)
    ]


def _of_sentence(text: str, sentence: Any) -> Iterator[Attribution]:
    whole = (sentence.start_char, sentence.end_char)
    for token in sentence:
        if token.lemma_.lower() in VERBS and token.pos_ in ("VERB", "AUX"):
            source = [c for child in token.children if child.dep_ in _SUBJECTS for c in _under(child)]
            cue = [*(_chars(c) for c in token.lefts if c.dep_ in _AUXILIARIES), _chars(token)]
            clause = [c for child in token.children if child.dep_ in _CLAUSES for c in _under(child)]
            content = _around(text, clause) or [
                (whole[0] + m.start(), whole[0] + m.end()) for m in _QUOTED.finditer(text[slice(*whole)])
            ]
        elif token.lower_ == "according":
            to = next((child for child in token.children if child.lower_ == "to"), None)
            if to is None:
                continue
            source = [c for child in to.children if child.dep_ == "pobj" for c in _under(child)]
            cue = [_chars(token), _chars(to)]
            content = _rest(whole, [*source, *cue])
        else:
            continue
        given = Attribution(
            source=_joined(text, source), cue=_joined(text, cue), content=_joined(text, content)
        )
        if given.content:
            yield given


def _chars(token: Any) -> Chars:
    return token.idx, token.idx + len(token)


def _under(token: Any) -> list[Chars]:
    """The token and all that depends on it."""
    return [_chars(each) for each in token.subtree]


def _around(text: str, clause: list[Chars]) -> list[Chars]:
    """The clause, with a quotation mark that stands right before or behind it."""
    if not clause:
        return []
    start, end = min(clause)[0], max(clause)[1]
    if text[start - 1 : start] in ("“", '"'):
        clause = [(start - 1, start), *clause]
    behind = re.compile(r"[.,!?]?[”\"]").match(text, end)
    return [*clause, (end, behind.end())] if behind else clause


def _rest(whole: Chars, taken: list[Chars]) -> list[Chars]:
    """What of a stretch lies before and behind what is taken."""
    return [(whole[0], max(whole[0], min(taken)[0])), (min(whole[1], max(taken)[1]), whole[1])]


def _joined(text: str, fragments: list[Chars]) -> tuple[Chars, ...]:
    """The fragments joined, without the commas and dashes at their ends."""
    found: list[Chars] = []
    for start, end in joined(text, fragments):
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip(_ENDS))
        end -= len(inside) - len(inside.rstrip(_ENDS))
        if any(c.isalnum() for c in text[start:end]):
            found.append((start, end))
    return tuple(found)
