"""Links from short forms and "the town" to the full name before them, as far as coding needs it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import accumulate

import msgspec

from dateline.dictionaries.countries import country_names
from dateline.records.annotation import Mention, Sentence, Token
from dateline.records.evidence import Record

#: Nouns that, with "the", stand for a place named before.
PLACE_NOUNS = frozenset(
    ("town city village district area region province capital neighborhood neighbourhood suburb camp").split()
)
_SETTLED = frozenset("town city village neighborhood neighbourhood suburb".split())
#: Words of names that are no settlement's.
_NO_TOWN = frozenset(
    "mount mountain mountains lake river dam bridge desert valley airport airbase crossing highway sea gulf".split()
)
_WIDE = frozenset("province governorate region district county state oblast".split())
_PARTS = frozenset("west east north south part parts northwest northeast southwest southeast".split())
#: What leads to a place that somebody goes to, and what people do in a place where nothing else happens.
_ONWARD = frozenset({"to", "toward", "towards", "for", "via"})
_SPEAKING = frozenset({"say", "tell", "deny", "announce", "state", "report", "claim", "confirm", "add"})
#: The most places that one noun is said to be perhaps.
_MOST = 4
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|ad|an|at|az)[- ]", re.IGNORECASE)


class Link(Record, gc=False, frozen=True):
    """A mention to add: tokens ``first:last`` refer to mention ``refers_to``."""

    first: int
    last: int
    refers_to: int


def last_name(words: str) -> str:
    """The part of a person's name that later mentions repeat, folded: "Qutri al-Obeidi" -> "obeidi"."""
    return _ARTICLE.sub("", words.split()[-1].casefold()) if words.split() else ""


def link_short_names(
    mentions: Sequence[Mention], tokens: Sequence[Token]
) -> dict[int, tuple[int, str | None]]:
    """For tokens that repeat the last name of a person named in full before: token index -> (mention, entry)."""
    full: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.kind == "person" and len(m.text.split()) > 1:
            full.setdefault(last_name(m.text), []).append(m)
    ends = {name: [m.end for m in each] for name, each in full.items()}
    links: dict[int, tuple[int, str | None]] = {}
    for t in tokens if full else ():
        if len(t.text) < 3 or not t.text[0].isalpha():
            continue
        name = _ARTICLE.sub("", t.text.casefold())
        before = bisect_right(ends.get(name, ()), t.start)
        if before:
            m = full[name][before - 1]
            links[t.i] = (m.id, m.entry)
    return links


def link_place_nouns(
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    headlines: Set[int] = frozenset(),
    dateline: str = "",
) -> list[Link]:
    """ "the town", "the city": links to the place that it stands for, or to each that it may; none where none was named.

    It stands for the place of what was told right before, in this sentence or the one before; else for the place that was
    called so ("the village of Rawa"); else for the one town that the headline (its blocks are ``headlines``) or the ``dateline``
    names, or for another that was named last, which is left open. Where somebody only goes or speaks counts less;
    a name that another place contains ("Rawa, west of Anbar") counts before its container.
    """
    ends = Counter(m.end for m in mentions if m.kind == "place")
    places = sorted(
        (
            m
            for m in mentions
            if m.kind == "place" and m.refers_to is None and not _is_container(m, ends, tokens)
        ),
        key=lambda m: m.end,
    )
    titles = [s for s in sentences if s.block in headlines]
    headed = [m for m in places if any(s.first <= m.head < s.last for s in titles)]
    headed = headed or [m for m in places if dateline.casefold().startswith(f"{m.text.casefold()},")]
    inside = covering(mentions)
    named: list[Mention] = []  # those before the word that is looked at, and how often the report names each
    times: Counter[str] = Counter()
    out: list[Link] = []
    for n, sentence in enumerate(sentences):
        previous = sentences[max(0, n - 1)].start
        for i in range(sentence.first, sentence.last):
            if not _repeats(i, sentence, tokens) or inside(tokens[i].start):
                continue
            noun = tokens[i].lemma
            while len(named) < len(places) and places[len(named)].end <= tokens[i].start:
                times[places[len(named)].text.casefold()] += 1
                named.append(places[len(named)])
            fitting = [m for m in reversed(named) if _may_be(m, noun, tokens)]
            near = [m for m in fitting if m.start >= previous]
            home = [m for m in headed if _may_be(m, noun, tokens)] if noun in _SETTLED else []
            called = [m for m in fitting if _is_called(m, noun, tokens)][:1]
            if called and (not near or called[0] in near):
                meant = called
            elif not near and tokens[i - 1].text.lower() == "same":
                meant = fitting[:1]
            else:
                meant = _meant(near, fitting, home, times, tokens)
            out += [Link(first=i - 1, last=i + 1, refers_to=m.id) for m in meant]
    return out


def _repeats(i: int, sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Whether a word is such a noun, with "the" and without a name of its own."""
    t = tokens[i]
    if t.lemma not in PLACE_NOUNS or t.xpos == "NNS" or i == sentence.first:
        return False
    if tokens[i - 1].text.lower() not in ("the", "this", "that", "same"):
        return False
    if any(
        c.head == i and c.deprel in ("nmod", "compound", "appos") and c.upos == "PROPN"
        for c in tokens[i : i + 4]
    ):  # "the city of Mosul" has its name
        return False
    if i + 2 < len(tokens) and tokens[i + 1].text.lower() == "of" and tokens[i + 2].text[:1].isupper():
        return False  # "the village of Upper Brask", whatever it was hung on
    ahead = tokens[i + 1].text if i + 1 < len(tokens) else "."
    return ahead == "," or not any(c.head == i and c.deprel == "acl:relcl" for c in tokens[i : i + 6])


def _meant(
    near: Sequence[Mention],
    before: Sequence[Mention],
    home: Sequence[Mention],
    times: Mapping[str, int],
    tokens: Sequence[Token],
) -> list[Mention]:
    """The place that such a noun stands for, or several of which it may be any; the last named come first.

    ``near`` are those named right before, ``before`` all that were, ``home`` those of the headline.
    """
    heads = _each([m for m in home if not _is_aside(m, tokens)] or home)
    scene = [m for m in near if not _is_aside(m, tokens)]
    if scene:
        most = max(times[m.text.casefold()] for m in scene)
        pool = _each([m for m in scene if times[m.text.casefold()] == most])
        own = [m for m in pool if _named_in(m, heads)]
        return own[:1] if len(pool) > 1 and len(heads) == 1 and own else pool[:_MOST]
    earlier = [m for m in before if m not in near and not _is_aside(m, tokens)]
    if len(heads) == 1:
        return _each([*earlier[:1], *heads]) if not near else heads
    return _each([*near, *earlier[:1]] if near else before[:1])[:_MOST]


def _is_called(place: Mention, noun: str, tokens: Sequence[Token]) -> bool:
    """Whether a place is called so by name: "the village of X", "X village"."""
    before = [t for t in tokens[max(0, place.head - 6) : place.head] if t.end <= place.start][-2:]
    if [t.lemma for t in before] == [noun, "of"] or (before and before[-1].lemma == noun):
        return True
    after = next((t for t in tokens[place.head + 1 : place.head + 4] if t.start >= place.end), None)
    return after is not None and after.lemma == noun


def _each(places: Sequence[Mention]) -> list[Mention]:
    """The places, each name once."""
    return list({m.text.casefold(): m for m in reversed(places)}.values())[::-1]


def _named_in(place: Mention, others: Sequence[Mention]) -> bool:
    return any(place.text.casefold() == o.text.casefold() for o in others)


def _is_aside(place: Mention, tokens: Sequence[Token]) -> bool:
    """Whether somebody only goes to a place ("fled to X"), or speaks in it ("officials in X said")."""
    t = tokens[place.head]
    if t.deprel == "conj":
        t = tokens[t.head]
    case = {c.text.lower() for c in tokens[max(0, t.i - 6) : t.i] if c.head == t.i and c.deprel == "case"}
    above = tokens[t.head]
    if case & _ONWARD:
        return above.upos == "VERB" and t.deprel in ("obl", "nmod")
    speaker = tokens[above.head] if t.deprel == "nmod" and above.deprel == "nsubj" else None
    return bool(case) and speaker is not None and speaker.lemma in _SPEAKING


def either(mentions: Sequence[Mention]) -> dict[tuple[int, int], tuple[Mention, ...]]:
    """The places that words like "the town" may stand for, by the words' characters, where these are several."""
    found: dict[tuple[int, int], list[Mention]] = {}
    for m in mentions:
        if m.kind == "place" and m.refers_to is not None and m.refers_to < len(mentions):
            found.setdefault((m.start, m.end), []).append(mentions[m.refers_to])
    return {span: tuple(places) for span, places in found.items() if len(places) > 1}


def settled(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; words that may stand for several places are there once and stand for none of them."""
    open_ = either(mentions)
    each = {
        (m.start, m.end): m.id for m in reversed(mentions) if m.kind == "place" and (m.start, m.end) in open_
    }
    return [
        msgspec.structs.replace(m, refers_to=None) if (m.start, m.end) in open_ and m.kind == "place" else m
        for m in mentions
        if each.get((m.start, m.end), m.id) == m.id or m.kind != "place"
    ]


def _may_be(place: Mention, noun: str, tokens: Sequence[Token]) -> bool:
    """Whether a place may be what a noun calls it: no mountain is "the town", and only a capital "the capital"."""
    if noun == "capital":
        before = [t for t in tokens[max(0, place.head - 6) : place.head] if t.end <= place.start][-2:]
        behind = [t for t in tokens[place.head + 1 : place.head + 6] if t.start >= place.end]
        titled = bool(before) and (
            before[-1].lemma == "capital" or [t.lemma for t in before] == ["capital", ","]
        )
        apart = bool(behind) and behind[0].text == ","
        ends = next(
            (k for k, t in enumerate(behind) if t.upos in ("VERB", "AUX", "ADP", "CCONJ")), len(behind)
        )
        return titled or (apart and any(t.lemma == "capital" for t in behind[1:ends]))
    words = {w.lower() for w in re.findall(r"\w+", place.text)}
    if noun not in _SETTLED:
        return True
    after = tokens[place.head + 1].lemma if place.head + 1 < len(tokens) else ""
    return not words & _NO_TOWN and after not in _WIDE and place.text.casefold() not in country_names()


def covering(mentions: Sequence[Mention]) -> Callable[[int], bool]:
    """What tells whether a character lies in one of the mentions."""
    ordered = sorted(mentions, key=lambda m: m.start)
    starts = [m.start for m in ordered]
    reach = list(accumulate((m.end for m in ordered), max))

    def inside(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at < reach[before - 1]

    return inside


def _is_container(place: Mention, ends: Mapping[int, int], tokens: Sequence[Token]) -> bool:
    """Whether a place stands after another as its wider area ("X, west of Y", "X, Y", "western Y").

    ``ends``: how many places end at a character.
    """
    i = place.head
    before = tokens[i - 1].text.lower() if i else ""
    if before in ("western", "eastern", "northern", "southern", "northwestern", "northeastern"):
        return True
    if before == "of" and i > 1 and tokens[i - 2].text.lower() in _PARTS:
        return True
    if before == ",":
        return any(ends.get(place.start - gap) for gap in range(3))
    return False
