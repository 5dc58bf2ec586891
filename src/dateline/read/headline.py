"""Which segments of a page are its headline as it is shown."""

from __future__ import annotations

from dateline.read.furniture import is_title_like
from dateline.read.page import Page, squeeze

#: A heading of more lines than this is a box of its own.
_MOST_LINES = 6

_LONGEST = 300

#: A heading that makes less than this share of the title may be the site's name.
_MOST = 0.5


def headline_of(page: Page, title: str) -> range | None:
    """The segments of the headline, or None.

    It is the longest ``h1`` to ``h3`` that the page's title names, or the longest line where the headings
    make little of the title, else the only ``h1`` of several words.
    """
    wanted = squeeze(title).casefold()
    shown: list[tuple[str, range, str]] = []
    for box in page.boxes:
        if box.tag in ("h1", "h2", "h3") and 0 < box.last - box.first <= _MOST_LINES:
            span = range(box.first, box.last)
            if 3 <= len(words := words_of(page, span)) <= _LONGEST:
                shown.append((box.tag, span, words))
    named = [
        (min(len(key), len(wanted)), span)
        for _, span, words in shown
        if len(key := squeeze(words).casefold()) >= 8 and wanted and (key in wanted or wanted in key)
    ]
    # The site's own name stands in the title too, and is the shorter.
    best = max(named, key=lambda each: (each[0], -each[1].start), default=None)
    if best is not None and best[0] >= _MOST * len(wanted):
        return best[1]
    line = _line(page, wanted)
    if line is not None and (best is None or line[0] > best[0]):
        return line[1]
    if best is not None:
        return best[1]
    first = [span for tag, span, words in shown if tag == "h1" and len(words.split()) >= 3]
    return first[0] if len(first) == 1 else None


def _line(page: Page, wanted: str) -> tuple[int, range] | None:
    """The longest line of several words that the title holds, with its length, or None."""
    found: list[tuple[int, range]] = []
    for i, segment in enumerate(page.segments):
        if len(segment.text) <= _LONGEST and is_title_like(segment.text) and len(segment.text.split()) >= 4:
            if (key := squeeze(segment.text).casefold()) in wanted:
                found.append((len(key), range(i, i + 1)))
    return max(found, key=lambda each: (each[0], -each[1].start), default=None)


def words_of(page: Page, span: range) -> str:
    """The words of these segments, as one line."""
    return " ".join([page.segments[i].text for i in span])
