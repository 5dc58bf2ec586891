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
from collections import Counter
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
_CASED = 12
_SHORT = 160

#: A link of so many characters is a menu's or a tag's, whatever its words: nothing more is measured of it.
_MENU = 30
_MENU_FORM = (1.0, *(0.0,) * 14)

#: A paragraph that votes for its box: at least this many characters, at most this share of them in links.
_VOTING = 80
_VOTING_LINKS = 0.33

#: Characters of the article that JSON-LD gives; each segment is looked for in them.
_LONGEST_DECLARED = 200_000

_NEAR = 3
_KINDS_OF_TAG = np.eye(len(_TAGS) + 1, dtype=np.float32)


def features(page: Page, headline: int | None = None, article: str = "") -> Matrix:
    """A row of figures for each segment of the page, of shape (segments, columns).

    ``headline`` is the index of the headline's first segment, ``article`` the text of the article as the
    page's JSON-LD gives it.
    """
    segments = page.segments
    if not segments:
        return np.zeros((0, 1), dtype=np.float32)
    boxes = _Boxes(page)
    lengths = np.array([s.end - s.start for s in segments], dtype=np.float64)
    linked = np.array([s.linked for s in segments], dtype=np.float64)
    voting = (lengths >= _VOTING) & (linked <= _VOTING_LINKS * lengths)
    own = np.array([s.box for s in segments])
    base = np.concatenate(
        [
            _words(segments),
            _signs(boxes, own),
            _texts(boxes, own, lengths, linked, voting),
            _candidate(boxes, own, lengths, voting),
            _places(page, headline, lengths),
            _declared(segments, article),
            _template(boxes, own),
        ],
        axis=1,
        dtype=np.float32,
    )
    return np.concatenate([base, *_neighbours(base[:, :6])], axis=1)


def _words(segments: tuple[Segment, ...]) -> Matrix:
    """Figures of the words: 16 of their form, a bit for each kind of cue."""
    forms = np.array([_form(segment) for segment in segments], dtype=np.float32)
    cues = np.array([_cues(segment) for segment in segments], dtype=np.uint32)
    forms[:, 0] = np.log1p(forms[:, 0])
    return np.concatenate([forms, _bits(cues, len(_CUES))], axis=1)


def _form(segment: Segment) -> tuple[float, ...]:
    text = segment.text
    length = segment.end - segment.start
    if segment.linked == length and len(text) <= _MENU:
        return (length, *_MENU_FORM)
    words = text[:400].lower().split(" ", _LOOKED_AT)[:_LOOKED_AT]
    number = len(words)
    first, last = text[0], text[-1]
    head = text[:200]
    return (
        length,
        segment.linked / length,
        last in ".!?…" or (last in _ENDS and text[-2:-1] in ".!?…"),
        sum(map(_FUNCTION.__contains__, words)) / number,
        min(length / 200, 5.0),
        number <= 4,
        last in _ENDS,
        first.islower(),
        first.isupper(),
        sum([word[0].isupper() for word in head.split(" ", _CASED)[:_CASED] if word]) / min(number, _CASED),
        sum(map(head.count, "0123456789")) / len(head),
        min(text.count(","), 10) / 5,
        min(text.count(". "), 10) / 5,
        text.isupper(),
        ("|" in text) + ("©" in text) + ("»" in text),
        first in "\"“„»«'‘",
    )


def _cues(segment: Segment) -> int:
    """The bits of the kinds of cues in a short text that is no menu's."""
    text = segment.text
    if len(text) > _SHORT or (len(text) <= _MENU and segment.linked == segment.end - segment.start):
        return 0
    bits = 0
    for word in text.lower().split():
        bits |= _CUE_BITS.get(word.strip(_STRIP), 0)
    return bits


class _Boxes:
    """The boxes of a page as arrays; index -1 stands for the page's outermost box too."""

    def __init__(self, page: Page) -> None:
        boxes = page.boxes
        self.outside = np.array([max(0, b.outside) for b in boxes])
        self.first = np.array([b.first for b in boxes])
        self.last = np.array([b.last for b in boxes])
        self.signs = np.array([b.signs for b in boxes], dtype=np.uint64)
        self.around = np.array([b.around for b in boxes], dtype=np.uint64)
        self.tags = np.array([_TAG_INDEX.get(b.tag, len(_TAGS)) for b in boxes])
        depth: list[int] = []
        for box in boxes:
            depth.append(depth[box.outside] + 1 if box.outside >= 0 else 0)
        self.depth = np.array(depth, dtype=np.float64)


def _bits(values: NDArray[Any], number: int) -> Matrix:
    """The lowest bits of each value as columns."""
    octets = values[:, None].view(np.uint8)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :number].astype(np.float32)


def _signs(boxes: _Boxes, own: NDArray[Any]) -> Matrix:
    """The signs of the two nearest boxes, those of all boxes around, and the nearest box's tag."""
    near = boxes.signs[own] | boxes.signs[boxes.outside[own]]
    return np.concatenate(
        [_bits(near, COUNT), _bits(boxes.around[own], COUNT), _KINDS_OF_TAG[boxes.tags[own]]], axis=1
    )


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


def _places(page: Page, headline: int | None, lengths: NDArray[Any]) -> Matrix:
    """Where a segment stands: in the page, and before or behind its headline or first ``h1``."""
    count = len(page.segments)
    index = np.arange(count)
    before = np.cumsum(lengths) - lengths
    total = max(1.0, float(lengths.sum()))
    named = headline
    if named is None:
        named = next((box.first for box in page.boxes if box.tag == "h1" and box.last > box.first), -1)
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
    text = squeeze(article[:_LONGEST_DECLARED])
    if len(text) < 200:
        return rows
    for row, segment in zip(rows, segments, strict=True):
        row[0] = 1
        inside = squeeze(segment.text) in text
        row[1] = inside
        row[2] = inside and len(segment.text) >= 40
    return rows


def _template(boxes: _Boxes, own: NDArray[Any]) -> Matrix:
    """How many segments stand in boxes of the same kind: the same tags and signs twice up."""
    outer = boxes.outside[own]
    columns = (boxes.tags[own], boxes.tags[outer], boxes.signs[own], boxes.signs[outer])
    keys = list(zip(*(column.tolist() for column in columns), strict=True))
    number = Counter(keys)
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
