"""The words that tell an event, and what fills the places around them.

1. Every verb and noun of the lexicon whose conditions hold makes a draft.
2. A noun's event takes subject and obliques from the verb that carries it ("conducted five strikes").
3. A verb that tells an outcome ("killed", "destroyed") is folded into the event it is an outcome of: the noun
   that is its subject or agent ("an attack that killed 13"), the verb it is joined to or modifies.
"""

from __future__ import annotations

from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.holding import holding_draft
from dateline.code.nouns import noun_draft
from dateline.code.outcomes import fold_outcomes
from dateline.code.verbs import verb_draft
from dateline.dictionaries.lexicon import Lexicon
from dateline.records.annotation import Sentence

#: Characters from an attack to the sentence that tells what came of it.
_NEAR = 450


def near(g: Graph, draft: Draft, sentence: Sentence) -> bool:
    """Whether a draft is told so shortly before a sentence that this may tell what came of it."""
    return sentence.start - g.tokens[draft.anchor].end <= _NEAR


def find_drafts(g: Graph, lexicon: Lexicon) -> list[Draft]:
    """The drafts of a report, outcomes folded, in order of the text."""
    drafts: list[Draft] = []
    for sentence in g.annotated.sentences:
        held = (holding_draft(g, lexicon, i) for i in range(sentence.first, sentence.last))
        here = [d for d in held if d is not None]
        taken = {n for d in here for n in d.nodes}
        for i in range(sentence.first, sentence.last):
            if i in taken:
                continue
            draft = noun_draft(g, lexicon, i) or verb_draft(g, lexicon, i)
            if draft is not None:
                here.append(draft)
        recent = [d for d in drafts if d.frame.type == "ASSAULT" and near(g, d, sentence)]
        drafts += fold_outcomes(g, sorted(here, key=lambda d: d.anchor), after_attack=bool(recent))
    events = {d.anchor for d in drafts}
    for d in drafts:  # an event is not somebody: "the attack was carried out"
        for slot in ("actor", "recipient"):
            if slot in d.slots:
                d.slots[slot] = [h for h in d.slots[slot] if h not in events]
    return drafts
