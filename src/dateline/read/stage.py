"""The read stage: a report for each capture.

What has no article text or is not English comes out as a report that says so in ``silence``. What is too
long for an article was not read, so it is an UnreadableInput, as a file of another kind is; the runner
(``dateline.scale.processes``) tells of it and codes the rest. Nothing else is raised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from dateline.errors import UnreadableInput
from dateline.read.decode import Decoded, decode
from dateline.read.facts import Facts, facts_of_page, facts_of_text
from dateline.read.flags import Flagger, flag_comments
from dateline.read.language import Linguist
from dateline.read.markup import without_ballast
from dateline.read.metadata import PageMetadata
from dateline.read.text import read_text
from dateline.records.capture import Capture, document_name
from dateline.records.evidence import Evidence, Known, Made, Unknown, identifier
from dateline.records.report import CODED_LABELS, Block, Report

VERSION = "1"

#: Characters of an article. The longest news features have 200,000; a text beyond this is a collection, and
#: the parser behind would work on it for minutes.
LONGEST_ARTICLE = 1_000_000

#: Characters of a page's markup, without scripts, styles and inline images. Of 509 saved pages the largest
#: had 1,200,000 with them; trafilatura and the search for its paragraphs take 2 s for 1 MB of nothing but
#: text, 6 s for 2 MB and 18 s for 4 MB.
LARGEST_PAGE = 3_000_000


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
        """A report for each capture, in the same order. Raises UnreadableInput for one that is too long."""
        return [self._report(capture) for capture in batch]

    @cached_property
    def _linguist(self) -> Linguist:
        return Linguist()

    def _report(self, capture: Capture) -> Report:
        decoded = decode(capture.content, dump=capture.origin.kind == "dump")
        if capture.media_type == "text/html":
            text, blocks, facts, silence = self._page(capture, decoded)
        else:
            text, blocks, facts, silence = self._text(capture, decoded)
        language = self._language(facts.document, text, blocks)
        if silence is None and isinstance(language, Known) and language.value != "en":
            silence = f"not English ({language.value}): only English is read so far"
        return Report(
            id=identifier("r", capture.id),
            capture=capture.id,
            document=facts.document,
            text=text,
            blocks=self._flagged(text, blocks),
            title=facts.title,
            outlet=facts.outlet,
            authors=facts.authors,
            published=facts.published,
            modified=facts.modified,
            language=language,
            url=facts.url,
            made=self._made,
            warnings=(*decoded.warnings, *facts.warnings),
            silence=silence,
        )

    def _text(self, capture: Capture, decoded: Decoded) -> tuple[str, tuple[Block, ...], Facts, str | None]:
        """A plain text's parts; its text is the decoded capture as it is."""
        text = decoded.text
        if len(text) > LONGEST_ARTICLE:
            raise _too_long(capture, text)
        reading = read_text(text, capture.given.title)
        facts = facts_of_text(capture, text, reading.blocks, reading.dateline, self._made, self._day)
        words = _has_words(text, reading.blocks)
        return text, reading.blocks, facts, None if words else "no article text: there are no words in it"

    def _page(self, capture: Capture, decoded: Decoded) -> tuple[str, tuple[Block, ...], Facts, str | None]:
        """A page's parts; trafilatura is loaded when the first page comes."""
        from dateline.read.html import read_page

        markup = decoded.text
        if len(markup) > LARGEST_PAGE:
            markup = without_ballast(markup)
        if len(markup) > LARGEST_PAGE:
            raise _too_large(capture, markup)
        try:
            reading = read_page(markup)
        except Exception as error:
            # The parsers raise whatever broken markup makes them raise; one page must not stop the rest.
            silence = f"no article text: the markup cannot be parsed ({type(error).__name__}: {error})"
            return "", (), self._page_facts(capture, decoded, "", (), None), silence
        facts = self._page_facts(capture, decoded, reading.text, reading.blocks, reading.metadata)
        if len(reading.text) > LONGEST_ARTICLE:
            raise _too_long(capture, reading.text)
        return reading.text, reading.blocks, facts, reading.silence

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

    def _language(self, document: str, text: str, blocks: Sequence[Block]) -> Known[str] | Unknown:
        """The language of the coded blocks; the evidence is the longest of them."""
        coded = [block for block in blocks if block.label in CODED_LABELS]
        found = self._linguist.language("\n".join(text[block.start : block.end] for block in coded[:200]))
        if found is None:
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
