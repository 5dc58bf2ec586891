"""What the tests of briefs share: small records, and every line of a brief."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.brief.record import Brief, Line, Occurrence, Standing, Support, ToldField, ToldValue
from dateline.reconcile.views import COUNTED
from dateline.records.evidence import Range, Unknown

#: Words as a page might have them to break out of every kind of markup.
HOSTILE = (
    '</text></svg><script>alert(1)</script> "\'> &lt; ]]> #panic("x") $x$ `y` *b* _i_ | [a](javascript:1) '
    '![i](http://x.example/i.png) <!-- \\ {{ #import "x" <b onclick=1> https://evil.example www.evil.example'
)
ARABIC, HEBREW = "قوات الحكومة", "הצבא כבש את העיר"


def lines_of(brief: Brief) -> Iterator[Line]:
    """Every line of the brief."""
    yield from brief.summary
    for event in brief.occurrences:
        yield from (*event.lines, *event.figures, *event.differences, *event.gaps, *event.bearing)
    for total in brief.totals:
        yield from total.lines
    for holding in brief.control:
        yield from (holding.start, holding.end, *holding.changes)
    yield from (*brief.disputed, *brief.unknown, *brief.echoes)


def event(
    name: str,
    counts: dict[str, tuple[int, int | None] | None],
    *,
    standing: Standing = "happened",
    support: Support = "one origin",
    rival: bool = False,
) -> Occurrence:
    """An event with these counts; None for what no claim tells."""
    fields = []
    for kind in COUNTED:
        bounds = counts.get(kind)
        if bounds is None:
            fields.append(
                ToldField(name=kind, state="unknown", values=(), rule="", reason=f"no claim counts {kind}")
            )
            continue
        value = ToldValue(
            words="",
            content=Range(low=bounds[0], high=bounds[1]),
            sources=(),
            origins=1,
            claims=("c-1",),
            notes=(1,),
        )
        state = "rival" if rival else "agreed"
        fields.append(
            ToldField(name=kind, state=state, values=(value,), rule="", low=bounds[0], high=bounds[1])  # type: ignore[arg-type]
        )
    return Occurrence(
        id=name, heading="", what="", days=Unknown(reason="none"), standing=standing, support=support, realities=(),
        reports=1, origins=1, fields=tuple(fields), spots=(), lines=(), figures=(), differences=(), gaps=(), bearing=(),
        claims=(),
    )  # fmt: skip
