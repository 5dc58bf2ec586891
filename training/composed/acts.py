"""What people do in words: denials, accusations, calls, warnings, plans, threats, with their attribution."""

from __future__ import annotations

from training.composed.grammar import Node, Note, case, part, trigger
from training.composed.phrases import noun, word
from training.composed.reports import PAPERS, Reports

#: Verb, how sure the deed is, and the event the verb itself tells; "" for none, "-" where nobody speaks.
_INTENTS = (
    ("plan", -0.5, ""), ("vow", -0.5, "THREATEN"), ("threaten", -0.5, "THREATEN"), ("agree", 0.0, "AGREE"),
    ("refuse", -2.5, "REJECT"), ("fail", -3.0, "-"), ("try", 0.0, "-"), ("want", -0.5, ""), ("pledge", 0.0, "AGREE"),
    ("prepare", -0.5, "-"), ("manage", 3.0, "-"), ("promise", 0.0, "AGREE"), ("intend", -0.5, ""), ("attempt", 0.0, "-"),
    ("offer", 0.0, "AGREE"), ("decline", -2.5, "REJECT"), ("continue", 3.0, "-"), ("begin", 3.0, "-"), ("decide", 0.0, ""),
    ("hope", -0.5, ""), ("seek", -0.5, "-"), ("swear", -0.5, ""), ("help", 2.5, "-"), ("struggle", 0.0, "-"),
)  # fmt: skip


class Acts(Reports):
    """A scene whose people do things in words."""

    def speech_act(self) -> list[Node]:
        """A denial, an accusation, a call, a warning, a plan, a claim of responsibility, a rumour."""
        kinds = (
            self.deny, self.accuse, self.call_on, self.warn, self.intend, self.intend, self.intend, self.responsibility,
            self.believed, self.it_is, self.asked_whether, self.position,
        )  # fmt: skip
        return [self.rng.choice(kinds)()]

    def actor(self) -> Node:
        """Somebody who speaks and is no piece of paper."""
        while True:
            who = self.speaker()
            if who.lemma not in PAPERS:
                return who

    def deny(self) -> Node:
        """ "S denied that C", "S denied shelling Y", "S denied any role in the attack"."""
        roll = self.rng.random()
        frame = self.willed("ASSAULT", "TERRITORY", "COERCE", "RETREAT", "MOBILIZE")
        who = self.doer(frame) if roll < 0.4 else self.actor()
        base = self.one("deny", "deny", "dispute") if roll > 0.4 else "deny"
        head = self.verb(base, self.one("past", "past", "perf", "pres"), plural=who.num == "pl").pre(
            "nsubj", who
        )
        cue = self.cue_of(head)
        if roll < 0.4:
            content = self.event(frame, "ing", bare=True, fact=-3.0)
            head.add("xcomp", content)
        elif roll < 0.75:
            self.depth += 1
            content = self.deed_done(-3.0, "past").pre("mark", Node("that", "SCONJ", "IN"))
            self.depth -= 1
            head.add("ccomp", content)
        else:
            content = noun(self.one("involvement", "responsibility", "role", "part"))
            content.pre("det", Node("any", "DET", "DT")).add(
                "nmod", case("for" if content.form[0:3] == "res" else "in", self.deed())
            )
            head.add("obj", content)
        self.said(head, [who], cue, [content])
        return head

    def accuse(self) -> Node:
        """ "S accused X of shelling Y", "S blamed X for the attack"."""
        who = self.actor()
        frame = self.willed("ASSAULT", "TERRITORY", "COERCE", "SANCTION")
        whom = self.np(frame["doer"])
        blame = self.chance(0.35)
        base = "blame" if blame else "accuse"
        head = self.verb(base, self.one("past", "past", "perf", "presprog"), plural=who.num == "pl").pre(
            "nsubj", who
        )
        trigger(head, "ACCUSE", head.fact)
        cue = self.cue_of(head)
        head.add("obj", whom)
        if blame:
            other = case("for", self.deed())
            head.add("obl", other)
        else:
            other = self.event(frame, "ing", bare=True, fact=1.5).pre("mark", Node("of", "SCONJ", "IN"))
            head.add("advcl", other)
        self.said(head, [who], cue, [whom, other])
        self.time(head, 0.2)
        return head

    def call_on(self) -> Node:
        """ "S called on X to withdraw from Y", "S urged X to ...", "S ordered X to ..."."""
        who = self.actor()
        frame = self.willed("RETREAT", "AGREE", "AID", "CONSULT", "TERRITORY", "MOBILIZE")
        whom = self.np(frame["doer"])
        base = self.one("call", "urge", "order", "ask", "tell", "call", "command", "instruct")
        head = self.verb(base, self.one("past", "past", "perf"), plural=who.num == "pl").pre("nsubj", who)
        trigger(head, "REQUEST", head.fact)
        cue = self.cue_of(head)
        wish = self.event(frame, "inf", bare=True, fact=-0.5)
        if base == "call":
            on = part("on")
            whom.pre("case", on)
            head.add("obl", whom)
            self.said(head, [who], [*cue, on], [whom, wish], without=[on])
        else:
            head.add("iobj" if base in ("tell", "ask") else "obj", whom)
            self.said(head, [who], cue, [whom, wish])
        return head.add("xcomp", wish)

    def warn(self) -> Node:
        """ "S warned that X would attack Y", "S warned of attacks on Y"."""
        who = self.actor()
        head = self.verb("warn", self.one("past", "past", "perf"), plural=who.num == "pl").pre("nsubj", who)
        trigger(head, "THREATEN", head.fact)
        cue = self.cue_of(head)
        if self.chance(0.7):
            self.depth += 1
            content = self.deed_done(3.0, self.one("would", "could", "will", "might")).pre(
                "mark", Node("that", "SCONJ", "IN")
            )
            self.depth -= 1
            head.add("ccomp", content)
        else:
            content = self.nominal(self.frame("ASSAULT", "TERRITORY"), -0.5, "a") or self.deed()
            head.add("obl", case("of", content))
        self.said(head, [who], cue, [content])
        return head

    def intend(self) -> Node:
        """Somebody plans, vows, threatens, agrees, refuses, fails or tries to do it."""
        frame = self.willed()
        who = self.doer(frame)
        base, fact, event = self.rng.choice(_INTENTS)
        head = self.verb(base, self.one("past", "past", "perf", "pres"), plural=who.num == "pl").pre(
            "nsubj", who
        )
        deed = self.event(frame, "inf", bare=True, fact=fact)
        if event not in ("", "-"):
            trigger(head, event, 3.0)
        if event != "-":
            self.said(head, [who], self.cue_of(head), [deed])
        head.add("xcomp", deed)
        return self.adjuncts(head, 0.1, 0.25)

    def responsibility(self) -> Node:
        """ "X claimed responsibility for the attack"."""
        who = self.np("group group fighters")
        head = self.verb(
            self.one("claim", "admit", "take"), self.one("past", "perf"), plural=who.num == "pl"
        ).pre("nsubj", who)
        duty = word("responsibility").add(
            "nmod", case("for", self.nominal(self.frame("ASSAULT"), 2.5, "the") or self.deed())
        )
        if head.lemma != "take":
            self.said(head, [who], self.cue_of(head), [duty])
        self.time(head.add("obj", duty), 0.3)
        return head

    def believed(self) -> Node:
        """ "X is believed to have attacked Y", "N people are feared dead"."""
        base, fact = self.rng.choice(
            (
                ("believe", 1.5),
                ("report", 2.0),
                ("fear", 1.0),
                ("expect", -0.5),
                ("suspect", 1.0),
                ("think", 1.0),
            )
        )
        frame = self.willed("ASSAULT", "TERRITORY", "RETREAT", "MOBILIZE")
        who = self.doer(frame)
        head = self.verb(base, self.one("pres", "past"), passive=True, plural=who.num == "pl").pre(
            "nsubj:pass", who
        )
        if base == "expect":
            return head.add("xcomp", self.event(frame, "inf", bare=True, fact=fact))
        if base == "suspect":
            act = self.event(frame, "ing", bare=True, fact=fact).pre("mark", Node("of", "SCONJ", "IN"))
            return head.add("advcl", act)
        act = self.event(frame, "perf", bare=True, fact=fact)
        have = next(n for n in act.left if n.lemma == "have")
        have.form, have.xpos = "have", "VB"
        return head.add("xcomp", act.pre("mark", Node("to", "PART", "TO")))

    def it_is(self) -> Node:
        """ "It was reported that C", "there is no evidence that C", "reports say that C"."""
        content = self.clause(1.5)
        if self.chance(0.6):
            head = self.verb(
                self.one("report", "believe", "fear", "claim"), self.one("past", "pres"), passive=True
            )
            content.pre("mark", Node("that", "SCONJ", "IN"))
            return head.pre("expl", Node("it", "PRON", "PRP")).add("csubj:pass", content)
        who = noun(self.one("reports", "rumours", "accounts", "images", "satellite images", "documents"))
        if self.chance(0.4):
            who.pre("amod", word(self.one("unconfirmed", "local", "new", "early")))
        head = self.verb(self.one("show", "suggest", "indicate"), self.one("past", "pres"), plural=True).pre(
            "nsubj", who
        )
        content = self.that(content, 0.7)
        self.said(head, [who], self.cue_of(head), [content])
        return head.add("ccomp", content)

    def asked_whether(self) -> Node:
        """ "S did not say whether C", "it is not clear who attacked X"."""
        if self.chance(0.5):
            who = self.actor()
            head = self.verb(
                self.one("say", "confirm", "explain"), "past", negated="not", plural=who.num == "pl"
            ).pre("nsubj", who)
            self.depth += 1
            content = self.deed_done(1.0, "past").pre("mark", Node(self.one("whether", "if"), "SCONJ", "IN"))
            self.depth -= 1
            self.said(head, [who], self.cue_of(head), [content])
            return head.add("ccomp", content)
        head = Node(self.one("clear", "known", "certain"), "ADJ", "JJ")
        cue = Node(self.one("not", "n't"), "PART", "RB", "not")
        copula = Node(self.one("is", "was"), "AUX", "VBZ", "be")
        copula.xpos = "VBZ" if copula.form == "is" else "VBD"
        head.near("cop", copula).near("advmod", cue).pre("expl", Node("it", "PRON", "PRP"))
        head.fact = -3.0
        content = self.event(self.frame("ASSAULT"), "past", subject=Node("who", "PRON", "WP"), fact=3.0)
        head.notes.append(Note("negation", "", (cue,), (head,)))
        return head.add("csubj", content)

    def position(self) -> Node:
        """ "S condemned the attack", "S rejected the deal", "S welcomed the truce", "S called for talks"."""
        frame = self.frame("ACCUSE", "REJECT", "SUPPORT", "REQUEST")
        head = self.adjuncts(self.event(frame, self.one("past", "past", "perf", "pres")), 0, 0)
        who = head.left[0]
        content = next((n for n in head.right if n.rel in ("obj", "obl")), None)
        if content is not None and who.rel == "nsubj":
            lead = content.left[0] if content.left and content.left[0].rel == "case" else None
            cue = [*self.cue_of(head), *([lead] if lead else [])]
            self.said(head, [who], cue, [content], without=[lead] if lead else [])
        self.time(head, 0.3)
        return head
