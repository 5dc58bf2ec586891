"""What a page is: a report, a live blog, a gallery, a paywall's stub, a cookie wall, an error page, a front page.

A report must not be taken for anything else, so each rule needs two signs: words (or markup) that say so, and
that there is little or no article. The reason names them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.address import is_front
from dateline.read.entries import FEWEST, says_live
from dateline.read.marks import Marks
from dateline.read.page import Segment
from dateline.records.evidence import Record
from dateline.records.report import Block, Entry, PageKind

_PARTS = re.compile(r"\s*(?:::|[|»•·])\s*|\s+[-–—]\s+|:\s+|[!?]\s+")
_TITLE_PARTS = re.compile(r"\s*(?:::|[|»•·])\s*|\s+[-–—]\s+")
_PAGE = (
    r"(?:requested )?(?:page|article|story|url|document|file|seite|artikel|inhalt|página|pagina)"
    r"(?: you (?:requested|are looking for|were looking for))?"
)
_IS_NOT = (
    r"(?: (?:was|is|are|could|can|does|do|konnte|wurde|existiert|no|non|n'a|ist))*(?:n['’]t|not)?"
    r" ?(?:not |be |leider |nicht |no )*(?:found|exist|longer available|available|gefunden|verfügbar|mehr|werden"
    r"|encontrada|trovata|introuvable)(?: werden| verfügbar)?"
)
_NOT_FOUND = re.compile(
    r"(?:(?:error|http|status|fehler)\s*)?(?:404|410)(?:\s*\(?(?:error|not found|page not found|nicht gefunden|gone)\)?)?"
    rf"|(?:oops|sorry|uh[- ]?oh)?\W*(?:the |this |that |diese |die |dieser |der |la )?{_PAGE}{_IS_NOT}"
    r"|not found|nothing found|page not found.{0,20}",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|register|sign (?:in|up)|log ?in|become a (?:member|subscriber)"
    r"|start (?:a|your) (?:free )?(?:trial|subscription))"
    r"[^.!?\n]{0,60} to (?:continue|keep|read|access|unlock|finish)"
    r"|to (?:continue|keep) reading[^.!?\n]{0,50}(?:subscribe|register|sign (?:in|up)|log ?in|account|subscription)"
    r"|(?:this|the rest of this|the full) (?:article|story|content|report) is (?:for|only available to|available to|reserved for"
    r"|exclusive(?:ly)? (?:to|for)) (?:\w+ ){0,2}(?:subscribers|members|registered)"
    r"|you(?:'ve| have) (?:reached|read|used) (?:your|all)[^.!?\n]{0,40}(?:limit|free (?:articles|stories))"
    r"|already a subscriber\?|subscribers? only|subscriber[- ]exclusive"
    r"|weiterlesen mit|(?:jetzt|diesen artikel) (?:mit \S+ )?(?:weiterlesen|freischalten)"
    r"|lesen sie (?:diesen artikel )?mit \S+ weiter"
    r"|(?:nur|exklusiv) für (?:abonnenten|mitglieder)|sie haben bereits ein (?:digital-?)?abo",
    re.IGNORECASE,
)
# Each match of the pattern holds one of these, and most pages hold none.
_WALL_TRIGGERS = (
    *("to continue", "to keep", "to read", "to access", "to unlock", "to finish", "subscribers", "members"),
    *("registered", "reached your", "reached all", "used your", "used all", "read your", "read all"),
    *(
        "already a subscriber",
        "subscriber only",
        "subscriber-exclusive",
        "subscriber exclusive",
        "weiterlesen",
    ),
    *("freischalten", "lesen sie", "abonnenten", "mitglieder", "bereits ein"),
)
_CONSENT = re.compile(
    r"cookies?\b|\bconsent|\bprivacy|\bpersonal data|\bpersonali[sz]ed ad|\btracking|\bpartners?\b|\bdatenschutz|\beinwillig"
    r"|\bzustimm|\bgdpr\b|\bdsgvo\b|\bpur-?abo|\bwerbung\b|\bad-?free\b|accept all|alle akzeptieren",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"cookie|consent|einwilligung|zustimmung", re.IGNORECASE)
_GALLERY = re.compile(
    r"(?:photos?|pictures|gallery|in pictures|in photos|photo gallery|picture gallery|photo essay|slideshow|bildergalerie"
    r"|fotostrecke|fotogalerie|diashow|bilder|die bilder)",
    re.IGNORECASE,
)
_GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery"})

#: Characters of body: beneath the first there is no article; a stub shows less than the second.
_NO_ARTICLE = 250
_STUB = 1500
#: Error pages and cookie walls say little else.
_SHORT_PAGE = 4000
_LONGEST_WALL = 400
#: A stub's page has fewer characters in lines longer than this one.
_LINE, _MOST_PROSE = 80, 8000
_CONSENT_SHARE = 0.6
#: A front page has many headlines that are links, and hardly a paragraph.
_FEWEST_STORIES = 8
_FEWEST_STORIES_UNNAMED = 25
_LONG_PARAGRAPH = 220
_STORY_WORDS = 4


class Signs(Record, frozen=True):
    """What of a page's markup and words speaks of its kind.

    ``free`` is False where JSON-LD says that the article must be paid for; ``wall`` are a paywall's words;
    ``consent`` is the share of a short page's text that speaks of cookies; ``stories`` counts headlines that
    are links, ``paragraphs`` long ones that are none.
    """

    types: frozenset[str] = frozenset()
    og_type: str = ""
    title: str = ""
    headline: str = ""
    free: bool = True
    wall: str = ""
    consent: float = 0.0
    stories: int = 0
    paragraphs: int = 0


class Verdict(Record, frozen=True):
    """What a page is and why; ``silence`` says why nothing is coded, ``warning`` what is missing, or None."""

    kind: PageKind
    reason: str
    silence: str | None = None
    warning: str | None = None


def signs_of(marks: Marks) -> Signs:
    """The signs of a page."""
    segments = marks.page.segments
    shown = len(marks.lines) - len(segments) + 1
    index = marks.headline.index
    og_type = next(iter(marks.metas.get("og:type", ())), "").lower()
    consent = 0.0
    if 0 < shown <= _SHORT_PAGE and _COOKIE.search(marks.lines):
        consent = sum(len(s.text) for s in segments if _CONSENT.search(s.text)) / shown
    stories = paragraphs = 0
    if not marks.linked.articles and og_type != "article":
        for segment in segments:
            if segment.linked == segment.end - segment.start:
                stories += len(segment.text.split()) >= _STORY_WORDS
            else:
                paragraphs += len(segment.text) >= _LONG_PARAGRAPH
    return Signs(
        types=marks.linked.types,
        og_type=og_type,
        title=" ".join(marks.title.split()),
        headline=segments[index].text if index is not None else "",
        free=not any(
            str(node.get("isAccessibleForFree")).lower() == "false" for node in marks.linked.articles[:1]
        ),
        wall="" if _prose(segments) > _MOST_PROSE else _wall(marks.lines),
        consent=consent,
        stories=stories,
        paragraphs=paragraphs,
    )


def kind_of(
    signs: Signs,
    text: str,
    blocks: Sequence[Block],
    entries: Sequence[Entry],
    addresses: Sequence[str],
) -> Verdict:
    """What a page or a text is. ``addresses`` are those it is known by."""
    body = sum(block.end - block.start for block in blocks if block.label in ("body", "quote"))
    verdict = _not_found(signs, body) or _cookie_wall(signs, body) or _front_page(signs, body, addresses)
    return (
        verdict
        or _live_blog(signs, entries, addresses)
        or _gallery(signs, blocks, body)
        or _paywall(signs, text, blocks, body)
        or Verdict(kind="report", reason="no sign of another kind of page")
    )


def signs_of_text(text: str, blocks: Sequence[Block]) -> Signs:
    """The signs of a plain text: its headline, a paywall's words, and what it says of cookies."""
    headline = next(
        (text[b.start : b.end] for b in blocks if b.label == "headline"), text[:120].split("\n")[0]
    )
    short = len(text) <= _SHORT_PAGE
    lines = [line for line in text.split("\n") if line.strip()] if short else []
    shown = sum(map(len, lines))
    about = sum(len(line) for line in lines if _CONSENT.search(line))
    return Signs(
        title=headline.strip(),
        headline=headline.strip(),
        wall=_wall(text[-_SHORT_PAGE:]),
        consent=about / shown if shown and _COOKIE.search(text) else 0.0,
    )


def _prose(segments: Sequence[Segment]) -> int:
    """The characters in long lines."""
    return sum([length for segment in segments if (length := len(segment.text)) > _LINE])


def _wall(shown: str) -> str:
    """A paywall's words in these lines, or nothing."""
    lower = shown.lower()
    triggers = [trigger for trigger in _WALL_TRIGGERS if trigger in lower]
    for line in shown.split("\n") if triggers else ():
        lower = line.lower()
        if len(line) <= _LONGEST_WALL and any(trigger in lower for trigger in triggers):
            match = _WALL.search(line)
            if match is not None:
                return " ".join(match[0].split())
    return ""


def _not_found(signs: Signs, body: int) -> Verdict | None:
    if body > _STUB:
        return None
    for words in (*_TITLE_PARTS.split(signs.title), signs.headline):
        if _NOT_FOUND.fullmatch(words.strip(" .!")):
            reason = f"it calls itself '{words.strip()}'"
            return Verdict(kind="not found", reason=reason, silence=f"not found, no report: {reason}")
    return None


def _cookie_wall(signs: Signs, body: int) -> Verdict | None:
    if signs.consent < _CONSENT_SHARE or body > _SHORT_PAGE:
        return None
    reason = f"{signs.consent:.0%} of its text is about cookies and consent"
    return Verdict(kind="cookie wall", reason=reason, silence=f"cookie wall, no report: {reason}")


def _front_page(signs: Signs, body: int, addresses: Sequence[str]) -> Verdict | None:
    if signs.stories < _FEWEST_STORIES or signs.paragraphs * 10 > signs.stories:
        return None
    named = any(map(is_front, addresses))
    if not named and (signs.stories < _FEWEST_STORIES_UNNAMED or signs.paragraphs > 1 or body > _STUB):
        return None
    where = "its address is that of a site, and " if named else ""
    reason = f"{where}it has {signs.stories} headlines that are links and {signs.paragraphs} paragraphs"
    return Verdict(kind="front page", reason=reason, silence=f"front page, not a report: {reason}")


def _live_blog(signs: Signs, entries: Sequence[Entry], addresses: Sequence[str]) -> Verdict | None:
    if "LiveBlogPosting" in signs.types:
        return Verdict(kind="live blog", reason=f"its markup says LiveBlogPosting, {len(entries)} entries")
    live = any(says_live(f"{signs.title} | {signs.headline}", address) for address in (*addresses, ""))
    # Without such words it is a timeline: its times are those of what happened.
    if len(entries) >= FEWEST and live:
        reason = f"it calls itself live and has {len(entries)} entries with a time each"
        return Verdict(kind="live blog", reason=reason)
    return None


def _gallery(signs: Signs, blocks: Sequence[Block], body: int) -> Verdict | None:
    captions = sum(block.label == "caption" for block in blocks)
    typed = next(iter(signs.types & _GALLERY_TYPES), None)
    named = next((w for w in _PARTS.split(signs.title) if _GALLERY.fullmatch(w.strip())), None)
    if body > _STUB or not (typed or (named and (captions or body < _NO_ARTICLE))):
        return None
    reason = f"its markup says {typed}" if typed else f"its title says '{named}'"
    silence = None
    if body < _NO_ARTICLE:
        silence = f"gallery without an article: {reason}, and it has {body} characters of body"
    return Verdict(kind="gallery", reason=f"{reason}, {captions} captions", silence=silence)


def _paywall(signs: Signs, text: str, blocks: Sequence[Block], body: int) -> Verdict | None:
    last = next(
        (text[b.start : b.end].rstrip() for b in reversed(blocks) if b.label in ("body", "quote")), ""
    )
    cut = last.endswith(("…", "...", "[…]"))
    if (
        body > _STUB
        or not last
        or not (signs.wall or not signs.free)
        or (signs.free and not cut and body > _STUB // 2)
    ):
        return None
    said = f"it says '{signs.wall}'" if signs.wall else "its markup says that it is not free"
    reason = f"{said}, and it shows {body} characters of body"
    return Verdict(
        kind="paywall stub",
        reason=reason,
        warning=f"only the part before the paywall was read: {reason}",
    )
