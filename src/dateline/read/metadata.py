"""What a page says of itself: title, outlet, authors, days, address, language, each with the page's own words.

For days, JSON-LD comes first, then ``meta`` elements, microdata and ``time`` elements; what the page only
shows its readers is kept apart (``shown``), as the address stands between (see ``dateline.read.facts``).
A copyright line, the server's day, and days of comments or other stories are no days of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.read.authors import authors_of
from dateline.read.dates import parse_interval
from dateline.read.entries import Update, updates_of
from dateline.read.heading import letters, words_of
from dateline.read.jsonld import texts
from dateline.read.kinds import Signs, signs_of
from dateline.read.marks import Found, Marks, in_comment, shown
from dateline.read.page import Page
from dateline.read.visible import Shown, shown_days
from dateline.records.evidence import Interval, Record

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_OUTLET = (
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "al:ios:app_name",
)
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    *("datepublished", "displaydate", "date", "dc.date", "dc:date", "dc.date.issued", "dc.date.created"),
    *("dcterms.date", "dcterms.issued", "dcterms.created", "dcterms:created", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "publication_date", "publication-date", "citation_publication_date"),
    *("citation_online_date", "bepress_citation_date", "sailthru.date", "parsely-pub-date"),
    *("article.published", "rnews:datepublished", "originalpublicationdate", "article_date_original"),
    *("cxenseparse:recs:publishtime", "shareaholic:article_published_time", "published_time"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article.updated", "revised"),
)
_LIKE_PUBLISHED = re.compile(
    r"publi\w*[-_.:]?(?:date|time|on|at)\b|(?:date|time)[-_.:]?publi|pub-?date|\.issued|creation[-_]?date",
    re.IGNORECASE,
)
# In programs' data, where a page keeps its JSON-LD from readers of JSON-LD.
_IN_SCRIPT = re.compile(
    r"""["'](?:datePublished|publishedAt|publish(?:ed)?[_-]?(?:date|time|at|on)|pub[_-]?date|firstPublish\w*|created[_-]?(?:at|date))\\?["']"""
    r"""\s*:\s*\\?["']([^"'\\]{8,40})""",
    re.IGNORECASE,
)
_SCRIPT_WORDS = ("ublish", "ubDate", "ub_date", "reatedAt", "reated_at", "reatedDate")
_RDFA = {
    "datePublished": re.compile(r"(?:^|[\s:])(?:datePublished|date|created|issued)(?:$|\s)"),
    "dateModified": re.compile(r"(?:^|[\s:])(?:dateModified|modified)(?:$|\s)"),
}
#: These name a date and do not say of what: of some pages it is that of their last change, or of their making.
_VAGUE = frozenset({"meta date", "meta dc.date", "meta dc:date", "meta dcterms.date"})
_ABBR = {"datePublished": "published", "dateModified": "updated"}
_LOCALES = ("og:locale", "content-language", "dc.language", "language", "inlanguage")
_LANGUAGE = re.compile(r"^\s*([a-z]{2})(?:[-_][a-z0-9-]+)?\s*$", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:::|[|»•·])\s*|\s+[-–—]\s+|:\s+")

_LONGEST_OUTLET = 80


class Day(Found, frozen=True):
    """Words that name days, with the days; not ``plain`` where it is a "date" that may be of anything."""

    days: Interval
    plain: bool = True


class PageMetadata(Record, frozen=True):
    """What the page says of itself; None or nothing where it does not say.

    ``headline`` are the segments of the headline that the page shows. ``published`` and ``modified`` hold
    every such day of the markup, the best source first; ``shown`` the dates that its readers see, the likeliest
    first. ``signs`` tell what kind of page it is, ``updates`` are the entries that a live blog's markup names.
    """

    title: Found | None = None
    headline: range | None = None
    outlet: Found | None = None
    authors: tuple[Found, ...] = ()
    published: tuple[Day, ...] = ()
    modified: tuple[Day, ...] = ()
    shown: tuple[Shown, ...] = ()
    url: Found | None = None
    language: Found | None = None
    signs: Signs = Signs()
    updates: tuple[Update, ...] = ()


def read_metadata(page: Page) -> PageMetadata:
    """The metadata in a page's markup, and the dates that it shows."""
    marks = Marks(page)
    language = _language(marks)
    first = day_first(language.value if language else "", marks.address.value if marks.address else "")
    outlet = marks.meta(("og:site_name",)) or _publisher(marks) or marks.meta(_OUTLET) or _beside(marks)
    dates = shown_days(page, marks, first)
    return PageMetadata(
        title=_linked(marks, "headline") or marks.meta(_TITLE) or _title_element(marks),
        headline=marks.headline.span,
        outlet=outlet,
        authors=authors_of(marks, outlet.value if outlet else None),
        published=tuple(_days(marks, "datePublished", _PUBLISHED, first)),
        modified=tuple(_days(marks, "dateModified", _MODIFIED, first)),
        shown=dates,
        url=marks.address,
        language=language,
        signs=signs_of(marks),
        updates=updates_of(marks),
    )


def _beside(marks: Marks) -> Found | None:
    """The site's name that stands beside the headline in the title element and also on the page, or None.

    "The Olm Courier :: Gunmen seize grain store" names it; a name the page does not show is not taken.
    """
    span, segments = marks.headline.span, marks.page.segments
    if span is None:
        return None
    parts = [part for part in _PARTS.split(" ".join(marks.title.split())) if part]
    headline = letters(words_of(marks.page, span))
    names = [part for part in parts if letters(part) not in headline]
    if len(names) != 1 or len(parts) == len(names) or len(names[0]) > _LONGEST_OUTLET:
        return None
    name = names[0]
    if any(name in segment.text and name in _PARTS.split(segment.text) for segment in segments):
        return Found(value=name, words=name, how="title element and masthead")
    return None


def day_first(language: str, address: str) -> bool | None:
    """Whether 03/04/2017 is 3 April in this language ("en-GB") or under this address; None where it is open."""
    code, _, region = language.lower().replace("_", "-").partition("-")
    host = re.sub(r"^https?://", "", address).split("/")[0].lower()
    if region == "us" or host.endswith((".us", ".gov", ".mil")):
        return False
    if region in _DAY_FIRST_REGIONS or host.endswith(_DAY_FIRST_HOSTS):
        return True
    return True if code and code != "en" else None


_DAY_FIRST_REGIONS = frozenset({"gb", "au", "nz", "ie", "in", "za", "pk", "ng", "ke"})
_DAY_FIRST_HOSTS = (
    ".uk",
    ".au",
    ".nz",
    ".ie",
    ".in",
    ".za",
    ".pk",
    ".ng",
    ".ke",
    ".de",
    ".at",
    ".ch",
    ".fr",
    ".es",
)


def _days(marks: Marks, name: str, metas: tuple[str, ...], first: bool | None) -> Iterator[Day]:
    """The days of the markup, by JSON-LD, then meta elements, then microdata."""
    keys = (name, "dateCreated") if name == "datePublished" else (name,)
    found = [
        *(Found(value=v, words=v, how=f"JSON-LD {key}") for key in keys for v in marks.linked.strings(key)),
        *marks.all_metas(metas),
        *_microdata(marks, name),
        *_rdfa(marks, name),
    ]
    if name == "datePublished":
        found.extend(marks.all_metas(tuple(each for each in marks.metas if _LIKE_PUBLISHED.search(each))))
    none = True
    for each in found:
        days = parse_interval(each.value, day_first=first)
        if days is not None:
            none = False
            plain = each.how not in _VAGUE
            yield Day(value=each.value, words=each.words, how=each.how, days=days, plain=plain)
    if none and name == "datePublished":
        yield from _in_scripts(marks, first)


def _rdfa(marks: Marks, name: str) -> Iterator[Found]:
    """The values of elements whose ``property`` names a date, and of hentry's ``abbr``."""
    wanted = _RDFA[name]
    for element in marks.properties[:50]:
        content = (element.get("content") or element.get("datetime") or "").strip()
        if content and wanted.search(element.get("property") or "") and not in_comment(element):
            yield Found(value=content, words=content, how="RDFa")
    for element in marks.abbreviations:
        title = (element.get("title") or "").strip()
        names = (element.get("class") or "").split()
        if title and _ABBR[name] in names and not in_comment(element):
            yield Found(value=title, words=title, how=f"abbr {_ABBR[name]}")


def _in_scripts(marks: Marks, first: bool | None) -> Iterator[Day]:
    """The day of publication in the page's other scripts, where all that name one agree."""
    found: dict[str, Day] = {}
    for script in marks.scripts:
        if not any(word in script for word in _SCRIPT_WORDS):
            continue
        for match in _IN_SCRIPT.finditer(script):
            words = match[1]
            days = parse_interval(words, day_first=first)
            if days is not None and days.precision == "day":
                found.setdefault(
                    days.start.isoformat(), Day(value=words, words=words, how="script", days=days)
                )
    if len(found) == 1:
        yield from found.values()


def _microdata(marks: Marks, name: str) -> Iterator[Found]:
    for element in marks.microdata.get(name, ())[:20]:
        if in_comment(element):
            continue
        for value in (element.get("datetime"), element.get("content"), element.get("title"), shown(element)):
            if value and value.strip() and len(value) < 200:
                yield Found(value=value.strip(), words=value.strip(), how=f"microdata {name}")


def _linked(marks: Marks, key: str) -> Found | None:
    """The first string under a key of the page's JSON-LD."""
    for value in marks.linked.strings(key):
        return Found(value=" ".join(value.split()), words=value, how=f"JSON-LD {key}")
    return None


def _publisher(marks: Marks) -> Found | None:
    """The publisher that the page's JSON-LD names."""
    linked = marks.linked
    for node in linked.nodes:
        for each in linked.resolved(node.get("publisher")):
            for name in texts(each if isinstance(each, str) else each.get("name")):
                if not name.startswith(("http://", "https://")):
                    return Found(value=" ".join(name.split()), words=name, how="JSON-LD publisher")
    return None


def _title_element(marks: Marks) -> Found | None:
    words = marks.title.strip()
    return Found(value=" ".join(words.split()), words=words, how="title element") if words else None


def _language(marks: Marks) -> Found | None:
    """The language that the markup names, as it stands there ("en-GB")."""
    for words, how in (
        (marks.root.get("lang"), "html lang"),
        (
            marks.root.get("{http://www.w3.org/XML/1998/namespace}lang") or marks.root.get("xml:lang"),
            "html xml:lang",
        ),
    ):
        if words and _LANGUAGE.match(words):
            return Found(value=words.strip(), words=words, how=how)
    found = marks.meta(_LOCALES, _LANGUAGE.match)
    if found is not None:
        return found
    for value in marks.linked.strings("inLanguage"):
        if _LANGUAGE.match(value):
            return Found(value=value, words=value, how="JSON-LD inLanguage")
    return None
