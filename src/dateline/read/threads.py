"""How deep each comment of a plain text's section lies: whom it answers.

Told by the names in its header ("Tomas > Harbour Cat"), by the words it opens with ("@Ansel", "In reply to
#1", another's full name, "gull wrote:"), and by how far it is set in. Where a section shows none of these
its depths are unknown; where it shows some, the other comments answer the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.read.labels import Label
from dateline.records.evidence import Record

_NUMBER = re.compile(r"#(?P<marked>\d{1,4})\b|(?P<plain>\d{1,4})[.)]\s")
_NAMED_NUMBER = re.compile(r"#?(\d{1,4})(?!\w)")
_ANSWERS = re.compile(
    r"(?:\d{1,4}[.)]\s+)?(?:@ ?|↪ ?|>> ?|(?:in )?reply(?:ing)? to:? |antwort auf:? |als antwort auf:? )"
    r"(?:@|#|no\. ?)?(?P<whom>[^\s:,].{0,60})",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"(?P<whom>[^\n:]{1,60}?)\s+(?:wrote|schrieb)\s*:?", re.IGNORECASE)

#: Blanks by which an answer is at least set in.
_STEP = 2

#: A comment answers one of so many before it.
_FARTHEST = 400


class _Comment(Record, frozen=True):
    """A comment: the parts ``first:last``, who wrote it, its number, how far it is set in."""

    first: int
    last: int
    author: str | None
    number: str | None
    indent: int


def with_depths(
    labels: Sequence[Label], words: Sequence[str], indents: Sequence[int], answered: Sequence[str | None]
) -> list[Label]:
    """The labels, each comment with its depth where the section shows depths.

    ``indents`` are the blanks before each part, ``answered`` whom a comment's header says it answers.
    """
    comments = _comments(labels, words, indents)
    levels = sorted({comment.indent for comment in comments})
    steps = [level for i, level in enumerate(levels) if i == 0 or level - levels[i - 1] >= _STEP]
    shown = len(steps) > 1
    depths: list[int] = []
    for i, comment in enumerate(comments):
        parent = _parent(comments, i, words, answered)
        if parent is not None:
            depths.append(depths[parent] + 1)
            shown = True
        else:
            depths.append(max(0, sum(step <= comment.indent for step in steps) - 1))
    done = list(labels)
    if shown:
        for comment, depth in zip(comments, depths, strict=True):
            for i in range(comment.first, comment.last):
                done[i] = msgspec.structs.replace(done[i], depth=depth)
    return done


def _comments(labels: Sequence[Label], words: Sequence[str], indents: Sequence[int]) -> list[_Comment]:
    """The comments: runs of parts by one author; a number opens a new one."""
    found: list[_Comment] = []
    for i, label in enumerate(labels):
        if label.label != "comment":
            continue
        number = _NUMBER.match(words[i])
        last = found[-1] if found else None
        if last is not None and last.last == i and last.author == label.author and number is None:
            found[-1] = msgspec.structs.replace(last, last=i + 1)
        else:
            found.append(
                _Comment(
                    first=i,
                    last=i + 1,
                    author=label.author,
                    number=number["marked"] or number["plain"] if number else None,
                    indent=indents[i],
                )
            )
    return found


def _parent(
    comments: Sequence[_Comment], index: int, words: Sequence[str], answered: Sequence[str | None]
) -> int | None:
    """The index of the comment that this one answers, or None."""
    comment = comments[index]
    for i in range(comment.first, comment.last):
        whom = answered[i]
        if whom is None:
            match = _ANSWERS.match(words[i]) or _QUOTES.fullmatch(words[i])
            whom = match["whom"] if match else None
        for j in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
            earlier = comments[j]
            if whom is not None and _is_meant(whom, earlier):
                return j
            if earlier.author is not None and " " in earlier.author and earlier.author != comment.author:
                opening = words[i].removeprefix(earlier.author)
                if opening != words[i] and opening[:1] in (" ", ",") and len(opening.split()) > 2:
                    return j
    return None


def _is_meant(whom: str, comment: _Comment) -> bool:
    """Whether these words open with the comment's author or are its number."""
    number = _NAMED_NUMBER.match(whom)
    if number is not None:
        return number[1] == comment.number
    if comment.author is None:
        return False
    behind = whom[len(comment.author) :][:1]
    return whom.casefold().startswith(comment.author.casefold()) and not behind.isalnum()
