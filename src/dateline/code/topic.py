"""Matters that borrow the language of war: sport, cooking, markets, games and films.

"A storm of attacks in the second half" is no assault. A report is taken for such a matter where it has at
least ``MIN_WORDS`` different words of it, and at least twice as many as it has different parties, weapons and
forces to a conflict. But people killed or hurt by arms are no matter for sport or cooking, whatever else the report
speaks of: shells on a bakery are told with dough and bread. One that tells of them in its first sentences, or
more than once, is read.
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

#: Sentences in which a report tells what it is about; later ones may look back ("a minute's silence for those killed").
_HEAD = 3
#: Weapons and armed people that are nothing else in sport, kitchens and markets, and those that may be.
_ARMS = re.compile(
    r"\b(?:gunm[ae]n|militants?|insurgents?|guerrillas?|snipers?|bomb(?:s|ed|er|ers|ing|ings)?|grenades?|air ?strikes?|"
    r"air raids?|war ?planes?|shelling|shelled|shellfire|mortar (?:shells?|rounds?|fire|bombs?)|artillery|gunfire|opened fire|"
    r"shot dead|shot and (?:killed|wounded)|gunned down|explosives?|land ?mines?|machine[- ]guns?|stabbed)\b",
    re.IGNORECASE,
)
_PERHAPS_ARMS = re.compile(
    r"\b(?:soldiers?|troops|army|police(?:m[ae]n)?|rebels?|fighters|shells?|rockets?|missiles?|drones?|explosions?|blasts?|"
    r"attack(?:s|ed|ers?)?|raids?|clash(?:es|ed)?|tanks?)\b",
    re.IGNORECASE,
)
#: Words of victims that are nothing else there, but for "killed off the game", and those that may be.
_VICTIMS = re.compile(
    r"\b(?:kill(?:ed|ing)(?! (?:off|(?:the|that|this) (?:game|match|tie|contest|attack|clock|ball|pass|flavou?r|taste|rally)))|"
    r"wounded|wounding|massacred?|slain|civilian casualties)\b",
    re.IGNORECASE,
)
_PERHAPS_VICTIMS = re.compile(
    r"\b(?:dead(?![- ](?:ball|heat|rubber|even|last|end))|died|(?<!sudden )deaths?|injured|injuring|casualties)\b",
    re.IGNORECASE,
)
#: What a plot lacks and news has: a day, or somebody who says so.
_NEWS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|said|told|according to|reported|announced|confirmed)\b",
    re.IGNORECASE,
)
_FICTION = "games-and-films"


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
        many = len(words) >= MIN_WORDS and len(words) >= 2 * len(parties)
        if many and not _tells_of_victims(annotated, fiction=name == _FICTION):
            return f"reads as {name.replace('-', ' ')}, not conflict: {', '.join(words[:8])}"
    return None


def _tells_of_victims(annotated: AnnotatedReport, *, fiction: bool) -> bool:
    """Whether a report tells in its first sentences, or more than once, of people killed or hurt by arms.

    Where it may be of ``fiction``, only what has a day or a speaker counts.
    """
    text = annotated.report.text
    found = 0
    for number, sentence in enumerate(annotated.sentences):
        words = text[sentence.start : sentence.end]
        if has_victims(words) and (not fiction or _NEWS.search(words)):
            found += 1
            if number < _HEAD or found > 1:
                return True
    return False


def has_victims(words: str) -> bool:
    """Whether the words tell of people killed or hurt and of arms; of two words that may be other things one is none."""
    if _ARMS.search(words):
        return bool(_VICTIMS.search(words) or _PERHAPS_VICTIMS.search(words))
    return bool(_PERHAPS_ARMS.search(words) and _VICTIMS.search(words))
