"""One claim unfolded: its sentence with the words marked, then a line for each field and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TextIO

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export.amounts import KINDS, amount_words, day_words
from dateline.export.marks import STYLES, marked, marks_of
from dateline.export.terminal import WIDTH, plain, rendered, shortened
from dateline.records.claim import GroundedClaim, GroundedPlace, Participant, Place, Speaker
from dateline.records.evidence import Evidence, Interval, Known, Record, Unknown
from dateline.records.header import Header

_WORDS = 160  # characters of quoted words in one line


class Line(Record, frozen=True):
    """One line of an unfolded claim. ``mark`` is the label its words bear in the sentence, if any."""

    label: str
    value: str
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: bool = False
    mark: str | None = None


def write_unfolded(
    header: Header, grounded: GroundedClaim, out: TextIO, *, width: int = WIDTH, color: bool = False
) -> None:
    """Write the claim, unfolded, for a person to check; without ``color`` the words are in brackets."""
    claim = grounded.claim
    title = Text(f"{claim.id}  ", style="dim")
    title.append(claim.type, style="bold")
    if isinstance(claim.mode, Known):
        title.append(f" {claim.mode.value}")
    title.append(f" · {claim.reality.value}")
    sentence = marked(claim.sentence, marks_of(claim), color=color)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    last = None
    for line in lines_of(header, grounded):
        style = STYLES.get(line.mark or "", "bold")
        grid.add_row(Text("" if line.label == last else line.label, style=style), _told(line))
        last = line.label
    where = Text(f"characters {claim.sentence.start}–{claim.sentence.end}", style="dim")
    out.write(
        rendered(title, "", Padding(sentence, (0, 0, 0, 2)), Padding(where, (0, 0, 0, 2)), "", grid,
                 width=width, color=color)
    )  # fmt: skip


def lines_of(header: Header, grounded: GroundedClaim) -> Iterator[Line]:
    """Every field of the claim, known or not, in the order people ask: who, what, whom, where, when."""
    claim = grounded.claim
    yield _known("type", claim.mode, value=claim.type, prefix="mode ")
    yield _known("reality", claim.reality, mark="reality")
    yield from _participants("who", "actors", grounded)
    yield from _participants("to whom", "recipients", grounded)
    yield from _places(grounded)
    yield _when(grounded)
    if isinstance(claim.casualties, Unknown):
        yield _unknown("casualties", claim.casualties)
    else:
        for casualty in sorted(claim.casualties, key=lambda item: KINDS.index(item.kind)):
            notes = [f"who: “{plain(casualty.who.text)}”"] if casualty.who else []
            notes += [f"by: “{plain(casualty.by.text)}”"] if casualty.by else []
            yield Line(
                label=casualty.kind,
                value=amount_words(casualty.amount),
                evidence=(casualty.evidence,),
                notes=tuple(notes),
                mark="how many",
            )
    if not isinstance(claim.forces, Unknown):
        for force in claim.forces:
            notes = [f"whose: “{plain(force.whose.text)}”"] if force.whose else []
            yield Line(
                label="force",
                value=amount_words(force.amount),
                evidence=(force.evidence,),
                notes=tuple(notes),
                mark="how many",
            )
    elif claim.type == "FORCE-ESTIMATE":
        yield _unknown("force", claim.forces)
    if isinstance(claim.means, Unknown):
        yield _unknown("means", claim.means)
    else:
        for means in claim.means:
            entry = (f"entry {means.entry}",) if means.entry else ()
            yield Line(
                label="means", value=plain(means.words), evidence=(means.evidence,), notes=entry, mark="means"
            )
    yield from _chain(header, grounded)
    yield Line(
        label="why",
        value=f"rule {claim.why.rule}",
        notes=(f"words “{shortened(claim.why.words, _WORDS)}”", f"score {claim.why.score:.2f}"),
    )
    yield Line(label="confidence", value=f"{claim.confidence:.2f}", notes=("that it is coded right",))
    for each in grounded.judgements:
        yield Line(
            label="decided",
            value=f"{each.kind} {each.field or ''}".rstrip(),
            notes=(f"by {plain(each.by)}", f"{each.at:%Y-%m-%d}", *([plain(each.note)] if each.note else [])),
        )
    if claim.also:
        yield Line(
            label="told also",
            value="1 more time" if len(claim.also) == 1 else f"{len(claim.also)} more times",
            evidence=claim.also,
        )
    yield from _document(header, claim.evidence)


def _participants(
    label: str, side: Literal["actors", "recipients"], grounded: GroundedClaim
) -> Iterator[Line]:
    people: tuple[Participant, ...] | Unknown = getattr(grounded.claim, side)
    if isinstance(people, Unknown) or not people:
        yield _unknown(label, people if isinstance(people, Unknown) else Unknown(reason="nobody is named"))
        return
    entries = {a.index: a.entry for a in grounded.actors if a.side == side}
    for index, person in enumerate(people):
        notes = [_entry(entries.get(index), person.entry)]
        notes += [
            f"{name}: {plain(str(field.value))}"
            for name, field in (("role", person.role), ("affiliation", person.affiliation))
            if isinstance(field, Known)
            and (name != "role" or _adds(plain(str(field.value)), (plain(person.words),)))
        ]
        if isinstance(person.amount, Known):
            notes.append(f"number: {amount_words(person.amount.value)}")
        yield Line(
            label=label,
            value=plain(person.words),
            evidence=(person.evidence,),
            notes=(person.kind, *(note for note in notes if note)),
            mark=label,
        )


def _entry(entry: Known[str] | Unknown | None, given: str | None) -> str:
    if isinstance(entry, Known):
        return f"entry {entry.value}" + (f" ({entry.how})" if entry.how else "")
    if isinstance(entry, Unknown):
        return f"no entry: {entry.reason}"
    return f"entry {given}" if given else ""


def _places(grounded: GroundedClaim) -> Iterator[Line]:
    places = grounded.claim.places
    if isinstance(places, Unknown) or not places:
        yield _unknown(
            "place", places if isinstance(places, Unknown) else Unknown(reason="no place is named")
        )
        return
    found = {item.index: item for item in grounded.places}
    for index, place in enumerate(places):
        words = plain(place.words)
        if place.relation:
            words = f"{plain(place.relation)} {words}"
        notes = [f"means “{plain(place.antecedent.text)}”"] if place.antecedent else []
        notes += [f"within “{', '.join(plain(w.text) for w in place.within)}”"] if place.within else []
        yield Line(
            label=f"place, {place.role}",
            value=words,
            evidence=(place.evidence,),
            notes=(*notes, _grounding(found.get(index))),
            mark="place",
        )


def _grounding(item: GroundedPlace | None) -> str:
    if item is None:
        return "not looked up"
    place = item.place
    if isinstance(place, Unknown):
        rivals = f"; candidates: {', '.join(place.candidates)}" if place.candidates else ""
        return f"not resolved: {place.reason}{rivals}"
    parts = [f"= {place.name} ({place.id})", place.kind]
    parts += [f"{place.province}, {place.country}" if place.province else place.country]
    parts += [coordinates(place)]
    return ", ".join(parts) + f"; score {item.score:.2f}: {item.why}"


def coordinates(place: Place) -> str:
    """The place's coordinates in degrees, or that it has none."""
    if place.latitude is None or place.longitude is None:
        return "no coordinates"
    north = "N" if place.latitude >= 0 else "S"
    east = "E" if place.longitude >= 0 else "W"
    return f"{abs(place.latitude):.4f} {north} {abs(place.longitude):.4f} {east}"


def _when(grounded: GroundedClaim) -> Line:
    claim, days = grounded.claim, grounded.when
    words = () if isinstance(claim.when, Unknown) else (claim.when.evidence,)
    if isinstance(days, Unknown):
        reason = _unknown("when", days)
        return Line(label="when", value=reason.value, evidence=words, unknown=True, mark="when")
    evidence = tuple(dict.fromkeys((*words, *days.evidence)))
    notes = (f"to the {days.value.precision}", days.how) if days.how else (f"to the {days.value.precision}",)
    return Line(label="when", value=day_words(days.value), evidence=evidence, notes=notes, mark="when")


def _chain(header: Header, grounded: GroundedClaim) -> Iterator[Line]:
    outlet = plain(header.outlet.value) if isinstance(header.outlet, Known) else "this outlet"
    speakers = grounded.claim.sources
    if not speakers:
        yield Line(label="source", value=f"the report itself ({outlet})", notes=("it names no other source",))
        return
    links = [speaker_words(speaker) for speaker in speakers]
    if plain(speakers[-1].words).casefold() != outlet.casefold():
        links.append(outlet)
    yield Line(label="source", value=" → ".join(links), mark="source")
    for index, speaker in enumerate(speakers):
        notes: list[str] = [speaker.kind]
        entries = [a.entry for a in grounded.actors if a.side == "sources" and a.index == index]
        notes += [_entry(entries[0] if entries else None, speaker.entry)]
        if isinstance(speaker.party, Known):
            party = "a party" if speaker.party.value else "no party"
            notes.append(f"{party} to the conflict")
        notes += [f"says: “{plain(speaker.verb.text)}”"] if speaker.verb else []
        notes += [_said(grounded, index)]
        yield Line(
            label="source",
            value=plain(speaker.words),
            evidence=(speaker.evidence,),
            notes=tuple(note for note in notes if note),
            mark="source",
        )


def speaker_words(speaker: Speaker) -> str:
    """The source as worded, with its role and affiliation where these add to its words."""
    words = plain(speaker.words)
    about: list[str] = []
    for field in (speaker.role, speaker.affiliation):
        if isinstance(field, Known) and _adds(plain(field.value), (words, *about)):
            about.append(plain(field.value))
    return words + (f" ({', '.join(about)})" if about else "")


def _adds(words: str, said: Iterable[str]) -> bool:
    """Whether these words hold any that was not said yet, whatever its case."""
    known = {word for each in said for word in each.casefold().split()}
    return not set(words.casefold().split()) <= known


def _said(grounded: GroundedClaim, index: int) -> str:
    """The day a source spoke, or why it is not known where a day is worded."""
    words = grounded.claim.sources[index].said
    if index >= len(grounded.said) or isinstance(words, Unknown):
        return ""
    day = grounded.said[index]
    if isinstance(day, Unknown):
        return f"said “{plain(words.words)}”: day unknown, {day.reason}"
    return f"said {day_words(day.value)} (“{plain(words.words)}”)"


def _document(header: Header, evidence: Evidence) -> Iterator[Line]:
    yield Line(label="evidence", value="", evidence=(evidence,))
    yield Line(label="document", value=plain(header.document))
    for label, field in (("title", header.title), ("outlet", header.outlet), ("published", header.published)):
        yield _known(label, field)
    if isinstance(header.url, Known):
        yield _known("url", header.url)
    if header.version is not None and header.version.of > 1:
        stands = "the one that stands" if header.version.newest else "another one stands"
        shown = f"`dateline show --versions {header.report}` shows what changed"
        value = f"{header.version.number} of {header.version.of}, {stands}"
        yield Line(label="version", value=value, notes=(shown,))


def _known(
    label: str, field: Known[Any] | Unknown, *, value: str = "", prefix: str = "", mark: str | None = None
) -> Line:
    """A line for a field; ``value`` stands before what is known of it, as the type does before the mode."""
    if isinstance(field, Unknown):
        reason = _unknown(label, field).value
        return Line(label=label, value=f"{value}, {prefix}{reason}" if value else reason, unknown=not value)
    said = day_words(field.value) if isinstance(field.value, Interval) else plain(str(field.value))
    return Line(
        label=label,
        value=f"{value}, {prefix}{said}" if value else said,
        evidence=field.evidence,
        notes=(field.how,) if field.how else (),
        mark=mark or ("what" if value else None),
    )


def _unknown(label: str, field: Unknown) -> Line:
    rivals = f" (candidates: {', '.join(field.candidates)})" if field.candidates else ""
    return Line(label=label, value=f"unknown: {field.reason}{rivals}", unknown=True)


def _told(line: Line) -> Text:
    """The line's value, the words with their offsets, and the notes."""
    text = Text(line.value, style="dim" if line.unknown else "")
    for quoted in _quoted(line.evidence, line.value):
        text.append("  " if text.plain else "")
        text.append(quoted, style="italic")
    for note in line.notes:
        text.append(f" · {note}" if text.plain else note, style="dim" if not line.unknown else "")
    return text


def _quoted(evidence: Iterable[Evidence], value: str) -> Iterator[str]:
    """The words and their offsets; the offsets alone where the words are the value itself."""
    for item in evidence:
        words = f"“{shortened(item.text, _WORDS)}” "
        if item.layer == "setting":
            yield f"{words}as given"
        else:
            layer = " of the page's source" if item.layer == "capture" else ""
            yield f"{'' if plain(item.text) == value else words}{item.start}–{item.end}{layer}"
