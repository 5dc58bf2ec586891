"""Links from short forms and "the town" to the full name before them, as far as coding needs it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, islice

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
_PARTS = frozenset("west east north south part parts northwest northeast southwest southeast".split())
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
    mentions: Sequence[Mention], tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> list[Link]:
    """ "the town", "the city": a link to the last place named before in the report that is no wider area.

    A place that opened the sentence or the one before counts; a name that another place contains
    ("Rawa, west of Anbar") counts before its container. Nothing is linked where no place was named.
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
    inside = covering(mentions)
    named: list[Mention] = []  # those before the word that is looked at, and how often the report names each
    times: Counter[str] = Counter()
    out: list[Link] = []
    for n, sentence in enumerate(sentences):
        previous = sentences[max(0, n - 1)].start
        for i in range(sentence.first, sentence.last):
            t = tokens[i]
            if t.lemma not in PLACE_NOUNS or t.xpos == "NNS" or i == sentence.first:
                continue
            if tokens[i - 1].text.lower() not in ("the", "this", "that", "same"):
                continue
            if any(
                c.head == i and c.deprel in ("nmod", "compound", "appos") and c.upos == "PROPN"
                for c in tokens[i : i + 4]
            ):  # "the city of Mosul" has its name
                continue
            if (
                i + 2 < len(tokens)
                and tokens[i + 1].text.lower() == "of"
                and tokens[i + 2].text[:1].isupper()
            ):
                continue  # "the village of Upper Brask", whatever it was hung on
            ahead = tokens[i + 1].text if i + 1 < len(tokens) else "."
            if ahead != "," and any(c.head == i and c.deprel == "acl:relcl" for c in tokens[i : i + 6]):
                continue
            if inside(t.start):
                continue
            while len(named) < len(places) and places[len(named)].end <= t.start:
                times[places[len(named)].text.casefold()] += 1
                named.append(places[len(named)])
            first = bisect_left(named, previous, key=lambda m: m.start)
            near = [m for m in reversed(named[first:]) if _may_be(m, t.lemma, tokens)]
            pool = near or list(islice((m for m in reversed(named) if _may_be(m, t.lemma, tokens)), 1))
            if pool:
                out.append(Link(first=i - 1, last=i + 1, refers_to=_most_likely(pool, times).id))
    return out


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
    return noun not in _SETTLED or not words & _NO_TOWN


def covering(mentions: Sequence[Mention]) -> Callable[[int], bool]:
    """What tells whether a character lies in one of the mentions."""
    ordered = sorted(mentions, key=lambda m: m.start)
    starts = [m.start for m in ordered]
    reach = list(accumulate((m.end for m in ordered), max))

    def inside(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at < reach[before - 1]

    return inside


def _most_likely(pool: Sequence[Mention], times: Mapping[str, int]) -> Mention:
    """The last of these places, the last comes first; where they are several, of those that the report names most."""
    if len({m.text.casefold() for m in pool}) > 1:
        most = max(times[m.text.casefold()] for m in pool)
        pool = [m for m in pool if times[m.text.casefold()] == most]
    return pool[0]


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
