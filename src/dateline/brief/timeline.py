"""The timeline as a static SVG: events told as happened, a bar for each day, week or month of the period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.brief.markup import xml
from dateline.brief.record import Bar, Brief

WIDTH, HEIGHT = 720.0, 170.0
_LEFT, _RIGHT, _TOP, _FLOOR = 34.0, 710.0, 16.0, 136.0


class Chart(NamedTuple):
    """The drawing, and what it shows, in words."""

    svg: str
    words: str


def timeline(brief: Brief) -> Chart | None:
    """The brief's timeline; None where no event has its place on it."""
    top = max((bar.several + bar.one for bar in brief.timeline), default=0)
    if not top:
        return None
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if top / s <= 4)
    most = -(-top // step) * step
    words = _words(brief)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{xml(words)}" font-family="Noto Sans, sans-serif" font-size="10">',
        *_grid(most, step),
        *_bars(brief, most),
        "</svg>",
    ]
    return Chart(svg="\n".join(parts), words=words)


def _grid(most: int, step: int) -> Iterator[str]:
    for value in range(0, most + 1, step):
        y = _FLOOR - value / most * (_FLOOR - _TOP)
        yield (
            f'<path class="graticule" d="M{_LEFT:.0f} {y:.1f}H{_RIGHT:.0f}" stroke="#b9c6d0" stroke-width="0.6"/>'
            f'<text class="degrees" x="{_LEFT - 6:.0f}" y="{y + 3.5:.1f}" text-anchor="end" fill="#52616e">{value}</text>'
        )


def _bars(brief: Brief, most: int) -> Iterator[str]:
    """Each bar: told by several origins below, by one above; its day below where there is room."""
    wide = (_RIGHT - _LEFT) / len(brief.timeline)
    every = max(1, -(-int(62 // wide + 1) // 1)) if wide < 62 else 1
    for i, bar in enumerate(brief.timeline):
        x, width = _LEFT + i * wide, min(wide * 0.76, 40)
        left = x + (wide - width) / 2
        tall = (_FLOOR - _TOP) / most
        y = _FLOOR
        for count, kind, fill in ((bar.several, "several", "#1f4e79"), (bar.one, "one", "#ffffff")):
            if count:
                y -= count * tall
                yield (
                    f'<rect class="events {kind}" x="{left:.1f}" y="{y:.1f}" width="{width:.1f}" '
                    f'height="{count * tall:.1f}" fill="{fill}" stroke="#1f4e79" stroke-width="1.2"/>'
                )
        if i % every == 0 and x + 58 < WIDTH:
            at = x + wide / 2 if every == 1 else x
            anchor = "middle" if every == 1 else "start"
            yield (
                f'<path class="graticule" d="M{x + (wide / 2 if every == 1 else 0):.1f} {_FLOOR:.0f}v5" stroke="#6b7a88"/>'
                f'<text class="degrees" x="{at:.1f}" y="{_FLOOR + 18:.0f}" text-anchor="{anchor}" fill="#52616e">'
                f"{bar.first}</text>"
            )
    yield f'<path class="axis" d="M{_LEFT:.0f} {_FLOOR:.0f}H{_RIGHT:.0f}" stroke="#1b2733" stroke-width="1.2"/>'


def _words(brief: Brief) -> str:
    """The bars that are not empty, for who does not see them."""
    told = "; ".join(
        f"{span(bar)}: {bar.several + bar.one}" for bar in brief.timeline if bar.several + bar.one
    )
    return f"Timeline of events told as happened, by {brief.unit}. {told}."


def span(bar: Bar) -> str:
    """The bar's day, or its first and last."""
    return str(bar.first) if bar.first == bar.last else f"{bar.first} to {bar.last}"
