"""A plain text's comment section: where it starts, and what its paragraphs are.

A section starts at a heading ("Leave a Reply", "3 Comments") that has prose before it and a section's
signs behind it; without signs, only where what follows is not much longer than the article, so that a
"Comments" link above an article does not swallow it.

Where the heading is lost, a section gives itself away by two lines of a name and how long ago ("Ahmed K.
2 hours ago"), or by a line that offers to answer ("Like Reply"); it starts at the first name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.dates import find_day
from dateline.read.furniture import (
    answered_author,
    author_and_time,
    comment_author,
    header_time,
    heads_other_stories,
    is_ago,
    is_boilerplate,
    is_comment_action,
    is_comment_heading,
    is_form,
    is_other_story,
    is_other_storys_note,
    is_time_line,
    is_title_like,
)
from dateline.read.labels import Label, Part, is_date_line, is_prose, is_sentence
from dateline.read.paragraphs import ends_sentence
from dateline.read.threads import with_depths

_NUMBERED = re.compile(r"#?\d{1,4}[.)]\s")
_NO_NAME = re.compile(
    r"(?:(?:last )?(?:published|posted|updated|edited|modified|stand|date|on|at|am|vom)|\w+day):?",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(r"\s(?:on|at|am|vom)\s*$")
_LEAVE = re.compile(r"\W*(?:leave|post|add|write|submit|schreib)", re.IGNORECASE)

#: Paragraphs above a first "Like Reply" among which its author's name is looked for.
_LONGEST_COMMENT = 6

#: Other stories' headlines behind a form have more words than this, a section's own lines at most so many.
_FEWEST_IN_TITLE = 3
_LONGEST_LINE = 8

#: Without other signs, a section may be this many times as long as what comes before its heading.
_LONGEST_UNSIGNED = 4

#: Behind its heading a section's first sign stands within so many paragraphs.
_FARTHEST_SIGN = 400


def section_start(parts: Sequence[Part]) -> int:
    """The index of the paragraph that opens the comment section; ``len(parts)`` where there is none."""
    return min(_headed(parts), _unheaded(parts))


def _headed(parts: Sequence[Part]) -> int:
    """The index of the section's heading; ``len(parts)`` where there is none."""
    prose = next((i for i, part in enumerate(parts) if is_prose(part.words)), len(parts))
    total = sum(len(part.words) for part in parts)
    before = sign = 0
    for i, part in enumerate(parts):
        words = part.words
        if is_comment_heading(words) and (prose < i or (i > 0 and _LEAVE.match(words))):
            # The first sign behind is sought once for all headings before it.
            sign = max(sign, i + 1)
            while sign < min(len(parts), i + 1 + _FARTHEST_SIGN) and not _is_sign(parts[sign].words):
                sign += 1
            signed = sign < min(len(parts), i + 1 + _FARTHEST_SIGN)
            if signed or total - before - len(words) <= _LONGEST_UNSIGNED * before:
                return i
        before += len(words)
    return len(parts)


def _unheaded(parts: Sequence[Part]) -> int:
    """The index of a section's first name or comment where no heading opens it; else ``len(parts)``."""
    article = next((i for i, part in enumerate(parts) if is_sentence(part.words)), len(parts))
    named: list[int] = []
    actions: list[int] = []
    for i in range(article + 1, len(parts)):
        words = parts[i].words
        above = parts[i + 1].words if i + 1 < len(parts) else ""
        if author_and_time(words) is not None or (is_ago(above) and _is_name(words)):
            named.append(i)
        elif is_comment_action(words):
            actions.append(i)
    signs = [*named, *actions]
    if len(named) < 2 and not actions:
        return len(parts)
    first = min(signs)
    if first in named:
        return first
    # The first sign is "Like Reply": above it stand the comment and, at best, its author's name.
    for i in range(first - 1, max(article, first - _LONGEST_COMMENT), -1):
        if _is_name(parts[i].words):
            return i
    lone = len(signs) == 1 and parts[first].words.strip().casefold() == "reply"
    return first if lone or first - 1 <= article else first - 1


def _is_name(words: str) -> bool:
    """Whether a line of a few words without a stop could be who wrote a comment."""
    words = words.strip()
    if len(words) > 40 or len(words.split()) > 3 or is_boilerplate(words) or is_comment_action(words):
        return False
    return words[0].isalnum() and (words[-1] not in ".!?:;," or re.search(r"\b\w\.$", words) is not None)


def label_section(parts: Sequence[Part], indents: Sequence[int] | None = None) -> list[Label]:
    """Labels for the parts from the section's heading on: comments, the form, other stories' headlines.

    ``indents`` are the blanks before each part, by which answers may be told.
    """
    words = [part.words for part in parts]
    answered = [answered_author(each) for each in words]
    return with_depths(_labels(parts), words, indents or [0] * len(parts), answered)


def _labels(parts: Sequence[Part]) -> list[Label]:
    """The labels, without the comments' depths."""
    labels: list[Label] = []
    author: str | None = None
    said: str | None = None
    past_form = others = False
    # Where comments have headers, a short line outside of one is the section's own.
    headed = sum(_header(parts, i) is not None for i in range(len(parts))) > 0
    closed = headed
    for i, part in enumerate(parts):
        words = part.words
        header = _header(parts, i)
        if is_comment_heading(words):
            past_form = past_form or (_LEAVE.match(words) is not None and len(labels) > 0)
            author = said = None
            labels.append(Label(label="boilerplate"))
        elif is_comment_action(words):
            closed = headed
            labels.append(Label(label="boilerplate"))
        elif is_form(words):
            past_form = past_form or len(words) > 20
            closed = headed
            labels.append(Label(label="boilerplate"))
        elif header is not None:
            (author, said), others, past_form, closed = header, False, False, False
            labels.append(Label(label="comment", author=author, said=said))
        elif (
            author is not None
            and said is None
            and (is_date_line(words) or is_time_line(words) or is_ago(words))
        ):
            said = words.strip()
            labels.append(Label(label="comment", author=author, said=said))
        elif heads_other_stories(words):
            others = True
            labels.append(Label(label="boilerplate"))
        elif is_other_story(words) or (others and is_other_storys_note(words)):
            labels.append(Label(label="related"))
        elif is_boilerplate(words):
            labels.append(Label(label="boilerplate"))
        elif (others or (past_form and len(words.split()) > _FEWEST_IN_TITLE)) and (
            is_title_like(words) and not _NUMBERED.match(words)
        ):
            labels.append(Label(label="related"))
        elif (others and not is_prose(words) and not _NUMBERED.match(words)) or (closed and _is_short(words)):
            labels.append(Label(label="boilerplate"))
        else:
            others = False
            labels.append(Label(label="comment", author=author, said=said))
    return labels


def _header(parts: Sequence[Part], i: int) -> tuple[str, str | None] | None:
    """The author, and the time if it is there, of a paragraph that heads a comment; else None."""
    words = parts[i].words
    both = author_and_time(words)
    if both is not None:
        return both
    name = None if _cites(parts, i) else comment_author(words)
    if name is not None:
        return name, header_time(words)
    both = _author_and_day(words)
    if both is not None:
        return both
    name = _name_above_time(parts, i) or _name_of_action(parts, i)
    return (name, None) if name is not None else None


def _author_and_day(words: str) -> tuple[str, str] | None:
    """The author and the time of a line like "# skipper 2031-03-21 14:10", or None."""
    found = find_day(words) if len(words) <= 80 else None
    if found is None or not 2 <= found.start <= 45:
        return None
    name = _BEFORE_DAY.sub("", words[: found.start]).strip(" \t#|,-–—•·")
    said = words[found.start :].strip()
    if not name or len(name.split()) > 3 or not _is_name(name) or _NO_NAME.fullmatch(name):
        return None
    return (name, said) if is_date_line(said) else None


def _is_short(words: str) -> bool:
    """Whether a line is of a few words and no sentence."""
    return len(words.split()) <= _LONGEST_LINE and not ends_sentence(words) and not _NUMBERED.match(words)


def _cites(parts: Sequence[Part], i: int) -> bool:
    """Whether a line "gull wrote:" names who is quoted below it, not who writes."""
    return i + 1 < len(parts) and parts[i + 1].words.startswith(">")


def _name_of_action(parts: Sequence[Part], i: int) -> str | None:
    """The name in the first line of a comment that ends in "Like · Reply", or None.

    Such comments stand between two of these lines, the first one behind the section's own words.
    """
    words = parts[i].words.strip()
    if not _is_name(words) or not words[0].isupper() or is_comment_heading(words) or is_form(words):
        return None
    above = parts[i - 1].words if i else ""
    if i == 0 or not (
        is_comment_action(above) or is_comment_heading(above) or is_form(above) or is_boilerplate(above)
    ):
        return None
    for later in range(i + 1, min(len(parts), i + _LONGEST_COMMENT)):
        if author_and_time(parts[later].words) is not None or _name_above_time(parts, later) is not None:
            return None
        if is_comment_action(parts[later].words):
            return words if later > i + 1 else None
    return None


def _name_above_time(parts: Sequence[Part], i: int) -> str | None:
    """The name in a line of a few words, with a line below that says when it was written, or None."""
    words = parts[i].words.strip()
    if len(words) > 40 or len(words.split()) > 4 or i + 1 == len(parts) or is_time_line(words):
        return None
    below = parts[i + 1].words
    if is_date_line(words) or is_ago(words):
        return None
    if words[-1] in ".!?" and author_and_time(below) is not None:
        return None
    return words if _is_when(below) else None


def _is_when(words: str) -> bool:
    """Whether a line says when a comment was written, and nothing else."""
    return is_ago(words) or is_time_line(words) or is_date_line(words)


def _is_sign(words: str) -> bool:
    """Whether a paragraph shows that readers write here."""
    if len(words) > 250:
        return _NUMBERED.match(words) is not None
    if author_and_time(words) is not None or is_comment_action(words):
        return True
    if comment_author(words) is not None or _NUMBERED.match(words) is not None or is_time_line(words):
        return True
    return is_form(words) and len(words) > 20
