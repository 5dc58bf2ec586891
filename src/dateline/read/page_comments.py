"""Readers' comments of a page: each comment's text with its author and time where the markup has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dateline.read.containers import is_comment_item, tokens
from dateline.read.furniture import (
    author_and_time,
    comment_author,
    is_ago,
    is_boilerplate,
    is_comment_action,
    is_comment_heading,
    is_form,
    is_time_line,
)
from dateline.read.labels import is_date_line, is_prose, is_sentence
from dateline.read.page import Segment
from dateline.records.evidence import Record

_ITEM = re.compile(
    r"^(?:comment|comment-?\d+|comment-?(?:item|entry|box|wrapper|container|post|inner|block)|li-comment-\d+"
    r"|div-comment-\d+|single-comment|kommentar(?:-?(?:item|eintrag|box))?|guestbook-?entry|post-\d{6,}|comment--\w+|commentaire)$",
    re.IGNORECASE,
)
_DEPTH = re.compile(r"^(?:comment-)?(?:depth|level)-?(\d{1,2})$", re.IGNORECASE)
_CHROME = re.compile(
    r"^(?:reply|comment-?(?:reply|actions?|footer|permalink|links?|tools|vot\w+)|post-?menu|vot\w+|likes?|edit-link|share\w*"
    r"|actions?|links|report)$",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"^(?:fn|n|(?:comment|kommentar)[-_]?author(?:[-_]?name)?|commenter-?name|author(?:[-_]?name)?|user-?name|nick-?name|vcard|commenter"
    r"|publisher-?anchor-?color|poster|submitted-by)$",
    re.IGNORECASE,
)
_TIME = re.compile(r"date|time|comment-?meta|metadata|permalink|ago$", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:\s*\(not verified\))?\s*(?:says|said|wrote|writes|schreibt|sagt)?\s*:?\s*$", re.IGNORECASE
)

_LONGEST_AUTHOR = 80
_LONGEST_TIME = 120


class Comment(Record, frozen=True):
    """A reader's comment: its text, the segments and the element that hold it.

    ``depth`` is 0 where it answers the article, 1 where it answers such a comment, None where the page does
    not show what answers what.
    """

    text: str
    segments: tuple[Segment, ...]
    element: Any
    author: str | None = None
    said: str | None = None
    depth: int | None = None


def comments_of(segments: Sequence[Segment], container_of: Callable[[Segment], Any]) -> list[Comment]:
    """The comments among the segments of comment containers, in order.

    ``container_of`` gives the outermost comment container around a segment. Headings and the reply form are left
    out; a paragraph in no item of its own is a comment by itself. Empty where the section has no items.
    """
    groups: list[tuple[Any, list[Segment]]] = []
    for segment in segments:
        item = _item(segment.element, container_of(segment))
        if groups and item is not None and groups[-1][0] is item:
            groups[-1][1].append(segment)
        else:
            groups.append((item, [segment]))
    groups = _joined(groups)
    items = [item for item, _ in groups if item is not None]
    if not items:
        return []
    found = [
        (item, comment)
        for item, group in groups
        if (item is not None or is_prose(group[0].text)) and (comment := _comment(item, group)) is not None
    ]
    depths = _depths([item for item, _ in found if item is not None])
    return [msgspec.structs.replace(comment, depth=depths.get(item)) for item, comment in found]


def _joined(groups: list[tuple[Any, list[Segment]]]) -> list[tuple[Any, list[Segment]]]:
    """The groups, those of one item that answers stand between as one."""
    found: dict[Any, list[Segment]] = {}
    order: list[tuple[Any, list[Segment]]] = []
    for item, group in groups:
        if item is not None and item in found:
            found[item].extend(group)
            continue
        order.append((item, group))
        if item is not None:
            found[item] = group
    return order


def _item(element: Any, container: Any) -> Any:
    """The innermost element around that is one comment, or None."""
    for each in (element, *element.iterancestors()):
        if _is_item(each):
            return each
        if (
            each.tag == "li"
            and each is not container
            and any("comment" in t.lower() for t in tokens(each.getparent()))
        ):
            return each
        if each is container:
            return None
    return None


def _is_item(element: Any) -> bool:
    names = tokens(element)
    return (
        is_comment_item(element)
        or any(_ITEM.match(name) for name in names)
        or (element.tag in ("li", "article") and "post" in names)
    )


def _depths(items: Sequence[Any]) -> dict[Any, int]:
    """How deep each item stands, where the section shows what answers what; else nothing.

    It shows by a class ("depth-2", from 1) or an attribute of the item or of what is right around it, else by
    items in items and boxes set in ("indented").
    """
    stated = {item: depth for item in items if (depth := _stated_depth(item)) is not None}
    if stated:
        return stated
    nested = {
        item: sum(_is_item(each) or "indented" in tokens(each) for each in (item, *item.iterancestors()))
        for item in items
    }
    top = min(nested.values(), default=0)
    return {item: depth - top for item, depth in nested.items()} if len(set(nested.values())) > 1 else {}


def _stated_depth(item: Any) -> int | None:
    """The depth that an item or the nearest element around it states, or None."""
    for each in (item, *item.iterancestors()):
        for token in tokens(each):
            if match := _DEPTH.match(token):
                return max(0, int(match[1]) - 1)
        for name, base in (("data-depth", 0), ("data-level", 0), ("aria-level", 1)):
            value = each.get(name) or ""
            if value.isdecimal() and len(value) < 3:
                return max(0, int(value) - base)
    return None


def _comment(item: Any, group: list[Segment]) -> Comment | None:
    """The comment that these segments of one item make, or None where they are heading or form."""
    author: str | None = None
    said = _datetime(item)
    named = _author_inside(item)
    kept: list[Segment] = []
    for segment in group:
        words = segment.text
        if is_comment_heading(words) or is_form(words) or is_boilerplate(words) or is_comment_action(words):
            continue
        name = comment_author(words)
        both = author_and_time(words)
        if item is None:
            kept.append(segment)
        elif both is not None:
            author = author or (named if named and words.startswith(named) else both[0])
            said = said or both[1]
        elif name is not None or (
            author is None
            and not is_sentence(words)
            and _marked(segment.element, item, _AUTHOR, _LONGEST_AUTHOR, words)
        ):
            author = name or _SAYS.sub("", words)
        elif (
            is_date_line(words)
            or is_ago(words)
            or _marked(segment.element, item, _TIME, _LONGEST_TIME, words)
        ):
            said = said or words
        elif _marked(segment.element, item, _CHROME, _LONGEST_AUTHOR, words):
            continue
        elif _is_head(words, named):
            author = author or named
            said = said or _time_behind(words, named)
        else:
            kept.append(segment)
    if not kept:
        return None
    return Comment(
        text="\n".join(segment.text for segment in kept),
        segments=tuple(kept),
        element=item if item is not None and len(kept) > 1 else kept[0].element,
        author=author or named,
        said=said,
    )


def _time_behind(words: str, author: str | None) -> str | None:
    """The time that stands behind the author's name in a comment's head, or None."""
    rest = words[len(author or "") :].strip(" ,·|–—-")
    return rest or None


def _is_head(words: str, author: str | None) -> bool:
    """Whether a line holds a comment's author and at most a time: "palm_61 3 November, 21:02"."""
    if author is None or not words.startswith(author):
        return False
    rest = words[len(author) :].strip(" ,·|–—-")
    return not rest or is_time_line(rest) or is_date_line(rest)


def _marked(element: Any, item: Any, names: re.Pattern[str], longest: int, words: str) -> bool:
    """Whether a short text stands in an element of such a class inside the item."""
    if len(words) > longest:
        return False
    for each in (element, *element.iterancestors()):
        if each is item:
            return False
        if each.tag == "time" or (each.tag == "cite" and names is _AUTHOR):
            return each.tag == "cite" or names is _TIME
        marks = [*tokens(each), each.get("itemprop") or ""]
        if any(names.search(mark) for mark in marks):
            return True
    return False


def _author_inside(item: Any) -> str | None:
    """The author that an item's markup names in the run of a longer line."""
    if item is None:
        return None
    for element in item.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.get("itemprop") == "author" or any(_AUTHOR.match(token) for token in tokens(element)):
            words = _SAYS.sub(
                "", " ".join("".join(element.itertext()).split()) or element.get("content") or ""
            )
            return words if 0 < len(words) <= _LONGEST_AUTHOR else None
    return None


def _datetime(item: Any) -> str | None:
    """The time that an item's own markup gives, or None."""
    if item is None:
        return None
    for element in item.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        value = element.get("datetime") or (
            element.get("content")
            if element.get("itemprop") in ("datePublished", "dateCreated", "commentTime")
            else None
        )
        if value:
            return str(value)
    return None
