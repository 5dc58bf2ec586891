"""Outcomes folded into the events they belong to: "an attack that killed 13" is one event."""

from __future__ import annotations

from dateline.code.clauses import clause_of
from dateline.code.drafts import PARTIES, Draft
from dateline.code.governors import names_nobody
from dateline.code.graph import Graph
from dateline.code.retrospect import LookedBack

_RETELLING = frozenset({"attack", "shoot", "execute", "bomb", "shelling"})
#: In what somebody dies by violence; of an attack one may die in bed.
_FIGHTS = frozenset(
    ("attack bombing shelling raid siege battle clash airstrike bombardment massacre ambush shooting").split()
)
_OF_A_TOLL = frozenset({"obl", "conj", "xcomp", "acl", "nmod", "obj"})
_CIRCUMSTANCE = frozenset({"in", "by", "during", "when", "from", "with", "after", "as"})
_WHEN_ONLY: tuple[list[str], ...] = ([], ["by"], ["on"], ["since"], ["at"], ["within"])
_ANOTHER_TIME = frozenset({"since", "after", "before", "until", "because", "although", "though"})


def fold_outcomes(g: Graph, drafts: list[Draft], *, after_attack: bool = False) -> list[Draft]:
    """The drafts of a sentence with every outcome folded into its event, verbs that only carry a noun left out.

    ``after_attack`` says that an attack was told shortly before, of which people may have died.
    """
    by_node: dict[int, Draft] = {}
    for d in drafts:
        for n in d.nodes:
            by_node.setdefault(n, d)
    gone: set[int] = set()
    for d in drafts:
        if d.frame.type != "ASSAULT" or d.verb is None or d.verb != d.anchor:
            continue
        if d.frame.credit:
            _credited(g, d, by_node)
            gone.add(id(d))
            continue
        host = _Finder(g, d, by_node).host()
        if host is not None and id(host) not in gone and host is not d:
            _fold(g, d, host)
            gone.add(id(d))
            for n in d.nodes:
                by_node[n] = host
    for d in drafts:
        d.loose = d.frame.id == "toll" or (d.frame.need_link and not _violent(g, d))
    out = [d for d in drafts if id(d) not in gone]
    out = [d for d in out if not (d.loose and d.frame.need_link) or (after_attack and _uncaused(g, d))]
    return [d for d in out if not _carried(d, out)]


def _violent(g: Graph, d: Draft) -> bool:
    """Whether a death is told with violence: "died in the attack" has been folded; "died of wounds" remains.

    So does "two soldiers died and six were captured in the battle".
    """
    joined = [
        o for k in g.kids(d.anchor, "conj") if g.tokens[k].upos == "VERB" for o in clause_of(g, k).obliques
    ]
    return any(
        g.tokens[k].lemma in ("wound", "injury", "gunshot", "blast", "fighting", "custody", "hand")
        or (case.split()[:1] in (["in"], ["during"]) and g.tokens[k].lemma in _FIGHTS)
        for case, k in (*d.obliques, *joined)
    )


def _uncaused(g: Graph, d: Draft) -> bool:
    """Whether a death is told of a number of people without any cause: "by evening, 40 civilians had died"."""
    counted = any(
        h in g.counts or any(k in g.counts for k in g.kids(h, "nummod", "det")) for _, h in d.outcomes
    )
    return counted and all(case.split()[:1] in _WHEN_ONLY for case, _ in d.obliques)


def _carried(d: Draft, drafts: list[Draft]) -> bool:
    """Whether another draft's noun is the object that this verb only carries ("launched an attack")."""
    return any(
        o is not d and d.anchor in o.nodes and o.anchor != d.anchor and o.frame.type == d.frame.type
        for o in drafts
    )


def _credited(g: Graph, d: Draft, by_node: dict[int, Draft]) -> Draft | None:
    """The attack that a claim of responsibility is for; the claimant becomes its actor."""
    c = clause_of(g, d.anchor)
    for k in (
        *c.objects,
        *(k for case, k in c.obliques if case == "for"),
        *(c.subjects if c.passive else ()),
    ):
        for j in (k, g.core(k), *(x for x in g.kids(k, "nmod") if g.case(x) == "for")):
            host = by_node.get(j) or next(
                (
                    h
                    for h in by_node.values()
                    if g.tokens[h.anchor].deprel == "acl:relcl" and g.tokens[h.anchor].head == j
                ),
                None,
            )
            if host is not None and host is not d and host.frame.type == "ASSAULT":
                claimants = c.agents if c.passive else c.subjects
                host.put("actor", *(a for a in claimants if a not in host.nodes and not names_nobody(g, a)))
                return host
    return None


def _looked_back(g: Graph, d: Draft) -> LookedBack | None:
    """The words that look back on a draft, if any."""
    return g.looked_back.get(d.anchor)


class _Finder:
    """Finds the event that an outcome or a retelling verb belongs to, in its own sentence."""

    def __init__(self, g: Graph, d: Draft, by_node: dict[int, Draft]) -> None:
        self.g, self.d, self.by_node = g, d, by_node
        self.token = g.tokens[d.anchor]
        self.clause = clause_of(g, d.anchor)

    def assault(self, k: int) -> Draft | None:
        """The other draft of an assault that this token tells, if any."""
        found = self.by_node.get(k) or self.by_node.get(self.g.core(k))
        if found is None or found is self.d or found.frame.type != "ASSAULT":
            return None
        if _looked_back(self.g, found) is not _looked_back(self.g, self.d):
            return None  # what is looked back on is no part of what happens now
        taken = {found.frame.casualty, self.d.frame.casualty}
        return None if "captured" in taken and taken != {"captured"} else found

    def noun(self, k: int) -> Draft | None:
        """As ``assault``, for nouns only."""
        found = self.assault(k)
        return found if found is not None and found.verb != found.anchor else None

    def others(self) -> list[Draft]:
        """The other assaults of the sentence."""
        return [
            h
            for h in dict.fromkeys(self.by_node.values())
            if h is not self.d
            and h.frame.type == "ASSAULT"
            and _looked_back(self.g, h) is _looked_back(self.g, self.d)
        ]

    def host(self) -> Draft | None:
        """The event this draft belongs to, or None where it stands by itself."""
        found = (
            self._toll()
            or self._same_doers()
            or self._while()
            or self._argument()
            or self._by_the_doer()
            or self._left()
        )
        if found is None and self.d.frame.consequence:
            found = self._modified() or self._beside() or self._above() or self._joined()
        if found is None and self.d.frame.id in _RETELLING and self.clause.passive:
            found = self._beside()
        return found

    def _toll(self) -> Draft | None:
        """ "put the toll at 20 killed and 50 wounded": the fates are the toll's."""
        k, steps = self.d.anchor, 0
        while self.d.frame.casualty and self.g.tokens[k].deprel in _OF_A_TOLL and steps < 5:
            k, steps = self.g.tokens[k].head, steps + 1
            told = self.g.tokens[k].lemma == "put" and self.g.kids(k, "obj")
            if told and self.g.tokens[told[0]].lemma in ("toll", "number", "figure"):
                return self.by_node.get(k)
        return None

    def _same_doers(self) -> Draft | None:
        """ "airstrikes by army jets targeting hideouts": two words for one deed of the same doers."""
        if self.d.frame.id != "attack" or self.token.deprel != "acl":
            return None
        doers = set(self.d.get("actor"))
        return next((h for h in self.others() if h.verb != h.anchor and doers & set(h.get("actor"))), None)

    def _while(self) -> Draft | None:
        """ "was killed as jets targeted a hideout": the clause of circumstance tells the same event."""
        g, head = self.g, self.token.head
        if self.token.deprel == "acl:relcl" and any(m.head == head for m in g.times):
            return self.assault(g.tokens[head].head)  # "were killed on Friday, when jets hit a house"
        marks = {g.tokens[m].text.lower() for m in g.kids(self.d.anchor, "mark", "advmod")}
        if self.token.deprel != "advcl" or not marks & {"as", "when"}:
            return None
        h = self.assault(self.token.head)
        return h if h is not None and (h.frame.consequence or h.anchor != self.token.head) else None

    def _argument(self) -> Draft | None:
        """ "an attack killed ...", "was killed in a shooting": a noun's event as subject, agent or oblique."""
        g, c = self.g, self.clause
        for k in (*c.subjects, *c.agents):
            h = self.noun(k)
            if h is not None and h.anchor != self.d.anchor:
                return h
        if not (self.d.frame.consequence or self.d.frame.id in _RETELLING):
            return None
        nested = [j for _, k in c.obliques for j in g.kids(k, "nmod")]
        if self.d.frame.id == "toll":  # "the toll of the bombing rose to 12"
            nested += [j for o in (*c.subjects, *c.objects) for j in g.kids(o, "nmod")]
            told = next((h for j in nested if (h := self.noun(j)) is not None), None)
            if told is not None:
                return told
        nested += [j for o in (*c.objects, *(c.subjects if c.passive else ())) for j in g.kids(o, "nmod")]
        pairs = (*c.obliques, *((g.case(j), j) for j in nested))
        found = (self.noun(k) for case, k in pairs if case.split()[:1] and case.split()[0] in _CIRCUMSTANCE)
        return next((h for h in found if h is not None), None)

    def _by_the_doer(self) -> Draft | None:
        """ "was murdered by men who riddled him with bullets": a relative clause on the doer tells the deed."""
        g = self.g
        head = self.token.head
        if self.token.deprel != "acl:relcl":
            return None
        weapon = "weapon" in g.kinds(head)  # "were killed by a bomb that struck a checkpoint"
        if not weapon and any(g.tokens[k].upos != "PRON" for k in self.clause.objects):
            return None
        for h in self.others():
            if head in h.get("actor") or (weapon and any(k == head for _, k in h.obliques)):
                if not weapon:
                    self.d.slots.pop("recipient", None)
                return h
        return None

    def _left(self) -> Draft | None:
        """ "a shooting that left four students wounded"."""
        if self.token.deprel not in ("ccomp", "xcomp", "acl"):
            return None
        for leave in (self.token.head, self.g.tokens[self.token.head].head):
            if self.g.tokens[leave].lemma == "leave":
                for k in clause_of(self.g, leave).subjects:
                    h = self.assault(k)
                    if h is not None:
                        return h
                before = [h for h in self.others() if h.verb != h.anchor and 0 < leave - h.anchor < 8]
                if before:
                    return before[-1]
        return None

    def _modified(self) -> Draft | None:
        """ "an attack that killed 13", "shelled the town, killing two"."""
        h = self.assault(self.token.head)
        if h is None:
            return None
        relation = self.token.deprel
        marks = {self.g.tokens[m].text.lower() for m in self.g.kids(self.d.anchor, "mark")}
        if relation == "advcl" and marks & _ANOTHER_TIME:
            return None  # "the deadliest attack since a bomb killed 150"
        if relation in ("acl", "acl:relcl", "advcl", "xcomp"):
            return h
        if relation == "conj" and h.anchor != self.token.head and self.token.head in h.nodes:
            return h  # "killed 35 people and injured scores", the killing folded before
        return h if relation in ("conj", "ccomp", "dep") and _same_subject(h, self.d) else None

    def _beside(self) -> Draft | None:
        """ "were wounded when shots were fired", "killed five people and destroyed the post".

        "Four men died, two were hurt" as well, whatever the second clause was hung by.
        """
        g = self.g
        listed = ("ccomp", "parataxis") if self.d.frame.need_link else ()
        for k in g.kids(self.d.anchor, "advcl", "conj", *listed):
            h = self.assault(k)
            if h is None or (h.frame.consequence and h.anchor < self.d.anchor):
                continue
            marks = {g.tokens[m].text.lower() for m in g.kids(k, "mark", "advmod")}
            if g.tokens[k].deprel == "advcl" and (marks & {"when", "after"} or g.tokens[k].xpos == "VBG"):
                return h
            if g.tokens[k].deprel in ("conj", *listed) and _same_subject(h, self.d):
                return h
        return None

    def _joined(self) -> Draft | None:
        """ "a man was shot, and three others were injured": an outcome without a doer joined by "and"."""
        first = min([self.d.anchor, *(self.g.noun_phrase(s)[0] for s in self.clause.subjects)])
        words = [t.text.lower() for t in self.g.tokens[max(0, first - 2) : first]]
        if self.d.get("actor") or not self.clause.passive or "and" not in words:
            return None
        before = [h for h in self.others() if h.anchor < first and first - h.anchor < 15]
        return before[-1] if before else None

    def _above(self) -> Draft | None:
        """ "an attack on a mosque on Friday that killed 13": the noun above a chain of nouns."""
        if self.token.deprel != "acl:relcl":
            return None
        for a in self.g.ancestors(self.d.anchor):
            h = self.noun(a)
            if h is not None:
                return h
            if self.g.tokens[a].upos == "VERB":
                return None
        return None


def _same_subject(a: Draft, b: Draft) -> bool:
    left = set(a.get("actor")), set(a.get("recipient"))
    right = set(b.get("actor")), set(b.get("recipient"))
    return bool(left[0] & right[0]) or bool(left[1] & right[1]) or not (left[0] and right[0])


def _fold(g: Graph, outcome: Draft, host: Draft) -> None:
    """Give an outcome's victims, places and words to the event it belongs to."""
    host.outcomes += outcome.outcomes
    host.obliques += outcome.obliques
    host.nodes |= outcome.nodes
    for slot, heads in outcome.slots.items():
        if slot == "actor":
            doers = [
                h
                for h in heads
                if h not in host.nodes and g.kinds(h) != {"weapon"} and g.tokens[h].i not in host.nodes
            ]
            if not host.get("actor"):
                host.put(
                    "actor",
                    *(h for h in doers if g.kinds(h) & PARTIES and h not in outcome.get("recipient")),
                )
        else:
            host.put(slot, *heads)
    if host.verb is None:
        host.verb = outcome.verb
    if host.mode is None or (host.frame.consequence and outcome.frame.mode):
        host.mode = host.mode or (outcome.mode if outcome.mode != "destroy" else None)
