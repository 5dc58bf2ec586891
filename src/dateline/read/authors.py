"""Who wrote a report, as its page says: JSON-LD, then ``meta`` elements, microdata, marked and plain bylines.

Persons come before organisations and "Staff", and the outlet itself counts only where it alone is named. What
is no name is refused: addresses, the words of buttons, "admin".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.read.heading import letters
from dateline.read.jsonld import Node
from dateline.read.marks import Found, Marks, in_comment, shown

_METAS = (
    *("author", "article:author_name", "dc.creator", "dcterms.creator", "dc:creator", "citation_author"),
    *("sailthru.author", "parsely-author", "byl", "article:author", "og:author", "twitter:data1", "creator"),
)
#: In these a comma parts a family name from a first name.
_CATALOGUED = frozenset({"dc.creator", "dcterms.creator", "dc:creator", "citation_author"})

_BY = re.compile(
    r"^\W*(?:(?:(?:story|text|words|written|posted|submitted|published|reported|reporting|created|photos?"
    r"|(?:view |zeige )?all(?:e)? (?:posts|beiträge)"
    r"|posts?|articles?|recipe|more|(?:ein )?beitrag|artikel|geschrieben|verfasst|veröffentlicht|erstellt"
    r"|(?:im )?\w+) )?(?:by|von|par|por|door)(?=[\s:A-Z])"
    r"|(?:authors?|autor(?:en|in|:in)?|auteur|text|reporter|written by)\s*:)[\s:]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;|•·\n]|\s/\s|(?<=\w{3})/(?=[A-Z]{2}))\s*|\s+[–—-]\s+")
_AND = re.compile(r"\s+(?:and|und|et|y|with|mit)\s+|\s*&\s*", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s(?:updated|published|posted|aktualisiert|veröffentlicht|am|on|in|vom|datum:?|date:?|symbolbild|under|at|um|is|ist|has|hat|the|der|die|das)"
    r"\s.*$|\s*[(\[<].*$",
    re.IGNORECASE | re.DOTALL,
)
# "Mara Tolle for Kestrel Wire", but not "Office for Woods".
_FOR = re.compile(r"^(\S+ \S.{0,40}?)\s(?:for|für)\s.*$", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|[^\W\d]/\w+/", re.IGNORECASE)
_DOMAIN = re.compile(r"^[\w-]+\.(?:com|de|net|org|at|ch|info|tv|news|fr|co\.uk|it|es|eu)$", re.IGNORECASE)
_NO_WORDS = frozenset(
    "admin administrator administrators webmaster autor autorin autoren author authors user users gast guest anonym"
    " anonymous anonymus unbekannt name root default none null undefined n/a na home website web www profile profil"
    " about über follow email e-mail mail twitter facebook instagram linkedin xing share autorenprofil zum zur posts"
    " beiträge beitrag jr phd dr md copyright foto photo min read lesezeit kommentar kommentare comment comments no"
    " not available publisher datum date quelle source von by the our all rights reserved posted published updated"
    " wordpressadmin http https online artikel article text bio more mehr new contributor view".split()
)
_STAFF_WORDS = frozenset(
    "staff redaktion redakteur redakteurin newsdesk newsroom desk news editor editors editorial team writer writers reporter"
    " reporters reports report correspondent correspondents journalist die der our a the agencies agentur agenturen agency"
    " service services special senior chief freelance political foreign bureau columnist producer and online".split()
)
_ORGANISED = re.compile(
    r"\b(?:staff|redaktion|news ?desk|newsroom|gmbh|ag|inc|ltd|llc|e\.\s?v|verlag|media|institut\w*|agentur\w*|agency|news"
    r"|team|group|association|stiftung|verband|ministerium|universität|university|press|presse)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÄÖÜ][a-zäöü]+\s+[a-zäöü]+\s")
_SUFFIX = re.compile(r",\s*(?=(?:Jr|Sr|II|III|IV|PhD|MD|M\.?A|MSc|MBA)\b)", re.IGNORECASE)
_LINE = re.compile(
    r"(?:^|[|•·–]\s*|\d\s)(?:(?:written |posted |submitted |reported |words |story |text |veröffentlicht )?(?:by|von|par|por)"
    r"|text:|autor(?:in)?:|author:)\s+(?P<names>(?-i:[A-ZÄÖÜÉ@])[^|•·]{2,100})",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(
    r"author[-_]?(?:bio|box|desc|image|img|avatar|info|social|link-|photo|thumb|list|page|archive)|by-?author-|authority"
)
_OWN_NAME = re.compile(r"(?:author|autor)[-_]*name|byline[-_]*(?:name|author)|\bfn\b|p-author|entry-author")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|authors?|autor(?:en)?|writer|creator)(?:$|[\s_])")
_ASIDE = re.compile(r"related|sidebar|footer|recent|teaser|widget|comment|signature", re.IGNORECASE)

LONGEST_NAME = 60
_MOST_WORDS = 6
_MOST = 20
_LONGEST_LINE = 160
_NEAR_BEFORE, _NEAR_BEHIND = 4, 10


def authors_of(marks: Marks, outlet: str | None) -> tuple[Found, ...]:
    """The authors a page's markup and bylines name, each once; none where it names nobody."""
    site = letters(outlet or "")
    weak: list[Found] = []
    for source in (_linked, _in_metas, _in_microdata, _in_classes, _in_lines):
        found = list(_unique(source(marks)))
        persons = [each for each in found if letters(each.value) != site and not is_organisation(each.value)]
        if persons:
            return tuple(persons[:_MOST])
        weak.extend(found)
    others = [each for each in weak if letters(each.value) != site]
    return tuple((others or weak)[:1])


def split_names(words: str, *, catalogued: bool = False) -> tuple[str, ...]:
    """The names in a byline: "By Ann Lee and Bo Ray" gives both; addresses, dates and "admin" are left out.

    ``catalogued`` names have the family's before the comma ("Lee, Ann").
    """
    words = _SUFFIX.sub(" ", " ".join(html.unescape(words).split()))
    if _ADDRESS.search(words):
        return ()
    words = _BY.sub("", words)
    parts = [part for part in _SPLIT.split(words) if part]
    if catalogued and len(parts) == 2 and "," in words:
        parts = [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1 and _DOMAIN.match(parts[0]):
        return ()
    names: list[str] = []
    for part in parts:
        pair = _AND.split(part)
        # "Office of Woods and Forests" is one name, "Ann Lee and Bo Ray" are two.
        names.extend(pair if all(" " in each.strip() for each in pair) else [part])
    cleaned = (
        _FOR.sub(r"\1", _BEHIND.sub("", _BY.sub("", name))).strip(" \t.:–—-\"'*«»|/") for name in names
    )
    return tuple(name for name in cleaned if _is_name(name))


def is_organisation(name: str) -> bool:
    """Whether a name is a newsroom's or another organisation's, as far as its words tell."""
    words = [word.strip(".").lower() for word in name.split()]
    return (
        _ORGANISED.search(name) is not None
        or _DOMAIN.match(name) is not None
        or all(word in _STAFF_WORDS for word in words)
    )


def _is_name(name: str) -> bool:
    words = name.split()
    if not 2 <= len(name) <= LONGEST_NAME or len(words) > _MOST_WORDS:
        return False
    if sum(c.isdigit() for c in name) > 4 or not any(c.isalpha() for c in name):
        return False
    if re.search(r"\d[:.]\d|\d{4}", name):
        return False
    return not all(word.strip(".:,-").lower() in _NO_WORDS for word in words)


def _linked(marks: Marks) -> Iterator[Found]:
    """The authors of the first article's node that names one."""
    linked = marks.linked
    for node in linked.nodes:
        for key in ("author", "creator"):
            found = [each for value in linked.resolved(node.get(key)) for each in _named(value, key)]
            if found:
                yield from found
                return


def _named(value: Node | str, key: str) -> Iterator[Found]:
    names = value if isinstance(value, str) else value.get("name")
    for words in names if isinstance(names, list) else [names]:
        if isinstance(words, str):
            for name in split_names(words):
                yield Found(value=name, words=name, how=f"JSON-LD {key}")


def _in_metas(marks: Marks) -> Iterator[Found]:
    for key in _METAS:
        if key == "twitter:data1" and not _labelled_author(marks):
            continue
        found = [
            Found(value=name, words=each.words, how=each.how)
            for each in marks.all_metas((key,))
            for name in split_names(each.value, catalogued=key in _CATALOGUED)
        ]
        if found:
            yield from found
            return


def _labelled_author(marks: Marks) -> bool:
    labels = " ".join(marks.metas.get("twitter:label1", ()))
    return (
        re.search(r"written|author|verfasst|geschrieben|autor|écrit|escrito|von\b", labels, re.I) is not None
    )


def _in_microdata(marks: Marks) -> Iterator[Found]:
    for element in marks.microdata.get("author", ())[:_MOST]:
        if in_comment(element):
            continue
        named = [each for each in element.iter("*") if "name" in (each.get("itemprop") or "").split()]
        for each in named[:1] or [element]:
            yield from _from_words(each.get("content") or shown(each), "microdata author")


def _in_classes(marks: Marks) -> Iterator[Found]:
    """The names in elements that their class or relation says to name an author; the surest sign decides."""
    by_rank: dict[int, list[Found]] = {}
    for element in marks.credited[:60]:
        rank = _rank(element)
        if rank is None or in_comment(element) or _is_aside(element):
            continue
        how = "rel author" if rank == 0 else "author markup"
        by_rank.setdefault(rank, []).extend(_from_words(shown(element), how))
    for rank in sorted(by_rank):
        found = _unique(by_rank[rank])
        # Many names in one list are those of other stories.
        if found and (rank < 2 or len(found) <= 4):
            yield from found[:6]
            return


def _rank(element: Any) -> int | None:
    """How surely an element names an author, 0 best; None where it tells something about one."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if "author" in (element.get("rel") or "").split():
        return 0
    if _ABOUT_AUTHOR.search(names):
        return None
    return 1 if _OWN_NAME.search(names) else 2 if _BYLINE.search(names) else 3


def _is_aside(element: Any) -> bool:
    for each in (element, *element.iterancestors()):
        if each.tag in ("footer", "aside", "nav", "body", "main", "article"):
            return each.tag in ("footer", "aside", "nav")
        if _ASIDE.search(f"{each.get('class') or ''} {each.get('id') or ''}"):
            return True
    return False


def _in_lines(marks: Marks) -> Iterator[Found]:
    """The names in short lines near the headline that say "By ..."."""
    headline = marks.headline
    if headline.index is None:
        return
    low = max(0, headline.index - _NEAR_BEFORE)
    for i, segment in enumerate(marks.page.segments[low : headline.index + _NEAR_BEHIND], start=low):
        if i == headline.index or len(segment.text) > _LONGEST_LINE:
            continue
        match = _LINE.search(segment.text)
        if match:
            yield from _from_words(match["names"], "byline")


def _from_words(words: str, how: str) -> Iterator[Found]:
    if len(words) <= _LONGEST_LINE and not _SENTENCE.search(words):
        for name in split_names(words):
            yield Found(value=name, words=name, how=how)


def _unique(found: Iterable[Found]) -> tuple[Found, ...]:
    kept: dict[str, Found] = {}
    for each in found:
        kept.setdefault(letters(each.value), each)
    return tuple(kept.values())
