"""Matters that borrow the language of war: sport, cooking, markets, games and films.

"A storm of attacks in the second half" is no assault. A report is taken for such a matter where it has at
least ``MIN_WORDS`` different words of it, and at least twice as many as it has different parties, weapons and
forces to a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.dictionaries.tables import load_tables
from dateline.records.annotation import AnnotatedReport
from dateline.records.report import CODED_LABELS

#: Of 45 keyed conflict reports none has more than 2 words of one of these matters beyond its parties.
MIN_WORDS = 5

_PARTIES = frozenset({"armed-group", "state-force", "weapon"})
_FORCES = re.compile(
    r"\b(?:militants?|gunm[ae]n|soldiers?|troops|army|police|rebels?|fighters|insurgents?|guerrillas?|bombs?|terrorists?|"
    r"killed|wounded|hostages?|airstrikes?|shelling|civilians?)\b",
    re.IGNORECASE,
)


@cache
def load_topics() -> Mapping[str, re.Pattern[str]]:
    """The words of each matter as one pattern. Raises DictionaryError."""
    data = load_tables("topics.toml")
    return {
        name: re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in table['words'])})\b", re.IGNORECASE)
        for name, table in data.items()
    }


def other_matter(annotated: AnnotatedReport) -> str | None:
    """Why a report is no conflict news, with the words that say so, or None."""
    report = annotated.report
    text = "\n".join(report.text[b.start : b.end] for b in report.blocks if b.label in CODED_LABELS)
    parties = {m.text.casefold() for m in annotated.mentions if m.kind in _PARTIES}
    parties |= {m.group().casefold().rstrip("s") for m in _FORCES.finditer(text)}
    for name, pattern in load_topics().items():
        words = list(dict.fromkeys(m.group().casefold() for m in pattern.finditer(text)))
        if len(words) >= MIN_WORDS and len(words) >= 2 * len(parties):
            return f"reads as {name.replace('-', ' ')}, not conflict: {', '.join(words[:8])}"
    return None
