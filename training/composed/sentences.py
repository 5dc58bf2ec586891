"""Compose conflict news with complete labels, to teach the encoder on.

    from training.composed.sentences import compose
    for read in compose(1000, seed=1): ...

Every sentence is grown from a small grammar, so its words, heads and labels are known and not guessed. Groups,
forces, outlets, roles and places bear names of Dateline's dictionaries; persons are invented. Nothing composed
is news, and no deed told here took place.

Conventions: relations, tags and lemmas follow the English Web Treebank; attributions PolNeAR (the outermost
only; a source without its last comma, quotation marks inside the content, full stops outside unless quoted);
names re3d (whole phrases without articles, never one inside another); negations the 2012 *SEM task; times
TimeML. A trigger is the word that tells the event, with its particle, object or compound where these do.
How sure a deed is: 3 it happened, 2.5 somebody says so, 0.5 it may have, 0 to -0.5 it is planned, -3 it did not.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from training.composed import surface
from training.composed.acts import Acts
from training.composed.grammar import Node, case, comma, label, punct, read, trigger
from training.composed.phrases import noun, word

from dateline.annotate.layers import Read

#: The kinds of names in the composed sentences.
KINDS = frozenset(
    "person armed-group state-force organisation government outlet place facility weapon vehicle nationality role "
    "civilians".split()
)


class Composer(Acts):
    """The sentences of one text."""

    def stop(self, root: Node) -> Node:
        """The sentence with its full stop, where it has none, and a capital letter."""
        words = list(root.walk())
        if not any(n.form in (".", "!", "?") for n in words[-2:]):
            root.add("punct", punct("."))
        if (
            words[-1].xpos == "NNP"
            and words[-1].form.endswith(".")
            and len(words[-1].lemma) > len(words[-1].form)
        ):
            words[-1].form = words[-1].lemma
        if words[-1].form in ("a.m.", "p.m."):
            words[-1].form = words[-1].form.replace(".", "")
        first = next(n for n in words if n.upos != "PUNCT")
        first.form = first.form[:1].upper() + first.form[1:]
        return root

    def text(self) -> list[Node]:
        """The sentences of a text, in one look."""
        if self.chance(0.09):
            return [self.headline()]
        wanted = self.rng.choice((1, 1, 2, 2, 3, 4))
        roots: list[Node] = []
        while len(roots) < wanted:
            roots += self.sentences()
        roots = roots[:4]
        if self.chance(0.06):
            roots = [self.dateline(), *roots[:3]]
        elif self.chance(0.04):
            roots = [self.headline(), *roots[:3]]
        roll = self.rng.random()
        if roll < 0.12:
            roots = [surface.curly(root) for root in roots]
        elif roll < 0.15:
            roots = [surface.apostrophes(root) for root in roots]
        elif roll < 0.18:
            roots = [surface.lower(root) for root in roots]
        elif roll < 0.2:
            roots = [surface.small_start(root) for root in roots]
        elif roll < 0.21:
            roots = [surface.upper(root) for root in roots]
        return roots

    def sentences(self) -> list[Node]:
        """One sentence, or two that belong together."""
        roll = self.rng.random()
        if roll < 0.34:
            head = self.tell()
            if self.chance(0.12):
                self.when_clause(head)
            found = [head]
        elif roll < 0.39:
            found = [self.condition()]
        elif roll < 0.4:
            return [self.question()]
        elif roll < 0.66:
            found = self.report()
        elif roll < 0.8:
            found = self.speech_act()
        else:
            found = [self.plain()]
        if self.chance(0.05):
            link = self.one("meanwhile", "however", "elsewhere", "earlier", "also", "separately", "still")
            adverb = Node(
                link, "ADV", "RBR" if link == "earlier" else "RB", "early" if link == "earlier" else None
            )
            found[0].pre("advmod", adverb.add("punct", comma()))
        return [self.stop(root) for root in found]

    def condition(self) -> Node:
        """ "If X attacks Y, Z will ..."."""
        self.depth += 1
        head = self.deed_done(3.0, self.one("will", "would", "could", "may"))
        clause = self.deed_done(-1.0, self.one("pres", "past"))
        self.depth -= 1
        clause.pre("mark", Node(self.one("if", "unless", "if"), "SCONJ", "IN"))
        if self.chance(0.6):
            return head.pre("advcl", clause.add("punct", comma()))
        return head.add("advcl", clause)

    def question(self) -> Node:
        """ "Who attacked X?", "Did X attack Y?"."""
        frame = self.frame("ASSAULT", "TERRITORY", "RETREAT", "COERCE")
        if self.chance(0.4):
            head = self.event(frame, "past", subject=Node("who", "PRON", "WP"))
        else:
            head = self.event(frame, "bare", fact=0.0)
            head.pre("aux", Node("did", "AUX", "VBD", "do"))
        head.add("punct", punct("?"))
        return self.stop(head)

    # ---- headlines and datelines ---------------------------------------------------------------------------

    def headline(self) -> Node:
        """A headline: without articles, in the present, with or without capitals."""
        self.depth += 1
        root = surface.without_articles(
            self.rng.choice((self.present, self.toll_first, self.to_come, self.by_name))()
        )
        self.depth -= 1
        first = next(n for n in root.walk() if n.upos != "PUNCT")
        first.form = first.form[:1].upper() + first.form[1:]
        return self.rng.choice((surface.upper, surface.title, surface.title, lambda node: node))(root)

    def present(self) -> Node:
        """ "Rebels seize airport near X", "Army convoy attacked"."""
        frame = self.frame()
        head = self.passive(frame, "pp", agent=self.chance(0.3)) if self.chance(0.35) else None
        if head is None:
            head = self.event(frame, "pres")
        return self.result(head, frame, 0.3)

    def toll_first(self) -> Node:
        """ "12 killed in X bombing", "Dozens wounded as ..."."""
        head = self.verb(self.one("kill", "wound", "injure"), "pp", passive=True)
        count = (
            self.amount(word(self.one("people", "civilians", "soldiers")))
            if self.chance(0.3)
            else self.dozens()
        )
        if self.chance(0.5):
            count = self.number(2, 90)
        trigger(head, "ASSAULT", 3.0).pre("nsubj:pass", count)
        deed = noun(
            self.one("air strike", "bombing", "attack", "clashes", "blast", "raid", "shelling", "car bombing")
        )
        trigger(deed, "ASSAULT", 3.0, *[n for n in deed.left if n.rel == "compound"])
        if self.chance(0.5):
            deed.pre("compound", label(self.toponym("settlement", "country"), "place"))
            return head.add("obl", case("in", deed))
        return head.add("obl", case("in", deed)).add("obl", case("in", self.np_place()))

    def to_come(self) -> Node:
        """ "Army to withdraw from X"."""
        frame = self.willed("RETREAT", "MOBILIZE", "AID", "COERCE", "AGREE", "CONSULT")
        return self.event(frame, "inf", bare=True, fact=0.0).pre("nsubj", self.doer(frame))

    def by_name(self) -> Node:
        """ "X denies shelling Y", "Rebels vow to ...", "Y: ...", as the acts of speech have it."""
        return self.rng.choice((self.colon, self.intend, self.deny, self.position))()

    def dateline(self) -> Node:
        """Where and by whom the report was sent."""
        place = label(self.toponym("settlement"), "place")
        if self.chance(0.7):
            surface.upper(place)
        country = label(self.toponym("country"), "place") if self.chance(0.3) else None
        date = self.date() if self.chance(0.25) else None
        outlet = self.proper("outlet", article=False) if self.chance(0.8) else None
        return surface.dateline(place, country, date, outlet, self.one("-", "--", "—", "–"))


def compose(n: int, seed: int) -> Iterator[Read]:
    """``n`` texts of one to four sentences; the same for the same ``n`` and ``seed``."""
    for i in range(n):
        yield read(Composer(Random(f"{seed}:{i}")).text())
