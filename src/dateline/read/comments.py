"""A plain text's comment section: where it starts, and what its paragraphs are.

A section starts at a heading ("Leave a Reply", "3 Comments") that has prose before it and a section's
signs behind it; without signs, only where what follows is not much longer than the article, so that a
"Comments" link above an article does not swallow it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.furniture import (
    comment_author,
    heads_other_stories,
    is_boilerplate,
    is_comment_heading,
    is_form,
    is_other_story,
    is_time_line,
    is_title_like,
)
from dateline.read.labels import Label, Part, is_date_line, is_prose

_NUMBERED = re.compile(r"#?\d{1,4}[.)]\s")
_LEAVE = re.compile(r"\W*(?:leave|post|add|write|submit|schreib)", re.IGNORECASE)

#: Without other signs, a section may be this many times as long as what comes before its heading.
_LONGEST_UNSIGNED = 4


def section_start(parts: Sequence[Part]) -> int:
    """The index of the heading that opens the comment section; ``len(parts)`` where there is none."""
    headings = [i for i, part in enumerate(parts) if is_comment_heading(part.words)]
    for i in headings:
        before = sum(len(part.words) for part in parts[:i])
        if not any(is_prose(part.words) for part in parts[:i]) and not (
            i > 0 and _LEAVE.match(parts[i].words)
        ):
            continue
        rest = parts[i + 1 :]
        after = sum(len(part.words) for part in rest)
        if after <= _LONGEST_UNSIGNED * before or any(_is_sign(part.words) for part in rest[:400]):
            return i
    return len(parts)


def label_section(parts: Sequence[Part]) -> list[Label]:
    """Labels for the parts from the section's heading on: comments, the form, other stories' headlines."""
    labels: list[Label] = []
    author: str | None = None
    said: str | None = None
    past_form = others = False
    for i, part in enumerate(parts):
        words = part.words
        name = comment_author(words) or _name_above_time(parts, i)
        if is_comment_heading(words):
            past_form = past_form or (_LEAVE.match(words) is not None and len(labels) > 0)
            author = said = None
            labels.append(Label(label="boilerplate"))
        elif is_form(words):
            past_form = past_form or len(words) > 20
            labels.append(Label(label="boilerplate"))
        elif name is not None:
            author, said, others = name, None, False
            labels.append(Label(label="comment", author=author))
        elif author is not None and said is None and (is_date_line(words) or is_time_line(words)):
            said = words.strip()
            labels.append(Label(label="comment", author=author, said=said))
        elif heads_other_stories(words):
            others = True
            labels.append(Label(label="boilerplate"))
        elif is_other_story(words):
            labels.append(Label(label="related"))
        elif is_boilerplate(words):
            labels.append(Label(label="boilerplate"))
        elif (past_form or others) and is_title_like(words) and not _NUMBERED.match(words):
            labels.append(Label(label="related"))
        elif others and not is_prose(words) and not _NUMBERED.match(words):
            labels.append(Label(label="boilerplate"))
        else:
            others = False
            labels.append(Label(label="comment", author=author, said=said))
    return labels


def _name_above_time(parts: Sequence[Part], i: int) -> str | None:
    """The name in a line of a few words, with a line below that says when it was written, or None."""
    words = parts[i].words.strip()
    if len(words) > 40 or len(words.split()) > 4 or i + 1 == len(parts) or is_time_line(words):
        return None
    return words if is_time_line(parts[i + 1].words) else None


def _is_sign(words: str) -> bool:
    """Whether a paragraph shows that readers write here."""
    if len(words) > 250:
        return _NUMBERED.match(words) is not None
    if comment_author(words) is not None or _NUMBERED.match(words) is not None or is_time_line(words):
        return True
    return is_form(words) and len(words) > 20
