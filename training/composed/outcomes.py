"""Clauses about who holds what, how many died, what there is and what there is not."""

from __future__ import annotations

import math

from training.composed.clauses import Clauses, Frame
from training.composed.grammar import Node, case, comma, det, label, trigger
from training.composed.phrases import items, lexicon, noun, word
from training.composed.verbs import verb_of


class Outcomes(Clauses):
    """Clauses about the state of things."""

    def adverb(self, head: Node) -> None:
        """Sometimes an adverb before the verb, which may make the deed less sure."""
        if not self.chance(0.1) or (head.left and head.left[-1].form == "to"):
            return
        form = self.one("reportedly", "allegedly", "also", "briefly", "apparently", "repeatedly", "finally")
        head.near("advmod", Node(form, "ADV", "RB"))
        if form in ("reportedly", "allegedly", "apparently") and head.fact > 0:
            head.fact = {"reportedly": 2.0, "allegedly": 1.0, "apparently": 1.5}[form]

    def control(self, fact: float = 3.0) -> Node:
        """ "X is under the control of Y", "X remains in Y hands"."""
        place = self.np("place stronghold places")
        what = self.one("control", "siege", "attack", "fire", "curfew", "blockade")
        head = noun(what)
        trigger(
            head,
            {"control": "TERRITORY", "siege": "TERRITORY", "blockade": "TERRITORY", "curfew": "COERCE"}.get(
                what, "ASSAULT"
            ),
            fact,
        )
        case("under", head)
        if what == "control":
            head.add("nmod", case("of", self.np("group army fighters")))
            if self.chance(0.6):
                head.left.insert(1, Node("the", "DET", "DT", rel="det"))
        plural = place.num == "pl"
        form = self.one("pres", "past", "perf", "pluperf")
        helpers = self.verb("be", form, plural=plural)
        chain, helpers.left = [*helpers.left, helpers], []
        for aux in reversed(chain):
            head.pre("cop" if aux is helpers else "aux", aux)
        helpers.fact = math.nan
        head.pre("nsubj", place)
        if self.chance(0.3):
            span = self.span()
            head.add(span.rel, span)
        return head

    def fell_to(self, fact: float = 3.0) -> Node:
        """ "X fell to Y", "X lost Y to Z", "X gave way"."""
        form = self.one("past", "past", "perf", "pluperf", "could", "will")
        if self.chance(0.5):
            place = self.np("place stronghold facility")
            head = self.verb("fall", form, plural=place.num == "pl", fact=fact).pre("nsubj", place)
            trigger(head, "TERRITORY", head.fact).add(
                "obl", case("to", self.np("group army fighters troops"))
            )
        else:
            who = self.np("group army fighters troops")
            head = self.verb("lose", form, plural=who.num == "pl", fact=fact).pre("nsubj", who)
            lost = (
                noun("control").add("nmod", case("of", self.np("place stronghold")))
                if self.chance(0.4)
                else self.np("place")
            )
            trigger(head, "TERRITORY", head.fact).add("obj", lost)
            head.add("obl", case("to", self.np("group army fighters")))
        return self.adjuncts(head, 0, 0.5, form)

    def estimate(self, fact: float = 3.0) -> Node:
        """ "X has some 500 fighters in Y", "there are about 300 militants in Y"."""
        count = self.amount(
            label(noun(self.one("fighters", "men", "militants", "combatants")), "armed-group"), 20, 9000
        )
        if self.chance(0.5):
            who = self.np("group army")
            head = self.verb("have", self.one("pres", "past"), plural=who.num == "pl", fact=fact).pre(
                "nsubj", who
            )
            head.add("obj", count)
        else:
            head = self.there(count, self.one("pres", "past"), fact)
        trigger(head, "FORCE-ESTIMATE", fact)
        return head.add("obl", case("in", self.np_place()))

    def there(self, what: Node, form: str = "past", fact: float = 3.0) -> Node:
        """ "There were ..."."""
        head = self.verb("be", form, plural=what.num == "pl", fact=fact)
        head.upos = "VERB"
        return head.pre("expl", Node("there", "PRON", "EX")).add("nsubj", what)

    def existential(self, fact: float = 3.0) -> Node:
        """ "There was shelling in X", "there were reports of shelling"."""
        deed = self.nominal(self.frame("ASSAULT", "PROTEST", "COERCE"), fact, "a") or self.deed()
        if self.chance(0.4):
            deed.fact = min(deed.fact, 1.5)
            reports = word("reports").add("nmod", case("of", deed))
            return self.adjuncts(self.there(reports, fact=fact), 0.3, 0.4)
        return self.adjuncts(self.there(deed, self.one("past", "perf", "pres"), fact), 0.5, 0.4)

    def death_toll(self, fact: float = 3.0) -> Node:
        """ "The death toll from X rose to 34", "X left N people dead"."""
        deed = self.deed()
        if self.chance(0.4):
            head = self.verb("leave", self.one("past", "perf"), plural=deed.num == "pl", fact=fact).pre(
                "nsubj", deed
            )
            dead = Node(self.one("dead", "wounded", "homeless"), "ADJ", "JJ")
            if dead.form != "homeless":
                trigger(dead, "ASSAULT", fact)
            return head.add("obj", self.np_people()).add("xcomp", dead)
        toll = det(
            "the", word(self.one("toll", "count")).pre("compound", word(self.one("death", "casualty")))
        )
        toll.add("nmod", case(self.one("from", "in"), deed))
        head = self.verb(self.one("rise", "climb", "reach"), self.one("past", "perf"), fact=fact).pre(
            "nsubj", toll
        )
        number = self.number(12, 400)
        return head.add(
            "obj" if head.lemma == "reach" else "obl", number if head.lemma == "reach" else case("to", number)
        )

    def was_one_of(self, fact: float = 3.0) -> Node:
        """ "It was the third attack on X this year", "X was one of the deadliest attacks"."""
        deed = self.nominal(self.frame("ASSAULT"), fact) or self.deed()
        order = Node(self.one("first", "second", "third", "fourth", "latest", "deadliest"), "ADJ", "JJ")
        if order.form.endswith("est"):
            order.xpos, order.lemma = "JJS", {"latest": "late", "deadliest": "deadly"}[order.form]
        deed.left = [n for n in deed.left if n.rel not in ("det", "nmod:poss")]
        deed.pre("amod", order)
        det("the", deed)
        copula = Node("was" if deed.num == "sg" else "were", "AUX", "VBD", "be")
        who = Node("it", "PRON", "PRP") if deed.num == "sg" else Node("they", "PRON", "PRP")
        return self.adjuncts(deed.pre("cop", copula).pre("nsubj", who), 0, 0.5, "pres")

    def anaphor(self, fact: float = 3.0) -> Node:
        """ "The attack killed N people", "the fighting came a day after ..."."""
        head = noun(
            self.one(
                "attack", "attack", "raid", "blast", "explosion", "shelling", "ambush", "violence", "battle"
            )
        )
        trigger(head, "ASSAULT", fact).pre("det", Node(self.one("the", "the", "this"), "DET", "DT"))
        if self.chance(0.6):
            return self.adjuncts(self.toll(fact, self.one("past", "perf")).pre("nsubj", head), 0.2, 0.3)
        main = self.verb("come", "past", fact=fact).pre("nsubj", head)
        unit = word(self.one("day", "week", "month"))
        time = label(det("a", unit), "DURATION", layer="times")
        after = self.nominal(self.frame(), fact, "the") or self.deed()
        return main.add("obl", case(self.one("after", "before"), after).pre("nmod:unmarked", time))

    def suicide(self, fact: float = 3.0) -> Node:
        """ "A suicide bomber blew himself up near X"."""
        who = noun(self.one("suicide bomber", "bomber", "attacker", "militant"))
        det("a", label(who, "armed-group"))
        form = self.one("past", "past", "perf", "pluperf")
        head = self.verb(self.one("blow", "blow", "detonate"), form, fact=fact).pre("nsubj", who)
        if head.lemma == "blow":
            head.add("obj", Node(self.one("himself", "herself"), "PRON", "PRP"))
            head.add("compound:prt", Node("up", "ADP", "RP"))
        else:
            belt = label(
                noun(self.one("explosive vest", "suicide belt", "explosives belt", "car bomb")), "weapon"
            )
            head.add("obj", belt.pre("nmod:poss", Node(self.one("his", "her"), "PRON", "PRP$")))
        trigger(head, "ASSAULT", head.fact)
        head.add("obl", case(self.one("near", "at", "outside", "inside"), self.np("facility place")))
        return self.result(self.adjuncts(head, 0, 0.4, form), {"result": True})

    def bodies(self, fact: float = 3.0) -> Node:
        """ "The bodies of N people were found in X", "N people are missing"."""
        if self.chance(0.5):
            head = self.verb("find", self.one("past", "perf"), passive=True, plural=True, fact=fact)
            remains = det("the", word("bodies").add("nmod", case("of", self.np_people())))
            return self.adjuncts(head.pre("nsubj:pass", remains), 0.7, 0.4)
        head = Node(self.one("missing", "unaccounted"), "ADJ", "JJ")
        head.fact = fact
        if head.form == "unaccounted":
            head.form = head.lemma = "missing"
        head.pre("cop", Node(self.one("are", "were"), "AUX", "VBP", "be"))
        if head.left[0].form == "were":
            head.left[0].xpos = "VBD"
        return self.adjuncts(head.pre("nsubj", self.np_people()), 0.2, 0.3)

    def plain(self, fact: float = 3.0) -> Node:
        """A clause that tells no event of a conflict."""
        row: Frame = self.rng.choice(lexicon().plain)
        who = self.things(self.one(*items(row["doer"])))
        if self.chance(0.15):
            who = self.np_person()
        spec = verb_of(self.one(*items(row["acts"])))
        negated = self.no() if self.chance(0.1) else ""
        form = self.one("past", "past", "past", "will", "perf", "pres", "could", "mayhave")
        head = self.verb(spec.base, form, negated=negated, plural=who.num == "pl", fact=fact).pre(
            "nsubj", who
        )
        self.particle(head, spec.particle)
        if spec.object:
            head.add("obj", self.things(spec.object))
        if spec.prep:
            cut = 2 if spec.prep.startswith("out of") else 1
            preposition, rest = " ".join(spec.prep.split()[:cut]), " ".join(spec.prep.split()[cut:])
            head.add("obl", case(preposition, self.things(rest)))
        if not negated and self.chance(0.12):
            self.plain_with(head)
        return self.adjuncts(head, 0.25, 0.5, form)

    def plain_with(self, head: Node) -> None:
        """A comparison or an aside."""
        aside = case(
            "despite", self.things(self.one("the weather", "its size", "a slow start", "heavy traffic"))
        )
        if self.chance(0.5):
            head.pre("obl", aside.add("punct", comma()))
        else:
            head.add("obl", aside)
