"""What is measured of each segment of a page, for ``dateline.read.article`` to weigh.

Four kinds of figures: the words themselves (length, links, sentence ends, function words, words of sites'
furniture), the signs of the boxes around, the boxes' texts as a whole, and the place in the page. The
order of the columns is part of the trained model. Readability's idea, that paragraphs vote for the box
that holds them, and Boilerpipe's, that link density and the neighbours' lengths tell most, are both here
(Kohlschütter, Fankhauser and Nejdl 2010).
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.read.page import Page, Segment, squeeze
from dateline.read.signs import COUNT

Matrix = NDArray[np.float32]

_FUNCTION = frozenset(
    "the of and to in a is that it was for on are as with his they at be this have from or had by but not what all "
    "were we when your can said there an each which she do how their if will up other about out many then them these "
    "so some her would make like him into has more he who been its after no than also der die und das den von zu mit "
    "sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am "
    "sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir "
    "le la les et des en un une du que est pour qui dans ce il sur pas plus par au je se ne ou avec son mais comme el "
    "los las del por con una su para no al lo pero sus di che non per si sono della nel w na nie się z do jest in i".split()
)
_CUES = (
    "share teilen tweet facebook twitter whatsapp email e-mail drucken print mail instagram pinterest linkedin telegram "
    "merken weiterleiten empfehlen partager xing feed rss copy link",
    "comment comments kommentar kommentare reply antworten commentaires responses replies says sagt sagte schreibt "
    "leave thoughts antwort melden report permalink commentaire beitrag beiträge",
    "login anmelden registrieren register sign konto account passwort password logout abmelden einloggen username",
    "newsletter abonnieren subscribe abo abonnement subscription sign-up inbox abonnenten kostenlos gratis jetzt testen",
    "uhr am pm january february march april may june july august september october november december januar februar "
    "märz mai juni juli oktober dezember aktualisiert updated published veröffentlicht stand posted monday tuesday "
    "wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag ago vor",
    "by von author autor verfasst written reporter redaktion posted correspondent editor par staff contributed",
    "copyright © impressum datenschutz privacy agb terms rights reserved rechte vorbehalten cookie cookies policy "
    "nutzungsbedingungen contact kontakt disclaimer datenschutzerklärung haftungsausschluss",
    "related read more mehr weitere lesen auch next previous vorheriger nächster weiterlesen zurück back older newer "
    "artikel articles stories posts ähnliche latest top popular trending recommended see watch thema also",
    "tags tag kategorien category categories kategorie schlagwörter filed under abgelegt themen topics schlagworte labels",
    "anzeige werbung advertisement sponsored ad ads advertising promoted anzeigen continue below",
    "foto photo bild image credit getty afp reuters dpa picture quelle fotos images ap epa imago file photograph symbolbild "
    "copyright pictured shutterstock",
    "warenkorb preis € $ kaufen buy price shipping cart versand mwst eur usd produkt artikelnummer lieferzeit amazon",
    "home startseite menü menu about über suche search archiv archive kontakt sitemap faq help hilfe skip navigation",
    "javascript browser aktivieren enable loading laden video player abspielen play download app",
    "correction update updated korrektur clarification editor's note anm",
    "click here klicken hier tap follow folgen like gefällt us uns our page join",
)
_CUE_BITS = {
    word: sum(1 << i for i, cues in enumerate(_CUES) if word in cues.split())
    for cues in _CUES
    for word in cues.split()
}
_TAGS = (
    "p",
    "div",
    "li",
    "td",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "figcaption",
    "section",
    "article",
    "pre",
    "dd",
    "body",
)
_TAG_INDEX = {tag: i for i, tag in enumerate(_TAGS)}
_ENDS = frozenset(".!?…:;\"”“»'’)")
_STRIP = ".,:;!?()[]\"'“”„»«›‹|-–—…*"

#: Words of a segment that are looked at one by one.
_LOOKED_AT = 40
_SHORT_WORDS = 25

#: A paragraph that votes for its box: at least this many characters, at most this share of them in links.
_VOTING = 80
_VOTING_LINKS = 0.33

_TEXT_COLUMNS = 16
_NEAR = 3


def features(page: Page, title: str = "", article: str = "") -> Matrix:
    """A row of figures for each segment of the page, of shape (segments, columns).

    ``title`` is the page's own title, ``article`` the text of the article as its JSON-LD gives it.
    """
    segments = page.segments
    count = len(segments)
    if not count:
        return np.zeros((0, 1), dtype=np.float32)
    words = _words(segments)
    boxes = _boxes(page)
    lengths = np.array([s.end - s.start for s in segments], dtype=np.float64)
    linked = np.array([s.linked for s in segments], dtype=np.float64)
    share = linked / np.maximum(lengths, 1)
    voting = (lengths >= _VOTING) & (share <= _VOTING_LINKS)
    own = np.array([s.box for s in segments])
    columns = [
        words,
        _signs(boxes, own),
        _texts(boxes, own, lengths, linked, voting),
        _candidate(boxes, own, lengths, voting),
        _places(page, title, lengths),
        _declared(segments, article),
        _template(page, boxes, own),
    ]
    base = np.concatenate(columns, axis=1, dtype=np.float32)
    near = base[:, [0, 1, 2, 3, 4, 5]]
    return np.concatenate([base, *_neighbours(near)], axis=1, dtype=np.float32)


def _words(segments: tuple[Segment, ...]) -> Matrix:
    """Figures of the words: 16 of their form, a bit for each kind of cue, the tag of the box."""
    rows = np.zeros((len(segments), _TEXT_COLUMNS + len(_CUES)), dtype=np.float32)
    for row, segment in zip(rows, segments, strict=True):
        text = segment.text
        parts = text.split(" ", _LOOKED_AT)
        if len(parts) > _LOOKED_AT:
            parts.pop()
        length = segment.end - segment.start
        number = len(parts)
        lowered = [part.strip(_STRIP) for part in text[:400].lower().split(" ", _LOOKED_AT)[:number]]
        function = sum(map(_FUNCTION.__contains__, lowered))
        last = text[-1]
        row[:_TEXT_COLUMNS] = (
            np.log1p(length),
            segment.linked / length,
            last in ".!?…" or (last in _ENDS and text[-2:-1] in ".!?…"),
            function / number,
            min(length / 200, 5.0),
            number <= 4,
            last in _ENDS,
            text[0].islower(),
            text[0].isupper(),
            sum(part[:1].isupper() for part in parts) / number,
            sum(map(str.isdigit, text[:200])) / min(length, 200),
            min(text.count(","), 10) / 5,
            min(text.count(". "), 10) / 5,
            text.isupper(),
            ("|" in text) + ("©" in text) + ("»" in text),
            text[0] in "\"“„»«'‘",
        )
        if number <= _SHORT_WORDS:
            bits = 0
            for word in lowered:
                bits |= _CUE_BITS.get(word, 0)
            if bits:
                for i in range(len(_CUES)):
                    if bits >> i & 1:
                        row[_TEXT_COLUMNS + i] = 1
    return rows


class _Boxes:
    """The boxes of a page as arrays; index -1 stands for the page's outermost box too."""

    def __init__(self, page: Page) -> None:
        boxes = page.boxes
        self.outside = np.array([max(0, b.outside) for b in boxes])
        self.first = np.array([b.first for b in boxes])
        self.last = np.array([b.last for b in boxes])
        self.signs = np.array([b.signs for b in boxes], dtype=np.uint64)
        self.around = np.array([b.around for b in boxes], dtype=np.uint64)
        self.tags = [b.tag for b in boxes]
        self.depth = np.zeros(len(boxes))
        for i, box in enumerate(boxes):
            if box.outside >= 0:
                self.depth[i] = self.depth[box.outside] + 1


def _boxes(page: Page) -> _Boxes:
    return _Boxes(page)


_SHIFTS = np.arange(COUNT, dtype=np.uint64)


def _bits(values: NDArray[np.uint64]) -> Matrix:
    return ((values[:, None] >> _SHIFTS) & np.uint64(1)).astype(np.float32)


def _signs(boxes: _Boxes, own: NDArray[Any]) -> Matrix:
    """The signs of the two nearest boxes, those of all boxes around, and the nearest box's tag."""
    near = boxes.signs[own] | boxes.signs[boxes.outside[own]]
    tags = np.zeros((len(own), len(_TAGS) + 1), dtype=np.float32)
    for row, box in zip(tags, own, strict=True):
        row[_TAG_INDEX.get(boxes.tags[box], len(_TAGS))] = 1
    return np.concatenate([_bits(near), _bits(boxes.around[own]), tags], axis=1)


def _texts(
    boxes: _Boxes, own: NDArray[Any], lengths: NDArray[Any], linked: NDArray[Any], voting: NDArray[Any]
) -> Matrix:
    """For the box of a segment and the two around it: length, links, share of the page, paragraphs."""
    total = max(1.0, float(lengths.sum()))
    sums = [np.concatenate([[0.0], np.cumsum(values)]) for values in (lengths, linked, voting.astype(float))]
    voters = max(1.0, float(voting.sum()))
    columns: list[NDArray[Any]] = []
    box = own
    for _ in range(4):
        first, last = boxes.first[box], boxes.last[box]
        inside, links, votes = (s[last] - s[first] for s in sums)
        number = np.maximum(last - first, 1)
        columns += [
            np.log1p(inside),
            links / np.maximum(inside, 1),
            inside / total,
            np.log1p(number),
            votes / number,
            votes / voters,
            np.log1p(inside / number),
        ]
        box = boxes.outside[box]
    columns.append(boxes.depth[own] / 10)
    return np.stack(columns, axis=1)


def _candidate(boxes: _Boxes, own: NDArray[Any], lengths: NDArray[Any], voting: NDArray[Any]) -> Matrix:
    """Whether a segment lies in the box that the paragraphs vote for, or in the one around it; how far off it is."""
    votes = np.zeros(len(boxes.outside))
    box = own
    for weight in (1.0, 0.7, 0.4, 0.2):
        np.add.at(votes, box, np.where(voting, np.sqrt(lengths), 0) * weight)
        box = boxes.outside[box]
    best = int(np.argmax(votes))
    index = np.arange(len(own))
    columns = []
    for _ in range(3):
        first, last = boxes.first[best], boxes.last[best]
        inside = (index >= first) & (index < last)
        columns += [inside]
        best = int(boxes.outside[best])
    best = int(np.argmax(votes))
    first, last = int(boxes.first[best]), int(boxes.last[best])
    held = np.flatnonzero(voting[first:last])
    low, high = (first + int(held[0]), first + int(held[-1])) if len(held) else (first, last)
    columns += [
        np.log1p(np.maximum(low - index, 0)),
        np.log1p(np.maximum(index - high, 0)),
        (index >= low) & (index <= high),
        votes[own] / max(1.0, votes.max()),
        boxes.depth[own] - boxes.depth[best],
    ]
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _places(page: Page, title: str, lengths: NDArray[Any]) -> Matrix:
    """Where a segment stands: in the page, and before or behind its title."""
    segments = page.segments
    count = len(segments)
    index = np.arange(count)
    before = np.cumsum(lengths) - lengths
    total = max(1.0, float(lengths.sum()))
    wanted = squeeze(title).casefold()
    named = -1
    for i, segment in enumerate(segments):
        key = squeeze(segment.text).casefold() if len(segment.text) < 300 else ""
        if len(key) >= 8 and (key in wanted or (wanted and wanted in key)):
            named = i
            if page.boxes[segment.box].tag in ("h1", "h2"):
                break
    if named < 0:
        named = next((i for i, s in enumerate(segments) if page.boxes[s.box].tag == "h1"), -1)
    offset = index - named if named >= 0 else np.zeros(count)
    return np.stack(
        [
            index / count,
            before / total,
            np.log1p(index),
            np.log1p(count - index),
            np.full(count, np.log1p(count)),
            np.full(count, np.log1p(total)),
            np.full(count, named >= 0),
            offset < 0,
            offset == 0,
            np.log1p(np.maximum(offset, 0)),
            np.log1p(np.maximum(-offset, 0)),
        ],
        axis=1,
    )


def _declared(segments: tuple[Segment, ...], article: str) -> Matrix:
    """Whether the page's own JSON-LD gives the article's text, and whether a segment stands in it."""
    rows = np.zeros((len(segments), 3), dtype=np.float32)
    text = squeeze(article)
    if len(text) < 200:
        return rows
    for row, segment in zip(rows, segments, strict=True):
        row[0] = 1
        inside = squeeze(segment.text) in text
        row[1] = inside
        row[2] = inside and len(segment.text) >= 40
    return rows


def _template(page: Page, boxes: _Boxes, own: NDArray[Any]) -> Matrix:
    """How many segments stand in boxes of the same kind: the same tags and signs twice up."""
    keys = [
        (boxes.tags[b], boxes.tags[o := boxes.outside[b]], int(boxes.signs[b]), int(boxes.signs[o]))
        for b in own
    ]
    number: dict[Any, int] = {}
    for key in keys:
        number[key] = number.get(key, 0) + 1
    counts = np.array([number[key] for key in keys], dtype=np.float32)
    return np.stack([np.log1p(counts), counts / len(keys)], axis=1)


def _neighbours(near: Matrix) -> list[Matrix]:
    """The figures of the segments up to three before and three behind; 0 beyond the page."""
    found = []
    for by in range(1, _NEAR + 1):
        for sign in (by, -by):
            moved = np.zeros_like(near)
            if sign > 0:
                moved[sign:] = near[:-sign]
            else:
                moved[:sign] = near[-sign:]
            found.append(moved)
    return found


_LD = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', re.DOTALL)


def declared_article(root: Any) -> str:
    """The article's text that a page's JSON-LD gives, tags taken out, or an empty string."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        found = _LD.search(script.text or "")
        if found is None:
            continue
        try:
            text = json.loads(found[1], strict=False)
        except ValueError:
            continue
        return re.sub(r"<[^>]{1,500}>", " ", str(text))
    return ""
