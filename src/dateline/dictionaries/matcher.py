"""Dictionary names found in a text: one linear scan, longest match first.

A form is found on word boundaries, in any case and spelling of hyphens, quotes and diacritics. Exact
forms ("IS", "PMF") must stand as written, for "is" is no armed group; where a text or its stretch around the
form has no case to tell by, only those acronyms count that are three letters or longer and no English word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import ahocorasick

from dateline.dictionaries.catalogue import Catalogue
from dateline.dictionaries.normal import Normal, normal_key
from dateline.records.annotation import MentionKind

#: Acronyms that are words or given names where case does not show.
_WORDS = frozenset(
    "aid ana ani arena all are asap ban bar can cop cops era gam gem gnu hat his hit hot ice imp ira jas jem jim kia "
    "lana las mag map mas may men mend mob mod model not our nina pal pan part pat peace pit plan pop rai rap rid sad "
    "sana sat saw sea set sol spa star tip the they uno use wafa was who".split()
)
#: A word, and how many characters around an acronym are looked at for its neighbours.
_LETTERS = re.compile(r"[^\W\d_]+")
_NEAR = 40


class Match(NamedTuple):
    """An entry found at ``text[start:end]``."""

    start: int
    end: int
    entry_id: str
    kind: MentionKind


class _Form(NamedTuple):
    entry_id: str
    kind: MentionKind
    exact: str | None


class Matcher:
    """Finds the entries of a catalogue. Holds no state between texts and may be shared by threads."""

    def __init__(self, catalogue: Catalogue) -> None:
        forms: dict[str, list[_Form]] = {}
        for entry in catalogue.entries.values():
            for form in (entry.name, *entry.aliases):
                if form not in entry.exact:
                    forms.setdefault(normal_key(form), []).append(_Form(entry.id, entry.kind, None))
            for form in entry.exact:
                forms.setdefault(normal_key(form), []).append(_Form(entry.id, entry.kind, form))
        self._automaton = ahocorasick.Automaton()
        for key, found in forms.items():
            # exact forms are tried first: they say more
            found.sort(key=lambda form: form.exact is None)
            self._automaton.add_word(key, (len(key), tuple(found)))
        self._automaton.make_automaton()
        self._empty = not forms

    def find(self, text: str) -> list[Match]:
        """The entries in the text, in order; where forms overlap, the longest one counts.

        A possessive ending is no part of a match. Offsets are those of ``text``.
        """
        if self._empty:
            return []
        normal = Normal(text)
        caseless = not any(c.isupper() for c in text)
        found: list[Match] = []
        for last, (length, forms) in self._automaton.iter(normal.text):
            start, end = last + 1 - length, last + 1
            if not _bounded(normal.text, start, end):
                continue
            first, after = normal.span(start, end)
            for form in forms:
                if form.exact is None or _as_written(text, first, after, form.exact, caseless):
                    found.append(Match(first, after, form.entry_id, form.kind))
                    break
        return _longest(found)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either side."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not behind


def _as_written(text: str, start: int, end: int, exact: str, caseless: bool) -> bool:
    """Whether an exact form stands here in its own case, or in a text whose case says nothing."""
    acronym = exact.isupper()
    if caseless:
        return acronym and len(exact) >= 3 and exact.lower() not in _WORDS
    if text[start:end] != exact:
        return False
    if not acronym or (len(exact) >= 3 and exact.lower() not in _WORDS):
        return True
    return not _shouted(text, start, end)


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around the span are in capitals, too: its whole line, or two on either side."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, behind = text[first:start], text[end : last if last >= 0 else len(text)]
    if not any(c.islower() for c in before + behind):
        return any(c.isupper() for c in before + behind)
    near = [*_LETTERS.findall(before[-_NEAR:])[-2:], *_LETTERS.findall(behind[:_NEAR])[:2]]
    return len(near) > 2 and all(word.isupper() for word in near)


def _longest(found: list[Match]) -> list[Match]:
    """The matches that do not overlap a longer one (of equal ones, the first), in order of the text."""
    taken: list[Match] = []
    covered: set[int] = set()
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if match.start not in covered and match.end - 1 not in covered:
            taken.append(match)
            covered.update(range(match.start, match.end))
    return sorted(taken)
