"""Blocks of a page. The main text is trafilatura's; the labels around it are our own.

The cascade:

1. the page is parsed, and its headline found: the ``h1`` or ``h2`` that its title names, or the only ``h1``;
2. trafilatura extracts the main text, comments left out;
3. each extracted paragraph is found again in the page, which gives its XPath and its container; what lies
   in a comment, related or furniture container, or behind a comment section's heading, is no body;
4. captions and bylines are taken from the page, as trafilatura mixes or drops them;
5. the paragraphs go through the same labels as plain text (datelines, credits, links);
6. readers' comments and links to other stories are added behind the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from dateline.read.comments import label_section, section_start
from dateline.read.containers import Containers, Kind
from dateline.read.datelines import Dateline
from dateline.read.furniture import (
    is_boilerplate,
    is_byline,
    is_comment_action,
    is_comment_heading,
    is_title_like,
)
from dateline.read.labels import Label, Part, is_date_line, is_prose, is_sentence, label_parts
from dateline.read.links import FEWEST_WORDS, is_link, is_story_link
from dateline.read.metadata import PageMetadata, outlet_beside, read_metadata
from dateline.read.page import Page, Segment, segments, squeeze
from dateline.read.page_comments import comments_of
from dateline.records.evidence import Record
from dateline.records.report import Block, BlockLabel

#: A container, comments aside, that holds more of the extracted text than this is the article's own.
_MOST = 0.5

#: A single paragraph with more than this share of the page's text is the page, furniture and all.
_WHOLE = 0.9

_LONGEST_BYLINE = 160
_MOST_RELATED = 40

SEPARATOR = "\n\n"


class PageReading(Record, frozen=True):
    """A page's text, made of its blocks joined by blank lines, and what was found in it."""

    text: str
    blocks: tuple[Block, ...]
    metadata: PageMetadata
    dateline: Dateline | None
    silence: str | None


class _Piece(Record, frozen=True):
    """A paragraph on its way to a block; ``start`` is its place in the page's squeezed text."""

    words: str
    start: int
    label: BlockLabel | None = None
    element: Any = None
    author: str | None = None
    said: str | None = None


def read_page(text: str) -> PageReading:
    """The reading of a page's decoded text; raises ValueError where it cannot be parsed."""
    page = Page(text)
    metadata = read_metadata(page)
    headline = _headline(page, metadata.title.value if metadata.title else "")
    if metadata.outlet is None and headline:
        metadata = msgspec.structs.replace(metadata, outlet=outlet_beside(page, headline.words))
    containers = Containers((headline.element,) if headline else ())
    extracted = _extracted(page, containers)
    end = _comment_heading(page, containers, extracted, headline)
    article, comments = _sorted_out(page, containers, extracted, headline, end)
    if not any(piece.label is None for piece in article):
        article = _short_article(page, containers, headline, end)
    body = [piece for piece in article if piece.label is None]
    around = [*_front(page, containers, headline, body), *_captions(page, containers, headline, body, end)]
    article = sorted([*article, *around], key=lambda piece: piece.start)
    if headline:
        article.insert(0, headline)
    labels = label_parts([Part(words=p.words, label=p.label) for p in article])
    comments = [*comments, *_behind_heading(page, containers, end)]
    taken = [p.words for p in (*article, *comments)]
    related = _related(page, containers, taken, headline)
    rest = sorted([*comments, *related], key=lambda piece: (piece.label == "related", piece.start))
    return _joined(page, [*article, *rest], [*labels, *(_label(piece) for piece in rest)], metadata)


def _headline(page: Page, title: str) -> _Piece | None:
    """The headline as it is shown on the page, or None."""
    wanted = squeeze(title).casefold()
    shown = [
        (element, " ".join("".join(element.itertext()).split()))
        for element in page.root.iter("h1", "h2", "h3")
    ]
    shown = [(element, words) for element, words in shown if 3 <= len(words) <= 300]
    named = [
        (element, words)
        for element, words in shown
        if len(squeeze(words)) >= 8
        and wanted
        and (squeeze(words).casefold() in wanted or wanted in squeeze(words).casefold())
    ]
    first = [(element, words) for element, words in shown if element.tag == "h1" and len(words.split()) >= 3]
    for element, words in [*named, *(first if len(first) == 1 else [])]:
        for start, end in page.find(words):
            if element in (found := page.element_at(start, end), *found.iterancestors()):
                return _Piece(words=words, start=start, label="headline", element=element)
    for segment in page.segments:
        if (
            is_title_like(segment.text)
            and len(segment.text.split()) >= 4
            and squeeze(segment.text).casefold() in wanted
        ):
            return _Piece(words=segment.text, start=segment.start, label="headline", element=segment.element)
    return None


def _extracted(page: Page, containers: Containers) -> list[_Piece]:
    """The main text's paragraphs by trafilatura, each with its element where it is found again."""
    from trafilatura import bare_extraction

    document = bare_extraction(page.source, include_comments=False, include_tables=True, with_metadata=False)
    body = getattr(document, "body", None)
    if body is None:
        return []
    pieces: list[_Piece] = []
    cursor = 0
    for segment in segments(body):
        places = page.find(segment.text, cursor)
        best = next(((s, e) for s, e in places if containers.kind(page.element_at(s, e)) is None), None)
        best = best or (places[0] if places else None)
        if best is None:
            pieces.append(_Piece(words=segment.text, start=cursor))
            continue
        cursor = max(cursor, best[1]) if best[0] >= cursor else cursor
        pieces.append(_Piece(words=segment.text, start=best[0], element=page.element_at(*best)))
    if _is_whole_page(page, pieces):
        return []
    _release_layouts(containers, pieces)
    return pieces


def _is_whole_page(page: Page, pieces: Sequence[_Piece]) -> bool:
    """Whether the only piece is all of the page run together: trafilatura's last resort, no main text."""
    if len(pieces) != 1 or len(page.segments) < 2:
        return False
    return len(squeeze(pieces[0].words)) > _WHOLE * len(page.squeezed)


def _release_layouts(containers: Containers, pieces: Sequence[_Piece]) -> None:
    """Take related and furniture containers that hold most of the text for what they are: the layout."""
    total = sum(len(piece.words) for piece in pieces)
    kinds: tuple[Kind, ...] = ("related", "furniture", "caption")
    for kind in kinds:
        for _ in range(4):
            held: dict[Any, int] = {}
            for piece in pieces:
                holder = None if piece.element is None else containers.holder(piece.element, kind)
                if holder is not None:
                    held[holder] = held.get(holder, 0) + len(piece.words)
            layouts = [holder for holder, length in held.items() if length > _MOST * total]
            for holder in layouts:
                containers.release(holder)
            if not layouts:
                break


def _comment_heading(
    page: Page, containers: Containers, extracted: Sequence[_Piece], headline: _Piece | None
) -> int:
    """Where a comment section without a container of its own starts; the page's end where there is none."""
    start = headline.start if headline else 0
    shown = [
        segment
        for segment in page.segments
        if segment.start >= start
        and (
            (kind := containers.kind(segment.element)) not in ("comment", "furniture")
            or (kind == "furniture" and is_comment_action(segment.text))
        )
        and (is_comment_action(segment.text) or not is_link(segment))
    ]
    parts = [Part(words=segment.text) for segment in shown]
    places = [segment.start for segment in shown]
    bodies = [piece.start for piece in extracted if is_prose(piece.words)]
    found = section_start(parts)
    while found < len(parts) and not any(body < places[found] for body in bodies):
        rest = section_start(parts[found + 1 :])
        found = found + 1 + rest
    return places[found] if found < len(parts) else len(page.squeezed)


def _sorted_out(
    page: Page, containers: Containers, extracted: Sequence[_Piece], headline: _Piece | None, end: int
) -> tuple[list[_Piece], list[_Piece]]:
    """The article's own paragraphs, and the comments that stand in containers."""
    article: list[_Piece] = []
    for piece in extracted:
        kind = None if piece.element is None else containers.kind(piece.element)
        if kind is not None or piece.start >= end or is_comment_heading(piece.words):
            continue
        if headline and squeeze(piece.words) == squeeze(headline.words):
            continue
        if not is_prose(piece.words) and (_is_above(piece, headline) or _is_linked(page, piece)):
            continue
        article.append(piece)
    own = [segment for segment in page.segments if containers.kind(segment.element) == "comment"]
    comments = comments_of(own, lambda element: containers.holder(element, "comment"))
    return article, [
        _Piece(words=c.text, start=c.start, label="comment", element=c.element, author=c.author, said=c.said)
        for c in comments
    ]


def _short_article(page: Page, containers: Containers, headline: _Piece | None, end: int) -> list[_Piece]:
    """The sentences of a page that has hardly more than a few; none where links or other words prevail.

    Below 250 characters trafilatura takes a text for chance.
    """
    shown = [
        segment
        for segment in page.segments
        if segment.start < end
        and containers.kind(segment.element) is None
        and not (headline and squeeze(segment.text) == squeeze(headline.words))
        and not _is_above(_Piece(words="", start=segment.start), headline)
    ]
    kept = [segment for segment in shown if is_sentence(segment.text) and not is_link(segment)]
    if sum(len(segment.text) for segment in kept) <= _MOST * sum(len(segment.text) for segment in shown):
        return []
    return [_Piece(words=segment.text, start=segment.start, element=segment.element) for segment in kept]


def _is_above(piece: _Piece, headline: _Piece | None) -> bool:
    """Whether a piece stands above the headline, where a site has its name and menu."""
    return headline is not None and piece.start < headline.start


def _is_linked(page: Page, piece: _Piece) -> bool:
    """Whether all of a piece is one link, as in menus and lists of other stories."""
    if piece.element is None:
        return False
    return all(is_link(s) for s in page.overlapping(piece.start, piece.start + len(squeeze(piece.words))))


def _front(
    page: Page, containers: Containers, headline: _Piece | None, body: Sequence[_Piece]
) -> list[_Piece]:
    """The bylines and date lines between headline and body that were not extracted."""
    if not body:
        return []
    first = min(piece.start for piece in body)
    start = headline.start + 1 if headline else 0
    above = _date_above(page, headline) if headline else None
    taken = {squeeze(piece.words) for piece in body}
    return [
        _Piece(words=segment.text, start=segment.start, label="byline", element=segment.element)
        for segment in page.segments
        if (start <= segment.start < first or segment is above)
        and len(segment.text) <= _LONGEST_BYLINE
        and squeeze(segment.text) not in taken
        and containers.kind(segment.element) is None
        and (is_byline(segment.text) or is_date_line(segment.text))
    ]


def _date_above(page: Page, headline: _Piece) -> Segment | None:
    """The date line right above the headline, in the same box of the page, or None."""
    before = [segment for segment in page.segments if segment.start < headline.start]
    if not before or not is_date_line(before[-1].text):
        return None
    box = page.element_at(before[-1].start, headline.start + len(squeeze(headline.words)))
    return before[-1] if box.tag in ("td", "div", "header", "article", "section") else None


def _captions(
    page: Page, containers: Containers, headline: _Piece | None, body: Sequence[_Piece], end: int
) -> list[_Piece]:
    """The captions from the headline to the end of the body."""
    if not body:
        return []
    start = min([piece.start for piece in body] + ([headline.start] if headline else []))
    stop = min(end, max(piece.start for piece in body) + 1)
    return [
        _Piece(words=segment.text, start=segment.start, label="caption", element=segment.element)
        for segment in page.segments
        if start <= segment.start < stop and containers.kind(segment.element) == "caption"
    ]


def _behind_heading(page: Page, containers: Containers, end: int) -> list[_Piece]:
    """What stands behind a comment section's heading, in no container: comments and other stories."""
    shown = [
        segment
        for segment in page.segments
        if segment.start >= end
        and containers.kind(segment.element) not in ("comment", "furniture", "related")
    ]
    labels = label_section([Part(words=segment.text) for segment in shown])
    return [
        _Piece(
            words=segment.text,
            start=segment.start,
            label="related" if is_story_link(segment) else label.label,
            element=segment.element,
            author=label.author,
            said=label.said,
        )
        for segment, label in zip(shown, labels, strict=True)
        if label.label in ("comment", "related") or is_story_link(segment)
    ]


def _related(
    page: Page, containers: Containers, taken: Sequence[str], headline: _Piece | None
) -> list[_Piece]:
    """Links to other stories: link texts of several words that are no part of the article or a comment."""
    known = "\n".join(squeeze(words) for words in taken)
    found: dict[str, _Piece] = {}
    for segment in page.segments:
        words = segment.text
        key = squeeze(words)
        if headline and segment.start < headline.start:
            continue
        if not is_link(segment) or len(words.split()) < FEWEST_WORDS or len(words) > 250 or key in known:
            continue
        if containers.kind(segment.element) in (None, "related") and not is_boilerplate(words):
            found.setdefault(
                key, _Piece(words=words, start=segment.start, label="related", element=segment.element)
            )
    return list(found.values())[:_MOST_RELATED]


def _label(piece: _Piece) -> Label:
    return Label(label=piece.label or "body", author=piece.author, said=piece.said)


def _joined(
    page: Page, pieces: Sequence[_Piece], labels: Sequence[Label], metadata: PageMetadata
) -> PageReading:
    """The reading: pieces joined by blank lines, a dateline parted from its sentence."""
    chunks: list[str] = []
    blocks: list[Block] = []
    dateline: Dateline | None = None
    position = 0
    for piece, label in zip(pieces, labels, strict=True):
        pointer = page.pointer(piece.element) if piece.element is not None else None
        words = [(label.label, piece.words)]
        if label.dateline is not None:
            dateline = label.dateline.moved(position)
            if label.label == "body":
                cut = label.dateline.end
                words = [("dateline", piece.words[:cut].rstrip()), ("body", piece.words[cut:])]
        for name, chunk in words:
            blocks.append(
                Block(
                    label=name,
                    start=position,
                    end=position + len(chunk),
                    pointer=pointer,
                    author=label.author,
                    said=label.said,
                )
            )
            chunks.append(chunk)
            position += len(chunk) + len(SEPARATOR)
    return PageReading(
        text=SEPARATOR.join(chunks),
        blocks=tuple(blocks),
        metadata=metadata,
        dateline=dateline,
        silence=_silence(page, blocks),
    )


def _silence(page: Page, blocks: Sequence[Block]) -> str | None:
    """Why there is no article, or None."""
    labels = {block.label for block in blocks}
    if "body" in labels:
        return None
    if not page.squeezed:
        return "no article text: the page shows no text"
    if "comment" in labels:
        return "no article text: the page has only navigation and comments"
    return "no article text: the page has only navigation"
