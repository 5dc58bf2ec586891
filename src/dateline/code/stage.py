"""The code stage: AnnotatedReport -> CodedReport."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.code.aftermath import follow_up
from dateline.code.carried import carry_days, carry_doers
from dateline.code.casualties import casualties_of
from dateline.code.denials import doers_left, only_who
from dateline.code.drafts import ACCIDENTS, Draft
from dateline.code.estimates import estimates_of
from dateline.code.graph import Graph
from dateline.code.means import means_of, mode_of
from dateline.code.participants import participants
from dateline.code.places import places_of
from dateline.code.reality import reality_of
from dateline.code.retellings import merge_retellings
from dateline.code.retrospect import look_back
from dateline.code.sources import Attribution
from dateline.code.times import when_of
from dateline.code.topic import load_topics, other_matter
from dateline.code.triggers import find_drafts
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.countries import country_names
from dateline.dictionaries.lexicon import Lexicon, Speech, load_lexicon, load_speech
from dateline.dictionaries.nouns import load_nouns
from dateline.records.annotation import AnnotatedReport, MentionKind
from dateline.records.claim import Casualty, Claim, CodedReport, Participant, PlaceRole, When
from dateline.records.evidence import Evidence, Known, Made, Unknown, Why, identifier

#: What each type is taken to need before it is told as a claim; the rest is too thin to stand.
_NEEDS_PARTY = frozenset(
    {
        "CONSULT",
        "SUPPORT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "AGREE",
        "THREATEN",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "MOBILIZE",
    }
)
#: How often a claim was right, by how many of who, to whom, where and when it has: 54 of 92 with none or one of
#: them, 69 of 95 with two, 43 of 53 with three, 10 of 10 with four (typed claims of the development key, 2026-11-23).
CONFIDENCE = (0.6, 0.6, 0.73, 0.81, 0.9)
#: How a taking is told that is only aimed at, and what kinds may aim at it.
_AIMS = ("the aim of", "told as a purpose", "what is aimed at")
_ABLE = frozenset({"armed", "state", "government", "organisation", "place", "person"})
_CROWDS = frozenset({"mob", "crowd", "rioter", "protester", "protestor", "demonstrator"})
_WISHES = frozenset({"planned (want)", "planned (like)", "planned (wish)"})
_FUTURE_COOPERATION = frozenset({"AID", "CONSULT", "SUPPORT", "COOPERATE"})


class Code:
    """Claims from grammar and event words. Holds only dictionaries; nothing is kept between reports."""

    name = "code"
    version = "0.2"
    needs = AnnotatedReport
    makes = CodedReport

    def __init__(self, catalogue: Catalogue) -> None:
        """Load the event and speech words. Raises DictionaryError where they are malformed."""
        self._catalogue = catalogue
        self._lexicon = load_lexicon()
        self._speech = load_speech()
        self._nouns = load_nouns()
        load_topics()  # read here, once, so that no run reads a file
        self._countries = country_names()
        self.made = Made(stage=self.name, version=self.version)

    def run(self, batch: Sequence[AnnotatedReport]) -> list[CodedReport]:
        """One CodedReport a report; a report without claims says why in ``silence``."""
        return [self._code(a) for a in batch]

    def _code(self, annotated: AnnotatedReport) -> CodedReport:
        if annotated.report.silence is not None:
            return CodedReport(
                annotated=annotated, claims=(), silence=annotated.report.silence, made=self.made
            )
        matter = other_matter(annotated)
        if matter is not None:
            return CodedReport(annotated=annotated, claims=(), silence=matter, made=self.made)
        g = Graph(annotated, self._catalogue, self._nouns, self._countries, self.made)
        g.looked_back = look_back(g, self._speech)
        attribution = Attribution(g, self._speech)
        drafts = find_drafts(g, self._lexicon)
        near: dict[int, list[Draft]] = {}  # by the first word of their sentence
        for d in drafts:
            near.setdefault(g.sentence_of[d.anchor].first, []).append(d)
        claims: list[Claim] = []
        loose: set[str] = set()
        for d in drafts:
            made = _claims_of(g, d, near[g.sentence_of[d.anchor].first], attribution, self._speech)
            loose |= {c.id for c in made if d.loose}
            claims += made
        claims += estimates_of(g, attribution, self._speech)
        claims = list({c.id: c for c in claims}.values())
        claims.sort(key=lambda c: (c.evidence.start, c.evidence.end))
        claims = follow_up(g, claims, loose, attribution)
        definite = {
            identifier(
                "c",
                annotated.report.id,
                d.frame.type,
                d.anchor,
                g.tokens[d.first].start,
                g.tokens[d.last - 1].end,
            )
            for d in drafts
            if g.tokens[d.anchor].upos in ("NOUN", "PROPN")
            and g.tokens[d.anchor].lemma not in ("war", "hostility", "hostilities")  # take up no one event
            and any(
                g.tokens[k].text.lower() in ("the", "this", "that", "these") for k in g.kids(d.anchor, "det")
            )
        }
        merged = carry_days(carry_doers(merge_retellings(claims, definite)))
        silence = None
        if not merged and not annotated.sentences:
            silence = "too few words of conflict: nothing in the article was read closely"
        elif not merged:
            silence = _untold(annotated, self._lexicon) if not drafts else (
                "event words, but none told as an event: too little is said of who, to whom or where"
            )  # fmt: skip
        return CodedReport(annotated=annotated, claims=tuple(merged), silence=silence, made=self.made)


def _untold(annotated: AnnotatedReport, lexicon: Lexicon) -> str:
    """Why a report in which no event was found has none: it has no word for one, or one that tells something else."""
    for t in annotated.tokens:
        verb = t.upos in ("VERB", "ADJ") and any(p == t.lemma for p, _ in lexicon.verbs.get(t.lemma, ()))
        noun = t.upos in ("NOUN", "PROPN") and any(len(p) == 1 for p, _ in lexicon.nouns.get(t.lemma, ()))
        if verb or noun:
            return f"no event that is coded: “{t.text}” does not tell of one here"
    return "no event words: nothing in the article tells of an event that is coded"


def _claims_of(
    g: Graph, d: Draft, drafts: Sequence[Draft], attribution: Attribution, speech: Speech
) -> list[Claim]:
    """The claims of a draft; ``drafts`` are those of its sentence."""
    sayings = attribution.sayings_above(d.anchor)
    denied = any(s.denies for s in sayings)
    reality, asked = reality_of(g, d, speech, denied)
    if asked and not (d.frame.type == "TERRITORY" and reality.value == "announced"):
        return []
    denial = only_who(g, d, reality, sayings, speech)
    if denial is not None:
        reality = denial.reality
        d.slots["actor"] = doers_left(g, d)
    type_, mode = d.frame.type, d.mode
    if type_ == "TERRITORY" and mode in ("capture", "recapture") and reality.how.startswith("only attempted"):
        mode, reality = (
            "contest",
            msgspec.structs.replace(
                reality, value="happened" if reality.value == "did-not-happen" else "under-way"
            ),
        )
    if (
        type_ == "ASSAULT"
        and reality.value == "announced"
        and any(g.tokens[h].text.lower() in ("we", "i") for h in d.get("actor"))
    ):
        type_, mode, reality = "THREATEN", "violence", msgspec.structs.replace(reality, value="threatened")
    if reality.value in ("announced", "expected") and type_ in _FUTURE_COOPERATION:
        type_, mode = "AGREE", None
    doers = [h for h in d.get("actor") if h < d.anchor or not attribution.speaks_last(h)]
    doers = [h for h in doers if g.case(h) != "against"]
    if reality.how.startswith(_AIMS):  # "thousands fled the offensive to retake it"
        doers = [h for h in doers if g.kinds(h) & _ABLE or g.tokens[h].upos == "PRON"]
    actors = participants(g, doers, "actors")
    recipients = tuple(
        p
        for p in participants(
            g, (h for h in d.get("recipient") if h < d.anchor or not attribution.speaks_last(h)), "recipients"
        )
        if all(p.words.casefold() != a.words.casefold() for a in actors)
    )
    places = places_of(g, d)
    beside = [o for o in drafts if o is not d]
    alone = not any(o.frame.type == "ASSAULT" for o in beside)
    casualties = casualties_of(g, d, {kind for o in beside for kind, _ in o.outcomes}, alone)
    when = when_of(g, d, speech, {other.anchor for other in drafts})
    aimed = reality.how.startswith(_AIMS)
    if aimed and when is not None and not _inside(g, d, when):
        when = None
    means = means_of(g, d)
    if type_ == "REQUEST" and _asks_for_help(g, d):
        mode = "assist"
    if (
        d.frame.speech
        and reality.how in _WISHES
        and any(g.tokens[h].text.lower() in ("we", "i") for h in d.get("actor"))
    ):
        # "I want to congratulate", "we would like to condemn": said by saying it
        reality = msgspec.structs.replace(reality, value="happened")
        type_, mode = d.frame.type, d.mode
    speaking = any(g.tokens[h].text.lower() in ("we", "i") for h in d.get("actor"))
    if speaking and not actors:
        actors = _first_person(g, d, attribution)
    if (
        type_ in _NEEDS_PARTY
        and not (actors or speaking)
        and not (type_ == "ACCUSE" and recipients)
        and not (type_ == "AID" and places)
    ):
        return []
    if type_ == "TERRITORY" and not places:
        return []
    if (
        type_ == "COERCE"
        and mode == "arrest"
        and not (actors or recipients or reality.value in ("denied", "did-not-happen"))
    ):
        return []  # "the summit was held in ..."
    if d.frame.id == "remain" and not places:
        return []
    if type_ == "ASSAULT" and any(g.tokens[g.core(h)].lemma in _CROWDS for h in d.get("actor")):
        type_, mode = "PROTEST", "riot"
    if type_ == "ASSAULT" and not actors and not means and _is_accident(g, d):
        return []
    unsaid = reality.value in ("denied", "did-not-happen") and bool(attribution.chain(d.anchor))
    if (
        type_ in ("ASSAULT", "COERCE", "SANCTION")
        and not unsaid
        and not (actors or recipients or places or casualties or means)
    ):
        return []
    if d.frame.consequence and not (recipients or casualties):
        return []
    if (mode is None and type_ == "ASSAULT") or d.frame.consequence:
        mode = mode_of(g, d, means, mode)
    sources = attribution.chain(d.anchor, denying=denial is None)
    if d.frame.speech:
        sources = tuple(s for s in sources if all(s.words.casefold() != a.words.casefold() for a in actors))
    sentence = g.sentence_of[d.anchor]
    evidence = _stretch(g, d, places, casualties, sentence.first, sentence.last)
    trigger = g.of_tokens(d.first, d.last)
    told = bool(actors) + bool(recipients or casualties) + bool(places) + (when is not None)
    score = CONFIDENCE[told]
    if actors:
        casualties = tuple(msgspec.structs.replace(c, by=actors[0].evidence) for c in casualties)
    return [
        Claim(
            id=identifier("c", g.report.id, type_, d.anchor, trigger.start, trigger.end),
            report=g.report.id,
            type=type_,
            mode=Known(
                value=mode,
                evidence=(means[0].evidence if means and mode != d.frame.mode else trigger,),
                how="means" if mode != d.frame.mode else d.frame.id,
            )
            if mode is not None
            else Unknown(reason="no means or manner is told"),
            reality=reality,
            actors=actors
            or Unknown(
                reason="“we”: the words do not say who speaks"
                if speaking
                else "the words name nobody who did it"
                if denial is None or denial.denier is None
                else f"the words name nobody who did it, and {denial.denier} denies it"
            ),
            recipients=recipients or Unknown(reason="the words name nobody it was done to"),
            places=places or Unknown(reason="no place is named in this sentence"),
            when=when
            if when is not None
            else Unknown(
                reason="the day told is that of what is undertaken, not of its aim"
                if aimed and g.times
                else "it is looked back on: the day of the main clause is not its own"
                if reality.how == "looked back on"
                else "no day of the event is worded"
            ),
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


def _inside(g: Graph, d: Draft, when: When) -> bool:
    """Whether time words hang on the deed itself, not on what is undertaken for it."""
    below = set(g.subtree(d.anchor))
    return any(m.start == when.evidence.start and m.head in below for m in g.times)


def _is_accident(g: Graph, d: Draft) -> bool:
    """Whether the sentence tells of an accident and of nobody armed."""
    sentence = g.sentence_of[d.anchor]
    words = {t.lemma for t in g.tokens[sentence.first : sentence.last]}
    armed = any(g.kinds(h) & {"armed", "state"} for h in (*d.get("actor"), *d.get("recipient")))
    return bool(words & ACCIDENTS) and not armed


def _asks_for_help(g: Graph, d: Draft) -> bool:
    """Whether what is asked for is help ("requested immediate support")."""
    topics = [
        *g.kids(d.anchor, "obj", "obl"),
        *(k for x in g.kids(d.anchor, "xcomp", "ccomp") for k in (x, *g.kids(x, "obj"))),
    ]
    return any(
        g.tokens[k].lemma
        in (
            "support",
            "assistance",
            "help",
            "aid",
            "assist",
            "security",
            "protection",
            "reinforcement",
            "provide",
        )
        for k in topics
    )


def _first_person(g: Graph, d: Draft, attribution: Attribution) -> tuple[Participant, ...]:
    """Who "we" is: the side of whoever speaks, as worded; nobody where it is not told. "I" is the speaker."""
    words = {g.tokens[h].text.lower() for h in d.get("actor")} & {"we", "i"}
    for s in attribution.chain(d.anchor)[:1] if words else ():
        if s.kind != "person" or words == {"i"} or d.frame.speech:  # who says "we urge" urges
            kind: MentionKind = "person" if s.kind == "person" else "organisation"
            return (Participant(words=s.words, kind=kind, evidence=s.evidence, entry=s.entry),)
        side = attribution.side_of(s)
        return (side,) if side is not None else ()
    return ()


def _stretch(
    g: Graph, d: Draft, places: tuple[PlaceRole, ...], casualties: tuple[Casualty, ...], first: int, last: int
) -> Evidence:
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
