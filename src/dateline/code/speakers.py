"""Speakers: what a noun phrase that says something names, with office, affiliation and side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import msgspec

from dateline.code.graph import Graph
from dateline.records.annotation import Mention
from dateline.records.claim import SEVERAL, Participant, Speaker, SpeakerKind, When
from dateline.records.evidence import Evidence, Known, Unknown

#: What is said by whoever stands behind it: "a report by the army".
_HANDED_ON = frozenset(
    (
        "report statement account communique source information inquiry investigation probe review study toll count tally "
        "figure list"
    ).split()
)
_UNNAMED = frozenset(
    (
        "source witness resident eyewitness official medic villager activist local doctor inhabitant "
        "officer people"
    ).split()
)
_NAMED = frozenset({"person", "organisation", "outlet"})
_OFFICE_NOUNS = frozenset(
    (
        "mayor spokesman spokeswoman spokesperson governor leader chief commander minister official head "
        "director president sheriff"
    ).split()
)


_OUTLET_NOUNS = frozenset(
    "newspaper website agency channel station network magazine daily broadcaster weekly paper".split()
)


#: Last words of outlets' names.
_OUTLET_NAMES = frozenset(
    "wire news times herald daily post tribune tv radio agency press gazette journal telegraph guardian online".split()
)


class Speakers:
    """Reads speakers of one report. Holds nothing but the report's graph."""

    def __init__(self, g: Graph) -> None:
        """Keep the graph."""
        self._g = g

    def is_outlet(self, i: int) -> bool:
        """Whether a noun names a news outlet: by dictionary, as "the newspaper X", or by its last word."""
        t = self._g.tokens[i]
        return (
            self.outlet_in(i) is not None
            or (t.lemma in _OUTLET_NOUNS and self._appositive(i) is not None)
            or (t.upos == "PROPN" and t.text.lower() in _OUTLET_NAMES)
        )

    def outlet_in(self, i: int) -> Mention | None:
        """The outlet that a noun or a word before it names, if the dictionary knows one."""
        g = self._g
        for k in (i, *g.kids(i, "compound")):
            m = g.names.get(k)
            if m is not None and m.kind == "outlet":
                return m
        return None

    def speaker(self, h: int, verb: int | None) -> Speaker:
        """The speaker a noun phrase names, with role, affiliation and the day of saying as worded."""
        g = self._g
        named = self._appositive(h)
        if named is not None:  # "the mayor of Hit, Karim Adel, said"
            first, last = g.noun_phrase(h)
            held = g.of_tokens(first, last)
            before = Known(value=held.text, evidence=(held,), how="before the name")
            named_kind: SpeakerKind = "outlet" if g.tokens[h].lemma in _OUTLET_NOUNS else "person"
            return msgspec.structs.replace(self.speaker(named, verb), kind=named_kind, role=before)
        outlet = self.outlet_in(h)
        name = g.names.get(h)
        role, affiliation, entry = self.role_of(h)
        if (
            outlet is not None
            and (name is None or name.kind in ("outlet", "role", "facility"))
            and g.tokens[h].lemma not in _OFFICE_NOUNS
        ):
            words, kind, entry = g.of_mention(outlet), "outlet", outlet.entry
        elif name is not None and name.kind == "person" and name.refers_to is not None:
            full = g.annotated.mentions[name.refers_to]
            words, kind = g.of_mention(full), "person"
            entry = full.entry
            role, affiliation, _ = self.role_of(full.head)
        elif name is not None and name.kind in (
            "person",
            "armed-group",
            "state-force",
            "organisation",
            "government",
            "outlet",
            "place",
        ):
            words = g.of_mention(name)
            kind = {"person": "person", "outlet": "outlet"}.get(name.kind, "organisation")
            entry = name.entry
        else:
            first, last = g.noun_phrase(h)
            words = g.of_tokens(first, last)
            lemma = g.tokens[h].lemma
            inner = [k for k in g.kids(h, "nmod") if g.case(k) in ("of", "from", "for", "with")]
            by = [k for k in g.kids(h, "nmod") if g.case(k) in ("by", "from")]
            if by and lemma in _HANDED_ON:
                return self.speaker(by[0], verb)
            if inner and lemma in (
                "source",
                "official",
                "member",
                "head",
                "director",
                "spokesman",
                "spokeswoman",
                "sources",
            ):
                words = g.evidence(words.start, g.tokens[g.noun_phrase(inner[0])[1] - 1].end)
            indefinite = lemma in _UNNAMED or any(
                g.tokens[k].text.lower() in ("a", "an", "some", "one") for k in g.kids(h, "det")
            )
            kinds = g.kinds(h)
            if indefinite or (lemma in self._persons() and g.tokens[h].upos == "NOUN"):
                kind = "unnamed"
            elif kinds & {"organisation", "government", "state", "armed", "place"} or g.tokens[h].upos in (
                "NOUN",
                "PROPN",
            ):
                kind = "organisation"
            else:
                kind = "unnamed"
        office = name is None or name.kind == "role"
        if (
            office
            and kind in ("unnamed", "organisation")
            and any(g.tokens[k].text.lower() == "the" for k in g.kids(h, "det"))
        ):
            holder = self._holder(h)
            if holder is not None:  # "the captain said": the captain named before
                words, kind = g.of_mention(holder), "person"
                entry = holder.entry
                role, affiliation, _ = self.role_of(holder.head)
        if kind in ("organisation", "person") and words.text.split()[-1].lower() in _OUTLET_NAMES:
            kind = "outlet"
        party = self._party(entry, affiliation, words)
        said = self._said(verb)
        return Speaker(
            words=words.text,
            kind=_speaker_kind(kind),
            evidence=words,
            entry=entry,
            role=role,
            affiliation=affiliation,
            party=party,
            verb=g.of_tokens(verb, verb + 1) if verb is not None and g.case(verb) != "according to" else None,
            said=said,
        )

    def side_by_side(self, heads: Sequence[int], verb: int | None) -> Speaker:
        """Several who say the same as one link of a chain: "officials and residents said".

        None of them is behind another, so that all their words stand in the one link. It speaks for a party where
        each of them does, and has an entry where they share one or are all of parties.
        """
        g = self._g
        each = [self.speaker(h, verb) for h in heads]
        first, kinds = each[0], {s.kind for s in each}
        kind: SpeakerKind = (
            first.kind if len(kinds) == 1 else "unnamed" if "unnamed" in kinds else "organisation"
        )
        words = g.evidence(min(s.evidence.start for s in each), max(s.evidence.end for s in each))
        parties = all(isinstance(s.party, Known) for s in each)
        shared = len({s.entry for s in each}) == 1 or parties
        sides = {s.affiliation.value if isinstance(s.affiliation, Known) else None for s in each}
        return msgspec.structs.replace(
            first,
            words=words.text,
            kind=kind,
            evidence=words,
            entry=first.entry if shared else None,
            role=first.role if len(each) == 1 else Unknown(reason=SEVERAL),
            affiliation=first.affiliation if len(sides) == 1 or parties else Unknown(reason=SEVERAL),
            party=first.party
            if parties
            else Unknown(reason="not all who say so are parties to the conflict"),
        )

    def side_of(self, speaker: Speaker) -> Participant | None:
        """Whom "we" means in a person's mouth: the side that is worded beside the name."""
        if isinstance(speaker.affiliation, Unknown):
            return None
        evidence = speaker.affiliation.evidence[0]
        entry = self._g.catalogue.get(speaker.affiliation.value)
        return Participant(
            words=evidence.text,
            kind="organisation",
            evidence=evidence,
            entry=entry.id if entry is not None else None,
        )

    def _appositive(self, h: int) -> int | None:
        """The name that follows an office or "the newspaper", whatever noun of it the parser hung it on."""
        g = self._g
        own = g.names.get(h)
        lemma = g.tokens[h].lemma
        office = (own is not None and own.kind == "role") or lemma in _OFFICE_NOUNS | _OUTLET_NOUNS
        if g.tokens[h].upos != "NOUN" or not office:
            return None
        inner = (a for n in g.kids(h, "nmod", "compound") for a in g.kids(n, "appos"))
        for k in (*g.kids(h, "appos"), *inner):
            m = g.names.get(k)
            apart = g.tokens[g.noun_phrase(k)[0] - 1].text == "," or lemma in _OUTLET_NOUNS
            if (
                k > h
                and g.tokens[k].upos == "PROPN"
                and apart
                and (m is None or m.kind in _NAMED or m.how == "model")
            ):
                return k
        return None

    def _holder(self, h: int) -> Mention | None:
        """The last person named before with the office that a noun repeats, if any."""
        g = self._g
        holders = self._holders.get(g.tokens[h].lemma, ())
        before = bisect_right(holders, g.tokens[h].start, key=lambda m: m.end)
        return holders[before - 1] if before else None

    @cached_property
    def _holders(self) -> dict[str, list[Mention]]:
        """The persons that are named with an office, by each word of it, in order of the text."""
        g = self._g
        found: dict[str, list[Mention]] = {}
        for m in sorted(g.annotated.mentions, key=lambda m: m.end):
            if m.kind != "person" or m.refers_to is not None:
                continue
            role, _, _ = self.role_of(m.head)
            title = " ".join(g.tokens[k].text for k in g.kids(m.head, "compound"))
            office = f"{role.value if isinstance(role, Known) else ''} {title}"
            for word in dict.fromkeys(office.lower().replace("-", " ").split()):
                found.setdefault(word, []).append(m)
        return found

    def _persons(self) -> frozenset[str]:
        return _UNNAMED | frozenset({"spokesman", "spokeswoman", "spokesperson"})

    def role_of(self, h: int) -> tuple[Known[str] | Unknown, Known[str] | Unknown, str | None]:
        """A person's office and affiliation as worded beside the name, and the person's dictionary entry."""
        g = self._g
        role: Known[str] | Unknown = Unknown(reason="no role is worded")
        affiliation: Known[str] | Unknown = Unknown(reason="no affiliation is worded")
        holder = next((a for a in g.kids(h, "appos") if g.nouns.get(g.tokens[a].lemma) or a in g.names), None)
        office: Evidence | None = None
        if holder is not None:
            first, last = g.noun_phrase(holder)
            office = g.of_tokens(first, last)
        else:
            name = g.names.get(h)
            mods = [
                k
                for k in g.kids(h, "compound")
                if k in g.names and g.names[k].kind == "role" and g.names[k].end <= g.tokens[h].start
            ]
            if mods:
                office = g.of_mention(g.names[mods[0]])
            elif name is not None and name.head != h:
                office = None
            holder = h
        if office is not None:
            role = Known(value=office.text, evidence=(office,), how="beside the name")
        for k in [
            *g.kids(holder, "nmod", "compound"),
            *(j for n in g.kids(holder, "nmod") for j in g.kids(n, "nmod")),
        ]:
            m = g.names.get(k)
            if m is not None and m.kind in (
                "armed-group",
                "state-force",
                "organisation",
                "government",
                "outlet",
            ):
                e = g.of_mention(m)
                affiliation = Known(value=m.entry or m.text, evidence=(e,), how="beside the name")
                break
        if isinstance(affiliation, Unknown) and office is not None:  # "a spokesman of the coalition"
            for k in (k for k in g.kids(holder, "nmod") if g.case(k) in ("of", "for")):
                if g.kinds(k) & {"organisation", "state", "armed", "government"}:
                    e = g.of_tokens(*g.noun_phrase(k))
                    affiliation = Known(value=e.text, evidence=(e,), how="beside the name")
                    break
        own = g.names.get(h)
        return role, affiliation, own.entry if own is not None else None

    def _party(
        self, entry: str | None, affiliation: Known[str] | Unknown, words: Evidence
    ) -> Known[bool] | Unknown:
        g = self._g
        candidates = [entry] + ([affiliation.value] if isinstance(affiliation, Known) else [])
        for c in candidates:
            found = g.catalogue.get(c) if c else None
            if found is not None and found.affiliation:
                parent = g.catalogue.get(found.affiliation)
                found = parent if parent is not None and parent.party else found
            if found is not None and found.party:
                evidence = affiliation.evidence if isinstance(affiliation, Known) else (words,)
                return Known(value=True, evidence=evidence, how=f"dictionary: {found.id} is a party")
        return Unknown(reason="the dictionaries do not say whether it is a party to the conflict")

    def _said(self, verb: int | None) -> When | Unknown:
        g = self._g
        if verb is None:
            return Unknown(reason="no day of saying is worded")
        for k in sorted((verb, *g.children[verb])):
            for m in g.times_at.get(k, ()):
                if g.tokens[m.head].head == verb:
                    return When(words=m.text, evidence=g.of_mention(m))
        return Unknown(reason="no day of saying is worded")


def _speaker_kind(kind: str) -> SpeakerKind:
    kinds: dict[str, SpeakerKind] = {"person": "person", "outlet": "outlet", "unnamed": "unnamed"}
    return kinds.get(kind, "organisation")
