"""The read stage: a report for each capture.

What has no article text or is not English comes out as a report that says so in ``silence``. What is too
long for an article was not read, so it is an UnreadableInput, as a file of another kind is; the runner
(``dateline.scale.processes``) tells of it and codes the rest. A damaged file of the installation is a
DictionaryError, which ends the run. Nothing else is raised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from dateline.errors import DictionaryError, UnreadableInput
from dateline.read.decode import Decoded, decode
from dateline.read.entries import Update, entries_of_page, entries_of_text, is_of_an_entry, says_live
from dateline.read.facts import Facts, facts_of_page, facts_of_text
from dateline.read.flags import Flagger, flag_comments
from dateline.read.kinds import Signs, kind_of, signs_of_text
from dateline.read.language import Linguist
from dateline.read.marks import Found
from dateline.read.markup import without_ballast
from dateline.read.metadata import PageMetadata
from dateline.read.notices import read_notices
from dateline.read.text import read_text
from dateline.read.witness import Witness
from dateline.records.capture import Capture, document_name
from dateline.records.evidence import Evidence, Interval, Known, Made, Record, Unknown, identifier
from dateline.records.report import CODED_LABELS, Block, Entry, PageKind, Report

VERSION = "2"

#: Characters of an article. The longest news features have 200,000; a text beyond this is a collection, and
#: the parser behind would work on it for minutes.
LONGEST_ARTICLE = 1_000_000

#: Characters of a page's markup, without scripts, styles and inline images. Of 509 saved pages the largest
#: had 1,200,000 with them; a megabyte of nothing but short paragraphs takes 2 to 3 s.
LARGEST_PAGE = 3_000_000


class _Part(Record, frozen=True):
    """What was read of a capture, before it is looked at as a whole."""

    facts: Facts
    text: str = ""
    blocks: tuple[Block, ...] = ()
    silence: str | None = None
    signs: Signs = Signs()
    updates: tuple[Update, ...] = ()
    language: Found | None = None

    @property
    def live(self) -> bool:
        """Whether it says that it is a live blog."""
        address = _value(self.facts.url) or ""
        return "LiveBlogPosting" in self.signs.types or says_live(
            f"{self.signs.title} | {self.signs.headline}", address
        )


class Read:
    """Reads captures into reports: decoded, labelled, with what the page says of itself."""

    name = "read"
    version = VERSION
    needs: type = Capture
    makes: type = Report

    def __init__(self, today: dt.date | None = None, flagger: Flagger | None = None) -> None:
        """``today`` is the day later than which no report can have been published; by default it is now.

        ``flagger`` tells which comments are flagged; without one none is.
        """
        self._today = today
        self._flagger = flagger
        self._made = Made(stage=self.name, version=self.version)

    def run(self, batch: Sequence[Capture]) -> list[Report]:
        """A report for each capture, in the same order.

        Raises UnreadableInput for one that is too long, and DictionaryError where the reader's own file is damaged.
        """
        return [self._report(capture) for capture in batch]

    @cached_property
    def _linguist(self) -> Linguist:
        return Linguist()

    def _report(self, capture: Capture) -> Report:
        decoded = decode(capture.content, dump=capture.origin.kind == "dump", charset=capture.charset)
        part = (
            self._page(capture, decoded)
            if capture.media_type == "text/html"
            else self._text(capture, decoded)
        )
        facts, text = part.facts, part.text
        notes = read_notices(facts.document, text, part.blocks, facts.published, facts.modified, self._made)
        entries = self._entries(capture, decoded, part, notes.blocks)
        addresses = [address for address in (capture.url, _value(facts.url)) if address]
        verdict = kind_of(part.signs, text, notes.blocks, entries, addresses)
        language = self._language(facts.document, text, notes.blocks, part.language)
        silence = verdict.silence or part.silence
        if notes.retracted is not None:
            silence = f"retracted by its outlet: {notes.retracted}"
        if silence is None and isinstance(language, Known) and language.value != "en":
            silence = f"not English ({language.value}): only English is read so far"
        warnings = [*decoded.warnings, *facts.warnings]
        if verdict.warning is not None:
            warnings.append(verdict.warning)
        if notes.retracted is not None:
            warnings.append(f"the report is retracted, nothing of it is coded: {notes.retracted}")
        return Report(
            id=identifier("r", capture.id),
            capture=capture.id,
            document=facts.document,
            text=text,
            blocks=self._flagged(text, notes.blocks),
            title=facts.title,
            outlet=facts.outlet,
            authors=facts.authors,
            published=self._published(facts, verdict.kind, entries),
            modified=facts.modified,
            language=language,
            url=facts.url,
            made=self._made,
            warnings=tuple(warnings),
            silence=silence,
            kind=verdict.kind,
            kind_reason=verdict.reason,
            entries=entries if verdict.kind == "live blog" else (),
            notices=notes.notices,
        )

    def _entries(
        self, capture: Capture, decoded: Decoded, part: _Part, blocks: Sequence[Block]
    ) -> tuple[Entry, ...]:
        """The dated parts of what may be a live blog."""
        witness = Witness(capture, decoded.text, part.text, self._made)
        found = entries_of_page(part.updates, part.text, blocks, witness) if part.updates else ()
        if found or not part.live:
            return found
        facts = part.facts
        return entries_of_text(part.text, blocks, facts.published, facts.modified, witness)

    def _published(self, facts: Facts, kind: PageKind, entries: Sequence[Entry]) -> Known[Interval] | Unknown:
        """The day of publication, unless it is that of an entry or the day a front page was looked at."""
        published = facts.published
        if isinstance(published, Unknown):
            return published
        if kind == "live blog" and is_of_an_entry(published, entries):
            return Unknown(reason="the page gives no publication date, only days above its entries")
        if kind == "front page" and published.how.startswith(("shown", "date line")):
            return Unknown(reason="the date that a front page shows is that of the day")
        return published

    def _text(self, capture: Capture, decoded: Decoded) -> _Part:
        """A plain text's parts; its text is the decoded capture as it is."""
        text = decoded.text
        if len(text) > LONGEST_ARTICLE:
            raise _too_long(capture, text)
        reading = read_text(text, capture.given.title)
        facts = facts_of_text(capture, text, reading.blocks, reading.dateline, self._made, self._day)
        silence = None
        if not _has_words(text, reading.blocks):
            silence = "no article text: there are no words in it"
        signs = signs_of_text(text, reading.blocks)
        return _Part(text=text, blocks=reading.blocks, facts=facts, silence=silence, signs=signs)

    def _page(self, capture: Capture, decoded: Decoded) -> _Part:
        """A page's parts; the reader of pages is loaded when the first one comes."""
        from dateline.read.html import read_page

        markup = decoded.text
        if len(markup) > LARGEST_PAGE:
            markup = without_ballast(markup)
        if len(markup) > LARGEST_PAGE:
            raise _too_large(capture, markup)
        try:
            reading = read_page(markup, capture.url)
        except DictionaryError:
            raise  # the installation is damaged, and no page can be read with it
        except Exception as error:
            # The parsers raise whatever broken markup makes them raise; one page must not stop the rest.
            silence = f"no article text: the markup cannot be parsed ({type(error).__name__}: {error})"
            return _Part(facts=self._page_facts(capture, decoded, "", (), None), silence=silence)
        facts = self._page_facts(capture, decoded, reading.text, reading.blocks, reading.metadata)
        if len(reading.text) > LONGEST_ARTICLE:
            raise _too_long(capture, reading.text)
        return _Part(
            text=reading.text,
            blocks=reading.blocks,
            facts=facts,
            silence=reading.silence,
            signs=reading.metadata.signs,
            updates=reading.metadata.updates,
            language=reading.metadata.language,
        )

    def _flagged(self, text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks, each comment with the reasons why it is flagged."""
        if self._flagger is None:
            return blocks
        return flag_comments(self._flagger, text, blocks)

    def _page_facts(
        self,
        capture: Capture,
        decoded: Decoded,
        text: str,
        blocks: tuple[Block, ...],
        metadata: PageMetadata | None,
    ) -> Facts:
        return facts_of_page(capture, decoded.text, text, blocks, metadata, self._made, self._day)

    @property
    def _day(self) -> dt.date:
        return self._today or dt.datetime.now(tz=dt.UTC).date()

    def _language(
        self, document: str, text: str, blocks: Sequence[Block], said: Found | None
    ) -> Known[str] | Unknown:
        """The language of the coded blocks; the evidence is the longest of them.

        What the markup says (``said``) settles what is too short or unclear to tell.
        """
        coded = [block for block in blocks if block.label in CODED_LABELS]
        words = "\n".join(text[block.start : block.end] for block in coded[:200])
        found = self._linguist.language(words, said.value if said else None)
        if found is None or not coded:
            return Unknown(reason="too little text to tell the language")
        longest = max(coded, key=lambda block: block.end - block.start)
        words = text[longest.start : longest.end][:200]
        evidence = Evidence(
            document=document,
            start=longest.start,
            end=longest.start + len(words),
            text=words,
            made=self._made,
        )
        return Known(value=found.code, evidence=(evidence,), how=found.how)


def _value(known: Known[str] | Unknown) -> str | None:
    return known.value if isinstance(known, Known) else None


def _too_long(capture: Capture, text: str) -> UnreadableInput:
    size = f"{len(text):,} characters, an article has at most {LONGEST_ARTICLE:,}"
    return UnreadableInput(
        document_name(capture), f"too long ({size}); give its reports one by one or as JSON lines"
    )


def _too_large(capture: Capture, markup: str) -> UnreadableInput:
    size = f"{len(markup):,} characters of markup without scripts, styles and inline images"
    return UnreadableInput(
        document_name(capture),
        f"too large ({size}; a page has at most {LARGEST_PAGE:,}); save the article itself",
    )


def _has_words(text: str, blocks: Sequence[Block]) -> bool:
    """Whether any block that is coded holds a letter."""
    return any(
        any(map(str.isalpha, text[block.start : block.end]))
        for block in blocks
        if block.label in CODED_LABELS
    )
