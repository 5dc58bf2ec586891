"""A page as a tree and as the run of its visible text: segments, and the boxes they lie in.

A segment is a stretch of text between two block-level borders; a box is a block-level element. Both come
from one walk over the tree, which also keeps what each box says of itself (``dateline.read.signs``), so
that nothing behind has to climb the tree again for each segment.
"""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from dateline.read.signs import QUOTATION, signs_of
from dateline.records.evidence import Record

#: Elements whose text is not shown.
_HIDDEN = frozenset({"script", "style", "template", "head", "title", "iframe", "svg", "select", "object"})

#: Elements that do not part their text from what is around it. All others do.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr hi ref o:p nobr".split()
)


class Segment(Record, gc=False, frozen=True):
    """A stretch of text; ``start:end`` count in the page's text without blanks.

    ``element`` is the innermost element that holds all of it, ``box`` the index of its box, ``linked`` how
    many of its characters, blanks left out, stand in links.
    """

    text: str
    start: int
    end: int
    element: Any
    box: int
    linked: int


class Box:
    """A block-level element: its box outside (-1 for none), its signs, and the segments inside it.

    ``first:last`` are the indices of its segments; ``signs`` are its own, ``around`` those of the boxes
    around it and its own.
    """

    __slots__ = ("around", "element", "first", "last", "outside", "signs", "tag")

    def __init__(self, element: Any, tag: str, outside: int, signs: int, around: int, first: int) -> None:
        self.element = element
        self.tag = tag
        self.outside = outside
        self.signs = signs
        self.around = around
        self.first = first
        self.last = first


class Page:
    """A parsed page. ``segments`` is its visible text in order, ``boxes`` in the order of their starts."""

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
        self.segments, self.boxes = _Walk().over(root)

    def pointer(self, element: Any) -> str:
        """The XPath of an element in the page."""
        return str(self.root.getroottree().getpath(element))

    def is_quoted(self, segment: Segment) -> bool:
        """Whether a segment stands in a block quotation."""
        return bool(self.boxes[segment.box].around & QUOTATION)


def squeeze(text: str) -> str:
    """The text without blanks and soft hyphens."""
    return "".join(text.split()).replace("\xad", "").replace("\u200b", "")


def common(one: Any, other: Any) -> Any:
    """The innermost element that holds both."""
    if one is other:
        return one
    line = {one, *one.iterancestors()}
    while other not in line:
        other = other.getparent()
    return other


class _Walk:
    """One walk over a tree."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.boxes: list[Box] = []
        self._run: list[tuple[str, Any, bool]] = []
        self._position = 0

    def over(self, root: Any) -> tuple[tuple[Segment, ...], tuple[Box, ...]]:
        """The segments and boxes below an element."""
        walk = etree.iterwalk(root, events=("start", "end"))
        box, links = -1, 0
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            inline = tag in _INLINE
            if event == "start":
                if tag in _HIDDEN:
                    walk.skip_subtree()
                    continue
                if not inline:
                    self._close(box)
                    box = self._open(element, tag, box)
                elif tag == "a" and element.get("href"):
                    links += 1
                if text := element.text:
                    self._run.append((text, element, links > 0))
                continue
            if tag not in _HIDDEN:
                if not inline:
                    self._close(box)
                    self.boxes[box].last = len(self.segments)
                    box = self.boxes[box].outside
                elif tag == "a" and element.get("href"):
                    links -= 1
            if (tail := element.tail) and element is not root:
                self._run.append((tail, element.getparent(), links > 0))
        return tuple(self.segments), tuple(self.boxes)

    def _open(self, element: Any, tag: str, outside: int) -> int:
        signs = signs_of(element, tag)
        around = signs | self.boxes[outside].around if outside >= 0 else signs
        self.boxes.append(Box(element, tag, outside, signs, around, len(self.segments)))
        return len(self.boxes) - 1

    def _close(self, box: int) -> None:
        """End the run of text: a segment, unless there are only blanks in it."""
        run, self._run = self._run, []
        if not run:
            return
        words = "".join([piece for piece, _, _ in run]).split()
        if not words:
            return
        length = linked = 0
        element: Any = None
        for piece, holder, link in run:
            if not (shown := squeeze(piece)):
                continue
            length += len(shown)
            linked += len(shown) if link else 0
            element = holder if element is None else common(element, holder)
        if not length:
            return
        start = self._position
        self._position = start + length
        self.segments.append(
            Segment(
                text=" ".join(words), start=start, end=start + length, element=element, box=box, linked=linked
            )
        )
