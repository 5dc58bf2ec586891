"""Places, weapons, vehicles and the names of people, for one country at a time."""

from __future__ import annotations

from random import Random

from training.composed.amounts import Amounts
from training.composed.grammar import Node, case, det, fence, label
from training.composed.phrases import flat, lexicon, noun, word

_TITLES = {
    "military": "Col. Gen. Maj. Capt. Colonel General Major Captain Brigadier Lieutenant",
    "religious": "Sheikh Imam Father Bishop Mullah",
    "official": "Governor Mayor Senator Minister Ambassador Judge President",
    "medical": "Dr. Doctor",
    "witness": "Mr. Mrs. Ms.",
}


#: Strongholds that somebody built.
_BUILT = frozenset({"airport", "base", "bridge", "port", "field", "pass"})


class Scene(Amounts):
    """Phrases about one country, drawn by one generator of random numbers."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        lex = lexicon()
        known = [c for c in lex.people if c in lex.places and c in lex.adjectives]
        self.country = rng.choice(["SY", "IQ"]) if rng.random() < 0.3 else rng.choice(known)
        self.adjective = lex.adjectives[self.country][0]

    def np(self, classes: str) -> Node:
        """A noun phrase of one of these classes."""
        made: Node = getattr(self, "np_" + self.rng.choice(classes.split()))()
        return made

    def kindly(self, key: str, kind: str = "") -> Node:
        """A noun of this list, labelled with the kind; no article."""
        node = noun(self.rng.choice(lexicon().nouns[key]))
        return label(node, kind) if kind else node

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
        pool = lexicon().places[self.country].get("settlement", ())
        texts = self.rng.sample(pool, min(self.rng.choice((2, 2, 3, 4)), len(pool)))
        names = [label(noun(text), "place") for text in texts]
        return self.list_of(names[0], names[1:]) if len(names) > 1 else names[0]

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
        what = self.one("village", "town", "hill", "neighbourhood", "district", "checkpoint")
        kind = "facility" if what == "checkpoint" else "place"
        if self.chance(0.5):
            return self.near(self.amount(label(word(what + "s"), kind), 2, 12))
        return self.near(det("a", label(word(what), kind)))

    def np_stronghold(self) -> Node:
        """A place by what it is."""
        node = self.kindly("strongholds")
        label(node, "facility" if node.form in _BUILT else "place")
        return self.near(det(self.one("the", "the", "a"), node))

    def np_road(self) -> Node:
        """A road between places."""
        head = det("the", label(noun(self.one("road", "highway", "main road")), "place"))
        ends = self.list_of(label(self.toponym(), "place"), [label(self.toponym(), "place")])
        return head.add("nmod", case("between", ends)) if self.chance(0.6) else head

    def near(self, node: Node, share: float = 0.6) -> Node:
        """Sometimes say in or near what place it is."""
        if self.chance(share):
            where = self.one("in", "near", "in", "outside", "in", "around")
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
