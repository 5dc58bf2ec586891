"""What a page says of itself: title, outlet, authors, days, address, each with the markup's own words.

Only explicit markup counts, in this order: JSON-LD, then ``meta`` elements, then ``time`` elements and
microdata. Days are never taken from the address, the copyright line or the server.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.read.dates import parse_day
from dateline.read.page import Page, squeeze
from dateline.records.evidence import Record

_ARTICLE = re.compile(r"Article$|BlogPosting$|^Report$|^LiveBlogPosting$")
_ANY_PAGE = re.compile(r"WebPage$")

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
    "parsely-author",
)
_PUBLISHED = (
    *(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
    ),
    *("dc.date.created", "dcterms.date", "dcterms.issued", "dcterms.created", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "publication-date", "citation_publication_date"),
    *(
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
        "rnews:datepublished",
        "originalpublicationdate",
    ),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"),
    *("last-modified", "lastmod", "article.updated"),
)

_BY = re.compile(r"^\W*(?:by|von|par|por|written by|author:?|reported by)\s+", re.IGNORECASE)
_NAMES = re.compile(r"\s*(?:,|;|\band\b|\bund\b|&|\|)\s*")
_NO_NAME = re.compile(
    r"https?://|www\.|@|^\d+$|^(?:admin|editor|staff|webmaster|author|user)$", re.IGNORECASE
)
_LONGEST_NAME = 80


class Found(Record, frozen=True):
    """A value and the words it was read from, as they stand in the page; ``how`` names the markup."""

    value: str
    words: str
    how: str


class PageMetadata(Record, frozen=True):
    """What the page says of itself; None where it does not say."""

    title: Found | None
    outlet: Found | None
    authors: tuple[Found, ...]
    published: Found | None
    modified: Found | None
    url: Found | None


def read_metadata(page: Page) -> PageMetadata:
    """The metadata in a page's markup. ``published`` and ``modified`` are values that hold a full date."""
    nodes = list(_json_ld(page.root))
    metas = _metas(page.root)
    return PageMetadata(
        title=_linked(nodes, "headline") or _meta(metas, _TITLE) or _title_element(page.root),
        outlet=_meta(metas, _OUTLET[:1]) or _publisher(nodes) or _meta(metas, _OUTLET[1:]),
        authors=_authors(page.root, nodes, metas),
        published=_dated(_linked(nodes, "datePublished"))
        or _dated(_meta(metas, _PUBLISHED, _has_day))
        or _time_element(page.root, "datePublished"),
        modified=_dated(_linked(nodes, "dateModified"))
        or _dated(_meta(metas, _MODIFIED, _has_day))
        or _time_element(page.root, "dateModified"),
        url=_address(page.root, metas),
    )


def outlet_beside(page: Page, headline: str) -> Found | None:
    """The site's name that stands beside the headline in the title element and also on the page, or None.

    "The Olm Courier :: Gunmen seize grain store" names it; a name the page does not show is not taken.
    """
    element = next(page.root.iter("title"), None)
    title = " ".join((element.text or "").split()) if element is not None else ""
    parts = [part for part in re.split(r"\s*(?:::|[|»•·])\s*|\s+[-–—]\s+|:\s+", title) if part]
    wanted = squeeze(headline).casefold()
    names = [part for part in parts if squeeze(part).casefold() not in wanted]
    if len(names) != 1 or len(parts) == len(names) or len(names[0]) > _LONGEST_NAME:
        return None
    shown = any(segment.text == names[0] for segment in page.segments)
    return Found(value=names[0], words=names[0], how="title element and masthead") if shown else None


def split_names(words: str) -> tuple[str, ...]:
    """The names in a byline: "By Ann Lee and Bo Ray" gives both; addresses and dates are left out."""
    names = (name.strip(" \t.:–—-") for name in _NAMES.split(_BY.sub("", words.strip())))
    return tuple(
        name
        for name in names
        if 2 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and not any(c.isdigit() for c in name)
    )


def _json_ld(root: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes of articles, then those of pages; broken JSON is passed over."""
    nodes: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        nodes.extend(_nodes(data, 0))
    for kinds in (_ARTICLE, _ANY_PAGE):
        yield from (node for node in nodes if any(kinds.search(kind) for kind in _types(node)))


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds or "")]


def _linked(nodes: list[dict[str, Any]], key: str) -> Found | None:
    """The first string under a key of the JSON-LD nodes."""
    for node in nodes:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return Found(value=" ".join(value.split()), words=value.strip(), how=f"JSON-LD {key}")
    return None


def _publisher(nodes: list[dict[str, Any]]) -> Found | None:
    for node in nodes:
        for name in _names_of(node.get("publisher")):
            return Found(value=name, words=name, how="JSON-LD publisher")
    return None


def _names_of(value: Any) -> Iterator[str]:
    """The names in a JSON-LD person or organisation, or a list of them."""
    if isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, dict):
        yield from _names_of(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from _names_of(item)


def _metas(root: Any) -> dict[str, list[str]]:
    """The contents of the page's ``meta`` elements by lower-case name; comments' own are left out."""
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content and not (element.get("itemprop") and _in_comment(element)):
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _meta(metas: dict[str, list[str]], names: tuple[str, ...], fits: Any = bool) -> Found | None:
    for name in names:
        for content in metas.get(name, ()):
            if fits(content):
                return Found(value=" ".join(content.split()), words=content, how=f"meta {name}")
    return None


def _title_element(root: Any) -> Found | None:
    element = next(root.iter("title"), None)
    shown = (element.text or "").strip() if element is not None else ""
    return Found(value=" ".join(shown.split()), words=shown, how="title element") if shown else None


def _authors(root: Any, nodes: list[dict[str, Any]], metas: dict[str, list[str]]) -> tuple[Found, ...]:
    for node in nodes:
        linked = [name for names in _names_of(node.get("author")) for name in split_names(names)]
        if linked:
            return _unique(Found(value=name, words=name, how="JSON-LD author") for name in linked)
    for key in _AUTHOR:
        found = [(name, content) for content in metas.get(key, ()) for name in split_names(content)]
        if found:
            return _unique(Found(value=name, words=words, how=f"meta {key}") for name, words in found)
    marked = [
        element
        for element in root.iter("a", "span", "address", "div", "p", "strong")
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author"
    ]
    texts = [" ".join("".join(element.itertext()).split()) for element in marked if not _in_comment(element)]
    return _unique(
        Found(value=name, words=name, how="author markup")
        for text in texts
        if len(text) <= 2 * _LONGEST_NAME
        for name in split_names(text)
    )


def _unique(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple({each.value.casefold(): each for each in found}.values())[:20]


def _time_element(root: Any, prop: str) -> Found | None:
    """The day of microdata or of a ``time`` element marked as the article's own."""
    for element in root.iter("time", "meta", "span", "abbr", "div", "p"):
        marked = element.get("itemprop") == prop or (
            prop == "datePublished" and element.tag == "time" and _is_published(element)
        )
        if not marked or _in_comment(element):
            continue
        for value in (element.get("datetime"), element.get("content"), element.get("title"), element.text):
            if value and _has_day(value):
                return Found(value=value.strip(), words=value.strip(), how=f"{element.tag} element")
    return None


def _is_published(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.getparent().get('class') or ''}".lower()
    return element.get("pubdate") is not None or any(
        word in names
        for word in ("published", "entry-date", "pubdate", "post-date", "posted-on", "article-date")
    )


def _in_comment(element: Any) -> bool:
    return any(
        "comment" in f"{each.get('class') or ''} {each.get('id') or ''} {each.get('itemtype') or ''}".lower()
        for each in (element, *element.iterancestors())
        if each.tag not in ("html", "body", "article", "main")
    )


def _address(root: Any, metas: dict[str, list[str]]) -> Found | None:
    for element in root.iter("link"):
        href = (element.get("href") or "").strip()
        if "canonical" in (element.get("rel") or "").split() and href.startswith(("http://", "https://")):
            return Found(value=href, words=href, how="canonical link")
    return _meta(metas, ("og:url",), lambda value: value.startswith(("http://", "https://")))


def _has_day(value: str) -> bool:
    return parse_day(value) is not None


def _dated(found: Found | None) -> Found | None:
    return found if found is not None and _has_day(found.value) else None
