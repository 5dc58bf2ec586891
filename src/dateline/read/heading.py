"""Where a page's headline stands among its stretches of text, as what is near it speaks of the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.read.page import Segment, squeeze
from dateline.records.evidence import Record

_SHORTEST = 8
_FEWEST_WORDS = 3
_LONGEST = 300

#: The distance where a page has no headline.
_FAR = 99


class Headline(Record, frozen=True):
    """The headline's place among the segments (None where there is none) and the elements that hold it."""

    index: int | None
    holders: frozenset[Any]

    def distance(self, index: int) -> int:
        """How many segments behind the headline (before it: below 0) this one stands."""
        return index - self.index if self.index is not None else _FAR


def find_headline(root: Any, segments: Sequence[Segment], title: str) -> Headline:
    """The headline: the heading that the title names, else the first ``h1``, else a line that the title names."""
    wanted = squeeze(title).casefold()
    headings = {inner: heading for heading in root.iter("h1", "h2", "h3") for inner in heading.iter("*")}
    first: tuple[int, Any] | None = None
    for i, segment in enumerate(segments):
        heading = headings.get(segment.element)
        if heading is None:
            continue
        words = squeeze(segment.text).casefold()
        if len(words) >= _SHORTEST and wanted and (words in wanted or wanted in words):
            return Headline(index=i, holders=frozenset(heading.iterancestors()))
        if first is None and heading.tag == "h1":
            first = (i, heading)
    if first is not None:
        return Headline(index=first[0], holders=frozenset(first[1].iterancestors()))
    for i, segment in enumerate(segments):
        words = squeeze(segment.text[:_LONGEST]).casefold()
        if len(words) >= _SHORTEST and words in wanted and len(segment.text.split()) >= _FEWEST_WORDS:
            return Headline(index=i, holders=frozenset(segment.element.iterancestors()))
    return Headline(index=None, holders=frozenset(root.iter("html", "body")))
