"""A brief as one HTML page: no scripts, nothing from elsewhere, its style within; it prints, and follows dark and light.

Nothing of an article's HTML is ever in it: all text is escaped, and only the brief's own marks are elements.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from dateline.brief.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Footnotes,
    Heading,
    Paragraph,
    Sources,
    Table,
    Told,
    beyond,
    document_of,
    heading_of,
    stretches,
)
from dateline.brief.markup import address, html_text, xml
from dateline.brief.record import Brief, Footnote, Line
from dateline.brief.words import told


@cache
def style() -> str:
    """The page's style sheet."""
    return (files("dateline.brief") / "data" / "brief.css").read_text("utf-8")


@cache
def style_source() -> str:
    """What a content-security policy must allow for the page's style: its hash, as ``style-src`` takes it."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


def page_of(brief: Brief) -> str:
    """The brief as an HTML page."""
    document = document_of(brief)
    return _Page(document).text()


class _Page:
    """Writes one document; knows which footnotes were cited already, for the way back from them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cited: set[int] = set()

    def text(self) -> str:
        """The whole page."""
        document = self._document
        title = html_text(document.title)
        about = "".join(
            f'<div><dt>{xml(label)}</dt><dd dir="auto">{html_text(value)}</dd></div>'
            for label, value in document.about
        )
        parts = [
            "<!doctype html>",
            '<html lang="en" dir="ltr">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {style_source()}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{xml(document.title)}</title>",
            f"<style>{style()}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">To the main points</a>',
            f'<header><p class="kind">Situation brief</p><h1 dir="auto">{title}</h1><dl>{about}</dl></header>',
            '<main id="main">',
            '<section class="summary" aria-labelledby="points"><h2 id="points">Main points</h2>',
            self._bullets(document.summary),
            "</section>",
            *self._nav(),
            *(part for block in document.blocks for part in self._block(block)),
            "</main>",
            "</body>",
            "</html>",
        ]
        return "\n".join(parts) + "\n"

    def _nav(self) -> Iterator[str]:
        """The second-level headings as links."""
        links = (
            f'<li><a href="#{xml(block.key)}">{html_text(block.text)}</a></li>'
            for block in self._document.blocks
            if isinstance(block, Heading) and block.level == 2
        )
        yield f'<nav aria-label="Contents"><ul>{"".join(links)}</ul></nav>'

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield f'<h{block.level} id="{xml(block.key)}">{html_text(block.text)}</h{block.level}>'
        elif isinstance(block, Paragraph):
            yield f'<p class="{block.role or "plain"}">{self._line(block.line)}</p>'
        elif isinstance(block, Bullets):
            yield self._bullets(block.lines, block.role)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Figure):
            yield f'<figure class="{block.name}">{block.svg}<figcaption>{html_text(block.caption)}</figcaption></figure>'
        elif isinstance(block, Told):
            yield from self._told(block)
        elif isinstance(block, Footnotes):
            yield f'<ol class="notes">{"".join(map(self._footnote, block.notes))}</ol>'
        else:
            yield from self._sources(block)

    def _line(self, line: Line) -> str:
        return "".join(html_text(piece.text) + self._marks(piece.notes) for piece in line.pieces).strip()

    def _marks(self, notes: Iterable[int]) -> str:
        links = [self._mark(number) for number in notes]
        return f"<sup>{'<span>, </span>'.join(links)}</sup>" if links else ""

    def _mark(self, number: int) -> str:
        first = "" if number in self._cited else f' id="r{number}"'
        self._cited.add(number)
        return f'<a href="#n{number}"{first} aria-label="Evidence {number}">{number}</a>'

    def _bullets(self, lines: Iterable[Line], role: str = "") -> str:
        kind = f' class="{role}"' if role else ""
        return f"<ul{kind}>{''.join(f'<li>{self._line(line)}</li>' for line in lines)}</ul>"

    def _told(self, event: Told) -> Iterator[str]:
        yield f'<article class="told {xml(event.kind)}" id="{xml(event.key)}">'
        yield (
            f'<h{event.level}><span dir="auto">{html_text(event.heading)}</span> '
            f'<span class="badge {xml(event.kind)}">{xml(event.badge)}</span></h{event.level}>'
        )
        yield f'<p class="small">{html_text(event.about)}</p>'
        for kind, lines in (
            ("says", event.lines),
            ("figure", event.figures),
            ("differs", event.differences),
            ("bearing", event.bearing),
            ("gap", event.gaps),
        ):
            if lines:
                yield self._bullets(lines, kind)
        yield "</article>"

    def _table(self, table: Table) -> Iterator[str]:
        def kind(i: int) -> str:
            return ' class="number"' if i in table.numbers else ""

        head = "".join(
            f'<th scope="col"{kind(i)}>{html_text(cell)}</th>' for i, cell in enumerate(table.head)
        )
        caption = html_text(table.caption)
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{xml(table.caption)}"><table>'
        yield f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>"
        for row in table.rows:
            first, *others = (self._line(cell) for cell in row)
            cells = "".join(f"<td{kind(i)}>{cell}</td>" for i, cell in enumerate(others, 1))
            yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
        yield "</tbody></table></div>"

    def _footnote(self, note: Footnote) -> str:
        outlet, title, published, where = heading_of(note)
        sentence = "".join(
            f"<mark>{html_text(text)}</mark>" if strong else html_text(text)
            for text, strong in stretches(note)
        )
        further = "".join(f' Also: <q dir="auto">{html_text(told(each.text))}</q>.' for each in beyond(note))
        return (
            f'<li id="n{note.number}"><cite>{html_text(outlet)}, <span dir="auto">“{html_text(title)}”</span>, '
            f'{html_text(published)}</cite>, <span class="address">{_address(where)}</span>'
            f'<blockquote dir="auto">{sentence}</blockquote>{further}'
            f'<a class="back" href="#r{note.number}" aria-label="Back to where evidence {note.number} is cited">↩</a></li>'
        )

    def _sources(self, block: Sources) -> Iterator[str]:
        yield '<ul class="sources">'
        for used in block.sources:
            outlet, title, published, where = heading_of(used)
            yield (
                f'<li><cite>{html_text(outlet)}, <span dir="auto">“{html_text(title)}”</span>, {html_text(published)}'
                f'</cite>, <span class="address">{_address(where)}</span>{self._marks(used.notes)}</li>'
            )
        yield "</ul>"


def _address(words: str) -> str:
    """The address, as a link where it is one of the web."""
    link = address(words)
    text = html_text(words)
    return text if link is None else f'<a href="{xml(link)}" rel="noopener noreferrer">{text}</a>'
