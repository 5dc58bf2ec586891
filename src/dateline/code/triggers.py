"""The words that tell an event, and what fills the places around them.

1. Every verb and noun of the lexicon whose conditions hold makes a draft.
2. A noun's event takes subject and obliques from the verb that carries it ("conducted five strikes").
3. A verb that tells an outcome ("killed", "destroyed") is folded into the event it is an outcome of: the noun
   that is its subject or agent ("an attack that killed 13"), the verb it is joined to or modifies.
"""

from __future__ import annotations

from dateline.code.drafts import Draft
from dateline.code.graph import Graph
from dateline.code.nouns import noun_draft
from dateline.code.outcomes import fold_outcomes
from dateline.code.verbs import verb_draft
from dateline.dictionaries.lexicon import Lexicon


def find_drafts(g: Graph, lexicon: Lexicon) -> list[Draft]:
    """The drafts of a report, outcomes folded, in order of the text."""
    drafts: list[Draft] = []
    for sentence in g.annotated.sentences:
        here: list[Draft] = []
        for i in range(sentence.first, sentence.last):
            draft = noun_draft(g, lexicon, i) or verb_draft(g, lexicon, i)
            if draft is not None:
                here.append(draft)
        drafts += fold_outcomes(g, here)
    events = {d.anchor for d in drafts}
    for d in drafts:  # an event is not somebody: "the attack was carried out"
        for slot in ("actor", "recipient"):
            if slot in d.slots:
                d.slots[slot] = [h for h in d.slots[slot] if h not in events]
    return drafts
