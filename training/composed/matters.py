"""What parties hold, want, agree on and protest against, as noun phrases."""

from __future__ import annotations

from training.composed.actors import Actors
from training.composed.grammar import Node, case, det, label
from training.composed.phrases import lexicon, noun


class Matters(Actors):
    """A scene with what is fought and argued over."""

    def np_parties(self) -> Node:
        """Both sides."""
        if self.chance(0.4):
            return det("the", self.things(self.one("warring parties", "two sides", "rival factions")))
        return self.list_of(self.np("gov group army"), [self.np("group")])

    def np_delegation(self) -> Node:
        """Those who come to talk."""
        node = label(noun(self.one("delegation", "mediators", "negotiators", "envoys")), "government")
        if self.chance(0.5):
            node.pre("amod", self.gentilic())
            node.notes[-1] = node.notes[-1]._replace(words=(node.left[0], *node.notes[-1].words))
        return node if node.num == "pl" else det("a", node)

    def np_reinforcements(self) -> Node:
        """What is sent to the front."""
        if self.chance(0.4):
            return label(
                noun(self.one("reinforcements", "fresh troops", "army units", "commandos")), "state-force"
            )
        return self.amount(
            label(noun(self.one("tanks", "armoured vehicles", "helicopters", "warships")), "vehicle")
        )

    def np_positions_in(self) -> Node:
        """Positions at a place."""
        node = label(noun(self.one("positions", "bases", "checkpoints", "trenches", "barracks")), "facility")
        if self.chance(0.5):
            node.pre("nmod:poss", self.own())
        return self.near(node, 0.9)

    def np_assets(self) -> Node:
        """What fighters hold or use: positions, tunnels, supply lines."""
        node = self.kindly("assets", "facility")
        roll = self.rng.random()
        if roll < 0.5:
            node.pre("compound", label(self.short("armed-group"), "armed-group"))
        elif roll < 0.7:
            node.pre("compound", label(noun(self.one("rebel", "militant", "insurgent")), "armed-group"))
        return self.near(node)

    def own(self) -> Node:
        """ "their"."""
        return Node("their", "PRON", "PRP$")

    def np_topic(self) -> Node:
        """What people protest against."""
        text = self.one(*lexicon().nouns["topics"])
        return det("the", noun(text[4:])) if text.startswith("the ") else noun(text)

    def np_gov_act(self) -> Node:
        """A policy of a government."""
        what = noun(self.one("decision", "policies", "plan", "failure", "silence"))
        return det("the", what.add("nmod", case("of", self.np_gov())))

    def np_deal(self) -> Node:
        """An agreement."""
        node = self.kindly("deals")
        if self.chance(0.3):
            node.add("nmod", case("with", self.np("group gov army")))
        return det(self.one("a", "the"), node)

    np_truce = np_offer = np_deal

    def np_wish(self) -> Node:
        """What is asked for."""
        first = self.one(
            "an end",
            "a ceasefire",
            "the release",
            "talks",
            "an inquiry",
            "the withdrawal",
            "dialogue",
            "help",
        )
        article, _, rest = first.rpartition(" ")
        node = noun(rest)
        if rest in ("release", "withdrawal"):
            node.add("nmod", case("of", self.np("troops" if rest == "withdrawal" else "captives")))
        elif rest == "end":
            node.add("nmod", case("to", noun(self.one("violence", "fighting", "hostilities"))))
        return det("a" if article == "an" else article, node) if article else node

    def np_share(self) -> Node:
        """A part of a place, in percent."""
        head = Node("percent", "NOUN", "NN").pre("nummod", self.number(5, 95))
        if self.chance(0.5):
            head.left[0].pre("advmod", Node(self.one("about", "nearly", "around", "almost"), "ADV", "RB"))
        return head.add("nmod", case("of", self.np_place()))

    def np_servers(self) -> Node:
        """Computers of somebody."""
        what = noun(self.one("servers", "website", "computers", "networks", "accounts"))
        return det("the", what.add("nmod", case("of", self.np("gov org outlet"))))

    def np_hackers(self) -> Node:
        """Those who break in."""
        return label(noun(self.one("hackers", "unknown hackers", "intruders")), "armed-group")

    def np_vote(self) -> Node:
        """What is boycotted."""
        return self.things(
            self.one("the election", "the vote", "the talks", "the census", "the referendum", "the summit")
        )

    def np_statue(self) -> Node:
        """What is vandalised."""
        return self.near(
            self.things(self.one("a statue", "a monument", "shop windows", "several cars", "a war memorial"))
        )

    def np_gunman(self) -> Node:
        """One attacker."""
        node = noun(
            self.one("gunman", "suicide bomber", "attacker", "sniper", "assailant", "lone gunman", "man")
        )
        return det("a", label(node, "civilians" if node.form == "man" else "armed-group"))

    def np_deed(self) -> Node:
        """A violent deed somebody speaks of; the event in it is labelled where clauses are made."""
        made: Node = self.deed()  # type: ignore[attr-defined]
        return made

    def np_fighting(self) -> Node:
        """What drives people out."""
        return self.np_deed()
