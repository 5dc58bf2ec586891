"""A brief as a document: headings, lines, tables and figures in the order of reading, which every writer writes.

What is said here is about the brief itself (what its parts are, how its figures were made); what is told of the
world is the record's lines, unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from dateline.brief.happened import bounds
from dateline.brief.locator import locator
from dateline.brief.record import Brief, Footnote, Group, Holding, Line, Occurrence, Piece, SourceUsed, Total
from dateline.brief.timeline import timeline
from dateline.brief.words import amount, count, outlet_words, told
from dateline.export.amounts import day_words
from dateline.export.terminal import kept, plain
from dateline.records.evidence import Evidence, Known, Record, Unknown

#: What the marks beside an event's heading say.
BADGES: dict[str, str] = {
    "several origins": "two or more origins",
    "one origin": "one origin, unconfirmed",
    "disputed": "disputed",
    "announced": "not told as done",
    "denied": "denied",
    "background": "looked back on",
}
_SUPPORT = {"several origins": "two or more", "one origin": "one, unconfirmed", "disputed": "disputed"}
Role = Literal["", "lead", "figure", "differs", "gap", "small"]


class Heading(Record, tag="heading", tag_field="is", frozen=True):
    """A heading of level 2 or 3; ``key`` is its anchor."""

    text: str
    level: int
    key: str


class Paragraph(Record, tag="paragraph", tag_field="is", frozen=True):
    """A sentence by itself."""

    line: Line
    role: Role = ""


class Bullets(Record, tag="bullets", tag_field="is", frozen=True):
    """Sentences as a list."""

    lines: tuple[Line, ...]
    role: Role = ""


class Table(Record, tag="table", tag_field="is", frozen=True):
    """A table with its caption; ``numbers`` are the columns of counts."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()


class Figure(Record, tag="figure", tag_field="is", frozen=True):
    """A drawing, what it shows in words, and its caption."""

    name: Literal["map", "timeline"]
    svg: str
    words: str
    caption: str


class Told(Record, tag="told", tag_field="is", frozen=True):
    """An event: its heading, of level 3 or 4, its mark, and what is told of it."""

    key: str
    heading: str
    level: int
    badge: str
    kind: str
    about: str
    lines: tuple[Line, ...]
    figures: tuple[Line, ...]
    differences: tuple[Line, ...]
    gaps: tuple[Line, ...]
    bearing: tuple[Line, ...]


class Footnotes(Record, tag="footnotes", tag_field="is", frozen=True):
    """All footnotes."""

    notes: tuple[Footnote, ...]


class Sources(Record, tag="sources", tag_field="is", frozen=True):
    """The reports that footnotes point at."""

    sources: tuple[SourceUsed, ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Table | Figure | Told | Footnotes | Sources


class Document(Record, frozen=True):
    """The title, what stands below it (a label and a value each), the main points, and the blocks."""

    title: str
    about: tuple[tuple[str, str], ...]
    summary: tuple[Line, ...]
    blocks: tuple[Block, ...]


def document_of(brief: Brief) -> Document:
    """The brief in the order of reading."""
    return Document(
        title=plain(brief.title),
        about=tuple(_about(brief)),
        summary=brief.summary,
        blocks=tuple(_blocks(brief)),
    )


def _about(brief: Brief) -> Iterator[tuple[str, str]]:
    asked = brief.asked
    yield "Period", f"{asked.since} to {asked.until}"
    yield "Area", told(brief.area)
    known = asked.wanted.as_of
    yield "Known on", f"{known}, as the case stood then" if known else f"{brief.made}"
    wanted = asked.wanted
    only = [
        f"{name} {told(value)}"
        for name, value in (
            ("type", wanted.type),
            ("outlet", wanted.outlet),
            ("reality", wanted.reality),
            ("review", wanted.review),
            ("actor", wanted.actors[0] if wanted.actors else None),
        )
        if value
    ]
    if only:
        yield "Only events with a claim of", ", ".join(only)
    yield (
        "Made from",
        (
            f"{count(len(brief.occurrences), 'event')}, {count(len(brief.sources), 'report')} cited, "
            f"{count(len(brief.notes), 'footnote')}"
        ),
    )


def _blocks(brief: Brief) -> Iterator[Block]:
    yield from _figures(brief)
    yield from _glance(brief)
    yield Heading(text="What is told as happened", level=2, key="happened")
    if brief.happened:
        yield Paragraph(
            line=_line(
                "Each statement is its source's. A heading names the event by the values that come first; below it "
                "stands who tells what."
            ),
            role="small",
        )
    else:
        yield Paragraph(
            line=_line("No claim of the case tells of anything as happened in this period and area.")
        )
    for group in brief.happened:
        yield Heading(text=_days(group), level=3, key=f"day-{group.events[0].id}")
        yield from map(_told, group.events)
    for events, key, title in (
        (brief.announced, "announced", "Announced, threatened, expected or only possible"),
        (brief.denied, "denied", "Told only as denied"),
        (brief.background, "background", "Only looked back on"),
    ):
        if events:
            yield Heading(text=title, level=2, key=key)
            yield from map(_told, events)
    yield from _totals(brief.totals, bool(brief.happened))
    yield from _control(brief)
    yield from _listed(
        "What is disputed", "disputed", brief.disputed, "No source contradicts another, as far as told."
    )
    yield from _listed(
        "What is unknown or unresolved", "unknown", brief.unknown, "Nothing is left unresolved."
    )
    yield Heading(text="Sources used", level=2, key="sources")
    if brief.sources:
        yield Sources(sources=brief.sources)
        if brief.echoes:
            yield Bullets(lines=brief.echoes, role="small")
    else:
        yield Paragraph(line=_line("No report is cited."))
    if brief.notes:
        yield Heading(text="Evidence", level=2, key="evidence")
        yield Footnotes(notes=brief.notes)
    yield Heading(text="How this brief is made", level=2, key="method")
    yield Bullets(lines=tuple(_method(brief)), role="small")


def _figures(brief: Brief) -> Iterator[Block]:
    drawn = locator(brief)
    if drawn is not None:
        left = f" No room for the name of {', '.join(drawn.unlabelled)}." if drawn.unlabelled else ""
        yield Figure(
            name="map",
            svg=drawn.svg,
            words=drawn.words,
            caption="Places that claims name. A circle holds the number of events told as happened there: filled where "
            "two or more independent origins tell one of them, open where one origin tells each or it is disputed. "
            "Squares: only control is told, or "
            "what is announced, denied or looked back on. Broken circles: the words name no point; their size only "
            f"says so. Nothing is meant by what lies between.{left} Outlines: Natural Earth, de facto; they take no position.",
        )
    chart = timeline(brief)
    if chart is not None:
        wide = len(brief.unplotted)
        left = (
            f" {count(wide, 'event')} whose days do not fit into one {brief.unit} {'is' if wide == 1 else 'are'} left out."
            if wide
            else ""
        )
        yield Figure(
            name="timeline",
            svg=chart.svg,
            words=chart.words,
            caption=f"Events told as happened, by {brief.unit}: filled by two or more independent origins, open by one "
            f"or disputed.{left}",
        )


def _glance(brief: Brief) -> Iterator[Block]:
    events = [event for group in brief.happened for event in group.events]
    if not events:
        return
    yield Heading(text="At a glance", level=2, key="glance")
    yield Table(
        caption="Events told as happened, by the values that come first; all values and who tells them are below.",
        head=("Day", "What", "Where", "Killed, as told", "Origins", "Borne out by"),
        rows=tuple(tuple(_glanced(event)) for event in events),
        numbers=(4,),
        widths=(17, 26, 22, 17, 8, 19),
    )


def _glanced(event: Occurrence) -> Iterator[Line]:
    yield _line("unknown" if isinstance(event.days, Unknown) else day_words(event.days))
    yield _line(event.what[:1].upper() + event.what[1:], event.lines[0].notes if event.lines else ())
    place = event.field("place")
    if not place.values:
        yield _line("unknown")
    else:
        together = [v.words for v in place.values if v.claims == place.values[0].claims]
        yield _line(f"{place.values[0].words} (sources differ)" if place.differs else ", ".join(together))
    killed = event.field("killed")
    yield _line("not told" if killed.low is None else bounds(killed, short=True))
    yield _line(str(event.origins))
    yield _line(_SUPPORT[event.support])


def _told(event: Occurrence) -> Told:
    kind = event.support if event.standing == "happened" else event.standing
    return Told(
        key=event.id,
        heading=event.heading,
        level=4 if event.standing == "happened" else 3,
        badge=BADGES[kind],
        kind=kind.replace(" ", "-"),
        about=f"{count(event.origins, 'independent origin')}, {count(event.reports, 'report')}; told as "
        f"{', '.join(reality.replace('-', ' ') for reality in event.realities)}",
        lines=event.lines,
        figures=event.figures,
        differences=event.differences,
        gaps=event.gaps,
        bearing=event.bearing,
    )


def _days(group: Group) -> str:
    return "Day unknown" if isinstance(group.days, Unknown) else day_words(group.days)


def _totals(totals: Sequence[Total], any_happened: bool) -> Iterator[Block]:
    yield Heading(text="Totals", level=2, key="totals")
    if not any_happened:
        yield Paragraph(line=_line("Nothing is told as happened, so there is nothing to add up."))
        return
    yield Table(
        caption="Sums over events told as happened: of the lowest counts told of each, and of the highest. Rival counts of "
        "one event are never added to each other. What is not counted is unknown, not 0.",
        head=("Kind", "Range told", "Events counted", "Left out"),
        rows=tuple(
            (
                _line(total.kind.capitalize()),
                _line("unknown" if total.amount is None else amount(total.amount), total.lines[0].notes),
                _line(str(len(total.events))),
                _line("; ".join(f"{len(each.events)}: {each.reason}" for each in total.left_out) or "none"),
            )
            for total in totals
        ),
        numbers=(2,),
        widths=(14, 20, 12, 54),
    )
    lines = tuple(total.lines[0] for total in totals if total.amount is not None)
    if lines:
        yield Bullets(lines=lines)


def _control(brief: Brief) -> Iterator[Block]:
    yield Heading(text="Who held which place", level=2, key="control")
    if not brief.control:
        yield Paragraph(line=_line("No claim tells who held a place of the area by the end of the period."))
        return
    yield Table(
        caption="As claims tell it, by place; a party's word for its own gain contests and does not settle.",
        head=("Place", f"On {brief.asked.since}", f"On {brief.asked.until}"),
        rows=tuple(
            (
                _line(_place(holding)),
                holding.start,
                _line("As on the first day.") if holding.start == holding.end else holding.end,
            )
            for holding in brief.control
        ),
        widths=(16, 42, 42),
    )
    changes = tuple(
        Line(pieces=(Piece(text=f"{holding.name}. "), *line.pieces))
        for holding in brief.control
        if len(holding.changes) > 1
        for line in holding.changes
    )
    if changes:
        yield Heading(
            text="Changes between the two days, where there is more than one", level=3, key="changes"
        )
        yield Bullets(lines=changes)


def _place(holding: Holding) -> str:
    return f"{holding.name} ({'not resolved' if holding.level == 'unresolved' else holding.level})"


def _listed(title: str, key: str, lines: tuple[Line, ...], none: str) -> Iterator[Block]:
    yield Heading(text=title, level=2, key=key)
    yield Bullets(lines=lines) if lines else Paragraph(line=_line(none))


def _method(brief: Brief) -> Iterator[Line]:
    rule = {"ucdp": "the count of most independent origins", "acled": "the lowest count told"}[
        brief.asked.codebook
    ]
    yield _line(
        "Dateline read the reports by machine, and every sentence above was put together from its records by a fixed "
        "template. The words it was read from are in the evidence; read these before you rely on a statement."
    )
    yield _line(
        "“According to” names who says so, from the origin to the outlet. Origins are independent where they share no "
        "source and their texts are no near-copies."
    )
    yield _line(
        f"Where counts differ, the one that stands first is {rule}; low and high are the lowest and highest told."
    )
    yield _line(
        "An event is dated by its claims. The day of publication is never put in the place of a day that is not told."
    )


def heading_of(note: Footnote | SourceUsed) -> tuple[str, str, str, str]:
    """Outlet, title, day and address of a report; what is unknown says so."""
    title = told(note.title.value) if isinstance(note.title, Known) else "no title"
    published = day_words(note.published.value) if isinstance(note.published, Known) else "day unknown"
    address = told(note.url.value) if isinstance(note.url, Known) else told(note.document)
    return outlet_words(note.outlet), title, published, address


def stretches(note: Footnote) -> Iterator[tuple[str, bool]]:
    """The footnote's sentence in stretches, each with whether the statement was read from it."""
    sentence, text = note.sentence, kept(note.sentence.text)
    marked = [False] * len(text)
    for words in note.words:
        for i in range(max(words.start, sentence.start), min(words.end, sentence.end)):
            if i - sentence.start < len(marked):
                marked[i - sentence.start] = True
    start = 0
    for i in range(1, len(marked) + 1):
        if i == len(marked) or marked[i] != marked[start]:
            yield text[start:i], marked[start]
            start = i


def beyond(note: Footnote) -> Iterable[Evidence]:
    """The words that do not lie in the sentence."""
    return (w for w in note.words if w.start < note.sentence.start or w.end > note.sentence.end)


def _line(text: str, notes: tuple[int, ...] = ()) -> Line:
    return Line(pieces=(Piece(text=text, notes=notes),))
