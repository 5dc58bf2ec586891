"""What a denial leaves standing: "denied that it was behind the bomb that killed 12" denies who did it, not the bomb."""

from __future__ import annotations

import re

from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.sources import Saying
from dateline.dictionaries.lexicon import Speech
from dateline.records.claim import Reality
from dateline.records.evidence import Known, Record

_DENIED = ("its source denies it", "rejected (", "neither said nor denied", "negated")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ALLEGED = frozenset({"alleged", "reported", "supposed", "purported", "rumoured", "rumored"})
_OWN = frozenset({"compound", "amod", "nmod:poss", "nmod"})


class OnlyWho(Record, gc=False, frozen=True):
    """A denial of who did it: the reality that it leaves, and who denies, as worded."""

    reality: Known[Reality]
    denier: str | None


def only_who(
    g: Graph, draft: Draft, reality: Known[Reality], sayings: list[Saying], speech: Speech
) -> OnlyWho | None:
    """What a denial leaves of an event where it denies no more than who did it; None where it denies the event."""
    if draft.frame.type not in ("ASSAULT", "COERCE", "SANCTION") or not reality.how.startswith(_DENIED):
        return None
    i = draft.anchor
    denying = speech.deny | speech.doubted
    verb = next((s.verb for s in sayings if s.denies), None)
    if reality.how == "negated":  # "were not behind the bombing"
        start = reality.evidence[0].start
        verb = next((k for k in range(g.sentence_of[i].first, i) if g.tokens[k].start == start), None)
    elif verb is None:
        verb = next((a for a in g.ancestors(i) if g.tokens[a].lemma in denying), None)
    if verb is None or verb > i:
        return None
    first = min(i, *(k for k in g.children[i] if k > verb)) if any(k > verb for k in g.children[i]) else i
    words = _presupposing(g, draft, verb, i, speech)
    called = {g.tokens[k].text.lower() for k in g.children[i]} | {
        g.tokens[k].text.lower() for k in range(first, i)
    }
    if words is None or called & (_ALLEGED | {"any"}):
        return None
    subject = next(iter(g.kids(verb, "nsubj")), None) if reality.how.startswith(("its", "rejected")) else None
    denier = g.of_tokens(*g.noun_phrase(subject)).text if subject is not None else None
    evidence = (g.evidence(*words),)
    told: Known[Reality] = Known(value="happened", evidence=evidence, how="only who did it is denied")
    return OnlyWho(reality=told, denier=denier)


def _presupposing(g: Graph, draft: Draft, verb: int, i: int, speech: Speech) -> tuple[int, int] | None:
    """The characters of the words by which a denial takes the event for granted."""
    start, end = g.tokens[verb].end, g.tokens[i].start
    found = _pattern(speech.responsibility).search(g.report.text, start, end)
    if found is not None:
        return found.span()
    head = i
    if g.tokens[i].upos == "VERB" and g.tokens[i].deprel == "acl:relcl":
        head = g.tokens[i].head
    if not any(g.tokens[k].text.lower() in _DEFINITE for k in g.kids(head, "det")):
        return None
    done = _pattern(speech.committing).search(g.report.text, start, g.tokens[head].start)
    if done is None:  # "denied that the bombing was carried out by its forces"
        done = _pattern(speech.committing).search(g.report.text, g.tokens[head].end, g.sentence_of[i].end)
        if done is None or not re.match(r"\s+by\b", g.report.text[done.end() :]):
            return None
    return done.span()


_PATTERNS: dict[frozenset[str], re.Pattern[str]] = {}


def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    """Any of these words or phrases as whole words; compiled once."""
    if words not in _PATTERNS:
        ordered = sorted(words, key=lambda w: (-len(w), w))
        _PATTERNS[words] = re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in ordered)})\b", re.IGNORECASE)
    return _PATTERNS[words]


def doers_left(g: Graph, draft: Draft) -> list[int]:
    """The doers whom the event's own noun names ("the army's shelling"), without who denies it."""
    own = [
        k
        for k in draft.get("actor")
        if (g.tokens[k].deprel in _OWN and g.tokens[k].head == draft.anchor) or g.kinds(k) == {"weapon"}
    ]
    return [
        k
        for k in own
        if g.tokens[k].upos != "PRON" and not any(g.tokens[j].upos == "PRON" for j in g.kids(k, "nmod:poss"))
    ]
