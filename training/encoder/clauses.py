"""Verb groups and clauses: an event told actively, passively or as a noun, in every tense and mood."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from training.encoder.actors import Actors
from training.encoder.grammar import Node, Note, case, comma, det, trigger
from training.encoder.phrases import items, lexicon, noun, word

Frame = dict[str, Any]

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
_PARTICLES = frozenset({"down", "up", "out", "off", "over", "away", "back", "in"})
_LIGHT = frozenset({"launch", "carry", "hold", "fight", "reach", "impose"})
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
        return irregular[0 if form == "past" else 1]
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"


class Clauses(Actors):
    """Clauses about the events of the frames."""

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

    # ---- events ---------------------------------------------------------------------------------------

    def frame(self, *types: str) -> Frame:
        """A frame, of one of these types where some are given."""
        frames = lexicon().frames
        return self.rng.choice([f for f in frames if f["type"] in types] if types else frames)

    def doer(self, frame: Frame) -> Node:
        """Who does it."""
        return self.np(frame["doer"])

    def target(self, frame: Frame) -> Node | None:
        """Whom or what it is done to."""
        return self.np(frame["target"]) if frame["target"] else None

    def event(
        self,
        frame: Frame,
        form: str = "past",
        *,
        subject: Node | None = None,
        negated: str = "",
        fact: float = 3.0,
        bare: bool = False,
        aims: bool = True,
    ) -> Node:
        """The event as an active clause. ``bare`` leaves the subject out."""
        who = None if bare else subject or self.doer(frame)
        spec = verb_of(self.one(*items(frame["verbs"])))
        plural = who is not None and who.num == "pl"
        head = self.verb(spec.base, form, negated=negated, plural=plural, fact=fact)
        if who is not None:
            head.pre("nsubj", who)
        tells = [head]
        if spec.particle in _PARTICLES:
            head.add("compound:prt", Node(spec.particle, "ADP", "RP"))
        if spec.object:
            thing = self.fixed(spec.object)
            head.add("obj", thing)
            if spec.base in _LIGHT and not spec.object.isupper():
                trigger(thing, frame["type"], head.fact, *[n for n in thing.left if n.rel == "compound"])
                tells = []
            elif not any(n.rel == "det" for n in thing.left) and not spec.object.isupper():
                tells.append(thing)
        if tells:
            trigger(head, frame["type"], head.fact, *tells[1:])
        goal = self.target(frame) if aims else None
        if goal is not None:
            if spec.prep:
                head.add("obl", case(spec.prep, goal))
            else:
                head.add("obj", goal)
        if spec.particle == "dead":
            head.add("xcomp", Node("dead", "ADJ", "JJ"))
        return head

    def fixed(self, text: str) -> Node:
        """The object that belongs to a verb."""
        if text == "MEASURE":
            return det("a", self.kindly("measures"))
        if text == "SUPPLY":
            return self.np_supplies()
        if text == "DEAL":
            return det("a", self.kindly("deals"))
        first, _, rest = text.partition(" ")
        return det("a" if first == "an" else first, noun(rest)) if first in ("a", "an", "the") else noun(text)

    def passive(
        self,
        frame: Frame,
        form: str = "past",
        *,
        agent: bool | None = None,
        negated: str = "",
        fact: float = 3.0,
    ) -> Node | None:
        """The event as a passive clause; None where no verb of the frame can be passive."""
        specs = [
            v for v in map(verb_of, items(frame["verbs"])) if not v.object and not v.prep and not v.particle
        ]
        goal = self.target(frame)
        if not specs or goal is None:
            return None
        spec = self.rng.choice(specs)
        head = self.verb(spec.base, form, passive=True, negated=negated, plural=goal.num == "pl", fact=fact)
        head.pre("nsubj:pass", goal)
        trigger(head, frame["type"], head.fact)
        if agent if agent is not None else self.chance(0.5):
            head.add("obl:agent", case("by", self.doer(frame)))
        return head

    def nominal(self, frame: Frame, fact: float = 3.0, article: str = "") -> Node | None:
        """The event as a noun phrase: "the shelling of X by Y"; None where the frame has no noun."""
        nouns = items(frame["nouns"])
        if not nouns:
            return None
        text, _, prep = self.rng.choice(nouns).partition(":")
        head = noun(text)
        mass = text in (
            "fighting",
            "talks",
            "exercises",
            "negotiations",
            "sanctions",
            "cooperation",
            "support",
            "praise",
        )
        if text in (
            "clash",
            "gun battle",
            "air strike",
            "airstrike",
            "raid",
            "attack",
            "protest",
        ) and self.chance(0.5):
            head.form += "es" if head.form.endswith("sh") else "s"
            head.xpos, head.num = "NNS", "pl"
        trigger(head, frame["type"], fact, *[n for n in head.left if n.rel == "compound"])
        target = self.target(frame) if prep else None
        by = self.chance(0.35)
        if by and self.chance(0.3):
            head.pre("amod", self.gentilic())
            by = False
        elif self.chance(0.25):
            head.pre("amod", word(self.one(*lexicon().nouns["attack_adjectives"])))
        if target is not None:
            head.add("nmod", case(prep, target))
        if by:
            head.add("nmod", case("by", self.doer(frame)))
        if article or not (mass or head.num == "pl"):
            det(article or self.one("a", "the"), head)
        return head

    def deed(self) -> Node:
        """A violent deed as a noun phrase."""
        return self.nominal(self.frame("ASSAULT"), article="the") or self.np_deed()

    # ---- what goes with a clause -------------------------------------------------------------------------

    def where(self) -> Node:
        """A place as a dependent of a verb."""
        roll = self.rng.random()
        if roll < 0.75:
            node = case(self.one("in", "in", "near", "outside", "in"), self.np_place())
        elif roll < 0.85:
            node = case("on", self.np_road())
        elif roll < 0.93:
            side = Node(self.one("north", "south", "east", "west"), "ADV", "RB")
            far = noun(self.one("km", "miles", "kilometres", "kilometers"))
            far.num = "pl"
            side.pre("obl:unmarked", far.pre("nummod", self.number(2, 90)))
            node = side.add("obl", case("of", self.np_place()))
            node.rel = "advmod"
            return node
        else:
            node = case("at", self.np_facility())
        node.rel = "obl"
        return node

    def adjuncts(self, head: Node, place: float = 0.4, time: float = 0.5) -> Node:
        """Put place and time after the clause, or the time before it."""
        if self.chance(place):
            node = self.where()
            head.add(node.rel, node)
        if self.chance(time):
            node = self.when()
            if self.chance(0.2):
                head.pre(node.rel, node.add("punct", comma()))
            else:
                head.add(node.rel, node)
        return head

    def toll(self, fact: float = 3.0, form: str = "ing") -> Node:
        """ "killing N people and wounding M", without subject."""
        base = self.one("kill", "kill", "wound", "injure")
        head = self.verb(base, form, fact=fact)
        trigger(head, "ASSAULT", head.fact).add("obj", self.np_people())
        if self.chance(0.4):
            other = self.verb("wound" if base == "kill" else "kill", form, fact=fact)
            left = (
                self.dozens()
                if self.chance(0.3)
                else self.amount(word(self.one("others", "people", "soldiers")))
            )
            trigger(other, "ASSAULT", other.fact).add("obj", left)
            head.add("conj", other.pre("cc", Node("and", "CCONJ", "CC")))
        return head

    def result(self, head: Node, frame: Frame, share: float = 0.45) -> Node:
        """Sometimes what it led to: ", killing N people"."""
        if frame.get("result") and self.chance(share) and head.fact > 2:
            node = self.toll(head.fact)
            head.add("advcl", node.pre("punct", comma()))
        return head
