"""A brief as Markdown (GitHub's, with footnotes): for wikis, issues and whoever edits it further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.brief.document import (
    Block,
    Bullets,
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
from dateline.brief.markup import address, markdown
from dateline.brief.record import Brief, Footnote, Line
from dateline.brief.words import told


def markdown_of(brief: Brief) -> str:
    """The brief as Markdown; drawings are told in words."""
    document = document_of(brief)
    parts = [f"# {markdown(document.title)}"]
    parts.append("\n".join(f"- **{label}:** {markdown(value)}" for label, value in document.about))
    parts.append("## Main points")
    parts.append(_bullets(document.summary))
    parts += [text for block in document.blocks if (text := _block(block))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {markdown(block.text)}"
    if isinstance(block, Paragraph):
        return _line(block.line)
    if isinstance(block, Bullets):
        return _bullets(block.lines)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Figure):
        return f"*{block.name.capitalize()}.* {markdown(block.words)}"
    if isinstance(block, Told):
        return _told(block)
    if isinstance(block, Footnotes):
        return "\n\n".join(map(_footnote, block.notes))
    return "\n".join(_sources(block))


def _line(line: Line) -> str:
    """The sentence with its footnotes' marks; each piece is escaped by itself."""
    text = "".join(
        _piece(piece.text, first=not i) + "".join(f"[^{number}]" for number in piece.notes)
        for i, piece in enumerate(line.pieces)
    )
    return text.strip()


def _piece(text: str, *, first: bool) -> str:
    # what begins a line could begin a list; what follows in it could not
    return markdown(text) if first else markdown("." + text)[1:]


def _bullets(lines: Iterable[Line]) -> str:
    return "\n".join(f"- {_line(line)}" for line in lines)


def _told(event: Told) -> str:
    lines = (*event.lines, *event.figures, *event.differences, *event.bearing, *event.gaps)
    head = f"**{markdown(event.heading)}** ({markdown(event.badge)}; {markdown(event.about)})"
    return f"{head}\n\n{_bullets(lines)}" if lines else head


def _table(table: Table) -> str:
    rule = ("---:" if i in table.numbers else "---" for i in range(len(table.head)))
    rows = [_row(map(markdown, table.head)), _row(rule)]
    rows += [_row(map(_line, row)) for row in table.rows]
    return f"{markdown(table.caption)}\n\n" + "\n".join(rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _footnote(note: Footnote) -> str:
    outlet, title, published, where = heading_of(note)
    sentence = "".join(_marked(text, strong) for text, strong in stretches(note))
    further = "".join(f" Also: “{markdown(told(each.text))}”." for each in beyond(note))
    head = f"{markdown(outlet)}, “{markdown(title)}”, {markdown(published)}, {_address(where)}"
    return f"[^{note.number}]: {head}: “{sentence}”{further}"


def _marked(text: str, strong: bool) -> str:
    """A stretch of the sentence, bold where the statement was read from it; the blanks at its ends stay outside."""
    words = text.strip()
    if not strong or not words:
        return markdown("." + text)[1:]
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{markdown('.' + before)[1:]}**{markdown('.' + words)[1:]}**{markdown('.' + after)[1:]}"


def _address(words: str) -> str:
    """The address, as a link where it is one of the web."""
    link = address(words)
    return markdown(words) if link is None else f"<{link}>"


def _sources(block: Sources) -> Iterator[str]:
    for used in block.sources:
        outlet, title, published, where = heading_of(used)
        notes = "".join(f"[^{number}]" for number in used.notes)
        yield f"- {markdown(outlet)}, “{markdown(title)}”, {markdown(published)}, {_address(where)}{notes}"
