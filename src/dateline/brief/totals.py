"""Totals: sums over events told as happened, as ranges, with what they leave out and why."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.brief.record import LeftOut, Line, Occurrence, Piece, Total
from dateline.brief.words import amount, count
from dateline.reconcile.views import COUNTED
from dateline.records.evidence import Range, Unknown


def totals(
    happened: Sequence[Occurrence],
    others: Sequence[Occurrence],
    overlapping: frozenset[str],
    doubtful: frozenset[str],
) -> tuple[Total, ...]:
    """A total for each kind of casualty.

    ``others`` are the events that are announced, denied or looked back on; ``overlapping`` those that sum up or look
    back on other events, which would be counted twice; ``doubtful`` those that may be one with another.
    """
    return tuple(total(kind, happened, others, overlapping, doubtful) for kind in COUNTED)


def total(
    kind: str,
    happened: Sequence[Occurrence],
    others: Sequence[Occurrence],
    overlapping: frozenset[str] = frozenset(),
    doubtful: frozenset[str] = frozenset(),
) -> Total:
    """The total of one kind. Counts that are not told are left out and named, never 0."""
    counted: list[Occurrence] = []
    untold: list[str] = []
    twice: list[str] = []
    disputed: list[str] = []
    for event in happened:
        if event.field(kind).low is None:
            untold.append(event.id)
        elif event.id in overlapping:
            twice.append(event.id)
        elif event.support == "disputed":
            disputed.append(event.id)
        else:
            counted.append(event)
    elsewhere = [event.id for event in others if event.field(kind).low is not None]
    left_out = tuple(
        LeftOut(reason=reason, events=tuple(events))
        for reason, events in (
            (f"no claim gives a number of {kind}", untold),
            ("it sums up or looks back on events that are counted", twice),
            ("whether it happened is disputed", disputed),
            ("it is not told as happened in the period, but announced, denied or looked back on", elsewhere),
        )
        if events
    )
    rival = tuple(event.id for event in counted if event.field(kind).state == "rival")
    found = summed([(event.field(kind).low, event.field(kind).high) for event in counted])
    firsts = [v.content for event in counted for v in event.field(kind).values[:1]]
    first = summed([(content.low, content.high) for content in firsts if isinstance(content, Range)])
    unknown = None if found is not None else Unknown(reason=_nothing(kind, happened, left_out))
    doubted = sum(event.id in doubtful for event in counted)
    return Total(
        kind=kind,
        amount=found,
        first=first,
        unknown=unknown,
        events=tuple(event.id for event in counted),
        rival=rival,
        left_out=left_out,
        lines=_lines(kind, found, first, unknown, counted, rival, left_out, doubted),
    )


def summed(bounds: Sequence[tuple[int | None, int | None]]) -> Range | None:
    """The lows added up, and the highs, if all have one; None where there is nothing to add up."""
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    if not lows:
        return None
    return Range(low=sum(lows), high=sum(highs) if len(highs) == len(bounds) else None)


def _nothing(kind: str, happened: Sequence[Occurrence], left_out: Sequence[LeftOut]) -> str:
    if not happened:
        return "nothing is told as happened"
    return "; ".join(each.reason for each in left_out) or f"no claim gives a number of {kind}"


def _lines(
    kind: str,
    found: Range | None,
    first: Range | None,
    unknown: Unknown | None,
    counted: Sequence[Occurrence],
    rival: Sequence[str],
    left_out: Sequence[LeftOut],
    doubted: int,
) -> tuple[Line, ...]:
    if found is None or unknown is not None:
        text = f"{kind.capitalize()}: unknown, because {unknown.reason if unknown else 'nothing is counted'}."
    else:
        upper = "no upper limit is told" if found.high is None else "lowest and highest counts added up apart"
        text = f"{kind.capitalize()}: {amount(found)}, over {count(len(counted), 'event')} told as happened ({upper})."
        if first is not None and first != found:
            text += (
                f" The counts that stand first in each, by the rule named below, add up to {amount(first)}."
            )
        if rival:
            text += f" In {len(rival)} of them sources differ on the number; the rival counts stand side by side with each event."
        if doubted:
            text += (
                f" {doubted} of them may be one with another event that is told, and may be counted twice;"
                " `dateline review` asks for a decision."
            )
    told = [line for event in counted for line in event.figures if line.text.startswith(kind.capitalize())]
    notes = tuple(sorted({number for line in told for number in line.notes}))
    lines = [Line(pieces=(Piece(text=text, notes=notes),))]
    for each in left_out:
        words = f"Left out: {count(len(each.events), 'event')}, because {each.reason}."
        lines.append(Line(pieces=(Piece(text=words),)))
    return tuple(lines)
