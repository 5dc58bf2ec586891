"""Paragraphs of a plain text, as spans: blank lines part them, and so do single line breaks, save where
the lines were broken to a width or in the middle of a sentence.

Whether a text is hard-wrapped is told by its own breaks: a break was forced where the next line's first
word would not have fitted any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.read.furniture import (
    author_and_time,
    comment_author,
    is_boilerplate,
    is_comment_action,
    is_comment_heading,
    is_form,
    is_time_line,
)
from dateline.records.evidence import Record

_BREAK = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029\x85]")

#: Wrapped text is narrow: wires have 60 to 80 columns; lines above this are paragraphs of their own.
_WIDEST = 110
_NARROWEST = 45

#: At least this share of a text's breaks must have been forced for it to count as wrapped, and at most
#: this share of its lines may end as sentences do (one line in five to eight does by chance).
_FORCED = 0.8
_ENDED = 0.5
_FEWEST_BREAKS = 4

#: Line ends that close a sentence, with what may follow the stop.
_CLOSED = re.compile(r"""[.!?:;…][)\]"'”’»*]*$""")
_UNFINISHED = re.compile(
    r"(?:[,(–—-]|\b(?:a|an|and|as|at|by|for|from|in|into|near|of|on|or|that|the|their|to|with))$",
    re.IGNORECASE,
)


class Paragraph(Record, gc=False, frozen=True):
    """A span ``start:end`` without blanks at its ends; ``lines`` is how many lines it has."""

    start: int
    end: int
    lines: int


class _Line(Record, gc=False, frozen=True):
    start: int
    end: int
    indent: int
    group: int


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; every character outside them is blank. Time is linear."""
    lines = list(_lines(text))
    joined = _joins(text, lines)
    found: list[Paragraph] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or not joined[i]:
            found.append(Paragraph(start=lines[first].start, end=lines[i - 1].end, lines=i - first))
            first = i
    return found


def ends_sentence(words: str) -> bool:
    """Whether these words end as a sentence does: with a stop, perhaps inside quotes or brackets."""
    return _CLOSED.search(words[-12:].rstrip()) is not None


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank; ``group`` counts the blank lines before."""
    group, position = 0, 0
    while position <= len(text):
        match = _BREAK.search(text, position)
        stop = match.start() if match else len(text)
        line = text[position:stop]
        words = line.strip()
        if words:
            indent = len(line) - len(line.lstrip())
            yield _Line(
                start=position + indent, end=position + indent + len(words), indent=indent, group=group
            )
        else:
            group += 1
        if match is None:
            return
        position = match.end()


def _joins(text: str, lines: Sequence[_Line]) -> list[bool]:
    """For each line, whether it goes on the paragraph of the line before it."""
    joined = [False] * len(lines)
    breaks = [i for i in range(1, len(lines)) if lines[i].group == lines[i - 1].group]
    if not breaks:
        return joined
    width = _wrapped_width(text, lines, breaks)
    cased = not (text[:20_000].islower() or text[:20_000].isupper())
    for i in breaks:
        before, line = lines[i - 1], lines[i]
        if _is_comments(text, before) or _is_comments(text, line) or _heads_quotation(text, before, line):
            goes_on = False
        elif width:
            goes_on = not _indented(lines, i) and _goes_on(text, before, line, width)
        else:
            goes_on = _broken_inside(text, before, line, cased)
        joined[i] = goes_on
    return joined


def _is_comments(text: str, line: _Line) -> bool:
    """Whether a line is one of a comment section's own, which sentences do not run across."""
    words = text[line.start : min(line.end, line.start + 100)]
    return author_and_time(words) is not None or is_comment_action(words) or is_comment_heading(words)


def _heads_quotation(text: str, before: _Line, line: _Line) -> bool:
    """Whether a line "gull wrote:" stands below a comment's time."""
    above, words = text[before.start : before.end], text[line.start : min(line.end, line.start + 100)]
    return is_time_line(above) and comment_author(words) is not None


def _is_furniture(text: str, line: _Line) -> bool:
    """Whether a short line is a site's own, such as "Sign in", which no sentence goes on."""
    words = text[line.start : min(line.end, line.start + 41)]
    return len(words) <= 40 and any(map(str.isalpha, words)) and (is_boilerplate(words) or is_form(words))


def _wrapped_width(text: str, lines: Sequence[_Line], breaks: Sequence[int]) -> int:
    """The width a text is hard-wrapped to, or 0 where it is not.

    The width is that of the longest line in a group of several; one stray long line does not count.
    """
    lengths = sorted(lines[i - 1].indent + lines[i - 1].end - lines[i - 1].start for i in breaks)
    width = lengths[int(len(lengths) * 0.95) - (len(lengths) >= 20)] if len(lengths) > 1 else lengths[0]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    plain = [i for i in breaks if not _indented(lines, i)]
    if not plain:
        return 0
    forced = sum(_forced(text, lines[i - 1], lines[i], width) for i in plain)
    ended = sum(ends_sentence(text[lines[i - 1].start : lines[i - 1].end]) for i in plain)
    goes_on = sum(text[lines[i].start].islower() for i in plain)
    if len(plain) < _FEWEST_BREAKS and goes_on * 2 <= len(plain):
        return 0
    return width if forced >= _FORCED * len(plain) and ended <= _ENDED * len(plain) else 0


def _forced(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether the first word of ``line`` would not have fitted behind ``before``."""
    end = text.find(" ", line.start, min(line.end, line.start + width))
    word = (end if end >= 0 else line.end) - line.start
    return before.indent + before.end - before.start + 1 + word > width - 1


def _goes_on(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Whether a line of a wrapped text goes on the sentence or the paragraph before it.

    Typists broke lines early too: an open sentence on a line of half the width or more goes on.
    """
    if _forced(text, before, line, width):
        return True
    length = before.indent + before.end - before.start
    return length * 2 >= width and not ends_sentence(text[max(before.start, before.end - 12) : before.end])


def _indented(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line is set in deeper than the one before it, as a paragraph's first line is."""
    return lines[i].indent >= lines[i - 1].indent + 2


def _broken_inside(text: str, before: _Line, line: _Line, cased: bool) -> bool:
    """Whether a break between two unwrapped lines lies inside a sentence, as link texts leave it."""
    words = text[max(before.start, before.end - 30) : before.end]
    if ends_sentence(words) or _is_furniture(text, before) or _is_furniture(text, line):
        return False
    if _UNFINISHED.search(words):
        return True
    return cased and text[line.start].islower()
