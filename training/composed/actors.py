"""Parties, officials, civilians and crowds as noun phrases."""

from __future__ import annotations

from training.composed.grammar import Node, case, det, fence, label, punct
from training.composed.phrases import lexicon, noun, word
from training.composed.scene import Scene

#: Ends of roles that are no single person or no person at all.
_VAGUE = ("by", "personnel", "townspeople", "one", "staff", "team", "crew")


class Actors(Scene):
    """A scene with everybody in it."""

    def entry(self, kind: str) -> str:
        """A name of the dictionaries, of the country or of none."""
        table = lexicon().names[kind]
        own = table.get(self.country, [])
        anywhere = table.get("", [])
        pool = own if own and (not anywhere or self.chance(0.75)) else anywhere
        return self.rng.choice(pool or self.rng.choice(list(table.values())))

    def short(self, kind: str) -> Node:
        """A name of at most three words, to stand before a noun."""
        for _ in range(8):
            text = self.entry(kind)
            last = text.split()[-1]
            if (
                len(text.split()) < 3
                and not last.islower()
                and not last.endswith(("ers", "ants"))
                and "'" not in text
            ):
                return noun(text)
        return Node(self.one("ISIS", "IS", "Taliban", "Daesh", "ISIL"), "PROPN", "NNP")

    def proper(self, kind: str, article: bool = True) -> Node:
        """A name of this kind, labelled, with the article it takes."""
        text = self.entry(kind)
        node = label(noun(text), kind)
        short = lexicon().acronyms.get(text, ())
        if short and self.chance(0.25):
            initials = Node(self.one(*short), "PROPN", "NNP")
            label(initials, kind).pre("punct", punct("(")).add("punct", punct(")"))
            node.add("appos", initials)
        if article and self._takes_the(text, node, kind):
            det("the", node)
        return node

    def _takes_the(self, text: str, node: Node, kind: str) -> bool:
        tags = lexicon().tags
        if (
            text in tags["no_article"]
            or text.split()[0].endswith("'s")
            or (node.left and node.left[0].rel == "nmod:poss")
        ):
            return False
        if text in tags["articled"]:
            return True
        if text.startswith("Islamic State"):
            return self.chance(0.4)
        if node.form.islower() and node.upos == "NOUN":
            return self.chance(0.3 if node.num == "pl" or node.form == "police" else 0.95)
        if kind == "outlet":
            return node.form in tags["papers"]
        if text.replace("-", "").isupper():
            return self.chance(0.85)
        return node.form.lower() in tags["heads"]

    def np_group(self) -> Node:
        """An armed group by its name."""
        return self.proper("armed-group")

    def np_fighters(self) -> Node:
        """Members of an armed group."""
        node = self.kindly("fighters")
        roll = self.rng.random()
        if roll < 0.4:
            node.pre("compound", self.short("armed-group"))
        elif roll < 0.55:
            node.pre(
                "amod", word(self.one("armed", "masked", "unidentified", "unknown", "islamist", "local"))
            )
        elif roll < 0.65:
            backed = Node(self.one("backed", "led", "allied"), "VERB", "VBN")
            backed.lemma = {"led": "lead", "allied": "ally"}.get(backed.form, "back")
            backed.pre("punct", punct("-")).pre("compound", self.gentilic(noun_=True))
            node.pre("amod", backed)
        label(node, "armed-group")
        if roll > 0.9:
            node.add("nmod", case(self.one("from", "of"), self.proper("armed-group")))
        return self.amount(node, 2, 60) if self.chance(0.15) else self.maybe_the(node)

    def np_fighters_at(self) -> Node:
        """Fighters, or what they hold, at a place."""
        return self.near(self.np_fighters())

    def maybe_the(self, node: Node, share: float = 0.15) -> Node:
        """Sometimes the article before a plural."""
        return det("the", node) if self.chance(share) else node

    def gentilic(self, noun_: bool = False) -> Node:
        """The country's adjective, or the name of a country that backs somebody."""
        if noun_:
            return Node(
                self.one("Iran", "Turkey", "government", "Saudi", "US", "Russia", "Rwanda"), "PROPN", "NNP"
            )
        return Node(self.adjective, "ADJ", "JJ")

    def np_army(self) -> Node:
        """A state's force by its name."""
        return self.proper("state-force")

    def np_troops(self) -> Node:
        """Soldiers of a state."""
        node = self.kindly("troops")
        roll = self.rng.random()
        if roll < 0.45:
            node.pre("amod", self.gentilic())
            if self.chance(0.2):
                node.near("compound", word(self.one("government", "army", "border")))
        elif roll < 0.6:
            node.pre(
                "compound",
                word(self.one("government", "army", "security", "regime", "coalition", "UN", "US")),
            )
        elif roll < 0.7:
            node.pre("amod", word(self.one("special", "foreign", "loyal", "pro-government", "allied")))
        elif node.form in ("forces", "units"):
            node.pre("compound", word("security"))
        label(node, "state-force")
        return self.amount(node, 2, 300) if self.chance(0.15) else self.maybe_the(node)

    np_soldiers = np_troops

    def np_troops_at(self) -> Node:
        """Soldiers at a place."""
        return self.near(self.np_troops())

    def np_police(self) -> Node:
        """Police, named or not."""
        if self.chance(0.3):
            return self.proper("state-force")
        node = self.kindly("police")
        if self.chance(0.4):
            node.pre("amod", self.gentilic())
        node.num = "pl"
        return self.maybe_the(label(node, "state-force"))

    def np_jets(self) -> Node:
        """Aircraft of a state."""
        node = self.kindly("jets")
        node.num = "pl"
        roll = self.rng.random()
        if roll < 0.5:
            node.pre("amod", self.gentilic())
        elif roll < 0.75:
            node.pre("compound", word(self.one("government", "coalition", "US", "NATO", "army")))
        return label(node, "vehicle")

    def np_drone(self) -> Node:
        """A drone."""
        node = self.kindly("drones")
        if self.chance(0.4):
            node.pre("amod", self.gentilic())
        return det("a", label(node, "vehicle"))

    def np_gov(self) -> Node:
        """A government or a ministry."""
        if self.chance(0.6):
            return self.proper("government")
        text = self.one("government", "interior ministry", "defence ministry", "foreign ministry", "authorities", "junta",
                        "Ministry of Defence", "Ministry of the Interior", "defense ministry")  # fmt: skip
        node = noun(text)
        if self.chance(0.4) and text[0].islower():
            node.pre("amod", self.gentilic())
        return det("the", label(node, "government"))

    def np_org(self) -> Node:
        """An organisation by its name."""
        return self.proper("organisation")

    def np_outlet(self) -> Node:
        """A news outlet by its name."""
        if self.chance(0.15):
            node = noun(
                self.one("state television", "state media", "local media", "state radio", "news agencies")
            )
            return label(node, "outlet")
        return self.proper("outlet")

    # ---- people -----------------------------------------------------------------------------------------

    def np_people(self) -> Node:
        """A number of people killed or hurt."""
        roll = self.rng.random()
        if roll < 0.7:
            node = label(self.kindly("civilians"), "civilians")
        elif roll < 0.85:
            node = label(self.kindly("troops"), "state-force")
        else:
            node = label(self.kindly("fighters"), "armed-group")
        if self.chance(0.15):
            head = self.amount(node)
            kin = label(self.kindly("civilians"), "civilians")
            return fence(case("including", self._nmod(self.amount(kin, 2, 9))), head)
        return self.amount(node)

    def _nmod(self, node: Node) -> Node:
        node.rel = "nmod"
        return node

    def np_people_in(self) -> Node:
        """People at a place."""
        return self.near(label(self.kindly("civilians"), "civilians"), 0.8)

    def np_families(self) -> Node:
        """Families or people, counted."""
        return self.amount(
            label(noun(self.one("families", "people", "civilians", "residents")), "civilians"), 20, 900
        )

    def np_victim(self) -> Node:
        """One person, by trade and perhaps by name."""
        node = self.kindly("victims")
        if self.chance(0.3):
            node.pre("amod", self.gentilic())
            label(node, "civilians", [node, *node.left[1:]])
            label(node.left[0], "nationality")
        else:
            label(node, "civilians")
        if self.chance(0.2):
            old = Node("old", "ADJ", "JJ")
            year = word("year").near("nummod", Node(str(self.rng.randint(18, 80)), "NUM", "CD"))
            old.near("obl:unmarked", year.near("punct", punct("-"))).near("punct", punct("-"))
            node.pre("amod", old)
        det("a", node)
        if self.chance(0.3):
            name = self.named()
            name.rel = "appos"
            return fence(name, node)
        return node

    def np_captives(self) -> Node:
        """People held."""
        node = self.kindly("captives")
        if self.chance(0.25):
            node.pre("amod", self.gentilic())
            label(node.left[0], "nationality")
            label(node, "civilians", [node, *[n for child in node.left[1:] for n in child.walk()]])
        else:
            label(node, "civilians")
        return self.amount(node, 2, 120)

    def np_suspects(self) -> Node:
        """People arrested."""
        return self.amount(label(self.kindly("suspects"), "civilians"), 2, 60)

    def np_crowd(self) -> Node:
        """Protesters."""
        node = noun(
            self.one(
                "protesters", "demonstrators", "students", "people", "workers", "residents", "supporters"
            )
        )
        if self.chance(0.2):
            node.pre("amod", word(self.one("angry", "peaceful", "unarmed")))
        label(node, "civilians")
        return self.amount(node, 20, 900) if self.chance(0.6) else node

    def role_phrase(self, named: bool = False) -> Node:
        """An office, labelled and without article; before a name it is short."""
        table = lexicon().names["role"]
        kind = self.rng.choice([k for k in table if k != "unnamed" or not named])
        most = 4 if named else 6
        texts = [t for t in table[kind] if "." not in t and len(t) > 3 and len(t.split()) < most]
        texts = [t for t in texts if not t.endswith(_VAGUE) and (named or not t[:1].isupper() or len(t) > 7)]
        text = self.rng.choice([t for t in texts if not named or " of " not in t])
        node = noun(text)
        named_land = any(n.form in lexicon().gentilics for n in node.walk())
        if self.chance(0.25) and not named_land:
            node.pre("amod", self.gentilic())
        elif self.chance(0.1) and not named_land:
            node.pre("amod", word(self.one("senior", "former")))
        if named and self.chance(0.25):
            for inner in node.walk():
                if inner.upos in ("NOUN", "ADJ"):
                    inner.form = inner.form[:1].upper() + inner.form[1:]
                    inner.xpos = "NNPS" if inner.xpos == "NNS" else "NNP"
                if inner.upos == "NOUN":
                    inner.upos, inner.lemma = "PROPN", inner.form
        return label(node, "role")

    def np_official(self) -> Node:
        """Somebody by office."""
        node = self.role_phrase()
        if self.chance(0.2):
            node.add("nmod", case("in", self.np_place()))
        if node.upos == "PROPN":
            return det("the", node)
        return det("the" if self.chance(0.4) else "a", node) if node.num == "sg" else node

    np_envoy = np_official

    def np_person(self) -> Node:
        """Somebody by name, with or without office."""
        name = self.named()
        roll = self.rng.random()
        if roll < 0.2:
            return self.titled(name)
        if roll < 0.5:
            return name.pre("nmod:desc", self.role_phrase(named=True))
        if roll < 0.75:
            role = self.np_official()
            role.rel = "appos"
            if self.chance(0.3):
                role.add("nmod", case("of", self.np_group()))
            return fence(role, name)
        if roll < 0.85:
            role = det("the", self.role_phrase(named=True))
            name.rel = "appos"
            return fence(name, role)
        return name

    def np_medics(self) -> Node:
        """Those who rescue."""
        return label(
            noun(self.one("medics", "rescue workers", "volunteers", "aid workers", "doctors")), "civilians"
        )

    def np_court(self) -> Node:
        """A court."""
        node = noun(self.one("military court", "court", "criminal court", "tribunal", "special court"))
        return self.near(det("a", label(node, "government")), 0.4)
