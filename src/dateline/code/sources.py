"""Who says so: the source chain of a claim, origin first.

A claim's sources are found by climbing from its word: each verb of saying passed on the way, through its
content, adds its subject ("X quoted Y as saying ..." gives Y, then X); "according to Z" adds Z. A quotation
keeps its speaker over every sentence it spans, and "he added" speaks with the last speaker before it.
"""

from __future__ import annotations

from functools import cached_property

from dateline.code.clauses import clause_of
from dateline.code.closing import closing_words, handed_on_by, is_bare, put_in, stray_subject
from dateline.code.governors import names_nobody
from dateline.code.graph import Graph
from dateline.code.participants import antecedent
from dateline.code.speakers import Speakers
from dateline.dictionaries.lexicon import Speech
from dateline.records.claim import Participant, Speaker
from dateline.records.evidence import Known, Record

_CONTENT = frozenset(
    {
        "ccomp",
        "xcomp",
        "parataxis",
        "advcl",
        "obj",
        "acl",
        "dep",
        "conj",
        "csubj",
        "csubj:pass",
        "nsubj:pass",
        "nsubj:outer",
        "obl",
    }
)
_ACCUSE = frozenset({"accuse", "charge", "suspect", "blame"})
_PAPERS = frozenset(
    (
        "report reports statement communique communiqué media press footage record source website station radio "
        "television newspaper inquiry investigation probe inquest review study"
    ).split()
)


#: Characters from who spoke to an "it" that goes on.
_NEAR = 450
#: What says nothing, whatever the parser made of it.
_MUTE = frozenset({"time", "event", "clause", "weapon", "pronoun"})


class Saying(Record, gc=False, frozen=True):
    """A verb of saying and who speaks; ``heads`` are noun heads, origin first."""

    verb: int
    heads: tuple[int, ...]
    denies: bool = False
    framing: bool = False
    hands_on: bool = False


class Attribution:
    """The sayings of a report and the speakers of its quotations, read once."""

    def __init__(self, g: Graph, speech: Speech) -> None:
        """Read every saying of the report."""
        self._g = g
        self._speakers = Speakers(g)
        self._speech = speech
        self._sayings: dict[int, Saying] = {}
        self._last_named: dict[int, int] = {}
        self._body: int | None = None  # the last who spoke and is no person
        last: int | None = None
        for sentence in g.annotated.sentences:
            for i in range(sentence.first, sentence.last):
                saying = self._saying_at(i, last)
                if saying is not None:
                    self._sayings[i] = saying
                    speakers = [
                        h
                        for h in saying.heads
                        if g.kinds(h)
                        & {"person", "civilians", "organisation", "government", "state", "armed"}
                    ]
                    if speakers:
                        last = speakers[0]
                    if saying.heads and not g.kinds(saying.heads[0]) & {"person", "civilians"}:
                        self._body = saying.heads[0]
            if last is not None:
                self._last_named[sentence.first] = last
        self._quotes = self._quoted()
        self._told: dict[int, int] = {}
        for saying in self._sayings.values():
            if (
                len(saying.heads) == 2
                and self._speakers.outlet_in(saying.heads[1]) is not None
                and g.tokens[saying.verb].lemma != "quote"
            ):
                self._told.setdefault(
                    self._speakers.speaker(saying.heads[0], None).evidence.start, saying.heads[1]
                )

    def _speaker_heads(self, heads: tuple[int, ...], last: int | None, speaks: bool = False) -> list[int]:
        """The heads that may speak, pronouns taken back; any noun where it does what only speakers do (``speaks``)."""
        g = self._g
        out: list[int] = []
        for h in heads:
            t = g.tokens[h]
            if names_nobody(g, h):
                continue
            if t.upos == "PRON":
                stands_for = self._stands_for(h, last)
                if stands_for is not None:
                    out.append(stands_for)
                continue
            kinds = g.kinds(h)
            if (
                kinds & {"person", "civilians", "organisation", "government", "state", "armed", "place"}
                or t.lemma in _PAPERS
                or self._speakers.is_outlet(h)
                or (speaks and t.upos in ("NOUN", "PROPN") and not kinds & _MUTE and not is_bare(g, h))
            ):
                out.append(h)
        return out

    def _stands_for(self, h: int, last: int | None) -> int | None:
        """Whom the subject of a saying stands for: "he" for the last who spoke, "they" for several, if named since."""
        g = self._g
        low = g.tokens[h].text.lower()
        if low not in ("he", "she", "they") or last is None:
            named = antecedent(g, h)
            spoke = self._body if low == "it" and named is None else None
            near = spoke is not None and g.tokens[h].start - g.tokens[spoke].end < _NEAR
            return spoke if near else named
        if low != "they":
            return last
        since = antecedent(g, h)
        later = since is not None and g.sentence_of[since].first > g.sentence_of[last].first
        return since if later else last

    def _saying_at(self, i: int, last: int | None) -> Saying | None:
        g, speech = self._g, self._speech
        t = g.tokens[i]
        if (
            t.upos not in ("VERB", "AUX")
            or not (t.lemma in speech.say or self._tells_a_toll(i))
            or t.deprel in ("case", "fixed", "mark")
        ):
            return None
        c = clause_of(g, i)
        subjects = c.subjects
        agency = handed_on_by(g, i, self._sayings)
        if agency is not None:  # "a captain told the daily, quoted by the agency"
            handed = self._speaker_heads((agency,), last)
            return Saying(verb=i, heads=tuple(handed), hands_on=True) if handed else None
        if t.lemma in ("quote", "cite"):
            quoted = self._speaker_heads(c.subjects if c.passive else c.objects, last)
            reporters = self._speaker_heads(c.agents if c.passive else c.subjects, last)
            return (
                Saying(verb=i, heads=tuple(dict.fromkeys((*quoted, *reporters))))
                if quoted or reporters
                else None
            )
        if (
            t.deprel in ("advcl", "acl")
            and t.xpos == "VBG"
            and any(g.tokens[a].lemma in ("quote", "cite") for a in list(g.ancestors(i))[:2])
        ):
            return None
        if c.passive and not (g.kids(i, "nsubj") and not g.kids(i, "aux:pass")):
            subjects = c.agents  # but not in "the spokesman said by telephone"
        stray = None if c.passive else stray_subject(g, i)
        if stray is not None:
            subjects = (stray,)
        speaks = t.lemma in speech.speak or self._tells_a_toll(i)
        heads = self._speaker_heads(subjects, last, speaks)
        if t.lemma == "contradict":
            heads = [*self._contradicted(c.objects, last), *(self._spoke_before(i) or heads)]
        if not heads:
            return None
        if t.lemma == "tell":
            heads += [o for o in c.objects if self._speakers.is_outlet(o)] or self._told_outlet(i)
        else:
            heads += [k for case, k in c.obliques if case == "to" and self._speakers.is_outlet(k)]
        return Saying(
            verb=i,
            heads=tuple(dict.fromkeys(heads)),
            denies=t.lemma in speech.deny,
            framing=stray is not None,
        )

    def _told_outlet(self, i: int) -> list[int]:
        """The outlet named right behind "told", whatever the parser hung it on."""
        g, k = self._g, i + 1
        while k < g.sentence_of[i].last and g.tokens[k].upos == "PROPN":
            k += 1
        return [k - 1] if k > i + 1 and self._speakers.is_outlet(k - 1) else []

    def _tells_a_toll(self, i: int) -> bool:
        """Whether a verb gives a number of victims: "the mayor put the toll at nine"."""
        g = self._g
        told = g.tokens[i].lemma in self._speech.toll and any(
            g.case(k) in ("at", "to", "of") for k in g.subtree(i) if k > i
        )
        return told and any(g.tokens[k].lemma in ("toll", "number", "figure") for k in g.kids(i, "obj"))

    def _contradicted(self, objects: tuple[int, ...], last: int | None) -> list[int]:
        """Who said what is contradicted: "contradicting reports by the news site X", "the army's claim"."""
        g = self._g
        told = [o for o in objects if g.tokens[o].lemma in self._speech.reports]
        by = [k for o in told for k in g.kids(o, "nmod") if g.case(k) in ("by", "from", "in")]
        owners = [k for o in told for k in g.kids(o, "nmod:poss")]
        return self._speaker_heads((*by, *owners), last)

    def _spoke_before(self, i: int) -> list[int]:
        """Whoever spoke in the words right before: "Moke said, contradicting reports"."""
        before = self._sayings.get(i - 2) if self._g.tokens[i - 1].text == "," else None
        return list(before.heads) if before is not None else []

    def _quoted(self) -> list[tuple[int, int, Saying]]:
        """Quotations (character start, end) with the saying that frames them."""
        g = self._g
        out: list[tuple[int, int, Saying]] = []
        for start, end in g.quotations:
            touching = [s for s in g.annotated.sentences if s.start < end and start < s.end]
            saying = None
            for s in touching:
                outside = [
                    self._sayings[i]
                    for i in range(s.first, s.last)
                    if i in self._sayings and not start <= g.tokens[i].start < end
                ]
                if outside:
                    saying = outside[0]
                    break
                speaker = next((k for k in range(s.first, s.last) if g.case(k) == "according to"), None)
                if speaker is not None:
                    saying = Saying(verb=speaker, heads=tuple(self._speaker_heads((speaker,), None)))
                    break
            if saying is not None:
                out.append((start, end, saying))
        return out + self._monologues()

    def _monologues(self) -> list[tuple[int, int, Saying]]:
        """What follows "The minister said:" at the end of a block, up to the next such line or the end."""
        g = self._g
        opening: list[tuple[int, Saying]] = []
        for s in g.annotated.sentences:
            ends_block = g.report.text[s.start : g.report.blocks[s.block].end].strip().endswith(":")
            spoken = [self._sayings[i] for i in range(s.first, s.last) if i in self._sayings]
            if ends_block and spoken and g.report.text[s.start : s.end].rstrip().endswith(":"):
                opening.append((s.end, spoken[-1]))
        ends = [start for start, _ in opening[1:]] + [len(g.report.text)]
        return [(start, end, saying) for (start, saying), end in zip(opening, ends, strict=False)]

    def sayings_above(self, anchor: int) -> list[Saying]:
        """The sayings whose content holds this token, innermost first."""
        g = self._g
        out: list[Saying] = []
        below = anchor
        position = g.tokens[anchor].start
        first = g.noun_phrase(anchor)[0]
        beside = [g.tokens[k].text.lower() for k in range(max(first - 3, 0), first)] == ["as", "well", "as"]
        for a in (anchor, *g.ancestors(anchor)) if not beside else ():
            if a in self._sayings and self._tells_a_toll(a):
                out.append(self._sayings[a])
            elif a != anchor:
                saying = self._sayings.get(a)
                if (
                    saying is not None
                    and g.tokens[below].deprel in _CONTENT
                    and below not in saying.heads
                    and self._g.tokens[below].deprel not in ("nsubj", "csubj")
                ) and not (
                    g.tokens[below].deprel in ("advcl", "conj", "obl") and not self._content_like(below, a)
                ):
                    out.append(saying)
            for k in g.kids(a, "parataxis", "conj"):
                told = [o for o in g.kids(k, "obj") if not self._speakers.is_outlet(o)]
                spoken = g.kids(k, "nsubj") or (k in self._sayings and self._sayings[k].framing)
                behind = k > anchor or put_in(g, k, a, anchor)
                framing = behind and spoken and not told and not g.kids(k, "ccomp", "xcomp")
                if k in self._sayings and self._sayings[k] not in out and k != anchor and framing:
                    out.append(self._sayings[k])
            below = a
        for start, end, saying in self._quotes:
            if (
                start <= position < end
                and saying not in out
                and not any(set(s.heads) & set(saying.heads) for s in out)
            ):
                out.append(saying)
        handed = [
            s
            for s in self._sayings.values()
            if s.hands_on and self._g.sentence_of[s.verb] is self._g.sentence_of[anchor]
        ]
        first_hand = [s for s in out if not s.hands_on]
        return [*first_hand, *(s for s in handed if first_hand and s.verb > anchor)]

    def _content_like(self, below: int, verb: int) -> bool:
        """Whether an adverbial clause under a verb of saying is its content ("as saying that ...")."""
        g = self._g
        marks = {g.tokens[m].text.lower() for m in g.kids(below, "mark")}
        if g.tokens[below].deprel == "advcl" and marks & {"of", "for", "with", "over"}:
            return g.tokens[verb].lemma in _ACCUSE  # "accused the army of killing 30"
        if g.tokens[below].deprel == "advcl" and g.tokens[below].xpos == "VBN" and not g.kids(below, "nsubj"):
            return False  # "accused of the killing, she said ..."
        if g.tokens[below].deprel == "advcl":
            return ("as" in marks and g.tokens[below].xpos == "VBG") or below < verb
        if g.tokens[below].deprel == "obl":
            return g.tokens[verb].lemma in ("accuse", "charge", "warn", "speak", "claim")
        return False

    def according_to(self, anchor: int) -> list[int]:
        """Noun heads under "according to" in the clauses that hold this token."""
        g = self._g
        path = [anchor, *g.ancestors(anchor)]
        found = [k for a in path for k in g.children[a] if g.case(k) in ("according to", "quoting", "citing")]
        sentence = g.sentence_of[anchor]
        if not found:
            found = [k for k in range(sentence.first, sentence.last) if g.case(k) == "according to"]
        return [h for k in found[:1] for h in g.conjuncts(k)]

    def _beside(self, before: list[int], h: int) -> bool:
        """Whether a speaker is joined by "and" to those before: they say it side by side."""
        joined = self._g.tokens[h]
        return joined.deprel == "conj" and joined.head in before

    def _named_before(self, h: int, verb: int | None) -> list[int]:
        """Who stands before a speaker at the end of a sentence, joined by "and", but hung elsewhere by the parser."""
        g = self._g
        closing = self._closing.get(verb) if verb is not None else None
        first = g.noun_phrase(h)[0]
        while first > 0 and g.tokens[first - 1].deprel == "det":
            first -= 1
        if closing is None or first - 2 not in closing or g.tokens[first - 1].text.lower() != "and":
            return []
        k = first - 2
        return [k] if g.tokens[k].upos in ("NOUN", "PROPN") and g.tokens[k].head not in closing else []

    @cached_property
    def _closing(self) -> dict[int, range]:
        return closing_words(self._g, self._sayings)

    def speaks_last(self, h: int) -> bool:
        """Whether a noun stands in such words: whoever it names speaks, and does nothing."""
        return any(h in span for span in self._closing.values())

    def side_of(self, speaker: Speaker) -> Participant | None:
        """Whom "we" means in a speaker's mouth, if it is worded."""
        return self._speakers.side_of(speaker)

    def chain(self, anchor: int, *, denying: bool = True) -> tuple[Speaker, ...]:
        """The source chain of a token's event, origin first; () where the report speaks for itself.

        ``denying`` is False where whoever denies something is no source of what is told.
        """
        g = self._g
        heads: list[tuple[int, int | None]] = []
        for saying in self.sayings_above(anchor):
            if saying.denies and not denying:
                continue
            heads += [(h, saying.verb) for h in saying.heads]
        inner = [(h, None) for h in self.according_to(anchor)]
        if inner and heads:
            known = {h for h, _ in heads}
            heads = [*heads, *(x for x in inner if x[0] not in known)]
        elif inner:
            heads = [
                (h, None)
                for h in self._speaker_heads(
                    tuple(h for h, _ in inner), self._last_named.get(g.sentence_of[anchor].first), True
                )
            ]
        speakers: list[Speaker] = []
        groups: list[tuple[list[int], int | None]] = []
        for h, verb in heads:
            if groups and groups[-1][1] == verb and self._beside(groups[-1][0], h):
                groups[-1][0].append(h)
            else:
                groups.append(([*self._named_before(h, verb), h], verb))
        publisher = g.report.outlet.value.casefold() if isinstance(g.report.outlet, Known) else None
        for several, verb in groups:
            speaker = (
                self._speakers.side_by_side(several, verb)
                if len(several) > 1
                else self._speakers.speaker(several[0], verb)
            )
            if speaker.kind == "outlet" and publisher and speaker.words.casefold() == publisher:
                continue
            if speaker.words not in [s.words for s in speakers]:
                speakers.append(speaker)
        if speakers and speakers[-1].kind == "person":
            told = self._told.get(speakers[-1].evidence.start)
            if told is not None:  # what else the same person says in this report, it says to the same outlet
                speakers.append(self._speakers.speaker(told, None))
        return tuple(speakers)
