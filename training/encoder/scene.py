"""Who, where, when and how many: noun phrases with the names they hold, for one country at a time."""

from __future__ import annotations

from random import Random

from training.encoder.grammar import Node, case, comma, det, fence, label, part
from training.encoder.phrases import flat, lexicon, noun, word

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_TITLES = {
    "military": "Col. Gen. Maj. Capt. Colonel General Major Captain Brigadier Lieutenant",
    "religious": "Sheikh Imam Father Bishop Mullah",
    "official": "Governor Mayor Senator Minister Ambassador Judge President",
    "medical": "Dr. Doctor",
    "witness": "Mr. Mrs. Ms.",
}


class Scene:
    """Phrases about one country, drawn by one generator of random numbers."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        lex = lexicon()
        known = [c for c in lex.people if c in lex.places and c in lex.adjectives]
        self.country = rng.choice(["SY", "IQ"]) if rng.random() < 0.3 else rng.choice(known)
        self.adjective = lex.adjectives[self.country][0]

    def one(self, *options: str) -> str:
        """One of the options."""
        return self.rng.choice(options)

    def chance(self, share: float) -> bool:
        """Whether a thing of this share happens now."""
        return self.rng.random() < share

    def np(self, classes: str) -> Node:
        """A noun phrase of one of these classes."""
        made: Node = getattr(self, "np_" + self.rng.choice(classes.split()))()
        return made

    def kindly(self, key: str, kind: str = "") -> Node:
        """A noun of this list, labelled with the kind; no article."""
        node = noun(self.rng.choice(lexicon().nouns[key]))
        return label(node, kind) if kind else node

    # ---- numbers --------------------------------------------------------------------------------------

    def number(self, low: int = 2, high: int = 90) -> Node:
        """A number, in words or digits."""
        value = self.rng.choice((self.rng.randint(low, max(low, min(high, 16))), self.rng.randint(low, high)))
        if value <= 16 and self.chance(0.6):
            text = _WORDS[value - 1]
        elif value % 10 == 0 and 20 <= value < 100 and self.chance(0.5):
            text = _TENS[value // 10 - 2]
        else:
            text = f"{value:,}"
        return Node(text, "NUM", "CD")

    def amount(self, node: Node, low: int = 2, high: int = 90) -> Node:
        """The noun, a plural, with a quantity in one of many ways."""
        roll = self.rng.random()
        if roll < 0.12:
            return self.dozens(node)
        if roll < 0.17:
            head = Node(self.one("group", "number"), "NOUN", "NN")
            head.num = "pl"
            return det("a", head.add("nmod", case("of", node)))
        if roll < 0.25:
            return node.pre("amod", Node(self.one("several", "many"), "ADJ", "JJ"))
        number = self.number(low, high)
        if self.chance(0.08):
            number = Node(self.one("hundred", "thousand"), "NUM", "CD").near("compound", self.number(2, 9))
        node.pre("nummod", number)
        roll = self.rng.random()
        if roll < 0.16:
            number.pre("nmod", case("at", Node("least", "ADJ", "JJS", "least")))
        elif roll < 0.24:
            more = (
                Node("more", "ADJ", "JJR", "many") if self.chance(0.7) else Node("fewer", "ADJ", "JJR", "few")
            )
            number.pre("advmod", more.add("fixed", part("than")))
        elif roll < 0.36:
            number.pre(
                "advmod",
                Node(self.one("about", "nearly", "around", "over", "almost", "roughly"), "ADV", "RB"),
            )
        elif roll < 0.41:
            node.pre("det", Node(self.one("some", "another"), "DET", "DT"))
        elif roll < 0.44:
            number.pre("advmod", part("up").add("fixed", part("to")))
        elif roll < 0.47:
            many = Node("as", "ADV", "RB").add("fixed", Node("many", "ADJ", "JJ")).add("fixed", part("as"))
            number.pre("advmod", many)
        return node

    def dozens(self, node: Node | None = None) -> Node:
        """ "Dozens", "dozens of them", "tens of thousands of them"."""
        many = self.one("dozens", "hundreds", "scores", "thousands", "tens")
        inner = head = Node(many, "NOUN", "NNS", many[:-1])
        head.num = "pl"
        if many == "tens":
            inner = Node("thousands", "NOUN", "NNS", "thousand")
            head.add("nmod", case("of", inner))
        if node is not None:
            inner.add("nmod", case("of", node))
        return head

    # ---- places ---------------------------------------------------------------------------------------

    def toponym(self, *kinds: str) -> Node:
        """The bare name of a place of the country, not labelled."""
        table = lexicon().places[self.country]
        found = [k for k in kinds if k in table] or ["settlement"]
        return noun(self.rng.choice(table[self.rng.choice(found)]))

    def compass(self) -> Node:
        """ "northern", "southwestern"."""
        return word(self.one(*lexicon().nouns["place_adjectives"][:8]))

    def np_place(self) -> Node:
        """A settlement or a province, mostly by its bare name."""
        roll = self.rng.random()
        name = self.toponym("settlement", "settlement", "settlement", "province")
        if roll < 0.55:
            return label(name, "place")
        if roll < 0.72:
            head = word(self.one("town", "city", "village", "district", "province", "town", "city"))
            if self.chance(0.4):
                head.near("amod", self.compass())
            return det("the", label(head.add("nmod", case("of", name)), "place"))
        if roll < 0.82:
            return label(name.pre("amod", self.compass()), "place")
        if roll < 0.9:
            head = word(self.one("province", "city", "district", "governorate", "region"))
            node = label(head.near("compound", name), "place")
            return det("the", node) if self.chance(0.4) else node
        over = label(self.toponym("province", "country", "region"), "place")
        over.rel = "appos"
        return fence(over, label(name, "place"))

    def np_places(self) -> Node:
        """A list of places."""
        first = label(self.toponym("settlement"), "place")
        count = self.rng.choice((1, 1, 2, 3))
        return self.list_of(
            first, [label(self.toponym("settlement", "province"), "place") for _ in range(count)]
        )

    def list_of(self, first: Node, rest: list[Node], conjunction: str = "and") -> Node:
        """ "A, B and C"."""
        for node in rest[:-1]:
            first.add("conj", node.pre("punct", comma()))
        last = rest[-1].pre("cc", Node(conjunction, "CCONJ", "CC"))
        if len(rest) > 1 and self.chance(0.3):
            last.pre("punct", comma())
        first.add("conj", last)
        first.num = "pl"
        return first

    def np_country(self) -> Node:
        """The country, as an actor or a place."""
        return label(self.toponym("country"), "place")

    def np_area(self) -> Node:
        """A part of a place."""
        head = label(word(self.one(*lexicon().nouns["parts"])), "place")
        return det("the", head.add("nmod", case("of", self.np_place())))

    def np_border(self) -> Node:
        """The border with another country."""
        head = word("border")
        if self.chance(0.5):
            return det("the", label(head.near("amod", Node(self.adjective, "ADJ", "JJ")), "place"))
        return det("the", label(head, "place").add("nmod", case("with", self.np_country())))

    def np_village(self) -> Node:
        """Villages or another small place, counted or not."""
        kind = self.one("village", "town", "hill", "neighbourhood", "district", "checkpoint")
        if self.chance(0.5):
            return self.near(self.amount(label(word(kind + "s"), "place"), 2, 12))
        return self.near(det("a", label(word(kind), "place")))

    def np_stronghold(self) -> Node:
        """A place by what it is."""
        return self.near(det(self.one("the", "the", "a"), self.kindly("strongholds", "place")))

    def np_road(self) -> Node:
        """A road between places."""
        head = det("the", label(noun(self.one("road", "highway", "main road")), "place"))
        ends = self.list_of(label(self.toponym(), "place"), [label(self.toponym(), "place")])
        return head.add("nmod", case("between", ends)) if self.chance(0.6) else head

    def near(self, node: Node, share: float = 0.6) -> Node:
        """Sometimes say in or near what place it is."""
        if self.chance(share):
            where = self.one("in", "near", "in", "outside", "in", "close to")
            node.add("nmod", case(where, self.np_place()))
        return node

    def np_facility(self) -> Node:
        """A building or a site, with or without the place's name."""
        node = self.kindly("facilities")
        if self.chance(0.2):
            return det("the", label(node.pre("compound", self.toponym("settlement")), "facility"))
        return self.near(det(self.one("a", "a", "the"), label(node, "facility")))

    np_house = np_facility

    def np_camp(self) -> Node:
        """A camp of the displaced."""
        return self.near(det("a", label(noun(self.one("refugee camp", "camp", "transit camp")), "facility")))

    # ---- times ----------------------------------------------------------------------------------------

    def date(self) -> Node:
        """A day of the calendar, labelled and without preposition."""
        month = self.rng.randrange(12)
        name = (_SHORT if self.chance(0.3) else _MONTHS)[month]
        day = Node(str(self.rng.randint(1, 28)), "NUM", "CD")
        year = Node(str(self.rng.randint(1985, 2025)), "NUM", "CD")
        roll = self.rng.random()
        if roll < 0.35:
            node = day.pre("nmod:unmarked", Node(name, "PROPN", "NNP"))
            if self.chance(0.3):
                node.add("punct", comma(False)).add("nmod:unmarked", year)
        elif roll < 0.7:
            node = day.add("nmod:unmarked", Node(name, "PROPN", "NNP"))
            if self.chance(0.3):
                node.add("nmod:unmarked", year)
        else:
            node = Node(_MONTHS[month], "PROPN", "NNP").add("nmod:unmarked", year)
        return label(node, "DATE", layer="times")

    def day(self) -> Node:
        """A day of the week, perhaps with a part of the day; labelled and without preposition."""
        node = Node(self.one(*_DAYS), "PROPN", "NNP")
        if self.chance(0.3):
            node = word(self.one("morning", "night", "evening", "afternoon")).near("compound", node)
            return label(node, "TIME", layer="times")
        return label(node, "DATE", layer="times")

    def when(self) -> Node:
        """A time in the past, as a dependent of a verb: its relation is set."""
        roll = self.rng.random()
        if roll < 0.38:
            node = self.day()
            if self.chance(0.5):
                return self._rel(case("on", node), "obl")
            if self.chance(0.25):
                early = Node(self.one("late", "early"), "ADV", "RB")
                node.pre("advmod", early)
                node.notes[-1] = node.notes[-1]._replace(words=(early, *node.notes[-1].words))
            return self._rel(node, "obl:unmarked")
        if roll < 0.5:
            node = self.date()
            return self._rel(case("on" if node.upos == "NUM" else "in", node), "obl")
        if roll < 0.58:
            node = label(
                Node(self.one("yesterday", "today", "yesterday"), "NOUN", "NN"), "DATE", layer="times"
            )
            return self._rel(node, "obl:unmarked")
        if roll < 0.72:
            node = word(self.one("week", "month", "year", "week", *_DAYS, "night"))
            node.pre("amod", Node("last", "ADJ", "JJ"))
            return self._rel(
                label(node, "TIME" if node.form == "night" else "DATE", layer="times"), "obl:unmarked"
            )
        if roll < 0.82:
            unit = self.one("days", "weeks", "months", "years", "hours")
            node = word(unit).pre("nummod", self.number(2, 9))
            ago = Node(self.one("ago", "ago", "earlier"), "ADV", "RB").pre("obl:unmarked", node)
            return self._rel(label(ago, "TIME" if unit == "hours" else "DATE", layer="times"), "advmod")
        if roll < 0.9:
            text, kind = self.rng.choice(
                (("dawn", "TIME"), ("noon", "TIME"), ("midnight", "TIME"), ("night", "TIME"))
            )
            return self._rel(case("at", label(word(text), kind, layer="times")), "obl")
        if roll < 0.95:
            node = word("hours").pre("amod", Node("early", "ADJ", "JJ"))
            node = det("the", node).add("nmod", case("of", Node(self.one(*_DAYS), "PROPN", "NNP")))
            return self._rel(case("in", label(node, "TIME", layer="times")), "obl")
        node = word(self.one("week", "month", "year")).pre("det", Node("this", "DET", "DT"))
        early = Node("earlier", "ADV", "RBR", "early")
        return self._rel(label(node.pre("advmod", early), "DATE", layer="times"), "obl:unmarked")

    def span(self) -> Node:
        """How long: "for three days", with its relation."""
        node = word(self.one("days", "weeks", "months", "years", "hours")).pre("nummod", self.number(2, 12))
        if self.chance(0.2):
            node = det("the", node.pre("amod", Node("past", "ADJ", "JJ")))
            return self._rel(case(self.one("for", "over"), label(node, "DURATION", layer="times")), "obl")
        return self._rel(case("for", label(node, "DURATION", layer="times")), "obl")

    def _rel(self, node: Node, rel: str) -> Node:
        node.rel = rel
        return node

    # ---- things ---------------------------------------------------------------------------------------

    def np_bomb(self) -> Node:
        """An explosive."""
        return det("a", self.kindly("bombs", "weapon"))

    def np_striker(self) -> Node:
        """What falls from the sky."""
        if self.chance(0.4):
            node = noun(self.one("rockets", "mortar shells", "missiles", "shells", "mortar rounds"))
            return self.amount(label(node, "weapon"), 2, 20)
        return det("a", self.kindly("strikers", "weapon"))

    def np_munitions(self) -> Node:
        """Weapons an attack is made with."""
        return self.kindly("munitions", "weapon")

    def np_arms(self) -> Node:
        """Weapons people hold."""
        return self.kindly("arms", "weapon")

    def np_vehicle(self) -> Node:
        """A vehicle."""
        return self.near(det("a", self.kindly("vehicles", "vehicle")), 0.3)

    def np_aircraft(self) -> Node:
        """An aircraft of somebody."""
        node = noun(self.one("helicopter", "fighter jet", "drone", "military plane", "surveillance drone"))
        if self.chance(0.5):
            node.pre("amod", Node(self.adjective, "ADJ", "JJ"))
        return det("a", label(node, "vehicle"))

    def np_supplies(self) -> Node:
        """What aid is made of."""
        first = self.kindly("supplies")
        if self.chance(0.5):
            return self.list_of(first, [self.kindly("supplies") for _ in range(self.rng.choice((1, 2)))])
        return first

    def person_name(self) -> list[str]:
        """An invented name of somebody of the country."""
        given, middle, family = lexicon().people[self.country]
        names = [self.rng.choice(given), self.rng.choice(family)]
        if middle and self.chance(0.25):
            names.insert(1, self.rng.choice(middle))
        return names

    def titled(self, name: Node) -> Node:
        """Sometimes a title before the name."""
        if self.chance(0.3):
            title = self.one(*_TITLES[self.one(*_TITLES)].split())
            node = Node(title, "PROPN", "NNP")
            if title not in ("Mr.", "Mrs.", "Ms."):
                label(node, "role")
            name.pre("nmod:desc", node)
        return name

    def named(self) -> Node:
        """A person's name, labelled."""
        return label(flat(self.person_name()), "person")
