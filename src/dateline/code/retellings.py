"""Claims of one report that tell the same thing, made one: headline, lead and body.

Two claims are one where type and source agree and nothing they say differs; what one leaves unsaid the other
fills. Two sources on one event stay two claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

import msgspec

from dateline.records.claim import Claim, Participant, PlaceRole, When
from dateline.records.evidence import Known, Range, Unknown

_UNREAL = frozenset({"announced", "threatened", "expected", "hypothetical", "denied", "did-not-happen"})
#: Characters between an event and "the attack" that takes it up: two or three sentences.
_NEAR = 450
#: Characters beyond which a claim without a place is not taken for one with a place by a number alone.
_NEAR_COUNT = 1500
#: Rules that leave the manner of an assault open.
_OPEN_RULES = frozenset({"attack", "kill", "wound", "damage", "engage", "clash", "massacre"})
_ANOTHER = re.compile(
    r"\b(?:also|another|separately|elsewhere|in addition|in other|in another|meanwhile|earlier|a second)\b",
    re.I,
)
_GENERIC = frozenset(
    (
        "militant militants fighter fighters people person persons man men gunman gunmen group members "
        "forces troops soldiers attacker attackers civilians authorities police army military the a an "
        "its their jets warplanes aircraft others victims state state's suspect suspects victim teen "
        "teens boy girl woman women child children students two three four five six seven eight nine ten "
        "one several all 17-year-old young old another other"
    ).split()
)


def merge_retellings(claims: Sequence[Claim], definite: Set[str] = frozenset()) -> list[Claim]:
    """The claims with retellings joined to the fullest of them, in order of the text.

    ``definite`` are identifiers of claims told by "the attack", "the shooting": they take up the last claim of
    that type where nothing they say differs from it.
    """
    out: list[Claim] = []
    for claim in claims:
        for k, held in reversed(list(enumerate(out))):
            if _same(held, claim) or (claim.id in definite and _taken_up(held, claim)):
                out[k] = _join(held, claim)
                break
        else:
            out.append(claim)
    return out


def _taken_up(a: Claim, b: Claim) -> bool:
    """Whether "the attack" of ``b`` may be the event of ``a``: nothing it says differs."""
    if a.type != b.type or (a.reality.value in _UNREAL) != (b.reality.value in _UNREAL):
        return False
    if a.reality.value == "background" or b.sentence.start - a.sentence.end > _NEAR:
        return False
    if isinstance(b.mode, Known) and isinstance(a.mode, Unknown) and a.why.rule not in _OPEN_RULES:
        return False
    if isinstance(a.mode, Known) and isinstance(b.mode, Known) and a.mode.value != b.mode.value:
        return False
    if not isinstance(b.actors, Unknown) and _agree(a.actors, b.actors) is False:
        return False
    if not isinstance(b.recipients, Unknown) and _agree(a.recipients, b.recipients) is False:
        return False
    left, right = (set(_place_names(c.places)) for c in (a, b))
    proper = [n for n in (() if isinstance(b.places, Unknown) else b.places) if n.words[:1].isupper()]
    if proper and left and not _shared(left, right):
        return False
    if b.sources and a.sources and a.sources[0].words.casefold() != b.sources[0].words.casefold():
        return False
    return _counts_agree(a, b)


def _words(parts: tuple[Participant, ...] | Unknown) -> list[tuple[str | None, set[str]]]:
    if isinstance(parts, Unknown):
        return []
    return [
        (p.entry, {w for w in p.words.casefold().replace("’", "'").split() if w not in _GENERIC})
        for p in parts
    ]


_KEEPS_APART = frozenset(
    ("foreign local remaining other another more senior second third former new additional dual").split()
)


def _agree(a: tuple[Participant, ...] | Unknown, b: tuple[Participant, ...] | Unknown) -> bool | None:
    """True where two sides share somebody, None where one says nothing or only a general word, else False."""
    left, right = _words(a), _words(b)
    if not left or not right:
        return None
    general = False
    for entry, words in left:
        for other, others in right:
            if (words ^ others) & _KEEPS_APART:
                continue
            if (entry is not None and entry == other) or words & others:
                return True
            if not words or not others:
                general = True
    if general:
        heads = [
            {w for p in parts for w in p.words.casefold().split()[-1:]}
            for parts in (a, b)
            if not isinstance(parts, Unknown)
        ]
        return True if len(heads) == 2 and heads[0] & heads[1] else None
    return False


def _place_names(places: tuple[PlaceRole, ...] | Unknown) -> set[str]:
    if isinstance(places, Unknown):
        return set()
    return {(p.antecedent.text if p.antecedent is not None else p.words).casefold() for p in places}


def _taken(claim: Claim) -> bool | None:
    """Whether its casualties were captured; "soldiers captured in June were killed" tells two events."""
    return (
        None if isinstance(claim.casualties, Unknown) else any(c.kind == "captured" for c in claim.casualties)
    )


def _same(a: Claim, b: Claim) -> bool:
    if a.type != b.type or a.type == "FORCE-ESTIMATE":
        return False
    if isinstance(a.mode, Known) and isinstance(b.mode, Known) and a.mode.value != b.mode.value:
        if {a.mode.value, b.mode.value} not in ({"capture", "recapture"},):
            return False
    if (a.reality.value in _UNREAL) != (b.reality.value in _UNREAL) or (
        a.reality.value in _UNREAL and a.reality.value != b.reality.value
    ):
        return False
    if {a.reality.value, b.reality.value} == {"background", "happened"}:
        return False
    if a.sources and b.sources and a.sources[0].words.casefold() != b.sources[0].words.casefold():
        return False
    toll = "toll" in (a.why.rule, b.why.rule)
    if bool(a.sources) != bool(b.sources) and (a.sentence.start == b.sentence.start or toll):
        return False
    actors, recipients = _agree(a.actors, b.actors), _agree(a.recipients, b.recipients)
    if actors is False or (recipients is False and not _same_counts(a, b)):
        return False
    places_a, places_b = _place_names(a.places), _place_names(b.places)
    shared = _shared(places_a, places_b)
    if places_a and places_b and not shared:
        return False
    if not (_numbers_agree(a.recipients, b.recipients) and _numbers_agree(a.actors, b.actors)):
        return False
    if bool(places_a) != bool(places_b) and actors is not True and _far(a, b):
        return False
    if not _counts_agree(a, b) or {_taken(a), _taken(b)} == {True, False}:
        return False
    if (
        not isinstance(a.when, Unknown)
        and not isinstance(b.when, Unknown)
        and a.when.words.casefold() != b.when.words.casefold()
    ) and not (
        {a.when.words.casefold(), b.when.words.casefold()} & {"today", "this morning", "this evening"}
    ):
        return False
    if (
        _ANOTHER.search(b.sentence.text[: max(0, b.evidence.end - b.sentence.start)])
        and a.sentence.start != b.sentence.start
    ):
        return False
    points = sum((actors is True, recipients is True, bool(shared), _same_counts(a, b)))
    near = abs(a.sentence.start - b.sentence.start) < 500
    if a.sentence.start == b.sentence.start:
        return points >= 2 or (points >= 1 and a.why.rule == b.why.rule and not (places_a and places_b))
    return points >= 2 or (points >= 1 and near and recipients is not False)


def _shared(left: Set[str], right: Set[str]) -> set[str]:
    """The names of places on the left that stand, as whole words, in one of the right, or hold one."""
    return {
        x
        for x in left
        for y in right
        if f" {_spaced(x)} " in f" {_spaced(y)} " or f" {_spaced(y)} " in f" {_spaced(x)} "
    }


def _spaced(name: str) -> str:
    return " ".join(re.findall(r"\w+", name)) or name


def _far(a: Claim, b: Claim) -> bool:
    """Whether two stretches lie so far apart that a like count does not make them one."""
    return abs(a.sentence.start - b.sentence.start) > _NEAR_COUNT


def _numbers_agree(a: tuple[Participant, ...] | Unknown, b: tuple[Participant, ...] | Unknown) -> bool:
    """Whether no noun is told with one number here and another one there: "seven suspects", "three suspects"."""
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return True
    told = {_noun(p): p.amount.value for p in a if isinstance(p.amount, Known)}
    for p in b:
        held = told.get(_noun(p))
        if held is None or not isinstance(p.amount, Known):
            continue
        one = p.amount.value
        if (held.high is not None and held.high < one.low) or (one.high is not None and one.high < held.low):
            return False
    return True


def _noun(p: Participant) -> str:
    return p.words.casefold().split()[-1].removesuffix("s")


def _counts(c: Claim) -> dict[str, tuple[Range, ...]]:
    """The counts of each kind, in order."""
    out: dict[str, tuple[Range, ...]] = {}
    for x in () if isinstance(c.casualties, Unknown) else c.casualties:
        out[x.kind] = (*out.get(x.kind, ()), x.amount)
    return out


def _counts_agree(a: Claim, b: Claim) -> bool:
    left, right = _counts(a), _counts(b)
    return all(left[k] == right[k] for k in left.keys() & right.keys())


def _same_counts(a: Claim, b: Claim) -> bool:
    left, right = _counts(a), _counts(b)
    same = [left[k] for k in left.keys() & right.keys() if left[k] == right[k]]
    return len(same) > 1 or any(amounts[0].low > 1 for amounts in same)


def _join(a: Claim, b: Claim) -> Claim:
    """The fuller of two with the other's words for what it leaves unsaid, and the other's stretch in ``also``."""
    first, second = (a, b) if _fullness(a) >= _fullness(b) else (b, a)
    told = () if isinstance(first.casualties, Unknown) else first.casualties
    also = () if isinstance(second.casualties, Unknown) else second.casualties
    casualties = (*told, *(x for x in also if x.kind not in {y.kind for y in told}))
    fields = {
        name: getattr(second, name)
        for name in ("mode", "actors", "recipients", "places", "when", "means", "forces")
        if isinstance(getattr(first, name), Unknown) and not isinstance(getattr(second, name), Unknown)
    }
    if isinstance(first.when, When) and isinstance(second.when, When) and _is_wider(first.when, second.when):
        fields["when"] = second.when  # "over the weekend", "on Saturday night": the day tells more
    return msgspec.structs.replace(
        first,
        **fields,
        casualties=casualties or first.casualties,
        sources=first.sources or second.sources,
        also=tuple(sorted({*first.also, *second.also, second.evidence}, key=lambda e: e.start)),
    )


_STRETCH = re.compile(r"\b(?:week|weekend|month|year|season)\b", re.IGNORECASE)


def _is_wider(one: When, other: When) -> bool:
    """Whether the words of one name a stretch of days and those of the other do not."""
    return bool(_STRETCH.search(one.words)) and not _STRETCH.search(other.words)


def _fullness(c: Claim) -> int:
    known = [c.mode, c.actors, c.recipients, c.places, c.when, c.casualties, c.means]
    return sum(not isinstance(x, Unknown) for x in known) + (1 if c.sources else 0)
