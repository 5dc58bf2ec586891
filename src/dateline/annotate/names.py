"""Mentions of a block: dictionary first, then gazetteer, then patterns, then the model's guess.

The cascade, for each stretch of the block:

1. A dictionary match (actor, person, outlet, weapon, role, nationality) stands; nothing overrules it.
2. A run of capitalised words that follows a title or is followed by an office is a person.
3. A run that the gazetteer knows is a place, unless the model reads two or more words as a person's name.
4. A run beside a place noun ("Krabla regions", "the village of X") is a place though no gazetteer knows it.
5. What remains takes the model's label: person, organisation, place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dateline.annotate.layers import Span
from dateline.annotate.runs import is_name_word, runs_of
from dateline.dictionaries.nouns import NounKinds
from dateline.records.annotation import MentionKind, Token
from dateline.records.evidence import Record

LOCATIVE = frozenset(
    (
        "in at near from to into toward towards outside inside around across throughout via through of "
        "between"
    ).split()
)
#: What a parser's kinds make of a name that no dictionary, gazetteer or pattern has.
_MODEL_KINDS: Mapping[str, MentionKind] = {
    "person": "person",
    "organisation": "organisation",
    "armed-group": "organisation",
    "state-force": "organisation",
    "government": "organisation",
    "outlet": "organisation",
    "place": "place",
    "facility": "facility",
}
_BODY_LABELS = frozenset(label for label, kind in _MODEL_KINDS.items() if kind == "organisation")
#: Bare nouns that follow "in" or "at" without an article and yet are no places, for text without capitals.
_NO_PLACES = frozenset(
    (
        "addition order custody exchange support charge response case fact front part place prison jail "
        "police march may hospital school university court person question power office line turn view "
        "time action force war peace general particular public private reality retaliation connection "
        "conjunction coordination coalition battle combat hand least best most many some several all both "
        "any one two home work night dawn noon midnight large full common danger hiding flames return bar "
        "san santa la el los las central national union liberty independence justice republic victoria "
        "colon progreso police army militia attack"
    ).split()
)
_INTO = frozenset({"in", "at", "near", "into", "toward", "towards", "outside", "inside"})
_AROUND = frozenset(
    "central northern southern eastern western north south east west downtown old new greater upper lower city province district "
    "governorate town region county department suburb near".split()
)
_BODIES = frozenset(
    (
        "ministry command office council commission observatory watch agency department party forces force police army center "
        "centre committee union association movement front group network monitor court parliament government embassy"
    ).split()
)
MIN_POPULATION_CASELESS = 5000
_TO_PERSONS = frozenset(
    (
        "abduct arrest assassinate behead detain execute extradite hang imprison injure interrogate jail kidnap kill murder "
        "sentence wound"
    ).split()
)


class Found(Record, gc=False, frozen=True):
    """A name over tokens ``first:last`` of its block; ``certain`` where a dictionary or gazetteer has it."""

    first: int
    last: int
    kind: MentionKind
    how: str
    entry: str | None = None


_NAME_BEFORE = re.compile(r"(?P<word>[A-Z][\w’'-]+)\s+$")
_TITLE_BEFORE = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|General|President|Minister|Premier|Secretary|Chancellor|King|Prince|Senator|Colonel|Governor|Leader|Commander|"
    r"Chief|Sheikh|Ayatollah|Spokesman|Envoy|Ambassador|Sultan|Emir|Marshal|Vice|But|And|The|When|While|After|Meanwhile|If|As)$"
)


def is_other_person(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a word the dictionary knows is part of somebody else's name: "Mustafa al-Abadi" is not Haider."""
    if kind == "nationality":  # "Abu Jandal al-Kuwaiti" is no Kuwaiti troops
        return text[max(0, start - 3) : start].lower() in ("al-", "el-")
    if kind != "person" or " " in text[start:end].strip():
        return False
    before = _NAME_BEFORE.search(text, max(0, start - 40), start)
    return before is not None and _TITLE_BEFORE.search(before["word"]) is None


def names_of(
    tokens: Sequence[Token],
    entities: Sequence[Span],
    matched: Sequence[Found],
    known: Callable[[str], int],
    nouns: NounKinds,
    text: str,
    caseless: bool,
) -> list[Found]:
    """Everything named in a block, dictionary matches included, in order; spans never overlap."""
    taken = [False] * len(tokens)
    matched = [  # "Sheriff's Office" is an organisation, not a sheriff
        m
        for m in matched
        if not (
            m.kind == "role"
            and m.last + 1 < len(tokens)
            and tokens[m.last].xpos == "POS"
            and tokens[m.last + 1].text[:1].isupper()
        )
    ]
    for m in matched:
        for k in range(m.first, m.last):
            taken[k] = True
    labels: dict[int, str] = {k: e.label for e in entities for k in range(e.first, e.last)}
    roles = {m.last for m in matched if m.kind == "role"}
    offices = {m.first for m in matched if m.kind == "role"}
    out = list(matched)
    for first, last in runs_of(tokens, taken, caseless):
        out += _judge(tokens, first, last, labels, roles, offices, known, nouns, text, caseless)
    return sorted(out, key=lambda f: f.first)


def _words(tokens: Sequence[Token], first: int, last: int, text: str) -> str:
    return text[tokens[first].start : tokens[last - 1].end]


def _judge(
    tokens: Sequence[Token],
    first: int,
    last: int,
    labels: Mapping[int, str],
    roles: set[int],
    offices: set[int],
    known: Callable[[str], int],
    nouns: NounKinds,
    text: str,
    caseless: bool,
) -> list[Found]:
    """The mention or mentions a run of name words makes."""
    if caseless:
        return _judge_caseless(tokens, first, last, known, text)
    label = next((labels[k] for k in range(first, last) if k in labels), "")
    if label == "place" and _is_somebody(tokens, first, last):
        label = "person"
    preposition = tokens[first - 1].lemma if first else ""
    words = _words(tokens, first, last, text)
    if last - first >= 2 and not {"facility"}.isdisjoint(
        nouns.get(tokens[last - 1].text.lower(), ())
    ):  # "Mosul University"
        return [Found(first=first, last=last, kind="facility", how="pattern")]
    if first in roles and label != "place":  # "President Assad", "spokesman Karim Adel"
        return [Found(first=first, last=last, kind="person", how="pattern")]
    after = nouns.get(tokens[last].lemma, frozenset()) if last < len(tokens) else frozenset()
    if after & {"place", "facility"} and not {
        "armed-group", "state-force", "government"
    } & nouns[tokens[last].lemma]:  # fmt: skip
        kind: MentionKind = "place" if "place" in nouns[tokens[last].lemma] else "facility"
        return [Found(first=first, last=last, kind=kind, how="gazetteer" if known(words) >= 0 else "pattern")]
    if (
        last + 2 < len(tokens)
        and tokens[last].text.lower() in ("and", ",", "or")
        and is_name_word(tokens, last + 1, False)
        and tokens[last + 2].xpos == "NNS"
        and "place" in nouns.get(tokens[last + 2].lemma, ())
    ):  # "Ebeidi and Krabla regions"
        return [
            Found(first=first, last=last, kind="place", how="gazetteer" if known(words) >= 0 else "pattern")
        ]
    if (
        first > 1
        and preposition == "of"
        and tokens[first - 2].lemma in nouns
        and "place" in nouns[tokens[first - 2].lemma]
    ):
        return [
            Found(first=first, last=last, kind="place", how="gazetteer" if known(words) >= 0 else "pattern")
        ]
    if last - first >= 2 and tokens[last - 1].text.lower() in _BODIES:
        return [Found(first=first, last=last, kind="organisation", how="pattern")]
    if (
        2 <= last - first <= 4
        and known(words) < 0
        and (_speaks(tokens, last - 1) or _holds_office(tokens, last, offices))
    ):
        return [Found(first=first, last=last, kind="person", how="pattern")]
    if last - first >= 2 and label == "person" and preposition not in _INTO:
        return [Found(first=first, last=last, kind="person", how="model")]
    population = known(words)
    told = (
        first >= 2
        and tokens[first - 1].text.lower() == "to"
        and tokens[first - 2].text.lower() == "according"
    )
    if (
        (told or (label == "person" and preposition not in _INTO))
        and 2 <= last - first <= 4
        and population < 0
    ):
        return [Found(first=first, last=last, kind="person", how="model")]
    if population >= 0 and (label in ("place", "facility") or preposition in LOCATIVE or population >= 1000):
        if not (label == "person" and last - first >= 2) and not (
            label == "person" and _speaks(tokens, last - 1)
        ):
            return [Found(first=first, last=last, kind="place", how="gazetteer")]
    if last - first >= 2:
        inner = _inner_place(tokens, first, last, known, text)
        if inner is not None and label != "person":
            return inner
    if last - first >= 2 and preposition in _INTO and (label != "person" or preposition != "at"):
        return [Found(first=first, last=last, kind="place", how="pattern")]
    if label == "person" or (label == "" and _speaks(tokens, last - 1) and last - first <= 3 and first > 0):
        return [Found(first=first, last=last, kind="person", how="model")]
    if label in _MODEL_KINDS and not (
        label in _BODY_LABELS and preposition in ("in", "near", "at") and last - first == 1
    ):
        return [Found(first=first, last=last, kind=_MODEL_KINDS[label], how="model")]
    if (
        preposition in ("in", "near", "toward", "towards", "into", "outside")
        and tokens[first].upos == "PROPN"
    ):
        return [Found(first=first, last=last, kind="place", how="pattern")]
    if tokens[last - 1].upos == "PROPN" and label in _BODY_LABELS:
        return [Found(first=first, last=last, kind="organisation", how="model")]
    return []


def _is_somebody(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name is done what is done to nobody but persons ("Karo Dast was killed")."""
    base = tokens[0].i
    for k in range(first, last):
        verb = tokens[k].head - base
        if not first <= verb < last and 0 <= verb < len(tokens) and tokens[verb].upos == "VERB":
            return tokens[k].deprel in ("nsubj:pass", "obj") and tokens[verb].lemma in _TO_PERSONS
    return False


def _holds_office(tokens: Sequence[Token], last: int, offices: set[int]) -> bool:
    """Whether an office follows the run after a comma: "Karim Adel, a senior officer", "Adel, Haditha mayor"."""
    if last >= len(tokens) or tokens[last].text != ",":
        return False
    ahead = range(last + 1, min(last + 5, len(tokens)))
    stop = next((k for k in ahead if tokens[k].text in (",", ".", ";") or tokens[k].upos == "VERB"), last + 5)
    return any(k in offices for k in ahead if k < stop)


def _speaks(tokens: Sequence[Token], head: int) -> bool:
    verb = (
        tokens[tokens[head].head - tokens[0].i]
        if 0 <= tokens[head].head - tokens[0].i < len(tokens)
        else tokens[head]
    )
    return tokens[head].deprel == "nsubj" and verb.lemma in (
        "say",
        "tell",
        "add",
        "announce",
        "explain",
        "state",
        "warn",
        "note",
    )


def _inner_place(
    tokens: Sequence[Token], first: int, last: int, known: Callable[[str], int], text: str
) -> list[Found] | None:
    """The longest tail or head of a run that the gazetteer knows ("central Rawa", "Rawa City")."""
    for width in range(last - first - 1, 0, -1):
        for a in (last - width, first):
            rest = [tokens[k] for k in range(first, last) if not a <= k < a + width]
            if any(t.text.lower() not in _AROUND for t in rest):
                continue
            if tokens[a].upos == "PROPN" and known(_words(tokens, a, a + width, text)) >= 1000:
                return [Found(first=a, last=a + width, kind="place", how="gazetteer")]
    return None


def _judge_caseless(
    tokens: Sequence[Token], first: int, last: int, known: Callable[[str], int], text: str
) -> list[Found]:
    """Places of a run in a text without capitals: a bare noun after a locative preposition or a comma."""
    out: list[Found] = []
    i = first
    while i < last:
        before = tokens[i - 1].text.lower() if i else ""
        anchored = before in LOCATIVE or before in (
            ",",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "downtown",
        )
        if anchored or i == first:
            for width in range(min(3, last - i), 0, -1):
                words = _words(tokens, i, i + width, text)
                if width == 1 and (words in _NO_PLACES or not anchored or len(words) < 4):
                    continue
                if known(words) >= MIN_POPULATION_CASELESS and (
                    width > 1 or tokens[i].xpos in ("NN", "NNP", "JJ", "FW", "NNS", "NNPS")
                ):
                    out.append(Found(first=i, last=i + width, kind="place", how="gazetteer"))
                    i += width - 1
                    break
        i += 1
    return out
