"""Blocks of a page: each stretch of its text with a label, in the order of the page.

The cascade:

1. the page is parsed into segments, and its headline found: the ``h1`` to ``h3`` that its title names, or the
   only ``h1``;
2. a small trained model tells how likely each segment is part of the article (``dateline.read.article``);
3. what lies in a comment, related, caption or furniture container, or behind a comment section's heading, is
   no body, however likely it looks;
4. captions and bylines are taken from the page by its markup;
5. the article's paragraphs go through the same labels as plain text (datelines, credits, links);
6. readers' comments are parted by their markup, or by their words where it has none;
7. of the rest, links and teasers of other stories are related, all else is boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dateline.read.article import CERTAIN, LIKELY, likelihood
from dateline.read.captions import base_of, image_of, leads_away
from dateline.read.comments import label_section, section_start
from dateline.read.containers import Containers, Kind
from dateline.read.datelines import Dateline
from dateline.read.furniture import (
    is_boilerplate,
    is_byline,
    is_comment_action,
    is_comment_heading,
)
from dateline.read.heading import words_of
from dateline.read.labels import Label, Part, is_date_line, is_prose, is_sentence, label_parts
from dateline.read.links import is_link, is_story_link
from dateline.read.metadata import PageMetadata, read_metadata
from dateline.read.page import Page, Segment, common, squeeze
from dateline.read.page_comments import Comment, comments_of
from dateline.records.evidence import Record
from dateline.records.report import Block, BlockLabel

#: A container, comments aside, that holds more of the likely article than this is the article's own.
_MOST = 0.5

_LONGEST_BYLINE = 160

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

#: Behind the body, a line that says who posted it and when stands within so many segments.
_BEHIND = 3

SEPARATOR = "\n\n"

_RELATED = Label(label="related")
_BOILERPLATE = Label(label="boilerplate")


class PageReading(Record, frozen=True):
    """A page's text, made of its blocks joined by blank lines, and what was found in it."""

    page: Page
    text: str
    blocks: tuple[Block, ...]
    metadata: PageMetadata
    dateline: Dateline | None
    silence: str | None


def read_page(text: str, url: str | None = None) -> PageReading:
    """The reading of a page's decoded text; raises ValueError where it cannot be parsed.

    ``url`` is where it was had, if that is known; pictures' addresses are completed by it.
    """
    page = Page(text)
    metadata = read_metadata(page)
    labeller = _Labeller(page, metadata.headline)
    labels = labeller.labels()
    base = base_of(page.root, url or (metadata.url.value if metadata.url else None))
    return _joined(page, labels, labeller.comments, metadata, base)


class _Labeller:
    """Labels the segments of one page."""

    def __init__(self, page: Page, headline: range | None) -> None:
        self.page = page
        self.segments = page.segments
        self.headline = headline or range(0)
        self.start = self.headline.start if headline else 0
        self.containers = Containers(page, [self.segments[i] for i in self.headline])
        self.likelihood = likelihood(page, headline)
        self.likely = [i for i, p in enumerate(self.likelihood) if p >= LIKELY]
        self.comments: dict[int, Comment] = {}
        self._labels: list[Label | None] = [None] * len(self.segments)

    def labels(self) -> list[Label]:
        """A label for each segment; ``comments`` has the comments by their first segment."""
        self._release_layouts()
        end = self._comment_heading()
        article = self._article(end) or self._short_article(end)
        kinds: dict[int, BlockLabel] = dict.fromkeys(self.headline, "headline")
        if article:
            kinds |= dict.fromkeys(self._front(article, end), "byline")
        kinds |= dict.fromkeys(self._captions(article, end), "caption")
        order = sorted({*article, *kinds})
        parts = [Part(words=self.segments[i].text, label=kinds.get(i)) for i in order]
        for i, label in zip(order, label_parts(parts), strict=True):
            self._labels[i] = label
        self._quotes(article)
        self._contained_comments()
        self._section(end)
        return [label or self._rest(i) for i, label in enumerate(self._labels)]

    def _release_layouts(self) -> None:
        """Take containers that hold most of the likely text for what they are: the layout."""
        lengths = {i: len(self.segments[i].text) for i in self.likely}
        total = sum(lengths.values())
        kinds: tuple[Kind, ...] = ("related", "furniture", "caption")
        for kind in kinds:
            for _ in range(4):
                held: dict[int, int] = {}
                for i, length in lengths.items():
                    if self.containers.kinds[i] is None:
                        continue
                    holder = self.containers.holder(self.segments[i], kind)
                    if holder is not None:
                        held[holder] = held.get(holder, 0) + length
                layouts = [holder for holder, length in held.items() if length > _MOST * total]
                for holder in layouts:
                    self.containers.release(holder)
                if not layouts:
                    break

    def _comment_heading(self) -> int:
        """The segment that opens a comment section without a container of its own; the page's end if none."""
        shown = [
            i
            for i in range(self.start, len(self.segments))
            if (
                (kind := self.containers.kinds[i]) not in ("comment", "furniture")
                or (kind == "furniture" and is_comment_action(self.segments[i].text))
            )
            and (is_comment_action(self.segments[i].text) or not is_link(self.segments[i]))
        ]
        parts = [Part(words=self.segments[i].text) for i in shown]
        bodies = [i for i in self.likely if is_prose(self.segments[i].text)]
        found = section_start(parts)
        while found < len(parts) and not (bodies and bodies[0] < shown[found]):
            found = found + 1 + section_start(parts[found + 1 :])
        return shown[found] if found < len(parts) else len(self.segments)

    def _article(self, end: int) -> list[int]:
        """The article's own segments."""
        found = []
        title = squeeze(words_of(self.page, self.headline))
        teased = self._teased()
        for i in self.likely:
            segment = self.segments[i]
            if i >= end or i in self.headline or i in teased or not self._may_be_body(i):
                continue
            if is_comment_heading(segment.text) or squeeze(segment.text) == title:
                continue
            if not is_prose(segment.text) and (
                i < self.start or (is_link(segment) and self.likelihood[i] < CERTAIN)
            ):
                continue
            found.append(i)
        return found

    def _teased(self) -> set[int]:
        """The likely segments of boxes that open with another story's heading; none where most are such."""
        found: set[int] = set()
        for box in self.page.boxes:
            if box.tag not in _HEADINGS or box.last - box.first != 1 or box.outside < 0:
                continue
            outside = self.page.boxes[box.outside]
            inside = range(outside.first, outside.last)
            if outside.first != box.first or not self.headline or self.start in inside:
                continue
            if (box.tag == "h1" and outside.tag == "article") or _leads_on(self.segments[box.first]):
                found.update(inside)
        found.intersection_update(self.likely)
        return found if self._length(found) <= _MOST * self._length(self.likely) else set()

    def _may_be_body(self, i: int) -> bool:
        """Whether a segment's containers let it be body: names alone do not stand against a certain paragraph."""
        kind = self.containers.kinds[i]
        if kind in ("related", "caption") and not self.page.is_captioned(self.segments[i]):
            return bool(self.likelihood[i] >= CERTAIN) and is_prose(self.segments[i].text)
        return kind is None

    def _short_article(self, end: int) -> list[int]:
        """The sentences of a page that has hardly more than a few; none where links or other words prevail."""
        shown = [
            i for i in range(self.start, end) if i not in self.headline and self.containers.kinds[i] is None
        ]
        kept = [i for i in shown if is_sentence(self.segments[i].text) and not is_link(self.segments[i])]
        length = sum(len(self.segments[i].text) for i in kept)
        return kept if length > _MOST * sum(len(self.segments[i].text) for i in shown) else []

    def _front(self, article: Sequence[int], end: int) -> list[int]:
        """The bylines and date lines around the body's first and last lines, and one right above the headline."""
        near = list(range(self.headline.stop if self.headline else 0, article[min(2, len(article) - 1)]))
        if self.headline and self._is_date_above():
            near.append(self.start - 1)
        near += range(article[-1] + 1, min(article[-1] + 1 + _BEHIND, end))
        taken = set(article)
        return [
            i
            for i in near
            if i not in taken
            and len(words := self.segments[i].text) <= _LONGEST_BYLINE
            and self.containers.kinds[i] is None
            and (is_byline(words) or is_date_line(words))
        ]

    def _is_date_above(self) -> bool:
        """Whether a date line stands right above the headline, in the same box of the page."""
        above = self.start - 1
        if above < 0 or not is_date_line(self.segments[above].text):
            return False
        box = common(self.segments[above].element, self.segments[self.headline[-1]].element)
        return box.tag in ("td", "div", "header", "article", "section")

    def _captions(self, article: Sequence[int], end: int) -> list[int]:
        """The captions from the headline to the end of the body, or all in a page of more captions than body.

        Behind the body, a caption whose picture leads to another page is that page's.
        """
        start = min([*article[:1], *self.headline[:1]], default=0)
        taken = set(article)
        found = [
            i
            for i in range(start, end)
            if i not in taken
            and self.containers.kinds[i] == "caption"
            and self.containers.holder(self.segments[i], "related") is None
        ]
        stop = article[-1] if article else start
        behind = [i for i in found if i > stop and not leads_away(self.segments[i].element)]
        before = [i for i in found if i <= stop]
        if self._length([*before, *behind]) > self._length(article):
            return [*before, *behind]
        return before

    def _length(self, indices: Iterable[int]) -> int:
        return sum(len(self.segments[i].text) for i in indices)

    def _quotes(self, article: Sequence[int]) -> None:
        """Label the body's block quotations, unless most of the body is one."""
        quoted = [i for i in article if self.page.is_quoted(self.segments[i])]
        length = sum(len(self.segments[i].text) for i in quoted)
        if length > _MOST * sum(len(self.segments[i].text) for i in article):
            return
        for i in quoted:
            label = self._labels[i]
            if label is not None and label.label == "body":
                self._labels[i] = msgspec.structs.replace(label, label="quote")

    def _contained_comments(self) -> None:
        """Label the comments that stand in containers, and these containers' headings and forms."""
        own = [
            i
            for i in range(len(self.segments))
            if self._labels[i] is None and self.containers.kinds[i] == "comment"
        ]
        number = {self.segments[i].start: i for i in own}
        for i in own:
            self._labels[i] = _BOILERPLATE
        found = comments_of([self.segments[i] for i in own], self._section_of)
        if not found:
            self._by_words(own)
        for comment in found:
            self.comments[number[comment.segments[0].start]] = comment
            for segment in comment.segments:
                self._labels[number[segment.start]] = Label(
                    label="comment", author=comment.author, said=comment.said
                )

    def _section_of(self, segment: Segment) -> Any:
        """The outermost comment container around a segment, as an element."""
        box = self.containers.holder(segment, "comment")
        return None if box is None else self.page.boxes[box].element

    def _section(self, end: int) -> None:
        """Label what stands behind a comment section's heading, in no container."""
        shown = [
            i
            for i in range(end, len(self.segments))
            if self._labels[i] is None and self.containers.kinds[i] not in ("furniture", "related")
        ]
        self._by_words(shown)

    def _by_words(self, section: Sequence[int]) -> None:
        """Label a comment section whose markup does not part its comments."""
        labels = label_section([Part(words=self.segments[i].text) for i in section])
        for i, label in zip(section, labels, strict=True):
            self._labels[i] = _RELATED if is_story_link(self.segments[i]) else label

    def _rest(self, i: int) -> Label:
        """The label of what is neither article nor comment."""
        segment = self.segments[i]
        words = segment.text
        other = is_story_link(segment) or (self.containers.kinds[i] == "related" and len(words.split()) >= 4)
        return _RELATED if other and not is_boilerplate(words) else _BOILERPLATE


def _leads_on(heading: Segment) -> bool:
    """Whether a heading is a link to another page, as those of other stories are; entries link to themselves."""
    if not is_story_link(heading):
        return False
    links = [*heading.element.iter("a"), *heading.element.iterancestors("a")]
    return not any((link.get("href") or "").startswith("#") for link in links)


def _joined(
    page: Page,
    labels: Sequence[Label],
    comments: dict[int, Comment],
    metadata: PageMetadata,
    base: str | None,
) -> PageReading:
    """The reading: segments joined by blank lines, a dateline parted from its sentence.

    Segments of one comment are one block, and so are neighbouring ones of boilerplate.
    """
    text = _Text(page, base)
    dateline: Dateline | None = None
    inside: set[int] = set()
    for i, (segment, label) in enumerate(zip(page.segments, labels, strict=True)):
        if segment.start in inside:
            continue
        if (comment := comments.get(i)) is not None:
            inside |= {each.start for each in comment.segments}
            text.add(label, comment.text, comment.element, depth=comment.depth)
        elif label.label == "boilerplate":
            text.add_boilerplate(segment)
        elif label.dateline is not None and label.label == "body":
            dateline = label.dateline.moved(text.position)
            cut = label.dateline.end
            text.add(Label(label="dateline"), segment.text[:cut].rstrip(), segment.element)
            text.add(label, segment.text[cut:], segment.element)
        else:
            if label.dateline is not None:
                dateline = label.dateline.moved(text.position)
            text.add(label, segment.text, segment.element)
    blocks = text.blocks()
    return PageReading(
        page=page,
        text=text.joined(),
        blocks=blocks,
        metadata=metadata,
        dateline=dateline,
        silence=_silence(page, blocks),
    )


class _Text:
    """The report's text as it grows, and its blocks."""

    def __init__(self, page: Page, base: str | None) -> None:
        self._page = page
        self._base = base
        self._chunks: list[str] = []
        self._blocks: list[Block] = []
        self._waiting: list[Segment] = []
        self._length = 0

    @property
    def position(self) -> int:
        """Where the next block starts."""
        self._flush()
        return self._length

    def add(self, label: Label, words: str, element: Any, depth: int | None = None) -> None:
        """Add a block."""
        self._flush()
        self._append(label, words, element, depth)

    def add_boilerplate(self, segment: Segment) -> None:
        """Add a segment of boilerplate, which its neighbours of the kind will join."""
        self._waiting.append(segment)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks so far."""
        self._flush()
        return tuple(self._blocks)

    def joined(self) -> str:
        """The text so far."""
        return SEPARATOR.join(self._chunks)

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            element = common(waiting[0].element, waiting[-1].element)
            self._append(Label(label="boilerplate"), "\n".join(each.text for each in waiting), element)

    def _append(self, label: Label, words: str, element: Any, depth: int | None = None) -> None:
        start = self._length
        self._chunks.append(words)
        self._length = start + len(words) + len(SEPARATOR)
        self._blocks.append(
            Block(
                label=label.label,
                start=start,
                end=start + len(words),
                pointer=self._page.pointer(element),
                author=label.author,
                said=label.said,
                depth=depth,
                image=image_of(element, self._base) if label.label == "caption" else None,
            )
        )


def _silence(page: Page, blocks: Sequence[Block]) -> str | None:
    """Why there is no article, or None."""
    labels = {block.label for block in blocks}
    if labels & {"body", "quote"}:
        return None
    if not page.segments:
        return "no article text: the page shows no text"
    if "comment" in labels:
        return "no article text: the page has only navigation and comments"
    return "no article text: the page has only navigation"
