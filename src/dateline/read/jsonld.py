"""JSON-LD of a page: the nodes of its article, its page and its site, references followed.

Broken JSON is mended where sites commonly break it (comment marks, a last comma, a semicolon behind), else
passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dateline.records.evidence import Record

Node = dict[str, Any]

_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^LiveBlogPosting$|^Reportage|^Review$")
_PAGE = re.compile(r"WebPage$|^ItemPage$|^CollectionPage$|Gallery$")
_OTHER = re.compile(
    r"^(?:DiscussionForumPosting|QAPage|Recipe|CreativeWork|SocialMediaPosting|PodcastEpisode)$"
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|"
    r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$"
)
_LAST_COMMA = re.compile(r",\s*(?=[}\]])")

#: Nodes are looked for this deep, and values followed this far.
_DEEPEST = 5
_MOST_NODES = 500
#: Lists of stories (``itemListElement``) are no articles of this page.
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")


class LinkedData(Record, frozen=True):
    """A page's nodes: those of its article first, then of the page; ``by_id`` leads to referenced ones."""

    articles: tuple[Node, ...] = ()
    pages: tuple[Node, ...] = ()
    others: tuple[Node, ...] = ()
    types: frozenset[str] = frozenset()
    by_id: Mapping[str, Node] = MappingProxyType({})

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The article's nodes, then the page's, then those of what else the page is about."""
        return (*self.articles, *self.pages, *self.others)

    def strings(self, key: str) -> Iterator[str]:
        """The strings under a key of the article's and the page's nodes, in this order."""
        for node in self.nodes:
            yield from texts(node.get(key))

    def resolved(self, value: Any) -> list[Node | str]:
        """The nodes and strings that a value holds: a list laid flat, references replaced by their nodes."""
        return list(self._resolved(value, 0))

    def _resolved(self, value: Any, depth: int) -> Iterator[Node | str]:
        if depth > _DEEPEST:
            return
        if isinstance(value, str) and value.strip():
            yield value
        elif isinstance(value, list):
            for item in value[:_MOST_NODES]:
                yield from self._resolved(item, depth + 1)
        elif isinstance(value, dict):
            reference = value.get("@id")
            known = self.by_id.get(reference) if isinstance(reference, str) else None
            yield known if known is not None and "name" not in value else value


def read_linked(scripts: Sequence[str], title: str, address: str | None) -> LinkedData:
    """The linked data in these scripts; of several articles the one with the page's address or title leads."""
    nodes: list[Node] = []
    for script in scripts:
        data = _parsed(script)
        if data is not None:
            nodes.extend(_nodes(data, 0))
        if len(nodes) > _MOST_NODES:
            break
    named = [(node, types_of(node)) for node in nodes[:_MOST_NODES]]
    articles = [node for node, types in named if any(map(_ARTICLE.search, types)) and _says_something(node)]
    articles.sort(key=lambda node: -_fits(node, title, address))
    known: dict[str, Node] = {}
    for node, _ in named:
        identity = node.get("@id")
        if isinstance(identity, str) and len(node) > 1:
            known.setdefault(identity, node)
    return LinkedData(
        articles=tuple(articles),
        pages=tuple(node for node, types in named if any(map(_PAGE.search, types))),
        others=tuple(node for node, types in named if any(map(_OTHER.search, types))),
        types=frozenset(kind for _, types in named for kind in types),
        by_id=known,
    )


def types_of(node: Node) -> tuple[str, ...]:
    """The types of a node, without their vocabulary's address."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rstrip("/").rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str))


def texts(value: Any) -> Iterator[str]:
    """The strings of a value, which may be a string, a list of them, or ``{"@value": ...}``."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for item in value[:_MOST_NODES]:
            if isinstance(item, str) and item.strip():
                yield item.strip()
    elif isinstance(value, dict) and isinstance(value.get("@value"), str):
        yield from texts(value["@value"])


def _parsed(script: str) -> Any:
    """The data of a script, mended where needed; None where it is no JSON."""
    words = script.strip()
    for mend in (str, lambda s: _WRAPPING.sub("", s), lambda s: _LAST_COMMA.sub("", s)):
        words = mend(words)
        try:
            return json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:_MOST_NODES]:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in _NESTED:
            yield from _nodes(data.get(key), depth + 1)
        for key in ("author", "publisher"):
            if isinstance(data.get(key), dict) and "@id" in data[key]:
                yield from _nodes(data[key], depth + 1)


def _says_something(node: Node) -> bool:
    return any(key in node for key in ("headline", "datePublished", "author", "name", "liveBlogUpdate"))


def _fits(node: Node, title: str, address: str | None) -> int:
    """How well an article's node fits the page."""
    page = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    score = 0
    if address and any(isinstance(each, str) and each.split("#")[0] == address for each in named):
        score += 2
    headline = next(texts(node.get("headline")), "")
    return score + (1 if headline and headline[:40].casefold() in title.casefold() else 0)
