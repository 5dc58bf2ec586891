"""An annotated report as a graph: who depends on whom, which noun phrase names what kind of thing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dateline.annotate.coreference import covering, settled
from dateline.annotate.words import is_caseless
from dateline.code.quotations import quotations
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.nouns import NounKinds
from dateline.records.annotation import AnnotatedReport, Mention, Sentence
from dateline.records.evidence import Evidence, Made

if TYPE_CHECKING:
    from dateline.code.retrospect import LookedBack

#: Names of kinds in the event dictionary for kinds of mentions.
_KIND: Mapping[str, str] = {
    "person": "person",
    "armed-group": "armed",
    "state-force": "state",
    "organisation": "organisation",
    "government": "government",
    "civilians": "civilians",
    "outlet": "organisation",
    "place": "place",
    "facility": "facility",
    "weapon": "weapon",
    "role": "person",
}
_NOUN_KIND = {"armed-group": "armed", "state-force": "state"}
_NAMING = frozenset({"know", "identify", "name", "call", "nickname", "dub"})
_PART = frozenset({"compound", "amod", "nummod", "nmod:poss", "flat", "det:predet"})
_MEMBERS = frozenset({"member", "fighter", "leader", "commander", "unit", "group", "official"})
#: Endings of nouns that name people.
_PEOPLE = (
    "ist", "man", "woman", "keeper", "owner", "worker", "maker", "seller", "singer", "leader", "teacher", "farmer", "dealer",
    "trader", "officer", "holder", "trafficker", "smuggler", "driver", "fisher", "herder", "minister", "lawmaker", "cleric",
)  # fmt: skip
#: Nouns that only count or group what follows "of".
PARTITIVE = frozenset(
    (
        "number group member total majority last first rest remnant dozen dozens hundreds hundred thousands thousand scores lot "
        "couple pair handful several part series remainder rest some all many most few one two three four "
        "five six seven eight nine ten half kind type none any both "
        "each percent % quarter bulk third swath swathe stretch"
    ).split()
)


class Graph:
    """Read-only views of one annotated report; indices are token indices of the report."""

    def __init__(
        self,
        annotated: AnnotatedReport,
        catalogue: Catalogue,
        nouns: NounKinds,
        countries: frozenset[str],
        made: Made,
    ) -> None:
        self.annotated = annotated
        self.report = annotated.report
        self.tokens = annotated.tokens
        self.catalogue = catalogue
        self.nouns = nouns
        self.countries = countries
        self.made = made
        self.caseless = is_caseless(annotated.report.text)
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for t in self.tokens:
            if t.head != t.i:
                self.children[t.head].append(t.i)
        self.names: dict[int, Mention] = {}
        self.times: list[Mention] = []
        self.times_at: dict[int, list[Mention]] = {}
        self.counts: dict[int, Mention] = {}
        self.weapons: list[Mention] = []
        for m in settled(annotated.mentions):
            if m.kind == "time":
                self.times.append(m)
                self.times_at.setdefault(m.head, []).append(m)
            elif m.kind == "quantity":
                self.counts[m.head] = m
                k = m.head - 1
                while k >= 0 and self.tokens[k].start >= m.start:  # "between 20 and 25": any of its words
                    if self.tokens[k].upos == "NUM":
                        self.counts.setdefault(k, m)
                    k -= 1
            else:
                if m.kind == "weapon":
                    self.weapons.append(m)
                i: int | None = m.head
                while i is not None and i >= 0 and self.tokens[i].start >= m.start:
                    self.names.setdefault(i, m)
                    i -= 1
                j = m.head + 1
                while j < len(self.tokens) and self.tokens[j].end <= m.end:
                    self.names.setdefault(j, m)
                    j += 1
        starts = {t.start: t.i for t in self.tokens}
        self._timed = {m.head for m in self.times}
        for m in self.times:  # all the words of "10 May"
            self._timed |= {starts[k] for k in range(m.start, m.end) if k in starts}
        #: Words of times that a preposition opens: "in June soldiers left" tells of no "June soldiers".
        self.dated = frozenset(m.head for m in self.times if m.how.startswith("pattern:"))
        #: Tokens behind words that look back, with these; filled by the stage.
        self.looked_back: dict[int, LookedBack] = {}
        #: Whether a character stands in a time expression.
        self.in_time = covering(self.times)
        self.quotations: list[tuple[int, int]] = [
            q for b in self.report.blocks for q in quotations(self.report.text, b.start, b.end)
        ]
        self.sentence_of: list[Sentence] = [s for s in annotated.sentences for _ in range(s.first, s.last)]

    # -- text ------------------------------------------------------------------------------------------
    def evidence(self, start: int, end: int) -> Evidence:
        """The report's characters ``start:end`` as evidence of this stage."""
        return Evidence(
            document=self.report.document,
            start=start,
            end=end,
            text=self.report.text[start:end],
            made=self.made,
        )

    def quotation(self, i: int) -> tuple[int, int] | None:
        """The characters of the quotation that a token stands in, if it does."""
        at = self.tokens[i].start
        before = bisect_right(self.quotations, (at, at))  # they are in order and none lies in another
        return next((q for q in self.quotations[max(0, before - 1) : before + 1] if q[0] <= at < q[1]), None)

    def of_tokens(self, first: int, last: int) -> Evidence:
        """Tokens ``first:last`` as evidence."""
        return self.evidence(self.tokens[first].start, self.tokens[last - 1].end)

    def of_mention(self, m: Mention) -> Evidence:
        """A mention as evidence."""
        return self.evidence(m.start, m.end)

    # -- grammar ---------------------------------------------------------------------------------------
    def kids(self, i: int, *relations: str) -> list[int]:
        """Children of a token that have one of these relations, in order of the text."""
        return [c for c in self.children[i] if self.tokens[c].deprel in relations]

    def case(self, i: int) -> str:
        """The prepositions of a noun ("according to", "out of"), lower case, or ""."""
        marks: list[int] = []
        for c in self.kids(i, "case"):
            marks.append(c)
            marks += self.kids(c, "fixed")
        return " ".join(self.tokens[c].text.lower() for c in sorted(marks) if self.tokens[c].xpos != "POS")

    def conjuncts(self, i: int) -> list[int]:
        """The token and what is joined to it by "and", also behind a name that it goes by ("known as X and two others")."""
        named = (
            k
            for a in self.kids(i, "acl")
            if self.tokens[a].lemma in _NAMING
            for k in self.kids(a, "obl", "xcomp", "obj")
        )
        joined = [
            *self.kids(i, "conj"),
            *(c for k in named for c in self.kids(k, "conj") if self.tokens[c].upos != "PROPN"),
        ]
        return [i, *(c for c in joined if self.tokens[c].upos != "VERB")]

    def subtree(self, i: int) -> list[int]:
        """All tokens below and including a token, sorted."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack += self.children[k]
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        seen = {i}
        while self.tokens[i].head not in seen:
            i = self.tokens[i].head
            seen.add(i)
            yield i

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """Tokens ``first:last`` of the core of a noun's phrase: modifiers before it, no article, no clause."""
        first, last = i, i + 1
        own = self.names.get(i)
        if own is not None and own.kind != "role":
            while first > 0 and self.tokens[first - 1].start >= own.start:
                first -= 1
            while last < len(self.tokens) and self.tokens[last].end <= own.end:
                last += 1
        changed = True
        while changed and first > 0:
            changed = False
            before = self.tokens[first - 1]
            if before.i < self.sentence_of[i].first or before.i in self.dated:
                break
            if (
                first <= before.head < last
                and before.deprel in _PART
                and before.text.lower() not in ("all", "its", "their", "his", "her", "our", "my", "these", "those")
            ) or (before.text in ("-", "’s", "'s", "’", "'") and first > 1 and first <= self._up(before.i, 2) < last) or (
                before.deprel in (*_PART, "advmod", "cc", "conj")
                and self._inside(before.i, first, last)
                and before.upos not in ("PUNCT", "PRON")
            ):  # fmt: skip
                first -= 1
                changed = True
        while first < i and self.tokens[first].deprel in ("det", "punct", "cc", "case"):
            first += 1
        if self.tokens[first].upos == "NUM":  # "at least nine", "more than forty"
            first = self._before_number(first)
        if self.tokens[first].text.lower() in ("fewer", "less", "more") and first > self.sentence_of[i].first:
            first -= (
                self.tokens[first - 1].text.lower() == "no"
            )  # "no fewer than nine" is not fewer than nine
        return first, last

    def _before_number(self, i: int) -> int:
        """The first of the words before a number that tell how it is meant."""
        first = i
        while first > self.sentence_of[i].first:
            before = self.tokens[first - 1]
            if (
                before.upos in ("NOUN", "VERB", "PUNCT") or (before.deprel == "case" and before.head == i)
            ) or not (before.head == i or (self.tokens[before.head].head == i and before.head < i)):
                break
            first -= 1
        return first

    def _up(self, i: int, steps: int) -> int:
        for _ in range(steps):
            i = self.tokens[i].head
        return i

    def _inside(self, i: int, first: int, last: int) -> bool:
        k = self.tokens[i].head
        return first <= k < last or (first <= self.tokens[k].head < last and self.tokens[k].deprel in _PART)

    def core(self, i: int) -> int:
        """The noun that carries the meaning: "members" -> itself, "number of militants" -> "militants"."""
        t = self.tokens[i]
        if (t.lemma in PARTITIVE or t.upos in ("NUM", "DET")) and i not in self.names:
            inner = [c for c in self.kids(i, "nmod") if self.case(c) == "of"]
            if inner:
                return self.core(inner[0])
        return i

    def stands_for(self, i: int) -> int:
        """The plural noun that "ones" repeats in its sentence; the token itself for every other word."""
        if self.tokens[i].text.lower() != "ones":
            return i
        first = self.sentence_of[i].first
        return next((k for k in range(i - 1, first - 1, -1) if self.tokens[k].xpos in ("NNS", "NNPS")), i)

    # -- kinds -----------------------------------------------------------------------------------------
    def kinds(self, i: int) -> frozenset[str]:
        """What kinds of thing the noun phrase with this head names; {"thing"} where nothing says."""
        i = self.stands_for(self.core(i))
        t = self.tokens[i]
        own = self.names.get(i)
        out: set[str] = set()
        if own is not None:
            if own.kind == "nationality":
                if t.deprel not in ("compound", "amod"):
                    out |= {"government"} if self.is_country(own) else {"civilians", "state"}
            else:
                out.add(_KIND.get(own.kind, "thing"))
            if own.kind == "place" and self.is_country(own):
                out.add("government")
        if (
            own is None
            or own.kind in ("role", "weapon", "facility")
            or (own.kind == "place" and own.refers_to is not None)
        ):
            lemma = t.lemma
            out |= {_NOUN_KIND.get(k, k) for k in self.nouns.get(lemma, frozenset())}
        if own is None and out & {"civilians", "organisation", "state", "government", "armed", "person"}:
            mods = {
                _KIND.get(self.names[c].kind, "")
                for c in self.children[i]
                if c in self.names and self.tokens[c].deprel in ("compound", "amod", "nmod:poss", "nmod")
                and (self.tokens[c].deprel != "nmod" or (self.case(c) in ("of", "with", "from") and t.lemma in _MEMBERS))
            }  # fmt: skip
            if (
                "armed" in mods
                and not out & {"armed"}
                and t.lemma not in ("victim", "hostage", "prisoner", "captive", "family")
            ) or (
                out & {"organisation", "state"}
                and any(
                    "armed-group" in self.nouns.get(self.tokens[c].lemma, ())
                    for c in self.kids(i, "compound", "amod")
                )
            ):
                out = {"armed"}
            elif "state" in mods and out <= {"civilians", "organisation"}:
                out = {"state"}
        if (
            own is None
            and not out
            and t.upos == "NOUN"
            and t.lemma.endswith(("er", "or", "ist", "ant", "man", "chief"))
        ):
            first, last = self.noun_phrase(i)
            sides = {_KIND.get(self.names[k].kind) for k in range(first, last) if k in self.names}
            if "armed" in sides:  # "an Islamic State tax collector"
                return frozenset({"armed"})
        if own is None and not out and t.upos == "NOUN" and t.lemma.endswith(_PEOPLE):
            return frozenset({"civilians"})
        if not out and t.upos in ("PRON",):
            low = t.text.lower()
            if low in ("he", "she", "him", "her", "who", "whom", "i"):
                return frozenset({"person", "civilians"})
            if low in ("they", "them", "we", "us"):
                return frozenset({"armed", "state", "civilians", "government"})
            return frozenset({"pronoun"} if low in ("it", "this", "that", "which") else {"civilians"})
        if i in self._timed:
            return frozenset({"time"})
        if not out and self.caseless and t.upos in ("NOUN", "X") and t.lemma == t.text:
            return frozenset({"thing", "person"})  # old wire copy: any unknown noun may be a name
        if not out and (
            t.upos == "PROPN" or (any(c.isdigit() for c in t.text) and any(c.isalpha() for c in t.text))
        ):
            return frozenset({"thing", "person", "organisation"})
        if not out and (t.lemma in PARTITIVE or t.upos == "NUM" or i in self.counts):
            return frozenset({"civilians"})
        if not out and t.upos == "VERB":
            return frozenset({"clause"})
        return frozenset(out or {"thing"})

    def is_country(self, m: Mention) -> bool:
        """Whether a place mention is a country's name."""
        return m.text.casefold() in self.countries
