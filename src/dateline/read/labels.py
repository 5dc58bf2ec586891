"""What each paragraph of an article is, for plain texts and pages alike.

The order of an article is: headline; a front of bylines, dates and captions; the dateline and the body,
with furniture strewn in; other stories. When in doubt a paragraph is body: a sentence lost is worse than
a share link kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.read.datelines import Dateline, split_dateline
from dateline.read.dates import find_day
from dateline.read.furniture import (
    author_and_time,
    heads_other_news,
    heads_other_stories,
    is_boilerplate,
    is_byline,
    is_caption,
    is_comment_heading,
    is_form,
    is_other_story,
    is_other_storys_note,
    is_title_like,
)
from dateline.read.paragraphs import ends_sentence
from dateline.records.evidence import Record
from dateline.records.report import BlockLabel


class Part(Record, frozen=True):
    """A paragraph's words, and its label where that is known already (a page's own markup)."""

    words: str
    label: BlockLabel | None = None


class Label(Record, frozen=True):
    """A paragraph's label; ``dateline`` where one opens it; a comment's author, time as written and depth."""

    label: BlockLabel
    dateline: Dateline | None = None
    author: str | None = None
    said: str | None = None
    depth: int | None = None


_DATE_WORDS = re.compile(
    r"(?:first )?published|posted|updated|last (?:updated|modified)|modified|created|date|on|at|am|pm"
    r"|a\.m\.|p\.m\.|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|[a-z]{2,4}t|utc|uhr|local time|[\W\d_]",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|says?|told|went|left"
    r"|fled|took|came|began|hit|struck|shot|fought|kept|held|made|gave|found|set|fell|blew|broke|won|lost|led|met"
    r"|sent|got|ran|saw|spoke|rose|put|brought|caught|kills|retakes|recaptures|launches|seizes|enters|flees|warns"
    r"|vows|urges|\w+n['’]t|said|(?!(?:armed|masked|hooded|unarmed|bearded|uniformed|united|red|hundred|bed|shed)\b)[a-z]+ed)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|near|of|with|from|during|outside|inside|along|behind)\b", re.IGNORECASE
)

#: The front is at most this many paragraphs: after them, a date or a "By ..." is the article's own.
_FRONT = 12

_FEWEST_PROSE = 40
_FEWEST_WORDS = 3
#: Between headline and body, and behind the body, a line of so many words is no part of either.
_LONGEST_SMALL = 3
#: Sentences an article has at least where lines behind it are taken for none of its own.
_FEWEST_OF_ARTICLE = 2
#: This share of a headline's longer words stands in the article's first characters, too.
_SHARED = 0.4
_OPENING = 2_000
_LONG = 100
_LONGEST_CAPTION = 160

#: Under "Also in the news:" stand single sentences; what is longer is the article again.
_LONGEST_ITEM = 200
_SENTENCES = re.compile(r"[a-z0-9][.!?][\"”’']? [\"“‘'(]?[A-Z]")


def label_parts(parts: Sequence[Part], title: str | None = None, dumped: bool = False) -> list[Label]:
    """A label for each part of an article (no comment section), in order.

    ``title`` helps to find the headline. In a text ``dumped`` from a page nothing but the order tells menus
    from the article: what stands above the headline, or in a few words below it or at the end, is none of it.
    """
    labels: list[Label] = []
    headline = _headline(parts, title)
    datelined = others = news = False
    bodies = 0
    for i, part in enumerate(parts):
        words = part.words
        front = bodies == 0 and i < _FRONT + (headline or 0)
        label: BlockLabel
        if part.label is not None:
            label = part.label
        elif others and is_other_storys_note(words):
            label = "related"
        elif i == headline:
            label = "headline"
        elif front and is_date_line(words):
            label = "byline"
        elif is_other_story(words):
            label = "related"
        elif heads_other_stories(words):
            others, news, label = True, heads_other_news(words), "boilerplate"
        elif is_boilerplate(words) or is_comment_heading(words) or is_form(words):
            label = "boilerplate"
        elif dumped and headline is not None and i < headline:
            label = _above_headline(words)
        elif bodies > 0 and _is_cited(words):
            label = "quote"
        elif (others and not is_prose(words) and is_title_like(words)) or (
            news and len(words) <= _LONGEST_ITEM and not _SENTENCES.search(words)
        ):
            label = "related"
        elif is_byline(words) or (front and (is_date_line(words) or author_and_time(words))):
            label = "byline"
        elif is_caption(words) or (dumped and front and headline is not None and _soft_caption(parts, i)):
            label = "caption"
        elif front and headline is not None and _same(words, parts[headline].words):
            label = "headline"
        elif dumped and front and headline is not None and i > headline and _is_small(words):
            label = "boilerplate"
        else:
            others, news, label = False, False, "body"
        split = None
        if label == "body" and bodies < 3 and not datelined:
            split = _lone_dateline(words)
            if split is not None:
                label = "dateline"
            else:
                split = split_dateline(words)
            datelined = split is not None
        bodies += label == "body" and (is_prose(words) or not front)
        labels.append(Label(label=label, dateline=split))
    _relabel_tail(parts, labels, dumped)
    return labels


def is_prose(words: str) -> bool:
    """Whether a paragraph is running text: a sentence's length and a sentence's end."""
    return len(words) >= _FEWEST_PROSE and (ends_sentence(words) or len(words) > 300)


def is_sentence(words: str) -> bool:
    """Whether a paragraph is a sentence, however short, or long; a site's own words are none."""
    if len(words.split()) < _FEWEST_WORDS or is_boilerplate(words):
        return False
    return ends_sentence(words) or len(words) >= _LONG


def _above_headline(words: str) -> BlockLabel:
    """The label of a paragraph above the headline: mostly a menu's, a section's or the site's name."""
    if is_byline(words) or author_and_time(words) is not None:
        return "byline"
    if is_caption(words):
        return "caption"
    return "body" if is_prose(words) else "boilerplate"


def _is_small(words: str) -> bool:
    """Whether a line is too short for a sentence and ends as none: "Hits: 412"."""
    return len(words.split()) <= _LONGEST_SMALL and not ends_sentence(words) and not _lone_dateline(words)


def _is_cited(words: str) -> bool:
    """Whether a paragraph is a block quotation as plain text marks it: "> They left at night." """
    return re.match(r">(?!>)\s*[^\W_\d\"“]", words) is not None and ends_sentence(words)


def is_date_line(words: str) -> bool:
    """Whether a line holds a full date and little else ("Published: November 12, 2017 3:40 pm")."""
    if len(words) > 120:
        return False
    found = find_day(words)
    if found is None:
        return False
    rest = _DATE_WORDS.sub("", words[: found.start] + " " + words[found.end :])
    second = find_day(words[found.end :])
    if second is not None:
        return is_date_line(words[found.end :])
    return len(rest) <= 4


def _headline(parts: Sequence[Part], title: str | None) -> int | None:
    """The index of the headline, or None: the part that is the title, else a first line that is like one."""
    known = [i for i, part in enumerate(parts) if part.label == "headline"]
    if known:
        return known[0]
    if title:
        for i, part in enumerate(parts[:_FRONT]):
            if _same(part.words, title):
                return i
    found: list[int] = []
    lines = 0
    for i, part in enumerate(parts):
        words = part.words
        if part.label is not None or is_boilerplate(words) or is_date_line(words) or is_byline(words):
            continue
        if author_and_time(words) is not None:
            continue
        if not is_title_like(words):
            # A word or two above a headline name the section or the file.
            if len(words) < 30 and len(words.split()) <= 2 and i + 1 < len(parts):
                continue
            break
        if is_caption(words) or is_other_story(words) or words[0].islower() or _lone_dateline(words):
            break
        found.append(i)
        lines += 1
        if lines == _FRONT:
            break
    found = [i for i in found if any(is_prose(later.words) for later in parts[i + 1 :])]
    if len(found) < 2:
        return next(iter(found), None)
    # Lines of menus and the site's own may stand above the headline.
    opening = " ".join(part.words for part in parts[found[-1] + 1 :] if is_prose(part.words))[:_OPENING]
    told = [i for i in found if _shares_words(parts[i].words, opening)]
    sure = [i for i in found if not _is_sites(parts[i].words)]
    return next(iter(told or sure or found), None)


def _shares_words(title: str, text: str) -> bool:
    """Whether the longer words of a title come back in a text, in whatever form."""
    words = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", title.casefold())}
    there = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
    return len(words & there) >= max(1, _SHARED * len(words))


def _is_sites(words: str) -> bool:
    """Whether a line like a headline is rather the site's name: parted by a bar, or few words, all capital."""
    if " | " in words or " » " in words:
        return True
    return len(words.split()) <= 3 and all(word[0].isupper() for word in words.split())


def _soft_caption(parts: Sequence[Part], i: int) -> bool:
    """Whether part ``i``, between headline and body, is one sentence without a finite verb.

    That is how captions are worded ("Fighters on pickup trucks in the desert.") and leads never.
    """
    words = parts[i].words
    if not 20 <= len(words) <= _LONGEST_CAPTION or not words.endswith(".") or any(c in words for c in '"“”'):
        return False
    if _FINITE.search(words) or not _PREPOSITION.search(words) or ". " in words:
        return False
    return any(is_prose(later.words) for later in parts[i + 1 : i + 4])


def _lone_dateline(words: str) -> Dateline | None:
    """The dateline a line consists of, with nothing else on it, or None."""
    line = words.rstrip()
    if len(line) > 80:
        return None
    found = split_dateline(line + " Then it was.")
    return found if found is not None and found.end > len(line) else None


def _same(words: str, title: str) -> bool:
    """Whether two titles have the same letters and digits."""
    mine, other = (re.sub(r"[\W_]+", "", each).casefold() for each in (words[:400], title[:400]))
    return bool(mine) and mine == other


def _relabel_tail(parts: Sequence[Part], labels: list[Label], dumped: bool) -> None:
    """Mark what is left of a page behind an article that else consists of sentences.

    Lines of a few words are boilerplate where it is ``dumped``; two or more headlines are related.
    """
    prose = [is_prose(part.words) for part, label in zip(parts, labels, strict=True) if label.label == "body"]
    sentences = prose.count(True)
    tail: list[int] = []
    for i in range(len(parts) - 1, -1, -1):
        if labels[i].label in ("boilerplate", "related"):
            continue
        words = parts[i].words
        small = dumped and labels[i].label == "body" and _is_small(words)
        if small and sentences >= _FEWEST_OF_ARTICLE:
            labels[i] = Label(label="boilerplate")
            continue
        if labels[i].label != "body" or not is_title_like(words) or not _starts_title(words):
            break
        tail.append(i)
    if len(tail) < 2 or sentences < 3 or sentences < 0.8 * (len(prose) - len(tail)):
        return
    for i in tail:
        labels[i] = Label(label="related")


def _starts_title(words: str) -> bool:
    return (words[0].isupper() or words[0] in "\"“‘'") and len(words.split()) >= 4 and len(words) <= 120
