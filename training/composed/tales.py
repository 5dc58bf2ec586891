"""Clauses as news tells them: what happened, by whom, with what outcome, and what did not happen."""

from __future__ import annotations

from training.composed.grammar import Node, Note, case, comma, det, label, trigger
from training.composed.outcomes import Outcomes
from training.composed.phrases import lexicon, noun, word
from training.composed.verbs import verb_of

_TOLD = "past past past past past perf pluperf prog presprog mayhave mighthave will would could may might musthave".split()


class Tales(Outcomes):
    """Finite clauses without full stop; each method makes one kind."""

    def tell(self, fact: float = 3.0) -> Node:
        """One of the kinds of clauses."""
        roll = self.rng.random()
        if roll < 0.4:
            return self.deed_done(fact)
        kinds = (
            self.nominal_subject, self.nominal_subject, self.carried_out, self.deaths, self.deaths, self.control,
            self.nothing, self.death_toll, self.existential, self.two_deeds, self.fell_to, self.estimate, self.ongoing,
            self.by_participle, self.in_answer, self.was_one_of, self.bodies, self.anaphor, self.suicide,
        )  # fmt: skip
        return self.rng.choice(kinds)(fact)

    def deed_done(self, fact: float = 3.0, form: str = "") -> Node:
        """ "X shelled Y", "Y was shelled by X", in any tense, sometimes negated."""
        frame = self.frame()
        negated = self.no() if self.chance(0.09) else ""
        if not form:
            form = self.one(*(("pres", "past", "pres", "perf", "will") if frame.get("state") else _TOLD))
        head: Node | None = None
        if self.chance(0.33):
            head = self.passive(frame, "past" if form.endswith("prog") else form, negated=negated, fact=fact)
        if head is None:
            head = self.event(frame, form, negated=negated, fact=fact)
        if negated:
            return self.adjuncts(head, 0.2, 0.3, form)
        self.adverb(head)
        return self.result(self.adjuncts(head, form=form), frame)

    def nominal_subject(self, fact: float = 3.0) -> Node:
        """ "An air strike on X killed N people", "clashes with X broke out in Y"."""
        frame = self.frame()
        deed = self.nominal(frame, fact)
        if deed is None:
            return self.deed_done(fact)
        deed.fact = min(deed.fact, fact)
        plural = deed.num == "pl"
        if frame.get("result") and self.chance(0.5):
            head = self.toll(fact, self.one("past", "perf", "pluperf"), plural).pre("nsubj", deed)
            return self.adjuncts(head, 0.3, 0.4)
        spec = verb_of(self.one("continue", "take+place", "begin", "cause+panic", "last", "erupt", "break out", "rock",
                                "intensify", "resume", "prompt+outrage", "follow", "shake"))  # fmt: skip
        form = self.one("past", "past", "perf", "pluperf")
        head = self.verb(spec.base, form, plural=plural, fact=fact).pre("nsubj", deed)
        self.particle(head, spec.particle)
        if spec.object:
            head.add("obj", noun(spec.object))
        if spec.base == "last":
            span = self.span()
            head.add(span.rel, span)
        if spec.base in ("rock", "shake"):
            return self.adjuncts(head.add("obj", self.np_place()), 0, 0.5, form)
        if spec.base == "follow":
            head.add("obj", self.deed())
        return self.adjuncts(head, 0.3, 0.4, form)

    def carried_out(self, fact: float = 3.0) -> Node:
        """ "X carried out a raid on Y"."""
        frame = self.frame("ASSAULT", "TERRITORY", "COERCE")
        form = self.one("past", "past", "perf", "prog", "will", "mayhave")
        head = self.light(frame, form, fact)
        return self.result(self.adjuncts(head, 0.3, form=form), frame) if head else self.deed_done(fact)

    def deaths(self, fact: float = 3.0) -> Node:
        """ "At least 12 people were killed and dozens wounded in an air strike on X"."""
        form = self.one("past", "past", "perf", "mayhave")
        head = self.verb(
            self.one("kill", "kill", "wound", "injure"), form, passive=True, plural=True, fact=fact
        )
        trigger(head, "ASSAULT", head.fact).pre("nsubj:pass", self.np_people())
        if self.chance(0.35) and form != "mayhave":
            other = self.verb("wound" if head.lemma != "wound" else "kill", "pp", passive=True, fact=fact)
            trigger(other, "ASSAULT", other.fact).pre("nsubj:pass", self.dozens())
            head.add("conj", other.pre("cc", Node("and", "CCONJ", "CC")))
        if self.chance(0.6):
            deed = self.nominal(self.frame("ASSAULT"), fact, self.one("a", "the"))
            if deed is not None:
                head.add("obl", case(self.one("in", "during", "in"), deed))
        elif self.chance(0.6):
            self.when_clause(head, fact)
        return self.adjuncts(head, 0.3, 0.4)

    def when_clause(self, head: Node, fact: float = 3.0) -> None:
        """Add "when X attacked Y", "after X attacked Y", after the clause or before it."""
        if self.depth:
            return
        self.depth += 1
        mark = self.one("when", "after", "as", "before", "while", "since", "because", "although")
        form = {"after": self.one("past", "pluperf"), "while": "prog", "as": self.one("past", "prog")}.get(
            mark, "past"
        )
        clause = self.deed_done(fact, form)
        self.depth -= 1
        if mark == "when":
            clause.pre("advmod", Node("when", "ADV", "WRB"))
        else:
            clause.pre("mark", Node(mark, "SCONJ", "IN"))
        if self.chance(0.2):
            head.pre("advcl", clause.add("punct", comma()))
        else:
            if mark == "although":
                clause.pre("punct", comma())
            head.add("advcl", clause)

    def ongoing(self, fact: float = 3.0) -> Node:
        """ "Fighting continued between X and Y near Z"."""
        what = self.one(
            "fighting",
            "clashes",
            "battles",
            "fierce clashes",
            "heavy fighting",
            "sporadic gunfire",
            "skirmishes",
        )
        head = noun(what)
        sides = self.list_of(self.np("group army fighters troops"), [self.np("group fighters troops")])
        if "gunfire" not in what:
            head.add("nmod", case("between", sides))
        verb = self.one("continue", "break out", "erupt", "rage", "intensify", "resume", "be+")
        spec = verb_of(verb)
        form = self.one("past", "past", "perf", "presprog")
        if spec.base == "be":
            form, spec = "past", verb_of("report")
            main = self.verb("report", form, passive=True, plural=head.num == "pl", fact=fact).pre(
                "nsubj:pass", head
            )
        else:
            main = self.verb(spec.base, form, plural=head.num == "pl", fact=fact).pre("nsubj", head)
        self.particle(main, spec.particle)
        trigger(head, "ASSAULT", fact, *[n for n in head.left if n.rel == "compound"])
        return self.adjuncts(main, 0.6, 0.5, form)

    def two_deeds(self, fact: float = 3.0) -> Node:
        """ "X attacked Y and killed Z", "X attacked Y, but Z ..."."""
        frame = self.frame("ASSAULT", "TERRITORY", "RETREAT")
        head = self.event(frame, "past", fact=fact)
        if self.chance(0.5):
            doers = set(frame["doer"].split())
            other = [f for f in lexicon().frames if doers & set(f["doer"].split()) and not f.get("state")]
            second = self.event(self.rng.choice(other), "past", bare=True, fact=fact)
            return head.add("conj", second.pre("cc", Node("and", "CCONJ", "CC")))
        word_ = self.one("but", "and", "while")
        second = self.deed_done(fact, "past")
        if word_ == "while":
            return head.add("advcl", second.pre("mark", Node("while", "SCONJ", "IN")).pre("punct", comma()))
        return head.add("conj", second.pre("cc", Node(word_, "CCONJ", "CC")).pre("punct", comma()))

    def by_participle(self, fact: float = 3.0) -> Node:
        """ "After seizing X, Y attacked Z"; "Y attacked Z, using ..."; "Y attacked Z to seize W"."""
        frame = self.frame("ASSAULT", "TERRITORY", "RETREAT", "COERCE", "MOBILIZE")
        head = self.event(frame, "past", fact=fact)
        roll = self.rng.random()
        if roll < 0.4:
            mark = self.one("after", "before", "while")
            clause = self.event(frame, "ing", bare=True, fact=fact).pre("mark", Node(mark, "SCONJ", "IN"))
            if self.chance(0.5):
                return head.pre("advcl", clause.add("punct", comma()))
            return head.add("advcl", clause)
        if roll < 0.6:
            clause = self.verb("use", "ing", fact=fact).add("obj", self.np("munitions arms"))
            return head.add("advcl", clause.pre("punct", comma()))
        if roll < 0.75:
            clause = self.event(frame, "ing", bare=True, fact=-3.0)
            cue = Node("without", "SCONJ", "IN")
            clause.pre("mark", cue)
            clause.notes.append(Note("negation", "", (cue,), (clause,)))
            return head.add("advcl", clause)
        clause = self.event(self.frame("TERRITORY", "COERCE"), "inf", bare=True, fact=-0.5)
        if self.chance(0.4):
            goal = noun(self.one("attempt", "effort", "bid")).add("acl", clause)
            return head.add("obl", case("in", det("a", goal)))
        return head.add("advcl", clause)

    def in_answer(self, fact: float = 3.0) -> Node:
        """ "X attacked Y in response to Z", "following Z", "despite Z"."""
        head = self.deed_done(fact, "past")
        deed = self.nominal(self.frame(), fact, "the") or self.deed()
        preposition = self.one(
            "following", "despite", "during", "after", "before", "amid", "since", "because of", "response"
        )
        if preposition == "response":
            obl = case("in", word(self.one("response", "retaliation")))
            obl.add("nmod", case("to" if obl.form == "response" else "for", deed))
        else:
            obl = case(preposition, deed)
        if self.chance(0.3):
            return head.pre("obl", obl.add("punct", comma()))
        return head.add("obl", obl)

    def nothing(self, fact: float = 3.0) -> Node:
        """ "No one was hurt", "no group has claimed responsibility", "X no longer controls Y", "neither ..."."""
        roll = self.rng.random()
        cue = Node("no", "DET", "DT")
        beside: tuple[Node, ...] = ()
        if roll < 0.35:
            who = self.kindly("civilians", "civilians") if self.chance(0.5) else Node("one", "PRON", "NN")
            one = who.form == "one"
            if one and self.chance(0.5):
                who = cue = Node(self.one("Nobody", "nobody").lower(), "PRON", "NN")
            else:
                who.pre("det", cue)
            verb = self.one("kill", "wound", "injure", "arrest", "hurt")
            form = self.one("past", "perf")
            head = self.verb(verb, form, passive=True, plural=not one, fact=-3.0)
            trigger(head, "COERCE" if verb == "arrest" else "ASSAULT", -3.0).pre("nsubj:pass", who)
        elif roll < 0.55:
            who = noun(self.one("group", "organisation", "party"))
            label(who, "armed-group").pre("det", cue)
            head = self.verb("claim", self.one("perf", "past"), fact=-3.0).pre("nsubj", who)
            head.fact = -3.0
            duty = word("responsibility").add("nmod", case("for", self.deed()))
            head.add("obj", duty)
        elif roll < 0.75:
            frame = next(f for f in lexicon().frames if f.get("state"))
            head = self.event(frame, "pres", fact=-3.0)
            head.fact = -3.0
            cue = Node("no", "ADV", "RB")
            longer = Node("longer", "ADV", "RBR", "long").near("advmod", cue)
            head.near("advmod", longer)
        elif roll < 0.9:
            what = noun(self.one("casualties", "reports", "sign", "evidence", "injuries")).pre("det", cue)
            head = self.there(what, "past", -3.0)
            head.fact = -3.0
            if what.form in ("reports", "sign", "evidence"):
                what.add("nmod", case("of", self.nominal(self.frame("ASSAULT"), -1.0, "the") or self.deed()))
        else:
            frame = self.frame("ASSAULT", "TERRITORY")
            first, second = self.doer(frame), self.doer(frame)
            cue = Node("neither", "CCONJ", "CC")
            nor = Node("nor", "CCONJ", "CC")
            beside = (nor,)
            both = first.pre("cc:preconj", cue).add("conj", second.pre("cc", nor))
            head = self.event(frame, self.one("past", "perf"), subject=both, fact=-3.0)
            head.fact = -3.0
        head.notes.append(Note("negation", "", (cue,), (head,), beside))
        return self.adjuncts(head, 0.2, 0.3)
