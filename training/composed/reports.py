"""Who says what: reports and quotations in many orders, with their attribution."""

from __future__ import annotations

from collections.abc import Sequence

from training.composed.grammar import Node, Note, case, comma, det, label, punct, quoted
from training.composed.phrases import items, noun
from training.composed.tales import Tales

_SAY = "say say say say report announce confirm claim add state declare note insist reveal tweet write allege estimate".split()
_VOICES = items(
    "officials, local officials, police, authorities, rescue workers, medics, a witness, military sources, diplomats, "
    "security officials, a hospital official, a spokesman, a resident, the spokesman, an official, sources"
)
#: How the last speaker is called next, by what kind of name it had.
_AGAIN = {
    "person": "he|she|he",
    "role": "he|she",
    "armed-group": "the group|it|the group",
    "state-force": "the army|the military|it",
    "government": "the government|the ministry|it",
    "organisation": "the organisation|the agency|it|the group",
    "outlet": "the agency|the newspaper|it|the channel",
    "many": "they",
}
#: What speaks though it is nobody.
PAPERS = frozenset("report statement document video letter".split())


class Reports(Tales):
    """A scene whose people speak."""

    marks = 0
    voice = ""
    surname = ""

    def said(
        self,
        holder: Node,
        source: Sequence[Node],
        cue: Sequence[Node],
        content: Sequence[Node],
        *,
        without: Sequence[Node] = (),
        apart: Sequence[Node] = (),
    ) -> str:
        """Note who says what; ``without`` is no part of the content, ``apart`` none of the source."""
        self.marks += 1
        mark = str(self.marks)
        if source:
            holder.notes.append(Note("source", mark, (), tuple(source), tuple(apart)))
        holder.notes.append(Note("cue", mark, tuple(cue)))
        holder.notes.append(Note("content", mark, (), tuple(content), tuple(without)))
        return mark

    def cue_of(self, head: Node) -> list[Node]:
        """The verb of saying with its helpers."""
        return [head, *[n for n in head.left if n.rel in ("aux", "aux:pass", "advmod") and not n.left]]

    def speaker(self) -> Node:
        """Somebody who speaks, now and then the one who spoke before."""
        if self.voice and self.chance(0.3):
            return self.again()
        who = self.new_speaker()
        kinds = [note.label for n in who.walk() for note in n.notes if note.layer == "names"]
        kind = "many" if who.num == "pl" else kinds[0] if kinds else ""
        self.voice = kind if kind in _AGAIN else ""
        if (
            who.upos == "PROPN"
            and "person" in kinds[-1:] + kinds[:1]
            and any(n.rel == "flat" for n in who.right)
        ):
            last = [n for n in who.right if n.rel == "flat"][-1]
            self.voice, self.surname = "person", last.form
        return who

    def again(self) -> Node:
        """The last speaker by a pronoun or another short word."""
        if self.voice == "person" and self.chance(0.4):
            return label(Node(self.surname, "PROPN", "NNP"), "person")
        text = self.one(*_AGAIN[self.voice].split("|"))
        if text.startswith("the "):
            node = noun(text[4:])
            return det("the", label(node, self.voice) if self.voice not in ("many", "person") else node)
        node = Node(text, "PRON", "PRP")
        node.num = "pl" if text == "they" else "sg"
        return node

    def new_speaker(self) -> Node:
        """Somebody who has not spoken yet."""
        roll = self.rng.random()
        if roll < 0.14:
            return self.maybe_the(
                label(noun(self.one("residents", "witnesses", "locals", "activists")), "civilians")
            )
        if roll < 0.22:
            text = self.one(*_VOICES)
            node = self.things(text)
            plain_ = [n for n in node.walk() if n.rel != "det"]
            kind = "state-force" if text == "police" else "government" if text == "authorities" else "role"
            label(node, kind, plain_)
            if text == "a spokesman":
                node.add("nmod", case("for", self.np("army group gov org")))
            return node
        if roll < 0.27:
            return self.np(self.one("outlet", "org"))
        if roll < 0.32:
            report = noun(self.one(*sorted(PAPERS)))
            whose = case(self.one("by", "from"), self.np("org gov group outlet army"))
            return det("a", report.add("nmod", whose))
        return self.np("person person person official official outlet org gov army police group")

    def clause(self, fact: float = 2.5) -> Node:
        """What is said."""
        if self.chance(0.1):
            return self.plain(fact)
        if self.chance(0.12):
            self.depth += 1
            head = self.tell(fact)
            self.depth -= 1
            return head
        return self.tell(fact)

    def that(self, content: Node, share: float = 0.5) -> Node:
        """The clause, perhaps with "that"."""
        if self.chance(share):
            content.pre("mark", Node("that", "SCONJ", "IN"))
        return content

    # ---- reports -----------------------------------------------------------------------------------------

    def report(self) -> list[Node]:
        """Somebody says that something happened, in one of many orders."""
        roll = self.rng.random()
        if roll < 0.34:
            return [self.said_that()]
        if roll < 0.62:
            return self.said_after()
        if roll < 0.8:
            return [self.according()]
        if roll < 0.88:
            return [self.in_the_middle()]
        if roll < 0.92:
            return [self.quoted_as()]
        if roll < 0.95:
            return [self.small_talk()]
        return [self.colon()]

    def saying(self, who: Node) -> Node:
        """The verb of saying, without anything around it."""
        base = self.one(*_SAY) if who.lemma not in PAPERS else self.one("say", "say", "claim", "state", "add")
        form = self.one("past", "past", "past", "past", "perf", "pres")
        head = self.verb(base, form, plural=who.num == "pl")
        if self.chance(0.08):
            head.near("advmod", Node(self.one("also", "meanwhile", "previously"), "ADV", "RB"))
        return head

    def said_that(self) -> Node:
        """ "S said on Monday that C", "S told O that C", "S, speaking to O, said C", "S said in a statement that C"."""
        who, content = self.speaker(), self.clause()
        roll = self.rng.random() if who.lemma not in PAPERS else 1.0
        if roll < 0.2:
            head = self.verb("tell", self.one("past", "past", "perf"), plural=who.num == "pl").pre(
                "nsubj", who
            )
            cue = self.cue_of(head)
            head.add("iobj", self.hearer())
            self.time(head, 0.2)
            content = self.that(content, 0.6)
        else:
            head = self.saying(who).pre("nsubj", who)
            cue = self.cue_of(head)
            if 0.2 < roll < 0.3:
                cue += self.in_a_statement(head)
            elif roll < 0.37:
                aside = self.verb("speak", "ing").add("obl", case("to", self.hearer()))
                who.add("acl", aside.pre("punct", comma())).add("punct", comma())
                self.time(head, 0.2)
                self.said(head, [who], cue, [content], apart=[aside])
                return head.add("ccomp", self.that(content))
            self.time(head, 0.3)
            content = self.that(content)
        self.said(head, [who], cue, [content])
        head.add("ccomp", content)
        if self.chance(0.07):
            more, second = self.verb("add", "ing"), self.that(self.tell(2.5), 0.8)
            more.add("ccomp", second).pre("punct", comma())
            head.add("advcl", more)
            self.said(more, [], [more], [second])
        return head

    def time(self, head: Node, share: float) -> None:
        """Sometimes when it was said."""
        when = self.when() if self.chance(share) else None
        if when is not None:
            head.add(when.rel, when)

    def hearer(self) -> Node:
        """Whom it is told to."""
        if self.chance(0.5):
            return self.things(
                self.one("reporters", "journalists", "a news conference", "the parliament", "lawmakers")
            )
        return self.np("outlet outlet org")

    def in_a_statement(self, head: Node) -> list[Node]:
        """Add "in a statement"; the words belong to the cue."""
        paper = det(
            "a",
            noun(self.one("statement", "report", "press release", "tweet", "letter", "telephone interview")),
        )
        words = list(case("in", paper).walk())
        head.add("obl", paper)
        return words

    def said_after(self) -> list[Node]:
        """ "C, S said", "C, said S", ""C," S said. "C."": the content comes first."""
        who, content = self.speaker(), self.clause()
        content_quoted = self.chance(0.45)
        personal = content_quoted and self.chance(0.4)
        head = self.verb(self.one("say", "say", "add", "insist"), "past") if personal else self.saying(who)
        cue = self.cue_of(head)
        if content_quoted:
            if personal:
                content = self.direct()
            quoted(content.add("punct", comma(False)))
        else:
            content.add("punct", comma())
        parts = [content]
        more: list[Node] = []
        if content_quoted and self.chance(0.35):
            second = self.direct() if self.chance(0.5) else self.tell(2.5)
            first = next(n for n in second.walk())
            first.form = first.form[:1].upper() + first.form[1:]
            quoted(second.add("punct", punct(".")))
            parts.append(second)
            more.append(second)
        content.rel = "ccomp"
        if head.lemma in ("say", "add", "write", "report") and len(head.left) == 0 and self.chance(0.35):
            head.left.insert(0, content)
            head.add("nsubj", who)
        else:
            head.pre("nsubj", who).left.insert(0, content)
        if self.chance(0.2) and who.lemma not in PAPERS:
            cue += self.in_a_statement(head)
        self.time(head, 0.15)
        self.said(head, [who], cue, parts)
        return [head, *more]

    def small_talk(self) -> Node:
        """ "It was not my fault," he protested: speech without an event, with verbs that sound like one."""
        content = self.things(
            self.one("my fault", "the best game", "a long day", "a miracle", "a disaster", "the last chance")
        )
        negated = self.chance(0.4)
        if negated:
            cue = Node("not", "PART", "RB")
            content.pre("advmod", cue)
            content.notes.append(Note("negation", "", (cue,), (content,)))
        content.pre("cop", Node("was", "AUX", "VBD", "be")).pre("nsubj", Node("it", "PRON", "PRP"))
        content.fact = -3.0 if negated else 2.5
        quoted(content.add("punct", comma(False)))
        who = self.np_person() if self.chance(0.6) else Node(self.one("he", "she"), "PRON", "PRP")
        head = self.verb(self.one("protest", "joke", "complain", "insist", "shout", "say"), "past")
        content.rel = "ccomp"
        head.pre("nsubj", who).left.insert(0, content)
        self.said(head, [who], [head], [content])
        return head

    def direct(self) -> Node:
        """What people say of themselves in a quotation."""
        who = Node(self.one("we", "they", "I", "he"), "PRON", "PRP")
        who.num = "sg" if who.form in ("I", "he") else "pl"
        roll = self.rng.random()
        if roll < 0.4:
            frame = self.willed("ASSAULT", "TERRITORY", "RETREAT", "COERCE")
            form = self.one("past", "will", "past", "will", "perf")
            if who.form == "I" and form == "perf":
                form = "past"
            negated = self.one("not", "never") if self.chance(0.4) else ""
            return self.adjuncts(
                self.event(frame, form, subject=who, negated=negated, fact=2.5), 0.1, 0.3, form
            )
        if roll < 0.7:
            head = self.verb(self.one("hear", "see"), "past", fact=2.5).pre("nsubj", who)
            deed = self.nominal(self.frame("ASSAULT"), 2.5, "a") or self.deed()
            thing = (
                deed
                if self.chance(0.5)
                else self.things(self.one("a loud explosion", "smoke", "gunfire", "several blasts"))
            )
            return head.add("obj", thing)
        head = Node(
            self.one("afraid", "desperate", "safe", "exhausted", "tired", "angry", "ready"), "ADJ", "JJ"
        )
        form = {"I": "was", "he": "is"}.get(who.form, "are")
        copula = Node(form, "AUX", "VBD" if form == "was" else "VBZ" if form == "is" else "VBP", "be")
        head.pre("cop", copula)
        head.fact = 2.5
        if form != "was" and self.chance(0.3):
            copula.form, copula.glue = {"is": "'s", "are": "'re"}[form], True
        if self.chance(0.4):
            cue = Node("not", "PART", "RB")
            head.near("advmod", cue)
            head.fact = -3.0
            head.notes.append(Note("negation", "", (cue,), (head,)))
        return head.pre("nsubj", who)

    def according(self) -> Node:
        """ "According to S, C", "C, according to S"."""
        who, content = self.new_speaker(), self.clause()
        case("according to", who)
        cue = who.left[0]
        first = self.chance(0.5)
        self.said(content, [who], [cue, *cue.right], [content], without=[who], apart=[cue])
        if first:
            return content.pre("obl", who.add("punct", comma()))
        if self.chance(0.7):
            who.pre("punct", comma())
        return content.add("obl", who)

    def in_the_middle(self) -> Node:
        """ "The raid, S said, killed five people"."""
        who, content = self.speaker(), self.clause()
        at = next((i for i, n in enumerate(content.left) if n.rel in ("nsubj", "nsubj:pass", "expl")), -1)
        if at < 0 or content.left[at].rel == "expl":
            return self.said_that()
        head = self.saying(who)
        cue = self.cue_of(head)
        head.pre("nsubj", who).pre("punct", comma()).add("punct", comma())
        head.rel = "parataxis"
        self.said(content, [who], cue, [content], without=[head])
        content.left.insert(at + 1, head)
        return content

    def quoted_as(self) -> Node:
        """ "S was quoted as saying that C", "O quoted S as saying C"."""
        who, content = self.speaker(), self.that(self.clause())
        as_ = Node("as", "SCONJ", "IN")
        saying = self.verb("say", "ing").pre("mark", as_)
        head = self.verb("quote", self.one("past", "past", "perf"), passive=True, plural=who.num == "pl").pre(
            "nsubj:pass", who
        )
        cue = [*self.cue_of(head), as_, saying]
        if self.chance(0.4):
            head.add("obl:agent", case("by", self.np_outlet()))
        head.add("advcl", saying.add("ccomp", content))
        self.said(head, [who], cue, [content])
        return head

    def colon(self) -> Node:
        """ "S: C" as headlines have it, "S said: "C.""."""
        who = self.speaker()
        if self.chance(0.5):
            content = self.clause()
            sign = punct(":")
            content.pre("punct", sign)
            who.add("parataxis", content)
            self.said(who, [who], [sign], [content], apart=[content])
            return who
        content = quoted(self.direct().add("punct", punct(".")))
        first = next(n for n in content.walk() if n.upos != "PUNCT")
        first.form = first.form[:1].upper() + first.form[1:]
        head = self.saying(who).pre("nsubj", who)
        cue = self.cue_of(head)
        content.pre("punct", punct(":" if self.chance(0.6) else ","))
        self.said(head, [who], cue, [content])
        return head.add("ccomp", content)
