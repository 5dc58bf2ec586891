"""What a claim takes over from another one of its report: doers of strikes, and the day of an attack.

Strikes are listed one by one under a sentence that says whose they are. "Coalition forces conducted 34 strikes ... Near
Rawah, two strikes destroyed a building": the second sentence names nobody, and nobody else struck in this report. The
doers are taken over, with the words that name them, only where every strike of the report with a doer has the same one.

"Gunmen killed a banker today. ... The attackers also wounded his son": who are *the* attackers did it in the attack told
before, and "killed in the attack" is killed in that one. The day is taken over, with its words, where every attack told
until then that has a day has the same one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.records.claim import Claim, When
from dateline.records.evidence import Known, Unknown

_COUNTED = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:air\s?|air-)?strikes?\b",
    re.IGNORECASE,
)
_STRIKES = re.compile(r"\b(?:air\s?|air-)?strikes?\b", re.IGNORECASE)


def carry_doers(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with doer and mode of counted strikes that name nobody taken from the report's other strikes."""
    named = [
        c
        for c in claims
        if c.type == "ASSAULT" and not isinstance(c.actors, Unknown) and _STRIKES.search(c.evidence.text)
    ]
    doers = {tuple(p.words.casefold() for p in c.actors) for c in named if not isinstance(c.actors, Unknown)}
    if len(doers) != 1:
        return list(claims)
    out: list[Claim] = []
    for claim in claims:
        modes = {c.mode.value: c.mode for c in named if isinstance(c.mode, Known)}
        model = next((c for c in named if c.evidence.start < claim.evidence.start), None)
        bare = (
            claim.type == "ASSAULT"
            and isinstance(claim.actors, Unknown)
            and claim.reality.value == "happened"
        )
        if model is not None and bare and _COUNTED.search(claim.sentence.text):
            mode = claim.mode
            if len(modes) == 1 and (isinstance(mode, Unknown) or mode.value == "destroy"):
                (mode,) = modes.values()
            claim = msgspec.structs.replace(claim, actors=model.actors, mode=mode)
        out.append(claim)
    return out


_DOERS = r"attackers?|assailants?|assassins?|killers?|murderers?|kidnappers?|abductors?|bombers?|shooters?"
_DEEDS = r"attack|assault|shooting|bombing|blast|explosion|raid|ambush|strike|shelling|killing|murder"
#: Words that tell of an attack as of one that the reader knows.
_KNOWN_ATTACK = re.compile(
    rf"\bthe\s+(?:{_DOERS})\b|\b(?:in|during|after|by|from)\s+(?:the|this|that)\s+(?:{_DEEDS})\b(?!\s+(?:of|on|against|near|in)\b)",
    re.IGNORECASE,
)
_CARRIED = frozenset({"ASSAULT", "COERCE", "RETREAT"})


def carry_days(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the day of what "the attackers" did, or was done "in the attack", taken from the attack."""
    days: dict[str, When] = {}
    out: list[Claim] = []
    for claim in claims:
        done = claim.reality.value == "happened"
        if isinstance(claim.when, When):
            if done and claim.type == "ASSAULT":
                days.setdefault(claim.when.words.casefold(), claim.when)
        elif done and claim.type in _CARRIED and len(days) == 1 and _KNOWN_ATTACK.search(claim.sentence.text):
            claim = msgspec.structs.replace(claim, when=next(iter(days.values())))
        out.append(claim)
    return out
