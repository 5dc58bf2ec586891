"""The code stage: AnnotatedReport -> CodedReport."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.code.casualties import casualties_of, force_estimates
from dateline.code.graph import Graph
from dateline.code.lexicon import Speech, load_lexicon, load_speech
from dateline.code.participants import participants
from dateline.code.places import places_of
from dateline.code.reality import reality_of
from dateline.code.retellings import merge_retellings
from dateline.code.sources import Attribution
from dateline.code.times import when_of
from dateline.code.triggers import Draft, find_drafts
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.countries import country_names
from dateline.dictionaries.nouns import load_nouns
from dateline.records.annotation import AnnotatedReport
from dateline.records.claim import Claim, CodedReport, ForceEstimate, Means, Participant, PlaceRole, Speaker, When
from dateline.records.evidence import Evidence, Known, Made, Range, Unknown, Why, identifier

#: What each type is taken to need before it is told as a claim; the rest is too thin to stand.
_NEEDS_PARTY = frozenset({"CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN", "CONCEDE", "COOPERATE", "AID", "MOBILIZE"})
_WEAPON_MODES = frozenset({"firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "primitive", "crowd-control", "unconventional"})
_CROWDS = frozenset({"mob", "crowd", "rioter", "protester", "protestor", "demonstrator"})
_FUTURE_COOPERATION = frozenset({"AID", "CONSULT", "SUPPORT", "COOPERATE"})


class Code:
    """Claims from grammar and event words. Holds only dictionaries; nothing is kept between reports."""

    name = "code"
    version = "0.1"
    needs = AnnotatedReport
    makes = CodedReport

    def __init__(self, catalogue: Catalogue) -> None:
        """Load the event and speech words. Raises DictionaryError where they are malformed."""
        self._catalogue = catalogue
        self._lexicon = load_lexicon()
        self._speech = load_speech()
        self._nouns = load_nouns()
        self._countries = country_names()
        self.made = Made(stage=self.name, version=self.version)

    def run(self, batch: Sequence[AnnotatedReport]) -> list[CodedReport]:
        """One CodedReport a report; a report without claims says why in ``silence``."""
        return [self._code(a) for a in batch]

    def _code(self, annotated: AnnotatedReport) -> CodedReport:
        if annotated.report.silence is not None:
            return CodedReport(annotated=annotated, claims=(), silence=annotated.report.silence, made=self.made)
        g = Graph(annotated, self._catalogue, self._nouns, self._countries, self.made)
        attribution = Attribution(g, self._speech)
        drafts = find_drafts(g, self._lexicon)
        claims = [c for d in drafts for c in _claims_of(g, d, attribution, self._speech)]
        claims += _estimates(g, attribution)
        claims.sort(key=lambda c: (c.evidence.start, c.evidence.end))
        definite = {
            identifier("c", annotated.report.id, d.frame.type, d.anchor, g.tokens[d.first].start, g.tokens[d.last - 1].end)
            for d in drafts
            if g.tokens[d.anchor].upos in ("NOUN", "PROPN") and any(g.tokens[k].text.lower() in ("the", "this", "that", "these") for k in g.kids(d.anchor, "det"))
        }
        merged = merge_retellings(claims, definite)
        silence = None
        if not merged:
            silence = "no event words: nothing in the article tells of an event that is coded" if not drafts else (
                "event words, but none told as an event: too little is said of who, to whom or where"
            )  # fmt: skip
        return CodedReport(annotated=annotated, claims=tuple(merged), silence=silence, made=self.made)


def _claims_of(g: Graph, d: Draft, attribution: Attribution, speech: Speech) -> list[Claim]:
    sayings = attribution.sayings_above(d.anchor)
    denied = any(s.denies for s in sayings)
    reality, asked = reality_of(g, d, speech, denied)
    if asked and not (d.frame.type == "TERRITORY" and reality.value == "announced"):
        return []
    type_, mode = d.frame.type, d.mode
    if type_ == "TERRITORY" and mode in ("capture", "recapture") and reality.how.startswith("only attempted"):
        mode, reality = "contest", msgspec.structs.replace(reality, value="happened" if reality.value == "did-not-happen" else "under-way")
    if type_ == "ASSAULT" and reality.value == "announced" and any(g.tokens[h].text.lower() in ("we", "i") for h in d.get("actor")):
        type_, mode, reality = "THREATEN", "violence", msgspec.structs.replace(reality, value="threatened")
    if reality.value in ("announced", "expected") and type_ in _FUTURE_COOPERATION:
        type_, mode = "AGREE", None
    actors = participants(g, d.get("actor"), "actors")
    recipients = tuple(
        p for p in participants(g, d.get("recipient"), "recipients") if all(p.words.casefold() != a.words.casefold() for a in actors)
    )
    places = places_of(g, d)
    casualties = casualties_of(g, d)
    when = when_of(g, d, speech)
    means = _means(g, d)
    if type_ == "REQUEST" and _asks_for_help(g, d):
        mode = "assist"
    if type_ == "THREATEN" and not actors:
        actors = _first_person(g, d, attribution)
    if type_ in _NEEDS_PARTY and not actors and not (type_ == "ACCUSE" and recipients) and not (type_ == "AID" and places):
        return []
    if type_ == "TERRITORY" and not places:
        return []
    if d.frame.id == "remain" and not places:
        return []
    if type_ == "ASSAULT" and any(g.tokens[g.core(h)].lemma in _CROWDS for h in d.get("actor")):
        type_, mode = "PROTEST", "riot"
    if type_ in ("ASSAULT", "COERCE", "SANCTION") and not (actors or recipients or places or casualties or means):
        return []
    if d.frame.consequence and not (recipients or casualties):
        return []
    if mode is None and type_ == "ASSAULT" or d.frame.consequence:
        mode = _mode_of(g, d, means, mode)
    sources = attribution.chain(d.anchor)
    if d.frame.speech or reality.value in ("announced", "threatened"):
        sources = tuple(s for s in sources if all(s.words.casefold() != a.words.casefold() for a in actors))
    sentence = g.sentence_of[d.anchor]
    evidence = _stretch(g, d, places, casualties, when, sentence.first, sentence.last)
    trigger = g.of_tokens(d.first, d.last)
    score = round(0.55 + 0.1 * bool(actors) + 0.1 * bool(recipients or casualties) + 0.1 * bool(places) + 0.05 * bool(when) + 0.05 * (reality.value == "happened"), 2)
    return [
        Claim(
            id=identifier("c", g.report.id, type_, d.anchor, trigger.start, trigger.end),
            report=g.report.id,
            type=type_,
            mode=Known(value=mode, evidence=(means[0].evidence if means and mode != d.frame.mode else trigger,), how="means" if mode != d.frame.mode else d.frame.id)
            if mode is not None
            else Unknown(reason="no means or manner is told"),
            reality=reality,
            actors=actors or Unknown(reason="the words name nobody who did it"),
            recipients=recipients or Unknown(reason="the words name nobody it was done to"),
            places=places or Unknown(reason="no place is named in this sentence"),
            when=when if when is not None else Unknown(reason="no day of the event is worded"),
            casualties=casualties or Unknown(reason="no count is told"),
            forces=Unknown(reason="no estimate of forces is told"),
            means=means or Unknown(reason="no weapon or vehicle is named"),
            sources=sources,
            evidence=evidence,
            sentence=g.evidence(sentence.start, sentence.end),
            why=Why(rule=d.frame.id, words=trigger.text, score=score),
            confidence=score,
            reciprocal=d.frame.reciprocal,
        )
    ]


def _asks_for_help(g: Graph, d: Draft) -> bool:
    """Whether what is asked for is help ("requested immediate support")."""
    topics = [*g.kids(d.anchor, "obj", "obl"), *(k for x in g.kids(d.anchor, "xcomp", "ccomp") for k in (x, *g.kids(x, "obj")))]
    return any(g.tokens[k].lemma in ("support", "assistance", "help", "aid", "assist", "security", "protection", "reinforcement", "provide") for k in topics)


def _first_person(g: Graph, d: Draft, attribution: Attribution) -> tuple[Participant, ...]:
    """Who "we" is: the speaker of the words, or nobody."""
    if not any(g.tokens[h].text.lower() in ("we", "i") for h in d.get("actor")):
        return ()
    return tuple(
        Participant(words=s.words, kind="person" if s.kind == "person" else "organisation", evidence=s.evidence, entry=s.entry)
        for s in attribution.chain(d.anchor)[:1]
    )


def _stretch(g: Graph, d: Draft, places: tuple, casualties: tuple, when: object, first: int, last: int) -> Evidence:  # type: ignore[type-arg]
    """The shortest stretch of the sentence with the event's word and what was read of it there."""
    low, high = g.tokens[d.first].start, g.tokens[d.last - 1].end
    start, end = g.tokens[first].start, g.tokens[last - 1].end
    marks = [(g.tokens[n].start, g.tokens[n].end) for n in d.nodes]
    for slot in ("actor", "recipient", "at", "from", "to"):
        for h in d.get(slot):
            if first <= h < last:
                a, b = g.noun_phrase(h)
                marks.append((g.tokens[a].start, g.tokens[b - 1].end))
    marks += [(p.evidence.start, p.evidence.end) for p in places]
    marks += [(c.evidence.start, c.evidence.end) for c in casualties]
    for a, b in marks:
        if start <= a and b <= end:
            low, high = min(low, a), max(high, b)
    return g.evidence(low, high)


def _means(g: Graph, d: Draft) -> tuple[Means, ...]:
    """Weapons named in the event's clause or in its own phrase."""
    sentence = g.sentence_of[d.anchor]
    if d.frame.type not in ("ASSAULT", "THREATEN", "COERCE"):
        return ()
    out: list[Means] = []
    reach: set[int] = set()
    for n in d.nodes:
        reach.add(n)
        reach |= {k for k in g.subtree(n) if _same_clause(g, k, n)}
    for h in d.get("actor"):
        reach |= {k for k in g.subtree(h) if _same_clause(g, k, h)}
    for h in d.get("means"):
        reach |= set(g.subtree(h))
    for m in g.weapons:
        if sentence.first <= m.head < sentence.last and m.head in reach and m.head not in d.get("recipient"):
            if any(h in d.get("recipient") for h in (g.tokens[m.head].head,)) and g.tokens[m.head].deprel in ("compound",):
                continue
            out.append(Means(words=m.text, entry=m.entry, evidence=g.of_mention(m)))
    return tuple(out)


def _same_clause(g: Graph, k: int, top: int) -> bool:
    i = k
    while i != top:
        if g.tokens[i].deprel in ("ccomp", "acl:relcl", "parataxis", "advcl") or (g.tokens[i].deprel == "conj" and g.tokens[i].upos == "VERB"):
            return False
        if g.tokens[i].head == i:
            return False
        i = g.tokens[i].head
    return True


def _mode_of(g: Graph, d: Draft, means: tuple[Means, ...], mode: str | None) -> str | None:
    for m in means:
        entry = g.catalogue.get(m.entry) if m.entry else None
        if entry is not None and entry.type in _WEAPON_MODES:
            return entry.type
    for h in d.get("actor"):
        lemma = g.tokens[h].lemma
        if lemma in ("jet", "warplane", "aircraft", "plane", "helicopter", "gunship", "jets", "bomber", "fighter-jet"):
            return "aerial"
        if lemma == "sniper":
            return "firearms"
        if lemma == "drone":
            return "drone"
    return mode


def _estimates(g: Graph, attribution: Attribution) -> list[Claim]:
    out: list[Claim] = []
    for verb, estimate, whose in force_estimates(g):
        frame_words = g.of_tokens(verb, verb + 1)
        actors = participants(g, [whose], "actors")
        if not actors:
            continue
        sentence = g.sentence_of[verb]
        draft = Draft(frame=_ESTIMATE_FRAME, anchor=verb, first=verb, last=verb + 1, verb=verb, nodes={verb})
        draft.put("recipient", whose)
        draft.obliques = [(g.case(k), k) for k in [*g.kids(verb, "obl"), *g.kids(whose, "nmod")] if g.case(k) not in ("at", "of")]
        places = places_of(g, draft)
        when = when_of(g, draft, load_speech())
        if not places:
            places = _office_place(g, attribution.chain(verb))
        start, end = min(frame_words.start, estimate.evidence.start, actors[0].evidence.start), max(frame_words.end, estimate.evidence.end, actors[0].evidence.end)
        if not sentence.start <= start < end <= sentence.end:
            start, end = sentence.start, sentence.end
        out.append(_estimate_claim(g, attribution, draft, estimate, actors, places, when, start, end, sentence))
    return out


def _office_place(g: Graph, sources: tuple[Speaker, ...]) -> tuple[PlaceRole, ...]:
    """The place of the speaker's office ("Rawa mayor"), of which an estimate without a place of its own speaks."""
    for speaker in sources[:1]:
        if isinstance(speaker.role, Known):
            for office in speaker.role.evidence:
                for m in g.annotated.mentions:
                    if m.kind == "place" and office.start <= m.start and m.end <= office.end:
                        return (PlaceRole(role="at", words=m.text, evidence=g.of_mention(m), relation="the speaker's office"),)
    return ()


def _estimate_claim(g, attribution, draft, estimate: ForceEstimate, actors, places, when, start: int, end: int, sentence) -> Claim:  # type: ignore[no-untyped-def]
    words = g.of_tokens(draft.first, draft.last)
    nothing = Unknown(reason="an estimate of forces tells no deed")
    return Claim(
        id=identifier("c", g.report.id, "FORCE-ESTIMATE", estimate.evidence.start),
        report=g.report.id,
        type="FORCE-ESTIMATE",
        mode=Known(value="count", evidence=(estimate.evidence,), how="a number of fighters or troops"),
        reality=Known(value="happened", evidence=(words,), how="told as a fact"),
        actors=actors,
        recipients=nothing,
        places=places or Unknown(reason="no place is named in this sentence"),
        when=when if when is not None else Unknown(reason="no day of the estimate is worded"),
        casualties=nothing,
        forces=(estimate,),
        means=nothing,
        sources=attribution.chain(draft.anchor),
        evidence=g.evidence(start, end),
        sentence=g.evidence(sentence.start, sentence.end),
        why=Why(rule="force-estimate", words=words.text, score=0.8),
        confidence=0.8,
    )


_ESTIMATE_FRAME = next(f for _, f in load_lexicon().verbs["clash"])
