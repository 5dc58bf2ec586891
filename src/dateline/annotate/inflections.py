"""The forms an English verb or noun may stand in, from its lemma.

Made for looking words up, not for writing: where a rule cannot tell ("targeted", "targetted"), both forms are given,
and a form that nobody writes does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

#: Lemma, then the forms no rule gives.
_VERBS = """
arise arose arisen; be am is are was were been being; bear bore borne; beat beaten; become became; begin began begun;
bend bent; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; bring brought; build built;
burn burnt; buy bought; cancel cancelled cancelling; catch caught; choose chose chosen; come came; cut cut; deal dealt; die dying;
dig dug; do does did done; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden; get got gotten; give gave given;
go goes went gone; grow grew grown; hang hung; have has had; hear heard; hide hid hidden; hit hit; hold held; hurt hurt;
keep kept; know knew known; lay laid; lead led; leave left; lend lent; let let; lie lay lain lying; lose lost;
make made; mean meant; meet met; mow mown; pay paid; plead pled; put put; quit quit; ride rode ridden; rise rose risen;
run ran; say said; see saw seen; seek sought; sell sold; send sent; set set; shake shook shaken; shoot shot;
show shown; shut shut; sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; speak spoke spoken;
spend spent; split split; spread spread; stand stood; steal stole stolen; stick stuck; strike struck stricken;
strive strove striven; swear swore sworn; sweep swept; swim swam swum; take took taken; teach taught; tear tore torn;
tell told; think thought; throw threw thrown; thrust thrust; tie tying; vie vying; wear wore worn; win won;
wind wound; write wrote written
"""
#: Before a verb of the table, what makes another verb with the same forms: "retake", "overrun", "withdraw".
_PREFIXES = ("re-", "re", "over", "out", "under", "with", "fore", "for", "mis", "un", "up")
_NOUNS = """
child children; foot feet; goose geese; man men; mouse mice; ox oxen; person people; tooth teeth; woman women;
crisis crises; basis bases; personnel personnel; troops troops; hostilities hostilities
"""


def _table(rows: str) -> Mapping[str, tuple[str, ...]]:
    words = (row.split() for row in rows.split(";"))
    return MappingProxyType({lemma: tuple(forms) for lemma, *forms in words})


_IRREGULAR_VERBS = _table(_VERBS)
_IRREGULAR_NOUNS = _table(_NOUNS)
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> frozenset[str]:
    """The forms of a verb, its lemma among them; of a hyphened or prefixed one, too ("re-take", "overrun")."""
    forms = {lemma}
    for prefix in ("", *_PREFIXES):
        base = lemma.removeprefix(prefix)
        if lemma.startswith(prefix) and base in _IRREGULAR_VERBS:
            forms |= {prefix + form for form in _IRREGULAR_VERBS[base]}
    if lemma[-1:] == "e":
        return frozenset(forms | {lemma + "s", lemma + "d", lemma[:-1] + "ing", lemma + "ing"})
    if lemma[-1:] == "y" and lemma[-2:-1] not in _VOWELS:
        return frozenset(forms | {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    forms |= {lemma + "s", lemma + "ed", lemma + "ing"}
    if lemma[-1:] in "sxzho":
        forms.add(lemma + "es")
    if lemma[-1:] == "c":
        forms |= {lemma + "ked", lemma + "king"}
    if lemma[-2:-1] in _VOWELS and lemma[-1:] not in _VOWELS + "wxy":
        forms |= {lemma + lemma[-1] + ending for ending in ("ed", "ing", "es")}
    return frozenset(forms)


def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun; of a compound, too ("gunman", "gunmen")."""
    forms = {lemma, lemma + "s"}
    for end, plurals in _IRREGULAR_NOUNS.items():
        if lemma.endswith(end):
            forms |= {lemma.removesuffix(end) + plural for plural in plurals}
    if lemma[-1:] == "y":
        forms.add(lemma[:-1] + "ies")
    elif lemma[-1:] == "f":
        forms.add(lemma[:-1] + "ves")
    elif lemma[-2:] == "fe":
        forms.add(lemma[:-2] + "ves")
    elif lemma[-1:] in "sxzho":
        forms.add(lemma + "es")
    return frozenset(forms)


def irregular_verb(form: str) -> str | None:
    """The lemma of an inflected form of an irregular verb ("overrun" of none: it is its own), or None."""
    return _bases().get(form)


@cache
def _bases() -> dict[str, str]:
    """Lemmas by inflected form, those without a prefix last, so that they count."""
    found: dict[str, str] = {}
    for prefix in (*_PREFIXES, ""):
        for lemma, forms in _IRREGULAR_VERBS.items():
            for form in forms:
                if form != lemma:
                    found[prefix + form] = prefix + lemma
    return found
