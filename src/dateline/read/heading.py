"""Where a page's headline stands among its stretches of text, as what is near it speaks of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.read.address import is_front
from dateline.read.furniture import is_title_like
from dateline.read.page import Box, Page, Segment
from dateline.records.evidence import Record

_SHORTEST = 8
_FEWEST_WORDS = 3
_FEWEST_WORDS_OF_A_LINE = 4
_LONGEST = 300
_MOST_SEGMENTS = 6

#: A heading with less than this share of the title may be the site's name.
_MOST = 0.5

#: The distance where a page has no headline.
_FAR = 99

_NO_LETTERS = re.compile(r"[\W_]+")
_HEADINGS = frozenset({"h1", "h2", "h3"})


class Headline(Record, frozen=True):
    """The headline's segments (None where there is none), and the elements that hold what is near it.

    ``index`` is the segment that distances are counted from: the headline's first, or that of another ``h1``.
    """

    span: range | None
    index: int | None
    holders: frozenset[Any]

    def distance(self, index: int) -> int:
        """How many segments behind the headline (before it: below 0) this one stands."""
        return index - self.index if self.index is not None else _FAR


def find_headline(page: Page, titles: Sequence[str], outlet: str) -> Headline:
    """The headline: the heading that a title names, an ``h1`` first, else the longest; else the only ``h1``.

    Where the headings make little of the title it is a line that makes more of it. The site's own name is no
    headline: what is the ``outlet``, or leads to the front page.
    """
    wanted = [key for key in map(letters, titles) if key]
    site = letters(outlet)
    headings: list[tuple[Box, str]] = []
    best: tuple[bool, int] = (False, 0)
    found: Box | None = None
    for box in page.boxes:
        if box.tag not in _HEADINGS or not 0 < box.last - box.first <= _MOST_SEGMENTS:
            continue
        words = words_of(page, range(box.first, box.last))
        if len(words) > _LONGEST:
            continue
        headings.append((box, words))
        length = _shared(letters(words), wanted, site)
        rank = (box.tag == "h1" and len(words.split()) >= _FEWEST_WORDS, length)
        if length and rank > best and not _leads_home(box.element):
            best, found = rank, box
    # A heading that makes little of the title may be the site's own name.
    if found is not None and (best[0] or best[1] >= _MOST * len(wanted[0])):
        return _at(found)
    first = [box for box, _ in headings if box.tag == "h1"]
    telling = [box for box, words in headings if box.tag == "h1" and len(words.split()) >= _FEWEST_WORDS]
    if found is None and len(telling) == 1 and not _leads_home(telling[0].element):
        return _at(telling[0])
    line = max(_lines(page.segments, wanted, site), key=lambda each: (each[0], -each[1]), default=None)
    if line is not None and line[0] > best[1]:
        element = page.segments[line[1]].element
        return Headline(span=range(line[1], line[1] + 1), index=line[1], holders=_around(element))
    if found is not None:
        return _at(found)
    if first:
        return Headline(span=None, index=first[0].first, holders=_around(first[0].element))
    return Headline(span=None, index=None, holders=frozenset(page.root.iter("html", "body")))


def words_of(page: Page, span: range) -> str:
    """The words of these segments, as one line."""
    return " ".join([page.segments[i].text for i in span])


def letters(words: str) -> str:
    """The letters and digits of these words in one case, as titles and headlines differ in the rest."""
    return _NO_LETTERS.sub("", words).casefold()


def _shared(key: str, wanted: Sequence[str], site: str) -> int:
    """How many letters a heading shares with a title, 0 where neither holds the other."""
    if len(key) < _SHORTEST or key == site:
        return 0
    return max((min(len(key), len(each)) for each in wanted if key in each or each in key), default=0)


def _lines(segments: Sequence[Segment], wanted: Sequence[str], site: str) -> Iterator[tuple[int, int]]:
    """The segments that a title names, each with its length."""
    for i, segment in enumerate(segments):
        words = segment.text
        if is_title_like(words) and len(words.split()) >= _FEWEST_WORDS_OF_A_LINE:
            key = letters(words)
            if key != site and any(key in each for each in wanted) and not _leads_home(segment.element):
                yield len(key), i


def _leads_home(heading: Any) -> bool:
    """Whether a heading or a line is a link to the site's front page, as its name is."""
    link = next(heading.iter("a"), None)
    link = link if link is not None else next(heading.iterancestors("a"), None)
    href = (link.get("href") or "").strip() if link is not None else ""
    return href in ("/", "./") or (href.startswith("http") and is_front(href))


def _at(box: Box) -> Headline:
    return Headline(span=range(box.first, box.last), index=box.first, holders=_around(box.element))


def _around(element: Any) -> frozenset[Any]:
    return frozenset(element.iterancestors())
