"""A page as a tree and as the run of its visible text, each stretch with the element it comes from.

The text is kept twice: as segments, one for each block-level stretch, and as one string without blanks,
in which a paragraph that was extracted elsewhere is found again whatever became of its spaces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree, html

from dateline.records.evidence import Record

#: Elements whose text is not shown.
_HIDDEN = frozenset({"script", "style", "template", "head", "title", "iframe", "svg", "select", "object"})

#: Elements that do not part their text from what is around it. All others do.
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
        ),
        *(
            "ins",
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "time",
        ),
        *("tt", "u", "var", "wbr", "hi", "ref", "o:p", "nobr"),
    }
)

#: A paragraph that is not found whole is looked for by this many of its first characters.
_OPENING = 60


class Segment(Record, frozen=True):
    """A stretch of text between two block-level borders; ``start:end`` count in the page's squeezed text."""

    text: str
    start: int
    end: int
    element: Any


class Page:
    """A parsed page. ``segments`` is its visible text in order."""

    def __init__(self, text: str) -> None:
        """Parse a page's decoded text; raises ValueError where no element can be made of it."""
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        data = text.replace("\x00", "").encode("utf-8", "replace")
        try:
            root = html.document_fromstring(data, parser=parser, ensure_head_body=True)
        except (etree.LxmlError, AssertionError) as error:
            raise ValueError(f"not a page: {error}") from error
        self.source = text
        self.root = root
        self.segments = tuple(segments(root))
        self.squeezed = "".join(squeeze(segment.text) for segment in self.segments)

    def pointer(self, element: Any) -> str:
        """The XPath of an element in the page."""
        return str(self.root.getroottree().getpath(element))

    def find(self, words: str, after: int = 0) -> list[tuple[int, int]]:
        """Where these words stand in the squeezed text: behind ``after`` first, then before it; at most 8."""
        wanted = squeeze(words)
        if not wanted:
            return []
        found = self._occurrences(wanted, after)
        if not found and len(wanted) > _OPENING:
            found = [(start, start + len(wanted)) for start, _ in self._occurrences(wanted[:_OPENING], after)]
        return found

    def element_at(self, start: int, end: int) -> Any:
        """The innermost element that holds all the text from ``start`` to ``end``."""
        first = self._index(start)
        last = max(first, self._index(max(start, end - 1)))
        element = self.segments[first].element
        for segment in self.segments[first + 1 : last + 1]:
            element = _common(element, segment.element)
        return element

    def overlapping(self, start: int, end: int) -> tuple[Segment, ...]:
        """The segments that share text with ``start:end``."""
        first = self._index(start)
        last = self._index(max(start, end - 1))
        return self.segments[first : last + 1]

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    def _occurrences(self, wanted: str, after: int) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for low, high in ((after, len(self.squeezed)), (0, after + len(wanted) - 1)):
            at = self.squeezed.find(wanted, low, high)
            while at >= 0 and len(found) < 8:
                found.append((at, at + len(wanted)))
                at = self.squeezed.find(wanted, at + len(wanted), high)
        return found


def squeeze(text: str) -> str:
    """The text without blanks and soft hyphens."""
    return "".join(text.split()).replace("\xad", "").replace("\u200b", "")


def segments(root: Any) -> Iterator[Segment]:
    """The block-level stretches of visible text below an element, in order, blanks run together."""
    position = 0
    pieces: list[tuple[str, Any]] = []
    for text, element in _runs(root):
        if text is not None:
            pieces.append((text, element))
            continue
        if segment := _segment(pieces, position):
            position = segment.end
            yield segment
        pieces = []
    if segment := _segment(pieces, position):
        yield segment


def _segment(pieces: list[tuple[str, Any]], position: int) -> Segment | None:
    text = " ".join("".join(piece for piece, _ in pieces).split())
    length = len(squeeze(text))
    if not length:
        return None
    holders = [element for piece, element in pieces if piece.strip()]
    element = holders[0]
    for other in holders[1:]:
        element = _common(element, other)
    return Segment(text=text, start=position, end=position + length, element=element)


def _runs(root: Any) -> Iterator[tuple[str | None, Any]]:
    """Runs of text with the element that holds them, and None at every block-level border."""
    walk = etree.iterwalk(root, events=("start", "end"))
    hidden = None
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and hidden is None:
            if tag in _HIDDEN:
                hidden = element
                walk.skip_subtree()
                continue
            if tag not in _INLINE:
                yield None, element
            if element.text:
                yield element.text, element
        elif event == "end":
            if hidden is element:
                hidden = None
            elif tag not in _INLINE:
                yield None, element
            if element.tail and element is not root and hidden is None:
                yield element.tail, element.getparent()


def _common(one: Any, other: Any) -> Any:
    """The innermost element that holds both."""
    if one is other:
        return one
    line = {one, *one.iterancestors()}
    while other not in line:
        other = other.getparent()
    return other
