"""Notes that a report was changed: updates, corrections, retractions, and a later day of change.

What a correction says was wrong must not be coded as a fact: "An earlier version of this article said that
40 people were killed". So its words are parted from the body and labelled boilerplate, and the notice keeps
them. An update's news stays body; only its label is the notice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import msgspec

from dateline.records.evidence import Evidence, Interval, Known, Made, Record, Unknown
from dateline.records.report import Block, Notice, NoticeKind

_PIECE = r"(?:article|story|report|post|page|piece|item|version|dispatch|text|headline|live ?blog|file)"
_HEAD = r"^[\W_]{0,4}"
_TAIL = r"(?:[ ,]{1,2}(?:[^:.!?\n]|[:.](?=\d\d)|(?<=[ap])\.(?=m)|(?<=\.m)\.){1,50})?\s?(?::|[–—]|-{1,2}\s)"
_SAID = (
    r"(?:said|stated|misstated|misidentified|misspelled|gave|identified|described|listed|quoted|named|reported|referred"
    r"|claimed|attributed|contained|included|put|had)"
)
_RETRACTION = re.compile(
    rf"{_HEAD}(?:retraction|retracted|withdrawn|widerruf|zurückgezogen){_TAIL}"
    rf"|\bthis {_PIECE} (?:has been|was|is(?: now)?|is being) (?:fully |formally )?(?:retracted|withdrawn)\b"
    rf"|\b(?:has|have|hereby|is|are|we) (?:retract(?:ed|ing|s)?|withdr[ae]w[ns]?|withdrawing) (?:this|the above) {_PIECE}\b"
    r"|\bdieser (?:artikel|beitrag|bericht|text) (?:wurde|ist|haben wir) (?:\w+ ){0,3}zurückgezogen",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    rf"{_HEAD}(?:corrections?|corrected|corrects|clarifications?|corrections? (?:and|&) clarifications?|erratum"
    rf"|korrektur(?:hinweis)?|berichtigung|richtigstellung|klarstellung){_TAIL}"
    rf"|{_HEAD}(?:corrects|\(?this {_PIECE} corrects)\b"
    rf"|\b(?:an |the )?(?:earlier|previous|original|initial|first|prior) (?:\w+ )?(?:version|headline|edition)s? (?:of|on|to) "
    rf"(?:this|the|our) {_PIECE}\b"
    rf"|\bthis {_PIECE} (?:has been|was|is) (?:\w+ )?(?:corrected|amended|clarified|(?:updated|edited|changed) to (?:\w+ )?"
    r"(?:correct|clarify|fix|reflect that))\b"
    rf"|\bthis {_PIECE} (?:originally|previously|initially|incorrectly|wrongly|mistakenly|erroneously) {_SAID}\b"
    r"|\bin einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung)\b"
    r"|\b(?:wir haben|haben wir) (?:das|dies|den fehler|die (?:stelle|angabe|passage)) (?:\w+ ){0,2}(?:korrigiert|berichtigt)",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    rf"{_HEAD}(?:updates?|updated|update \d{{1,2}}|\d(?:st|nd|rd|th) update|aktualisiert|aktualisierung){_TAIL}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    rf"\bthis (?:is a developing )?{_PIECE} (?:has been|was|will be|is being) (?:\w+ )?updated\b"
    r"|\bdieser (?:artikel|beitrag|text) (?:wurde|wird) (?:\w+ ){0,4}aktualisiert\b",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÄÖÜ0-9])")
_NOTE_LABEL = re.compile(
    rf"{_HEAD}(?:editors?['’]?s?['’]? note|note|anmerkung(?: der redaktion)?|hinweis)\s?[:–—-]", re.I
)

# Each match of a pattern holds one of its words, and most reports hold none of them.
_WORDS: dict[NoticeKind, tuple[str, ...]] = {
    "retraction": ("retract", "withdr", "widerruf", "zurückgezogen"),
    "correction": (
        *(
            "correct",
            "clarif",
            "erratum",
            "korrektur",
            "korrigiert",
            "berichtig",
            "richtigstellung",
            "klarstellung",
        ),
        *(
            "version",
            "fassung",
            "headline",
            "edition",
            "amended",
            "edited",
            "updated to",
            "changed to",
            "originally",
        ),
        *("previously", "initially", "wrongly", "mistakenly", "erroneously"),
    ),
    "update": ("update", "aktualisi"),
}

#: Readers' comments and other stories' headlines change nothing of this report.
_OWN_LABELS = frozenset({"headline", "dateline", "byline", "body", "quote", "caption", "boilerplate"})

#: A note within a paragraph reaches to its end, unless what follows is longer than notes are.
_LONGEST_NOTE = 600
_LONGEST_WORDS = 500
#: A label with less behind it is a line that gives the day of change.
_FEWEST_WORDS = 6

#: Systems write the time of change some seconds or minutes behind that of publication.
_SLACK = dt.timedelta(minutes=10)


class Notes(Record, frozen=True):
    """The notices of a report, its blocks without what they retell, and why it is retracted, or None."""

    notices: tuple[Notice, ...]
    blocks: tuple[Block, ...]
    retracted: str | None = None


class _Note(Record, frozen=True):
    """A note in a block: its kind, its words from ``start``, and whether they are no news."""

    kind: NoticeKind
    start: int
    end: int
    apart: bool


def read_notices(
    document: str,
    text: str,
    blocks: Sequence[Block],
    published: Known[Interval] | Unknown,
    modified: Known[Interval] | Unknown,
    made: Made,
) -> Notes:
    """The notices in a report's blocks and dates."""
    notices: list[Notice] = []
    kept: list[Block] = []
    retracted: str | None = None
    lower = text.lower()
    present = {
        kind: found for kind, words in _WORDS.items() if (found := [word for word in words if word in lower])
    }
    for block in blocks:
        kinds = _kinds(text, block, present) if present and block.label in _OWN_LABELS else None
        note = _note(text, block, kinds) if kinds else None
        if note is None:
            kept.append(block)
            continue
        words = text[note.start : min(note.end, note.start + _LONGEST_WORDS)]
        evidence = Evidence(
            document=document, start=note.start, end=note.start + len(words), text=words, made=made
        )
        notices.append(Notice(kind=note.kind, evidence=evidence))
        if note.kind == "retraction" and retracted is None:
            retracted = " ".join(words.split())[:160]
        kept.extend(_parted(text, block, note) if note.apart else [block])
    if _changed(published, modified) and isinstance(modified, Known):
        notices.append(Notice(kind="modified", evidence=modified.evidence[0]))
    return Notes(notices=tuple(notices), blocks=tuple(kept), retracted=retracted)


def _kinds(text: str, block: Block, words: Mapping[NoticeKind, Sequence[str]]) -> set[NoticeKind]:
    """The kinds of notices that a block may be, by the words that all of them hold."""
    lower = text[block.start : block.end].lower()
    return {kind for kind, each in words.items() for word in each if word in lower}


def _note(text: str, block: Block, kinds: set[NoticeKind]) -> _Note | None:
    words = text[block.start : block.end]
    headed = _NOTE_LABEL.match(words) is not None
    patterns: tuple[tuple[NoticeKind, re.Pattern[str]], ...] = (
        ("retraction", _RETRACTION),
        ("correction", _CORRECTION),
        ("update", _UPDATED),
    )
    for kind, pattern in patterns:
        match = pattern.search(words) if kind in kinds else None
        if match is None:
            continue
        if block.label == "headline":
            # A headline may report a retraction; only as its label ("RETRACTED: ...") is it the report's own.
            if match.start() > 0 or kind == "update":
                continue
            return _Note(kind=kind, start=block.start, end=block.end, apart=False)
        start = 0 if headed else _sentence_start(words, match.start())
        end = len(words) if len(words) - start <= _LONGEST_NOTE else _sentence_end(words, match.end())
        return _Note(kind=kind, start=block.start + start, end=block.start + end, apart=True)
    match = _UPDATE.match(words) if block.label != "byline" else None
    if match is None or len(words[match.end() :].split()) < _FEWEST_WORDS:
        return None
    return _Note(kind="update", start=block.start, end=block.start + match.end(), apart=False)


def _parted(text: str, block: Block, note: _Note) -> list[Block]:
    """The block without the note, and the note as boilerplate; blanks at their ends belong to neither."""
    parts = (
        (block.start, note.start, block.label),
        (note.start, note.end, "boilerplate"),
        (note.end, block.end, block.label),
    )
    found: list[Block] = []
    for start, end, label in parts:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            found.append(msgspec.structs.replace(block, label=label, start=start, end=end))
    return found


def _sentence_start(words: str, position: int) -> int:
    starts = [
        match.end() for match in _SENTENCE_START.finditer(words, 0, position + 1) if match.end() <= position
    ]
    return starts[-1] if starts else 0


def _sentence_end(words: str, position: int) -> int:
    match = _SENTENCE_START.search(words, position)
    return match.end() if match else len(words)


def _changed(published: Known[Interval] | Unknown, modified: Known[Interval] | Unknown) -> bool:
    """Whether the report was changed after its publication, by more than systems are late."""
    if isinstance(published, Unknown) or isinstance(modified, Unknown):
        return False
    first, last = published.value, modified.value
    if first.moment and last.moment:
        one, other = dt.datetime.fromisoformat(first.moment), dt.datetime.fromisoformat(last.moment)
        if (one.tzinfo is None) == (other.tzinfo is None):
            return other - one > _SLACK
    return last.start > first.end
