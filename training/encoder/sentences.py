"""Compose conflict news with complete labels, to teach the encoder on.

    from training.encoder.sentences import compose
    for read in compose(1000, seed=1): ...

Every sentence is grown from a small grammar, so its words, heads and labels are known and not guessed. Groups,
forces, outlets, roles and places bear names of Dateline's dictionaries; persons are invented. Nothing composed
is news, and no deed told here took place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from training.encoder.clauses import Clauses
from training.encoder.grammar import Node, Note, case, comma, det, label, punct, quoted, read, trigger
from training.encoder.phrases import items, lexicon, noun

from dateline.annotate.layers import Read

#: The kinds of names in the composed sentences.
KINDS = frozenset(
    "person armed-group state-force organisation government outlet place facility weapon vehicle nationality role "
    "civilians".split()
)


class Composer(Clauses):
    """Sentences of one text."""

    def __init__(self, rng: Random, text: int) -> None:
        super().__init__(rng)
        self.text, self.marks = text, 0

    def stop(self, root: Node) -> Node:
        """The sentence with its full stop and a capital letter."""
        root.add("punct", punct("."))
        first = next(n for n in root.walk() if n.upos != "PUNCT")
        first.form = first.form[:1].upper() + first.form[1:]
        return root

    # ---- plain clauses -----------------------------------------------------------------------------------

    def fact_clause(self, fact: float = 3.0) -> Node:
        """An event in one of many shapes, as a finite clause without full stop."""
        frame = self.frame()
        roll = self.rng.random()
        negated = self.no() if self.chance(0.08) else ""
        form = self.one(
            "past", "past", "past", "past", "perf", "pluperf", "prog", "presprog", "mayhave", "will", "could"
        )
        head: Node | None = None
        if roll < 0.3:
            head = self.passive(frame, form if "prog" not in form else "past", negated=negated, fact=fact)
        elif roll < 0.45:
            head = self.happened(frame, fact)
        if head is None:
            head = self.event(frame, form, negated=negated, fact=fact)
        if negated and head.fact < 0:
            return self.adjuncts(head, 0.2, 0.3)
        return self.result(self.adjuncts(head), frame)

    def happened(self, frame: dict[str, object], fact: float) -> Node | None:
        """ "An air strike on X killed N people", "clashes broke out"."""
        deed = self.nominal(frame, fact)
        if deed is None:
            return None
        if frame.get("result") and self.chance(0.6):
            return self.toll(fact, self.one("past", "perf", "pluperf")).pre("nsubj", deed)
        base = self.one("continue", "take+place", "begin", "cause+panic", "last", "follow")
        head = self.verb(base.partition("+")[0], "past", fact=fact).pre("nsubj", deed)
        if "+" in base:
            head.add("obj", noun(base.partition("+")[2]))
        if base == "last":
            span = self.span()
            head.add(span.rel, span)
        return head

    def plain(self) -> Node:
        """A sentence that tells no event of a conflict."""
        row = self.rng.choice(lexicon().plain)
        text = self.one(*items(row["doer"]))
        who = self.fixed(text) if text.startswith("the ") else noun(text)
        if text.startswith("my "):
            who = noun(text[3:]).pre("nmod:poss", Node("my", "PRON", "PRP$"))
        if text.startswith("an "):
            who = det("a", noun(text[3:]))
        spec = self.one(*items(row["verbs"])).split()
        negated = self.no() if self.chance(0.1) else ""
        form = self.one("past", "past", "will", "perf", "pres", "could")
        head = self.verb(spec[0], form, negated=negated, plural=who.num == "pl").pre("nsubj", who)
        if spec[1:]:
            head.add("compound:prt", Node(spec[1], "ADP", "RP"))
        thing = self.one(*items(row["target"]))
        head.add("obj", self.fixed(thing))
        return self.adjuncts(head, 0.3, 0.5)

    # ---- who says it -------------------------------------------------------------------------------------

    def source(self) -> Node:
        """Somebody who speaks."""
        if self.chance(0.12):
            return self.maybe_the(
                label(noun(self.one("residents", "witnesses", "officials", "activists")), "civilians")
            )
        return self.np("person person official official outlet org gov army police group")

    def say(self, fact: float = 2.5, source: Node | None = None) -> Node:
        """Somebody says that something happened, in one of many orders."""
        self.marks += 1
        mark = str(self.marks)
        who = source or self.source()
        content = self.fact_clause(fact) if self.chance(0.85) else self.plain()
        order = self.rng.randrange(8)
        if order in (0, 1):
            return self.according(who, content, mark, order == 0)
        verb = self.one("say", "say", "say", "report", "announce", "confirm", "claim", "add", "state")
        head = self.verb(verb, self.one("past", "past", "past", "perf"), plural=who.num == "pl")
        cue = [head, *head.left]
        self._attribute(head, mark, [who], cue, content)
        if order in (2, 3, 4):
            head.pre("nsubj", who)
            if self.chance(0.3):
                time = self.when()
                head.add(time.rel, time)
            if self.chance(0.5):
                content.pre("mark", Node("that", "SCONJ", "IN"))
            return head.add("ccomp", content)
        if order == 5:
            quoted(content.add("punct", comma(False)))
        else:
            content.add("punct", comma())
        content.rel = "ccomp"
        head.left.insert(0, content)
        if order == 7 and verb == "say" and len(head.left) == 1:
            return head.add("nsubj", who)
        who.rel = "nsubj"
        head.left.insert(1, who)
        return head

    def according(self, who: Node, content: Node, mark: str, first: bool) -> Node:
        """ "According to X, ..." or "..., according to X"."""
        case("according to", who)
        cue = who.left[0]
        self._attribute(content, mark, [who], [cue, *cue.right], content, [who], [cue])
        if first:
            return content.pre("obl", who.add("punct", comma()))
        return content.add("obl", who.pre("punct", comma()))

    def _attribute(
        self,
        holder: Node,
        mark: str,
        source: list[Node],
        cue: list[Node],
        content: Node,
        without: list[Node] | None = None,
        apart: list[Node] | None = None,
    ) -> None:
        """Note who says what."""
        holder.notes.append(Note("source", mark, (), tuple(source), tuple(apart or ())))
        holder.notes.append(Note("cue", mark, tuple(cue)))
        holder.notes.append(Note("content", mark, (), (content,), tuple(without or ())))

    def intend(self) -> Node:
        """Somebody plans, vows, threatens, agrees, refuses, fails or tries to do it."""
        frame = self.frame()
        who = self.doer(frame)
        base, fact, speaks = self.rng.choice(
            (("plan", -0.5, True), ("vow", -0.5, True), ("threaten", -0.5, True), ("agree", 0.0, True),
             ("refuse", -2.5, True), ("fail", -3.0, False), ("try", 0.0, False), ("want", -0.5, True),
             ("pledge", 0.0, True), ("prepare", -0.5, False), ("manage", 3.0, False), ("promise", 0.0, True))
        )  # fmt: skip
        head = self.verb(base, self.one("past", "past", "perf", "pres"), plural=who.num == "pl").pre(
            "nsubj", who
        )
        deed = self.event(frame, "inf", bare=True, fact=fact)
        head.add("xcomp", deed)
        if base == "threaten":
            trigger(head, "THREATEN", 3.0)
        if speaks:
            self.marks += 1
            cue = [head, *[n for n in head.left if n is not who]]
            self._attribute(head, str(self.marks), [who], cue, deed)
        return self.adjuncts(head, 0.1, 0.3)

    def deaths(self) -> Node:
        """ "At least 12 people were killed and dozens wounded in an air strike on X"."""
        head = self.verb(
            self.one("kill", "wound", "injure"), self.one("past", "perf"), passive=True, plural=True
        )
        trigger(head, "ASSAULT", 3.0).pre("nsubj:pass", self.np_people())
        if self.chance(0.4):
            other = self.verb(self.one("wound", "injure"), "pp", passive=True)
            trigger(other, "ASSAULT", 3.0).pre("nsubj:pass", self.dozens())
            head.add("conj", other.pre("cc", Node("and", "CCONJ", "CC")))
        deed = self.nominal(self.frame("ASSAULT"), 3.0, self.one("a", "the"))
        if deed is not None:
            head.add("obl", case(self.one("in", "during", "in"), deed))
        elif self.chance(0.5):
            head.add("advcl", self.subordinate())
        return self.adjuncts(head, 0.3, 0.4)

    def subordinate(self) -> Node:
        """ "when X attacked Y", "after X attacked Y"."""
        mark = self.one("when", "after", "as", "before", "while")
        head = self.fact_clause()
        node = Node("when", "ADV", "WRB") if mark == "when" else Node(mark, "SCONJ", "IN")
        return head.pre("advmod" if mark == "when" else "mark", node)

    def sentence(self) -> Node:
        """One sentence."""
        make: tuple[tuple[float, Callable[[], Node]], ...] = (
            (0.35, self.fact_clause),
            (0.65, self.say),
            (0.75, self.intend),
            (0.87, self.deaths),
            (1.0, self.plain),
        )
        roll = self.rng.random()
        return self.stop(next(build for limit, build in make if roll < limit)())


def compose(n: int, seed: int) -> Iterator[Read]:
    """``n`` texts of one to four sentences; the same for the same ``n`` and ``seed``."""
    for i in range(n):
        rng = Random(f"{seed}:{i}")
        composer = Composer(rng, i)
        yield read(composer.sentence() for _ in range(rng.choice((1, 1, 2, 2, 3, 4))))
