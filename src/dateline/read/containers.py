"""What a part of a page is for, told from its element's name, class and id.

A container that holds the headline, or most of the article, is not what its class says: sites name whole
layouts "has-comments" or "with-sidebar".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

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
    r"comments?[-_]?(?:link|count|number|icon|bubble|button|toggle|meta-link|anchor)|num-?comments", re.I
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
    """Tells what container an element lies in. ``keep`` are elements that no container may hold."""

    def __init__(self, keep: tuple[Any, ...]) -> None:
        """``keep``: the headline's element, and others that are the article for certain."""
        self._article = {ancestor for element in keep for ancestor in (element, *element.iterancestors())}
        self._known: dict[Any, Kind | None] = {}
        self._kinds: dict[Any, Kind | None] = {}

    def kind(self, element: Any) -> Kind | None:
        """The kind of the outermost comment container around an element, else of the innermost other one."""
        line = []
        kind: Kind | None = None
        each = element
        while each is not None and each not in self._kinds:
            line.append(each)
            each = each.getparent()
        if each is not None:
            kind = self._kinds[each]
        for each in reversed(line):
            own = self._own(each)
            kind = "comment" if "comment" in (own, kind) else own or kind
            self._kinds[each] = kind
        return kind

    def holder(self, element: Any, kind: Kind) -> Any:
        """The outermost container of this kind around an element, or None."""
        found = None
        for each in (element, *element.iterancestors()):
            if self._own(each) == kind:
                found = each
        return found

    def release(self, element: Any) -> None:
        """Take a container for part of the article from now on."""
        self._known[element] = None
        self._kinds.clear()

    def _own(self, element: Any) -> Kind | None:
        if element not in self._known:
            self._known[element] = None if element in self._article else own_kind(element)
        return self._known[element]


def own_kind(element: Any) -> Kind | None:
    """What an element by itself says it is, or None."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER:
        return None
    if is_comment_item(element):
        return "comment"
    if tag == "figcaption":
        return "caption"
    for token in tokens(element):
        if (kind := _kind_of(token)) is not None:
            return kind
    if tag in ("nav", "footer", "button") or (tag == "form" and _is_small_form(element)):
        return "furniture"
    return None


@lru_cache(maxsize=20_000)
def _kind_of(token: str) -> Kind | None:
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
