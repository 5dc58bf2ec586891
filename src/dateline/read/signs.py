"""What an element says of itself by its name, class, id, role and microdata, as a set of bits.

The bits are what a page's makers tell about a part of it ("entry-content", "share-buttons"); they prove
nothing each, and ``dateline.read.article`` weighs them together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

#: Words in class or id, one bit each; the order is part of the trained model.
_WORDS = (
    r"article|artikel|story|beitrag",
    r"^(?:entry|post|posting|node|item|blog|news)s?$",
    r"body|copy|fliesstext|richtext|prose|paragraph|wysiwyg",
    r"^(?:content|inhalt|contents|contenido|contenu)$|content",
    r"^(?:main|primary)$|haupt|^inner",
    r"^(?:text|txt|texte|texto)$",
    r"comment|kommentar|disqus|livefyre|coral|spotim|guestbook|^reviews?$|forum|thread|commentaire|coment",
    r"respon[ds]|repl(?:y|ies)|antwort",
    r"^nav|menu|breadcrumb|pagination|^pager|paging|^toc$|^tabs?$",
    r"header|masthead|topbar|^kopf|^top$",
    r"foot|copyright|legal|impressum|bottom|colophon",
    r"sidebar|aside|widget|^(?:right|left|rail|secondary|marginal|complementary|column|col)$",
    r"shar(?:e|ing)|social|facebook|twitter|whatsapp|addthis|addtoany|flair|^likes?$|teilen",
    r"related|recommend|similar|^also$|^mehr$|weitere|^more$|linklist|crosslink|verwandt|yarpp|outbrain|taboola|recirc|^next|^prev",
    r"teaser|trending|popular|^most|latest|recent|listing|^list$|archive|carousel|slider|swiper|^cards?$",
    r"meta|byline|author|autor|published|posted|^(?:date|time|datum|info|details|label|source)$|dateline|timestamp",
    r"^tags?$|categor|kategorie|keywords|topics|schlagw|^cat$|taxonom",
    r"caption|credit|legend|bildunter|^bu$",
    r"image|^img|photo|picture|bild|foto|figure|media|video|galler|galerie|embed|player|^slide",
    r"^(?:ads?|adv|advert\w*|banner|anzeigen?|werbung|sponsor\w*|promo\w*|affiliate|marketing|commercial|adsense)$",
    r"newsletter|subscri|signup|^abo$|paywall|premium|^cta$|login|register|anmeld|account",
    r"search|suche|filter|^form$|input|button|^btn",
    r"cookie|consent|gdpr|modal|popup|overlay|lightbox|toast|notice|alert|tooltip",
    r"title|titel|headline|heading|^head$|kicker|dachzeile|titre|titulo",
    r"^hidden$|^sr$|screenreader|visually|invisible|noprint|offscreen",
    r"^bio|^about|profile|contributor|ueber",
    r"^lead|intro|summary|standfirst|^dek$|excerpt|subtitle|^sub$|abstract|vorspann|description|strapline|chapo",
    r"quote|zitat|tweet|instagram",
    r"product|preis|price|^cart|shop|warenkorb|rating|^stars?$|offer",
    r"fact|infobox|kasten|timeline|^box$",
    r"footnote|reference|fussnote|endnote|^sources$",
    r"correction|update|editor",
)
_FOREIGN = re.compile(
    r"kommentar|respon|breadcrumb|masthead|copyright|sidebar|social|related|teaser|^\^tags|caption|image|advert"
    r"|newsletter|cookie|hidden"
)
_TAGS = (
    *("article", "main", "section", "nav", "header", "footer", "aside", "form", "figure", "figcaption"),
    *("table", "td", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "p", "button", "address", "noscript"),
    *("details", "dl"),
)
_GROUPED = {
    "th": "td",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "dd": "dl",
    "dt": "dl",
    "tbody": "table",
    "tr": "table",
}

#: How many bits there are: words, tags, and five of their own.
COUNT = len(_WORDS) + len(_TAGS) + 5

_PATTERNS = tuple(re.compile(words) for words in _WORDS)
_TAG_BITS = {tag: 1 << (len(_WORDS) + i) for i, tag in enumerate(_TAGS)}

#: The bits of words that name what is no article: comments, menus, other stories, captions, advertisements.
FOREIGN = sum(1 << i for i, words in enumerate(_WORDS) if _FOREIGN.search(words))

#: The bits of a block quotation and of a figure's caption.
QUOTATION = _TAG_BITS["blockquote"]
FIGURE_CAPTION = _TAG_BITS["figcaption"]

_OWN = len(_WORDS) + len(_TAGS)
_BODY, COMMENT, _HIDDEN, _ROLE, _DECLARED = (1 << (_OWN + i) for i in range(5))

_LONGEST = 300
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"})


def said_by(element: Any, tag: str) -> tuple[str, int]:
    """What an element with this tag says of itself: its class and id, blanks between, and its bits."""
    bits = _TAG_BITS.get(_GROUPED.get(tag, tag), 0)
    items = element.items()
    if not items or tag in ("html", "body"):
        return "", bits
    names = ""
    for name, value in items:
        if name in ("class", "id"):
            names = f"{names} {value[:_LONGEST]}"
        elif name == "role":
            bits |= _ROLE if value in _ROLES else _TAG_BITS["main"] if value == "main" else 0
        elif name == "itemprop":
            bits |= (
                _BODY if value.lower() in ("articlebody", "text") else COMMENT if value == "comment" else 0
            )
        elif name == "itemtype":
            bits |= _type_bits(value.rstrip("/"))
        elif (
            name == "hidden"
            or (name == "aria-hidden" and value == "true")
            or (name == "style" and "none" in value and "display" in value)
        ):
            bits |= _HIDDEN
    return names, bits | _bits(names) if names else bits


def _type_bits(kind: str) -> int:
    if kind.endswith(("schema.org/Comment", "schema.org/UserComments")):
        return COMMENT
    return _DECLARED if "Article" in kind or "BlogPosting" in kind else 0


@lru_cache(maxsize=20_000)
def _bits(names: str) -> int:
    """The bits of the words in these names; camel case, hyphens and digits part words."""
    found = 0
    for word in _PARTS.findall(names):
        found |= _bits_of(word.lower())
    return found


@lru_cache(maxsize=50_000)
def _bits_of(word: str) -> int:
    return sum(1 << i for i, pattern in enumerate(_PATTERNS) if pattern.search(word))


_PARTS = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]{2,}")
