"""What of a report must be read at all: a cheap look at its words before the encoder.

A claim needs an event word (``events.toml``), so a sentence that has none, and no neighbour with one, is left out.
And most news is not of conflict: a report is left out whole where its sentences hold too few words of violence, of
forces and of events. Each sentence counts 1 for a strong event word ("killed", "airstrike"), 1 for somebody armed
("gunmen", a group of the catalogue) and ``EVENT`` for any event word ("met", "took"); a report is read where its mean
is ``DENSE`` or more. A stretch of a long one is read where the mean of ``WINDOW`` sentences is twice that. A sentence
that is plainly of conflict, with a strong event word and somebody armed or a toll, is read wherever it stands.

Measured with ``benchmarks/gate.py`` (2026-11-23): of 3239 claims in 656 conflict reports 0.34 % are lost and none comes
out otherwise. Of 905 reports of other news 36 % of reports and 39 % of characters are left out: 80 % of the characters of
web pages, 34 % of an election year's politics, 20 % of crime and disasters, which have claims of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.annotate.inflections import noun_forms, verb_forms
from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.lexicon import Frame, load_lexicon
from dateline.dictionaries.matcher import Matcher
from dateline.dictionaries.nouns import load_nouns

#: What a sentence with any event word counts, beside 1 for a strong one and 1 for somebody armed.
EVENT = 0.3
#: The mean weight of a sentence from which a report is read. By words alone, of 11 693 claims that were coded in conflict
#: reports when it was chosen (before plain sentences were read anywhere), 0.15
#: loses 0.2 %, 0.18 0.3 %, 0.2 0.5 %, 0.25 0.9 %; of a year's politics they leave out 36, 45, 53 and 68 % of characters.
DENSE = 0.18
#: Sentences of a long report looked at together.
WINDOW = 25
#: How many sentences before and after one with an event word are read with it. With none 0.7 % of claims are lost and
#: 2.9 % changed, with one 0.2 and 0.7 %, with two 0.15 and 0.2 %. Each sentence more costs 3 to 6 % of other news.
BEFORE, AFTER = 1, 1
#: How many sentences at the head of a report are always read with the rest: they tell place and day.
HEAD = 2

#: Event words that ordinary news uses nearly as often as news of conflict: they count as events, not as strong ones.
_WEAK = frozenset(
    (
        "advance ban battle beat beating break bring buildup build-up clear comb confrontation contest control convict "
        "conviction cripple defend demonstrate demonstration desert disable dominate down drive eliminate engage "
        "engagement enter escape fall free gain gas hack hand hang hit hold hurt intern isolate land lash leave level "
        "maintain march mass mobilize mobilization move order overtake penetrate prohibit protest pull push quit rally "
        "reach reclaim recover regain release relinquish remain resign resignation restrict retain roll run sanction "
        "secure sentence sentencing stay step stone storm suppress sweep take takeover target thrust tighten torch "
        "turn win wreck "
        "access aid border crossing effect home house law life operation position protection relation road security "
        "surveillance talk tie village"
    ).split()
)
#: Types told of every day outside a conflict.
_CIVIL = frozenset(
    {"CONSULT", "SUPPORT", "AID", "AGREE", "COOPERATE", "CONCEDE", "ACCUSE", "REJECT", "REQUEST"}
)
#: Nouns of somebody armed that are other things more often.
_OTHER = frozenset(
    (
        "agent aircraft captain cell coalition column crew deputy detective division faction fleet force general guard "
        "headquarters jet jets major officer partisan plane raider ranger recruit regime secretary shooter suspect unit gang "
        "killer patrol perpetrator"
    ).split()
)
#: How much an event word tells: any event; one that other news seldom has; people killed or wounded.
_EVENT, _STRONG, _TOLL = 0, 1, 2
#: Verbs so common that a pattern with one is known by its other word alone: "be+control".
_EVERYWHERE = frozenset({"be", "have"})
#: What is a noun or an adverb in most places where it has no ending: only "backed", "massed", ... count.
_NO_BASE = frozenset({"back", "contest", "down", "fund", "gas", "level", "mass", "stone"})

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HYPHEN = re.compile("[-‐‑]")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b"
)
#: Words that make a number beside a strong event word a toll ("the blast left 12 dead").
_HURT = frozenset("casualties casualty dead deaths fatalities injured lives toll victims wounded".split())
#: The end of a rough sentence, with its last word and the white space behind. The look-behinds keep it linear.
_STOP = re.compile(r"(?<![^\W_])(?<![.!?…])([^\W_]*+)[.!?…]++[\"'”’)\]]*+(\s++)|\n\s*+")
_ABBREVIATED = frozenset(
    (
        "mr mrs ms dr gen col lt maj capt brig sgt cpl adm cmdr sen rep gov st ft mt no prof rev jr sr vs jan feb aug sept "
        "oct nov dec"
    ).split()
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Rough sentences of ``text[start:end]``: start and end of each, in order. They may be too long, seldom too short."""
    at = start
    for m in _STOP.finditer(text, start, end):
        word, gap = m.groups()
        if word is not None and len(gap) == 1 and gap != "\n":
            if len(word) < 2 or word.lower() in _ABBREVIATED:
                continue
        if m.end() > at and text[at : m.end()].strip():
            yield at, m.end()
            at = m.end()
    if text[at:end].strip():
        yield at, end


class Passed(NamedTuple):
    """What of a report must be read: of each block the start and end of each stretch, in order; and what is left.

    ``sentences`` is how many rough sentences the blocks have, ``unread`` how many of them are left out.
    """

    stretches: list[list[tuple[int, int]]]
    sentences: int
    unread: int


class _Seen(NamedTuple):
    """A rough sentence ``start:end`` of a block: whether it has an event word, its weight, whether it is read anyway."""

    start: int
    end: int
    block: int
    event: bool
    weight: float
    plain: bool


class Gate:
    """Says what of a report can carry a claim. Holds no state between reports and may be shared by threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Build the word lists from the event words, nouns and armed names. Raises DictionaryError."""
        self._keys, self._patterns = _patterns()
        nouns = load_nouns()
        armed = {n for n, kinds in nouns.items() if kinds & {"armed-group", "state-force"}} - _OTHER
        self._armed = frozenset(form for noun in armed for form in noun_forms(noun))
        entries = (*catalogue.by_kind("armed-group"), *catalogue.by_kind("state-force"))
        self._matcher = Matcher(Catalogue(entries, catalogue.version))

    def of_blocks(self, text: str, blocks: Sequence[tuple[int, int]]) -> Passed:
        """What of each block of a report must be read.

        A report with words of conflict enough is read whole, for the network reads a sentence by those around it; of
        another one the sentences that are plainly of conflict, and the stretches of a long one that have words enough.
        ``blocks`` are the characters of the blocks that are coded, in order. They are looked at as one text.
        """
        seen = self._look(text, blocks)
        if _is_dense(seen, DENSE) and any(s.event for s in seen):
            return Passed([[each] for each in blocks], len(seen), 0)
        return self._read(text, seen, len(blocks))

    def _look(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[_Seen]:
        """The sentences of the blocks and what their words say."""
        out: list[_Seen] = []
        for b, (first, last) in enumerate(blocks):
            named = self._matcher.find(text[first:last])
            at = 0
            for start, end in sentences(text, first, last):
                while at < len(named) and named[at].end + first <= start:
                    at += 1
                words = text[start:end].lower()
                found = _WORD.findall(words)
                name = at < len(named) and named[at].start + first < end
                armed = name or not self._armed.isdisjoint(found)
                told = self._event(found)
                number = _NUMBER.search(words) is not None
                event = told is not None or (armed and number)
                strong = told is not None and told >= _STRONG
                hurt = told == _TOLL or (strong and not _HURT.isdisjoint(found))
                plain = (strong and armed) or (hurt and number)
                out.append(_Seen(start, end, b, event, strong + armed + EVENT * event, plain))
        return out

    def _event(self, words: Sequence[str]) -> int | None:
        """How much the event words among these tell at most; None where there is none."""
        keys: set[str] = set()
        for word in words:
            found = self._keys.get(word)
            if found is not None:
                keys.update(found)
            elif not word.isalpha():
                for part in _HYPHEN.split(word):
                    keys.update(self._keys.get(part, ()))
        told = None
        for key in keys:
            for rest, rank in self._patterns.get(key, ()):
                if rest <= keys and (told is None or rank > told):
                    if rank == _TOLL:
                        return rank
                    told = rank
        return told

    def _read(self, text: str, seen: list[_Seen], blocks: int) -> Passed:
        """The stretches of each block around events: those that are plain, and all in long stretches that count enough."""
        out: list[list[tuple[int, int]]] = [[] for _ in range(blocks)]
        keep = [s.plain or (s.event and near) for s, near in zip(seen, _dense_windows(seen), strict=True)]
        if not any(keep):
            return Passed(out, len(seen), len(seen))
        unread = 0
        for i, s in enumerate(seen):
            if i >= HEAD and not any(keep[max(0, i - AFTER) : i + BEFORE + 1]):
                unread += 1
            else:
                before = out[s.block]
                if before and i and seen[i - 1].end == before[-1][1]:
                    before[-1] = (before[-1][0], s.end)
                else:
                    before.append((s.start, s.end))
        return Passed(
            [[_trimmed(text, start, end) for start, end in part] for part in out], len(seen), unread
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _is_dense(seen: Sequence[_Seen], least: float) -> bool:
    """Whether these sentences count ``least`` or more in the mean."""
    return sum(s.weight for s in seen) >= least * len(seen)


def _dense_windows(seen: Sequence[_Seen]) -> list[bool]:
    """For each sentence, whether it stands among ``WINDOW`` that count twice ``DENSE``; never in a shorter report."""
    out = [False] * len(seen)
    total = sum(s.weight for s in seen[: WINDOW - 1])
    for last in range(WINDOW - 1, len(seen)):
        total += seen[last].weight
        if total >= 2 * DENSE * WINDOW:
            out[last - WINDOW + 1 : last + 1] = [True] * WINDOW
        total -= seen[last - WINDOW + 1].weight
    return out


def _patterns() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[frozenset[str], int], ...]]]:
    """Keys by written form, and by its first key what else a pattern needs and how much it tells.

    A key is a lemma as the verb ("take/v"), noun ("hostage/n") or plain word ("over/w") of a pattern.
    """
    keys: dict[str, set[str]] = {}
    patterns: dict[str, dict[frozenset[str], int]] = {}

    def add(frame: Frame, verb: str | None, words: Sequence[str], nouns: Sequence[str]) -> None:
        needed: list[str] = []
        if verb is not None and not (verb in _EVERYWHERE and nouns):
            needed.append(f"{verb}/v")
            for form in verb_forms(verb) - (_NO_BASE if not words else frozenset()):
                keys.setdefault(form, set()).add(f"{verb}/v")
        for word in words:
            needed.append(f"{word}/w")
            keys.setdefault(word, set()).add(f"{word}/w")
        for noun in nouns:
            needed.append(f"{noun}/n")
            for form in noun_forms(noun):
                keys.setdefault(form, set()).add(f"{noun}/n")
        telling = nouns[-1] if nouns else verb
        strong = not frame.speech and frame.type not in _CIVIL and telling not in _WEAK
        hurt = {frame.casualty, frame.casualty_subject} & {"killed", "wounded"}
        toll = strong and frame.type == "ASSAULT" and bool(hurt)
        rank = _TOLL if toll else _STRONG if strong else _EVENT
        rest = frozenset(needed[1:])
        here = patterns.setdefault(needed[0], {})
        here[rest] = max(here.get(rest, rank), rank)

    lexicon = load_lexicon()
    for verbs in lexicon.verbs.values():
        for pattern, frame in verbs:
            verb, _, noun = pattern.partition("+")
            first, *words = verb.split()
            add(frame, first, words, [noun] if noun else [])
    for entries in lexicon.nouns.values():
        for parts, frame in entries:
            add(frame, None, (), parts)
    return {f: tuple(k) for f, k in keys.items()}, {k: tuple(p.items()) for k, p in patterns.items()}
