"""Clauses: an event told actively, passively or as a noun, with its place, time, outcome and bystanders."""

from __future__ import annotations

from typing import Any

from training.composed.grammar import Node, case, comma, det, fence, label, trigger
from training.composed.phrases import items, lexicon, noun, word
from training.composed.verbs import PARTICLES, Verbs, verb_of

Frame = dict[str, Any]

#: Verbs that only carry the event their object names.
_LIGHT = frozenset({"launch", "carry", "hold", "fight", "reach", "impose", "stage", "conduct"})
#: Classes of phrases that do harm but want nothing.
_THINGS = frozenset({"bomb", "striker", "fighting", "drone", "jets"})
_MASS = frozenset(
    "fighting talks exercises negotiations sanctions cooperation support praise violence".split()
)
_COUNTED = frozenset(
    {"clash", "gun battle", "air strike", "airstrike", "raid", "attack", "protest", "blast", "explosion"}
)


def modify(head: Node, node: Node) -> Node:
    """Put an adjective or a noun before a noun."""
    return head.pre("amod" if node.upos in ("ADJ", "VERB") else "compound", node)


def has_place(node: Node) -> bool:
    """Whether a place is named somewhere in the phrase."""
    return any(note.label in ("place", "facility") for n in node.walk() for note in n.notes)


def has_time(node: Node) -> bool:
    """Whether a time is told somewhere in the phrase."""
    return any(note.layer == "times" for n in node.walk() for note in n.notes)


class Clauses(Verbs):
    """Clauses about the events of the frames."""

    depth = 0

    def frame(self, *types: str) -> Frame:
        """A frame, of one of these types where some are given."""
        frames = lexicon().frames
        return self.rng.choice([f for f in frames if f["type"] in types] if types else frames)

    def willed(self, *types: str) -> Frame:
        """A frame whose doer can want things and speak."""
        while True:
            frame = self.frame(*types)
            doers = [d for d in frame["doer"].split() if d not in _THINGS]
            if doers:
                return {**frame, "doer": " ".join(doers)}

    def doer(self, frame: Frame) -> Node:
        """Who does it, now and then several."""
        who = self.told_of(self.np(frame["doer"]))
        if self.chance(0.05) and not who.right:
            return self.list_of(who, [self.np(frame["doer"]) for _ in range(self.rng.choice((1, 1, 2)))])
        return who

    def target(self, frame: Frame) -> Node | None:
        """Whom or what it is done to."""
        return self.told_of(self.np(frame["target"])) if frame["target"] else None

    # ---- clauses beside a noun ------------------------------------------------------------------------

    def told_of(self, node: Node, share: float = 0.07) -> Node:
        """Sometimes say of the noun what it did or what was done to it, in a relative clause."""
        if self.depth or not self.chance(share) or (node.right and node.right[-1].form == ","):
            return node
        self.depth += 1
        kinds = {
            note.label for n in node.walk() for note in n.notes if n is node or n.rel in ("nmod", "flat")
        }
        if kinds & {"armed-group"} and node.upos == "PROPN" and self.chance(0.5):
            node = self.called(node)
        elif kinds & {"armed-group", "state-force"}:
            named = node.upos == "PROPN"
            frame = self.frame("ASSAULT", "TERRITORY", "RETREAT")
            who = Node("which" if named else self.one("who", "that"), "PRON", "WDT" if named else "WP")
            if who.form == "that":
                who.xpos = "WDT"
            form = (
                self.one("past", "pluperf", "perf", "pres")
                if frame.get("state")
                else self.one("past", "pluperf")
            )
            node = self._relative(node, self.event(frame, form, subject=who), named)
        elif kinds & {"place"} and self.chance(0.4):
            head = self.verb(
                self.one("kill", "wound", "capture"), self.one("past", "pluperf"), passive=True, plural=True
            )
            trigger(head, "ASSAULT", 3.0).pre("nsubj:pass", self.np_people()).pre(
                "advmod", Node("where", "ADV", "WRB")
            )
            node = self._relative(node, head, True)
        elif kinds & {"place", "facility"}:
            frame = self.frame("TERRITORY")
            verb = self.one("capture", "seize", "retake", "besiege", "overrun", "control", "hold")
            head = self.verb(verb, self.one("past", "pluperf", "perf"), passive=True).pre(
                "nsubj:pass", Node("which", "PRON", "WDT")
            )
            trigger(head, "TERRITORY", head.fact).add("obl:agent", case("by", self.np(frame["doer"])))
            node = self._relative(self.adjuncts(head, 0, 0.4, "pluperf") and node, head, True)
        elif kinds & {"person", "civilians"} and self.chance(0.6):
            who = Node("who", "PRON", "WP")
            base, kind = self.rng.choice(
                (("wound", "ASSAULT"), ("arrest", "COERCE"), ("kidnap", "ASSAULT"), ("release", "RETREAT"))
            )
            head = self.verb(base, self.one("past", "pluperf"), passive=True, plural=node.num == "pl").pre(
                "nsubj:pass", who
            )
            trigger(head, kind, head.fact)
            node = self._relative(node, self.adjuncts(head, 0.3, 0.5), node.upos == "PROPN")
        self.depth -= 1
        return node

    def called(self, node: Node) -> Node:
        """What kind of group it is, after its name."""
        text = self.one(
            "militant group", "jihadist group", "rebel group", "militia", "armed group", "separatist group"
        )
        what = det(self.one("a", "a", "the"), label(noun(text), "armed-group"))
        if self.chance(0.4):
            based = Node(self.one("based", "active"), "VERB", "VBN", "base")
            if based.form == "active":
                based = Node("active", "ADJ", "JJ")
            what.add("acl" if based.upos == "VERB" else "amod", based.add("obl", case("in", self.np_place())))
        what.rel = "appos"
        return fence(what, node)

    def _relative(self, node: Node, clause: Node, apart: bool) -> Node:
        clause.rel = "acl:relcl"
        if apart:
            return fence(clause, node)
        node.right.append(clause)
        return node

    # ---- events ---------------------------------------------------------------------------------------

    def event(
        self,
        frame: Frame,
        form: str = "past",
        *,
        subject: Node | None = None,
        negated: str = "",
        fact: float = 3.0,
        bare: bool = False,
    ) -> Node:
        """The event as an active clause. ``bare`` leaves the subject out."""
        who = None if bare else subject or self.doer(frame)
        spec = verb_of(self.one(*items(frame["verbs"])))
        plural = who is not None and who.num == "pl"
        head = self.verb(spec.base, form, negated=negated, plural=plural, fact=fact)
        if who is not None:
            head.pre("nsubj", who)
        tells = True
        more: list[Node] = []
        self.particle(head, spec.particle)
        if spec.object:
            thing = self.fixed(spec.object)
            head.add("obj", thing)
            if not spec.object.isupper():
                if spec.base in _LIGHT:
                    trigger(thing, frame["type"], head.fact, *[n for n in thing.left if n.rel == "compound"])
                    tells = False
                elif not any(n.rel == "det" for n in thing.left):
                    more.append(thing)
        if tells:
            trigger(head, frame["type"], head.fact, *more)
        goal = self.target(frame)
        if goal is not None:
            head.add("obl" if spec.prep else "obj", case(spec.prep, goal) if spec.prep else goal)
        if spec.particle == "dead":
            self.particle(head, "dead", True)
        if frame.get("also") and self.chance(0.7):
            preposition, _, classes = frame["also"].partition(":")
            head.add("obl", case(preposition, self.np(classes)))
        if frame.get("means") and not spec.object and self.chance(0.3):
            head.add("obl", case("with", self.np(frame["means"])))
        return head

    def particle(self, head: Node, form: str, last: bool = False) -> None:
        """Add the verb's particle; "dead" stands after the object."""
        if form in ("back", "away"):
            head.add("advmod", Node(form, "ADV", "RB"))
        elif form in PARTICLES:
            head.add("compound:prt", Node(form, "ADP", "RP"))
        elif form and last:
            head.add("xcomp", Node(form, "ADJ", "JJ"))

    def fixed(self, text: str) -> Node:
        """The object that belongs to a verb."""
        if text == "MEASURE":
            measure = self.one(*lexicon().nouns["measures"])
            return noun(measure) if measure == "military rule" else det("a", noun(measure))
        if text == "SUPPLY":
            return self.np_supplies()
        if text == "DEAL":
            return det("a", self.kindly("deals"))
        return self.things(text)

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
        specs = [v for v in map(verb_of, items(frame["verbs"])) if not v.object and not v.prep]
        specs = [v for v in specs if not v.particle or v.particle in PARTICLES or v.particle == "dead"]
        goal = None if frame.get("both") or not specs else self.target(frame)
        if goal is None:
            return None
        spec = self.rng.choice(specs)
        head = self.verb(spec.base, form, passive=True, negated=negated, plural=goal.num == "pl", fact=fact)
        head.pre("nsubj:pass", goal)
        self.particle(head, spec.particle, True)
        trigger(head, frame["type"], head.fact)
        if agent if agent is not None else self.chance(0.5):
            head.add("obl:agent", case("by", self.doer(frame)))
        return head

    def nominal(
        self, frame: Frame, fact: float = 3.0, article: str = "", lightly: bool = False
    ) -> Node | None:
        """The event as a noun phrase: "the shelling of X by Y", "Y's shelling of X"; None where it has no noun."""
        nouns = items(frame["nouns"])
        if not nouns:
            return None
        fitting = [n for n in nouns if n.endswith((":on", ":into"))] if lightly else nouns
        if not fitting:
            return None
        text, _, prep = self.rng.choice(fitting).partition(":")
        head = noun(text)
        if text in _COUNTED and self.chance(0.5):
            head.form += "es" if head.form.endswith("sh") else "s"
            head.xpos, head.num = "NNS", "pl"
        trigger(head, frame["type"], fact, *[n for n in head.left if n.rel == "compound"])
        target = self.target(frame) if prep else None
        roll = self.rng.random()
        owner: Node | None = None
        if roll < 0.12:
            head.pre("amod", label(self.gentilic(), "nationality"))
        elif roll < 0.25:
            modify(head, word(self.one(*lexicon().nouns["attack_adjectives"])))
        elif roll < 0.37 and not frame.get("both"):
            owner = self.np(frame["doer"])
            if any(n.form in (",", "of") for n in owner.walk()) or owner.right:
                owner = self.day() if self.chance(0.5) else None
            if owner is not None and owner.right:
                owner = None
        elif roll < 0.43:
            head.pre("amod", word(self.one("alleged", "reported", "repeated", "failed")))
            if head.left[0].form == "failed":
                head.fact = -2.0
            elif head.left[0].form != "repeated":
                head.fact = min(fact, 1.5)
        if target is not None:
            head.add("nmod", case(prep, target))
        if owner is None and self.chance(0.3):
            head.add("nmod", case("by", self.doer(frame)))
        if owner is not None:
            sign = Node("'" if owner.form.endswith("s") else "'s", "PART", "POS", "'s")
            sign.glue = True
            return head.pre("nmod:poss", owner.add("case", sign))
        if article and (article != "a" or head.num == "sg"):
            return head if article == "a" and text in _MASS else det(article, head)
        return head if text in _MASS or head.num == "pl" else det(self.one("a", "the"), head)

    def deed(self) -> Node:
        """A violent deed as a noun phrase."""
        return self.nominal(self.frame("ASSAULT"), article="the") or self.deed()

    def light(self, frame: Frame, form: str = "past", fact: float = 3.0) -> Node | None:
        """ "X carried out a raid on Y"."""
        deed = self.nominal(frame, fact, "a", True)
        if deed is None or any(n.rel == "nmod:poss" for n in deed.left):
            return None
        who = self.doer(frame)
        spec = verb_of(self.one("carry out", "launch", "conduct", "stage", "begin", "step up"))
        head = self.verb(spec.base, form, plural=who.num == "pl", fact=fact).pre("nsubj", who)
        self.particle(head, spec.particle)
        deed.fact = min(deed.fact, head.fact)
        return head.add("obj", deed)

    # ---- what goes with a clause -------------------------------------------------------------------------

    def where(self) -> Node:
        """A place as a dependent of a verb."""
        roll = self.rng.random()
        if roll < 0.75:
            node = case(
                self.one("in", "in", "near", "outside", "in", "around"),
                self.np("place place place place places"),
            )
        elif roll < 0.85:
            node = case("on", self.np_road())
        elif roll < 0.93:
            side = Node(self.one("north", "south", "east", "west"), "ADV", "RB")
            far = noun(self.one("km", "miles", "kilometres", "kilometers"))
            side.pre("obl:unmarked", far.pre("nummod", self.number(2, 90)))
            node = side.add("obl", case("of", self.np_place()))
            node.rel = "advmod"
            return node
        else:
            node = case("at", self.np_facility())
        node.rel = "obl"
        return node

    def adjuncts(self, head: Node, place: float = 0.4, time: float = 0.5, form: str = "past") -> Node:
        """Put place and time after the clause, or the time before it."""
        if self.chance(place) and not has_place(head):
            node = self.where()
            head.add(node.rel, node)
        when = self.when(form) if self.chance(time) and not has_time(head) else None
        if when is not None:
            if self.chance(0.2) and not self.depth:
                head.pre(when.rel, when.add("punct", comma()))
            else:
                head.add(when.rel, when)
        elif self.chance(0.06) and not has_time(head):
            extra = self.span() if self.chance(0.7) else self.often()
            head.add(extra.rel, extra)
        return head

    def toll(self, fact: float = 3.0, form: str = "ing", plural: bool = False) -> Node:
        """ "killing N people and wounding M", without subject."""
        base = self.one("kill", "kill", "wound", "injure")
        head = self.verb(base, form, plural=plural, fact=fact)
        trigger(head, "ASSAULT", head.fact).add("obj", self.np_people())
        roll = self.rng.random()
        if roll < 0.4:
            other = self.verb("wound" if base == "kill" else "kill", form, plural=plural, fact=fact)
            left = (
                self.dozens()
                if self.chance(0.3)
                else self.amount(word(self.one("others", "people", "soldiers")))
            )
            trigger(other, "ASSAULT", other.fact).add("obj", left)
            head.add("conj", other.pre("cc", Node("and", "CCONJ", "CC")))
        elif roll < 0.5:
            other = self.verb(self.one("destroy", "damage"), form, plural=plural, fact=fact).add(
                "obj", self.np("facility vehicle")
            )
            trigger(other, "ASSAULT", other.fact)
            head.add("conj", other.pre("cc", Node("and", "CCONJ", "CC")))
        return head

    def result(self, head: Node, frame: Frame, share: float = 0.45) -> Node:
        """Sometimes what it led to: ", killing N people", ", with dozens wounded"."""
        if frame.get("result") and self.chance(share) and head.fact > 2:
            node = self.toll(head.fact)
            head.add("advcl", node.pre("punct", comma()))
        return head
