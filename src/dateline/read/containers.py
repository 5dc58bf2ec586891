"""What a part of a page is for, told from its element's name, class and id.

A container that holds the headline, or most of the article, is not what its class says: sites name whole
layouts "has-comments" or "with-sidebar".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

from dateline.read.page import Box, Page, Segment
from dateline.read.signs import COMMENT, FOREIGN

Kind = Literal["comment", "related", "caption", "furniture"]

_COMMENT = re.compile(
    r"comment|kommentar|disqus|livefyre|viafoura|^respond$|^replies$|^responses$|^spot-?im|^coral|guestbook",
    re.I,
)
_NOT_COMMENT = re.compile(
    r"commentary|(?:no|has|with|without|allow|open|closed)[-_]?comments?$|comments?[-_]?(?:open|closed|off|on|allowed|status)"
    r"|comment-status",
    re.I,
)
_COMMENT_LINK = re.compile(
    r"comments?[-_](?:link|toggle|meta-link|anchor|button)|comments?[-_]?(?:count|number|icon|bubble)|num-?comments"
    r"|recent-?_?comments|latest-?_?comments",
    re.I,
)
_RELATED = re.compile(
    r"related|recommend|outbrain|taboola|trending|most-?(?:read|popular|viewed)|popular-?posts?|also-?like|^read-?more$"
    r"|more-?(?:news|stories|from|on)|recirc|^teasers?$|latest-?(?:news|posts|stories)|recent-?posts?|^sidebar$"
    r"|other-?(?:news|stories)|next-?(?:post|article|story)|prev(?:ious)?-?(?:post|article|story)|see-?also",
    re.I,
)
_CAPTION = re.compile(
    r"caption|^legend$|bildunterschrift|photo-?(?:credit|text|desc)|image-?(?:credit|text|desc)", re.I
)
_FURNITURE = re.compile(
    r"^(?:nav|menu|navigation|navbar|topnav|breadcrumbs?|footer|site-footer|cookies?|cookie-.*|share|sharing|social"
    r"|share-.*|social-.*|newsletter.*|subscri.*|pagination|login|tags|tag-?list|tagcloud|advert.*|ads?|ad-.*|banner"
    r"|skip-link|screen-reader.*|masthead|copyright|disclaimer)$",
    re.I,
)
_NEVER = frozenset({"html", "body", "main"})


def tokens(element: Any) -> list[str]:
    """The words of an element's class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


class Containers:
    """Tells what containers a page's segments lie in. The boxes around ``keep`` are none."""

    def __init__(self, page: Page, keep: Iterable[Segment] = ()) -> None:
        """``keep``: the headline's segments, and others that are the article for certain."""
        self._page = page
        self._own = [_of_box(box) for box in page.boxes]
        for segment in keep:
            for box in self._around(segment):
                self._own[box] = None
        self._settle()

    def release(self, box: int) -> None:
        """Take a container for part of the article from now on."""
        self._own[box] = None
        self._settle()

    def holder(self, segment: Segment, kind: Kind) -> int | None:
        """The outermost box of this kind around a segment, or None."""
        found = None
        for box in self._around(segment):
            if self._own[box] == kind:
                found = box
        return found

    def _around(self, segment: Segment) -> Iterator[int]:
        """The boxes around a segment, from the inside out."""
        box = segment.box
        while box >= 0:
            yield box
            box = self._page.boxes[box].outside

    def _settle(self) -> None:
        """Find each segment's kind: comment where any box around is one, else that of the innermost."""
        inside: list[Kind | None] = []
        for box, own in zip(self._page.boxes, self._own, strict=True):
            around = inside[box.outside] if box.outside >= 0 else None
            inside.append("comment" if around == "comment" else own or around)
        #: The kind of each segment, in order.
        self.kinds = [
            inside[segment.box]
            if segment.linked == segment.end - segment.start
            or segment.element is self._page.boxes[segment.box].element
            else _inline(segment.element, self._page.boxes[segment.box].element, inside[segment.box])
            for segment in self._page.segments
        ]


def _inline(element: Any, box: Any, around: Kind | None) -> Kind | None:
    """The kind of text in an element that does not part its text from what is around it."""
    if around == "comment":
        return around
    for each in (element, *element.iterancestors()):
        if each is box:
            break
        if (kind := _of_names(" ".join(tokens(each)))) is not None:
            return kind
    return around


def _of_box(box: Box) -> Kind | None:
    """What a box by itself says it is, or None."""
    tag = box.tag
    if tag in _NEVER:
        return None
    if box.signs & COMMENT:
        return "comment"
    if tag == "figcaption":
        return "caption"
    if box.signs & FOREIGN and (kind := _of_names(box.names)) is not None:
        return kind
    if tag in ("nav", "footer", "button") or (tag == "form" and _is_small_form(box.element)):
        return "furniture"
    return None


@lru_cache(maxsize=20_000)
def _of_names(names: str) -> Kind | None:
    """What the words of a class and an id say: the first that says anything counts."""
    return next((kind for name in names.split() if (kind := _of_name(name)) is not None), None)


@lru_cache(maxsize=20_000)
def _of_name(token: str) -> Kind | None:
    """What one word of a class or id says."""
    if _NOT_COMMENT.search(token):
        return None
    if _COMMENT_LINK.search(token):
        return "furniture"
    if _COMMENT.search(token):
        return "comment"
    if _CAPTION.search(token):
        return "caption"
    if _RELATED.search(token):
        return "related"
    return "furniture" if _FURNITURE.search(token) else None


def is_comment_item(element: Any) -> bool:
    """Whether an element is one reader's comment by its microdata."""
    itemtype = element.get("itemtype") or ""
    return itemtype.rstrip("/").endswith(("schema.org/Comment", "schema.org/UserComments")) or (
        element.get("itemprop") == "comment"
    )


def _is_small_form(element: Any) -> bool:
    """Whether a form is one to fill in; some sites wrap the whole page in a form."""
    return sum(len(text) for text in element.itertext()) < 1500
