"""How many and when: numbers, quantities, dates and times."""

from __future__ import annotations

from random import Random

from training.composed.grammar import Node, case, comma, det, label, part, punct
from training.composed.phrases import noun, word

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_FUTURE = frozenset({"will", "would", "inf", "could", "may", "might"})
_NOW = frozenset({"pres", "presprog", "perf"})


def related(node: Node, rel: str) -> Node:
    """The node with its relation set, for whoever attaches it."""
    node.rel = rel
    return node


def text_of(node: Node) -> str:
    """The words of the phrase."""
    return " ".join(n.form for n in node.walk())


class Amounts:
    """Quantities and times, drawn by one generator of random numbers."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def one(self, *options: str) -> str:
        """One of the options."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """Whether a thing of this share happens now."""
        return self.rng.random() < share

    # ---- quantities -----------------------------------------------------------------------------------

    def number(self, low: int = 2, high: int = 90) -> Node:
        """A number, in words or digits."""
        value = self.rng.randint(low, max(low, min(high, 16)) if self.chance(0.5) else high)
        if value <= 16 and self.chance(0.6):
            text = _WORDS[value - 1]
        elif value % 10 == 0 and 20 <= value < 100 and self.chance(0.5):
            text = _TENS[value // 10 - 2]
        elif 20 < value < 100 and self.chance(0.06):
            node = Node(_WORDS[value % 10 - 1] if value % 10 else "one", "NUM", "CD")
            return node.near("compound", Node(_TENS[value // 10 - 2], "NUM", "CD")).near("punct", punct("-"))
        else:
            text = f"{value:,}" if self.chance(0.7) else str(value)
        return Node(text, "NUM", "CD")

    def big(self) -> Node:
        """ "2,400", "three hundred", "1.5 million"."""
        roll = self.rng.random()
        if roll < 0.5:
            return Node(f"{self.rng.randint(2, 400) * 50:,}", "NUM", "CD")
        if roll < 0.8:
            return Node(self.one("hundred", "thousand"), "NUM", "CD").near("compound", self.number(2, 9))
        figure = Node(self.one("1.2", "1.5", "2", "2.6", "three", "half"), "NUM", "CD")
        if figure.form == "half":
            figure.form = figure.lemma = "two"
        return Node("million", "NUM", "CD").near("compound", figure)

    def amount(self, node: Node, low: int = 2, high: int = 90) -> Node:
        """The noun, a plural, with a quantity in one of many ways."""
        node.num = "pl"
        roll = self.rng.random()
        if roll < 0.12:
            return self.dozens(node)
        if roll < 0.17:
            head = Node(self.one("group", "number"), "NOUN", "NN")
            head.num = "pl"
            return det("a", head.add("nmod", case("of", node)))
        if roll < 0.25:
            return node.pre("amod", Node(self.one("several", "many"), "ADJ", "JJ"))
        number = self.big() if high > 500 and self.chance(0.4) else self.number(low, high)
        node.pre("nummod", number)
        if self.chance(0.03) and number.form.isdigit():
            more = Node(str(int(number.form) + self.rng.randint(1, 9) * 5), "NUM", "CD")
            number.add("nmod", case("to", more))
            return node
        self.about(number, node)
        return node

    def about(self, number: Node, node: Node) -> None:
        """Sometimes make the number vague: "at least", "more than", "about"."""
        roll = self.rng.random()
        if roll < 0.16:
            number.pre("nmod", case("at", Node("least", "ADJ", "JJS", "least")))
        elif roll < 0.24:
            more = Node("more", "ADJ", "JJR") if self.chance(0.7) else Node("fewer", "ADJ", "JJR", "few")
            number.pre("advmod", more.add("fixed", part("than")))
        elif roll < 0.36:
            number.pre(
                "advmod", Node(self.one("about", "nearly", "around", "over", "almost", "only"), "ADV", "RB")
            )
        elif 0.36 < roll < 0.41:
            node.pre("det", Node(self.one("some", "another", "some"), "DET", "DT"))
        elif 0.41 < roll < 0.44:
            number.pre("advmod", part("up").add("fixed", part("to")))
        elif 0.44 < roll < 0.47:
            many = Node("as", "ADV", "RB").add("fixed", Node("many", "ADJ", "JJ")).add("fixed", part("as"))
            number.pre("advmod", many)
        elif 0.47 < roll < 0.5:
            estimated = Node("estimated", "VERB", "VBN", "estimate")
            node.pre("amod", estimated)
            det("a", node)

    def dozens(self, node: Node | None = None) -> Node:
        """ "Dozens", "dozens of them", "tens of thousands of them"."""
        many = self.one("dozens", "hundreds", "scores", "thousands", "tens", "dozens")
        inner = head = Node(many, "NOUN", "NNS", many[:-1])
        head.num = "pl"
        if many == "tens":
            inner = Node("thousands", "NOUN", "NNS", "thousand")
            head.add("nmod", case("of", inner))
        if node is not None:
            inner.add("nmod", case("of", node))
        return head

    # ---- times ----------------------------------------------------------------------------------------

    def date(self) -> Node:
        """A day or a month of the calendar, labelled and without preposition."""
        month = self.rng.randrange(12)
        name = (_SHORT if self.chance(0.3) else _MONTHS)[month]
        day = Node(str(self.rng.randint(1, 28)), "NUM", "CD")
        year = Node(str(self.rng.randint(1985, 2025)), "NUM", "CD")
        roll = self.rng.random()
        if roll < 0.35:
            node = day.pre("nmod:unmarked", Node(name, "PROPN", "NNP", _MONTHS[month]))
            if self.chance(0.35):
                node.add("punct", comma(False)).add("nmod:unmarked", year)
        elif roll < 0.7:
            node = day.add("nmod:unmarked", Node(_MONTHS[month], "PROPN", "NNP"))
            if self.chance(0.35):
                node.add("nmod:unmarked", year)
        elif roll < 0.9:
            node = Node(_MONTHS[month], "PROPN", "NNP")
            if self.chance(0.7):
                node.add("nmod:unmarked", year)
        else:
            node = year
        return label(node, "DATE", layer="times")

    def day(self) -> Node:
        """A day of the week, perhaps with a part of the day or a date; labelled and without preposition."""
        node = Node(self.one(*_DAYS), "PROPN", "NNP")
        if self.chance(0.3):
            node = word(self.one("morning", "night", "evening", "afternoon")).near("compound", node)
            return label(node, "TIME", layer="times")
        if self.chance(0.1):
            day = Node(str(self.rng.randint(1, 28)), "NUM", "CD")
            day.pre("nmod:unmarked", Node(self.one(*_MONTHS), "PROPN", "NNP"))
            node.add("appos", day.pre("punct", comma()))
            label(node, "DATE", layer="times")
            return node.add("punct", comma())
        return label(node, "DATE", layer="times")

    def when(self, form: str = "past") -> Node | None:
        """A time that goes with the tense, as a dependent of a verb with its relation set; None for none."""
        if form in _FUTURE:
            return self._later()
        if form in _NOW:
            return self._lately(form) if self.chance(0.6) else None
        roll = self.rng.random()
        if roll < 0.38:
            return self._on(self.day())
        if roll < 0.5:
            node = self.date()
            month = node.upos == "PROPN" or (len(node.form) == 4 and not node.left)
            return related(case("in" if month else "on", node), "obl")
        if roll < 0.58:
            return self._bare(Node(self.one("yesterday", "today", "yesterday"), "NOUN", "NN"))
        if roll < 0.71:
            node = word(self.one("week", "month", "year", "week", *_DAYS, "night"))
            return self._bare(
                node.pre("amod", Node("last", "ADJ", "JJ")), "TIME" if node.form == "night" else "DATE"
            )
        if roll < 0.82:
            return self._ago()
        if roll < 0.89:
            time = label(word(self.one("dawn", "noon", "midnight", "night")), "TIME", layer="times")
            return related(case("at", time), "obl")
        if roll < 0.93:
            return self._early_hours()
        if roll < 0.96:
            return self._clock()
        node = word(self.one("week", "month", "year")).pre("det", Node("this", "DET", "DT"))
        return self._bare(node.pre("advmod", Node("earlier", "ADV", "RBR", "early")))

    def _on(self, day: Node) -> Node:
        """A day with "on" or bare, or "late on Monday"."""
        roll = self.rng.random()
        if roll < 0.5:
            return related(case("on", day), "obl")
        if roll < 0.65:
            early = Node(self.one("late", "early"), "ADV", "RB")
            note = day.notes[-1]
            day.pre("advmod", early)
            day.notes[-1] = note._replace(words=(early, *note.words))
        return related(day, "obl:unmarked")

    def _bare(self, node: Node, kind: str = "DATE") -> Node:
        return related(label(node, kind, layer="times"), "obl:unmarked")

    def _ago(self) -> Node:
        unit = self.one("days", "weeks", "months", "years", "hours")
        node = word(unit).pre("nummod", self.number(2, 9))
        ago = Node("ago", "ADV", "RB")
        if self.chance(0.3):
            ago = Node(self.one("earlier", "later"), "ADV", "RBR")
            ago.lemma = {"earlier": "early", "later": "late"}[ago.form]
        ago.pre("obl:unmarked", node)
        return related(label(ago, "TIME" if unit == "hours" else "DATE", layer="times"), "advmod")

    def _early_hours(self) -> Node:
        node = word("hours").pre("amod", Node("early", "ADJ", "JJ"))
        node = det("the", node).add("nmod", case("of", Node(self.one(*_DAYS), "PROPN", "NNP")))
        return related(case("in", label(node, "TIME", layer="times")), "obl")

    def _clock(self) -> Node:
        clock = Node(f"{self.rng.randint(1, 12)}:{self.rng.choice((0, 15, 30, 45)):02}", "NUM", "CD")
        half = Node(self.one("am", "pm", "a.m.", "p.m."), "NOUN", "NN")
        half.lemma = f"{half.form[0]}.m."
        clock.add("nmod:unmarked", half)
        return related(case(self.one("at", "around"), label(clock, "TIME", layer="times")), "obl")

    def _later(self) -> Node:
        """A time to come."""
        roll = self.rng.random()
        if roll < 0.35:
            return self._on(self.day())
        if roll < 0.5:
            return self._bare(Node("tomorrow", "NOUN", "NN"))
        if roll < 0.8:
            node = word(self.one("week", "month", "year", *_DAYS))
            return self._bare(node.pre("amod", Node("next", "ADJ", "JJ")))
        node = word(self.one("week", "month", "year")).pre("det", Node("this", "DET", "DT"))
        return self._bare(node.pre("advmod", Node("later", "ADV", "RBR", "late")))

    def _lately(self, form: str) -> Node:
        """A time that reaches to now."""
        roll = self.rng.random()
        if roll < 0.4 and form != "pres":
            return related(case("since", self.day()), "obl")
        if roll < 0.6:
            return self._bare(Node("today", "NOUN", "NN"))
        if roll < 0.8:
            return self._bare(word(self.one("week", "month", "year")).pre("det", Node("this", "DET", "DT")))
        now = Node(self.one("now", "currently", "recently"), "ADV", "RB")
        return related(label(now, "DATE", layer="times"), "advmod")

    def span(self) -> Node:
        """How long: "for three days", with its relation."""
        node = word(self.one("days", "weeks", "months", "years", "hours")).pre("nummod", self.number(2, 12))
        preposition = "for"
        if self.chance(0.3):
            node = det("the", node.pre("amod", Node(self.one("past", "last"), "ADJ", "JJ")))
            preposition = self.one("for", "over", "in", "during")
        return related(case(preposition, label(node, "DURATION", layer="times")), "obl")

    def often(self) -> Node:
        """How often: "every day", "daily", with its relation."""
        if self.chance(0.3):
            return related(label(Node("daily", "ADV", "RB"), "SET", layer="times"), "advmod")
        node = word(self.one("day", "night", "week", *_DAYS)).pre("det", Node("every", "DET", "DT"))
        return self._bare(node, "SET")

    def list_of(self, first: Node, rest: list[Node], conjunction: str = "and") -> Node:
        """ "A, B and C"."""
        seen = {text_of(first)}
        rest = [n for n in rest if text_of(n) not in seen and not seen.add(text_of(n))]  # type: ignore[func-returns-value]
        if not rest:
            return first
        for node in rest[:-1]:
            first.add("conj", node.pre("punct", comma()))
        last = rest[-1].pre("cc", Node(conjunction, "CCONJ", "CC"))
        if len(rest) > 1 and self.chance(0.3):
            last.pre("punct", comma())
        first.add("conj", last)
        first.num = "pl"
        return first

    def things(self, text: str) -> Node:
        """A common noun phrase as a list in ``words.toml`` writes it: "the second half", "an album", "its lead"."""
        first, _, rest = text.partition(" ")
        if first in ("a", "an", "the"):
            return det("a" if first == "an" else first, self.things(rest))
        if first in ("its", "their", "his", "my", "our"):
            tag = Node(first, "PRON", "PRP$", {"its": "its", "my": "my"}.get(first, first))
            return noun(rest).pre("nmod:poss", tag)
        if first in ("every", "this", "that", "some", "no", "any"):
            return noun(rest).pre("det", Node(first, "DET", "DT"))
        if first in ("two", "three", "five", "ten", "several", "hundreds"):
            if first == "hundreds":
                return Node(first, "NOUN", "NNS", "hundred").add(
                    "nmod", case("of", noun(rest.removeprefix("of ")))
                )
            several = first == "several"
            number = Node(first, "ADJ" if several else "NUM", "JJ" if several else "CD")
            return noun(rest).pre("amod" if several else "nummod", number)
        return noun(text)
