"""A page as a tree and as the run of its visible text: segments, and the boxes they lie in.

A segment is a stretch of text between two block-level borders; a box is a block-level element. Both come
from one walk over the tree, which also keeps what each box says of itself (``dateline.read.signs``), so
that nothing behind has to climb the tree again for each segment.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dateline.read.markup import without_ballast
from dateline.read.signs import FIGURE_CAPTION, QUOTATION, said_by
from dateline.records.evidence import Record

#: Elements whose text is not shown.
_HIDDEN = frozenset({"script", "style", "template", "head", "title", "iframe", "svg", "select", "object"})

#: Elements that do not part their text from what is around it. All others do.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr hi ref o:p nobr".split()
)


#: Stretches of text in a page. Of 509 saved pages the fullest had 1,153; the figures of 20,000 take 60 MB.
MOST_SEGMENTS = 20_000

#: Elements around all stretches of text, counted for each: what climbs the tree takes as long. Of the 509 pages the
#: most had 23,946.
MOST_AROUND = 1_000_000

#: Attributes of one element; the parser's time grows with the square of their number.
MOST_ATTRIBUTES = 500
_ATTRIBUTE = r"[\s/=]*+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_UNCROWDED = re.compile(
    rf"(?:[^<]++|<(?![a-zA-Z])|<[a-zA-Z][^\s/<>]*+(?!(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}})(?:{_ATTRIBUTE})*+)*+"
)

#: Characters that take no room: the blank between words, the soft hyphen, the zero-width space.
_UNSEEN = (" ", "\xad", "\u200b")


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
    """A block-level element: its box outside (-1 for none), its names, its signs, and the segments inside it.

    ``names`` are its class and id, ``signs`` its own, ``around`` those of the boxes around it and its own;
    ``first:last`` are the indices of its segments.
    """

    __slots__ = ("around", "element", "first", "last", "names", "outside", "signs", "tag")

    def __init__(self, element: Any, tag: str, outside: int, around: int, first: int) -> None:
        self.element = element
        self.tag = tag
        self.outside = outside
        self.names, self.signs = said_by(element, tag)
        self.around = around | self.signs
        self.first = first
        self.last = first


class Page:
    """A parsed page. ``segments`` is its visible text in order, ``boxes`` in the order of their starts."""

    def __init__(self, text: str) -> None:
        """Parse a page's decoded text; raises ValueError where it is no page, or far too much of one."""
        if _is_crowded(text) and _is_crowded(without_ballast(text)):
            raise ValueError(f"an element has more than {MOST_ATTRIBUTES} attributes")
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        try:
            root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
        except etree.LxmlError as error:
            raise ValueError(f"not a page: {error}") from error
        if root is None:
            raise ValueError("not a page: there is no element in it")
        self.source = text
        self.root = root
        self.segments, self.boxes, around = _walked(root)
        if len(self.segments) > MOST_SEGMENTS:
            raise ValueError(
                f"{len(self.segments):,} stretches of text; a page has at most {MOST_SEGMENTS:,}"
            )
        if around > MOST_AROUND:
            raise ValueError(f"{len(self.segments):,} stretches of text in elements far too deep in others")
        self._paths: dict[Any, str] = {}

    def pointer(self, element: Any) -> str:
        """The XPath of an element in the page. Time is linear over all elements of a page, as it is kept."""
        line = []
        each = element
        while each is not None and each not in self._paths:
            line.append(each)
            each = each.getparent()
        for each in reversed(line):
            parent = each.getparent()
            if parent is None:
                self._paths[each] = f"/{each.tag}"
            else:
                self._number(parent)
        return self._paths[element]

    def _number(self, parent: Any) -> None:
        """Keep the XPath of each child of an element whose own is known."""
        path = self._paths[parent]
        children = list(parent)
        tags = [child.tag for child in children]
        several: dict[str, int] = {}
        for tag in tags:
            several[tag] = several.get(tag, 0) + 1
        seen: dict[str, int] = {}
        for i, (child, tag) in enumerate(zip(children, tags, strict=True), start=1):
            if several[tag] == 1 and tag.isalnum():
                self._paths[child] = f"{path}/{tag}"
                continue
            seen[tag] = seen.get(tag, 0) + 1
            self._paths[child] = f"{path}/{tag}[{seen[tag]}]" if tag.isalnum() else f"{path}/*[{i}]"

    def is_captioned(self, segment: Segment) -> bool:
        """Whether a segment stands in a ``figcaption``."""
        return bool(self.boxes[segment.box].around & FIGURE_CAPTION)

    def is_quoted(self, segment: Segment) -> bool:
        """Whether a segment stands in a block quotation."""
        return bool(self.boxes[segment.box].around & QUOTATION)


def _is_crowded(markup: str) -> bool:
    """Whether an element has more attributes than any does; words of programs may look like such. Time is linear."""
    match = _UNCROWDED.match(markup)
    return match is None or match.end() < len(markup)


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


def _walked(root: Any) -> tuple[tuple[Segment, ...], tuple[Box, ...], int]:
    """The segments and boxes below an element, and how many elements are around all segments together."""
    segments: list[Segment] = []
    boxes: list[Box] = []
    run: list[tuple[str, Any, bool]] = []
    position = links = depth = around = 0
    box = -1
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        inline = tag in _INLINE
        if run and not inline and tag not in _HIDDEN:
            if (segment := _segment(run, position, box)) is not None:
                segments.append(segment)
                position = segment.end
                around += depth
            run = []
        depth += 1 if event == "start" else -1
        if event == "start":
            if tag in _HIDDEN:
                walk.skip_subtree()
                continue
            if not inline:
                boxes.append(Box(element, tag, box, boxes[box].around if box >= 0 else 0, len(segments)))
                box = len(boxes) - 1
            elif tag == "a" and element.get("href"):
                links += 1
            if (text := element.text) and (run or not text.isspace()):
                run.append((text, element, links > 0))
            continue
        if tag not in _HIDDEN:
            if not inline:
                boxes[box].last = len(segments)
                box = boxes[box].outside
            elif tag == "a" and element.get("href"):
                links -= 1
        if (tail := element.tail) and (run or not tail.isspace()) and element is not root:
            run.append((tail, element.getparent(), links > 0))
    return tuple(segments), tuple(boxes), around


def _segment(run: list[tuple[str, Any, bool]], start: int, box: int) -> Segment | None:
    """The segment that a run of texts makes, or None where there are only blanks in it."""
    text = " ".join((run[0][0] if len(run) == 1 else "".join([piece for piece, _, _ in run])).split())
    if not text or not (length := _length(text)):
        return None
    linked = 0
    element: Any = None
    for piece, holder, link in run:
        if element is not None and (holder is element or piece.isspace()) and not link:
            continue
        shown = _length(" ".join(piece.split()))
        if shown:
            linked += shown if link else 0
            element = holder if element is None else common(element, holder)
    return Segment(text=text, start=start, end=start + length, element=element, box=box, linked=linked)


def _length(text: str) -> int:
    """How many characters of a text are shown, its blanks being single spaces."""
    return len(text) - sum(map(text.count, _UNSEEN))
