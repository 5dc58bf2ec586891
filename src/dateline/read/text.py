"""Blocks of a plain text: headline, caption, dateline, body, comments, other stories.

Made for dumps that keep a page's words in order and lose its markup, and for plain article bodies, which
come out as body throughout. Every character that is not blank lies in exactly one block.
"""

from __future__ import annotations

from dateline.read.comments import label_section, section_start
from dateline.read.datelines import Dateline
from dateline.read.labels import Label, Part, label_parts
from dateline.read.paragraphs import paragraphs
from dateline.records.evidence import Record
from dateline.records.report import Block


class TextReading(Record, frozen=True):
    """The blocks of a text and its dateline, whose spans count from the start of the text."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None = None


def read_text(text: str, title: str | None = None) -> TextReading:
    """The blocks of a text, sorted and apart from each other; ``title`` helps to find the headline."""
    spans = paragraphs(text)
    parts = [Part(words=text[span.start : span.end]) for span in spans]
    indents = [_indent(text, span.start) for span in spans]
    start = section_start(parts)
    labels = [*label_parts(parts[:start], title, dumped=True), *label_section(parts[start:], indents[start:])]
    blocks: list[Block] = []
    dateline: Dateline | None = None
    for span, label in zip(spans, labels, strict=True):
        if label.dateline is not None:
            dateline = label.dateline.moved(span.start)
        if label.dateline is not None and label.label == "body":
            blocks.extend(_split(text, span.start, span.end, span.start + label.dateline.end))
        else:
            blocks.append(_block(label, span.start, span.end))
    return TextReading(blocks=tuple(blocks), dateline=dateline)


def _block(label: Label, start: int, end: int) -> Block:
    return Block(
        label=label.label, start=start, end=end, author=label.author, said=label.said, depth=label.depth
    )


def _indent(text: str, start: int) -> int:
    """How many blanks stand before a paragraph on its line."""
    before = start
    while before > 0 and text[before - 1] in " \t\xa0":
        before -= 1
    return start - before


def _split(text: str, start: int, end: int, middle: int) -> tuple[Block, Block]:
    """The dateline's block and the body's, without blanks at their ends."""
    line = text[start:middle].rstrip()
    return (
        Block(label="dateline", start=start, end=start + len(line)),
        Block(label="body", start=middle, end=end),
    )
