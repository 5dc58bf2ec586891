"""What is known about a report as a whole, each value with its evidence or the reason why it is unknown.

What the user or the dump gave comes first, then what the page's markup says, then what stands in the
report's own text. A date in the future is refused, wherever it comes from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from dateline.read.address import domain_of, own_address
from dateline.read.authors import split_names
from dateline.read.datelines import Dateline
from dateline.read.dates import find_day, parse_interval
from dateline.read.marks import Found
from dateline.read.metadata import PageMetadata
from dateline.read.publication import AHEAD, page_days
from dateline.read.visible import PUBLISHED_WORD, UPDATED_WORD
from dateline.read.witness import Witness
from dateline.records.capture import Capture
from dateline.records.evidence import Interval, Known, Made, Record, Unknown
from dateline.records.report import Block

_NO_DATE = Unknown(reason="the page gives no publication date")
_CREDIT = re.compile(r"\(?(?:additional )?(?:reporting|writing|written)\b.{0,20}? by\s+", re.IGNORECASE)

#: A dates' words stand this near behind "Published".
_NEAR = 40


class Facts(Record, frozen=True):
    """The fields of a report that are about it as a whole."""

    document: str
    title: Known[str] | Unknown
    outlet: Known[str] | Unknown
    authors: Known[tuple[str, ...]] | Unknown
    published: Known[Interval] | Unknown
    modified: Known[Interval] | Unknown
    url: Known[str] | Unknown
    warnings: tuple[str, ...] = ()


def facts_of_text(
    capture: Capture,
    text: str,
    blocks: Sequence[Block],
    dateline: Dateline | None,
    made: Made,
    today: dt.date,
) -> Facts:
    """The facts of a plain text: from what was given, its headline, dateline and bylines."""
    witness = Witness(capture, text, text, made)
    outlet: Known[str] | Unknown = Unknown(reason="the text names no outlet")
    if dateline is not None and dateline.outlet is not None:
        start, end = dateline.outlet
        outlet = Known(value=text[start:end].strip(), evidence=(witness.span(start, end),), how="dateline")
    url = (
        Known(value=capture.url, evidence=(witness.setting(capture.url),), how="given")
        if capture.url
        else None
    )
    facts = Facts(
        document=witness.document,
        title=_headline(text, blocks, witness) or Unknown(reason="the text has no headline"),
        outlet=outlet if isinstance(outlet, Known) or not url else _domain(url) or outlet,
        authors=_bylines(text, blocks, witness) or Unknown(reason="the text names no author"),
        published=_text_date(text, blocks, dateline, witness, today) or _NO_DATE,
        modified=_dated_line(text, blocks, witness, today, UPDATED_WORD)
        or Unknown(reason="the text gives no date of change"),
        url=url or Unknown(reason="no address is given"),
    )
    return _with_given(facts, capture, witness, today)


def facts_of_page(
    capture: Capture,
    source: str,
    text: str,
    blocks: Sequence[Block],
    metadata: PageMetadata | None,
    made: Made,
    today: dt.date,
) -> Facts:
    """The facts of a page: from what was given, its markup, its address, and what it shows its readers."""
    witness = Witness(capture, source, text, made)
    metadata = metadata or PageMetadata()
    authors: Known[tuple[str, ...]] | None = None
    if metadata.authors:
        evidence = tuple({(e.start, e.text): e for e in map(witness.markup, metadata.authors)}.values())
        names = tuple(name.value for name in metadata.authors)
        authors = Known(value=names, evidence=evidence, how=metadata.authors[0].how)
    address = (
        Known(value=capture.url, evidence=(witness.setting(capture.url),), how="given")
        if capture.url
        else None
    )
    canonical = _known(metadata.url, witness)
    if address and canonical and not own_address(address.value, canonical.value):
        canonical = None
    url = canonical or address
    days = page_days(metadata, [each for each in (address, canonical) if each], text, blocks, witness, today)
    facts = Facts(
        document=witness.document,
        title=_headline(text, blocks, witness)
        or _known(metadata.title, witness)
        or Unknown(reason="the page has no title"),
        outlet=_known(metadata.outlet, witness)
        or (_domain(url) if url else None)
        or Unknown(reason="the page's markup names no outlet"),
        authors=authors or _bylines(text, blocks, witness) or Unknown(reason="the page names no author"),
        published=days.published
        if isinstance(days.published, Known)
        else _dated_line(text, blocks, witness, today, PUBLISHED_WORD)
        or _bare_date(text, blocks, witness)
        or days.published,
        modified=days.modified
        if isinstance(days.modified, Known)
        else _dated_line(text, blocks, witness, today, UPDATED_WORD) or days.modified,
        url=url or Unknown(reason="the page gives no address"),
        warnings=days.warnings,
    )
    return _with_given(facts, capture, witness, today)


def _with_given(facts: Facts, capture: Capture, witness: Witness, today: dt.date) -> Facts:
    """The facts with what the user or the dump gave in place of what was read, and no date in the future."""
    given = capture.given
    how = "given (option or field of the dump)" if capture.origin.kind == "dump" else "given"
    title, outlet, published = facts.title, facts.outlet, facts.published
    warnings: tuple[str, ...] = ()
    if given.title:
        title = Known(value=given.title, evidence=(witness.setting(given.title),), how=how)
    if given.outlet:
        outlet = Known(value=given.outlet, evidence=(witness.setting(given.outlet),), how=how)
    if given.published:
        days = parse_interval(given.published)
        if days is None:
            reason = f"the date given, {given.published!r}, cannot be read; write it as YYYY-MM-DD"
            published, warnings = Unknown(reason=reason), (reason,)
        elif capture.origin.kind != "dump" and isinstance(published, Known) and published.value != days:
            # An option holds for many pages at once; what a page says of itself stands.
            said = published.value.start.isoformat()
            warnings = (
                f"the page says it was published on {said}; the day given, {given.published}, is not used",
            )
        else:
            published = Known(value=days, evidence=(witness.setting(given.published),), how=how)
    return msgspec.structs.replace(
        facts,
        title=title,
        outlet=outlet,
        published=_not_in_future(published, today),
        modified=_not_in_future(facts.modified, today),
        warnings=(*facts.warnings, *warnings),
    )


def _not_in_future(value: Known[Interval] | Unknown, today: dt.date) -> Known[Interval] | Unknown:
    if isinstance(value, Known) and value.value.start > today + AHEAD:
        day = value.value.start.isoformat()
        return Unknown(reason=f"the date {day} is in the future", candidates=(day,))
    return value


def _known(found: Found | None, witness: Witness) -> Known[str] | None:
    return Known(value=found.value, evidence=(witness.markup(found),), how=found.how) if found else None


def _domain(url: Known[str]) -> Known[str] | None:
    """The outlet by the domain of the report's address, where nothing names it better."""
    domain = domain_of(url.value)
    return Known(value=domain, evidence=url.evidence, how="domain") if domain else None


def _headline(text: str, blocks: Sequence[Block], witness: Witness) -> Known[str] | None:
    block = next((block for block in blocks if block.label == "headline"), None)
    if block is None:
        return None
    words = " ".join(text[block.start : block.end].split())
    return Known(value=words, evidence=(witness.span(block.start, block.end),), how="headline")


def _bylines(text: str, blocks: Sequence[Block], witness: Witness) -> Known[tuple[str, ...]] | None:
    """The authors that bylines name: "By Ann Lee", "(Reporting by Ann Lee; Editing by Bo Ray)"."""
    for block in blocks:
        if block.label != "byline":
            continue
        words = text[block.start : block.end]
        credit = _CREDIT.match(words)
        if credit:
            words = re.split(r"[;)]| in [A-Z]", words[credit.end() :])[0]
        elif not re.match(
            r"\W*(?:story |words |text |written |reported )?(?:by|author)\b", words, re.IGNORECASE
        ):
            continue
        words = re.split(r"\s(?:updated|published|posted|on|in|for)\b|\||\n", words, flags=re.IGNORECASE)[0]
        names = split_names(words)
        if names:
            return Known(value=names, evidence=(witness.span(block.start, block.end),), how="byline")
    return None


def _text_date(
    text: str, blocks: Sequence[Block], dateline: Dateline | None, witness: Witness, today: dt.date
) -> Known[Interval] | None:
    """The day that a "Published" line, a line that is a date, or the dateline gives, in this order."""
    found = _dated_line(text, blocks, witness, today, PUBLISHED_WORD) or _bare_date(text, blocks, witness)
    if found is not None or dateline is None or dateline.date is None:
        return found
    start, end = dateline.date
    date = find_day(text[start:end], today=today)
    if date is None:
        return None
    return Known(value=date.interval, evidence=(witness.span(start, end),), how="dateline")


def _dated_line(
    text: str, blocks: Sequence[Block], witness: Witness, today: dt.date, word: re.Pattern[str]
) -> Known[Interval] | None:
    """The day behind a word like "Published" in a byline, or in a headline or caption that swallowed it."""
    for block in blocks:
        if block.label not in ("byline", "headline", "caption"):
            continue
        words = text[block.start : block.end]
        for match in word.finditer(words):
            date = find_day(words[match.end() : match.end() + _NEAR], today=today)
            if date is not None:
                start, end = block.start + match.start(), block.start + match.end() + date.end
                days = date.interval
                return Known(value=days, evidence=(witness.span(start, end),), how="date line")
    return None


def _bare_date(text: str, blocks: Sequence[Block], witness: Witness) -> Known[Interval] | None:
    """The day of a byline that gives one without saying that it is that of a change."""
    for block in blocks:
        words = text[block.start : block.end]
        if block.label != "byline" or UPDATED_WORD.search(words):
            continue
        date = find_day(words)
        if date is not None:
            start, end = block.start + date.start, block.start + date.end
            days = date.interval
            return Known(value=days, evidence=(witness.span(start, end),), how="date line")
    return None
