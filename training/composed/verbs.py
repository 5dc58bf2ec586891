"""Verb groups: a verb with its auxiliaries in every tense and mood, negated or not."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from training.composed.grammar import Node, Note
from training.composed.matters import Matters
from training.composed.phrases import lexicon

#: Tenses and moods: modal verb, perfect, progressive, and how sure an event told so is (3: it happened).
FORMS: dict[str, tuple[str, bool, bool, float]] = {
    "past": ("", False, False, 3.0),
    "pres": ("", False, False, 3.0),
    "perf": ("", True, False, 3.0),
    "pluperf": ("", True, False, 3.0),
    "prog": ("", False, True, 3.0),
    "presprog": ("", False, True, 3.0),
    "will": ("will", False, False, 0.0),
    "would": ("would", False, False, -0.5),
    "may": ("may", False, False, -0.5),
    "might": ("might", False, False, -0.5),
    "could": ("could", False, False, -0.5),
    "mayhave": ("may", True, False, 0.5),
    "mighthave": ("might", True, False, 0.5),
    "musthave": ("must", True, False, 1.5),
    "inf": ("", False, False, -0.5),
    "bare": ("", False, False, -0.5),
    "ing": ("", False, False, 3.0),
    "pp": ("", False, False, 3.0),
}
_PRESENT = frozenset({"pres", "perf", "presprog"})
_BARE = frozenset({"inf", "bare"})
#: Particles that belong to a verb.
PARTICLES = frozenset({"down", "up", "out", "off", "over", "away", "back", "in"})
_BE = {"past": ("was", "were"), "pres": ("is", "are"), "base": "be", "done": "been", "ing": "being"}


class Verb(NamedTuple):
    """A verb with its particle, object and preposition, as the frames write it."""

    base: str
    particle: str
    object: str
    prep: str


@cache
def verb_of(spec: str) -> Verb:
    """ "carry out+air strikes:on" in parts."""
    head, _, prep = spec.partition(":")
    head, _, thing = head.partition("+")
    base, _, particle = head.partition(" ")
    return Verb(base, particle, thing, prep)


@cache
def inflect(base: str, form: str) -> str:
    """ "past", "done" (participle), "ing", "s" or "base" of a verb."""
    irregular = lexicon().irregular.get(base)
    if form == "base":
        return base
    if form == "s":
        if base == "have":
            return "has"
        if base.endswith(("s", "sh", "ch", "x", "o")):
            return base + "es"
        return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"
    stem = base + base[-1] if base in lexicon().doubling else base
    if form == "ing":
        return (base[:-1] if base.endswith("e") and not base.endswith("ee") else stem) + "ing"
    if irregular:
        past, done = irregular
        return past if form == "past" else done
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"


class Verbs(Matters):
    """A scene whose people can do things."""

    def verb(
        self,
        base: str,
        form: str = "past",
        *,
        passive: bool = False,
        negated: str = "",
        plural: bool = False,
        fact: float = 3.0,
    ) -> Node:
        """A verb with its auxiliaries. ``negated`` is "not", "n't", "never" or nothing.

        ``fact`` is how sure what is told here is at most; tense, mood and negation lower it.
        """
        modal, perfect, progressive, sure = FORMS[form]
        chain = [modal] * bool(modal) + ["have"] * perfect + ["be"] * progressive + ["be"] * passive + [base]
        if form == "pp" and passive:
            chain = [base]
        if negated in ("not", "n't") and len(chain) == 1 and form in ("past", "pres") and base != "be":
            chain = ["do", base]
        nodes = [
            self._inflected(lemma, self._shape(chain, i, form, passive), plural, i == len(chain) - 1)
            for i, lemma in enumerate(chain)
        ]
        head = nodes[-1]
        for i, node in enumerate(nodes[:-1]):
            head.near("aux:pass" if passive and i == len(nodes) - 2 and node.lemma == "be" else "aux", node)
        head.fact = min(sure, fact) if sure > 0 else sure if fact > 0 else fact
        if form == "inf":
            head.pre("mark", Node("to", "PART", "TO"))
            head.fact = fact
        if form in ("bare",):
            head.fact = fact
        if negated:
            self._negate(head, negated, form)
        return head

    def _shape(self, chain: list[str], i: int, form: str, passive: bool) -> str:
        """The form of the chain's word: it follows from the word before it."""
        if i == 0:
            if form in _BARE or FORMS[form][0]:
                return "modal" if FORMS[form][0] else "base"
            if form == "ing":
                return "ing"
            if form == "pp":
                return "done"
            return "pres" if form in _PRESENT else "past"
        before = chain[i - 1]
        if before == "have":
            return "done"
        if before == "be":
            return "done" if passive and i == len(chain) - 1 else "ing"
        return "base"

    def _inflected(self, lemma: str, shape: str, plural: bool, last: bool) -> Node:
        upos = "VERB" if last and lemma != "be" else "AUX"
        if shape == "modal":
            return Node(lemma, "AUX", "MD")
        tag = {"base": "VB", "done": "VBN", "ing": "VBG", "past": "VBD", "pres": "VBP" if plural else "VBZ"}[
            shape
        ]
        if lemma == "be":
            form = _BE[shape] if shape not in ("past", "pres") else _BE[shape][int(plural)]
            return Node(str(form), upos, tag, "be")
        if shape == "pres":
            shape = "base" if plural else "s"
        return Node(inflect(lemma, shape), upos, tag, lemma)

    def _negate(self, head: Node, negated: str, form: str) -> None:
        cue = Node(
            negated, "ADV" if negated == "never" else "PART", "RB", "not" if negated == "n't" else negated
        )
        cue.rel = "advmod"
        at = next((i + 1 for i, n in enumerate(head.left) if n.rel in ("aux", "aux:pass")), 0)
        if negated == "n't":
            helper = head.left[at - 1] if at else None
            if helper is None or helper.form in ("may", "might", "be", "been"):
                cue.form = cue.lemma = "not"
            elif helper.form == "will":
                helper.form = "wo"
        head.left.insert(at, cue)
        head.fact = -3.0
        head.notes.append(Note("negation", "", (cue,), (head,)))

    def no(self) -> str:
        """A word that negates a verb."""
        return self.one("not", "n't", "not", "never")
